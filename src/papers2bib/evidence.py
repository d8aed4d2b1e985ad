"""Evidence: from what a listing says and a paper's record to weighed agreements and disagreements, in words.

Weights are bits (log2 of how much likelier the fact is when the listing means this paper than when it means
another one), in the manner of Fellegi and Sunter (1969), https://doi.org/10.1080/01621459.1969.10501049; they
add up because what a list says of title, people and dates is nearly independent given the paper.
"""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from papers2bib.differences import Difference, Edit, Kind, difference
from papers2bib.links import classify, link_key, links
from papers2bib.model import Date, Listing, Paper
from papers2bib.names import NameAgreement, compare
from papers2bib.titles import spoken, title_key, title_words

LETTER = 0.4
"""What one agreeing letter of the title is worth, up to TITLE_MOST."""
TITLE_MOST = 14.0
EQUAL_LEAST = 7.0
"""An equal title of three words or twenty letters is at least this much."""
SHORT_MOST = 4.0
"""A title of one or two words and fewer than twenty letters is at most this much: names are used again."""

TITLE_COSTS: dict[Kind, tuple[float, float]] = {  # once, and for each letter or word more
    Kind.GLUED: (0.3, 0.0),
    Kind.LABEL: (0.5, 0.0),
    Kind.TYPO: (1.5, 1.0),
    Kind.INFLECTED: (1.5, 0.0),
    Kind.SMALL: (1.5, 0.5),
    Kind.BROKEN_OFF: (3.0, 0.0),
    Kind.CUT: (4.0, 0.0),
    Kind.NAME: (4.0, 0.0),
    Kind.NAME_LOST: (3.0, 0.5),
    Kind.NAME_ADDED: (5.0, 0.5),
    Kind.HEAD_LOST: (8.0, 1.0),
    Kind.HEAD_ADDED: (8.0, 1.0),
    Kind.TAIL_ADDED: (7.0, 0.5),
    Kind.LOST: (7.5, 2.0),
    Kind.ADDED: (7.5, 2.0),
    Kind.SWAPPED: (10.0, 1.0),
    Kind.OTHER_WORK: (30.0, 0.0),
    Kind.NUMBER: (30.0, 0.0),
}
CUT_SHORT = 0.35
"""For each letter below 45 that a title ends early at a word: 0.1 % of the titles of 45 letters begin another
title, 0.8 % of those of 30, 3 % of those of 20."""
TITLE_LEAST = -13.0

NAME_WEIGHTS = {
    NameAgreement.EQUAL: 8.0,
    NameAgreement.INITIALS: 6.0,
    NameAgreement.FAMILY: 1.0,
    NameAgreement.DIFFERENT: -3.0,
}
NAMES_MOST = 20.0
NO_NAME = -20.0

COUNT_WEIGHTS = {0: 3.0, 1: -1.0, 2: -3.0}
COUNT_FAR = -6.0

ID_EQUAL = 12.0
ID_EQUAL_TITLE_APART = 10.0
"""Links in lists are wrong now and then: one that leads to another title counts less."""
ID_OTHER = -14.0
LINK_EQUAL = 10.0


_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One agreement or disagreement: its weight in bits, and what it is, for people."""

    bits: float
    because: str


def weigh(listing: Listing, paper: Paper) -> list[Evidence]:
    """Everything the listing says that speaks for or against its meaning the paper, the title first."""
    title, told_apart = _title(listing.title, paper)
    common = [_names(listing, paper), _count(listing, paper), _listed(listing, paper), _venue(listing, paper)]
    if told_apart:  # the same people write several papers on one subject in one year
        common = [one for one in common if one and one.bits < 0]
    rare = [_ids(listing, paper, told_apart), _date(listing, paper), _links(listing, paper)]
    return [title, *(one for one in [*common, *rare] if one)]


def title_rank(title: str, paper: Paper) -> int:
    """2 if the paper's title is the listed one but for typography, 1 if another title of it is, else 0."""
    key = title_key(title)
    if title_key(paper.title) == key:
        return 2
    return int(any(title_key(other) == key for other in paper.titles))


