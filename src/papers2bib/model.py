"""The frozen types that flow through papers2bib: Listing → Match → Reference, with Paper as the currency.

Empty (`""`, `()`, None) always means unknown, never "known to be empty".
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from papers2bib.ids import PaperId


@dataclass(frozen=True, slots=True, order=True)
class Date:
    """A calendar date as far as it is known: 2025-04-15, 2025-04, 2025, or month and day without a year."""

    year: int = 0
    month: int = 0
    day: int = 0

    def __str__(self) -> str:
        """ISO 8601 as far as known; without a year `--01-05`."""
        parts = [f"{self.year:04}" if self.year else "-", f"{self.month:02}", f"{self.day:02}"]
        known = 3 if self.day else 2 if self.month else 1
        return "-".join(parts[:known])

    @property
    def exact(self) -> bool:
        """Year, month and day are all known."""
        return bool(self.year and self.month and self.day)

    @classmethod
    def parse(cls, iso: str) -> "Date | None":
        """`2025-04-15`, `2025-04` or `2025` as a Date, else None."""
        parts = iso.strip().split("-")
        if not (1 <= len(parts) <= 3 and all(p.isdecimal() for p in parts) and len(parts[0]) == 4):
            return None
        year, month, day = (int(p) for p in [*parts, "0", "0"][:3])
        return cls(year, month, day) if month <= 12 and day <= 31 else None


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list says of one paper, and nothing that it does not say."""

    title: str
    """The title as listed, invisible characters and runs of blanks folded."""
    origin: str
    """`file:line` of the title, for people."""
    ids: tuple[PaperId, ...] = ()
    authors: tuple[str, ...] = ()
    """Names of persons and groups as listed, perhaps only the first few, perhaps with initials."""
    n_authors: int | None = None
    """How many authors there are in all, where the list says so."""
    date: Date | None = None
    """A date that stands with this very paper (usually of its submission, on some lists of its reading)."""
    listed: Date | None = None
    """The date of the heading or page above it: the paper was submitted no later."""
    abstract: str = ""
    urls: tuple[str, ...] = ()
    """Links that stand with the paper and are no ids: code, project pages."""
    venue: str = ""
    votes: int | None = None
    key: str = ""
    """The citation key under which a .bib file lists it."""
    unkeyed: bool = False
    """The .bib file was pulled from Zotero, where the item has no citation key."""

    @property
    def name(self) -> str:
        """What to call it: its title or, listed without one, its ids."""
        return self.title or " ".join(map(str, self.ids))


@dataclass(frozen=True, slots=True)
class Paper:
    """What one source knows of one paper."""

    source: str
    title: str
    titles: tuple[str, ...] = ()
    """Its other titles: earlier versions, the proceedings'."""
    ids: tuple[PaperId, ...] = ()
    authors: tuple[str, ...] = ()
    """All authors in order, each as the source writes it, given name first."""
    published: Date | None = None
    """When version 1 was made public (arXiv's word for it)."""
    date_precision: str = ""
    """"" where the source gives the date itself; else how it was got (`interpolated`, `announced`, …)."""
    kind: str = ""
    """BibTeX's word for a publication with full particulars (`inproceedings`, `article`), else ""."""
    venue: str = ""
    """Full title of the proceedings or journal; known only together with `kind`."""
    issued: Date | None = None
    """When the venue published it; known only together with `kind`."""
    volume: str = ""
    number: str = ""
    pages: str = ""
    publisher: str = ""
    journal_ref: str = ""
    """The authors' own free text on where it appeared."""
    categories: tuple[str, ...] = ()
    """arXiv categories, the primary one first."""
    abstract: str = ""
    url: str = ""
    code: str = ""
    """URL of the first code repository."""
    links: tuple[str, ...] = ()
    """Other links of the paper: project page, data set."""
    withdrawn: bool = False
    """The authors or arXiv have taken it back."""

    def id(self, scheme: str) -> str:
        """The paper's identifier of one scheme, or ""."""
        return next((one.value for one in self.ids if one.scheme == scheme), "")


class Evidence(NamedTuple):
    """One agreement or disagreement of a listing with a paper: its weight, and what it is, for people."""

    bits: float
    """log2 of how much likelier it is if the listing means the paper than if it means another one."""
    because: str


class Candidate(NamedTuple):
    """A paper that a listing may mean, how likely that is (0 to 1), and the evidence that says so."""

    paper: Paper
    score: float
    evidence: tuple[Evidence, ...] = ()

    @property
    def because(self) -> tuple[str, ...]:
        """Why, in words for people."""
        return tuple(one.because for one in self.evidence)


class Verdict(StrEnum):
    """The outcome for one listing: "no" (MISSING) is not "no answer" (UNANSWERED)."""

    MATCHED = "matched"
    AMBIGUOUS = "ambiguous"
    MISSING = "missing"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True)
class Match:
    """Which paper a listing means, as far as the evidence decides it.

    `candidates` come best first; with MATCHED the first one is the paper. `problems` say why the verdict is
    not MATCHED, or what a person should know although it is.
    """

    listing: Listing
    verdict: Verdict
    candidates: tuple[Candidate, ...] = ()
    problems: tuple[str, ...] = ()
    decided: bool = False
    """A person settled it: nothing is left to do, even where the verdict is MISSING."""

    @property
    def paper(self) -> Paper | None:
        """The matched paper; None with any other verdict."""
        return self.candidates[0].paper if self.verdict is Verdict.MATCHED else None


@dataclass(frozen=True, slots=True)
class Reference:
    """One paper with all that is known of it, the listings that name it, and where each field came from."""

    paper: Paper
    listings: tuple[Listing, ...] = ()
    provenance: Mapping[str, str] = field(default_factory=dict)
    """Field of Paper → name of the source it was taken from."""
    warnings: tuple[str, ...] = ()
    """What a person should know of it, such as sources that contradict each other."""
    accounts: tuple[Paper, ...] = ()
    """What each source said of it, in the order of the sources' trust."""
    unused: tuple[Paper, ...] = ()
    """Accounts under its ids that are of another paper, by the look of them."""
    written: tuple[str, ...] = ()
    """Fields that runs with this lock have put into the .bib: one that is no longer there was taken out."""
