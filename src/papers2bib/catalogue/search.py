"""Title search: from a title as listed to the numbers of the titles it may be, the likeliest first."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, islice, pairwise

from rapidfuzz.distance import Postfix, Prefix
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extract

from papers2bib.catalogue import terms
from papers2bib.catalogue.postings import Postings, Span
from papers2bib.catalogue.vocabulary import Titles
from papers2bib.titles import title_key

SHORT = 20
"""A key of fewer letters may be a nickname: titles that only begin with it are then given as well."""
_KEPT = 8
_CONTINUED = 16
_NAMED = 8
_FLOOR = 60.0
_SPREAD = 25.0
_ALIKE = 90.0
_SURE_EDITS = 4
"""A title that differs in no more letters (left out or put in) leaves no need to look further."""
_HOPELESS = 45.0
"""Less alike are only keys of which one is more than three times as long as the other, or that differ."""
_PARTIAL = 0.95
_LONGEST_PIECE = 20
_WITHOUT_PIECE = 96.0
_ROUNDS = ((50, 6, 2), (150, 8, 2), (800, 20, 1), (1500, 64, 1))
"""How many postings to read, and how many titles to look at, those that have the most votes and so many."""
_SHORT_ROUNDS = ((150, 8, 2), (1200, 48, 1))
_PORTIONS = (0, 1, 6, 24)
"""Where portions of the titles begin that are looked at together: mostly the first one is the right one."""
_LARGE = 1000
"""So many titles under one fragment are enough."""
_COMMON = 48
_NEAR = 6
_RAREST = 3
_FEW, _MANY = 63, 64
"""If so few titles begin alike, they are looked at first; if more, so many of them at last."""


class Search:
    """Finds titles by key, by fragments and by nickname."""

    def __init__(self, postings: Postings, titles: Titles) -> None:
        self._postings, self._titles = postings, titles

    def titles(self, title: str) -> list[int]:
        """Titles equal but for typography if there are any, else near ones; nicknames in either case."""
        key = title_key(title)
        if equal := self.equal(key):
            return equal + self._named(key) if len(key) < SHORT else equal
        head = terms.head(title)
        related = [*self._named(key), *(self.equal(head) + self._named(head) if head else ())]
        return [*self._near(key), *related]

    def equal(self, key: str) -> list[int]:
        """Titles with this very key."""
        return (
            [one for one in self._postings.find(terms.whole_key(key.encode())) if self._key(one) == key]
            if key
            else []
        )

    def _named(self, key: str) -> list[int]:
        """Titles in which the key stands before the colon."""
        if not key or len(key) > terms.LONGEST_NICKNAME:
            return []
        posted = self._postings.find(terms.nickname(key))[:_COMMON]
        return [one for one in posted if terms.head(self._title(one)) == key][:_NAMED]

    def _near(self, key: str) -> list[int]:
        """The titles most like a key; those that merely continue it, if there are any and it says enough."""
        sought, beside = _Sought(key, self._titles.keys), self._beside(key)
        if len(beside) <= _FEW:
            sought.compare(beside)
            if continued := sought.continued:
                return continued
        votes = _Votes(self._postings, key)
        for postings, titles, least in _ROUNDS if len(key) >= terms.START else _SHORT_ROUNDS:
            votes.read(postings)
            if found := sought.seek(votes.ranked(titles, least)):
                near = self._titles.like(found[0], sought.fresh(votes.neighbours(found[0])))
                sought.compare([*votes.ranked(_KEPT, 2), *near])
                return sought.likeliest
        sought.compare(beside)
        return sought.likeliest

    def _beside(self, key: str) -> list[int]:
        """Titles that begin like the key."""
        return self._postings.beside(terms.whole_key(key.encode()), _MANY) if len(key) >= terms.START else []

    def _key(self, number: int) -> str:
        return title_key(self._title(number))

    def _title(self, number: int) -> str:
        return self._titles[number]


class _Sought:
    """A key with the titles that were compared with it."""

    def __init__(self, key: str, keys_of: Callable[[Sequence[int]], list[str]]) -> None:
        self._key, self._keys_of = key, keys_of
        self._scores: dict[int, float] = {}
        self._continued: list[tuple[int, int]] = []
        sure = 100.0 - 50.0 * _SURE_EDITS / max(len(key), 1)
        self._sure = min(sure, _WITHOUT_PIECE) if len(key) >= terms.START else _WITHOUT_PIECE

    def fresh(self, numbers: Iterable[int]) -> list[int]:
        """Those that were not compared yet, each once."""
        return [one for one in dict.fromkeys(numbers) if one not in self._scores]

    def compare(self, numbers: Iterable[int]) -> None:
        """Compare the key with titles."""
        scores, key, fresh = self._scores, self._key, self.fresh(numbers)
        if not fresh:
            return
        known = self._keys_of(fresh)
        alike = extract(key, known, scorer=ratio, score_cutoff=_HOPELESS, limit=None)
        scores |= dict.fromkeys(fresh, 0.0)
        scores |= {fresh[at]: _likeness(key, other, score) for other, score, at in alike}
        self._continued += [
            (len(other), one) for one, other in zip(fresh, known, strict=True) if other.startswith(key)
        ]

    def seek(self, numbers: Sequence[int]) -> list[int]:
        """Compare the key with titles until no other need be sought: the likeliest of those seen last."""
        for begin, end in pairwise((*_PORTIONS, len(numbers))):
            portion = numbers[begin:end]
            self.compare(portion)
            best = max(portion, key=self._scores.__getitem__, default=None)
            if best is not None and (self._scores[best] >= self._sure or len(self._continued) >= _CONTINUED):
                return [best]
        return []

    @property
    def continued(self) -> list[int]:
        """Those that begin with the key, the shortest first."""
        return [one for _, one in sorted(self._continued)[:_CONTINUED]]

    @property
    def likeliest(self) -> list[int]:
        """Those that begin with the key; if there are none or it is a short one, those most like it, too."""
        continued = self.continued
        return continued if continued and len(self._key) >= terms.START else [*continued, *self.best]

    @property
    def best(self) -> list[int]:
        """Those most like the key."""
        scores = self._scores
        ranked = sorted(scores, key=lambda one: (-scores[one], one))[:_KEPT]
        floor = max(_FLOOR, scores[ranked[0]] - _SPREAD) if ranked else 0.0
        return [one for one in ranked if scores[one] >= floor]


class _Votes:
    """Titles that share fragments with a key, counted; the rarest fragments are read first."""

    def __init__(self, postings: Postings, key: str) -> None:
        self._postings = postings
        self._terms = postings.sized(terms.grams(key.encode()))[::-1]
        self._spans: list[Span] = []
        self._read: list[int] = []
        """What lies in the spans."""
        self._votes = Counter[int]()
        """In the order in which they were first read."""
        self._several: list[int] = []
        """Those with more than one vote, the most first."""

    def read(self, most: int) -> None:
        """Read about so many more postings, of one fragment at least."""
        unread, spans = self._terms, []
        while unread:
            begin, end = self._postings.span(unread.pop()[1])
            end = min(end, begin + _LARGE)
            spans.append((begin, end))
            most -= end - begin + 1
            if unread and unread[-1][0] > most:
                break
        numbers, votes = self._postings.numbers(spans), self._votes
        self._spans += spans
        self._read += numbers
        votes.update(numbers)
        self._several = [one for one, count in votes.items() if count > 1]
        self._several.sort(key=votes.__getitem__, reverse=True)

    def ranked(self, most: int, least: int) -> list[int]:
        """So many titles that have at least so many votes, the most first, then those of rarer fragments."""
        some = self._several[:most]
        if least > 1 or len(some) == most:
            return some
        once = (one for one, count in self._votes.items() if count == 1)
        return [*some, *islice(once, most - len(some))]

    def neighbours(self, number: int) -> list[int]:
        """Titles that share with a title what it shares with the key, and those of the rarest fragments."""
        stops = accumulate((end - begin for begin, end in self._spans), initial=0)
        lists = (self._read[first:stop] for first, stop in pairwise(stops))
        near = (one for found in lists if number in found for one in found[:_NEAR])
        return [*near, *islice(self._votes, _RAREST)]


def _likeness(listed: str, known: str, whole: float) -> float:
    """How alike two keys are, 0 to 100, given their ratio; one that lacks but one piece is nearly equal."""
    shorter = min(len(listed), len(known))
    if shorter < terms.GRAM:
        return whole
    if shorter >= terms.START and _lacks_a_piece(listed, known, shorter):
        return max(whole, _WITHOUT_PIECE)
    if whole >= _ALIKE:
        return whole
    return max(whole, _PARTIAL * ratio(listed[:shorter], known[:shorter]))


def _lacks_a_piece(listed: str, known: str, shorter: int) -> bool:
    if len(listed) + len(known) - 2 * shorter > _LONGEST_PIECE:
        return False
    return bool(Prefix.similarity(listed, known) + Postfix.similarity(listed, known) >= shorter)
