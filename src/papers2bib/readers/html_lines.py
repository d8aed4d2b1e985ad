"""Takes the tree of a page, gives its visible text in blocks, each with its line, its tag and its links."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from papers2bib.readers.html_tree import HEADINGS, Node
from papers2bib.readers.text import Line, fold


@dataclass(slots=True)
class Block:
    """A run of visible text between the borders of block elements."""

    number: int
    tag: str
    text: str = ""
    links: list[tuple[str, str]] = field(default_factory=list)
    """Pairs of the link's text and its address."""


def blocks(root: Node) -> list[Block]:
    """The blocks of a page in order."""
    found = [Block(1, "")]
    _gather(root, found)
    for block in found:
        block.text = fold(block.text)
    return [block for block in found if block.text]


def _gather(node: Node, found: list[Block]) -> None:
    for one in node.children:
        block = found[-1]
        if one.tag == "#text":
            block.number = block.number if block.text.strip() else one.number
            block.text += one.text
        elif one.tag == "br":
            _open(found, "")
        elif one.inline:
            _gather(one, found)
            if one.tag == "a" and found[-1] is block:
                block.links.append((one.text, one.href))
        else:
            _open(found, one.tag)
            _gather(one, found)
            _open(found, "")


def _open(found: list[Block], tag: str) -> None:
    if found[-1].text.strip():
        found.append(Block(1, tag))
    elif tag:
        found[-1].tag = tag


def as_page(found: Iterable[Block]) -> Iterator[Line]:
    """The blocks as lines of a page of papers: the address of a paper's page stands with its title."""
    for block in found:
        linked = next((url for text, url in block.links if text == block.text and "/papers/" in url), "")
        yield Line(block.number, f"[{block.text}]({linked})" if linked else block.text)


def as_list(found: Iterable[Block]) -> Iterator[Line]:
    """The blocks as lines of a list of titles: items with a bullet, links beneath, headings marked."""
    for block in found:
        if block.tag in HEADINGS:
            yield Line(block.number, "")
        mark = "# " if block.tag in HEADINGS else "- " if block.tag == "li" else "   "
        yield Line(block.number, mark + block.text)
        yield from (Line(block.number, f"   {url}") for _, url in block.links if url.startswith("http"))
