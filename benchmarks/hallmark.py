"""How well `check` tells references that are not as they are cited: labelled references in, a table out.

    python benchmarks/hallmark.py REFERENCES.jsonl CATALOGUE…

Each line of the references is a JSON object with `bibtex_type`, `fields`, `label` (VALID or not) and, of
those that are not, `hallucination_type`. One that is flagged is told from one that is clean and from one on
which nothing is said; of a false one the latter is a miss. Findings on the form of a file do not count.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt
from pathlib import Path

from papers2bib.bibfile.spans import scan
from papers2bib.catalogue.query import Catalogue
from papers2bib.check.asking import ask, coverage_of
from papers2bib.check.codes import CODES, Weight
from papers2bib.check.entries import entries
from papers2bib.check.findings import Judgement, Outcome
from papers2bib.check.judging import Surroundings, judge
from papers2bib.model import Date

_Z = 1.96
Flags = Callable[[Judgement], bool]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A reference, whether it is as it is cited, and what is wrong with it if not."""

    bibtex: str
    valid: bool
    kind: str


def read(path: Path) -> Iterator[Labelled]:
    """The references of a file; a line without fields (a canary) is left out."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        if fields := row.get("fields"):
            told = "".join(f"  {name} = {{{_balanced(value)}}},\n" for name, value in fields.items())
            text = f"@{row['bibtex_type']}{{k{number},\n{told}}}\n"
            yield Labelled(text, row["label"] == "VALID", row.get("hallucination_type") or "")


def by_any(judgement: Judgement) -> bool:
    """Whether anything is found that weighs more than a note."""
    found = (one for one in judgement.findings if not CODES[one.code].about_file)
    return any(one.weight is not Weight.NOTE for one in found)


def by_record(judgement: Judgement) -> bool:
    """Whether a record contradicts it."""
    return judgement.outcome is Outcome.DIFFERS


def table(rows: Sequence[tuple[Labelled, Judgement]], flags: Flags) -> Iterator[str]:
    """The lines of a table: all, then by what is wrong."""
    false = [(one, flags(judgement)) for one, judgement in rows if not one.valid]
    true = [flags(judgement) for one, judgement in rows if one.valid]
    hits, alarms = sum(hit for _, hit in false), sum(true)
    decided = sum(flags(judgement) or judgement.outcome in _DECIDED for _, judgement in rows)
    yield f"| detected | {share(hits, len(false))} |"
    yield f"| false positives | {share(alarms, len(true))} |"
    yield f"| precision | {share(hits, hits + alarms)} |"
    yield f"| MCC | {correlation(hits, alarms, len(false), len(true)):.3f} |"
    yield f"| coverage | {share(decided, len(rows))} |"
    for kind in sorted({one.kind for one, _ in false}):
        some = [hit for one, hit in false if one.kind == kind]
        yield f"| {kind.replace('_', ' ')} | {share(sum(some), len(some))} |"


_DECIDED = (Outcome.VERIFIED, Outcome.DIFFERS)


def share(part: int, whole: int) -> str:
    """A share with the Wilson interval of 95 %."""
    if not whole:
        return "none"
    rate, spread = part / whole, _Z * _Z / whole
    middle = (rate + spread / 2) / (1 + spread)
    half = _Z * sqrt(rate * (1 - rate) / whole + spread / (4 * whole)) / (1 + spread)
    return f"{rate:.3f} ({part}/{whole}; {max(0.0, middle - half):.3f} to {min(1.0, middle + half):.3f})"


def correlation(hits: int, alarms: int, false: int, true: int) -> float:
    """Matthews' correlation coefficient."""
    misses, rest = false - hits, true - alarms
    below = sqrt((hits + alarms) * (hits + misses) * (rest + alarms) * (rest + misses))
    return (hits * rest - alarms * misses) / below if below else 0.0


def _balanced(value: str) -> str:
    """The value without braces that have no partner, which would end the entry."""
    kept: list[str] = []
    open_ones: list[int] = []
    for char in value:
        if char == "}" and not open_ones:
            continue
        if char == "}":
            open_ones.pop()
        if char == "{":
            open_ones.append(len(kept))
        kept.append(char)
    return "".join(char for at, char in enumerate(kept) if at not in open_ones)


def main(path: Path, catalogues: Sequence[Path]) -> None:
    """Judge the references and print both tables."""
    labelled = list(read(path))
    asked = [Catalogue.open(one) for one in catalogues]
    today = date.today()
    around = Surroundings(coverage_of(asked), Date(today.year, today.month, today.day))
    begun = time.perf_counter()
    cited = list(entries(scan("".join(one.bibtex for one in labelled).encode())))
    judged = [judge(entry, ask(entry, asked), around) for entry in cited]
    spent = time.perf_counter() - begun
    rows = list(zip(labelled, judged, strict=True))
    print(f"{len(rows)} references, {1000 * spent / len(rows):.2f} ms each\n")
    for title, flags in (("any finding", by_any), ("contradicted by a record", by_record)):
        print(f"| {title} | share |\n|---|---|", *table(rows, flags), "", sep="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(one) for one in sys.argv[2:]])
