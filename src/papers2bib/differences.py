"""How two titles differ: from a listed and a recorded title to the edits that lead from one to the other."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA, Levenshtein

from papers2bib.spelling import SMALL_WORDS, is_inflected, is_number, numbers_differ, slips
from papers2bib.titles import title_words

_OTHER_WORK = frozenset(
    "survey review overview comment comments reply response rebuttal erratum corrigendum addendum correction"
    " reproducibility reproducing reproduction replication replicating revisiting revisited part supplement"
    " supplementary tutorial extended extension extensions sequel followup rethinking beyond not without"
    " challenge workshop introduction lecture lectures notes note discussion critique analysis".split()
)
_SAME_WORK = frozenset(
    "extended abstract oral poster spotlight preprint draft paper arxiv pdf full version".split()
)


_YEAR = re.compile(r"[(\[](?:19|20)\d\d[)\]]\s*$")


class Kind(StrEnum):
    """What an edit does; its value is a phrase for people."""

    GLUED = "spaced otherwise"
    TYPO = "misspelt"
    SHORT_TYPO = "a short word misspelt"
    INFLECTED = "another form of the word"
    SMALL = "a small word"
    CUT = "cut off"
    BROKEN_OFF = "cut off within a word"
    NAME = "shortened to the name before its colon"
    NAME_LOST = "without the name before the colon"
    NAME_ADDED = "with a name and a colon before it"
    HEAD_LOST = "without its beginning"
    HEAD_ADDED = "with words before it"
    TAIL_ADDED = "with words behind it"
    LABEL = "with a label of its form"
    LOST = "a word less"
    ADDED = "a word more"
    SWAPPED = "another word"
    NUMBER = "another number"
    OTHER_WORK = "a word that tells another work"


_AT_THE_ENDS = frozenset(
    {
        Kind.CUT,
        Kind.BROKEN_OFF,
        Kind.NAME,
        Kind.NAME_LOST,
        Kind.NAME_ADDED,
        Kind.HEAD_LOST,
        Kind.HEAD_ADDED,
        Kind.TAIL_ADDED,
        Kind.LABEL,
    }
)
SLIPS = frozenset({Kind.GLUED, Kind.TYPO, Kind.SHORT_TYPO, Kind.INFLECTED})
"""Edits within words."""
CUTS = frozenset({Kind.CUT, Kind.BROKEN_OFF, Kind.NAME})
"""Edits that leave the beginning of a title."""
_LONG = 6
"""A word of fewer letters is easily another word."""
_TELLING = frozenset(
    {
        Kind.HEAD_LOST,
        Kind.HEAD_ADDED,
        Kind.TAIL_ADDED,
        Kind.LOST,
        Kind.ADDED,
        Kind.SWAPPED,
        Kind.NUMBER,
        Kind.OTHER_WORK,
    }
)


class Edit(NamedTuple):
    """One difference: the words as listed, the words as recorded, and how far apart (letters or words)."""

    kind: Kind
    listed: str
    recorded: str
    size: int = 1

    def __str__(self) -> str:
        """The edit in words for people, the record's first."""
        if self.kind in _AT_THE_ENDS:
            return str(self.kind.value)
        return f"“{self.listed or '…'}” for “{self.recorded or '…'}” ({self.kind})"


class Difference(NamedTuple):
    """All edits between two titles and how many letters and words stand in both."""

    edits: tuple[Edit, ...]
    letters: int
    words: int

    @property
    def tells_apart(self) -> bool:
        """Some edit is more than a slip, a version's name or a cut: the titles may well be of two papers."""
        return any(edit.kind in _TELLING for edit in self.edits)


@lru_cache(maxsize=1024)
def difference(listed: str, recorded: str) -> Difference:
    """The edits that make the recorded title of the listed one, typography aside."""
    ours, theirs = title_words(listed).split(), title_words(recorded).split()
    if "".join(ours) == "".join(theirs):
        return Difference((), sum(map(len, ours)), len(ours))
    edits = [edit for block in _blocks(ours, theirs) for edit in _edits(*block)]
    return _assembled(ours, _labelled(_named(edits, listed, recorded), listed))


_NAMED = {Kind.HEAD_LOST: Kind.NAME_LOST, Kind.HEAD_ADDED: Kind.NAME_ADDED, Kind.CUT: Kind.NAME}


def _named(edits: list[Edit], listed: str, recorded: str) -> list[Edit]:
    """The edits, those that take or give just what stands before a colon told from the others.

    Names come and go with versions, unless they count (`DaGAN++:`).
    """
    first = edits[0]
    name, colon, _ = (listed if first.kind is Kind.HEAD_ADDED else recorded).partition(":")
    changed = listed if first.kind is Kind.CUT else first.listed or first.recorded
    if not colon or first.kind not in _NAMED or title_words(name) != title_words(changed):
        return edits
    counts = first.kind is not Kind.CUT and (name.strip()[-1:] == "+" or name.strip()[-1:].isdigit())
    return [first._replace(kind=Kind.NUMBER if counts else _NAMED[first.kind]), *edits[1:]]


