"""The verb `bib`: options in, references of all listings out."""

import os
from pathlib import Path
from typing import Any

import click

from papers2bib.config import SOURCES
from papers2bib.readers import READERS

_FILE = click.Path(path_type=Path, dir_okay=False, allow_dash=True)
_SHORT = {"s2": "semantic_scholar", "hf": "huggingface"}


class _Input(click.Path):
    """A list to read: a file, a directory, `-`, or an address on the web."""

    def __init__(self) -> None:
        super().__init__(path_type=Path, exists=True, readable=False, allow_dash=True)

    def convert(
        self, value: "str | os.PathLike[str]", param: click.Parameter | None, ctx: click.Context | None
    ) -> Any:
        """A Path, or an address as it was typed."""
        from papers2bib.readers.addresses import is_address

        text = os.fspath(value)
        return text if is_address(text) else super().convert(value, param, ctx)


def _sources(_context: click.Context, _option: click.Parameter, said: str | None) -> tuple[str, ...]:
    """The names that were said, in the order in which they are asked."""
    names = {_SHORT.get(name.strip(), name.strip()) for name in said.split(",")} if said else set(SOURCES)
    if unknown := names - set(SOURCES):
        raise click.BadParameter(f"{', '.join(sorted(unknown))}: known are {', '.join(SOURCES)}")
    return tuple(name for name in SOURCES if name in names)


@click.command("bib", short_help="Turn reading lists into BibTeX (the verb to leave out).")
@click.argument("paths", metavar="PATH…", nargs=-1, required=True, type=_Input())
@click.option("-o", "--output", metavar="FILE", type=_FILE, help="Write the BibTeX here, not to stdout.")
@click.option(
    "--report", metavar="FILE", type=_FILE, help="Write what was found for each listing, as JSON Lines."
)
@click.option(
    "--unresolved",
    metavar="FILE",
    type=_FILE,
    help="Write the open listings, for a person to choose (JSON Lines).",
)
@click.option(
    "--decisions",
    metavar="FILE",
    type=_FILE,
    help="Apply the choices made in such a file; it may be the same one.",
)
@click.option(
    "--offline",
    is_flag=True,
    envvar="PAPERS2BIB_OFFLINE",
    help="Ask nothing on the web: what neither the catalogue nor earlier answers hold is missing.",
)
@click.option(
    "--sources",
    metavar="NAMES",
    callback=_sources,
    help=f"Ask these alone: {','.join(SOURCES)}.",
)
@click.option("--refresh", is_flag=True, help="Ask the web again for what was answered before.")
@click.option(
    "--patience",
    metavar="SECONDS",
    type=click.FloatRange(min=0),
    default=60.0,
    show_default=True,
    help="Wait at most so long for a service that fails or is busy.",
)
@click.option(
    "--hf-limit",
    metavar="N",
    type=click.IntRange(min=0),
    default=10,
    show_default=True,
    help="Ask Hugging Face for at most N listings one by one.",
)
@click.option(
    "--s2-limit",
    metavar="N",
    type=click.IntRange(min=0),
    default=50,
    show_default=True,
    help="Ask Semantic Scholar for at most N listings one by one.",
)
@click.option(
    "--catalogue",
    "catalogues",
    metavar="PATH",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    envvar="PAPERS2BIB_CATALOGUE",
    help="Ask this catalogue, not the shipped one and its update (repeatable).",
)
@click.option(
    "--from",
    "form",
    metavar="FORMAT",
    type=click.Choice(sorted(READERS)),
    help=f"Read every file as this format: {', '.join(sorted(READERS))}.",
)
@click.option("--utf8", is_flag=True, help="Write Unicode letters as they are, not as LaTeX commands.")
@click.option("--abstract", is_flag=True, help="Write abstracts too.")
@click.option(
    "--key-pattern", metavar="PATTERN", help="How citation keys are made, e.g. '[auth.lower][year]'."
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing on stderr but failures.")
def bib(  # the options of the command, one by one
    paths: tuple[Path | str, ...],
    output: Path | None,
    report: Path | None,
    unresolved: Path | None,
    decisions: Path | None,
    offline: bool,
    sources: tuple[str, ...],
    refresh: bool,
    patience: float,
    hf_limit: int,
    s2_limit: int,
    catalogues: tuple[Path, ...],
    form: str | None,
    utf8: bool,
    abstract: bool,
    key_pattern: str | None,
    quiet: bool,
) -> int:
    r"""Read the lists in PATH… and write a reference for each paper found.

    PATH is a file, a directory, - for stdin, a page of Daily Papers (hf:today, hf:2025-10-31, hf:2026-W12 or
    its URL) or a README at GitHub (its URL).

    Nothing is guessed: what the evidence does not decide is listed at the end with its best candidates.

    \b
    Examples:
      papers2bib bib reading-list.txt > refs.bib
      papers2bib bib hf:today > refs.bib
      papers2bib bib lists/ -o refs.bib --unresolved open.jsonl --decisions open.jsonl

    Exit status: 0 all done, 1 something unresolved or failed, 2 wrong usage.
    """
    from papers2bib.cli.run import Job, run
    from papers2bib.cli.screen import Screen
    from papers2bib.config import Settings
    from papers2bib.targets.bibtex import BibtexTarget

    job = Job(
        paths=paths,
        output=None if output == Path("-") else output,
        report=report,
        unresolved=unresolved,
        decisions=decisions,
        form=form,
        settings=Settings.from_environment(
            os.environ,
            offline=offline,
            catalogues=catalogues,
            sources=sources,
            refresh=refresh,
            patience=patience,
            hf_limit=hf_limit,
            s2_limit=s2_limit,
        ),
        target=BibtexTarget(utf8=utf8, abstract=abstract, key_pattern=key_pattern),
    )
    with Screen(quiet=quiet) as screen:
        return run(job, screen)