def is_name(title: str) -> bool:
    """The title has at most two words and nineteen letters: likely a name, and names are used again."""
    words = title_words(title).split()
    return len(words) <= 2 and sum(map(len, words)) < 20


def _title(listed: str, paper: Paper) -> tuple[Evidence, bool]:
    """The best that any title of the paper says, and whether even that one tells the papers apart."""
    judged = [_one_title(listed, title) for title in (paper.title, *paper.titles)]
    at = max(range(len(judged)), key=lambda one: judged[one][0].bits)
    best, told_apart = judged[at]
    if at:
        best = replace(best, because=f"{best.because} (another title of it)")
    return best, told_apart


@lru_cache(maxsize=1024)
def _one_title(listed: str, recorded: str) -> tuple[Evidence, bool]:
    readings = [difference(listed, reading) for reading in dict.fromkeys((recorded, spoken(recorded)))]
    found = max(readings, key=_title_bits)
    said = "title " + "; ".join(map(str, found.edits))
    if not found.edits:
        said = "title equal" if listed == recorded else "title equal but for typography"
    return Evidence(_title_bits(found), said), found.tells_apart


def _title_bits(found: Difference) -> float:
    bits = min(TITLE_MOST, LETTER * found.letters)
    if found.words <= 2 and found.letters < 20:
        bits = min(SHORT_MOST, bits)
    elif not found.edits:
        bits = max(EQUAL_LEAST, bits)
    if any(edit.kind is Kind.CUT for edit in found.edits):
        bits -= CUT_SHORT * max(0, 45 - found.letters)
    return max(TITLE_LEAST, bits - sum(map(_cost, found.edits)))


def _cost(edit: Edit) -> float:
    once, more = TITLE_COSTS[edit.kind]
    if edit.kind is Kind.TYPO and len(edit.listed) < 6:
        more += 2.0
        once += 1.0  # a short word is easily another word
    return once + more * max(0, edit.size - 1)


def _ids(listing: Listing, paper: Paper, told_apart: bool) -> Evidence | None:
    for listed in listing.ids:
        if listed in paper.ids:
            return Evidence(ID_EQUAL_TITLE_APART if told_apart else ID_EQUAL, f"{listed} listed")
    for listed in listing.ids:
        if known := paper.id(listed.scheme):
            return Evidence(ID_OTHER, f"{listed} listed, not {listed.scheme}:{known}")
    return None


def _names(listing: Listing, paper: Paper) -> Evidence | None:
    if not listing.authors or not paper.authors:
        return None
    agreed = [_best(name, paper.authors) for name in listing.authors]
    same = sum(one in {NameAgreement.EQUAL, NameAgreement.INITIALS} for one in agreed)
    if all(one is NameAgreement.DIFFERENT for one in agreed):
        return Evidence(NO_NAME, f"{_of(0, agreed)} among its {len(paper.authors)}")
    bits = min(NAMES_MOST, sum(NAME_WEIGHTS[one] for one in agreed))
    if same > len(agreed) / 2:
        bits = max(bits, NAME_WEIGHTS[NameAgreement.INITIALS])
    return Evidence(max(NO_NAME, bits), _of(same, agreed))


def _of(same: int, agreed: list[NameAgreement]) -> str:
    return f"{same} of {len(agreed)} listed author{'s' * (len(agreed) != 1)}"


def _best(name: str, authors: Iterable[str]) -> NameAgreement:
    order = list(NAME_WEIGHTS)
    return min((compare(name, author) for author in authors), key=order.index)


def _count(listing: Listing, paper: Paper) -> Evidence | None:
    if listing.n_authors is None or not paper.authors:
        return None
    listed, known = listing.n_authors, len(paper.authors)
    bits = COUNT_WEIGHTS.get(abs(listed - known), COUNT_FAR)
    return Evidence(
        bits, f"{known} authors" if listed == known else f"{listed} authors listed, it has {known}"
    )


