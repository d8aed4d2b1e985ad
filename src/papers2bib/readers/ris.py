"""Takes records in tagged lines (RIS, PubMed's MEDLINE, EndNote's Refer), gives each as a listing."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import BinaryIO

from papers2bib.errors import ReaderError
from papers2bib.model import Listing
from papers2bib.readers import records
from papers2bib.readers.bibtex import venue_name
from papers2bib.readers.text import Line, decode, fold, lines

_ROLES = {
    "title": "TI T1 CT %T",
    "title of a book": "BT BTI",
    "authors": "FAU AU A1 %A",
    "groups": "CN",
    "year": "PY Y1 DP DA DEP %D %8",
    "doi": "DO AID LID %R",
    "links": "UR L1 L2 L3 LK M1 M3 AN JO JF T2 %U %J %B %M",
    "venue": "JT JF JO T2 JA TA %J %B BT",
    "abstract": "AB N2 %X",
}
"""What is told of a paper → the tags that tell it, those that are believed before others in front."""

_NAMED = {tag for tags in _ROLES.values() for tag in tags.split()}
_TAG = re.compile(
    r"(?P<tag>[A-Z][A-Z0-9] {1,2}|[A-Z][A-Z0-9]{2} |[A-Z]{4})-(?: (?P<value>.*))?"
    r"|(?P<refer>%[A-Z0-9?@!()+^<>\[~&$#*]) +(?P<told>.*)"
)
_FIRST = {"TY", "PMID", "%0"}
_SUFFIXES = (".ris", ".nbib", ".enw", ".refer", ".medline", ".txt", ".text", "")
_BEGINS = re.compile(
    r"^(?:TY {1,2}- [A-Z]+\s*$|PMID- \d+\s*$|%0 [A-Z])"
    r"|\A\s*%[A-Z] .*\n(?:%.*\n)*?%[AT] ",
    re.MULTILINE,
)
_OTHERS = re.compile(r"\s*(?:(?:and )?others|et al)\.?,?\s*", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST = 20_000
"""Characters of a field that are kept."""


@dataclass(slots=True)
class _Record:
    """The fields of a record by tag, in order, and the number of its first line."""

    number: int
    fields: dict[str, list[str]] = field(default_factory=dict)

    def of(self, role: str) -> list[str]:
        """All that the tags of a role say, the best first."""
        return [
            text for tag in _ROLES[role].split() for one in self.fields.get(tag, ()) if (text := fold(one))
        ]


def sniff(name: str, head: bytes) -> bool:
    """Whether a text holds the line with which a record of one of the three formats begins."""
    plain = PurePath(name).suffix.lower() in _SUFFIXES or name == "<stdin>"
    return plain and _BEGINS.search(decode(head)) is not None


def read(stream: BinaryIO, origin: str) -> Iterator[Listing | ReaderError]:
    """The records in order; one without a title is a ReaderError.

    RIS: https://en.wikipedia.org/wiki/RIS_(file_format); MEDLINE, whose long fields continue on lines that
    are indented: https://www.nlm.nih.gov/bsd/mms/medlineelements.html; Refer, in which a blank line parts
    records where no `%0` does: http://www.riccardoridi.it/esb/dellorso/endnotedoc/text/EndNote-import.html.
    """
    for record in _records(lines(stream)):
        yield _listing(record, f"{origin}:{record.number}")


def _records(source: Iterable[Line]) -> Iterator[_Record]:
    record, tag, typed = _Record(0), "", False
    for line in source:
        hit = _TAG.match(line.text)
        if hit is None:
            _continue(record, tag, line.text)
            if tag.startswith("%") and not typed and not line.text.strip():
                yield from _told(record)
                record, tag = _Record(0), ""
            continue
        tag, value = (hit["tag"] or hit["refer"]).strip(), hit["value"] or hit["told"] or ""
        typed = typed or tag == "%0"
        if tag in _FIRST or tag == "ER" or not record.number:
            yield from _told(record)
            record = _Record(0 if tag == "ER" else line.number)
        record.fields.setdefault(tag, []).append(value)
    yield from _told(record)


def _continue(record: _Record, tag: str, text: str) -> None:
    """A line without a tag goes on with the field above it, if there is one that counts."""
    told = record.fields.get(tag) if tag in _NAMED else None
    if told and text.strip() and len(told[-1]) < _LONGEST:
        told[-1] += f" {text.strip()}"


def _told(record: _Record) -> Iterator[_Record]:
    if record.number and _NAMED & record.fields.keys():
        yield record


def _listing(record: _Record, origin: str) -> Listing | ReaderError:
    title = next(iter(record.of("title") or record.of("title of a book")), "")
    if not title:
        return ReaderError(origin, "a record without a title: give it one (TI, or %T)")
    people = _people(record)
    named = [one for one in people if not _OTHERS.fullmatch(one)]
    year = next((hit[0] for text in record.of("year") if (hit := _YEAR.search(text))), "")
    venue = next(filter(None, map(venue_name, record.of("venue"))), "")
    told = {
        "doi": " ".join(_dois(record)),
        "links": " ".join([*_dois(record), *record.of("links")]),
        "year": year,
        "venue": venue,
        "abstract": next(iter(record.of("abstract")), ""),
        "n_authors": str(len(named)) if named and named == people else "",
    }
    return records.listing(told, title, origin, authors=named)


def _dois(record: _Record) -> list[str]:
    """MEDLINE says behind an identifier which one it is: `10.1000/x [doi]`, `S0140 [pii]`."""
    return [
        one.removesuffix("[doi]").strip() for one in record.of("doi") if not re.search(r"\[(?!doi\])", one)
    ]


def _people(record: _Record) -> list[str]:
    """The names of one tag and those of groups; MEDLINE gives persons twice, in full (FAU) and short (AU)."""
    persons = next((tag for tag in _ROLES["authors"].split() if tag in record.fields), "")
    told = [*record.fields.get(persons, ()), *record.of("groups")]
    return [name for one in told for part in one.split(";") if (name := fold(part).strip(" ,"))]
