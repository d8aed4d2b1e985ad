"""Evidence: from what a listing says and a paper's record to weighed agreements and disagreements, in words.

Weights are bits (log2 of how much likelier the fact is when the listing means this paper than when it means
another one), in the manner of Fellegi and Sunter (1969), https://doi.org/10.1080/01621459.1969.10501049; they
add up because what a list says of title, people and dates is nearly independent given the paper.
"""

from collections.abc import Sequence
from functools import lru_cache

from papers2bib.date_evidence import weigh_date, weigh_listed, weigh_venue
from papers2bib.links import classify, link_key, links
from papers2bib.model import Evidence, Listing, Paper
from papers2bib.names import NameAgreement, compare
from papers2bib.title_evidence import weigh_title

NAME_WEIGHTS = {
    NameAgreement.EQUAL: 8.0,
    NameAgreement.INITIALS: 6.0,
    NameAgreement.FAMILY: 1.0,
    NameAgreement.DIFFERENT: -3.0,
}
FAMILY_ALONE_LISTED = 3.0
"""The list gives no more than the family name (`He et al.`), and it agrees."""
NAMES_MOST = 20.0
NO_NAME = -20.0

COUNT_WEIGHTS = {0: 3.0, 1: -1.0, 2: -3.0}
COUNT_FAR = -6.0

ID_EQUAL = 12.0
ID_EQUAL_TITLE_APART = 10.0
"""Links in lists are wrong now and then: one that leads to another title counts less."""
ID_OTHER = {"arxiv": -14.0, "doi": -3.0}
"""A paper has one arXiv id; it may have several DOIs (preprint, proceedings, journal)."""
LINK_EQUAL = 10.0


def weigh(listing: Listing, paper: Paper) -> list[Evidence]:
    """Everything the listing says that speaks for or against its meaning the paper, the title first."""
    title, told_apart = weigh_title(listing.title, paper)
    common = [
        weigh_names(listing, paper),
        _count(listing, paper),
        weigh_listed(listing, paper),
        weigh_venue(listing, paper),
    ]
    if told_apart:  # the same people write several papers on one subject in one year
        common = [one for one in common if one and one.bits < 0]
    rare = [_ids(listing, paper, told_apart), weigh_date(listing, paper), _links(listing, paper)]
    return [title, *(one for one in [*common, *rare] if one)]


def _ids(listing: Listing, paper: Paper, told_apart: bool) -> Evidence | None:
    for listed in listing.ids:
        if listed in paper.ids:
            return Evidence(ID_EQUAL_TITLE_APART if told_apart else ID_EQUAL, f"{listed} listed")
    for listed in listing.ids:
        if known := paper.id(listed.scheme):
            return Evidence(ID_OTHER.get(listed.scheme, 0.0), f"{listed} listed, not {listed.scheme}:{known}")
    return None


def weigh_names(listing: Listing, paper: Paper) -> Evidence | None:
    """The listed authors among those of the paper; None where one side names nobody."""
    if not listing.authors or not paper.authors:
        return None
    agreed = [max(compare(name, author) for author in paper.authors) for name in listing.authors]
    said = _said_of_names(agreed)
    if all(one is NameAgreement.DIFFERENT for one in agreed):
        return Evidence(NO_NAME, f"{said} among its {len(paper.authors)}")
    bits = sum(map(_name_bits, listing.authors, agreed))
    if sum(one >= NameAgreement.INITIALS for one in agreed) > len(agreed) / 2:
        bits = max(bits, NAME_WEIGHTS[NameAgreement.INITIALS])
    return Evidence(max(NO_NAME, min(NAMES_MOST, bits)), said)


def _name_bits(listed: str, agreement: NameAgreement) -> float:
    if agreement is NameAgreement.FAMILY and len(listed.split()) == 1:
        return FAMILY_ALONE_LISTED
    return NAME_WEIGHTS[agreement]


def _said_of_names(agreed: Sequence[NameAgreement]) -> str:
    same = sum(one is not NameAgreement.DIFFERENT for one in agreed)
    family = sum(one is NameAgreement.FAMILY for one in agreed)
    said = f"{same} of {len(agreed)} listed author{'s' * (len(agreed) != 1)}"
    return f"{said} ({family} by family name alone)" if family else said


def _count(listing: Listing, paper: Paper) -> Evidence | None:
    if listing.n_authors is None or not paper.authors:
        return None
    listed, known = listing.n_authors, len(paper.authors)
    bits = COUNT_WEIGHTS.get(abs(listed - known), COUNT_FAR)
    return Evidence(
        bits, f"{known} authors" if listed == known else f"{listed} authors listed, it has {known}"
    )


def shares_link(listing: Listing, paper: Paper) -> bool:
    """Whether the paper's code repository is listed."""
    return bool(paper.code) and link_key(paper.code) in _listed_links(listing.abstract, listing.urls)


def _links(listing: Listing, paper: Paper) -> Evidence | None:
    return Evidence(LINK_EQUAL, f"{paper.code} listed") if shares_link(listing, paper) else None


@lru_cache(maxsize=256)
def _listed_links(abstract: str, urls: tuple[str, ...]) -> frozenset[str]:
    return frozenset(link_key(url) for found in (links(abstract), classify(urls)) for url in found.code)
