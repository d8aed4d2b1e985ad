"""The verbs on catalogues, `info`, `build` and `update`: paths in, a new file or words on old ones out."""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from papers2bib.cli.screen import Screen
    from papers2bib.model import Date

_CATALOGUE = click.Path(path_type=Path, exists=True, dir_okay=False)
_DUMP = click.Path(path_type=Path, exists=True, dir_okay=False, readable=False, allow_dash=True)
_OUTPUT = click.Path(path_type=Path, dir_okay=False)
_WORTH_PROCESSES = 5_000_000
"""Dumps of fewer bytes are done before other processes have started."""

_dumps = click.argument("dumps", metavar="DUMP…", nargs=-1, required=True, type=_DUMP)
_published = click.option(
    "--published",
    metavar="DUMP",
    multiple=True,
    type=_DUMP,
    help="Publications that give papers on arXiv their venue, and add no papers (repeatable).",
)
_quiet = click.option("-q", "--quiet", is_flag=True, help="Say nothing on stderr but failures.")


def _day(_context: click.Context, _option: click.Parameter, said: str | None) -> "Date | None":
    from papers2bib.model import Date

    day = Date.parse(said) if said else None
    if said and day is None:
        raise click.BadParameter(f"{said!r} is no date: write 2026-08-21, 2026-08 or 2026")
    return day


@click.group(short_help="Say what the catalogue holds, build one, or add newer papers.")
def catalogue() -> None:
    """The index of papers in which references are found without a network."""


@catalogue.command()
@click.option(
    "--catalogue",
    "catalogues",
    metavar="PATH",
    multiple=True,
    type=_CATALOGUE,
    envvar="PAPERS2BIB_CATALOGUE",
    help="Look at this catalogue, not at the shipped one and its update (repeatable).",
)
def info(catalogues: tuple[Path, ...]) -> None:
    """Say which catalogues are asked, what they hold and how old they are, and check that they are whole.

    Papers are counted by the year of their arXiv id or of their publication, and by their primary category at
    arXiv. Where the newest paper is more than 60 days old, a warning on stderr says so.
    """
    from papers2bib.cli.holdings import described, stale
    from papers2bib.cli.screen import complain
    from papers2bib.config import Settings
    from papers2bib.sources.catalogue import CatalogueSource

    source = CatalogueSource(catalogues, Settings.from_environment(os.environ).data)
    for one in source.catalogues:
        one.verify()
        click.echo("\n".join(described(one)))
    for problem in source.problems:
        complain(str(problem))
    if warning := stale(source.catalogues):
        complain(warning)


@catalogue.command()
@_dumps
@click.option("-o", "--output", metavar="PATH", type=_OUTPUT, required=True, help="The catalogue to write.")
@_published
@_quiet
def build(dumps: tuple[Path, ...], published: tuple[Path, ...], output: Path, quiet: bool) -> int:
    r"""Build a catalogue from dumps: facts (JSON Lines), arXiv's snapshot at Kaggle, or dblp.xml.

    What a DUMP is, and whether gzip or xz packed it, is seen by its content; - is stdin. A later record of an
    id replaces an earlier one, and what DBLP holds gives way to the others. Publications in dblp.xml give
    papers on arXiv their venue where title and authors are the same. Records that cannot be used are named
    and passed over.

    \b
    Examples:
      papers2bib catalogue build papers.jsonl.gz more.jsonl -o lab.p2b
      papers2bib catalogue build arxiv-metadata-oai-snapshot.json dblp.xml.gz -o all.p2b
      papers2bib --catalogue lab.p2b reading-list.txt > refs.bib
    """
    from papers2bib.catalogue.build import build as build_catalogue
    from papers2bib.cli.screen import Screen, visible

    with Screen(quiet=quiet) as screen:
        _check_writable(output)
        built = build_catalogue(dumps, output, published=published, **_manner((*dumps, *published), screen))
        screen.done()
        screen.say(visible(f"{built.records:,} papers in {output}{_skipped(built.skipped)}"))
    return 1 if built.skipped else 0


@catalogue.command()
@_dumps
@click.option(
    "--since",
    metavar="DATE",
    callback=_day,
    help="Leave out older papers that the catalogue does not hold (2026-08-21, 2026-08 or 2026).",
)
@_published
@click.option(
    "-o",
    "--output",
    metavar="PATH",
    type=_OUTPUT,
    help="Write the update here, not where it is asked by itself.",
)
@click.option(
    "--beside",
    metavar="PATH",
    type=_CATALOGUE,
    help="The catalogue that the update in --output is for, if not the shipped one.",
)
@_quiet
def update(
    dumps: tuple[Path, ...],
    since: "Date | None",
    published: tuple[Path, ...],
    output: Path | None,
    beside: Path | None,
    quiet: bool,
) -> int:
    r"""Add newer papers to the shipped catalogue: a small file with what DUMP… hold that it lacks.

    Papers that the catalogue has otherwise (a new title, a venue) are in it, too, and replace those of the
    same id. It lies in the user's data directory (or PAPERS2BIB_DATA) and is asked together with the shipped
    catalogue from then on; what earlier updates brought stays. Dumps are those of `catalogue build`.

    \b
    Examples:
      papers2bib catalogue update arxiv-metadata-oai-snapshot.json --since 2026-08-21
      papers2bib catalogue update papers.jsonl.gz -o monthly.p2b --beside lab.p2b
      papers2bib --catalogue lab.p2b --catalogue monthly.p2b reading-list.txt > refs.bib
    """
    from papers2bib.catalogue.update import update as update_catalogue
    from papers2bib.cli.screen import Screen, visible
    from papers2bib.config import Settings
    from papers2bib.sources.catalogue import existing_shipped, update_place

    if beside and not output:
        raise click.UsageError("--beside is for an update of your own: name it with --output")
    place = output or update_place(Settings.from_environment(os.environ).data)
    with Screen(quiet=quiet) as screen:
        _check_writable(place, make_folder=not output)
        updated = update_catalogue(
            dumps,
            place,
            beside or existing_shipped(),
            published=published,
            since=since,
            **_manner((*dumps, *published), screen),
        )
        screen.done()
        screen.say(visible(f"{updated.records:,} papers in {place}{_skipped(updated.skipped)}"))
    return 1 if updated.skipped else 0


def _check_writable(output: Path, *, make_folder: bool = False) -> None:
    """Learn now, not after minutes of work, whether a file can be written."""
    from papers2bib.drafts import Drafts

    if make_folder:
        with suppress(OSError):  # opening a draft says what is wrong
            output.parent.mkdir(parents=True, exist_ok=True)
    with Drafts() as drafts:
        drafts.open(output)
        drafts.abandon()


def _manner(dumps: Sequence[Path], screen: "Screen") -> dict[str, Any]:
    """How to go about it: in how many processes, and whom to tell."""
    from papers2bib.cli.progress import Progress

    progress = Progress()
    return {
        "processes": 1 if sum(map(_size, dumps)) < _WORTH_PROCESSES else os.cpu_count() or 1,
        "report": screen.complain,
        "progress": lambda stage, done, share: screen.busy(progress.words(stage, done, share)),
    }


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else _WORTH_PROCESSES


def _skipped(count: int) -> str:
    return f", {count:,} records passed over" if count else ""