def _date(listing: Listing, paper: Paper) -> Evidence | None:
    """A date that stands with the paper is its submission, or (later) the day somebody read it."""
    if listing.date is None or paper.published is None:
        return None
    apart = _apart(listing.date, paper.published)
    if apart is None:
        return _coarse(listing.date, paper.published)
    sure = paper.date_precision in {"", "announced"}
    stated = listing.n_authors is not None
    if abs(apart) <= 1:
        return Evidence(
            9.0, "submitted on the listed day" if not apart else "submitted a day off the listed date"
        )
    if abs(apart) <= 7:
        return Evidence(4.0 if apart > 0 or not sure else 0.0, f"submitted {_days(apart)} the listed date")
    if apart < 0:
        return Evidence(-10.0 if sure else -4.0, f"submitted {_days(apart)} the listed date")
    if apart <= 60 and not stated:
        return Evidence(2.0, f"submitted {_days(apart)} the listed date")
    return Evidence(-8.0 if stated and sure else -2.0, f"submitted {_days(apart)} the listed date")


def _days(apart: int) -> str:
    days = abs(apart)
    return f"{days} day{'s' * (days != 1)} {'before' if apart > 0 else 'after'}"


def _coarse(listed: Date, known: Date) -> Evidence | None:
    pairs = [(listed.year, known.year), (listed.month, known.month), (listed.day, known.day)]
    told = [(a, b) for a, b in pairs if a and b]
    if not told:
        return None
    same = [a == b for a, b in told]
    if all(same):
        return Evidence(2.5 * len(told), f"submitted {known}, listed {listed}")
    return Evidence(-3.0, f"submitted {known}, listed {listed}")


def _listed(listing: Listing, paper: Paper) -> Evidence | None:
    """The date of a heading or page says only: not submitted later; recent papers are listed more often."""
    if (
        listing.listed is None
        or paper.published is None
        or not (listing.listed.year and paper.published.year)
    ):
        return None
    apart = _apart(_latest(listing.listed), _latest(paper.published))
    if apart is None:
        return None
    if apart < -3:
        bits = -8.0 if apart < -31 else -3.0 if apart < -10 else -1.0
        return Evidence(bits, f"submitted {_days(apart)} the list's date")
    if apart <= 14 and listing.listed.exact:
        return Evidence(3.0, f"submitted {_days(apart)} the list's date")
    return None


def _venue(listing: Listing, paper: Paper) -> Evidence | None:
    """The year in a venue's name: most papers are submitted in that year or few years before."""
    year = _YEAR.search(listing.venue)
    if not year or not paper.published or not paper.published.year:
        return None
    apart = int(year[0]) - paper.published.year
    bits = 2.7 if 0 <= apart <= 3 else -1.0 if -1 <= apart <= 8 else -5.0
    return Evidence(bits, f"submitted in {paper.published.year}, listed with {listing.venue}")


def _latest(date: Date) -> Date:
    month = date.month or 12
    return Date(date.year, month, date.day or (28 if month == 2 else 30))


def _apart(listed: Date, known: Date) -> int | None:
    """Days from the known date to the listed one, where both are exact."""
    if not (listed.exact and known.exact):
        return None
    try:
        return (
            datetime.date(listed.year, listed.month, listed.day)
            - datetime.date(known.year, known.month, known.day)
        ).days
    except ValueError:
        return None


def _links(listing: Listing, paper: Paper) -> Evidence | None:
    if paper.code and link_key(paper.code) in _listed_links(listing.abstract, listing.urls):
        return Evidence(LINK_EQUAL, f"{paper.code} listed")
    return None


@lru_cache(maxsize=256)
def _listed_links(abstract: str, urls: tuple[str, ...]) -> frozenset[str]:
    return frozenset(link_key(url) for found in (links(abstract), classify(urls)) for url in found.code)
