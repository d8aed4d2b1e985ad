"""Publications: from facts on published papers to what may be said of where an arXiv paper appeared.

A wrong venue is worse than none: whatever is doubtful (records that disagree, a track that the title of the
proceedings does not name, other authors) leaves the paper as it is.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from papers2bib.catalogue.facts import Fact, Line, Report, full_venue, ids, paper, parse_fact
from papers2bib.catalogue.numbering import paper_number
from papers2bib.model import Paper
from papers2bib.titles import title_key, title_words

_TRACKS = ("findings", "workshop", "industry", "demonstration", "tutorial", "student")
_WITH_FINDINGS = re.compile(r"computational linguistics|empirical methods in natural language", re.IGNORECASE)
_FIRST_FINDINGS = 2020
_DECIDING = ("type", "year", "booktitle", "journal")


def read_published(lines: Iterable[Line], report: Report) -> dict[int, Fact]:
    """The publications by number of the arXiv id, save those that disagree or whose venue is not certain."""
    found: dict[int, Fact | None] = {}
    for place, line in lines:
        try:
            fact = parse_fact(line)
            if arxiv_id := fact.get("arxiv_id") or fact.get("arxiv_id_inferred"):
                number = paper_number(ids({"arxiv_id": arxiv_id}))
                found[number] = _joined(found.get(number, fact), fact)
        except ValueError as error:
            report(f"{place}: {error}")
    return {number: fact for number, fact in found.items() if fact and _is_certain(fact)}


def with_publication(known: Paper, fact: Fact, published: Fact) -> Paper:
    """The paper of a fact with its venue, if the publication is beyond doubt the same work; else as it is."""
    inferred = "arxiv_id" not in published
    if not (_same_people(known, published, inferred) and _agrees(fact, published)):
        return known
    there = paper({**published, "arxiv_id": known.id("arxiv")})
    dois = {one for one in (*known.ids, *there.ids) if one.scheme == "doi"}
    if len(dois) > 1 or (
        known.id("doi") and not there.id("doi") and not _named_in(known.id("doi"), published)
    ):
        return known
    titles = (there.title,) if title_key(there.title) != title_key(known.title) else ()
    return replace(
        known,
        titles=tuple(dict.fromkeys((*known.titles, *titles))),
        ids=tuple(dict.fromkeys((*known.ids, *there.ids))),
        kind=there.kind,
        venue=there.venue,
        issued=there.issued,
        volume=there.volume,
        number=there.number,
        pages=there.pages,
        publisher=there.publisher,
    )


def _joined(one: Fact | None, other: Fact) -> Fact | None:
    """One of two records that say the same, else None."""
    if one is None or any(one.get(name) != other.get(name) for name in _DECIDING):
        return None
    return one


def _is_certain(fact: Fact) -> bool:
    venue, year = full_venue(fact).lower(), fact.get("year", "")
    if not (fact.get("type") and venue and year.isdecimal()):
        return False
    if re.findall(r"\b(?:19|20)\d\d\b", venue) and year not in venue:
        return False
    said = f"{fact.get('status', '')} {fact.get('doi', '')} {fact.get('url', '')}".lower()
    if any(track in said and track not in venue for track in _TRACKS):
        return False
    open_track = int(year) >= _FIRST_FINDINGS and _WITH_FINDINGS.search(venue) and "findings" not in venue
    return not open_track or "proceedings of" in venue or "main" in said


def _same_people(known: Paper, published: Fact, every: bool) -> bool:
    """All family names in common where the link is inferred, most of them where the record gives it."""
    ours, theirs = (Counter(map(_family, names)) for names in (known.authors, published.get("authors", ())))
    common = sum((ours & theirs).values())
    return ours == theirs and common > 0 if every else 2 * common > max(len(ours), len(theirs))


def _family(name: str) -> str:
    return next((word for word in reversed(title_words(name).split()) if not word.isdecimal()), "")


def _agrees(fact: Fact, published: Fact) -> bool:
    """No other publication of the paper is known under another venue or year."""
    claimed = fact.get("published_as") or []
    names = {_short(published.get("venue", "")), _short(full_venue(published))}
    return not claimed or any(
        isinstance(one, Mapping)
        and _short(str(one.get("venue", ""))) in names
        and str(one.get("year", "")) == published["year"]
        for one in claimed
    )


def _short(venue: str) -> str:
    return {"nips": "neurips"}.get(key := title_key(venue), key)


def _named_in(doi: str, published: Fact) -> bool:
    short = _short(published.get("venue", ""))
    return bool(short) and short in title_key(doi)
