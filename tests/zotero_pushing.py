"""People who push to the double of Zotero, each from a machine with its own state; and papers to push."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, ClassVar

import httpx2
from zotero_double import ZoteroDouble
from zotero_double.transport import Transport
from zotero_world import ADA, GROUP

from papers2bib.config import Settings
from papers2bib.ids import PaperId
from papers2bib.model import Date, Paper, Reference
from papers2bib.zotero.enrich import bare_listings, enrich_in_zotero
from papers2bib.zotero.plan import Action
from papers2bib.zotero.pull import Wanted, pull_from_zotero
from papers2bib.zotero.push import Errand, Outcome, push_to_zotero

PLACE = f"groups/{GROUP}"
SHELF = "Reading/Alignment"
_WORDS = "Amber Basalt Cedar Delta Ember Fjord Garnet Harbor Indigo Jasper".split()


def paper(number: int, **changes: Any) -> Paper:
    """A made-up preprint; its title and authors are those of no other number."""
    known = Paper(
        source="test",
        title=f"{_WORDS[number % 10]} Networks {number} for {_WORDS[number // 10 % 10]} Problems",
        ids=(PaperId("arxiv", f"2401.{number:05}"),),
        authors=(f"Ada {_WORDS[number % 10]}son", "Bob Builder"),
        published=Date(2024, 1, 1 + number % 28),
        categories=("cs.LG", "cs.CL"),
        abstract=f"We study case {number}.",
        code=f"https://github.com/lab/code{number}",
    )
    return replace(known, **changes)


def published(number: int, **changes: Any) -> Paper:
    """The same paper once it has appeared."""
    known = paper(number)
    return replace(
        known,
        ids=(*known.ids, PaperId("doi", f"10.1000/conf.{number}")),
        kind="inproceedings",
        venue="Proceedings of the Conference on Made-up Papers",
        issued=Date(2024, 7),
        pages="1-9",
        publisher="Press",
        **changes,
    )


def papers(count: int) -> list[Paper]:
    """So many papers."""
    return [paper(number) for number in range(count)]


@dataclass
class Computer:
    """Somebody's machine: a key, and directories of state and copies."""

    double: ZoteroDouble
    folder: Path
    user: int = ADA
    secret: str = ""
    group: int | None = GROUP
    patience: float = 120.0
    notes: list[str] = field(default_factory=list)
    local: ClassVar[bool] = False
    """Whether it goes by the program on it."""

    def __post_init__(self) -> None:
        self.secret = self.secret or self.double.key(self.user).secret

    @property
    def wire(self) -> Transport:
        """The way to the library, without sockets."""
        return Transport(self.double.handle)

    @property
    def settings(self) -> Settings:
        return Settings(
            cache=self.folder / "cache",
            data=self.folder / "data",
            zotero_key=self.secret,
            patience=self.patience,
        )

    def push(
        self,
        wanted: list[Paper],
        collection: str = SHELF,
        below: httpx2.BaseTransport | None = None,
        **errand: Any,
    ) -> list[Outcome]:
        """Push, and give what was done."""
        outcomes = push_to_zotero(
            [Reference(one) for one in wanted],
            Errand(collection, self.group, local=self.local, **errand),
            self.settings,
            note=self.notes.append,
            below=below or self.wire,
            clock=self.double.clock,
        )
        return list(outcomes)

    def enrich(self, known: Iterable[Paper]) -> list[Outcome]:
        """Complete the bare items that are one of these papers by their arXiv ids, and give what was done."""
        errand = Errand(SHELF, self.group, local=self.local)
        by_id = {one.ids[0]: one for one in known}
        wire, clock = self.wire, self.double.clock
        bare = bare_listings(errand, self.settings, note=self.notes.append, below=wire, clock=clock)
        found = [(by_id[own], one) for one in bare for own in one.ids if own in by_id]
        references = [Reference(paper, (listing,)) for paper, listing in found]
        return list(
            enrich_in_zotero(
                references, errand, self.settings, note=self.notes.append, below=wire, clock=clock
            )
        )

    def pull(self, collection: str = SHELF, *, recursive: bool = False) -> str:
        """What a pull writes here."""
        found = pull_from_zotero(
            Wanted(collection, self.group, recursive, local=self.local),
            self.settings,
            note=self.notes.append,
            below=self.wire,
            clock=self.double.clock,
        )
        return "".join(one.text for one in found)

    def forget_copies(self) -> None:
        """Lose the cache, as people do to save space."""
        for path in (self.folder / "cache").rglob("*.*"):
            path.unlink()


def actions(outcomes: list[Outcome]) -> Counter[Action]:
    """How often which action was taken."""
    return Counter(one.action for one in outcomes)


def requests_of(double: ZoteroDouble, start: int = 0) -> list[str]:
    """What was asked since the start."""
    return double.requests[start:]


def writes_of(double: ZoteroDouble, start: int = 0) -> list[str]:
    """What was written since the start."""
    return [one for one in requests_of(double, start) if not one.startswith("GET")]


def tops(double: ZoteroDouble, place: str = PLACE) -> list[dict[str, Any]]:
    """The items of a library that are no children, and not in the trash."""
    items = double.contents(place)["items"].values()
    return [one for one in items if not one.get("parentItem") and not one.get("deleted")]


def children(double: ZoteroDouble, parent: str, place: str = PLACE) -> list[dict[str, Any]]:
    """The children of an item."""
    items = double.contents(place)["items"].values()
    return [one for one in items if one.get("parentItem") == parent]
