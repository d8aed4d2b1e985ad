"""The verbs `catalogue info` and `catalogue build`: paths in, a new catalogue or words on an old one out."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from papers2bib.catalogue.build import Built
    from papers2bib.catalogue.query import Catalogue
    from papers2bib.cli.screen import Screen

_CATALOGUE = click.Path(path_type=Path, exists=True, dir_okay=False)
_FACTS = click.Path(path_type=Path, exists=True, dir_okay=False, readable=False, allow_dash=True)
_OUTPUT = click.Path(path_type=Path, dir_okay=False)
_MEGABYTE = 1_000_000
_WORTH_PROCESSES = 5 * _MEGABYTE
"""Facts of fewer bytes are done before other processes have started."""


@click.group(short_help="Say what the catalogue holds, or build one.")
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
    help="Look at this catalogue, not at the shipped one (repeatable).",
)
def info(catalogues: tuple[Path, ...]) -> None:
    """Say what a catalogue holds and how old it is, and check that it is whole."""
    from papers2bib.sources.catalogue import CatalogueSource

    for one in CatalogueSource(catalogues).catalogues:
        one.verify()
        click.echo("\n".join(_described(one)))


@catalogue.command()
@click.argument("facts", metavar="FACTS…", nargs=-1, required=True, type=_FACTS)
@click.option("-o", "--output", metavar="PATH", type=_OUTPUT, required=True, help="The catalogue to write.")
@click.option(
    "--published",
    metavar="PATH",
    multiple=True,
    type=_FACTS,
    help="Facts on published papers, which give arXiv papers their venue (repeatable).",
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing on stderr but failures.")
def build(facts: tuple[Path, ...], published: tuple[Path, ...], output: Path, quiet: bool) -> int:
    r"""Build a catalogue from FACTS…: files of JSON Lines, one paper a line, perhaps .gz or .xz; - is stdin.

    A later record of an id replaces an earlier one. Lines that cannot be used are named and passed over.

    \b
    Example:
      papers2bib catalogue build papers.jsonl.gz more.jsonl -o lab.p2b
      papers2bib --catalogue lab.p2b reading-list.txt > refs.bib
    """
    from papers2bib.cli.screen import Screen, visible

    with Screen(quiet=quiet) as screen:
        built = _build(facts, published, output, screen)
        screen.done()
        skipped = f", {built.skipped:,} lines passed over" if built.skipped else ""
        screen.say(visible(f"{built.records:,} papers in {output}{skipped}"))
    return 1 if built.skipped else 0


def _build(facts: tuple[Path, ...], published: tuple[Path, ...], output: Path, screen: "Screen") -> "Built":
    from papers2bib.catalogue.build import build as build_catalogue
    from papers2bib.drafts import Drafts

    with Drafts() as drafts:
        drafts.open(output)
        drafts.abandon()  # only to learn now, not after minutes of work, whether it can be written
    return build_catalogue(
        facts,
        output,
        published=published,
        processes=1 if sum(map(_size, facts)) < _WORTH_PROCESSES else os.cpu_count() or 1,
        report=screen.complain,
        progress=lambda stage, done, _share: screen.busy(f"{stage}: {done:,}"),
    )


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _described(one: "Catalogue") -> list[str]:
    facts = {
        "papers": f"{len(one):,}",
        "newest": _with_age(str(one.info["newest"])),
        "made": str(one.info["created"]),
        "from": ", ".join(map(str, one.info["sources"])),
        "licence": str(one.info["licence"]),
        "size": f"{one.path.stat().st_size / _MEGABYTE:.1f} MB, checksums right",
    }
    return [str(one.path), *(f"  {name:8} {value}" for name, value in facts.items())]


def _with_age(day: str) -> str:
    from datetime import UTC, datetime

    try:
        age = datetime.now(UTC).date() - datetime.fromisoformat(day).date()
    except ValueError:
        return day or "unknown"
    return f"{day} ({age.days} days ago)"
