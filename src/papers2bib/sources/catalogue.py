"""The catalogue as a source: ids and listings in, papers of one or several catalogue files out."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from papers2bib.catalogue.overlay import by_age
from papers2bib.catalogue.query import Catalogue
from papers2bib.errors import CatalogueError, SourceError, SourceUnavailable
from papers2bib.ids import PaperId
from papers2bib.model import Listing, Paper

SHIPPED = "catalogue.p2b"
UPDATE = "update.p2b"
PUBLICATIONS = "publications.p2b"


def shipped() -> Path:
    """Where the catalogue that comes with the package lies."""
    return Path(__file__).parents[1] / "data" / SHIPPED


def update_place(data: Path | None = None) -> Path:
    """Where the update of the shipped catalogue lies: in this directory or the user's data directory."""
    if data:
        return data / UPDATE
    from platformdirs import user_data_path

    return user_data_path("papers2bib", appauthor=False) / UPDATE


def publications_place(data: Path | None = None) -> Path:
    """Where a catalogue of publications lies that `check` and `update` ask besides: beside the update."""
    return update_place(data).with_name(PUBLICATIONS)


class CatalogueSource:
    """Catalogue files queried in turn, by default the shipped one and its update, see `update_place`.

    A record in a later file replaces that of the same id in an earlier one; the earlier title is kept as
    another title. Of the two default ones, the one with the newer records is the later one. Raises
    SourceUnavailable for a file that cannot be opened, CatalogueError for one that is no catalogue; an update
    of which this is true is only left out.
    """

    name = "catalogue"
    batch_size = 1
    left_out = ""

    def __init__(self, paths: Sequence[Path] = (), data: Path | None = None) -> None:
        self.problems: list[SourceError] = []
        """Why a file is left out."""
        self.catalogues = tuple(map(Catalogue.open, paths) if paths else self._installed(update_place(data)))

    def lookup(self, ids: Collection[PaperId]) -> Iterator[Paper]:
        """The papers with these arXiv ids or DOIs."""
        return self._latest([catalogue.lookup(ids) for catalogue in self.catalogues])

    def portions(self, listings: Sequence[Listing]) -> Iterator[Sequence[Listing]]:
        """Each listing alone: nothing is saved by asking for several at once."""
        return ([one] for one in listings)

    def search(self, listings: Sequence[Listing]) -> Iterator[Paper]:
        """The papers that have the listed titles, or, where none has, similar ones, the likeliest first."""
        for listing in listings:
            yield from self._latest([catalogue.search(listing.title) for catalogue in self.catalogues])

    def _installed(self, update: Path) -> list[Catalogue]:
        found = [Catalogue.open(existing_shipped())]
        if update.is_file():
            try:
                found.append(Catalogue.open(update))
            except SourceError as error:
                why = str(error).removeprefix(f"{error.source}: ")
                self.problems.append(
                    CatalogueError(str(update), f"not asked, remove it or update again: {why}")
                )
        return by_age(found)

    def completes(self, paper: Paper) -> bool:  # noqa: ARG002 - as a Source has it
        """Never: what it has was found there first."""
        return False

    def _latest(self, found: Sequence[Iterable[Paper]]) -> Iterator[Paper]:
        if len(found) == 1:
            yield from found[0]
            return
        given: set[Paper] = set()
        for place, papers in enumerate(found):
            for paper in papers:
                latest = self._replaced(paper, place)
                if latest not in given:
                    given.add(latest)
                    yield latest

    def _replaced(self, paper: Paper, place: int) -> Paper:
        for later in self.catalogues[place + 1 :]:
            for newer in later.lookup(paper.ids[:1]):
                paper = _with_titles(newer, paper)
        return paper


def _with_titles(newer: Paper, older: Paper) -> Paper:
    known = dict.fromkeys((newer.title, *newer.titles))
    titles = dict.fromkeys(
        (*newer.titles, *(one for one in (older.title, *older.titles) if one not in known))
    )
    return replace(newer, titles=tuple(titles))


def existing_shipped() -> Path:
    """The shipped catalogue; raises SourceUnavailable where none came with the installation."""
    path = shipped()
    if not path.is_file():
        raise SourceUnavailable(
            "catalogue", "none came with this installation: build one and name it with --catalogue"
        )
    return path
