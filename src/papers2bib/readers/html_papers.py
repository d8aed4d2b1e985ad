"""Takes the tree of a page, gives its papers: titles told by what elements of a kind share, and by tables."""

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from papers2bib.model import Date, Listing
from papers2bib.readers.dates import heading_date
from papers2bib.readers.details import Details
from papers2bib.readers.html_lines import as_list
from papers2bib.readers.html_lines import blocks as blocks_of
from papers2bib.readers.html_records import Record, Records, last
from papers2bib.readers.html_table import Row, headed_rows
from papers2bib.readers.html_titles import likely, sample, title_nodes
from papers2bib.readers.html_tree import HEADINGS, Node, of_many_lines
from papers2bib.readers.html_words import entry, links_in, spoken
from papers2bib.readers.markdown_inline import Entry
from papers2bib.readers.markdown_table import with_fields
from papers2bib.readers.titles import read_lines
from papers2bib.readers.titles_layout import names_several
from papers2bib.readers.titles_survey import looks_listed

_MOST_LOOKED_AT = 400
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
    blocks = deque(_unread(nodes, found) if titles else ())
    common = _common([entry(record)[0] for record in sample(found.all)])
    for record, listed in zip(found.all, _dates(nodes, found), strict=True):
        while blocks and blocks[0].start < record.start:
            yield from read_lines(as_list(blocks_of(blocks.popleft())), origin)
        at = f"{origin}:{record.title.number}"
        row = rows.get(record.title.start)
        one = _of_row(row, at, listed) if row else _of_record(record, common, at, listed)
        if one.ids or (one.title and not (_SECTION.fullmatch(one.title) or _VOLUME.match(one.title))):
            yield one
    for block in blocks:
        yield from read_lines(as_list(blocks_of(block)), origin)


def _unread(nodes: Sequence[Node], found: Records) -> Iterator[Node]:
    """The blocks of many lines that look like lists of papers and hold none that was found."""
    for block in of_many_lines(nodes):
        if not (found.holds(block) or found.titled(block)):
            lines = list(islice(as_list(blocks_of(block)), _MOST_LOOKED_AT))
            if looks_listed(lines, plainly=True):
                yield block


def _common(some: Sequence[Entry]) -> frozenset[str]:
    """What reads as names but stands with many of some papers: a session, a field."""
    counts = Counter(line for one in some for line in set(one.rest))
    often = {line: count for line, count in counts.items() if count > 2 and _names_only(line)}
    return frozenset(
        line for line, n in often.items() if 10 * n >= len(some) * (5 if names_several(line) else 1)
    )


def _names_only(line: str) -> bool:
    details = Details()
    details.add(line)
    return bool(details.authors) and not (details.venue or details.date)


def _of_record(record: Record, common: frozenset[str], at: str, listed: Date | None) -> Listing:
    words, names = entry(record)
    words.rest = [line for line in words.rest if line not in common]
    details = words.details()
    details.authors = names or details.authors
    return details.listing(words.title, at, listed)


def _of_row(row: Row, at: str, listed: Date | None) -> Listing:
    """The cells by the names of their columns, the cell of the title by what stands in it."""
    found, _ = entry(Record(row.title, (row.cell,), row.cell.start, last(row.cell)))
    found.links += [link for cell in row.fields.values() for link in links_in(cell)]
    return with_fields({name: spoken(cell) for name, cell in row.fields.items()}, found, at, listed)


def _untitled(found: Records) -> Iterator[Node]:
    """What reads as a title in items beside those of papers in which none was found."""
    lists: dict[int, Record] = {}
    for record in found.all:
        if record.item.parent:
            lists.setdefault(record.item.parent.start, record)
    for first in lists.values():
        items = (
            [one for one in first.item.parent.children if one.tag == first.item.tag]
            if first.item.parent
            else []
        )
        if 2 * sum(map(found.titled, items)) >= len(items):
            for one in items:
                if not (found.titled(one) or found.holds(one)) and (title := _title_in(one, first.title)):
                    yield title


def _title_in(item: Node, like: Node) -> Node | None:
    """What in an item is made like the title of another one, or else a whole item of a list."""
    alike = (one for one in item.walk() if _made_alike(one, like))
    whole = (item,) if item.tag in _ITEMS and item.text else ()
    return next((one for one in (*alike, *whole) if likely(spoken(one)) == 1), None)


def _made_alike(one: Node, other: Node) -> bool:
    plain = one.tag in ("#text", "div", "p", "span") and not one.names
    return not plain and all(
        (a.tag, a.column, a.names) == (b.tag, b.column, b.names)
        for a, b in zip((one, *islice(one.above(), 1)), (other, *islice(other.above(), 1)), strict=True)
    )


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
