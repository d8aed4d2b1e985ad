"""Sources of facts on papers: each gives pools of papers for listings, and never decides."""

from collections.abc import Collection, Iterable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from papers2bib.ids import PaperId
from papers2bib.model import Listing, Paper

if TYPE_CHECKING:
    from papers2bib.config import Settings
    from papers2bib.session import Session

STEPS = (
    ("huggingface", "papers2bib.sources.huggingface:DailyPapers"),
    ("arxiv", "papers2bib.sources.arxiv:ArxivTitles"),
    ("arxiv", "papers2bib.sources.arxiv:ArxivWords"),
    ("huggingface", "papers2bib.sources.huggingface:PaperSearch"),
    ("semantic_scholar", "papers2bib.sources.semantic_scholar:SemanticScholar"),
)
"""The web sources in the order in which they are asked for what the ones before did not find."""

CHECKING = (
    "papers2bib.sources.crossref:Crossref",
    "papers2bib.sources.arxiv:ArxivTitles",
    "papers2bib.sources.semantic_scholar:SemanticScholar",
    "papers2bib.sources.dblp:Dblp",
)
"""The web sources that are asked whether a paper exists as it is cited, in order."""

WITHDRAWALS = CHECKING[:2]
"""Those that tell of papers that were taken back."""


class Source(Protocol):
    """Where facts on papers come from.

    One call asks one question (on the web: sends one request, more only where a reply makes that necessary),
    so that a failure concerns no more than what was asked with it. Each call raises SourceUnavailable when
    the source could not be asked, SourceReplyError when its reply is no answer.
    """

    name: str
    """Named in provenance and messages; several steps of one service share it."""
    batch_size: int
    """How many ids it likes to be asked for at once."""
    left_out: str
    """Why a listing with a title that is in no portion has not been answered; "" where none need be."""

    def lookup(self, ids: Collection[PaperId]) -> Iterable[Paper]:
        """The papers with these ids, in any order; ids of unknown schemes are ignored."""
        ...

    def portions(self, listings: Sequence[Listing]) -> Iterable[Sequence[Listing]]:
        """Those of the listings that it can search for, divided into questions."""
        ...

    def search(self, listings: Sequence[Listing]) -> Iterable[Paper]:
        """A pool of papers that the listings of one portion may mean, in any order."""
        ...

    def completes(self, paper: Paper) -> bool:
        """Whether looking up this paper, found elsewhere, may add something."""
        ...


def web_sources(settings: "Settings", session: "Session") -> tuple[Source, ...]:
    """The web sources that the settings name, in order."""
    return _made([place for name, place in STEPS if name in settings.sources], settings, session)


def checking_sources(settings: "Settings", session: "Session") -> tuple[Source, ...]:
    """The web sources for checking what is cited, in order."""
    return _made(CHECKING, settings, session)


def withdrawal_sources(settings: "Settings", session: "Session") -> tuple[Source, ...]:
    """The web sources that are asked whether a paper was taken back, in order."""
    return _made(WITHDRAWALS, settings, session)


def _made(places: Iterable[str], settings: "Settings", session: "Session") -> tuple[Source, ...]:
    steps = (place.partition(":") for place in places)
    return tuple(getattr(import_module(module), step)(session, settings) for module, _, step in steps)
