"""Editing: the span of an entry and what is to be said in it in; the span with those fields changed out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from papers2bib.bibfile.edit import set_field, set_type
from papers2bib.bibfile.spans import Span
from papers2bib.check.codes import Weight
from papers2bib.check.entries import Entry
from papers2bib.check.findings import Finding
from papers2bib.model import Paper
from papers2bib.targets.fields import make_entry
from papers2bib.venue_names import is_no_venue

_TAKEN = ("booktitle", "journal", "volume", "number", "pages", "publisher", "year", "doi")
"""Fields of a publication that its entry takes from the record; all others stay."""
FIXES: Mapping[str, tuple[str, ...]] = {
    "title": ("title-words", "title-spelling"),
    "authors": ("authors-missing", "authors-extra", "author-order", "author-name", "author-spelling"),
    "year": ("year",),
    "venue": ("venue",),
    "doi": ("doi",),
}
"""What can be mended → the findings that it mends."""
_FIELD = {"title": "title", "authors": "author", "year": "year", "doi": "doi"}


@dataclass(frozen=True, slots=True)
class Edited:
    """An entry with other values, and the names of the fields that have them."""

    span: Span
    changed: tuple[str, ...]


def published(span: Span, entry: Entry, paper: Paper) -> Edited:
    """The entry of a preprint as that of its publication; key, eprint and title stay as they are."""
    made = make_entry(paper)
    values = {name: made.fields[name] for name in _TAKEN if name in made.fields}
    changed: list[str] = []
    if made.kind != entry.type:
        span = set_type(span, made.kind)
        changed.append(f"@{made.kind}")
    for name in ("journal", "journaltitle", "booktitle", "volume", "number", "pages"):
        if name.removesuffix("title") not in values and name not in values and _is_preprint_s(entry, name):
            span = without_field(span, name)
            changed.append(f"no {name}")
    span, set_ones = _set(span, entry, values)
    return Edited(span, (*changed, *set_ones))


def mended(
    span: Span, entry: Entry, findings: Sequence[Finding], record: Paper, fixes: Sequence[str]
) -> Edited:
    """The entry with the record's values where findings say that its own are others."""
    codes = {code for fix in fixes for code in FIXES[fix]}
    found = {
        one.code for one in findings if one.code in codes and one.weight is not Weight.NOTE and one.recorded
    }
    made = make_entry(record)
    values: dict[str, str] = {}
    for fix in fixes:
        if found & set(FIXES[fix]):
            names = (_FIELD[fix],) if fix in _FIELD else ("booktitle", "journal")
            values |= {name: made.fields[name] for name in names if name in made.fields}
    return Edited(*_set(span, entry, values))


def without_field(span: Span, name: str) -> Span:
    """The entry without a field: with its line, if it stands alone on one."""
    found = span.field(name)
    if not found:
        return span
    raw, start, end = span.raw, found.start, found.end
    rest = raw[end:]
    comma = len(rest) - len(rest.lstrip()) if rest.lstrip()[:1] == b"," else -1
    end += comma + 1 if comma >= 0 else 0
    line = raw.rfind(b"\n", 0, start) + 1
    after = raw.find(b"\n", end)
    if not raw[line:start].strip() and after >= 0 and not raw[end:after].strip():
        start, end = line, after + 1
    return span._replace(raw=raw[:start] + raw[end:])


def _set(span: Span, entry: Entry, values: Mapping[str, str]) -> tuple[Span, tuple[str, ...]]:
    changed = []
    for usual, value in values.items():
        name = _named(entry, usual)
        if entry.text(name) != value:
            span = set_field(span, name, f"{{{value}}}".encode())
            changed.append(name)
    return span, tuple(changed)


def _named(entry: Entry, name: str) -> str:
    """The name under which the entry says it: BibLaTeX has others for two of them."""
    other = {"year": "date", "journal": "journaltitle"}.get(name, name)
    return other if other in entry.fields and name not in entry.fields else name


def _is_preprint_s(entry: Entry, name: str) -> bool:
    """Whether a field says where the preprint is, and nothing of the publication."""
    if name in ("journal", "journaltitle", "booktitle"):
        return bool(entry.text(name)) and is_no_venue(entry.text(name))
    return name in entry.fields and is_no_venue(entry.venue)
