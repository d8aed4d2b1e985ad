"""Takes Markdown (list items, tables, titles in bold or in headings), gives the papers it lists."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import PurePath
from typing import BinaryIO

from papers2bib.errors import ReaderError
from papers2bib.ids import PaperId
from papers2bib.model import Date, Listing
from papers2bib.readers.dates import heading_date
from papers2bib.readers.markdown_blocks import Block, Item, blocks
from papers2bib.readers.markdown_inline import Entry, is_label, names_paper, parse
from papers2bib.readers.markdown_items import (
    FIELD,
    arxiv_ids,
    beneath,
    heads_categories,
    in_title_case,
    is_category,
    is_labelled,
    is_name,
    is_paper,
    tells_names,
    without_emphasis,
)
from papers2bib.readers.markdown_table import rows
from papers2bib.readers.text import Line, decode, lines
from papers2bib.readers.titles_affixes import Step, learn
from papers2bib.readers.titles_layout import item as titled_item
from papers2bib.readers.titles_layout import names_several, surely_details
from papers2bib.readers.titles_unfolding import SAMPLE, unfold

_SUFFIXES = (".md", ".markdown", ".mkd", ".mdown", ".qmd", ".rmd")
_PAPER_LINK = re.compile(
    r"arxiv\.org/|doi\.org/|openreview\.net/|aclanthology\.org/|aclweb\.org/|/papers/\d{4}\.\d|openaccess\.thecvf"
    r"|proceedings\.|papers\.ni?ps\.cc|dl\.acm\.org|ieeexplore|semanticscholar\.org/paper|biorxiv\.org|\.pdf\b",
    re.IGNORECASE,
)
_SYNTAX = re.compile(
    r"^(?:\s*(?:[-*+]|\d+[.)])\s+.*(?:\]\(|\*\*)|\|.*\|.*\|\s*$|#{1,6}\s.*\]\()", re.MULTILINE
)
_NOT_PAPERS = re.compile(
    r"(?:table of )?contents?|toc|contribut\w*|licen[cs]e|acknowledg\w*|star history|citation|citing"
    r"|install\w*|usage|目录|贡献|许可证?",
    re.IGNORECASE,
)


def sniff(name: str, head: bytes) -> bool:
    """Whether this is Markdown that lists papers: items, tables or headings with links to them, or titles."""
    suffix = PurePath(name).suffix.lower()
    text = decode(head)
    if suffix in _SUFFIXES:
        return bool(_PAPER_LINK.search(text)) or are_papers(_sample(text))
    if suffix in ("", ".txt", ".text") or name == "<stdin>":
        return len(_SYNTAX.findall(text)) > 1 and not text.lstrip().startswith(("<", "{", "@", "%", "#!"))
    return False


def read(stream: BinaryIO, origin: str) -> Iterator[Listing | ReaderError]:
    """The papers in order; titles as typed, but for outer emphasis and link."""
    return read_lines(lines(stream), origin)


def _around(sample: Iterable[Line]) -> tuple[Step, ...]:
    """What most items have around their titles, where these are neither links nor bold."""
    entries = [parse(one.text) for one in (titled_item(line.text) for line in sample) if one.mark]
    titles = [one.title for one in entries if one.title and not (one.own or one.marked)]
    return (*learn(titles), _without_stop) if _end_with_stops(titles) else learn(titles)


def _end_with_stops(titles: list[str]) -> bool:
    """Whether most titles end with a full stop, as sentences do: then that tells nothing of the others."""
    ended = [title for title in titles if title.endswith(".")]
    named = sum(map(in_title_case, ended))
    return len(ended) > 2 and 10 * len(ended) >= 6 * len(titles) and 3 * named >= len(ended)


def _without_stop(title: str, _: list[str]) -> str:
    return title.removesuffix(".")


def read_lines(source: Iterable[Line], origin: str) -> Iterator[Listing]:
    """The papers among the lines of a text in Markdown."""
    source = iter(source)
    whole = unfold(list(islice(source, SAMPLE)), source)
    sample = list(islice(whole, SAMPLE))
    return _Page(origin, _around(sample)).listings(blocks(chain(sample, whole)))


def are_papers(found: Iterable[Listing]) -> bool:
    """Whether what was found in a text are papers, by the ids or by the capitals in their titles."""
    found = list(found)
    return any(one.ids for one in found) or sum(in_title_case(one.title) for one in found) >= 3


def _sample(text: str) -> Iterator[Listing]:
    return read_lines((Line(number, line) for number, line in enumerate(text.split("\n"), 1)), "")


class _Page:
    """The headings in force, by level, with their dates."""

    def __init__(self, origin: str, around: tuple[Step, ...] = ()) -> None:
        self._origin, self._around = origin, around
        self._dates: dict[int, Date | None] = {}
        self._head: tuple[Entry, int] | None = None
        self._labelled: list[str] = []
        """Items such as `Paper: [link](…)`, which speak of the paper that the heading names."""
        self._passing = 0
        """Level of a heading whose section lists no papers; 0 where it may."""
        self._names: list[Item] = []
        """Items of one word that wait for a paper beside them."""
        self._beside_paper = False

    def listings(self, found: Iterable[Block]) -> Iterator[Listing]:
        """The papers of blocks in order."""
        for block in found:
            if block.kind == "heading":
                yield from self._headed()
            for one in self._block(block):
                yield from self._headed()
                yield one
        yield from self._headed()

    def _block(self, block: Block) -> Iterator[Listing]:
        if block.kind != "items":
            self._names, self._beside_paper = [], False
        if block.kind == "heading":
            yield from self._heading(block)
        elif block.kind == "items" and not self._passing:
            for item in block.items:
                yield from self._among_others(item)
        elif block.kind == "table" and not self._passing:
            yield from rows(block.lines, self._origin, self._listed)
        elif block.kind == "html" and not self._passing:
            yield from self._html(block)
        elif block.kind == "paragraph" and not self._passing:
            yield from self._paragraph(block)

    def _headed(self) -> Iterator[Listing]:
        """The paper that the heading names, if labelled links beneath it say that it is one."""
        if self._head and len({one for text in self._labelled for one in arxiv_ids(text)}) > 1:
            number = self._head[1]
            yield from (self._listing(parse(text), number) for text in self._labelled if arxiv_ids(text))
        elif self._head and any(PaperId.find(text) or tells_names(text) for text in self._labelled):
            yield self._listing(*self._head, self._labelled)
        self._head, self._labelled = None, []

    @property
    def _listed(self) -> Date | None:
        return next((date for _, date in sorted(self._dates.items(), reverse=True) if date), None)

    def _heading(self, block: Block) -> Iterator[Listing]:
        text, level = block.lines[0].text, block.level
        entry = parse(text)
        if any(PaperId.find(url) for _, url in entry.links) and entry.title and not is_label(entry.title):
            yield self._listing(entry, block.lines[0].number)
            return
        self._dates = {at: date for at, date in self._dates.items() if at < level}
        self._dates[level] = heading_date(entry.title)
        self._head = (entry, block.lines[0].number) if entry.title else None
        if not self._passing or level <= self._passing:
            self._passing = level if _NOT_PAPERS.fullmatch(entry.title.strip(" :#*_🔗📚📖")) else 0

    def _among_others(self, item: Item) -> Iterator[Listing]:
        """The papers of an item; one word (`GAIA`) is the name of a paper where papers stand beside it."""
        papers = list(self._item(item))
        if not papers and is_name(item):
            self._names.append(item)
        if papers or self._beside_paper:
            yield from (self._listing(parse(name.text), name.number) for name in self._names)
            yield from papers
            self._names, self._beside_paper = [], True

    def _item(self, item: Item) -> Iterator[Listing]:
        entry = self._entry(item.text)
        children = [(child, parse(child.text)) for child in item.children]
        if is_category(entry, [one for _, one in children]) or heads_categories(entry, children):
            for child in item.children:
                yield from self._item(child)
        elif self._head and (is_labelled(entry) or FIELD.match(item.text)):
            self._labelled.append(without_emphasis(item.text))
        elif is_paper(entry):
            yield self._listing(entry, item.number, beneath(item))

    def _entry(self, text: str) -> Entry:
        entry = parse(text)
        if not (entry.own or entry.marked):
            for step in self._around:
                entry.title = step(entry.title, entry.rest)
        return entry

    def _paragraph(self, block: Block) -> Iterator[Listing]:
        text = "\n".join(line.text for line in block.lines)
        entry = parse(text)
        linked = any(_PAPER_LINK.search(url) or names_paper(label) for label, url in entry.links)
        if self._tells_of_heading(entry, text):
            self._labelled.append(text)
        elif entry.marked and not is_label(entry.title) and (linked or len(entry.details().authors) > 1):
            yield self._listing(entry, block.lines[0].number)

    def _html(self, block: Block) -> Iterator[Listing]:
        """The papers of a table in HTML, or of the links in it, line by line."""
        from papers2bib.readers import html_papers, html_tree  # here, since few pages have such a table

        above = "\n" * (block.lines[0].number - 1)
        root = html_tree.tree(above + "\n".join(line.text for line in block.lines))
        found = list(html_papers.papers(root, self._origin))
        yield from found if are_papers(found) else self._paragraph(block)

    def _tells_of_heading(self, entry: Entry, text: str) -> bool:
        """Whether a short paragraph gives authors and links of the paper that the heading names."""
        if not self._head or len(self._head[0].title.split()) < 3 or len(text) > 300:
            return False
        cited = surely_details(entry.title) or "et al" in entry.title
        titled = entry.marked and not is_label(entry.title) and not cited
        return not titled and (bool(PaperId.find(text)) or names_several(entry.title))

    def _listing(self, entry: Entry, number: int, notes: Iterable[str] = ()) -> Listing:
        if is_labelled(entry):
            entry.title = ""
        entry.title = (
            numbered.text if (numbered := titled_item(entry.title)).mark == "number" else entry.title
        )
        details = entry.details()
        for note in notes:
            told = parse(note)
            told.rest = [told.title, *told.rest] if not told.own else told.rest
            told.tell(details)
        return details.listing(entry.title, f"{self._origin}:{number}", self._listed)
