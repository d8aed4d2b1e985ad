"""The BibTeX fields of one paper: a Paper in, field names and safe LaTeX values in their order out."""

import re
from dataclasses import dataclass, field
from urllib.parse import unquote

from papers2bib.ids import PaperId
from papers2bib.model import Paper
from papers2bib.name_parts import Name, split_names
from papers2bib.targets.casing import brace_title
from papers2bib.targets.keys import year_of
from papers2bib.targets.latex import is_plain, parse

_UNSAFE_IN_URL = re.compile(r"[^\x21-\x7e]|[{}\\\"^`<>|]")
_UNSAFE_IN_DOI = re.compile(r"[^\x21-\x7e]|[{}]")
_RANGE = re.compile(r"\s*[-‐‑–—]+\s*")
_PUBLISHED = ("article", "inproceedings")


@dataclass(slots=True)
class Entry:
    """What stands in one BibTeX entry, and what a person should know about it."""

    kind: str
    fields: dict[str, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)


def make_entry(paper: Paper, *, utf8: bool = False, abstract: bool = False, biblatex: bool = False) -> Entry:
    """The entry of a paper: `@misc` as arXiv exports it, unless kind and venue are known.

    With `biblatex` a preprint is `@online`, and fields have the names of the manual
    (https://ctan.org/pkg/biblatex).
    """
    published = paper.kind in _PUBLISHED and bool(paper.venue)
    entry = Entry(paper.kind if published else "online" if biblatex else "misc")
    writer = FieldWriter(entry, utf8, biblatex)
    writer.title(paper.title)
    writer.authors(paper)
    if published:
        writer.publication(paper)
    writer.date(paper, published=published)
    writer.identifiers(paper)
    writer.verbatim("code", paper.code)
    writer.verbatim("project", *paper.links)
    writer.note(paper)
    if abstract:
        writer.prose("abstract", paper.abstract)
    return entry


class FieldWriter:
    """Puts values into an entry, each in the way its field needs."""

    def __init__(self, entry: Entry, utf8: bool, biblatex: bool = False) -> None:
        self._entry = entry
        self._utf8 = utf8
        self._biblatex = biblatex

    def title(self, title: str) -> None:
        """A title whose names keep their case."""
        prose = parse(title, utf8=self._utf8)
        self._put("title", brace_title(prose.atoms), prose.lost)

    def authors(self, paper: Paper) -> None:
        """All authors; where there are none, what styles sort by instead."""
        names = split_names(paper.authors)
        self._put("author", " and ".join(self.name(name) for name in names))
        if not names:
            self._entry.warnings.append("no source names its authors")
            if not self._biblatex:  # which sorts by the title; the styles of BibTeX want a key
                self._put("key", self._entry.fields.get("title", ""))

    def publication(self, paper: Paper) -> None:
        """Where and by whom it was published."""
        article = paper.kind == "article"
        journal = "journaltitle" if self._biblatex else "journal"
        self.prose(journal if article else "booktitle", paper.venue)
        self.prose("volume", paper.volume)
        if article:  # the number of a proceedings volume counts a series, which is not known
            self.prose("number", paper.number)
        self.prose("pages", _RANGE.sub("--", paper.pages.strip()))
        self.prose("publisher", paper.publisher)

    def date(self, paper: Paper, *, published: bool) -> None:
        """When it was published, else when it was made public: the year, for biblatex as much as is known."""
        issued = paper.issued if published and paper.issued and paper.issued.year else None
        public = paper.published if paper.published and paper.published.year else None
        if self._biblatex:
            self.verbatim("date", str(issued or public or year_of(paper)))
        else:
            self.verbatim("year", str(issued.year) if issued else year_of(paper))

    def identifiers(self, paper: Paper) -> None:
        """Its ids and its address."""
        if arxiv := paper.id("arxiv"):
            self.verbatim("eprint", arxiv)
            self.verbatim("eprinttype" if self._biblatex else "archiveprefix", "arXiv")
            category = paper.categories[0] if paper.categories else ""
            self.verbatim("eprintclass" if self._biblatex else "primaryclass", category)
        doi = unquote(paper.id("doi")).replace(
            "\\", ""
        )  # some records hold it as it stands in a URL or in LaTeX
        self._put("doi", _UNSAFE_IN_DOI.sub(_percent, doi))
        home = PaperId("arxiv", arxiv) if arxiv else PaperId("doi", doi) if doi else None
        self.verbatim("url", home.url if home else paper.url)

    def note(self, paper: Paper) -> None:
        """Where it appeared, in the authors' words; before that, that it was taken back."""
        if paper.withdrawn:
            self._entry.warnings.append("withdrawn: its authors or arXiv have taken it back")
        said = ("Withdrawn" if paper.withdrawn else "", paper.journal_ref)
        self.prose("note", "; ".join(filter(None, said)))

    def prose(self, name: str, text: str) -> None:
        """Text that LaTeX sets."""
        prose = parse(text, utf8=self._utf8)
        self._put(name, prose.latex, prose.lost)

    def verbatim(self, name: str, *values: str) -> None:
        """URLs and codes, which styles and programs take as they are: only what breaks BibTeX is encoded."""
        self._put(name, " ".join(_UNSAFE_IN_URL.sub(_percent, value.strip()) for value in values))

    def name(self, name: Name) -> str:
        """A name as BibTeX takes it apart: particle, family name, suffix, given name."""
        family = self._latex("author", name.family)
        words = name.family.split()
        if name.group or (len(words) > 1 and any(word[0].islower() for word in words)):
            family = f"{{{family}}}"
        parts = [f"{self._latex('author', name.particle)} {family}".strip()]
        parts += [self._latex("author", part) for part in (name.suffix, name.given) if part]
        return ", ".join(parts)

    def _latex(self, name: str, text: str) -> str:
        if is_plain(text):
            return text
        prose = parse(text, utf8=self._utf8)
        self._warn(name, prose.lost)
        return prose.latex

    def _put(self, name: str, value: str, lost: tuple[str, ...] = ()) -> None:
        self._warn(name, lost)
        if value:
            self._entry.fields[name] = value

    def _warn(self, name: str, lost: tuple[str, ...]) -> None:
        if lost:
            warning = f"{name} holds characters with no LaTeX form: {' '.join(lost)}"
            self._entry.warnings.extend([warning] if warning not in self._entry.warnings else [])


def _percent(hit: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in hit[0].encode("utf-8", "replace"))
