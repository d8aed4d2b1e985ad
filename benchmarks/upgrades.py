"""How often `update` finds the publication of a preprint: facts that name the arXiv id in, shares out.

    python benchmarks/upgrades.py PUBLISHED.jsonl.gz ARXIV.jsonl.gz…

The publications are put into a catalogue without their arXiv ids, and each preprint is cited as arXiv has it:
so titles and authors alone have to say which publication is its own. Look-alikes are preprints of other
people that have the title of a publication, or nearly.
"""

import gzip
import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from rapidfuzz.fuzz import ratio

from papers2bib.catalogue.build import build
from papers2bib.catalogue.facts import full_venue, paper
from papers2bib.catalogue.query import Catalogue
from papers2bib.check.asking import ask
from papers2bib.check.entries import Entry, Value
from papers2bib.check.meaning import find
from papers2bib.check.people import compare_people
from papers2bib.mending.upgrading import Refusal, Upgrade, upgrade
from papers2bib.model import Paper
from papers2bib.titles import title_key

Fact = dict[str, Any]
PAIRS, LOOKALIKES, SEED = 2000, 500, 7
_KNOWN = ("arxiv_id", "title", "authors", "published")
_LONG, _ALIKE = 12, 85


def facts(path: Path) -> Iterator[Fact]:
    """The facts of a file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def cited(preprint: Fact) -> Entry:
    """The entry of a preprint as arXiv has it."""
    said = {
        "title": preprint["title"],
        "author": " and ".join(preprint["authors"]),
        "eprint": preprint["arxiv_id"],
        "year": preprint.get("published", "")[:4],
    }
    return Entry("k", "misc", 0, {name: Value(text, 0) for name, text in said.items()})


def outcome(preprint: Fact, catalogue: Catalogue) -> Upgrade | Refusal | None:
    """What `update` would do, knowing of the preprint what arXiv says of it."""
    entry = cited(preprint)
    ours = paper({name: value for name, value in preprint.items() if name in _KNOWN})
    theirs = catalogue.titled(entry.title)
    return upgrade(entry, find(entry, theirs, [ours])) if theirs else upgrade(entry, ask(entry, [catalogue]))


def judged(pairs: Sequence[tuple[Fact, Fact]], catalogue: Catalogue) -> Counter[str]:
    """How many of the preprints become their publication, another one, or none."""
    counts: Counter[str] = Counter()
    for published, preprint in pairs:
        found = outcome(preprint, catalogue)
        if isinstance(found, Upgrade):
            counts["right" if is_it(found.paper, published) else "wrong"] += 1
        else:
            counts["told, not done" if found else "not found"] += 1
    return counts


def is_it(found: Paper, published: Fact) -> bool:
    """Whether it is the publication that the source names: the same DOI, or title and year."""
    doi = str(published.get("doi", "")).lower()
    if doi and found.id("doi"):
        return found.id("doi") == doi
    year = str(found.issued.year) if found.issued else ""
    return title_key(found.title) == title_key(published["title"]) and year == published["year"]


def lookalikes(preprints: Iterable[Fact], catalogue: Catalogue) -> Iterator[Fact]:
    """Preprints that publications have the title of, or nearly, and none of those by any of their authors."""
    for one in preprints:
        key = title_key(one["title"])
        there = [
            other for other in catalogue.search(one["title"]) if ratio(key, title_key(other.title)) >= _ALIKE
        ]
        if there and len(key) >= _LONG and all(_strangers(one, other) for other in there):
            yield one


def _strangers(one: Fact, other: Paper) -> bool:
    ours = tuple(one.get("authors", ()))
    return bool(ours and other.authors) and not compare_people(ours, other.authors).agreed


def main(path: Path, arxiv: Sequence[Path]) -> None:
    """Print the shares."""
    published = [one for one in facts(path) if full_venue(one) and one.get("year")]
    named = [one for one in published if one.get("arxiv_id")]
    random.Random(SEED).shuffle(named)
    wanted = {one["arxiv_id"]: one for one in named[:PAIRS]}
    preprints = _preprints(arxiv, wanted)
    with tempfile.TemporaryDirectory() as folder:
        catalogue = _catalogue(published, Path(folder))
        counts = judged([(wanted[one["arxiv_id"]], one) for one in preprints], catalogue)
        found = counts["right"] + counts["wrong"]
        print(f"{counts.total()} pairs: {dict(counts)}")
        print(f"precision {counts['right'] / found:.4f}, recall {counts['right'] / counts.total():.4f}")
        like = list(islice(lookalikes(_of_our_fields(arxiv), catalogue), LOOKALIKES))
        upgraded = [one for one in like if isinstance(outcome(one, catalogue), Upgrade)]
        print(f"{len(like)} look-alikes: {len(upgraded)} upgraded")


def _of_our_fields(arxiv: Sequence[Path]) -> Iterator[Fact]:
    """Preprints on machine learning, as the publications are, in an order of chance."""
    some = [
        one for file in arxiv for one in facts(file) if one.get("primary", "") in ("cs.LG", "cs.CV", "cs.CL")
    ]
    random.Random(SEED).shuffle(some)
    return iter(some)


def _preprints(arxiv: Sequence[Path], wanted: Collection[str]) -> list[Fact]:
    found = {one["arxiv_id"]: one for file in arxiv for one in facts(file) if one["arxiv_id"] in wanted}
    return list(found.values())


def _catalogue(published: Sequence[Fact], folder: Path) -> Catalogue:
    dump = folder / "published.jsonl"
    with dump.open("w", encoding="utf-8") as lines:
        for one in published:
            hidden = {name: value for name, value in one.items() if not name.startswith("arxiv_id")}
            lines.write(json.dumps(hidden) + "\n")
    build([dump], folder / "published.p2b")
    return Catalogue.open(folder / "published.p2b")


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(one) for one in sys.argv[2:]])
