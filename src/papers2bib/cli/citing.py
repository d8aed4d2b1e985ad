"""Runs of `cite` and `tex`: what is cited in; entries on stdout or in a .bib file out."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from papers2bib.check.citing import citations
from papers2bib.cli.screen import Screen, visible
from papers2bib.cli.stdout import Stdout
from papers2bib.cli.writing import Growing, Wish
from papers2bib.config import Settings
from papers2bib.drafts import Drafts
from papers2bib.ids import PaperId
from papers2bib.model import Listing, Match
from papers2bib.pipeline import enrich, resolve
from papers2bib.sources.catalogue import CatalogueSource
from papers2bib.targets.bibtex import write_bibtex

_SCHEMES = ("arxiv:", "doi:")


def cite_papers(wanted: Sequence[str], into: Path | None, settings: Settings, screen: Screen) -> int:
    """Print references, or add them to a file and print their keys; 1 if any was not found."""
    listings = [_listing(one) for one in wanted]
    matches = list(resolve(listings, [CatalogueSource(settings.catalogues, settings.data)]))
    references = enrich(matches)
    if into is None:
        said = [one.text for one in write_bibtex(references)]
    else:
        growing = Growing(Wish(into=into), into, screen)
        written = list(growing.target.write(references))
        for warning in (warning for one in written for warning in one.warnings):
            screen.say(visible(warning))
        _save(growing, into)
        keys = {listing: one.key for one in written for listing in one.reference.listings}
        said = [f"{keys[one.listing]}\n" for one in matches if one.paper]
    out = Stdout()
    out.write("".join(said).encode())
    out.flush()
    return _complain(matches, screen)


def cite_text(main: Path, into: Path, settings: Settings, screen: Screen) -> int:
    """Add entries under the ids that a text cites; 1 if any was not found."""
    growing = Growing(Wish(into=into), into, screen)
    cited = [one.key for one in citations(main) if one.key.lower().startswith(_SCHEMES)]
    lacking = [key for key in cited if not growing.target.has_key(key)]
    ids = {key: one for key in lacking if (one := PaperId.parse(key))}
    found = CatalogueSource(settings.catalogues, settings.data).lookup(set(ids.values()))
    papers = {one: paper for paper in found for one in paper.ids}
    new = {key: papers[one] for key, one in ids.items() if one in papers}
    growing.target.add_under(new)
    _save(growing, into)
    missing = [key for key in lacking if key not in new]
    for key in missing:
        screen.complain(f"{key}: not in the catalogue")
    screen.say(f"{len(new)} added to {into}, {len(cited) - len(lacking)} there before")
    return 1 if missing else 0


def _listing(said: str) -> Listing:
    one = PaperId.parse(said)
    return Listing("" if one else said, repr(said), ids=(one,) if one else ())


def _save(growing: Growing, path: Path) -> None:
    """Write the file, if anything is new in it."""
    whole = growing.whole()
    if whole != growing.target.old:
        with Drafts() as drafts:
            drafts.open(path).write(whole)


def _complain(matches: Sequence[Match], screen: Screen) -> int:
    open_ones = [one for one in matches if not one.paper]
    for one in open_ones:
        screen.complain(f"{one.listing.name}: {one.verdict}{''.join(_best(one))}")
    return 1 if open_ones else 0


def _best(match: Match) -> Iterator[str]:
    for one in match.candidates[:3]:
        named = " ".join(map(str, one.paper.ids[:1]))
        yield f"; {named} {one.paper.title}"
