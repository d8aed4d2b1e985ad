"""Takes papers, gives Atom feeds in the shape in which the arXiv API has written them since November 2025.

See https://info.arxiv.org/help/api/user-manual.html#_details_of_atom_results_returned.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from xml.sax.saxutils import escape, quoteattr

from web_talk import Record

MIDNIGHT = "2026-11-21T00:00:00Z"
_HEAD = (
    "<?xml version='1.0' encoding='UTF-8'?>\n"
    '<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/"'
    ' xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">\n'
)
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feed(query: Mapping[str, str], entries: Iterable[str], *, total: int) -> bytes:
    """The reply to a query: `query` holds its four parameters as they were given or fall back."""
    asked = _parameters(query, "search_query", "id_list", "start", "max_results")
    link = _parameters(query, "search_query", "start", "max_results", "id_list")
    link = "https://arxiv.org/api/query?" + link.replace('"', "%22").replace(" ", "+")
    head = [
        _element("id", "https://arxiv.org/api/" + _name_of(asked)),
        _element("title", "arXiv Query: " + asked),
        _element("updated", MIDNIGHT),
        f'<link href={quoteattr(link)} type="application/atom+xml"/>',
        *_counts(int(query["max_results"]), total, int(query["start"])),
    ]
    return _document(head, entries)


def error_feed(message: str) -> bytes:
    """The reply to a request that the API refuses."""
    place = "https://arxiv.org/api/errors#" + re.sub(r"\s+", "_", message)
    head = [
        _element("id", "https://arxiv.org/"),
        _element("title", "arXiv Search Results"),
        _element("updated", MIDNIGHT),
        *_counts(1, 1, 0),
    ]
    lines = [
        _element("id", place),
        _element("title", "Error"),
        _element("updated", MIDNIGHT),
        f'<link href={quoteattr(place)} rel="alternate" type="text/html"/>',
        _element("summary", message),
        *_author("arXiv api core", ()),
    ]
    return _document(head, [_entry(lines)])


def entry(record: Record, version: int) -> str:
    """One paper in one of its versions."""
    name = f"{record['arxiv_id']}v{version}"
    first = record.get("published", "1991-08-14") + "T17:59:59Z"
    updated = record.get("updated", "") + "T17:59:59Z" if version > 1 and record.get("updated") else first
    lines = [
        _element("id", f"http://arxiv.org/abs/{name}"),
        _element("title", record["title"]),
        _element("updated", updated),
        f'<link href="https://arxiv.org/abs/{name}" rel="alternate" type="text/html"/>',
        f'<link href="https://arxiv.org/pdf/{name}" rel="related" type="application/pdf" title="pdf"/>',
        _element("summary", record.get("abstract", "")),
        *_categories(record.get("categories", ())),
        _element("published", first),
        *_optional(record, "comment", "arxiv:comment"),
        *(f"<arxiv:primary_category term={quoteattr(one)}/>" for one in record.get("categories", ())[:1]),
        *_optional(record, "journal_ref", "arxiv:journal_ref"),
        *_authors(record.get("authors", ()), record.get("affiliations", ())),
        *_doi(record.get("doi", "")),
    ]
    return _entry(lines)


def _document(head: Iterable[str], entries: Iterable[str]) -> bytes:
    return (_HEAD + "".join(f"  {line}\n" for line in head) + "".join(entries) + "</feed>\n").encode()


def _entry(lines: Iterable[str]) -> str:
    return "  <entry>\n" + "".join(f"    {line}\n" for line in lines) + "  </entry>\n"


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(_NOT_IN_XML.sub('', text))}</{name}>"


def _optional(record: Record, key: str, name: str) -> Iterator[str]:
    """An element that is left out where nothing is known, and is empty where the paper holds ""."""
    if record.get(key) is not None:
        yield _element(name, record[key])


def _counts(page: int, total: int, start: int) -> Iterator[str]:
    yield _element("opensearch:itemsPerPage", str(page))
    yield _element("opensearch:totalResults", str(total))
    yield _element("opensearch:startIndex", str(start))


def _categories(categories: Sequence[str]) -> Iterator[str]:
    for one in categories:
        yield f'<category term={quoteattr(one)} scheme="http://arxiv.org/schemas/atom"/>'


def _authors(names: Sequence[str], affiliations: Sequence[Sequence[str]]) -> Iterator[str]:
    """A group that is the only author has a blank in front, as arXiv sends it."""
    if len(names) == 1 and _is_group(names[0]):
        names = [" " + names[0]]
    for name, places in zip_longest(names, affiliations[: len(names)], fillvalue=()):
        yield from _author(str(name), places)


def _author(name: str, places: Iterable[str]) -> Iterator[str]:
    yield "<author>"
    yield "  " + _element("name", name)
    for place in places:
        yield "  " + _element("arxiv:affiliation", place)
    yield "</author>"


def _is_group(name: str) -> bool:
    return " " not in name or name.endswith(("Collaboration", "Consortium", "Group", "Team"))


def _doi(doi: str) -> Iterator[str]:
    if doi:
        yield _element("arxiv:doi", doi)
        yield f'<link rel="related" href={quoteattr("https://doi.org/" + doi)} title="doi"/>'


def _parameters(query: Mapping[str, str], *names: str) -> str:
    return "&".join(f"{name}={query[name]}" for name in names)


def _name_of(asked: str) -> str:
    digest = hashlib.sha1(asked.encode(), usedforsecurity=False).digest()
    return base64.b64encode(digest).decode().rstrip("=")
