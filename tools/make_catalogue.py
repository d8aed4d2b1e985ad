"""Make the catalogue that ships with the package: files of facts in, `src/papers2bib/data/catalogue.p2b` out.

    python tools/make_catalogue.py FACTS.jsonl.gz… --always MORE.jsonl.gz --published PUBLISHED.jsonl.gz

What ships is chosen by the fields of a record alone (see `ships`), so that the file stays below 31 MB in the
wheel, where it is deflated. Prints how many records there are by reason, the size, and what README.md and
benchmarks/README.md state of it.
"""

import argparse
import gzip
import json
import sys
import tempfile
import zlib
from collections import Counter
from pathlib import Path

from papers2bib.catalogue.build import build
from papers2bib.catalogue.facts import Fact, parse_fact, read_lines
from papers2bib.catalogue.query import Catalogue
from papers2bib.cli.holdings import described

LIMIT = 31_000_000
OUTPUT = Path(__file__).parents[1] / "src" / "papers2bib" / "data" / "catalogue.p2b"
LEARNING = frozenset({"cs.LG", "cs.CL", "cs.CV", "cs.AI", "stat.ML"})
COMPUTING = ("cs.", "eess.", "stat.")
SELECTED = frozenset({2020, 2021})
"""Of these years the facts hold few papers beside well-known ones."""
RECENT = 2020
"""Lists hold papers of these years from the borders of the field, too."""


def ships(fact: Fact) -> str:
    """Why a record ships, or "": people list papers that were published, have code, or are recent."""
    year = int(fact["published"][:4])
    primary = fact.get("primary", "")
    fields = {primary, *fact.get("categories", ())} - {""}
    if fact.get("published_as"):
        return "published"
    if fact.get("code_url"):
        return "has code"
    if not fields:
        return "no category known"
    if primary in LEARNING and year >= 2019:
        return "machine learning since 2019"
    if fields & LEARNING and year >= RECENT:
        return "touches machine learning since 2020"
    if primary.startswith(COMPUTING) and year >= RECENT:
        return "other computing since 2020"
    return "other fields 2020-2021" if year in SELECTED else ""


def deflated(path: Path) -> int:
    """The size of a file in a wheel, in bytes."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return len(packer.compress(path.read_bytes())) + len(packer.flush())


def choose(facts: list[Path], output: Path) -> Counter[str]:
    """Write the facts that ship to a file; the number of records by reason."""
    reasons: Counter[str] = Counter()
    with gzip.open(output, "wb", compresslevel=1) as chosen:
        for path in facts:
            for _, line in read_lines(path):
                if reason := ships(parse_fact(line)):
                    reasons[reason] += 1
                    chosen.write(line + b"\n")
    return reasons


def main() -> int:
    """Build, print what came of it, and fail when the file is too large for the wheel."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("facts", nargs="+", type=Path)
    parser.add_argument("--always", action="append", type=Path, default=[], help="facts that all ship")
    parser.add_argument("--published", action="append", type=Path, default=[])
    parser.add_argument("-o", "--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    arguments.output.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        chosen = Path(folder) / "arxiv.jsonl.gz"
        reasons = choose(arguments.facts, chosen)
        built = build(
            [chosen, *arguments.always],
            arguments.output,
            published=arguments.published,
            processes=2,
            report=print,
        )
    size = deflated(arguments.output)
    print(
        json.dumps({**reasons, "records": built.records, "newest": built.newest, "deflated": size}, indent=1)
    )
    print("\n".join(described(Catalogue.open(arguments.output))))
    return 0 if size <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
