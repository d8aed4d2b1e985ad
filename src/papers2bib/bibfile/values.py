"""Takes the value of a field as written, gives its text: braces, quotes, `#` and macros resolved."""

from collections.abc import Iterable, Mapping

from papers2bib.bibfile.body import terms
from papers2bib.bibfile.spans import Span

MONTHS = {
    name[:3].lower(): name
    for name in (
        "January February March April May June July August September October November December".split()
    )
}
"""The macros that every style knows."""


def decode(raw: bytes) -> str:
    """The text of a .bib file: UTF-8, or else Windows-1252, which gives a letter to nearly every byte."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def macros(spans: Iterable[Span]) -> dict[str, str]:
    """The macros of a file by their names in lower case, those of MONTHS among them."""
    known = dict(MONTHS)
    for span in spans:
        if span.kind == "string":
            for field in span.fields:
                known[field.name.lower()] = text(field.raw, known)
    return known


def text(raw: bytes, known: Mapping[str, str]) -> str:
    """What a value says, its terms run together; a macro that nobody defined stands for its name."""
    return "".join(_said(term, known) for term in terms(raw))


def _said(term: bytes, known: Mapping[str, str]) -> str:
    if term[:1] in (b"{", b'"'):
        return decode(term[1:-1])
    name = decode(term)
    return known.get(name.lower(), name)


def texts(span: Span, known: Mapping[str, str]) -> dict[str, str]:
    """The fields of an entry by their names in lower case; of repeated ones the first, as BibTeX has it."""
    found: dict[str, str] = {}
    for field in span.fields:
        found.setdefault(field.name.lower(), text(field.raw, known))
    return found
