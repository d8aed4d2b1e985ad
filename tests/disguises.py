"""Takes a paper, gives another one that a service may show in its place."""

import hashlib
import zlib
from typing import Any

from web_talk import Record


def wrong(record: Record) -> Record:
    """A paper that has nothing to do with it."""
    n = _number(record)
    return _somebody_elses(record) | {"title": f"A Field Guide to the Cheeses of Valley {n}"}


def near_miss(record: Record) -> Record:
    """A paper by others, years apart, whose title differs in the last word."""
    words = record["title"].split()
    return _somebody_elses(record) | {"title": " ".join([*words[:-1], "Revisited"])}


def retitled(record: Record) -> Record:
    """The same paper under a title that nobody knows."""
    return {**record, "title": f"Observations on a Matter of Some Weight {_number(record)}"}


def usurped(record: Record) -> Record:
    """A paper that has nothing to do with it, under its ids."""
    return {**record, "title": wrong(record)["title"], "authors": ["Nemo Nobody"], "published": "2020-01-15"}


def bare(record: Record) -> Record:
    """The same paper with nothing known but its id, title and date."""
    kept = {key: record[key] for key in ("arxiv_id", "title", "published", "s2_id", "daily") if key in record}
    return {**kept, "abstract": "", "comment": "", "journal_ref": "", "authors": [""]}


def _somebody_elses(record: Record) -> dict[str, Any]:
    """Every other field of a paper by somebody else."""
    n = _number(record)
    return {
        "arxiv_id": f"2001.{n:05}",
        "authors": ["Nemo Nobody"],
        "published": "2020-01-15",
        "categories": ["physics.pop-ph"],
        "abstract": "This abstract belongs to another paper.",
        "doi": f"10.5555/wrong.{n}",
        "s2_id": hashlib.sha1(str(n).encode(), usedforsecurity=False).hexdigest(),
        "corpus_id": n,
        "upvotes": record.get("upvotes", 0),
        "daily": record.get("daily", "2020-01-16"),
    }


def _number(record: Record) -> int:
    return zlib.crc32((record["arxiv_id"] or record["title"]).encode()) % 100_000
