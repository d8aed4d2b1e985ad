"""Takes the lines of a Markdown file, gives its blocks: headings, nested list items, tables, paragraphs."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from papers2bib.readers.text import Line

_FENCE = re.compile(r"\s*(?:`{3,}|~{3,})")
_HEADING = re.compile(r"\s{0,3}(?P<level>#{1,6})\s+(?P<text>.*?)(?:\s+#+)?\s*")
_HTML_HEADING = re.compile(r"\s*<h(?P<level>[1-6])\b[^>]*>(?P<text>.*?)(?:</h[1-6]>)?\s*", re.IGNORECASE)
_ITEM = re.compile(r"(?P<lead>\s*(?:[-*+•]|\d{1,6}[.)])\s+)(?:\[[ xX]\]\s+)?(?P<text>\S.*)")
_HTML_ITEM = re.compile(r"(?P<lead>\s*)<li\b[^>]*>\s*(?P<text>.*?\S)\s*(?:</li>)?\s*", re.IGNORECASE)
_HTML_LIST = re.compile(r"\s*</?(?:ul|ol|li)\b[^>]*>\s*", re.IGNORECASE)
_RULE = re.compile(r"\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|={3,})")
_HTML_TABLE = re.compile(r"\s{0,3}<table\b", re.IGNORECASE)
_HTML_TABLE_END = re.compile(r"</table\s*>", re.IGNORECASE)
_QUOTE = re.compile(r"^\s{0,3}>\s?")
_TABLE = re.compile(r"\s*\|.*\|.*|.*\|\s*:?-{2,}.*")
_COLUMNS = re.compile(r"[\s|:]*-[\s|:-]*\|[\s|:-]*")
_DEEPEST = 20
_LONGEST_TABLE = 1000
"""Lines of a table that are held at a time."""


@dataclass(slots=True)
class Item:
    """A list item: the number of its line, its column, its text with continuations, and the items in it."""

    number: int
    indent: int
    text: str
    children: list["Item"] = field(default_factory=list)


@dataclass(slots=True)
class Block:
    """A block of one kind; `lines` hold its text, or `items` the outermost items of a list."""

    kind: Literal["heading", "items", "table", "html", "paragraph"]
    lines: list[Line] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    level: int = 0


def blocks(source: Iterable[Line]) -> Iterator[Block]:
    """The blocks in order; code and comments are left out. An item is given out when it is complete."""
    scan = _Scan()
    fence = ""
    for line in _without_comments(source):
        if opened := _FENCE.match(line.text):
            mark = opened[0].strip()
            fence = "" if fence and mark.startswith(fence) else fence or mark[:3]
        elif not fence:
            yield from scan.take(line)
    yield from scan.close()


def _without_comments(source: Iterable[Line]) -> Iterator[Line]:
    within = False
    for number, text in source:
        visible = []
        while text:
            before, mark, text = text.partition("-->" if within else "<!--")
            visible.append("" if within else before)
            within = within != bool(mark)
        yield Line(number, "".join(visible))


class _Scan:
    """The block being gathered."""

    def __init__(self) -> None:
        self._open: Block | None = None
        self._after_blank = True

    def take(self, line: Line) -> Iterator[Block]:
        """One line; the blocks that it completes."""
        line = Line(line.number, _QUOTE.sub("", line.text))
        if (self._open and self._open.kind == "html") or _HTML_TABLE.match(line.text):
            yield from self._html(line)
            return
        if not line.text.strip() or _HTML_LIST.fullmatch(line.text):
            yield from self._blank()
            return
        yield from self._take_text(line)
        self._after_blank = False

    def _html(self, line: Line) -> Iterator[Block]:
        """A line of a table in HTML, which goes on over blank lines."""
        yield from self._gather("html", line)
        if _HTML_TABLE_END.search(line.text):
            yield from self.close()

    def close(self) -> Iterator[Block]:
        """The block being gathered, if any."""
        if self._open:
            yield self._open
        self._open = None

    def _blank(self) -> Iterator[Block]:
        self._after_blank = True
        if self._open and self._open.kind != "items":
            yield from self.close()

    def _take_text(self, line: Line) -> Iterator[Block]:
        heading = _HEADING.fullmatch(line.text) or _HTML_HEADING.fullmatch(line.text)
        if heading:
            yield from self.close()
            yield Block("heading", [Line(line.number, heading["text"])], level=_level(heading["level"]))
        elif _RULE.fullmatch(line.text):
            yield from self._rule(line)
        elif hit := _ITEM.fullmatch(line.text) or _HTML_ITEM.fullmatch(line.text):
            yield from self._item(Item(line.number, line.indent, hit["text"]))
        elif self._continues_item(line):
            self._append(line)
        elif _TABLE.fullmatch(line.text) or self._continues_table(line):
            yield from self._gather("table", line)
        else:
            yield from self._gather("paragraph", line)

    def _rule(self, line: Line) -> Iterator[Block]:
        """A rule, or the underline that makes the line above it a heading."""
        block = self._open
        if block and block.kind == "paragraph" and len(block.lines) == 1 and line.text.strip()[0] in "=-":
            self._open = Block("heading", block.lines, level=1 if line.text.strip()[0] == "=" else 2)
        yield from self.close()

    def _item(self, item: Item) -> Iterator[Block]:
        if self._open and self._open.kind == "items" and item.indent > self._open.items[0].indent + 1:
            _nest(self._open.items[0], item)
            return
        yield from self.close()
        self._open = Block("items", items=[item])

    def _continues_item(self, line: Line) -> bool:
        if not (self._open and self._open.kind == "items"):
            return False
        inside = line.indent > self._open.items[0].indent
        return inside or not (self._after_blank or _TABLE.fullmatch(line.text))

    def _continues_table(self, line: Line) -> bool:
        """Whether a line is a row without bars at its ends, or the rule beneath such a header."""
        block = self._open
        if (
            block
            and block.kind == "paragraph"
            and "|" in block.lines[-1].text
            and _COLUMNS.fullmatch(line.text)
        ):
            self._open = Block("table", block.lines[-1:])
            return True
        return bool(block and block.kind == "table" and "|" in line.text)

    def _append(self, line: Line) -> None:
        item = self._open.items[0] if self._open else Item(0, 0, "")
        while item.children:
            item = item.children[-1]
        item.text = f"{item.text}\n{line.text.strip()}"

    def _gather(self, kind: Literal["table", "html", "paragraph"], line: Line) -> Iterator[Block]:
        if self._open is None or self._open.kind != kind:
            yield from self.close()
            self._open = Block(kind)
        self._open.lines.append(line)
        if len(self._open.lines) > _LONGEST_TABLE:
            yield self._open
            self._open = Block(kind, self._open.lines[:2] if kind == "table" else [])


def _nest(parent: Item, item: Item) -> None:
    """Put an item under the innermost one that begins to its left."""
    for _ in range(_DEEPEST):
        if not (parent.children and item.indent > parent.children[-1].indent + 1):
            break
        parent = parent.children[-1]
    parent.children.append(item)


def _level(text: str) -> int:
    return int(text) if text.isdigit() else len(text)
