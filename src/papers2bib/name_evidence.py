"""What names say: from the authors and the number of authors that a list gives to evidence in bits."""

from collections.abc import Sequence

from papers2bib import weights
from papers2bib.levels import Closeness, People
from papers2bib.model import Evidence, Listing, Paper
from papers2bib.names import NameAgreement, best_agreements


def people(listed: Sequence[str], known: Sequence[str]) -> People | None:
    """How far the listed names are among the known ones; None where one side names nobody."""
    if not listed or not known:
        return None
    return _level(listed, best_agreements(listed, tuple(known)))


def weigh_names(listing: Listing, paper: Paper, title: Closeness) -> Evidence | None:
    """The listed authors among those of the paper."""
    if not listing.authors or not paper.authors:
        return None
    agreed = best_agreements(listing.authors, paper.authors)
    said = _said_of(agreed)
    level = _level(listing.authors, agreed)
    if level is People.NONE:
        said = f"{said} among its {len(paper.authors)}"
    return Evidence(weights.PEOPLE[title][level, some(len(agreed))].bits, said)


def some(names: int) -> int:
    """So many listed names as the table of weights tells apart."""
    return min(names, 3)


def weigh_count(listing: Listing, paper: Paper, title: Closeness, by_them: bool) -> Evidence | None:
    """The number of authors that the list states; `by_them`: the listed ones are the paper's."""
    if listing.n_authors is None or not paper.authors:
        return None
    listed, known = listing.n_authors, len(paper.authors)
    said = f"{known} authors" if listed == known else f"{listed} authors listed, it has {known}"
    return Evidence(weights.COUNTS[title, by_them][off(listed, known)].bits, said)


def off(listed: int, known: int) -> int:
    """How far the numbers of authors are apart, as far as the table of weights tells."""
    return min(abs(listed - known), 3)


def _level(listed: Sequence[str], agreed: Sequence[NameAgreement]) -> People:
    full = sum(one >= NameAgreement.INITIALS for one in agreed)
    if full:
        return People.ALL if full == len(agreed) else People.MOST if 2 * full >= len(agreed) else People.SOME
    if NameAgreement.FAMILY not in agreed:
        return People.NONE
    alone = all(len(name.split()) == 1 for name in listed) and NameAgreement.DIFFERENT not in agreed
    return People.SURNAMES if alone else People.FAMILY


def _said_of(agreed: Sequence[NameAgreement]) -> str:
    same = sum(one is not NameAgreement.DIFFERENT for one in agreed)
    family = sum(one is NameAgreement.FAMILY for one in agreed)
    said = f"{same} of {len(agreed)} listed author{'s' * (len(agreed) != 1)}"
    return f"{said} ({family} by family name alone)" if family else said
