"""Counts the requests of pushes to a double of Zotero, and times them.

    python benchmarks/zotero.py LISTS

LISTS are reading lists, whose papers are found in the shipped catalogue. Nothing leaves this machine; replies
come at once, so that the seconds are those of papers2bib and of the double.
"""

import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from zotero_double import ZoteroDouble
from zotero_double.transport import Transport

import papers2bib
from papers2bib import Reference, Settings
from papers2bib.zotero.push import Errand, push_to_zotero

GROUP = 7
_BOOKS = 1000


def main() -> None:
    """Push in several situations and print a row for each."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    listings = papers2bib.read([sys.argv[1]])
    references = list(papers2bib.enrich(papers2bib.resolve(listings, [papers2bib.CatalogueSource()])))
    print(f"{len(references)} references\n")
    print("| run | reads | writes | requests | objects written | seconds |")
    print("|---|---|---|---|---|---|")
    for group in (None, GROUP):
        whose = "a group's library" if group else "one's own library"
        with tempfile.TemporaryDirectory() as folder:
            double = _world()
            _row(f"into {whose}, empty", double, Path(folder), group, references)
            _row("the same again", double, Path(folder), group, references)
            changed = [_changed(one) for one in references[:10]] + references[10:]
            _row("after 10 records have changed", double, Path(folder), group, changed)
    with tempfile.TemporaryDirectory() as folder:
        double = _world()
        person = double.person(f"groups/{GROUP}", 1)
        for start in range(0, _BOOKS, 50):
            person.create(*[{"itemType": "book", "title": f"Book {start + n}"} for n in range(50)])
        _row(f"into a group's library with {_BOOKS:,} items", double, Path(folder), GROUP, references)
        _row("the same again", double, Path(folder), GROUP, references)


def _world() -> ZoteroDouble:
    double = ZoteroDouble()
    double.limits.lift()
    double.add_user(1)
    double.add_group(GROUP, owner=1)
    return double


def _changed(reference: Reference) -> Reference:
    return replace(reference, paper=replace(reference.paper, abstract="Another abstract."))


def _row(
    run: str, double: ZoteroDouble, folder: Path, group: int | None, references: list[Reference]
) -> None:
    settings = Settings(cache=folder / "cache", data=folder / "data", zotero_key=double.key(1).secret)
    start, begun = len(double.requests), time.perf_counter()
    before = double.library(f"groups/{group}" if group else "users/1").version
    for _ in push_to_zotero(
        references, Errand("Reading/Alignment", group), settings, below=Transport(double.handle)
    ):
        pass
    seconds = time.perf_counter() - begun
    asked = Counter(one.split()[0] for one in double.requests[start:])
    written = double.library(f"groups/{group}" if group else "users/1").version - before
    print(f"| {run} | {asked['GET']} | {asked['POST']} | {asked.total()} | {written:,} | {seconds:.2f} |")


if __name__ == "__main__":
    main()
