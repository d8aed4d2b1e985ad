"""Measure building: invented dumps of each kind in, records a second and memory of a build out, as a table.

python benchmarks/dumps.py [--records 200000] [--processes 2]

Titles are random words, so the figures are of speed and memory alone; memory is that of the largest process.
"""

import argparse
import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from papers2bib.catalogue.build import build

_WORDS = [
    f"{a}{b}{c}" for a in ("con", "re", "mul", "ap") for b in "aeiou" for c in ("ting", "ral", "nex", "mo")
]
_PEOPLE = [f"{given} {family}" for given in ("Ann", "Ben", "Eve") for family in _WORDS]
_MEGABYTE = 1 << 20
Record = tuple[int, str, list[str]]
"""Number, title, authors."""


def records(count: int) -> Iterator[Record]:
    """So many papers, the same each time."""
    chance = random.Random(4)
    for number in range(count):
        title = " ".join(chance.choices(_WORDS, k=9)).capitalize()
        yield number, title, chance.choices(_PEOPLE, k=4)


def fact(one: Record) -> str:
    """A line of facts."""
    number, title, authors = one
    return json.dumps(
        {"arxiv_id": _arxiv(number), "title": title, "authors": authors, "published": "2020-01-05"}
    )


def snapshot(one: Record) -> str:
    """A line of arXiv's snapshot."""
    number, title, authors = one
    return json.dumps(
        {
            "id": _arxiv(number),
            "title": title.replace(" ", "\n  ", 1),
            "abstract": f"{title}. " * 12,
            "comments": f"Code at https://github.com/a/b{number}" if number % 8 == 0 else None,
            "categories": "cs.LG stat.ML",
            "versions": [{"version": "v1", "created": "Sun, 5 Jan 2020 19:18:42 GMT"}],
            "authors_parsed": [[name.split()[1], name.split()[0], ""] for name in authors],
        }
    )


def dblp(one: Record) -> str:
    """A record of DBLP: every third one on arXiv, every third one in proceedings, the others in journals."""
    number, title, authors = one
    people = "".join(f"<author>{name}</author>\n" for name in authors)
    said = f"{people}<title>{title}.</title>\n<year>2020</year>\n<pages>1-9</pages>\n"
    link = f"<ee>https://doi.org/10.1000/x.{number}</ee>\n"
    if number % 3 == 0:
        said += f"<volume>abs/{_arxiv(number)}</volume>\n<journal>CoRR</journal>\n"
        return f'<article key="journals/corr/{number}">\n{said}</article>'
    if number % 3 == 1:
        return f'<article key="journals/x/{number}">\n{said}{link}<journal>J. X</journal>\n</article>'
    book = f"conf/x/{number // 300}"
    said += f"{link}<crossref>{book}</crossref>\n"
    head = f'<proceedings key="{book}"><title>Proceedings of {book}.</title></proceedings>'
    paper = f'<inproceedings key="conf/x/{number}">\n{said}</inproceedings>'
    return f"{head}\n{paper}" if number % 300 == 2 else paper


def _arxiv(number: int) -> str:
    month, serial = divmod(number, 90_000)
    return f"{15 + month // 12}{month % 12 + 1:02}.{serial + 1:05}"


KINDS: dict[str, tuple[Callable[[Record], str], str, str]] = {
    "facts": (fact, "", ""),
    "arXiv's snapshot": (snapshot, "", ""),
    "dblp.xml": (dblp, '<?xml version="1.0"?>\n<dblp>\n', "</dblp>\n"),
}


def measure(path: Path, processes: int) -> list[float]:
    """Records a second while reading and in all, and mebibytes."""
    begun = time.perf_counter()
    stages: dict[str, float] = {}

    def progress(stage: str, _done: int, _share: float) -> None:
        stages.setdefault(stage, time.perf_counter())

    built = build([path], path.with_suffix(".p2b"), processes=processes, progress=progress)
    took = time.perf_counter() - begun
    unit = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / _MEGABYTE
    return [built.records / (stages["index"] - begun), built.records / took, peak]


def main() -> None:
    """Measure and print a table in Markdown."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--records", type=int, default=200_000)
    ask.add_argument("--processes", type=int, default=2)
    args = ask.parse_args()
    print(f"| {args.records:,} records | MB | read a second | built a second | peak memory |")
    print("|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for name, (write, head, foot) in KINDS.items():
            path = Path(folder) / "dump"
            with path.open("w", encoding="ascii") as file:
                file.write(head)
                file.writelines(f"{write(one)}\n" for one in records(args.records))
                file.write(foot)
            with ProcessPoolExecutor(1, get_context("spawn")) as fresh:  # each has a peak of its own
                read, whole, peak = fresh.submit(measure, path, args.processes).result()
            size = path.stat().st_size / 1e6
            print(f"| {name} | {size:.0f} | {read:,.0f} | {whole:,.0f} | {peak:.0f} MiB |", flush=True)


if __name__ == "__main__":
    main()
