"""Takes the spans of a .bib file, gives its entries to be checked: values in Unicode, with places."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from papers2bib.accents import decode_accents
from papers2bib.bibfile.spans import Span
from papers2bib.ids import PaperId
from papers2bib.name_parts import tidy_name
from papers2bib.venue_names import is_no_venue

_NAME = re.compile(r"[^\s#]+")
_SIGNS = re.compile(r'[{}"]')
_AND = re.compile(r"\s+and\s+(?![^{}]*\})", re.IGNORECASE)
"""Within braces it is a part of a name (`{Barnes and Noble}`)."""
VENUE_FIELDS = ("booktitle", "journal", "journaltitle", "eventtitle", "conference")
_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|2[01])\d\d(?!\d)")
_OUTSIDE_TYPES = frozenset(
    "book booklet manual phdthesis mastersthesis thesis techreport report software online electronic www"
    " patent dataset inbook incollection periodical collection proceedings mvbook standard movie artwork"
    " audio video".split()
)
_OTHERS = frozenset({"others", "et al", "et al.", "...", "…"})


@dataclass(frozen=True, slots=True)
class Value:
    """The value of a field in Unicode, and where it stands in the file, in bytes."""

    text: str
    at: int


@dataclass(frozen=True)
class Entry:
    """One entry as a file says it; `fields` by name in lower case."""

    key: str
    type: str
    at: int
    """Where it begins, in bytes."""
    fields: Mapping[str, Value]

    def text(self, *names: str) -> str:
        """The first of these fields that says something, else ""."""
        return next(
            (self.fields[name].text for name in names if name in self.fields and self.fields[name].text), ""
        )

    def place(self, *names: str) -> int:
        """Where the first of these fields stands that is there, else the entry."""
        return next((self.fields[name].at for name in names if name in self.fields), self.at)

    @cached_property
    def title(self) -> str:
        """Title without braces."""
        return self.text("title").rstrip(". ") or self.text("title")

    @cached_property
    def authors(self) -> tuple[str, ...]:
        """All names, given name first, without `others`."""
        return tuple(
            name for one in _AND.split(self._names) if (name := _in_order(one)) and not _is_others(name)
        )

    @property
    def has_others(self) -> bool:
        """Whether the list of authors says that it is not complete."""
        return bool(
            re.search(r"(?:\band\s+\{*others|\bet\.?\s+al\b\.?|\.\.\.|…)[\s}]*$", self._names, re.IGNORECASE)
        )

    @property
    def _names(self) -> str:
        return self.fields["author"].text if "author" in self.fields else ""

    @cached_property
    def year(self) -> int:
        """The year in which it says it was published, or 0."""
        found = _YEAR.search(self.text("year", "date"))
        return int(found[0]) if found else 0

    @cached_property
    def venue(self) -> str:
        """The proceedings or journal it names, be it a place for preprints."""
        return self.text(*VENUE_FIELDS)

    @property
    def published_in(self) -> str:
        """The proceedings or journal it names; "" for a preprint."""
        return "" if is_no_venue(self.venue) else self.venue

    @cached_property
    def ids(self) -> tuple[PaperId, ...]:
        """The ids by which it says which paper it means, those of its own fields first."""
        kind = (self.text("archiveprefix", "eprinttype") or "arxiv").lower()
        said = [
            PaperId.arxiv(self.text("eprint")) if kind == "arxiv" else None,
            PaperId.arxiv(self.text("arxiv")),
        ]
        doi = self.text("doi")
        said.append(PaperId.doi(doi) or next(iter(PaperId.find(doi)), None))
        found = dict.fromkeys(one for one in said if one)
        for name in ("url", "journal", "volume", "eprint"):
            found.update(dict.fromkeys(PaperId.find(self.text(name))))
        return tuple(found)

    @property
    def says_where(self) -> bool:
        """Whether a reader can find the paper by what it says."""
        return bool(
            self.ids
            or self.published_in
            or self.text("url", "doi", "howpublished", "publisher", "institution", "school")
        )

    @property
    def is_outside(self) -> bool:
        """Whether it is no paper: a book, a thesis, software, a page on the web."""
        if self.type in _OUTSIDE_TYPES:
            return not (self.type in ("incollection", "online", "techreport", "report") and self.ids)
        return self.type in ("misc", "unpublished") and not self.ids and not self.venue

    @property
    def is_preprint(self) -> bool:
        """Whether it is cited as a preprint and no more."""
        on_arxiv = any(one.scheme == "arxiv" for one in self.ids) or is_no_venue(self.venue)
        return on_arxiv and not self.published_in


def entries(spans: Iterable[Span]) -> Iterator[Entry]:
    """The entries in order; macros that nobody defined stand for their names."""
    macros: dict[str, str] = {}
    for span in spans:
        if span.kind == "string":
            macros |= {one.name.lower(): _expanded(one.raw, macros) for one in span.fields}
        elif span.kind == "entry":
            yield _entry(span, macros)


def _entry(span: Span, macros: Mapping[str, str]) -> Entry:
    fields: dict[str, Value] = {}
    for one in span.fields:
        name = one.name.lower()
        text = _expanded(one.raw, macros)
        text = text if name == "author" else _unbraced(text, verbatim=name in ("url", "doi", "eprint"))
        fields.setdefault(name, Value(text, span.start + one.start))
    return Entry(span.key, span.type, span.start, fields)


def _expanded(raw: bytes, macros: Mapping[str, str]) -> str:
    """A value without its outer braces or quotes, terms joined and macros replaced."""
    text = _decoded(raw)
    parts = (term[1:-1] if term[0] in '{"' else macros.get(term.lower(), term) for term in _terms(text))
    return " ".join("".join(parts).split())


def _decoded(raw: bytes) -> str:
    """UTF-8, and what is none as Windows-1252, which has a letter for nearly every byte."""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _terms(text: str) -> Iterator[str]:
    """What `#` joins: texts in braces or quotes, and names of macros."""
    at = 0
    while at < len(text):
        if text[at].isspace() or text[at] == "#":
            at += 1
            continue
        end = _term_end(text, at)
        yield text[at:end]
        at = end


def _term_end(text: str, start: int) -> int:
    if text[start] not in '{"':
        name = _NAME.match(text, start)
        return name.end() if name else start + 1
    depth = 0
    for sign in _SIGNS.finditer(text, start + (text[start] == '"')):
        depth += {"{": 1, "}": -1}.get(sign[0], 0)
        if depth == 0 and sign[0] == ("}" if text[start] == "{" else '"'):
            return sign.end()
    return len(text)


def _unbraced(text: str, *, verbatim: bool) -> str:
    if verbatim:
        return text.replace("\\_", "_").replace("\\%", "%").replace("\\&", "&").strip("{} ")
    return decode_accents(text).strip() if "\\" in text else text


def _is_others(name: str) -> bool:
    return name.lower().strip("{} ") in _OTHERS


def _in_order(name: str) -> str:
    """`Family, Given` and `Family, Jr., Given` as people say it; a name in braces is one thing."""
    if name.startswith("{") and name.endswith("}") and name.count("{") == 1:
        return tidy_name(name)
    parts = [part.strip() for part in re.split(r",(?![^{]*\})", re.sub(r"\bet\.? al\.?$", "", name))]
    ordered = [parts[2], parts[0], parts[1]] if len(parts) > 2 else [*parts[1:], parts[0]]
    return tidy_name(" ".join(filter(None, ordered)))
