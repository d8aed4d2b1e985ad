"""Merges 75 papers into a .bib of 10,000 entries that holds 30 of them; prints what it takes.

python benchmarks/living.py LISTS [--catalogue PATH]

LISTS is a folder of reading lists; `bibtexparser` is timed on the same file, as it is installed.
"""

import argparse
import re
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

ENTRIES, KNOWN = 10_000, 30
FILLER = """@article{{filler{0},
  title = {{On the {{Theory}} of Gardens, Part {0}}},
  author = {{Filler, F. and Other{0}, {{\\'E}}. O.}},
  journal = {{Journal of {{Gardens}}}},
  year = {{{1}}},
  volume = {{{2}}},
  pages = {{{0}--{3}}},
  doi = {{10.5555/garden.{0}}},
  url = {{https://garden.example/{0}}},
  keywords = {{gardens, part {0}}},
}}

"""


def main() -> None:
    """Make the file, merge twice, and print the time, memory and effect of each run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lists", type=Path)
    parser.add_argument("--catalogue", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    said = parser.parse_args()
    options = ["--offline", *(["--catalogue", str(said.catalogue)] if said.catalogue else [])]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "refs.bib")
        before = library(said.lists, options)
        for _ in range(said.runs):
            path.write_bytes(before)
            report("merge", path, before, said.lists, options)
        after = path.read_bytes()
        report("again", path, after, said.lists, options)
        parse(path)


def library(lists: Path, options: list[str]) -> bytes:
    """Entries of other papers, and among them those of the lists' first papers, with keys of their own."""
    done = subprocess.run(
        [sys.executable, "-m", "papers2bib", str(lists), *options], capture_output=True, check=True
    )
    entries = re.findall(rb"@.*?\n}\n", done.stdout, re.DOTALL)
    known = [re.sub(rb"{[^,]+,", b"{mine%d," % at, one, count=1) for at, one in enumerate(entries[:KNOWN])]
    half = [re.sub(rb"\n  (?:eprint|doi|url|archiveprefix) = .*", b"", one) for one in known[::2]]
    fillers = [
        FILLER.format(at, 1950 + at % 70, at % 90, at + 9).encode() for at in range(ENTRIES - len(known))
    ]
    for at, one in enumerate([*half, *known[1::2]]):
        fillers.insert(at * 300, one + b"\n")
    return b"".join(fillers)


def report(name: str, path: Path, before: bytes, lists: Path, options: list[str]) -> None:
    """One run in a process of its own: seconds, memory at its highest, and what it says it did."""
    command = [sys.executable, "-m", "papers2bib", str(lists), *options, "--into", str(path)]
    started = time.perf_counter()
    done = subprocess.run(["/usr/bin/env", "time", "-f", "%M %U", *command], capture_output=True, check=False)
    seconds = time.perf_counter() - started
    *_, said, taken = done.stderr.decode().splitlines()
    kilobytes, user = taken.split()
    grown = len(path.read_bytes()) - len(before)
    took = f"{seconds:.2f} s ({user} s of a processor), {int(kilobytes) / 1024:.0f} MB"
    print(f"{name}: {took}, {grown} bytes more; {said}")


def parse(path: Path) -> None:
    """What bibtexparser takes to read the file."""
    import bibtexparser  # type: ignore[import-untyped]  # it has no stubs

    started = time.perf_counter()
    text = path.read_text(encoding="utf-8")
    if hasattr(bibtexparser, "parse_string"):
        entries = bibtexparser.parse_string(text).entries
    else:
        from bibtexparser.bparser import BibTexParser  # type: ignore[import-untyped]  # it has no stubs

        entries = bibtexparser.loads(text, BibTexParser(common_strings=True)).entries
    seconds = time.perf_counter() - started
    print(f"bibtexparser {version('bibtexparser')}: {seconds:.2f} s for {len(entries)} entries")


if __name__ == "__main__":
    main()
