"""The verbs `cite` and `tex`: titles, ids, or a text that cites ids in; references out."""

import os
from pathlib import Path

import click

from papers2bib.cli.check import CATALOGUES

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
_INTO = click.Path(path_type=Path, dir_okay=False)
_quiet = click.option("-q", "--quiet", is_flag=True, help="Say nothing on stderr but failures.")


@click.command(short_help="Print the reference of a paper, named by title or id.")
@click.argument("wanted", metavar='"TITLE OR ID"…', nargs=-1, required=True)
@click.option(
    "--into", metavar="REFS.bib", type=_INTO, help="Add what it lacks to this file, and print keys."
)
@CATALOGUES
@_quiet
def cite(wanted: tuple[str, ...], into: Path | None, catalogues: tuple[Path, ...], quiet: bool) -> int:
    r"""Print a reference for each title, arXiv id, DOI or URL, from the catalogue; an editor can call it.

    With --into, it goes to the end of that file, unless the paper is in it, and its key is printed.

    \b
    Examples:
      papers2bib cite 1706.03762
      papers2bib cite "attention is all you need" --into refs.bib

    Exit status: 0 all found, 1 a paper was not found or several may be meant, 2 wrong usage.
    """
    from papers2bib.cli.citing import cite_papers
    from papers2bib.cli.screen import Screen
    from papers2bib.config import Settings

    settings = Settings.from_environment(os.environ, catalogues=catalogues)
    with Screen(quiet=quiet) as screen:
        return cite_papers(wanted, into, settings, screen)


@click.command(short_help="Make entries of the ids that a text cites.")
@click.argument("main", metavar="MAIN.tex", type=_FILE)
@click.option("--into", metavar="REFS.bib", type=_INTO, required=True, help="Add the entries to this file.")
@CATALOGUES
@_quiet
def tex(main: Path, into: Path, catalogues: tuple[Path, ...], quiet: bool) -> int:
    r"""Give entries to \cite{arxiv:2504.11457} and \cite{doi:10…} in MAIN.tex, under just those keys.

    Keys that REFS.bib has are left alone; nothing else in it changes.

    \b
    Examples:
      papers2bib tex main.tex --into refs.bib

    Exit status: 0 all found, 1 a paper was not found, 2 wrong usage.
    """
    from papers2bib.cli.citing import cite_text
    from papers2bib.cli.screen import Screen
    from papers2bib.config import Settings

    settings = Settings.from_environment(os.environ, catalogues=catalogues)
    with Screen(quiet=quiet) as screen:
        return cite_text(main, into, settings, screen)
