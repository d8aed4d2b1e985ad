"""The verb `explain`: a report and what to look for in it in; why things are as they are out."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from papers2bib.report_rows import Row

_REPORT = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command(short_help="Say why a listing is this paper, and where its fields came from.")
@click.argument("wanted", metavar="KEY|TITLE…", nargs=-1, required=True)
@click.option(
    "--report", metavar="FILE", type=_REPORT, required=True, help="A report that `bib --report FILE` wrote."
)
def explain(wanted: tuple[str, ...], report: Path) -> None:
    r"""Explain what a report says of the listing with this citation key, arXiv id, DOI or title.

    A title need not be whole. For each candidate its evidence is shown in bits (each bit doubles the odds),
    for each field what every source said, what was chosen, and by which rule.

    \b
    Examples:
      papers2bib explain vaswani2017attention --report report.jsonl
      papers2bib explain attention is all you need --report report.jsonl
    """
    from papers2bib.errors import ReaderError

    phrase = " ".join(wanted)
    rows = _found(phrase, _rows(report))
    if not rows:
        raise ReaderError(str(report), f"no listing there has the key, id or title {phrase!r}")
    _show(rows)


def _rows(report: Path) -> "Iterator[Row]":
    from papers2bib.errors import ReaderError
    from papers2bib.report_rows import read_rows

    try:
        with report.open(encoding="utf-8-sig") as lines:
            yield from read_rows(lines, str(report))
    except (OSError, UnicodeDecodeError) as error:
        raise ReaderError(str(report), f"cannot be read as a report ({error})") from error


def _found(phrase: str, rows: "Iterable[Row]") -> "list[Row]":
    """The rows that fit best: by key, by id, by title, by the id of a candidate, by a part of the title."""
    best = 1
    found: list[Row] = []
    for row in rows:
        fit = _fit(phrase, row)
        if fit > best:
            best, found = fit, []
        if fit == best:
            found.append(row)
    return found


def _fit(phrase: str, row: "Row") -> int:
    from papers2bib.ids import PaperId
    from papers2bib.titles import title_key

    one, key, titles = PaperId.parse(phrase), title_key(phrase), _titles(row)
    offered = [known for candidate in row.candidates for known in candidate.ids]
    ways = (
        any(key in title for title in titles),
        one in offered,
        key in titles,
        one in row.ids,
        phrase == row.key,
    )
    return max((rank for rank, fits in enumerate(ways, 1) if fits), default=0) if key else 0


def _titles(row: "Row") -> set[str]:
    """The keys of the title as listed and as cited."""
    from papers2bib.titles import title_key

    cited = row.fields.get("title")
    return {title_key(title) for title in (row.title, cited.value if cited else "")}


def _show(rows: "Iterable[Row]") -> None:
    import sys

    from papers2bib.cli.explanation import explained
    from papers2bib.cli.screen import visible
    from papers2bib.cli.stdout import Stdout

    out = Stdout()
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    for row in rows:
        text = "".join(f"{visible(line)}\n" for line in (*explained(row), ""))
        out.write(text.encode(encoding, "backslashreplace"))
    out.flush()
