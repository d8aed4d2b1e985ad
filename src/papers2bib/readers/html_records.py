"""Takes the elements that hold the titles of a page, gives what of the page belongs to each of them."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from papers2bib.readers.html_tree import HEADINGS, Node

_FENCES = frozenset(
    {"", "html", "body", "main", "section", "ul", "ol", "menu", "dl", "table", "tbody", "thead"}
)
"""Elements that hold many papers, even where they hold one."""
_ITEMS = frozenset({"li", "dt", "dd", "tr", "article", "p"}) | HEADINGS
"""Elements that hold one paper: a title that stands alone belongs to no larger one."""
_MOST_BESIDE = 16


class Record(NamedTuple):
    """One paper: the element of its title, and the elements that tell of it, in order."""

    title: Node
    parts: Sequence[Node]
    start: int
    end: int
    """Places on the page between which its elements begin; `end` is the last one's."""

    @property
    def item(self) -> Node:
        """The element that holds the title and no other."""
        return next(part for part in self.parts if part.start <= self.title.start <= last(part))


def last(node: Node) -> int:
    """The place of the last element within one."""
    while node.children:
        node = node.children[-1]
    return node.start


class Records:
    """The records of all titles, in the order of the page."""

    def __init__(self, titles: Iterable[Node]) -> None:
        self.titles = sorted(titles, key=lambda node: node.start)
        self._held = Counter(one.start for title in self.titles for one in (title, *title.above()))
        alone = {kind for kind, count in Counter(title.kind for title in self.titles).items() if count == 1}
        heights: dict[int, int] = {}
        for title in self.titles:
            height = self._height(title, alone=title.kind in alone)
            heights[title.kind] = min(heights.get(title.kind, height), height)
        self.all = [self._record(title, heights[title.kind]) for title in self.titles]
        self._starts = [record.start for record in self.all]

    def holds(self, node: Node) -> bool:
        """Whether an element belongs to a record."""
        at = bisect_right(self._starts, node.start) - 1
        return at >= 0 and node.start <= self.all[at].end

    def titled(self, node: Node) -> bool:
        """Whether an element holds a title, or is one."""
        return node.start in self._held

    def between(self, start: int, end: int) -> int:
        """How many titles begin between two places of the page."""
        return bisect_right(self._starts, end) - bisect_right(self._starts, start)

    def _height(self, title: Node, *, alone: bool) -> int:
        """How many elements up the one is that holds this title and no other."""
        below = title
        for height, one in enumerate(title.above()):
            if one.tag in _FENCES or self._held[one.start] > 1 or (alone and below.tag in _ITEMS):
                return height
            below = one
        return 0

    def _record(self, title: Node, height: int) -> Record:
        item = title
        for one, _ in zip(title.above(), range(height), strict=False):
            item = one
        before, behind = self._beside(item)
        parts = [*before, item, *behind]
        return Record(title, parts, parts[0].start, last(parts[-1]))

    def _beside(self, item: Node) -> tuple[list[Node], list[Node]]:
        """The elements in front of an item and behind it that hold no title and tell of this one."""
        if item.parent is None or item.tag in ("li", "article"):
            return [], []
        row = item.parent.children
        at = bisect_right(row, item.start, key=lambda one: one.start) - 1
        before = []
        if item.tag == "dd":
            before = [one for one in row[max(0, at - 2) : at] if one.tag == "dt" and not self.titled(one)][
                -1:
            ]
        behind = []
        for one in row[at + 1 : at + 1 + _MOST_BESIDE]:
            if self._ends(item, one):
                break
            if one.text.strip() or one.children:
                behind.append(one)
        return before, behind

    def _ends(self, item: Node, following: Node) -> bool:
        if following.tag in HEADINGS or following.tag == "hr" or self.titled(following):
            return True
        if item.tag in ("dt", "dd"):
            return following.tag == "dt"
        return following.kind == item.kind and item.tag != "tr"
