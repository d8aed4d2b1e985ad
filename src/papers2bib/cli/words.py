"""The summary in words: open listings and a tally in, lines for a person out, harmless to a terminal."""

from typing import TYPE_CHECKING

from papers2bib.cli.screen import visible
from papers2bib.model import Match, Verdict
from papers2bib.report import Tally

if TYPE_CHECKING:
    from papers2bib.session.host import Waiting

_WORTH_A_LOOK = 0.005
"""Candidates of a lower score are in the report alone."""


def leftover(match: Match) -> list[str]:
    """An open listing: where it stands, why it is open, and the best candidate."""
    listing = match.listing
    lines = [f"{listing.origin}: {match.verdict}: {listing.name}"]
    if match.problems:
        lines.append("    " + "; ".join(match.problems))
    if match.candidates and match.candidates[0].score >= _WORTH_A_LOOK:
        best = match.candidates[0]
        ids = " ".join(map(str, best.paper.ids)) or "no id"
        lines.append(f"    best: {ids} {best.paper.title} ({best.score:.2f}: {', '.join(best.because)})")
    return [visible(line) for line in lines]


def total(tally: Tally, ending: str, noun: str = "") -> list[str]:
    """What the run came to; `ending` says where the references are, `noun` what came from no file."""
    verdicts = ", ".join(f"{tally.verdicts[one]} {one}" for one in Verdict)
    listings = count(tally.listings, noun or "listing")
    listings += "" if noun else f" in {count(len(tally.files), 'file')}"
    return [
        visible(f"{listings}: {verdicts}"),
        visible(f"{count(tally.references, 'reference')} {ending}"),
    ]


def spared(place: str) -> str:
    """What a run without references leaves alone."""
    return visible(f"{place} is left as it was")


def progress(tally: Tally) -> str:
    """How far the work has come."""
    return f"{count(tally.listings, 'listing')} read, {tally.verdicts[Verdict.MATCHED]} matched"


def waiting(one: "Waiting") -> str:
    """What a service is being waited for, how long already, and why."""
    why = f" ({one.why})" if one.why else ""
    return visible(f"{one.name}: {one.what}, {one.seconds:.0f} s{why}")


def count(number: int, noun: str) -> str:
    """`1 file`, `2 files`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
