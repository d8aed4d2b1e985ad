"""The verb `bib`: options in, references of all listings out."""

import os
from pathlib import Path
from typing import Any

import click

from papers2bib.cli.choosing import FILE, LOCK, PATHS, choosing, keys_and_quiet

FORMATS = ("bibtex", "biblatex", "csljson")


@click.command("bib", short_help="Turn reading lists into BibTeX (the verb to leave out).")
@PATHS
@click.option("-o", "--output", metavar="FILE", type=FILE, help="Write the references here, not to stdout.")
@click.option(
    "--into",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Add the papers that this .bib file lacks at its end, and change nothing else.",
)
@click.option("--fill", is_flag=True, help="With --into: complete the empty fields of papers it has.")
@click.option("--diff", is_flag=True, help="With --into: print what would change, and write nothing.")
@click.option(
    "--format",
    "style",
    metavar="FORMAT",
    type=click.Choice(FORMATS),
    default=FORMATS[0],
    show_default=True,
    help=f"Write {', '.join(FORMATS)}.",
)
@choosing
@LOCK
@click.option("--locked", is_flag=True, help="With --lock: ask nothing, and fail if a file would change.")
@click.option("--utf8", is_flag=True, help="Write Unicode letters as they are, not as LaTeX commands.")
@click.option("--abstract", is_flag=True, help="Write abstracts too.")
@keys_and_quiet
def bib(  # the options of the command, one by one
    paths: tuple[Path | str, ...],
    output: Path | None,
    into: Path | None,
    fill: bool,
    diff: bool,
    style: str,
    report: Path | None,
    unresolved: Path | None,
    decisions: Path | None,
    form: str | None,
    lock: Path | None,
    locked: bool,
    utf8: bool,
    abstract: bool,
    key_pattern: str | None,
    quiet: bool,
    **looking_up: Any,
) -> int:
    r"""Read the lists in PATH… and write a reference for each paper found.

    PATH is a file, a directory, - for stdin, a page of Daily Papers (hf:today, hf:2025-10-31, hf:2026-W12 or
    its URL) or a README at GitHub (its URL).

    Nothing is guessed: what the evidence does not decide is listed at the end with its best candidates.

    \b
    Examples:
      papers2bib bib reading-list.txt > refs.bib
      papers2bib bib reading-list.txt --into refs.bib --diff
      papers2bib bib hf:today > refs.bib
      papers2bib bib lists/ -o refs.bib --unresolved open.jsonl --decisions open.jsonl

    Exit status: 0 all done, 1 something unresolved or failed, 2 wrong usage.
    """
    from papers2bib.cli.run import Job, run
    from papers2bib.cli.screen import Screen
    from papers2bib.cli.writing import Wish, outlet
    from papers2bib.config import Settings

    with Screen(quiet=quiet) as screen:
        wish = Wish(
            output=None if output == Path("-") else output,
            into=into,
            fill=fill,
            diff=diff,
            style=style,
            utf8=utf8,
            abstract=abstract,
            key_pattern=key_pattern,
        )
        out = outlet(wish, screen)
        job = Job(
            paths=paths,
            report=report,
            unresolved=unresolved,
            decisions=decisions,
            form=form,
            settings=Settings.from_environment(os.environ, **looking_up),
            target=out.target,
            output=out.output,
            into=into,
            whole=out.whole,
            ending=out.ending,
            lock=lock,
            locked=locked,
            dry=diff,
        )
        return run(job, screen)
