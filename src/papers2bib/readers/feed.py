"""Takes a feed (Atom of arXiv's API, RSS), gives the papers of its entries."""

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any, BinaryIO

from papers2bib.errors import ReaderError
from papers2bib.ids import PaperId
from papers2bib.model import Listing
from papers2bib.readers import records, title_line
from papers2bib.readers.text import LARGEST_WHOLE, decode, fold, lines, whole

_Element = Any
"""An element of lxml, which has no types."""
_BEGINS = re.compile(r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*|<\?[^>]*>\s*)*<(?:feed|rss|rdf:RDF)\b", re.DOTALL)
_NAMES = {
    "id": "links",
    "guid": "links",
    "link": "links",
    "doi": "doi",
    "identifier": "ids",
    "published": "published",
    "summary": "abstract",
    "journal_ref": "venue",
}
"""Element → what it tells of the paper. Descriptions in RSS are HTML of many kinds, and say nothing sure."""


def sniff(name: str, head: bytes) -> bool:
    """Whether this is a feed whose entries lead to papers."""
    text = decode(head)
    fitting = PurePath(name).suffix.lower() not in (".html", ".htm")
    return fitting and _BEGINS.match(text) is not None and bool(PaperId.find(text))


def read(stream: BinaryIO, origin: str) -> Iterator[Listing | ReaderError]:
    """The entries in order; one without a title is a ReaderError.

    Atom is RFC 4287 (https://www.rfc-editor.org/rfc/rfc4287), with arXiv's elements
    (https://info.arxiv.org/help/api/user-manual.html); RSS is https://www.rssboard.org/rss-specification.
    """
    from lxml import etree  # type: ignore[import-untyped]  # it has no stubs

    told = whole(lines(stream, longest=LARGEST_WHOLE))
    if told is None:
        yield ReaderError(origin, f"a feed of more than {LARGEST_WHOLE >> 20} MB: give it in parts")
        return
    if not any(line.text.strip() for line in told):
        return
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    root = etree.fromstring("\n".join(line.text for line in told).encode(), parser)
    if root is None:
        yield ReaderError(origin, "not XML: give the feed as it was fetched")
        return
    for entry in root.iter("{*}entry", "{*}item"):
        yield _entry(entry, f"{origin}:{entry.sourceline or 1}")


def _entry(entry: _Element, origin: str) -> Listing | ReaderError:
    told: dict[str, list[str]] = {}
    authors: list[str] = []
    title, rest = "", list[str]()
    for one in entry:
        name = str(one.tag).rpartition("}")[2]
        text = fold("".join(map(str, one.itertext())))
        if name == "title":
            title, rest = title_line.part(text) if entry.tag == "item" else (text, [])
        elif name in ("author", "creator"):
            whole = one.find("{*}name")
            authors += [fold(str(whole.text or ""))] if whole is not None else text.split(", ")
        elif name in _NAMES:
            told.setdefault(_NAMES[name], []).append(text or str(one.get("href", "")))
    if not title:
        return ReaderError(origin, "an entry without a title: give it one")
    told["ids"] = [*told.get("ids", []), *rest]
    fields = {name: " ".join(texts) for name, texts in told.items()}
    return records.listing(fields, title, origin, authors=filter(None, authors))
