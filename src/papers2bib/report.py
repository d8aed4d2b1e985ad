"""The report: matches and what was written of them in, rows for machines, a tally and the exit status out."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import IO, Self

from papers2bib.errors import TargetError
from papers2bib.ids import PaperId
from papers2bib.model import Candidate, Listing, Match, Paper, Reference, Verdict
from papers2bib.targets import Written

Row = dict[str, object]
"""One JSON object of a report; its keys are those that `row` gives, further ones may come."""

_IN_MEMORY = 8_000_000
_LEFT_OUT = {"source", "ids", "abstract"}
"""Of what a source said: told otherwise, or too long to be said by each."""
_UNSEEN = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def is_open(match: Match) -> bool:
    """Whether a person has something left to do: neither matched nor settled by a decision."""
    return match.verdict is not Verdict.MATCHED and not match.decided


def row(match: Match) -> Row:
    """What is known of a listing before its reference is written; `key` and `fields` are still empty."""
    best = match.candidates[0] if match.candidates else None
    return {
        "origin": match.listing.origin,
        "title": match.listing.name,
        "verdict": str(match.verdict),
        "ids": _by_scheme(match.paper.ids if match.paper else ()),
        "key": None,
        "score": round(best.score, 4) if best else None,
        "because": list(best.because) if best else [],
        "evidence": _evidence(best) if best else [],
        "fields": {},
        "candidates": [_candidate(one) for one in match.candidates],
        "problems": list(match.problems),
        "said": [],
        "warnings": [],
    }


def fields(reference: Reference) -> Row:
    """Every known field of a reference with its value and the source that the value was taken from."""
    return {
        name: {"value": _plain(getattr(reference.paper, name)), "source": source}
        for name, source in reference.provenance.items()
    }


def said(reference: Reference) -> list[Row]:
    """What each source said of the paper, without abstracts; `unused` marks an account of another paper."""
    used: list[Row] = [{"source": one.source} | _facts(one) for one in reference.accounts]
    unused: list[Row] = [{"source": one.source, "unused": True} | _facts(one) for one in reference.unused]
    return [one for one in (*used, *unused) if len(one) > 1]


def dump(one: Row) -> bytes:
    """A row as one line of JSON in UTF-8; what a terminal might obey is escaped."""
    text = json.dumps(one, ensure_ascii=False)
    return (_UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n").encode()


@dataclass(slots=True)
class Tally:
    """What a run came to."""

    verdicts: Counter[Verdict] = field(default_factory=Counter)
    files: set[str] = field(default_factory=set)
    open: int = 0
    problems: int = 0
    """What could not be read at all."""
    references: int = 0

    def add(self, match: Match) -> None:
        """Count one listing."""
        self.verdicts[match.verdict] += 1
        self.files.add(match.listing.origin.rpartition(":")[0])
        self.open += is_open(match)

    @property
    def listings(self) -> int:
        """How many listings there were."""
        return self.verdicts.total()

    @property
    def exit_status(self) -> int:
        """0 when all is done, 1 when something is unresolved or failed."""
        return int(bool(self.open or self.problems))


class Report:
    """The rows of a run, kept (on disk where they are many) until keys and fields are known.

    To be left (`with`) when the lines have been used.
    """

    def __init__(self) -> None:
        import tempfile  # 10 ms that a run without a report need not spend

        self._rows: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed on exit
        self._matched: list[Listing | None] = []

    def add(self, match: Match) -> None:
        """Take down one listing; they stay in the order of the calls."""
        try:
            self._rows.write(dump(row(match)))
        except OSError as error:
            raise TargetError("report", f"its rows cannot be kept ({error})") from error
        self._matched.append(match.listing if match.paper else None)

    def lines(self, written: Iterable[Written]) -> Iterator[bytes]:
        """The whole report as JSON Lines."""
        by_listing = {listing: one for one in written for listing in one.reference.listings}
        self._rows.seek(0)
        for line, listing in zip(self._rows, self._matched, strict=True):
            one = by_listing.get(listing) if listing else None
            yield dump(json.loads(line) | _outcome(one)) if one else line

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._rows.close()


def _outcome(written: Written) -> Row:
    return {
        "ids": _by_scheme(written.reference.paper.ids),
        "key": written.key,
        "fields": fields(written.reference),
        "said": said(written.reference),
        "warnings": list(written.warnings),
    }


def _candidate(one: Candidate) -> Row:
    return {
        "ids": _by_scheme(one.paper.ids),
        "title": one.paper.title,
        "score": round(one.score, 4),
        "because": list(one.because),
        "evidence": _evidence(one),
    }


def _evidence(one: Candidate) -> list[list[object]]:
    """Bits and words of each piece."""
    return [[round(piece.bits, 1), piece.because] for piece in one.evidence]


def _by_scheme(ids: Iterable[PaperId]) -> dict[str, str | None]:
    """The first id of each scheme; arXiv and DOI are always named, null where unknown."""
    found: dict[str, str | None] = {"arxiv": None, "doi": None}
    for one in ids:
        found[one.scheme] = found.get(one.scheme) or one.value
    return found


def _facts(account: Paper) -> Row:
    known = {name: getattr(account, name) for name in Paper.__dataclass_fields__}
    found: Row = {name: _plain(value) for name, value in known.items() if value and name not in _LEFT_OUT}
    return found | ({"ids": {one.scheme: one.value for one in account.ids}} if account.ids else {})


def _plain(value: object) -> object:
    """Text, lists of texts and truths as JSON has them."""
    if isinstance(value, bool):
        return value
    return [str(one) for one in value] if isinstance(value, tuple) else str(value)
