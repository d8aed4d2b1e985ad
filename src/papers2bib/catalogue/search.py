"""Title search: from a title as listed to the numbers of the titles it may be, the likeliest first."""

from collections.abc import Iterable

from rapidfuzz.fuzz import ratio

from papers2bib.catalogue import terms
from papers2bib.catalogue.codec import TextReader
from papers2bib.catalogue.postings import Postings
from papers2bib.titles import title_key

SHORT = 20
"""A key of fewer letters may be a nickname: titles that only begin with it are then given as well."""
_KEPT = 8
_NAMED = 8
_FLOOR = 60.0
_SPREAD = 25.0
_ALIKE = 90.0
_SURE_EDITS = 4
"""A title that differs in no more letters (left out or put in) leaves no need to look further."""
_PARTIAL = 0.95
_ROUNDS = (300, 1500)
_READ = 16
_ONCE = 300
_COMMON = 48
_BESIDE = 120


class Search:
    """Finds titles by key, by fragments and by nickname."""

    def __init__(self, postings: Postings, titles: TextReader) -> None:
        self._postings, self._titles = postings, titles

    def titles(self, title: str) -> list[int]:
        """Titles equal but for typography if there are any, else near ones; nicknames in either case."""
        key = title_key(title)
        if equal := self._equal(key):
            return equal + self._named(key) if len(key) < SHORT else equal
        head = terms.head(title)
        related = [*self._named(key), *(self._equal(head) + self._named(head) if head else ())]
        return [*self._near(key, title.lower()), *related]

    def _equal(self, key: str) -> list[int]:
        return (
            [one for one in self._postings.find(terms.whole_key(key)) if self._key(one) == key] if key else []
        )

    def _named(self, key: str) -> list[int]:
        """Titles in which the key stands before the colon."""
        if not key or len(key) > terms.LONGEST_NICKNAME:
            return []
        posted = self._postings.find(terms.nickname(key))[:_COMMON]
        return [one for one in posted if terms.head(self._title(one)) == key][:_NAMED]

    def _near(self, key: str, listed: str) -> list[int]:
        alike = self._alike(key)
        if continued := [one for one, known in alike.items() if known.startswith(key)]:
            return sorted(continued, key=lambda one: (len(alike[one]), one))[:_KEPT]
        scores = {one: _likeness(key, known) for one, known in alike.items()}
        votes, sure = _Votes(self._postings, key), 100.0 - 50.0 * _SURE_EDITS / max(len(key), 1)
        for twice in map(votes.read, _ROUNDS):
            scores |= self._score(key, listed, twice)
            if max(scores.values(), default=0.0) >= sure:
                return _best(scores)
        if max(scores.values(), default=0.0) < _ALIKE:
            scores |= self._score(key, listed, votes.once())
        return _best(scores)

    def _score(self, key: str, listed: str, numbers: list[int]) -> dict[int, float]:
        promising = numbers if len(numbers) <= _READ else self._promising(listed, numbers)
        return {one: _likeness(key, self._key(one)) for one in promising}

    def _promising(self, listed: str, numbers: Iterable[int]) -> list[int]:
        """The titles most like the listed one as written: quicker to tell than by their keys."""
        rough = sorted((-_likeness(listed, self._title(one).lower()), one) for one in numbers)
        return [one for _, one in rough[:_READ]]

    def _alike(self, key: str) -> dict[int, str]:
        """Titles that begin like the key, with their keys."""
        if len(key) < terms.START:
            return {}
        start = key[: terms.START]
        posted = {one: self._key(one) for one in self._postings.beside(terms.whole_key(key), _BESIDE)}
        return {one: known for one, known in posted.items() if known.startswith(start)}

    def _key(self, number: int) -> str:
        return title_key(self._title(number))

    def _title(self, number: int) -> str:
        return self._titles[number].decode(errors="replace")


class _Votes:
    """Titles that share rare fragments with a key: the rarest fragments are read first, as many as needed."""

    def __init__(self, postings: Postings, key: str) -> None:
        self._postings = postings
        self._terms = iter(postings.sized(terms.grams(key.encode())))
        self._once: dict[int, None] = {}
        self._twice: set[int] = set()

    def read(self, most: int) -> list[int]:
        """Read about so many more postings; the titles that have got a second vote by that."""
        twice: dict[int, None] = {}
        once = self._once
        for size, term in self._terms:
            found = self._postings.find(term)
            twice.update(dict.fromkeys([one for one in found if one in once]))
            once.update(dict.fromkeys(found))
            most -= size
            if most < 0:
                break
        fresh = [one for one in twice if one not in self._twice][:_ONCE]
        self._twice.update(twice)
        return fresh

    def once(self) -> list[int]:
        """Titles with one vote, those that share the rarest fragment first."""
        return [one for one in self._once if one not in self._twice][:_ONCE]


def _best(scores: dict[int, float]) -> list[int]:
    ranked = sorted(scores, key=lambda one: (-scores[one], one))[:_KEPT]
    floor = max(_FLOOR, scores[ranked[0]] - _SPREAD) if ranked else 0.0
    return [one for one in ranked if scores[one] >= floor]


def _likeness(listed: str, known: str) -> float:
    """How alike two keys are, 0 to 100; one that the other merely continues is nearly equal to it."""
    whole = ratio(listed, known)
    shorter = min(len(listed), len(known))
    if whole >= _ALIKE or shorter < terms.GRAM:
        return whole
    return max(whole, _PARTIAL * ratio(listed[:shorter], known[:shorter]))
