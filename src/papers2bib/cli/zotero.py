"""The verbs on Zotero libraries: lists in, a collection out (`push`), and back to a .bib file (`pull`)."""

import os
from functools import partial
from pathlib import Path
from typing import Any

import click

from papers2bib.cli.choosing import (
    FILE,
    LATER_PATHS,
    LOCK,
    PATHS,
    Options,
    choosing,
    keys_and_quiet,
    with_options,
)

_LOCAL = click.option(
    "--local", is_flag=True, help="Go by the Zotero that runs on this computer; no key is needed."
)
_RECURSIVE = click.option("--recursive", is_flag=True, help="Take in the collections below it, too.")
_COLLECTION: Options = (
    click.option("--user", is_flag=True, help="Your own library."),
    click.option("--group", metavar="ID", type=click.IntRange(min=1), help="The library of this group."),
    _LOCAL,
    click.option("--collection", metavar="PATH", required=True, help="The collection."),
    _RECURSIVE,
)
_PULLING: Options = (
    *_COLLECTION,
    click.option("--utf8", is_flag=True, help="Write Unicode letters as they are, not as LaTeX commands."),
    click.option("--abstract", is_flag=True, help="Write abstracts too."),
)
_PUSHING: Options = (
    click.option(
        "--tag", "tags", metavar="TAG", multiple=True, help="Give the items this tag too (repeatable)."
    ),
    click.option("--no-attachments", is_flag=True, help="Attach no links to PDF, code and project pages."),
    click.option("--restore", is_flag=True, help="Bring back what people put into the trash or deleted."),
)
_collection = partial(with_options, _COLLECTION)
_pulling = partial(with_options, _PULLING)
_pushing = partial(with_options, _PUSHING)


@click.group(short_help="Put references into a Zotero library, or say what your key reaches.")
def zotero() -> None:
    """Shared collections at zotero.org (or the server in PAPERS2BIB_ZOTERO_URL).

    The key comes from ZOTERO_API_KEY alone: make one at zotero.org/settings/keys.
    """


@zotero.command()
@PATHS
@click.option("--user", is_flag=True, help="Push to your own library.")
@click.option("--group", metavar="ID", type=click.IntRange(min=1), help="Push to the library of this group.")
@_LOCAL
@click.option(
    "--collection",
    metavar="PATH",
    required=True,
    help="The collection, such as Reading/Alignment; made if it is not there.",
)
@click.option("--dry-run", is_flag=True, help="Write nothing, and print what would be done.")
@_pushing
@choosing
@LOCK
@keys_and_quiet
def push(  # the options of the command, one by one
    paths: tuple[Path | str, ...],
    user: bool,
    group: int | None,
    local: bool,
    collection: str,
    dry_run: bool,
    tags: tuple[str, ...],
    no_attachments: bool,
    restore: bool,
    report: Path | None,
    unresolved: Path | None,
    decisions: Path | None,
    form: str | None,
    lock: Path | None,
    key_pattern: str | None,
    quiet: bool,
    **looking_up: Any,
) -> int:
    r"""Put every matched paper of the lists in PATH… into a collection of a Zotero library.

    Run again, it writes only what is new or has changed. What people did in Zotero stays: fields that they
    edited, tags, notes, collections, and what is in the trash. Items that are there already, whatever made
    them, are found by arXiv id, DOI, citation key or title, put into the collection and completed.

    With --local, Zotero (10 or newer) asks you whether papers2bib may write. The library is your own there,
    or with --group that of the group.

    \b
    Examples:
      papers2bib zotero push lists/ --user --collection Reading --dry-run
      papers2bib zotero push lists/ --group 4711 --collection "Reading/Alignment" --tag seminar

    Exit status: 0 all done, 1 something unresolved or failed, 2 wrong usage.
    """
    from papers2bib.cli.pushing import PushTarget
    from papers2bib.cli.run import Job, run
    from papers2bib.cli.screen import Screen
    from papers2bib.config import Settings
    from papers2bib.zotero.push import Errand, push_to_zotero

    _check_library(user=user, group=group, local=local)
    settings = Settings.from_environment(os.environ, **looking_up)
    errand = Errand(collection, group, tags, not no_attachments, restore, dry_run, key_pattern, local=local)
    with Screen(quiet=quiet) as screen:
        target = PushTarget(errand, settings, screen, partial(push_to_zotero, busy=screen.busy))
        job = Job(
            paths, None, report, unresolved, decisions, form, settings, target, target.ending,
            lock=lock, dry=dry_run,
        )  # fmt: skip
        return max(run(job, screen), int(target.failed))


@zotero.command(short_help="Write a collection as BibTeX.")
@_pulling
@keys_and_quiet
def pull(
    user: bool,
    group: int | None,
    local: bool,
    collection: str,
    recursive: bool,
    utf8: bool,
    abstract: bool,
    key_pattern: str | None,
    quiet: bool,
) -> int:
    r"""Write the items of a collection as BibTeX to standard output, as people have them in Zotero.

    Citation keys are those of the items; an item without one gets a key as `bib` would make it.

    With --local, the library is your own in the running Zotero, or with --group that of the group there.

    \b
    Examples:
      papers2bib zotero pull --group 4711 --collection "Reading/Alignment" > refs.bib
      papers2bib zotero pull --local --collection Reading > refs.bib
    """
    from papers2bib.cli.pulling import pulled
    from papers2bib.cli.screen import Screen
    from papers2bib.cli.stdout import Stdout
    from papers2bib.config import Settings
    from papers2bib.zotero.pull import Wanted

    _check_library(user=user, group=group, local=local)
    wanted = Wanted(collection, group, recursive, utf8, abstract, key_pattern, local)
    with Screen(quiet=quiet) as screen:
        out = Stdout()
        out.write(pulled(wanted, Settings.from_environment(os.environ), screen, "standard output"))
        out.flush()
    return 0


