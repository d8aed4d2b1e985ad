"""Takes the text of an HTML page, gives its elements as a tree, each with its visible text."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

from papers2bib.readers.text import clean, fold

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
LONGEST_TEXT = 1500
"""Characters of an element from which its text is not kept: neither a title nor a citation."""

_HIDDEN = frozenset({"script", "style", "template", "svg", "footer", "button", "select", "title", "textarea"})
_INLINE = frozenset(
    "#text a abbr acronym b bdi bdo big br cite code data del dfn em font form i img input ins kbd label mark"
    " math nobr q s samp small span strike strong sub sup time tt u var wbr".split()
)
"""What stands in a line of text; `form` does where it is put around a link."""
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_CLOSES: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu"})),
    **dict.fromkeys(("dt", "dd"), (frozenset({"dt", "dd"}), frozenset({"dl"}))),
    **dict.fromkeys(("td", "th"), (frozenset({"td", "th"}), frozenset({"table", "tr"}))),
    "tr": (frozenset({"tr"}), frozenset({"table"})),
    **dict.fromkeys(
        ("thead", "tbody", "tfoot"), (frozenset({"thead", "tbody", "tfoot"}), frozenset({"table"}))
    ),
}
"""Elements whose end may be left out: what ends when one begins, and how far up that is looked for.

See https://html.spec.whatwg.org/multipage/syntax.html#optional-tags.
"""
_DEEPEST = 256
_LARGEST_SPAN = 100
_MOST_LINES = 8
"""Lines of a block that are told apart; one of more is a list in itself, and all its lines are alike."""
_NUMBERED = re.compile(r"\d[\w-]*$")
_LONG = "\0" * (LONGEST_TEXT + 1)
"""Stands for a text that is too long to be kept, also in those that it is part of."""


_NONE: list["Node"] = []
"""The children of a run of text."""


class Node:
    """An element, or (`tag` is `#text`) a run of text."""

    __slots__ = (
        "children",
        "column",
        "href",
        "kind",
        "names",
        "number",
        "parent",
        "span",
        "start",
        "tag",
        "text",
    )

    def __init__(self, tag: str, number: int, parent: "Node | None") -> None:
        self.tag, self.number, self.parent = tag, number, parent
        self.children: list[Node] = _NONE if tag == "#text" else []
        self.names = ""
        """Its classes and properties (`itemprop`), in lower case."""
        self.href = ""
        self.text = ""
        """Its text in one line, "" if longer than LONGEST_TEXT; a run of text keeps the blanks around it."""
        self.start = 0
        """Its place in the order of the page."""
        self.kind = 0
        """Equal for elements of one make in one place: tag, class, column and what they stand in."""
        self.span = (1, 1)
        """Columns and rows of a table that it fills."""
        self.column = 0
        """Of a cell: its column, counted from 0."""

    @property
    def inline(self) -> bool:
        """Whether it stands in a line of text."""
        return self.tag in _INLINE

    def walk(self) -> Iterator["Node"]:
        """The element and all within it, in the order of the page."""
        left = [self]
        while left:
            node = left.pop()
            yield node
            left.extend(reversed(node.children))

    def above(self) -> Iterator["Node"]:
        """The elements it stands in, the innermost first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent


def tree(page: str) -> Node:
    """The root of a page's elements; broken HTML is read as far as it goes, and nothing in it is run."""
    parser = _Parser()
    parser.feed(page)
    parser.close()
    _settle(parser.root)
    return parser.root


class _Parser(HTMLParser):
    """Builds the tree; `_hidden` holds the open elements whose text is not shown."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("", 1, None)
        self._open = [self.root]
        self._hidden: list[str] = []
        self._pieces: list[str] = []
        """Text that is being read, of which the parser gives a piece at a time."""
        self._number = 1
        self._menu = 0
        """How deep the open menu stands whose links are kept without their text; 0 outside of one."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._take_text()
        if tag in _HIDDEN:
            self._hidden.append(tag)
        elif not self._hidden:
            self._close_implied(tag)
            node = self._add(tag, attrs, self.getpos()[0])
            if tag not in _VOID and len(self._open) < _DEEPEST:
                self._menu = self._menu or (len(self._open) if _is_menu(tag, attrs) else 0)
                self._open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _HIDDEN:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self._take_text()
        if self._hidden:
            if tag in self._hidden:
                del self._hidden[self._hidden.index(tag) :]
            return
        self._close(frozenset({tag}), frozenset({"table"}))

    def handle_data(self, data: str) -> None:
        if self._hidden or self._menu:
            return
        if not self._pieces:
            self._number = self.getpos()[0]
        self._pieces.append(data)

    def close(self) -> None:
        super().close()
        self._take_text()

    def _take_text(self) -> None:
        if not self._pieces:
            return
        data = "".join(self._pieces)
        self._pieces.clear()
        children = self._open[-1].children
        if data.strip():
            ahead = data[: len(data) - len(data.lstrip())].count("\n")
            self._add("#text", [], self._number + ahead).text = data
        elif children and children[-1].inline:
            self._add("#text", [], self._number).text = " "

    def _add(self, tag: str, attrs: list[tuple[str, str | None]], number: int) -> Node:
        parent = self._open[-1]
        node = Node(tag, number, parent)
        parent.children.append(node)
        for name, value in attrs:
            if name in ("class", "itemprop"):
                node.names = f"{node.names} {value or ''}".strip().lower()
            elif name == "href":
                node.href = "".join(clean(value or "").split())
            elif name in ("colspan", "rowspan") and (value or "").isdecimal():
                size = min(int(value or 1), _LARGEST_SPAN) or 1
                node.span = (size, node.span[1]) if name == "colspan" else (node.span[0], size)
        return node

    def _close_implied(self, tag: str) -> None:
        if tag == "a":
            self._close(frozenset({"a"}), None)
        elif tag not in _INLINE:
            self._close(HEADINGS | {"p"} if tag in HEADINGS else frozenset({"p"}), None)
        if tag in _CLOSES:
            self._close(*_CLOSES[tag])

    def _close(self, tags: frozenset[str], scope: frozenset[str] | None) -> None:
        """Close the innermost open element of these, unless one of `scope` (None: any block) is between."""
        for at in range(len(self._open) - 1, 0, -1):
            node = self._open[at]
            if node.tag in tags:
                del self._open[at:]
                self._menu = self._menu if at > self._menu else 0
                return
            if node.tag in scope if scope is not None else not node.inline:
                return


