"""Takes the elements of a page, gives those that hold titles of papers, by what elements of a kind share."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeVar

from papers2bib.readers.details import VENUE
from papers2bib.readers.html_records import Record, Records
from papers2bib.readers.html_tree import HEADINGS, Node
from papers2bib.readers.html_words import cut, is_tag, says_of, spoken
from papers2bib.readers.markdown_inline import is_label
from papers2bib.readers.people import find_people
from papers2bib.readers.titles_layout import LONGEST_TITLE, surely_details

_T = TypeVar("_T")
_SAMPLE = 40
"""How many elements of a kind are looked at."""
_GOLDEN = 0.6180339887498949
_MOST_KINDS = 60
_MOST_WORDS = 30
"""Words of titles on average."""
_TITLED = re.compile(r"(?<![a-z])(?:\w*[-_ ])*p?title\b|headline\b|papertitle|papername")
_UNTITLED = re.compile(
    r"sub-?title|(?:section|session|page|site|block|track|journal|venue|book|series)[-_ ]?title"
)
_EMPHASIS = frozenset({"b", "strong", "i", "em", "u", "cite", "dfn"})
_SEVERAL = re.compile(r"\bet\s+al\.?$")
_TIME = re.compile(r"\b\d{1,2}:\d\d\b")
_SENTENCES = re.compile(r"[a-z)][.!?] [A-Z]\w* .*[.!?]$")
_CONTINUED = re.compile(r"[a-z)][.!?] [A-Z]\S* [a-z]+ [a-z]+")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


class Worth(NamedTuple):
    """What the sampled elements of a kind show."""

    like: float
    """Share of them that read as titles."""
    words: float
    """Of those, words on average."""
    score: float


@dataclass(frozen=True)
class Kind:
    """The elements of one kind that have a text, in order, and what they are worth as titles."""

    nodes: Sequence[Node]
    worth: Worth

    @cached_property
    def records(self) -> Records:
        """What belongs to each of them, were they the only titles."""
        return Records(self.nodes)

    @cached_property
    def told(self) -> bool:
        """Whether what stands with most of them says that they are papers."""
        some = sample(self.records.all)
        return 5 * sum(map(says_of, some)) >= 2 * len(some)

    @property
    def plainly(self) -> bool:
        """Whether they are titles although nothing tells of them."""
        return len(self.nodes) > 2 and self.worth.like >= 0.8 and self.worth.words >= 4

    @property
    def singly(self) -> bool:
        """Whether it is the title of a page's only paper."""
        return self.worth.like == 1 and self.worth.words >= 3 and self.worth.score > 1 and self.told

    @property
    def surely(self) -> bool:
        """The same, beside papers that more is told of."""
        ended = sum(node.text.rstrip().endswith((".", "!")) for node in self.nodes)
        return self.plainly and len(self.nodes) > 4 and self.worth.words >= 6 and 3 * ended < len(self.nodes)


def title_nodes(nodes: Iterable[Node], known: Sequence[Node]) -> list[Node]:
    """The elements that hold titles, besides those that are known to do, in no order."""
    kinds = sorted(_kinds(nodes), key=lambda kind: (-kind.worth.score, -len(kind.nodes)))[:_MOST_KINDS]
    several = [kind for kind in kinds if len(kind.nodes) > 1]
    several = [kind for kind in several if not any(_heads(kind, other) for other in several)]
    found = _Found(known)
    for kind in several:
        if kind.told or found.beside(kind):
            found.add(kind)
    for kind in several:
        if kind.surely or (kind.plainly and not found.told):
            found.add(kind, untold=True)
    if not found.nodes:
        alone = [kind for kind in kinds if len(kind.nodes) == 1 and kind.singly]
        for kind in sorted(alone, key=lambda kind: kind.records.all[0].end - kind.records.all[0].start):
            found.add(kind)
    return found.nodes


class _Found:
    """The titles found so far."""

    def __init__(self, known: Sequence[Node]) -> None:
        self.nodes = list(known)
        self.told = bool(known)
        """Whether more is told of some of them."""
        self._records = Records(known)

    def add(self, kind: Kind, *, untold: bool = False) -> None:
        """Those of a kind that belong to no known title and, unless `untold`, are told of apart from these.

        None where most do belong to one, or where they head titles.
        """
        known = self._records
        free = [node for node in kind.nodes if not (known.holds(node) or known.titled(node))]
        if self._in_next_column(kind):
            free = list(kind.nodes)
        elif 10 * len(free) < 7 * len(kind.nodes) or not (
            self.beside(kind) or self._apart(free, untold=untold)
        ):
            return
        self.nodes += free
        self.told = self.told or kind.told
        self._records = Records(self.nodes)

    def _apart(self, nodes: Sequence[Node], *, untold: bool) -> bool:
        """Whether elements head no known titles and, unless `untold`, are told of without these."""
        if not self.nodes:
            return True
        return not _lead(nodes, self._records) and (untold or self._told(nodes))

    def _told(self, nodes: Sequence[Node]) -> bool:
        """Whether what stands with most of them, and with no known title, says that they are papers."""
        new = {node.start for node in nodes}
        some = sample([one for one in Records([*self.nodes, *nodes]).all if one.title.start in new])
        return 5 * sum(map(says_of, some)) >= 2 * len(some)

    def _in_next_column(self, kind: Kind) -> bool:
        """Whether a table holds papers side by side: elements made alike in several columns, each told of."""
        made = _made(kind.nodes[0])
        if not made or made not in map(_made, self.nodes[:_SAMPLE]):
            return False
        if any(self._records.titled(one) for node in kind.nodes for one in (node, *_in_cell(node))):
            return False
        return self._told(kind.nodes)

    def beside(self, kind: Kind) -> bool:
        """Whether elements stand in the same lists as known titles, in items of the same tag."""
        known = set(map(_place, self._records.all))
        own = [_place(record) in known for record in kind.records.all]
        return 2 * sum(own) > len(own)


