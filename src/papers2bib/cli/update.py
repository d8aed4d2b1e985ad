"""The verb `update`: a .bib file in; the same with publications in place of preprints out."""

import os
from pathlib import Path

import click

from papers2bib.cli.check import CATALOGUES

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
_FIXES = ("title", "authors", "year", "venue", "doi")


def _fixes(_context: click.Context, _option: click.Parameter, said: str | None) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(name.strip() for name in said.split(","))) if said else ()
    if unknown := set(names) - set(_FIXES):
        raise click.BadParameter(f"{', '.join(sorted(unknown))}: known are {', '.join(_FIXES)}")
    return names


@click.command(short_help="Cite the publication where a .bib file cites its preprint.")
@click.argument("bib", metavar="REFS.bib", type=_FILE)
@click.option("-n", "--dry-run", is_flag=True, help="Print the diff, and change nothing.")
@click.option(
    "--fix",
    "fixes",
    metavar="FIELDS",
    callback=_fixes,
    help=f"Take these from the record where check finds others: {','.join(_FIXES)}.",
)
@CATALOGUES
@click.option("--online", is_flag=True, help="Ask Crossref, Semantic Scholar and DBLP for other preprints.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing on stderr but failures.")
def update(
    bib: Path, dry_run: bool, fixes: tuple[str, ...], catalogues: tuple[Path, ...], online: bool, quiet: bool
) -> int:
    r"""Change the entries of preprints in REFS.bib that have been published, and say why of each.

    Type, booktitle or journal, volume, pages, publisher, year and DOI become those of the publication; key,
    eprint and all else stay, and so does every other byte. Where titles, authors and ids do not say that both
    are one work, it is told and not done.

    \b
    Examples:
      papers2bib update refs.bib --dry-run
      papers2bib update refs.bib --fix authors,doi

    Exit status: 0 done, 1 something was told and not done, 2 wrong usage, 3 a source could not be asked.
    """
    from papers2bib.cli.screen import Screen
    from papers2bib.cli.updating import Job, run
    from papers2bib.config import Settings

    settings = Settings.from_environment(os.environ, catalogues=catalogues)
    with Screen(quiet=quiet) as screen:
        return run(Job(bib, dry_run, fixes, online, settings), screen)
