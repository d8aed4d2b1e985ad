"""What two titles say: from a listed title and a paper's titles to evidence in bits."""

from dataclasses import replace
from functools import lru_cache

from papers2bib.differences import Difference, Edit, Kind, difference
from papers2bib.model import Evidence, Paper
from papers2bib.titles import spoken, title_key, title_words

LETTER = 0.4
"""What one agreeing letter of the title is worth, up to TITLE_MOST."""
TITLE_MOST = 14.0
EQUAL_LEAST = 7.0
"""An equal title of three words or twenty letters is at least this much."""
SHORT_MOST = 4.0
"""A title of one or two words and fewer than twenty letters is at most this much: names are used again."""

TITLE_COSTS: dict[Kind, tuple[float, float]] = {  # once, and for each letter or word more
    Kind.GLUED: (0.3, 0.0),
    Kind.LABEL: (0.5, 0.0),
    Kind.TYPO: (1.5, 1.0),
    Kind.INFLECTED: (1.5, 0.0),
    Kind.SMALL: (1.5, 0.5),
    Kind.BROKEN_OFF: (3.0, 0.0),
    Kind.CUT: (4.0, 0.0),
    Kind.NAME: (4.0, 0.0),
    Kind.NAME_LOST: (3.0, 0.5),
    Kind.NAME_ADDED: (5.0, 0.5),
    Kind.HEAD_LOST: (8.0, 1.0),
    Kind.HEAD_ADDED: (8.0, 1.0),
    Kind.TAIL_ADDED: (7.0, 0.5),
    Kind.LOST: (7.5, 2.0),
    Kind.ADDED: (7.5, 2.0),
    Kind.SWAPPED: (10.0, 1.0),
    Kind.OTHER_WORK: (30.0, 0.0),
    Kind.NUMBER: (30.0, 0.0),
}
CUT_SHORT = 0.35
"""For each letter below 45 that a title ends early at a word: 0.1 % of the titles of 45 letters begin another
title, 0.8 % of those of 30, 3 % of those of 20."""
TITLE_LEAST = -13.0


def weigh_title(listed: str, paper: Paper) -> tuple[Evidence, bool]:
    """The best that any title of the paper says, and whether even that one tells the papers apart."""
    if not title_words(listed):
        return Evidence(0.0, "no title listed"), False
    judged = [_one_title(listed, title) for title in (paper.title, *paper.titles)]
    at = max(range(len(judged)), key=lambda one: judged[one][0].bits)
    best, told_apart = judged[at]
    if at:
        best = replace(best, because=f"{best.because} (another title of it)")
    return best, told_apart


def title_rank(title: str, paper: Paper) -> int:
    """2 if the paper's title is the listed one but for typography, 1 if another title of it is, else 0."""
    key = title_key(title)
    if title_key(paper.title) == key:
        return 2 if key else 0
    return int(any(title_key(other) == key for other in paper.titles))


def is_name(title: str) -> bool:
    """The title has at most two words and nineteen letters: likely a name, and names are used again."""
    words = title_words(title).split()
    return len(words) <= 2 and sum(map(len, words)) < 20


@lru_cache(maxsize=1024)
def _one_title(listed: str, recorded: str) -> tuple[Evidence, bool]:
    readings = [difference(listed, reading) for reading in dict.fromkeys((recorded, spoken(recorded)))]
    found = max(readings, key=_title_bits)
    said = "title " + "; ".join(map(str, found.edits))
    if not found.edits:
        said = "title equal" if listed == recorded else "title equal but for typography"
    return Evidence(_title_bits(found), said), found.tells_apart


def _title_bits(found: Difference) -> float:
    bits = min(TITLE_MOST, LETTER * found.letters)
    if found.words <= 2 and found.letters < 20:
        bits = min(SHORT_MOST, bits)
    elif not found.edits:
        bits = max(EQUAL_LEAST, bits)
    if any(edit.kind is Kind.CUT for edit in found.edits):
        bits -= CUT_SHORT * max(0, 45 - found.letters)
    return max(TITLE_LEAST, bits - sum(map(_cost, found.edits)))


def _cost(edit: Edit) -> float:
    once, more = TITLE_COSTS[edit.kind]
    if edit.kind is Kind.TYPO and len(edit.listed) < 6:
        more += 2.0
        once += 1.0  # a short word is easily another word
    return once + more * max(0, edit.size - 1)
