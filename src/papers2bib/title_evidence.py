"""What two titles say: from a listed title and a paper's titles to evidence in bits."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from papers2bib import weights
from papers2bib.differences import CUTS, SLIPS, Difference, Edit, Kind, difference
from papers2bib.levels import Closeness, Level
from papers2bib.model import Evidence, Paper
from papers2bib.titles import spoken, title_key, title_words

TITLE_LEAST = -13.0
"""However far two titles are apart, it counts no more than this: papers are renamed altogether."""
LONGEST_NAME = 20
_REMARKS = frozenset(
    "comment comments discussion rejoinder reply response rebuttal erratum corrigendum addendum".split()
)
_DOTS = ("...", "…")


def weigh_title(listed: str, paper: Paper) -> tuple[Evidence, Closeness]:
    """The best that any title of the paper says, and how close that one is."""
    if not title_words(listed):
        return Evidence(0.0, "no title listed"), Closeness.EQUAL
    judged = [_one_title(listed, title) for title in (paper.title, *paper.titles)]
    at = max(range(len(judged)), key=lambda one: judged[one][0].bits)
    best, closeness = judged[at]
    if at:
        best = best._replace(because=f"{best.because} (another title of it)")
    return best, closeness


def title_rank(title: str, paper: Paper) -> int:
    """2 if the paper's title is the listed one but for typography, 1 if another title of it is, else 0."""
    key = title_key(title)
    if title_key(paper.title) == key:
        return 2 if key else 0
    return int(any(title_key(other) == key for other in paper.titles))


def is_name(title: str) -> bool:
    """The title has at most two words and nineteen letters: likely a name, and names are used again."""
    words = title_words(title).split()
    return len(words) <= 2 and sum(map(len, words)) < LONGEST_NAME


def is_remark(title: str) -> bool:
    """The title is that of a remark on another paper: several people may have written one under it."""
    return title_words(title).partition(" ")[0] in _REMARKS


def closest(listed: str, recorded: str) -> Difference:
    """How a recorded title differs from a listed one, read as it is or, with lost markup, as it sounds."""
    readings = [difference(listed, reading) for reading in dict.fromkeys((recorded, spoken(recorded)))]
    return min(readings, key=lambda one: (sum(sizes(one.edits).values()), -one.letters))


def closeness(found: Difference, listed: str) -> Closeness:
    """How close titles are that differ so."""
    if not found.edits:
        return Closeness.REMARK if is_remark(listed) else Closeness.EQUAL
    if not found.tells_apart:
        return Closeness.BEGINNING if {one.kind for one in found.edits} & CUTS else Closeness.NEAR
    return Closeness.APART if sum(sizes(found.edits).values()) < 3 else Closeness.FAR


def sizes(edits: Sequence[Edit]) -> Counter[Kind]:
    """How many letters or words the edits of each kind concern, as far as the table of weights tells."""
    found: Counter[Kind] = Counter()
    for edit in edits:
        found[edit.kind] = min(3, found[edit.kind] + max(1, edit.size))
    return found


@lru_cache(maxsize=1024)
def _one_title(listed: str, recorded: str) -> tuple[Evidence, Closeness]:
    found = closest(listed, recorded)
    said = "title " + "; ".join(map(str, found.edits))
    if not found.edits:
        said = "title equal" if listed == recorded else "title equal but for typography"
    return Evidence(_bits(found, listed), said), closeness(found, listed)


def _bits(found: Difference, listed: str) -> float:
    equal = _equal_bits(found.letters)
    if is_remark(listed):
        equal = min(equal, weights.REMARK_EQUAL.bits)
    if found.words <= 2 and found.letters < LONGEST_NAME:
        equal = min(equal, weights.NAME_EQUAL.bits)
    costs = {kind: _cost(kind, size, listed) for kind, size in sizes(found.edits).items()}
    slips = [costs.pop(kind) for kind in SLIPS & costs.keys()]  # who misspells one word misspells others
    return max(TITLE_LEAST, weights.LISTED_HERE.bits + equal - sum(costs.values()) - max(slips, default=0.0))


def _equal_bits(letters: int) -> float:
    """What so many agreeing letters are worth, between the lengths in the table on a straight line."""
    table = weights.TITLE_EQUAL
    for (shorter, less), (longer, more) in pairwise(table):
        if letters < longer:
            share = max(0.0, (letters - shorter) / (longer - shorter))
            return less.bits + share * (more.bits - less.bits)
    return table[-1][1].bits


def _cost(kind: Kind, size: int, listed: str) -> float:
    if kind in {Kind.CUT, Kind.BROKEN_OFF} and listed.rstrip().endswith(_DOTS):
        return _less(weights.CUT_WITH_DOTS)
    levels = weights.TITLE_KINDS[kind]
    return _less(levels[min(size, len(levels)) - 1])


def _less(level: Level) -> float:
    """By how much an edit is worth less than none."""
    return max(0.0, weights.EQUAL.bits - level.bits)
