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
_SURE = 90.0
_PARTIAL = 0.95
_ROUNDS = (300, 3000)
_READ = 40
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
        return [*self._near(key), *related]

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

    def _near(self, key: str) -> list[int]:
        alike = self._alike(key)
        if continued := [one for one, known in alike.items() if known.startswith(key)]:
            return sorted(continued, key=lambda one: (len(alike[one]), one))[:_KEPT]
        scored = self._score(key, alike)
        votes = _Votes(self._postings, key)
        for twice in map(votes.read, _ROUNDS):
            scored = sorted([*scored, *self._score(key, twice)], reverse=True)
            if scored and scored[0][0] >= _SURE:
                break
        else:
            scored = sorted([*scored, *self._score(key, votes.once())], reverse=True)
        scored = list(dict.fromkeys(scored))
        floor = max(_FLOOR, scored[0][0] - _SPREAD) if scored else 0.0
        return [number for score, number in scored[:_KEPT] if score >= floor]

    def _alike(self, key: str) -> dict[int, str]:
        """Titles that begin like the key, with their keys."""
        if len(key) < terms.START:
            return {}
        start = key[: terms.START]
        posted = {one: self._key(one) for one in self._postings.beside(terms.whole_key(key), _BESIDE)}
        return {one: known for one, known in posted.items() if known.startswith(start)}

    def _score(self, key: str, numbers: Iterable[int]) -> list[tuple[float, int]]:
        return sorted(((_likeness(key, self._key(one)), one) for one in numbers), reverse=True)

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
        for size, term in self._terms:
            found = self._postings.find(term)
            twice.update(dict.fromkeys(one for one in found if one in self._once))
            self._once.update(dict.fromkeys(found))
            most -= size
            if most < 0:
                break
        fresh = [one for one in twice if one not in self._twice][:_READ]
        self._twice.update(twice)
        return fresh

    def once(self) -> list[int]:
        """Titles with one vote, those that share the rarest fragment first."""
        return [one for one in self._once if one not in self._twice][:_READ]


def _likeness(listed: str, known: str) -> float:
    """How alike two keys are, 0 to 100; one that the other merely continues is nearly equal to it."""
    whole = ratio(listed, known)
    shorter = min(len(listed), len(known))
    if whole >= _SURE or shorter < terms.GRAM:
        return whole
    return max(whole, _PARTIAL * ratio(listed[:shorter], known[:shorter]))
