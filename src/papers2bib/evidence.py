"""Evidence: from what a listing says and a paper's record to weighed agreements and disagreements, in words.

Weights are bits (log2 of how much likelier the fact is when the listing means this paper than when it means
another one), in the manner of Fellegi and Sunter (1969), https://doi.org/10.1080/01621459.1969.10501049; they
add up because what a list says of title, people and dates is nearly independent given the paper, and where
it is not (the same people write several papers on one subject in one year) the table of weights tells so.
"""

from functools import lru_cache

from papers2bib import weights
from papers2bib.abstracts import overlap
from papers2bib.date_evidence import weigh_date, weigh_listed, weigh_venue
from papers2bib.levels import Closeness, Overlap
from papers2bib.links import classify, link_key, links
from papers2bib.model import Evidence, Listing, Paper
from papers2bib.name_evidence import people, weigh_count, weigh_names
from papers2bib.title_evidence import weigh_title


def weigh(listing: Listing, paper: Paper) -> list[Evidence]:
    """Everything the listing says that speaks for or against its meaning the paper, the title first."""
    title, closeness = weigh_title(listing.title, paper)
    found = people(listing.authors, paper.authors)
    by_them = found is not None and found.agree
    rest = (
        weigh_names(listing, paper, closeness),
        weigh_count(listing, paper, closeness, by_them),
        weigh_listed(listing, paper),
        weigh_venue(listing, paper),
        _ids(listing, paper, closeness),
        weigh_date(listing, paper, closeness, by_them),
        _links(listing, paper),
        _abstracts(listing, paper),
    )
    return [title, *(one for one in rest if one)]


def _ids(listing: Listing, paper: Paper, title: Closeness) -> Evidence | None:
    for listed in listing.ids:
        if listed in paper.ids:
            bits = weights.ID_EQUAL_TITLE_APART if title.told_apart else weights.ID_EQUAL
            return Evidence(bits, f"{listed} listed")
    for listed in listing.ids:
        if known := paper.id(listed.scheme):
            bits = weights.ID_OTHER.get(listed.scheme, 0.0)
            return Evidence(bits, f"{listed} listed, not {listed.scheme}:{known}")
    return None


def shares_link(listing: Listing, paper: Paper) -> bool:
    """Whether the paper's code repository is listed."""
    return bool(paper.code) and link_key(paper.code) in _listed_links(listing.abstract, listing.urls)


def _links(listing: Listing, paper: Paper) -> Evidence | None:
    if not shares_link(listing, paper):
        return None
    return Evidence(weights.CODE_LINK.bits, f"{paper.code} listed")


def _abstracts(listing: Listing, paper: Paper) -> Evidence | None:
    found = overlap(listing.abstract, paper.abstract)
    if found is None:
        return None
    said = (
        "its abstract is another" if found is Overlap.NONE else f"{found} of the listed abstract in its own"
    )
    return Evidence(weights.ABSTRACTS[found].bits, said)


@lru_cache(maxsize=256)
def _listed_links(abstract: str, urls: tuple[str, ...]) -> frozenset[str]:
    return frozenset(link_key(url) for found in (links(abstract), classify(urls)) for url in found.code)
