"""Takes the tree of a page, gives its visible text in blocks, each with its line, its tag and its links."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from papers2bib.ids import PaperId
from papers2bib.readers.html_titles import is_prose
from papers2bib.readers.html_tree import HEADINGS, Node
from papers2bib.readers.text import Line, fold
from papers2bib.readers.titles_layout import item


@dataclass(slots=True)
class Block:
    """A run of visible text between the borders of block elements."""

    number: int
    tag: str
    text: str = ""
    links: list[tuple[str, str]] = field(default_factory=list)
    """Pairs of the link's text and its address."""
    kind: int = 0
    """The kind of its element."""


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
            if not block.text.strip():
                block.number, block.kind = one.number, node.kind
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


def as_list(found: Sequence[Block]) -> Iterator[Line]:
    """The blocks as lines of a list of titles: items with a bullet, links beneath, headings marked."""
    menus = set(_menus(found))
    for block in (one for one in found if one.kind not in menus and not is_prose(one.text)):
        heads = block.tag in HEADINGS and item(block.text).mark != "number"
        if heads:
            yield Line(block.number, "")
        mark = "# " if heads else "- " if block.tag == "li" else "   "
        yield Line(block.number, mark + block.text)
        yield from (Line(block.number, f"   {url}") for _, url in block.links if url.startswith("http"))


def _menus(found: Iterable[Block]) -> Iterator[int]:
    """The kinds of blocks that are but links of few words, and none of them to a paper."""
    kinds: dict[int, list[Block]] = {}
    for block in found:
        kinds.setdefault(block.kind, []).append(block)
    for kind, blocks_ in kinds.items():
        linked = all(any(text == block.text for text, _ in block.links) for block in blocks_)
        words = sum(len(block.text.split()) for block in blocks_)
        papers = any(PaperId.find(url) for block in blocks_ for _, url in block.links)
        if len(blocks_) > 2 and linked and words < 3 * len(blocks_) and not papers:
            yield kind
