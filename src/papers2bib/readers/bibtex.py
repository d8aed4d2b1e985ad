"""Takes a .bib file, gives its entries as listings; one that is damaged does not take others with it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING, BinaryIO

from papers2bib.accents import decode_accents
from papers2bib.errors import ReaderError
from papers2bib.ids import PaperId
from papers2bib.model import Date, Listing
from papers2bib.readers.bibtex_entries import Piece, pieces
from papers2bib.readers.dates import find_dates
from papers2bib.readers.details import Details
from papers2bib.readers.text import decode, fold, lines

if TYPE_CHECKING:
    from bibtexparser.bparser import BibTexParser  # type: ignore[import-untyped]  # it has no stubs

_ENTRY = re.compile(r"^[ \t]*@[A-Za-z]+\s*[{(]\s*[^\s,{}()]+\s*,", re.MULTILINE)
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_LINKS = ("url", "howpublished", "note", "link", "pdf", "ee", "code", "project", "website")
_VENUES = ("booktitle", "journal", "journaltitle", "eventtitle", "conference")
_NO_VENUE = re.compile(r"corr|(?:arxiv|computing research repository)\b.*", re.IGNORECASE)


def sniff(name: str, head: bytes) -> bool:
    """Whether this is a .bib file, or a text in which BibTeX entries begin."""
    suffix = PurePath(name).suffix.lower()
    if suffix == ".bib":
        return True
    return (suffix in (".txt", ".bibtex", "") or name == "<stdin>") and _ENTRY.search(
        decode(head)
    ) is not None


def read(stream: BinaryIO, origin: str) -> Iterator[Listing | ReaderError]:
    """The entries in order, as bibtexparser understands them; @comment and the like are passed over."""
    parser = None
    for piece in pieces(lines(stream)):
        parser = parser or _parser()
        at = f"{origin}:{piece.number}"
        if piece.kind == "string":
            _parse(parser, piece)
        elif (fields := _parse(parser, piece)) is None:
            yield ReaderError(at, "an entry that is not BibTeX: check its braces, quotes and commas")
        else:
            yield listing_of(fields, at) or ReaderError(at, "an entry without a title: give it one")


def entry_fields(stream: BinaryIO) -> Iterator[tuple[str, str, dict[str, str]]]:
    """The entries of a .bib file that can be read: type, citation key, fields by lower-case names."""
    parser = _parser()
    for piece in pieces(lines(stream)):
        if (fields := _parse(parser, piece)) is not None and piece.kind == "entry":
            kind, key = fields.pop("ENTRYTYPE"), fields.pop("ID")
            yield kind, key, fields


def _parser() -> "BibTexParser":
    import logging

    from bibtexparser.bparser import BibTexParser

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    parser = BibTexParser(common_strings=True, ignore_nonstandard_types=False)
    parser.expect_multiple_parse = True
    return parser


def _parse(parser: "BibTexParser", piece: Piece) -> dict[str, str] | None:
    """The fields of one entry, or None; macros that nobody defined stand for their names."""
    from bibtexparser.bibdatabase import UndefinedString  # type: ignore[import-untyped]  # it has no stubs

    database = parser.bib_database
    for _ in range(50):
        database.entries, database.comments = [], []
        try:
            parser.parse(piece.text, partial=False)
        except UndefinedString as error:
            database.strings[str(error.args[0]).lower()] = str(error.args[0])
        except (ValueError, KeyError, AttributeError, IndexError, TypeError, RecursionError):
            return None
        else:
            return dict(database.entries[0]) if len(database.entries) == 1 else None
    return None


def listing_of(fields: Mapping[str, str], origin: str) -> Listing | None:
    """What an entry lists, by its fields in lower case and its key as `ID`; None where it has no title."""
    title = _bare(fields.get("title", ""))
    if not title:
        return None
    details = Details()
    for one in _ids(fields):
        details.ids.setdefault(one)
    for name in _LINKS:
        for url in re.findall(r"https?://[^\s{}\\,;]+", fields.get(name, "")):
            details.add_link(url, page=name not in ("pdf", "ee"))
    details.authors = tuple(_authors(fields.get("author", "")))
    if details.authors and not re.search(r"\band\s+others\s*$", fields["author"], re.IGNORECASE):
        details.n_authors = len(details.authors)
    details.venue = next((venue for name in _VENUES if (venue := _venue(fields.get(name, "")))), "")
    listing = details.listing(title, origin, _issued(fields), fold(fields.get("abstract", "")))
    return replace(listing, key=fields.get("ID", ""), unkeyed=fields.get("zotero-citationkey") == "")


def _ids(fields: Mapping[str, str]) -> Iterator[PaperId]:
    kind = (fields.get("archiveprefix") or fields.get("eprinttype") or "arxiv").lower()
    candidates = [
        PaperId.arxiv(fields.get("eprint", "")) if kind == "arxiv" else None,
        PaperId.arxiv(fields.get("arxiv", "")),
    ]
    doi = fields.get("doi", "").replace("\\_", "_")
    candidates += [PaperId.doi(doi) or next(iter(PaperId.find(doi)), None)]
    yield from (one for one in candidates if one)
    for name in ("url", "journal", "volume", "note", "howpublished", "eprint"):
        yield from PaperId.find(fields.get(name, ""))


def _authors(text: str) -> Iterator[str]:
    """Names with the given name first, in Unicode."""
    for name in _AND.split(fold(text)):
        parts = [_bare(part) for part in name.split(",")] if not name.startswith("{") else [_bare(name)]
        plain = (
            " ".join(part for part in [*parts[-1:], *parts[:-1]] if part)
            if len(parts) < 3
            else _with_suffix(parts)
        )
        if plain and plain.lower() != "others":
            yield fold(re.sub(r"[{}]", "", decode_accents(plain)).replace("~", " "))


def _with_suffix(parts: list[str]) -> str:
    """`Family, Jr., Given` in reading order."""
    return " ".join(part for part in (parts[2], parts[0], parts[1]) if part)


def _bare(text: str) -> str:
    """The text in Unicode, without braces around the whole of it."""
    text = fold(text)
    while text.startswith("{") and text.endswith("}") and _closes_at_end(text):
        text = text[1:-1].strip()
    return text


def _closes_at_end(text: str) -> bool:
    depth = 0
    for at, char in enumerate(text):
        depth += (char == "{") - (char == "}")
        if depth == 0:
            return at == len(text) - 1
    return False


def _venue(text: str) -> str:
    venue = _bare(text)
    return "" if _NO_VENUE.match(venue) else venue


def _issued(fields: Mapping[str, str]) -> Date | None:
    """The year or date in which the entry says the paper appeared."""
    text = fields.get("date") or fields.get("year") or ""
    if date := Date.parse(text.strip()[:10]) or next((date for date, _ in find_dates(text)), None):
        return date
    year = re.search(r"(?:19|20)\d\d", text)
    return Date(int(year[0])) if year else None
