"""Trust: of which source each field of a paper is taken, and why; a field in, the order of sources out."""

from collections.abc import Iterable
from typing import NamedTuple

from papers2bib.model import Paper

LIST = "list"
"""Named in provenance for what the reading list itself says."""
ARXIV, CATALOGUE, HUGGING_FACE, SEMANTIC_SCHOLAR = "arxiv", "catalogue", "huggingface", "semantic_scholar"

_USUAL = (ARXIV, CATALOGUE, HUGGING_FACE, SEMANTIC_SCHOLAR)


class Rule(NamedTuple):
    """Which source gives some fields of a paper."""

    fields: tuple[str, ...]
    """Taken together, of one source, wherever they are not united."""
    order: tuple[str, ...]
    """Sources, most trusted first; any other one comes after them."""
    why: str
    united: bool = False
    """Every source adds to it."""


RULES = (
    Rule(
        ("title",),
        _USUAL,
        "arXiv has the newest version's, and the catalogue had its own from there; Semantic Scholar may keep"
        " an older one or the publisher's",
    ),
    Rule(
        ("authors",),
        _USUAL,
        "arXiv has all of them as they signed; Semantic Scholar's are sometimes incomplete and do not say"
        " what is a family name",
    ),
    Rule(
        ("published", "date_precision"),
        _USUAL,
        "the day when version 1 was made public: a date as arXiv gives it goes before a reckoned one, and"
        " that before Semantic Scholar's, which may be the day of a publication",
    ),
    Rule(
        ("kind", "venue", "issued", "volume", "number", "pages", "publisher"),
        (CATALOGUE, SEMANTIC_SCHOLAR),
        "all of one publication, never mixed: the catalogue's comes from the proceedings with full"
        " particulars, Semantic Scholar's from a record that joins several versions",
    ),
    Rule(("journal_ref",), _USUAL, "the authors' own words to arXiv on where it appeared"),
    Rule(("categories",), _USUAL, "arXiv's own"),
    Rule(
        ("abstract",),
        (LIST, *_USUAL),
        "the list repeats what its reader saw; the others may have another version's",
    ),
    Rule(
        ("code",),
        (LIST, ARXIV, HUGGING_FACE, CATALOGUE, SEMANTIC_SCHOLAR),
        "the link that the list or the abstract gives is the authors' own word; then the one that people gave"
        " Hugging Face; a record's may be a third party's",
    ),
    Rule(
        ("url",),
        (CATALOGUE, ARXIV, HUGGING_FACE, SEMANTIC_SCHOLAR),
        "only where neither arXiv nor a DOI says where it is",
    ),
    Rule(
        ("ids",),
        _USUAL,
        "united, one of each kind: a DOI is that of the publication named, else the catalogue's or Semantic"
        " Scholar's before the one at arXiv",
        united=True,
    ),
    Rule(("titles",), _USUAL, "all other titles under which a source knows it", united=True),
    Rule(("links",), _USUAL, "all other links that a source gives", united=True),
    Rule(("withdrawn",), _USUAL, "one source that says so is enough", united=True),
)
"""For every field that is merged."""

DOI_ORDER = (CATALOGUE, SEMANTIC_SCHOLAR, ARXIV, HUGGING_FACE)
"""The DOI at arXiv is what the authors typed."""

_BY_FIELD = {name: rule for rule in RULES for name in rule.fields}


def rule_of(field: str) -> Rule:
    """The rule for a field of Paper; KeyError for one that is not merged."""
    return _BY_FIELD[field]


def by_trust(accounts: Iterable[Paper], order: tuple[str, ...] = _USUAL) -> list[Paper]:
    """Most trusted first; those of one source, and of sources without a place, stay in the order given."""
    places = {source: place for place, source in enumerate(order)}
    return sorted(accounts, key=lambda one: places.get(one.source, len(order)))
