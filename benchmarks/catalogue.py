"""Measure catalogues: files in, speed, recall, size and memory of their answers out, as rows of a table.

python benchmarks/catalogue.py src/papers2bib/data/catalogue.p2b [MORE.p2b …] [--trials 3000] [--lists LISTS]

Each title is asked several times and the least time counts, for other work on the machine only adds to it.
Times are also given in steps of a plain loop, measured meanwhile, so that machines can be compared.
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

from papers2bib.catalogue.query import Catalogue
from papers2bib.titles import title_words

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from damage import cut_to_half, misspelt, without_a_word

Damage = Callable[[str, random.Random], str]
_STEPS = 20_000
_BETWEEN = 200
_MEGABYTE = 1 << 20


def as_it_is(title: str, _: random.Random) -> str:
    """The title itself."""
    return title


DAMAGES: tuple[Damage, ...] = (as_it_is, misspelt, without_a_word, cut_to_half)


def step() -> float:
    """The seconds that one step of a plain loop takes."""
    began, number = time.perf_counter(), 0
    for place in range(_STEPS):
        number = number * 31 + place & 0xFFFF
    return (time.perf_counter() - began) / _STEPS


def measure(catalogue: Catalogue, numbers: list[int], damage: Damage, runs: int) -> str:
    """One row: titles a second, steps, the time that one in a hundred exceeds, the share of papers found."""
    chance = random.Random(1)
    listed = [damage(catalogue.paper(number).title, chance) for number in numbers]
    least, steps, found = [float("inf")] * len(listed), [step()], 0
    for _ in range(runs):
        title_words.cache_clear()
        found = 0
        for place, (number, title) in enumerate(zip(numbers, listed, strict=True)):
            began = time.perf_counter()
            answer = catalogue.find(title)
            least[place] = min(least[place], time.perf_counter() - began)
            found += number in answer
            if place % _BETWEEN == 0:
                steps.append(step())
    slow, mean = statistics.quantiles(least, n=100)[98], statistics.mean(least)
    return (
        f"| {damage.__name__.replace('_', ' ')} | {1 / mean:,.0f} | {mean / min(steps):,.0f}"
        f" | {slow * 1e3:.2f} | {100 * found / len(numbers):.2f} |"
    )


def described(path: Path) -> tuple[Catalogue, str]:
    """An opened catalogue, and what it holds and takes."""
    opening = []
    for _ in range(5):
        began = time.perf_counter()
        catalogue = Catalogue.open(path)
        opening.append(time.perf_counter() - began)
    packer, content = zlib.compressobj(6, zlib.DEFLATED, -15), path.read_bytes()
    deflated = len(packer.compress(content)) + len(packer.flush())
    return catalogue, (
        f"{len(catalogue):,} papers: {len(content) / 1e6:.1f} MB, {deflated / 1e6:.1f} MB deflated,"
        f" opens in {min(opening) * 1e3:.1f} ms"
    )


def peak(catalogue: Path, lists: Sequence[Path]) -> float:
    """The mebibytes that resolving lists in a process of its own takes at most.

    A new process begins with the memory of the one that starts it, so this comes before all else.
    """
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "papers2bib", "--offline", "--quiet", "--catalogue", str(catalogue)]
        process = subprocess.Popen(
            [*command, *map(str, lists), "-o", f"{folder}/refs.bib"], stderr=subprocess.DEVNULL
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024) / _MEGABYTE


def main() -> None:
    """Print a table for each catalogue."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("catalogues", nargs="+", type=Path)
    parser.add_argument("--trials", type=int, default=3000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--lists", nargs="*", type=Path, default=[], help="measure memory over these, too")
    arguments = parser.parse_args()
    taken = [peak(path, arguments.lists) if arguments.lists else 0.0 for path in arguments.catalogues]
    for path, most in zip(arguments.catalogues, taken, strict=True):
        catalogue, what = described(path)
        memory = f", a whole run takes {most:.0f} MiB" if most else ""
        print(f"| {what}{memory} | per second | steps | p99 ms | found % |\n|---|---|---|---|---|")
        count = min(arguments.trials, len(catalogue))
        numbers = random.Random(2).sample(range(len(catalogue)), count)
        for damage in DAMAGES:
            print(measure(catalogue, numbers, damage, arguments.runs), flush=True)
        print()


if __name__ == "__main__":
    main()
