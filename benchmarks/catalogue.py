"""Measure a catalogue: a file in, speed, recall, size and memory of its answers out, as rows of a table.

python benchmarks/catalogue.py src/papers2bib/data/catalogue.p2b [--trials 3000]
"""

import argparse
import random
import statistics
import sys
import time
import zlib
from collections.abc import Callable
from pathlib import Path

from papers2bib.catalogue.query import Catalogue
from papers2bib.titles import title_words

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from damage import cut_to_half, misspelt, without_a_word

Damage = Callable[[str, random.Random], str]


def as_it_is(title: str, _: random.Random) -> str:
    """The title itself."""
    return title


DAMAGES: tuple[Damage, ...] = (as_it_is, misspelt, without_a_word, cut_to_half)


def measure(catalogue: Catalogue, numbers: list[int], damage: Damage) -> str:
    """One row: titles a second, the time that one in a hundred exceeds, the share that lead to the paper."""
    chance = random.Random(1)
    listed = [damage(catalogue.paper(number).title, chance) for number in numbers]
    title_words.cache_clear()
    seconds, found = [], 0
    for number, title in zip(numbers, listed, strict=True):
        began = time.perf_counter()
        answer = catalogue.find(title)
        seconds.append(time.perf_counter() - began)
        found += number in answer
    slow = statistics.quantiles(seconds, n=100)[98]
    name, trials = damage.__name__.replace("_", " "), len(numbers)
    return f"| {name} | {trials / sum(seconds):,.0f} | {slow * 1e3:.2f} | {100 * found / trials:.2f} |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("catalogue", type=Path)
    parser.add_argument("--trials", type=int, default=3000)
    arguments = parser.parse_args()
    began = time.perf_counter()
    catalogue = Catalogue.open(arguments.catalogue)
    opened = time.perf_counter() - began
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    content = arguments.catalogue.read_bytes()
    deflated = len(packer.compress(content)) + len(packer.flush())
    print(
        f"{len(catalogue):,} papers, {len(content) / 1e6:.1f} MB ({deflated / 1e6:.1f} MB deflated), ", end=""
    )
    print(f"opened in {opened * 1e3:.2f} ms\n\n| title | per second | p99 ms | found % |\n|---|---|---|---|")
    numbers = random.Random(2).sample(range(len(catalogue)), min(arguments.trials, len(catalogue)))
    for damage in DAMAGES:
        print(measure(catalogue, numbers, damage))


if __name__ == "__main__":
    main()
