"""Gathering publications: dumps of DBLP and facts on published papers in, batches of publications out."""

from collections.abc import Iterable, Iterator

from papers2bib.catalogue.dblp import convert
from papers2bib.catalogue.dblp_xml import portions
from papers2bib.catalogue.dumps import Dump, Line
from papers2bib.catalogue.facts import Fact, ids, parse_fact, title_of
from papers2bib.catalogue.waiting import Batch, Row, keys_of
from papers2bib.catalogue.workers import Each

_NAMELESS = "none/none"


def batches(each: Each, dump: Dump) -> Iterator[Batch]:
    """The publications of a dump, some at a time."""
    if dump.is_xml:
        with dump.open() as stream:
            yield from each(convert, portions(stream, str(dump.path)))
    else:
        yield from each(_convert_lines, dump.blocks())


def _convert_lines(lines: Iterable[Line]) -> Batch:
    """The publications on lines of facts."""
    found = Batch()
    for place, line in lines:
        try:
            fact = parse_fact(line)
            found.rows.append(Row(line, _keys(fact)))
        except ValueError as error:
            found.problems.append(f"{place}: {error}")
    return found


def _keys(fact: Fact) -> tuple[int, ...]:
    """Those of its paper, which need not have an id."""
    arxiv = fact.get("arxiv_id") or fact.get("arxiv_id_inferred", "")
    known = ids({"dblp": _NAMELESS, **fact, "arxiv_id": arxiv})
    return keys_of(known, [title_of(fact)], len(fact.get("authors", ())))