def _is_menu(tag: str, attrs: list[tuple[str, str | None]]) -> bool:
    return tag in ("nav", "aside") or ("role", "navigation") in attrs


def _settle(root: Node) -> None:
    """Give every element its place, kind, column and text."""
    nodes = list(root.walk())
    kinds: dict[tuple[object, ...], int] = {}
    for place, node in enumerate(nodes):
        node.start = place
    line_of = dict.fromkeys((one.start for one in of_many_lines(nodes)), (_MOST_LINES, False))
    for node in nodes:
        if node.tag == "table":
            _number_columns(node)
        if node.parent is not None:
            node.kind = kinds.setdefault(_make(node, node.parent, line_of), len(kinds) + 1)
    for node in reversed(nodes):
        _join_text(node)
    for node in nodes:
        node.text = "" if node.text is _LONG else _folded(node)


def of_many_lines(nodes: Iterable[Node]) -> Iterator[Node]:
    """The blocks which are lists in themselves, their items parted by line breaks, in order."""
    blocks = [_block(node) for node in nodes if node.tag == "br"]
    breaks = Counter(block.start for block in blocks)
    each = {block.start: block for block in blocks}
    return (each[start] for start, count in sorted(breaks.items()) if count > _MOST_LINES)


def _block(node: Node) -> Node:
    """The block that an element stands in."""
    return next(one for one in node.above() if not one.inline)


def _folded(node: Node) -> str:
    """The text in one line; a run of text keeps the blanks around it."""
    text = fold(node.text)
    if text == node.text or node.tag != "#text":
        return node.text if text == node.text else text
    if not text:
        return " "
    return f"{' ' * node.text[0].isspace()}{text}{' ' * node.text[-1].isspace()}"


def _make(node: Node, parent: Node, line_of: dict[int, tuple[int, bool]]) -> tuple[object, ...]:
    """What makes a kind; in a line of text also the number of that line in its block, up to a few."""
    own = (node.tag, _class(node), node.column)
    if not node.inline:
        return (*own, parent.tag, _class(parent))
    place = _block(node).start
    line, begun = line_of.get(place, (0, False))
    if node.tag == "br":
        line_of[place] = (min(line + begun, _MOST_LINES), False)
    elif node.tag == "#text" and node.text.strip():
        line_of[place] = (line, True)
    return (*own, parent.kind, line, begun and node.tag == "#text")


def _class(node: Node) -> str:
    """The first class, which names what an element is; those behind it may name its topic or state."""
    return _NUMBERED.sub("", node.names.split(" ", 1)[0])


def _number_columns(table: Node) -> None:
    """Give the cells of a table their columns, also beneath and beside cells that fill several."""
    filled: dict[int, int] = {}
    for row in rows(table):
        column = 0
        for cell in row.children:
            if cell.tag in ("td", "th"):
                while filled.get(column, 0):
                    filled[column] -= 1
                    column += 1
                cell.column = column
                for at in range(column, column + cell.span[0]):
                    filled[at] = cell.span[1] - 1
                column += cell.span[0]
        for at in [at for at in filled if at >= column]:
            filled[at] = max(0, filled[at] - 1)


def rows(table: Node) -> Iterator[Node]:
    """The rows of a table, those of tables within it left out."""
    for child in table.children:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child.children if row.tag == "tr")


def _join_text(node: Node) -> None:
    """Join the texts of the children, which are joined before; blocks and breaks part words."""
    if node.tag == "br":
        node.text = " "
    elif node.tag != "#text":
        pieces = [one.text if one.inline else f" {one.text} " for one in node.children if one.text]
        node.text = "".join(pieces)
        if len(node.text) > LONGEST_TEXT:
            node.text = _LONG
