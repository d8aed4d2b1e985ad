"""Takes the entries of one file, gives findings on its form: duplicates, missing fields, names, URLs."""

import re
from collections.abc import Iterator, Mapping, Sequence

from papers2bib.bibfile.spans import Span
from papers2bib.check.codes import Weight
from papers2bib.check.entries import Entry
from papers2bib.check.findings import Finding, Located
from papers2bib.names import NameAgreement, compare
from papers2bib.titles import title_key

_REQUIRED: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "article": (("author",), ("title",), ("journal", "journaltitle"), ("year", "date")),
    "inproceedings": (("author",), ("title",), ("booktitle",), ("year", "date")),
    "conference": (("author",), ("title",), ("booktitle",), ("year", "date")),
    "book": (("author", "editor"), ("title",), ("publisher",), ("year", "date")),
    "incollection": (("author",), ("title",), ("booktitle",), ("publisher",), ("year", "date")),
    "phdthesis": (("author",), ("title",), ("school", "institution"), ("year", "date")),
    "mastersthesis": (("author",), ("title",), ("school", "institution"), ("year", "date")),
    "techreport": (("author",), ("title",), ("institution",), ("year", "date")),
}
"""Type → the fields that the standard styles require, each with those that stand for it in BibLaTeX."""
_COMMAS = re.compile(r"[^,{}]+\s[^,{}]+(?:,[^,{}]+\s[^,{}]+){1,}")
_ESCAPED = re.compile(rb"\\[_%&#~]|\\textunderscore|\{\\")


def file_findings(spans: Sequence[Span], entries: Sequence[Entry]) -> Iterator[Located]:
    """All that is to be told of the form of a file."""
    for span in spans:
        if span.problem:
            found = Finding("unreadable", Weight.WARNING, f"not read: {span.problem.text}")
            yield Located(span.key, span.problem.at, found)
    for entry in entries:
        for one in (*_missing(entry), *_commas(entry)):
            yield Located(entry.key, entry.place(*one.fields), one)
    yield from _escaped(spans)
    yield from _duplicates(entries)


def _missing(entry: Entry) -> Iterator[Finding]:
    if "crossref" in entry.fields or "xdata" in entry.fields:
        return
    lacking = [names[0] for names in _REQUIRED.get(entry.type, ()) if not entry.text(*names)]
    if lacking:
        yield Finding("missing-field", Weight.WARNING, f"@{entry.type} needs {', '.join(lacking)}")


def _commas(entry: Entry) -> Iterator[Finding]:
    written = entry.text("author")
    if not re.search(r"\band\b", written) and _COMMAS.fullmatch(written) and written.count(",") != 1:
        yield Finding("author-commas", Weight.WARNING, "write `and`, not commas, between names", ("author",))


def _escaped(spans: Sequence[Span]) -> Iterator[Located]:
    for span in spans:
        for one in span.fields if span.kind == "entry" and b"\\" in span.raw else ():
            if one.name.lower() in ("url", "doi") and _ESCAPED.search(one.raw):
                found = Finding(
                    "escaped-url", Weight.WARNING, f"write the {one.name.lower()} without backslashes"
                )
                yield Located(span.key, span.start + one.start, found)


def _duplicates(entries: Sequence[Entry]) -> Iterator[Located]:
    seen: dict[str, Entry] = {}
    titles: dict[str, Entry] = {}
    for entry in entries:
        if known := next((seen[str(one)] for one in entry.ids if str(one) in seen), None):
            shared = next(str(one) for one in entry.ids if str(one) in seen)
            found = Finding("duplicate-id", Weight.WARNING, f"{known.key} has {shared}, too")
            yield Located(entry.key, entry.at, found)
        elif (known := titles.get(title_key(entry.title))) and _same_first_author(known, entry):
            found = Finding("duplicate-title", Weight.WARNING, f"{known.key} has the same title", ("title",))
            yield Located(entry.key, entry.place("title"), found)
        seen |= {str(one): entry for one in entry.ids if str(one) not in seen}
        if key := title_key(entry.title):
            titles.setdefault(key, entry)


def _same_first_author(one: Entry, other: Entry) -> bool:
    if not (one.authors and other.authors):
        return not one.authors and not other.authors
    return compare(one.authors[0], other.authors[0]) >= NameAgreement.INITIALS
