"""Takes the tree of a page, gives its papers: titles told by what elements of a kind share, and by tables."""

import re
from collections.abc import Iterable, Iterator

from papers2bib.model import Date, Listing
from papers2bib.readers.dates import heading_date
from papers2bib.readers.html_records import Record, Records, last
from papers2bib.readers.html_table import Row, headed_rows
from papers2bib.readers.html_titles import likely, title_nodes
from papers2bib.readers.html_tree import HEADINGS, Node
from papers2bib.readers.html_words import details, entry, links_in, spoken
from papers2bib.readers.markdown_table import with_fields

_ITEMS = frozenset({"li", "dt"})
_SECTION = re.compile(
    r"(?:introduction|conclusions?|summary|references|acknowledge?ments?|(?:table of )?contents|comments?"
    r"|about|contact|leave a (?:reply|comment)|related (?:posts|articles|reading)|further reading|see also"
    r"|share|overview|background|final (?:thoughts|words)|wrapping up|what(?:'s|’s| is) next)[.:!?]?",
    re.IGNORECASE,
)
"""Headings that stand among the titles of a text on papers."""
_VOLUME = re.compile(r"(?:Proceedings of the|Front ?matter\b|Table of Contents\b)", re.IGNORECASE)
"""How what is listed first begins: the volume itself."""


def papers(root: Node, origin: str) -> Iterator[Listing]:
    """The papers of a page in order; none where no elements of a kind are titles for certain."""
    nodes = list(root.walk())
    rows = {row.title.start: row for one in nodes if one.tag == "table" for row in headed_rows(one)}
    titles = title_nodes(nodes, [row.title for row in rows.values()])
    found = Records([*titles, *_untitled(Records(titles))])
    dates = _dates(nodes, found)
    for record, listed in zip(found.all, dates, strict=True):
        at = f"{origin}:{record.title.number}"
        row = rows.get(record.title.start)
        one = _of_row(row, at, listed) if row else _of_record(record, at, listed)
        if one.ids or (one.title and not (_SECTION.fullmatch(one.title) or _VOLUME.match(one.title))):
            yield one


def _of_record(record: Record, at: str, listed: Date | None) -> Listing:
    title, known = details(record)
    return known.listing(title, at, listed)


def _of_row(row: Row, at: str, listed: Date | None) -> Listing:
    """The cells by the names of their columns, the cell of the title by what stands in it."""
    found, _ = entry(Record(row.title, (row.cell,), row.cell.start, last(row.cell)))
    found.links += [link for cell in row.fields.values() for link in links_in(cell)]
    return with_fields({name: spoken(cell) for name, cell in row.fields.items()}, found, at, listed)


def _untitled(found: Records) -> Iterator[Node]:
    """Items in lists of papers in which no title was found, but which read as one."""
    lists = {record.item.parent.start: record.item.parent for record in found.all if record.item.parent}
    for one in lists.values():
        items = [child for child in one.children if child.tag in _ITEMS]
        titled = [child for child in items if found.titled(child)]
        if 2 * len(titled) >= len(items):
            free = (
                child for child in items if child.text and not (found.titled(child) or found.holds(child))
            )
            yield from (child for child in free if likely(spoken(child)) == 1)


def _dates(nodes: Iterable[Node], found: Records) -> Iterator[Date | None]:
    """For each record the date of the heading above it, or else of the page's first heading."""
    headings = [node for node in nodes if node.tag in HEADINGS and node.text and not found.titled(node)]
    page = heading_date(headings[0].text) if headings else None
    listed, at = None, 0
    for record in found.all:
        while at < len(headings) and headings[at].start < record.title.start:
            listed = heading_date(headings[at].text) or page
            at += 1
        yield listed
