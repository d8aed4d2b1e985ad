"""Makes a library of 50,000 items at a double of Zotero's server; prints what commands on it take.

    python benchmarks/large_library.py LISTS [--items 50000]

LISTS are reading lists, whose papers are found in the shipped catalogue. Each run is a process of its own, of
which time and highest memory are told; the double runs in another one: its work counts for the seconds alone.
"""

import argparse
import gc
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from zotero_double import ZoteroDouble, faults
from zotero_double.library import Collection, Item, Library

GROUP = 7
SHELVES, WANTED = 200, 300
"""Collections, and the items of the one that is pulled."""
_WORDS = 4000
_STAMP = "2024-{:02}-{:02}T{:02}:{:02}:{:02}Z"
_MIB = 1 << 20
_KILLED = 256 - signal.SIGKILL
_MEASURED = """
import resource, subprocess, sys
running = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
print(running.pid, flush=True)
status = running.wait()
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss)
sys.exit(status)
"""
"""Run between us and a command: what the system counts as the memory of a child begins with its parent's."""


def main() -> None:
    """Fill the library, pull, push, and print a row for each run."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("lists")
    ask.add_argument("--items", type=int, default=50_000)
    said = ask.parse_args()
    double = ZoteroDouble()
    double.limits.lift()
    double.add_user(1)
    library = double.add_group(GROUP, owner=1)
    shelf = fill(library, said.items)
    gc.freeze()  # the library stays: there is no use in looking through it for garbage
    print("| run | requests | MB read | objects written | seconds | of a processor | peak memory |")
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder, double.served() as root:
        ours = Bench(double, Path(folder, "ours"), root)
        pull = ("pull", "--collection", "Reading")
        push = ("push", said.lists, "--offline", "--collection", "Reading/Alignment")
        ours.row("pull, killed half-way through the first reading", *pull, kill_after=said.items // 200)
        ours.row("the same again", *pull)
        ours.row("the same, nothing has changed", *pull)
        ada = double.person(f"groups/{GROUP}", 1)
        for key in [key for key, one in library.items.items() if shelf in one.collections][:10]:
            ada.edit(key, title="Corrected by hand")
        ours.row("the same, 10 items have changed", *pull)
        ours.row("push of the lists", *push)
        ours.row("the same again", *push)
        Bench(double, Path(folder, "others"), root).row("the same from another computer", *push)


def fill(library: Library, count: int) -> str:
    """Papers with attachments and notes, as people have them; what comes back is the collection to pull."""
    draw = random.Random(0)
    words = ["".join(draw.choices("aeioulnrstdm", k=draw.randint(3, 11))) for _ in range(_WORDS)]
    keys = iter(dict.fromkeys(library.draw_key() for _ in range(count + count // 10 + SHELVES)))
    shelves: list[str] = [next(keys) for _ in range(SHELVES)]
    for number, key in enumerate(shelves):
        name = f"Topic {number}" if number else "Reading"
        library.collections[key] = Collection(key, name, library.bump(), number)
    parent = ""
    for number in range(count):
        stamp = _STAMP.format(1 + number % 12, 1 + number % 28, number % 24, number % 60, number // 60 % 60)
        kind = draw.choices(("paper", "file", "note"), (60, 32, 8))[0] if parent else "paper"
        told: dict[str, Any] = {
            "version": library.bump(),
            "number": library.new_number(),
            "added": stamp,
            "modified": stamp,
        }
        key = next(keys)
        if kind == "paper":
            parent = key
            inside = draw.sample(shelves[1:], draw.choice((0, 1, 1, 1, 2)))
            library.put(Item(key, collections=frozenset(inside), **told, **paper(draw, words, number)))
        else:
            library.put(Item(key, parent=parent, **told, **(file if kind == "file" else note)(draw, words)))
    papers = [one for one in library.items.values() if not one.parent]
    for one in papers[:: len(papers) // WANTED][:WANTED]:
        library.put(replace(one, collections=one.collections | {shelves[0]}))
    return shelves[0]


def paper(draw: random.Random, words: list[str], number: int) -> dict[str, Any]:
    """A published paper or a preprint."""
    kind = draw.choice(("preprint", "journalArticle", "conferencePaper"))
    arxiv = f"{draw.randint(10, 26)}{draw.randint(1, 12):02}.{number:05}"
    fields = {
        "title": _said(draw, words, draw.randint(5, 15)).title(),
        "abstractNote": _said(draw, words, draw.randint(120, 260)),
        "date": f"20{draw.randint(10, 26)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}",
        "DOI": f"10.5555/{number}.{draw.randint(1000, 9999)}",
        "url": f"https://arxiv.example/abs/{arxiv}",
        "accessDate": "2024-05-01T10:00:00Z",
        "libraryCatalog": "arXiv.org",
        "extra": f"arXiv:{arxiv} [cs.LG]\n{_said(draw, words, draw.choice((0, 0, 8)))}".strip(),
    }
    if draw.random() < 0.5:
        fields["citationKey"] = f"{draw.choice(words)}{number}{draw.choice(words)}"
    people = [
        {"creatorType": "author", "firstName": name.title(), "lastName": family.title()}
        for name, family in zip(draw.choices(words, k=8), draw.choices(words, k=8), strict=True)
    ]
    tags = tuple((one, 1) for one in sorted(set(draw.choices(words[:300], k=draw.randint(0, 8)))))
    return {"kind": kind, "fields": fields, "creators": tuple(people[: draw.randint(1, 8)]), "tags": tags}


def file(draw: random.Random, words: list[str]) -> dict[str, Any]:
    """A PDF that is kept with a paper."""
    said = {"linkMode": "imported_url", "contentType": "application/pdf", "charset": ""}
    named = {"filename": f"{_said(draw, words, 8)}.pdf", "md5": f"{draw.getrandbits(128):032x}", "mtime": 1}
    fields = {"title": "Full Text PDF", "url": f"https://arxiv.example/pdf/{draw.getrandbits(32)}"}
    return {"kind": "attachment", "fields": fields, "special": said | named}


def note(draw: random.Random, words: list[str]) -> dict[str, Any]:
    """What somebody wrote on a paper."""
    return {"kind": "note", "note": f"<p>{_said(draw, words, draw.randint(20, 200))}</p>"}


def _said(draw: random.Random, words: list[str], count: int) -> str:
    return " ".join(draw.choices(words, k=count))


class Bench:
    """A machine with its state, and the double that it asks."""

    def __init__(self, double: ZoteroDouble, folder: Path, root: str) -> None:
        self._double = double
        self._environment = os.environ | {
            "ZOTERO_API_KEY": double.key(1).secret,
            "PAPERS2BIB_ZOTERO_URL": root,
            "PAPERS2BIB_CACHE": str(folder / "cache"),
            "PAPERS2BIB_DATA": str(folder / "data"),
        }

    def row(self, name: str, verb: str, *options: str, kill_after: int | None = None) -> None:
        """One command in a process of its own, killed after so many requests; prints what it took."""
        library = self._double.library(f"groups/{GROUP}")
        before, began = library.version, time.perf_counter()
        command = [sys.executable, "-m", "papers2bib", "zotero", verb, "--group", str(GROUP), *options]
        running = subprocess.Popen(
            [sys.executable, "-c", _MEASURED, *command],
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert running.stdout
        process = int(running.stdout.readline())
        if kill_after is not None:
            kill = faults.afterwards(lambda: os.kill(process, signal.SIGKILL))
            self._double.break_with(kill.after(kill_after))
        out, err = running.communicate()
        seconds = time.perf_counter() - began
        if running.returncode not in ((0, 1) if kill_after is None else (_KILLED,)):
            sys.exit(err)
        own, peak = map(float, out.split())
        peak *= (1 if sys.platform == "darwin" else 1024) / _MIB
        read = sum(len(one.answered.body) for one in self._double.log if one.answered) / _MIB
        print(
            f"| {name} | {len(self._double.log)} | {read:.1f} | {library.version - before} | {seconds:.1f}"
            f" | {own:.1f} | {peak:.0f} MiB |",
            flush=True,
        )
        self._double.log.clear()
        self._double.mend()


if __name__ == "__main__":
    main()