def _labelled(edits: list[Edit], listed: str) -> list[Edit]:
    """The edits, a year in brackets behind the listed title taken for a label."""
    last = edits[-1]
    if last.kind is Kind.TAIL_ADDED and _YEAR.search(listed) and title_words(last.listed).isdigit():
        return [*edits[:-1], last._replace(kind=Kind.LABEL)]
    return edits


def _assembled(ours: Sequence[str], edits: Sequence[Edit]) -> Difference:
    kept = [e for e in edits if e.kind in SLIPS]
    apart = sum(len(e.listed.replace(" ", "")) for e in edits if e not in kept)
    words = sum(len(e.listed.split()) for e in edits if e not in kept)
    slips = sum(e.size for e in kept if e.kind in {Kind.TYPO, Kind.SHORT_TYPO})
    return Difference(tuple(edits), sum(map(len, ours)) - apart - slips, len(ours) - words)


_Block = tuple[list[str], list[str], bool, bool]


def _blocks(ours: list[str], theirs: list[str]) -> Iterator[_Block]:
    """The stretches where the titles differ, and whether each stands at the beginning or at the end."""
    start: tuple[int, int] | None = None
    for op in [*Levenshtein.opcodes(ours, theirs), None]:
        if op is not None and op.tag != "equal":
            start = start or (op.src_start, op.dest_start)
        elif start is not None:
            end = (op.src_start, op.dest_start) if op else (len(ours), len(theirs))
            yield ours[start[0] : end[0]], theirs[start[1] : end[1]], start == (0, 0), op is None
            start = None


def _edits(ours: list[str], theirs: list[str], first: bool, last: bool) -> Iterator[Edit]:
    if not ours and not theirs:
        return
    listed, recorded = " ".join(ours), " ".join(theirs)
    if not ours or not theirs:
        yield _one_sided(listed, recorded, first, last)
    elif last and not first and _cuts("".join(ours), "".join(theirs)):
        yield Edit(Kind.BROKEN_OFF, listed, recorded, len(theirs))
    elif {*ours, *theirs} <= SMALL_WORDS:
        yield Edit(Kind.SMALL, listed, recorded)
    elif found := _alike("".join(ours), "".join(theirs)):
        yield Edit(found[0], listed, recorded, found[1])
    elif pivot := _closest(ours, theirs):
        i, j = pivot
        yield from _edits(ours[:i], theirs[:j], first, False)
        yield from _edits([ours[i]], [theirs[j]], False, False)
        yield from _edits(ours[i + 1 :], theirs[j + 1 :], False, last)
    else:
        yield _replaced(ours, theirs)


def _one_sided(listed: str, recorded: str, first: bool, last: bool) -> Edit:
    words = (listed or recorded).split()
    if set(words) <= SMALL_WORDS:
        kind = Kind.SMALL
    elif listed and last and set(words) <= _SAME_WORK | SMALL_WORDS:
        kind = Kind.LABEL
    elif _OTHER_WORK & set(words) and len(words) <= 4:
        kind = Kind.OTHER_WORK
    elif not (first or last) and any(map(is_number, words)):
        kind = Kind.NUMBER
    elif last and not listed:
        kind = Kind.NUMBER if is_number(words[0]) and words[0] not in SMALL_WORDS else Kind.CUT
    elif first or last:
        kind = Kind.HEAD_LOST if not listed else Kind.HEAD_ADDED if first else Kind.TAIL_ADDED
    else:
        kind = Kind.ADDED if listed else Kind.LOST
    return Edit(kind, listed, recorded, len(words))


def _cuts(ours: str, theirs: str) -> bool:
    return theirs.startswith(ours) and len(theirs) - len(ours) > 2


def _alike(ours: str, theirs: str) -> tuple[Kind, int] | None:
    """Whether two stretches are one in other spelling: which way, and by how many letters."""
    if ours == theirs:
        return Kind.GLUED, 0
    if numbers_differ(ours, theirs):
        return None
    if is_inflected(ours, theirs):
        return Kind.INFLECTED, 1
    found = slips(ours, theirs)
    kind = Kind.TYPO if len(ours) >= _LONG else Kind.SHORT_TYPO
    return (kind, found) if found else None


def _closest(ours: list[str], theirs: list[str]) -> tuple[int, int] | None:
    """The two words of longer stretches that are most likely one word, if any are."""
    if len(ours) == len(theirs) == 1:
        return None
    pairs = [
        (OSA.normalized_similarity(a, b), i, j)
        for i, a in enumerate(ours)
        for j, b in enumerate(theirs)
        if _alike(a, b)
    ]
    return max(pairs)[1:] if pairs else None


def _replaced(ours: list[str], theirs: list[str]) -> Edit:
    listed, recorded = " ".join(ours), " ".join(theirs)
    both = {*ours, *theirs}
    if numbers_differ("".join(ours), "".join(theirs)) or all(map(is_number, both)):
        kind = Kind.NUMBER
    elif (_OTHER_WORK & set(ours)) ^ (_OTHER_WORK & set(theirs)):
        kind = Kind.OTHER_WORK
    else:
        kind = Kind.SWAPPED
    return Edit(kind, listed, recorded, max(len(ours), len(theirs)))