@zotero.command(short_help="Push lists into a collection, then write it as BibTeX.")
@LATER_PATHS
@click.option("-o", "--output", metavar="FILE", type=FILE, required=True, help="Write the BibTeX here.")
@_pulling
@_pushing
@choosing
@keys_and_quiet
def sync(
    paths: tuple[Path | str, ...],
    output: Path,
    user: bool,
    group: int | None,
    local: bool,
    collection: str,
    recursive: bool,
    utf8: bool,
    abstract: bool,
    tags: tuple[str, ...],
    no_attachments: bool,
    restore: bool,
    report: Path | None,
    unresolved: Path | None,
    decisions: Path | None,
    form: str | None,
    key_pattern: str | None,
    quiet: bool,
    **looking_up: Any,
) -> int:
    r"""Push the papers of the lists in PATH… into a collection, then write all of it as BibTeX into a file.

    Without PATH nothing is pushed. The file is this command's own: what stands in it is replaced.

    \b
    Example:
      papers2bib zotero sync reading-list.txt --group 4711 --collection "Reading/Alignment" -o refs.bib

    Exit status: 0 all done, 1 something unresolved or failed, 2 wrong usage.
    """
    from papers2bib.cli.pulling import pulled
    from papers2bib.cli.pushing import PushTarget
    from papers2bib.cli.run import Job, run
    from papers2bib.cli.screen import Screen
    from papers2bib.config import Settings
    from papers2bib.drafts import Drafts
    from papers2bib.zotero.places import entering
    from papers2bib.zotero.pull import Wanted
    from papers2bib.zotero.push import Errand, push_to_zotero

    _check_library(user=user, group=group, local=local)
    settings = Settings.from_environment(os.environ, **looking_up)
    errand = Errand(collection, group, tags, not no_attachments, restore, False, key_pattern, local=local)
    wanted = Wanted(collection, group, recursive, utf8, abstract, key_pattern, local)
    with (
        Screen(quiet=quiet) as screen,
        Drafts() as drafts,
        entering(settings, group, write=bool(paths), local=local, note=screen.note, busy=screen.busy) as way,
    ):
        draft, state = drafts.open(output), 0
        if paths:
            target = PushTarget(errand, settings, screen, partial(push_to_zotero, way=way))
            job = Job(paths, None, report, unresolved, decisions, form, settings, target, target.ending)
            state = max(run(job, screen), int(target.failed))
        draft.write(pulled(wanted, settings, screen, str(output), way))
    return state


@zotero.command(short_help="Complete items that say little more than a title.")
@_collection
@click.option("--dry-run", is_flag=True, help="Write nothing, and print what would be done.")
@choosing
@keys_and_quiet
def enrich(
    user: bool,
    group: int | None,
    local: bool,
    collection: str,
    recursive: bool,
    dry_run: bool,
    report: Path | None,
    unresolved: Path | None,
    decisions: Path | None,
    form: str | None,
    key_pattern: str | None,
    quiet: bool,
    **looking_up: Any,
) -> int:
    r"""Find the papers of items without authors or date in a collection, and fill what is empty in these.

    They are looked up as the lines of a list are: where the evidence does not decide, nothing is written.
    What people wrote into an item stays, its title and type too; films, books and the like are left alone.

    \b
    Example:
      papers2bib zotero enrich --group 4711 --collection "Reading/Alignment" --dry-run

    Exit status: 0 all done, 1 something unresolved or failed, 2 wrong usage.
    """
    from papers2bib.cli.pushing import PushTarget
    from papers2bib.cli.run import Job, run
    from papers2bib.cli.screen import Screen
    from papers2bib.config import Settings
    from papers2bib.zotero.enrich import bare_listings, enrich_in_zotero
    from papers2bib.zotero.push import Errand

    _check_library(user=user, group=group, local=local)
    settings = Settings.from_environment(os.environ, **looking_up)
    errand = Errand(
        collection, group, dry_run=dry_run, key_pattern=key_pattern, recursive=recursive, local=local
    )
    with Screen(quiet=quiet) as screen:
        target = PushTarget(errand, settings, screen, enrich_in_zotero)
        bare = tuple(bare_listings(errand, settings, note=screen.note, busy=screen.busy))
        if not bare:
            screen.say(f"no item lacks authors or a date {target.ending()}")
            return 0
        job = Job(
            (), None, report, unresolved, decisions, form, settings, target, target.ending,
            listings=bare, noun="item",
        )  # fmt: skip
        return max(run(job, screen), int(target.failed))


def _check_library(*, user: bool, group: int | None, local: bool) -> None:
    """Somebody's library is meant: on this computer one's own, unless it is said."""
    if (user or (local and group is None)) == (group is not None):
        raise click.UsageError("say whose library: --user or --group ID")


@zotero.command()
def status() -> None:
    """Say what the key in ZOTERO_API_KEY permits, and which libraries at which versions it reaches."""
    from papers2bib.cli.screen import visible
    from papers2bib.config import Settings
    from papers2bib.zotero.status import zotero_status

    for line in zotero_status(Settings.from_environment(os.environ)):
        click.echo(visible(line))
