"""Options that choose papers: those that every verb has that turns lists into references."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from papers2bib.config import SOURCES
from papers2bib.readers import READERS

F = TypeVar("F", bound=Callable[..., Any])
FILE = click.Path(path_type=Path, dir_okay=False, allow_dash=True)
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


PATHS = click.argument("paths", metavar="PATH…", nargs=-1, required=True, type=_Input())

LATER_PATHS = click.argument("paths", metavar="[PATH…]", nargs=-1, type=_Input())

Options = tuple[Callable[[Any], Any], ...]
_CHOOSING: Options = (
    click.option(
        "--report", metavar="FILE", type=FILE, help="Write what was found for each listing, as JSON Lines."
    ),
    click.option(
        "--unresolved",
        metavar="FILE",
        type=FILE,
        help="Write the open listings, for a person to choose (JSON Lines).",
    ),
    click.option(
        "--decisions",
        metavar="FILE",
        type=FILE,
        help="Apply the choices made in such a file; it may be the same one.",
    ),
    click.option(
        "--offline",
        is_flag=True,
        envvar="PAPERS2BIB_OFFLINE",
        help="Ask nothing on the web: what neither the catalogue nor earlier answers hold is missing.",
    ),
    click.option(
        "--sources",
        metavar="NAMES",
        callback=_sources,
        help=f"Ask these alone: {','.join(SOURCES)}.",
    ),
    click.option("--refresh", is_flag=True, help="Ask the web again for what was answered before."),
    click.option(
        "--patience",
        metavar="SECONDS",
        type=click.FloatRange(min=0),
        default=60.0,
        show_default=True,
        help="Wait at most so long for a service that fails or is busy.",
    ),
    click.option(
        "--hf-limit",
        metavar="N",
        type=click.IntRange(min=0),
        default=10,
        show_default=True,
        help="Ask Hugging Face for at most N listings one by one.",
    ),
    click.option(
        "--s2-limit",
        metavar="N",
        type=click.IntRange(min=0),
        default=50,
        show_default=True,
        help="Ask Semantic Scholar for at most N listings one by one.",
    ),
    click.option(
        "--catalogue",
        "catalogues",
        metavar="PATH",
        multiple=True,
        type=click.Path(path_type=Path, exists=True, dir_okay=False),
        envvar="PAPERS2BIB_CATALOGUE",
        help="Ask this catalogue, not the shipped one and its update (repeatable).",
    ),
    click.option(
        "--from",
        "form",
        metavar="FORMAT",
        type=click.Choice(sorted(READERS)),
        help=f"Read every file as this format: {', '.join(sorted(READERS))}.",
    ),
)
_KEYS_AND_QUIET: Options = (
    click.option(
        "--key-pattern", metavar="PATTERN", help="How citation keys are made, e.g. '[auth.lower][year]'."
    ),
    click.option("-q", "--quiet", is_flag=True, help="Say nothing on stderr but failures."),
)

LOCK = click.option(
    "--lock", metavar="FILE", type=FILE, help="Go by what this file says was found, and keep it up."
)


def choosing(command: F) -> F:
    """Give a command the options that choose papers."""
    return with_options(_CHOOSING, command)


def keys_and_quiet(command: F) -> F:
    """Give a command the options on citation keys and on what is said."""
    return with_options(_KEYS_AND_QUIET, command)


def with_options(options: Options, command: F) -> F:
    """Give a command some options, in this order."""
    for option in reversed(options):
        command = option(command)
    return command
