"""The command group: arguments in, the verb they mean called; without a verb it is `bib`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from papers2bib import __version__
from papers2bib.cli.bib import bib
from papers2bib.cli.catalogue import catalogue
from papers2bib.cli.check import check
from papers2bib.cli.cite import cite, tex
from papers2bib.cli.explain import explain
from papers2bib.cli.update import update
from papers2bib.cli.zotero import zotero

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_GROUP_OPTIONS = {"--help", "-h", "--version"}
_EXAMPLES = """
Turn reading lists (saved pages, Markdown, CSV, BibTeX, RIS, plain titles) into BibTeX.

\b
Examples:
  papers2bib reading-list.txt > refs.bib
  papers2bib lists/ -o refs.bib --report report.jsonl
  papers2bib lists/ -o refs.bib --unresolved open.jsonl
  papers2bib lists/ -o refs.bib --decisions open.jsonl
  pbpaste | papers2bib --from titles - >> refs.bib
  papers2bib explain vaswani2017attention --report report.jsonl
  papers2bib check refs.bib main.tex
  papers2bib update refs.bib --dry-run
  papers2bib cite "attention is all you need" --into refs.bib
  papers2bib catalogue info
  papers2bib zotero push lists/ --group 4711 --collection "Reading/Alignment"

A first word that is a verb is the verb; without one it is `bib`. A path of that name is written ./catalogue.
"""


class Verbs(click.Group):
    """A group in which the verb `bib` may be left out."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the verb first, where click wants it."""
        if args and args[0] not in _GROUP_OPTIONS:
            at = _first_word(args, bib)
            verb = args.pop(at) if at is not None and args[at] in self.commands else "bib"
            args = [verb, *args]
        return super().parse_args(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options of `bib` are those of the command without a verb; then come the verbs."""
        options = (one for one in (*bib.params, *self.get_params(ctx)) if isinstance(one, click.Option))
        records = [one.get_help_record(ctx) for one in options]
        with formatter.section("Options"):
            formatter.write_dl([record for record in records if record])
        self.format_commands(ctx, formatter)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        """Verbs, options of `bib`, and paths."""
        from click.shell_completion import CompletionItem

        own = super().shell_complete(ctx, incomplete)
        if incomplete.startswith("-"):
            return [*own, *bib.shell_complete(click.Context(bib, ctx, "bib"), incomplete)]
        return [*own, CompletionItem(incomplete, type="file")]


def _first_word(args: Sequence[str], command: click.Command) -> int | None:
    """Where the first token stands that is neither an option nor an option's value."""
    options = [one for one in command.params if isinstance(one, click.Option) and not one.is_flag]
    with_value = {name for one in options for name in one.opts}
    at = 0
    while at < len(args) and args[at].startswith("-") and args[at] != "-":
        if args[at] == "--":
            return None
        at += 2 if args[at] in with_value else 1
    return at if at < len(args) else None


@click.group(
    cls=Verbs,
    help=_EXAMPLES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    subcommand_metavar="[VERB] [OPTIONS] PATH…",
    options_metavar="",
)
@click.version_option(__version__, prog_name="papers2bib")
def papers2bib() -> None:
    """What all verbs have in common: nothing."""


papers2bib.add_command(bib)
papers2bib.add_command(catalogue)
papers2bib.add_command(check)
papers2bib.add_command(cite)
papers2bib.add_command(explain)
papers2bib.add_command(tex)
papers2bib.add_command(update)
papers2bib.add_command(zotero)
