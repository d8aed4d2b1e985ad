"""Publications: a paper and what may have been published of it in, the paper with its venue out.

A wrong venue is worse than none: whatever is doubtful (records that disagree, a track that the title of the
proceedings does not name, other authors) leaves the paper as it is.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import IntEnum
from typing import Any

from papers2bib.catalogue.facts import Fact, full_venue, paper
from papers2bib.ids import PaperId
from papers2bib.model import Paper
from papers2bib.titles import title_key, title_words

TELLING = 12
"""A title key of fewer letters (Introduction, Editorial) tells nothing of which work it is."""
_TRACKS = ("findings", "workshop", "industry", "demonstration", "tutorial", "student")
_WITH_FINDINGS = re.compile(r"computational linguistics|empirical methods in natural language", re.IGNORECASE)
_FIRST_FINDINGS = 2020
_PARTICULARS = ("doi", "pages", "publisher", "volume")


class Link(IntEnum):
    """What ties a publication to a paper, the surest last."""

    NONE = 0
    """It is another work's."""
    MISTAKEN = 1
    """Its record names the paper's arXiv id, and other people."""
    TITLE = 2
    """The same title by the same people."""
    DOI = 3
    """The same DOI, and mostly the same people."""
    ARXIV = 4
    """The same arXiv id, and mostly the same people."""

    @property
    def same(self) -> bool:
        """Whether it is the same work."""
        return self >= Link.TITLE


def link(known: Paper, published: Fact) -> Link:
    """What ties a publication to a paper."""
    said, inferred = published.get("arxiv_id", ""), published.get("arxiv_id_inferred", "")
    ours, theirs = known.id("arxiv"), PaperId.arxiv(said or inferred)
    if theirs and ours:
        if theirs.value != ours:
            return Link.NONE
        wrong = Link.MISTAKEN if said else Link.NONE
        return Link.ARXIV if _same_people(known, published, every=not said) else wrong
    if _has_doi(known, published):
        return Link.DOI if _same_people(known, published, every=False) else Link.NONE
    same = _same_title(known, published) and _same_people(known, published, every=True)
    return Link.TITLE if same else Link.NONE


def with_publications(known: Paper, claims: Iterable[Any], linked: Sequence[tuple[Fact, Link]]) -> Paper:
    """The paper with the titles of its publications, and with the venue of the surest if that is certain.

    `claims` are publications that the paper's own record names ([{venue, year}]).
    """
    same = [(fact, tie) for fact, tie in linked if tie.same]
    if not known.kind:
        surest = max((tie for fact, tie in same if full_venue(fact)), default=Link.NONE)
        told = [fact for fact, tie in same if tie is surest and full_venue(fact)]
        known = _with_venue(known, claims, told) if told else known
    return _with_titles(known, [fact.get("title", "") for fact, _ in same])


def _with_venue(known: Paper, claims: Iterable[Any], told: Sequence[Fact]) -> Paper:
    published = max(told, key=lambda one: sum(bool(one.get(name)) for name in _PARTICULARS))
    if not all(_say_the_same(published, one) for one in told):
        return known
    if not (_is_certain(published) and _is_claimed(claims, published)):
        return known
    there = paper({**published, "arxiv_id": known.id("arxiv")})
    dois = {one for one in (*known.ids, *there.ids) if one.scheme == "doi"}
    if len(dois) > 1 or (
        known.id("doi") and not there.id("doi") and not _named_in(known.id("doi"), published)
    ):
        return known
    return replace(
        known,
        ids=tuple(dict.fromkeys((*known.ids, *(one for one in there.ids if one.scheme != "dblp")))),
        kind=there.kind,
        venue=there.venue,
        issued=there.issued,
        volume=there.volume,
        number=there.number,
        pages=there.pages,
        publisher=there.publisher,
    )


def _with_titles(known: Paper, others: Iterable[str]) -> Paper:
    titles = {title_key(one): one for one in (known.title, *known.titles)}
    count = len(titles)
    for title in others:
        titles.setdefault(title_key(title), title)
    return replace(known, titles=(*known.titles, *list(titles.values())[count:]))


def _say_the_same(one: Fact, other: Fact) -> bool:
    """The same kind, year and venue; the title of proceedings may be followed by place and date."""
    if any(one.get(name) != other.get(name) for name in ("type", "year", "journal")):
        return False
    shorter, longer = sorted((title_key(full_venue(one)), title_key(full_venue(other))), key=len)
    more = longer.removeprefix(shorter)
    return longer == shorter + more and not any(track in more for track in _TRACKS)


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


def _has_doi(known: Paper, published: Fact) -> bool:
    doi = published.get("doi", "").split()
    return bool(doi) and PaperId.doi(doi[0]) in known.ids


def _same_title(known: Paper, published: Fact) -> bool:
    key = title_key(published.get("title", ""))
    return len(key) >= TELLING and key in {title_key(one) for one in (known.title, *known.titles)}


def _same_people(known: Paper, published: Fact, *, every: bool) -> bool:
    """All family names in common, or most of them."""
    ours, theirs = (Counter(map(_family, names)) for names in (known.authors, published.get("authors", ())))
    common = sum((ours & theirs).values())
    return ours == theirs and common > 0 if every else 2 * common > max(ours.total(), theirs.total())


def _family(name: str) -> str:
    return next((word for word in reversed(title_words(name).split()) if not word.isdecimal()), "")


def _is_claimed(claims: Iterable[Any], published: Fact) -> bool:
    """No other publication of the paper is known under another venue or year."""
    claimed = list(claims)
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
