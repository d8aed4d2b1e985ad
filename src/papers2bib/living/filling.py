"""Takes an entry that people keep and what is known of its paper, gives it with its empty fields filled."""

from collections.abc import Collection, Iterator, Mapping

from papers2bib.bibfile.edit import set_field
from papers2bib.bibfile.spans import Span
from papers2bib.targets.fields import Entry
from papers2bib.titles import title_key

_PREPRINT = ("misc", "online", "unpublished", "preprint", "electronic")
_SAME = {
    "journal": ("journaltitle",), "journaltitle": ("journal",), "year": ("date",), "date": ("year",),
    "archiveprefix": ("eprinttype",), "eprinttype": ("archiveprefix",), "primaryclass": ("eprintclass",),
    "eprintclass": ("primaryclass",), "author": ("editor", "collaboration"), "key": ("author", "editor"),
}  # fmt: skip
"""Field → others that say the same, so that it is not empty where one of them is there."""
_OF_EPRINT = ("eprint", "archiveprefix", "eprinttype", "primaryclass", "eprintclass")
_VENUE = ("booktitle", "journal", "journaltitle")
_OF_PUBLICATION = (*_VENUE, "volume", "number", "pages", "publisher", "doi", "year", "date")
"""What is true of one publication of a paper, and not of another."""


def filled(
    span: Span, said: Mapping[str, str], known: Entry, gone: Collection[str] = ()
) -> tuple[Span, list[str]]:
    """The entry with those fields that it lacks or has empty, and their names; what it says, stays.

    `said` is what the entry says, `known` the entry that would be written of its paper. Fields of a
    publication are filled only where the entry is of that one, as far as type, year and venue tell. Those in
    `gone` a person has taken out.
    """
    names = [name for name in _wanted(span, said, known) if name not in gone and not _has(said, name)]
    for name in names:
        span = set_field(span, name, b"{%s}" % known.fields[name].encode())
    return span, names


def _wanted(span: Span, said: Mapping[str, str], known: Entry) -> Iterator[str]:
    unwanted = () if _is_publication(span.type, said, known) else _OF_PUBLICATION
    other = said.get("eprint", "").strip().lower().removeprefix("arxiv:").partition("v")[0]
    if other and other != known.fields.get("eprint"):
        unwanted = (*unwanted, *_OF_EPRINT)
    yield from (name for name in known.fields if name not in unwanted)


def _is_publication(kind: str, said: Mapping[str, str], known: Entry) -> bool:
    if {"crossref", "xdata"} & said.keys():
        return False  # what it lacks may come from there
    if kind != known.kind and not (kind in _PREPRINT and known.kind in _PREPRINT):
        return False
    year, venue = _first(said, "year", "date")[:4], _first(said, *_VENUE)
    ours = known.fields
    same_venue = not venue or title_key(venue) == title_key(_first(ours, *_VENUE))
    return same_venue and year in ("", _first(ours, "year", "date")[:4])


def _first(fields: Mapping[str, str], *names: str) -> str:
    return next((value for name in names if (value := fields.get(name, "").strip())), "")


def _has(said: Mapping[str, str], name: str) -> bool:
    return bool(_first(said, name, *_SAME.get(name, ())))
