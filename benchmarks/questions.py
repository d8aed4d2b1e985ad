"""Questions: a folder with a list and its answers in, listings with what they mean out."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import papers2bib
from papers2bib import Listing, PaperId

HARD_RELATIONS = frozenset({"retitled", "truncated_or_short"})
_NAMES = ("list.txt", "stripped.txt", "list.md")


@dataclass(frozen=True)
class Question:
    """A listing, and the arXiv id of the paper that it means."""

    listing: Listing
    answer: PaperId | None
    """None: the paper is not on arXiv."""
    relation: str = ""
    """How the listed title is related to that of the paper (`exact`, `typo`, `retitled`, …), where told."""

    @property
    def has_evidence(self) -> bool:
        """The list tells more of it than its title."""
        said = self.listing
        return bool(said.authors or said.n_authors or said.date or said.ids or said.abstract or said.urls)


def questions(folder: Path, name: str = "") -> list[Question]:
    """Those listings of a folder's list whose answer is known.

    The folder holds the list (`list.txt`, `stripped.txt`, `list.md`, or the file `name`) and `key.json`: one
    object a listing, in order, with `arxiv_id` (null: none), perhaps `relation`, and `"score": false` where
    nobody knows. Raises SystemExit where list and answers do not have the same length.
    """
    path = folder / name if name else next(folder / one for one in _NAMES if (folder / one).is_file())
    answers = json.loads((folder / "key.json").read_text(encoding="utf-8"))
    listings = [one for one in papers2bib.read([str(path)]) if isinstance(one, Listing)]
    if len(listings) != len(answers):
        raise SystemExit(f"{path}: {len(listings)} listings, but {len(answers)} answers")
    return list(_questions(listings, answers))


def _questions(listings: list[Listing], answers: list[dict[str, Any]]) -> Iterator[Question]:
    for listing, answer in zip(listings, answers, strict=True):
        if answer.get("score") is not False:
            found = PaperId.arxiv(answer["arxiv_id"] or "")
            yield Question(listing, found, answer.get("relation", ""))
