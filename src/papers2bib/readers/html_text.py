"""Takes HTML, gives its visible text in blocks, each with its line, its tag and its links."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from papers2bib.readers.text import Line, fold

_HIDDEN = frozenset(
    {"script", "style", "template", "noscript", "svg", "nav", "footer", "button", "select", "title"}
)
_INLINE = frozenset(
    {
        "a",
        "abbr",
        "b",
        "code",
        "em",
        "font",
        "i",
        "mark",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "wbr",
    }
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(slots=True)
class Block:
    """A run of visible text between the borders of block elements."""

    number: int
    tag: str
    text: str = ""
    links: list[tuple[str, str]] = field(default_factory=list)
    """Pairs of the link's text and its address."""


def blocks(page: str) -> list[Block]:
    """The blocks of a page in order; broken HTML is read as far as it goes."""
    parser = _Parser()
    parser.feed(page)
    parser.close()
    return [block for block in parser.blocks if block.text]


def as_page(found: Iterable[Block]) -> Iterator[Line]:
    """The blocks as lines of a page of papers: the address of a paper's page stands with its title."""
    for block in found:
        linked = next((url for text, url in block.links if text == block.text and "/papers/" in url), "")
        yield Line(block.number, f"[{block.text}]({linked})" if linked else block.text)


def as_list(found: Iterable[Block]) -> Iterator[Line]:
    """The blocks as lines of a list of titles: items with a bullet, links beneath, headings marked."""
    for block in found:
        if block.tag in _HEADINGS:
            yield Line(block.number, "")
        mark = "# " if block.tag in _HEADINGS else "- " if block.tag == "li" else "   "
        yield Line(block.number, mark + block.text)
        yield from (Line(block.number, f"   {url}") for _, url in block.links if url.startswith("http"))


class _Parser(HTMLParser):
    """Gathers blocks; `hidden` counts open elements whose text is not shown."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = [Block(1, "")]
        self._hidden: list[str] = []
        self._link: tuple[int, str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HIDDEN:
            self._hidden.append(tag)
        elif tag == "a":
            self._link = (len(self.blocks[-1].text), dict(attrs).get("href") or "")
        elif tag not in _INLINE:
            self._open("" if tag == "br" else tag)

    def handle_endtag(self, tag: str) -> None:
        if self._hidden and tag == self._hidden[-1]:
            self._hidden.pop()
        elif tag == "a":
            self._close_link()
        elif tag not in _INLINE:
            self._open("")

    def handle_data(self, data: str) -> None:
        if self._hidden or not (data := " ".join(data.split()) and data):
            return
        block = self.blocks[-1]
        block.number = block.number if block.text else self.getpos()[0] + _blank_lines(data)
        block.text = fold(f"{block.text}{' ' if data[0].isspace() else ''}{data}") + (
            " " if data[-1].isspace() else ""
        )

    def close(self) -> None:
        super().close()
        self._open("")

    def _open(self, tag: str) -> None:
        last = self.blocks[-1]
        last.text = last.text.strip()
        if last.text:
            self.blocks.append(Block(self.getpos()[0], tag))
        elif tag:
            last.tag = tag

    def _close_link(self) -> None:
        if self._link:
            start, url = self._link
            self.blocks[-1].links.append((self.blocks[-1].text[start:].strip(), url))
        self._link = None


def _blank_lines(data: str) -> int:
    return data[: len(data) - len(data.lstrip())].count("\n")
