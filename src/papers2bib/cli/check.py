"""The verb `check`: a .bib file in; what records say otherwise out, with an exit status."""

import os
from pathlib import Path

import click

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
FORMATS = ("text", "json", "github")
CATALOGUES = click.option(
    "--catalogue",
    "catalogues",
    metavar="PATH",
    multiple=True,
    type=_FILE,
    envvar="PAPERS2BIB_CATALOGUE",
    help="Ask this catalogue, not the installed ones (repeatable).",
)


def _explain(context: click.Context, _option: click.Parameter, code: str | None) -> None:
    """Print what a code means, and be done."""
    if code is None or context.resilient_parsing:
        return
    from papers2bib.check.codes import CODES, explained

    if code != "all" and code not in CODES:
        raise click.BadParameter(f"{code!r}: known are {', '.join(CODES)}")
    click.echo("\n".join(map(explained, CODES if code == "all" else [code])), nl=False)
    context.exit()


@click.command(short_help="Say whether every paper cited in a .bib file is as it is cited.")
@click.argument("files", metavar="REFS.bib… [MAIN.tex|MAIN.aux]", nargs=-1, required=True, type=_FILE)
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="How to tell."
)
@click.option(
    "--explain",
    metavar="CODE",
    callback=_explain,
    expose_value=False,
    is_eager=True,
    help="Say what a finding means and when it can be wrong (or all of them), and do nothing else.",
)
@CATALOGUES
@click.option(
    "--config",
    metavar="FILE",
    type=_FILE,
    help="What to ignore (TOML); by default papers2bib.toml beside the .bib file, if it is there.",
)
@click.option("--online", is_flag=True, help="Ask Crossref, arXiv, Semantic Scholar and DBLP for the rest.")
@click.option(
    "--allow-unverified",
    is_flag=True,
    help="End with 0, not 3, where nothing is found and not every paper could be verified.",
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing on stderr but failures.")
def check(
    files: tuple[Path, ...],
    form: str,
    catalogues: tuple[Path, ...],
    config: Path | None,
    online: bool,
    allow_unverified: bool,
    quiet: bool,
) -> int:
    r"""Compare the entries of each REFS.bib with records of the papers, and with each other.

    A record that contradicts an entry is shown. What the catalogue does not hold is no error: how well it
    covers that venue and year is said. With MAIN, keys that are cited and have no entry are told.

    \b
    Examples:
      papers2bib check refs.bib
      papers2bib check refs.bib main.tex --format github
      papers2bib check --explain authors-missing

    Exit status: 0 clean, 1 findings (notes aside), 2 wrong usage, 3 nothing found, not all could be checked.
    """
    from papers2bib.cli.checking import Job, run
    from papers2bib.cli.screen import Screen
    from papers2bib.config import Settings

    mains = tuple(one for one in files if one.suffix in (".tex", ".aux"))
    bibs = tuple(one for one in files if one not in mains)
    if not bibs:
        raise click.UsageError("name the .bib file, too")
    settings = Settings.from_environment(os.environ, catalogues=catalogues)
    with Screen(quiet=quiet) as screen:
        return run(Job(bibs, mains, form, config, online, allow_unverified, settings), screen)