def _kinds(nodes: Iterable[Node]) -> Iterator[Kind]:
    gathered: dict[int, list[Node]] = {}
    for node in nodes:
        if any(map(str.isalpha, node.text)) and sum(not one.inline for one in node.children if one.text) < 2:
            gathered.setdefault(node.kind, []).append(node)
    for members in gathered.values():
        worth = _worth(members)
        if worth.like >= 0.6 and 2.5 <= worth.words <= _MOST_WORDS:
            yield Kind(members, worth)


def sample(nodes: Sequence[_T]) -> Sequence[_T]:
    """Some of many things, spread over all of them in steps that no pattern among them follows."""
    if len(nodes) <= _SAMPLE:
        return nodes
    return [nodes[int(number * _GOLDEN % 1 * len(nodes))] for number in range(_SAMPLE)]


def _worth(nodes: Sequence[Node]) -> Worth:
    some = sample(nodes)
    first = some[0]
    named = is_named(first)
    texts = list(map(spoken, some))
    like = sum(map(likely, texts)) / len(some)
    words = sum(count_words(cut(text)[0]) for text in texts) / len(some)
    if len({node.text for node in some}) * 10 < len(some) * 7:
        like = 0
    mixed = sum(map(_is_mixed, some)) / len(some)
    linked = sum(map(_is_linked, some)) / len(some)
    sure = 0.8 * named + 0.3 * (first.tag in HEADINGS) + 0.3 * linked + 0.2 * (first.tag in _EMPHASIS)
    return Worth(like, words, like * (1 + sure + 0.2 * (4 <= words <= 20)) - 0.5 * mixed)


def is_named(node: Node) -> bool:
    """Whether a class or property says that an element holds a title."""
    return bool(_TITLED.search(node.names)) and not _UNTITLED.search(node.names)


def is_prose(text: str) -> bool:
    """Whether a text is several sentences, and no citation."""
    if _CONTINUED.search(text):
        return True
    return bool(_SENTENCES.search(text)) and 5 * len(cut(text)[0]) > 4 * len(text)


def likely(text: str) -> float:
    """How much a text reads as a title: 1 as one, 0 as names, a venue, a label or prose."""
    title = cut(text.strip(" ,;|·–—"))[0]
    if not title or is_label(title) or len(title) > LONGEST_TITLE or title.endswith((",", ";", ":", "/")):
        return 0
    if surely_details(title) or VENUE.fullmatch(text) or is_prose(text) or _TIME.search(title):
        return 0
    words = count_words(title)
    if _SEVERAL.search(title):
        return 0
    if words < 2 or (words < 4 and find_people(title)):
        return 0.3
    return 1 if any(map(str.isupper, title)) or _WIDE.search(title) else 0.3


def count_words(text: str) -> int:
    """Words of a text; in scripts without blanks, two letters count as one."""
    return len(text.split()) + len(_WIDE.findall(text)) // 2


def _is_mixed(node: Node) -> bool:
    """Whether an element holds several things, one of which may be the title."""
    parts = _parts(node)
    if len(parts) == 1:
        return _is_mixed(parts[0]) if parts[0].children else False
    return any(count_words(one.text) > 2 for one in parts if one.tag != "#text") or (
        sum(count_words(one.text) > 2 for one in parts) > 1
    )


def _parts(node: Node) -> list[Node]:
    """The children that have a text, labels left out."""
    return [one for one in node.children if one.text.strip() and not (one.inline and is_tag(one))]


def _is_linked(node: Node) -> bool:
    """Whether an element is a link, is within one, or holds but one."""
    if any(one.tag == "a" and one.href for one in (node, *node.above()) if one.tag == "a"):
        return True
    parts = _parts(node)
    return len(parts) == 1 and bool(parts[0].children) and parts[0].tag == "a" and bool(parts[0].href)


def _heads(kind: Kind, other: Kind) -> bool:
    """Whether the elements of a kind head groups of others that are papers."""
    if len(other.nodes) < 1.5 * len(kind.nodes) or other.worth.score < 0.7 or other.worth.words < 4:
        return False
    inside = sum(map(kind.records.holds, other.nodes))
    return 10 * inside > 7 * len(other.nodes) and other.told


def _lead(nodes: Sequence[Node], records: Records) -> bool:
    """Whether half of the elements have known titles beneath them, before the next one comes."""
    ends = [node.start for node in nodes[1:]] + [1 << 60]
    return 2 * sum(bool(records.between(a.start, b)) for a, b in zip(nodes, ends, strict=True)) >= len(nodes)


def _made(node: Node) -> tuple[tuple[str, str], ...]:
    """How an element within a cell of a table is made, with all around it in that cell; () outside of one."""
    around = _in_cell(node)
    return tuple((one.tag, one.names) for one in (node, *around[:-1])) if around else ()


def _in_cell(node: Node) -> list[Node]:
    """The elements around one up to the cell of a table, the cell included; none outside of one."""
    around = []
    for one in node.above():
        around.append(one)
        if one.tag in ("td", "th"):
            return around
    return []


def _place(record: Record) -> tuple[int, str]:
    """The list that a record stands in, and the tag of its item."""
    return (record.item.parent.start if record.item.parent else 0, record.item.tag)
