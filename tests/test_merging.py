"""Accounts of one paper become one, each field from whom it is best known; another paper's are left out."""

from itertools import permutations
from typing import Any

import pytest

from papers2bib.ids import PaperId
from papers2bib.merging import from_listing, merge
from papers2bib.model import Date, Listing, Paper
from papers2bib.trust import RULES, rule_of

ARXIV = PaperId("arxiv", "2504.11457")
DOI = PaperId("doi", "10.1000/a")
OTHER_DOI = PaperId("doi", "10.1000/b")
SHA = PaperId("s2", "204e")
TITLE = "Aligning Generative Models for Image Denoising"
PEOPLE = ("Ada Lovelace", "Alan Turing")
OTHER_TITLE = "Sparse Attention over Long Protein Sequences"
OTHERS = ("Grace Hopper", "Edsger Dijkstra")


def paper(source: str = "catalogue", title: str = TITLE, **facts: Any) -> Paper:
    return Paper(source=source, title=title, **({"ids": (ARXIV,), "authors": PEOPLE} | facts))


def test_one_account_stays_as_it_is_and_names_its_source() -> None:
    only = paper(code="https://github.com/a/b")
    one = merge([only])
    assert (one.paper, one.accounts, one.unused, one.warnings) == (only, (only,), (), ())
    assert one.provenance == dict.fromkeys(("title", "ids", "authors", "code"), "catalogue")


def test_of_sources_without_a_place_the_first_that_knows_a_field_gives_it() -> None:
    one = merge([paper("one", categories=("cs.CV",), authors=()), paper("two", categories=("cs.LG",))])
    assert (one.paper.categories, one.paper.authors) == (("cs.CV",), PEOPLE)
    assert (one.provenance["title"], one.provenance["authors"]) == ("one", "two")


@pytest.mark.parametrize(
    ("field", "values", "chosen"),
    [
        ("title", {"arxiv": TITLE, "catalogue": TITLE.lower(), "semantic_scholar": TITLE.upper()}, "arxiv"),
        ("title", {"catalogue": TITLE, "huggingface": TITLE.lower()}, "catalogue"),
        ("title", {"huggingface": TITLE, "semantic_scholar": TITLE.lower()}, "huggingface"),
        ("authors", {"semantic_scholar": PEOPLE[:1], "huggingface": PEOPLE}, "huggingface"),
        ("authors", {"huggingface": ("A. Lovelace",), "arxiv": PEOPLE}, "arxiv"),
        ("abstract", {"arxiv": "A", "semantic_scholar": "B"}, "arxiv"),
        (
            "code",
            {"catalogue": "https://github.com/a/b", "huggingface": "https://github.com/c/d"},
            "huggingface",
        ),
        ("categories", {"catalogue": ("cs.LG",), "arxiv": ("cs.CV", "cs.LG")}, "arxiv"),
    ],
)
def test_each_field_comes_from_the_source_that_is_trusted_most_with_it(
    field: str, values: dict[str, Any], chosen: str
) -> None:
    for order in permutations(values):
        one = merge([paper(source, **{field: values[source]}) for source in order])
        assert getattr(one.paper, field) == values[chosen]
        assert one.provenance[field] == chosen
        assert rule_of(field).why


def test_there_is_one_rule_for_every_field_of_a_paper_but_its_source() -> None:
    fields = [name for rule in RULES for name in rule.fields]
    assert sorted(fields) == sorted(set(Paper.__dataclass_fields__) - {"source"})


def test_the_order_of_the_accounts_after_the_first_does_not_matter() -> None:
    matched = paper("huggingface", code="https://github.com/x/y", published=Date(2025, 4, 15))
    others = [
        paper("catalogue", ids=(ARXIV, DOI), kind="article", venue="A Journal", issued=Date(2025)),
        paper("arxiv", "Aligning generative models for image denoising", ids=(ARXIV, OTHER_DOI)),
        paper("semantic_scholar", ids=(ARXIV, SHA), authors=PEOPLE[:1]),
        paper(
            "list", "", ids=(), authors=(), abstract="Code at github.com/a/b.", code="https://github.com/a/b"
        ),
        paper("other", OTHER_TITLE, authors=OTHERS),
    ]
    assert len({repr(merge([matched, *order])) for order in permutations(others)}) == 1


def test_another_title_is_kept_beside_the_first() -> None:
    one = merge([paper("one", titles=("S",)), paper("two", TITLE.upper()), paper("three")])
    assert one.paper.titles == ("S", TITLE.upper())
    assert one.provenance["titles"] == "one+two+three"


def test_ids_are_united_and_the_first_of_a_scheme_counts() -> None:
    one = merge([paper("one", ids=(ARXIV, DOI)), paper("two", ids=(ARXIV, OTHER_DOI, SHA))])
    assert one.paper.ids == (ARXIV, DOI, SHA)
    assert one.provenance["ids"] == "one+two"


def test_the_doi_of_a_publisher_goes_before_the_one_typed_at_arxiv() -> None:
    one = merge([paper("arxiv", ids=(ARXIV, DOI)), paper("semantic_scholar", ids=(ARXIV, OTHER_DOI))])
    assert one.paper.id("doi") == OTHER_DOI.value


def test_a_venue_is_never_mixed_from_two_accounts() -> None:
    journal = paper("one", kind="article", venue="A Journal", issued=Date(2025))
    talk = paper("two", kind="inproceedings", venue="Proceedings", volume="7", pages="1-9")
    one = merge([journal, talk])
    assert (one.paper.kind, one.paper.venue, one.paper.volume, one.paper.pages) == (
        "article",
        "A Journal",
        "",
        "",
    )
    assert "pages" not in one.provenance


@pytest.mark.parametrize(
    ("facts", "doi"),
    [
        ({"kind": "inproceedings", "venue": "The Proceedings", "issued": Date(2025)}, DOI.value),
        ({"kind": "inproceedings", "venue": "The Proceedings", "issued": Date(2026)}, ""),
        ({"kind": "article", "venue": "A Journal", "issued": Date(2025)}, ""),
        ({}, ""),
    ],
)
def test_a_doi_of_another_publication_is_not_put_beside_a_venue(facts: dict[str, Any], doi: str) -> None:
    talk = paper("catalogue", kind="inproceedings", venue="Proceedings", issued=Date(2025))
    one = merge([talk, paper("semantic_scholar", ids=(ARXIV, DOI), **facts)])
    assert (one.paper.venue, one.paper.id("doi")) == ("Proceedings", doi)


def test_the_doi_of_the_publication_named_goes_before_any_other() -> None:
    known = paper("catalogue", ids=(ARXIV, DOI))
    there = paper(
        "semantic_scholar", ids=(ARXIV, OTHER_DOI), kind="article", venue="A Journal", issued=Date(2025)
    )
    one = merge([known, there])
    assert (one.paper.venue, one.paper.id("doi")) == ("A Journal", OTHER_DOI.value)


def test_a_date_as_given_beats_a_reckoned_one() -> None:
    reckoned = paper("arxiv", published=Date(2025, 4, 14), date_precision="interpolated")
    given = paper("catalogue", published=Date(2025, 4, 15))
    one = merge([reckoned, given])
    assert (one.paper.published, one.paper.date_precision) == (Date(2025, 4, 15), "")
    assert one.provenance["published"] == "catalogue"


def test_any_other_date_beats_that_of_semantic_scholar() -> None:
    publication = paper("semantic_scholar", published=Date(2026, 1, 2))
    reckoned = paper("catalogue", published=Date(2025, 4, 14), date_precision="interpolated")
    assert merge([publication, reckoned]).paper.published == Date(2025, 4, 14)
    assert merge([publication]).paper.published == Date(2026, 1, 2)


def test_one_source_that_calls_a_paper_withdrawn_is_enough() -> None:
    one = merge([paper("catalogue"), paper("arxiv", withdrawn=True)])
    assert (one.paper.withdrawn, one.provenance["withdrawn"]) == (True, "arxiv")
    assert "withdrawn" not in merge([paper()]).provenance


def test_a_listing_gives_abstract_and_links_alone() -> None:
    listing = Listing(
        title="Typed title",
        origin="list:1",
        authors=("Somebody",),
        date=Date(2025, 4, 15),
        abstract="See https://x.github.io and github.com/a/b.",
        urls=("https://github.com/c/d", "https://data.org/set"),
    )
    told = from_listing(listing)
    assert told == Paper(
        source="list",
        title="",
        abstract=listing.abstract,
        code="https://github.com/a/b",
        links=("https://x.github.io", "https://data.org/set", "https://github.com/c/d"),
    )


def test_the_repository_of_the_abstract_goes_before_the_records_which_is_kept_as_a_link() -> None:
    record = paper(code="http://github.com/some/fork.git")
    listing = Listing(title="T", origin="l:1", abstract="Code: https://github.com/a/b")
    one = merge([record, from_listing(listing)])
    assert one.paper.code == "https://github.com/a/b"
    assert one.paper.links == ("https://github.com/some/fork",)
    assert (one.provenance["title"], one.provenance["code"]) == ("catalogue", "list")


@pytest.mark.parametrize("source", ["arxiv", "semantic_scholar", "huggingface"])
def test_the_repository_of_anybodys_abstract_goes_before_the_one_at_hugging_face(source: str) -> None:
    told = paper(source, abstract="Code and data: github.com/a/b and https://x.github.io.")
    one = merge([paper("huggingface", code="https://github.com/c/d"), told])
    assert (one.paper.code, one.provenance["code"]) == ("https://github.com/a/b", source)
    assert set(one.paper.links) == {"https://github.com/c/d", "https://x.github.io"}


def test_the_same_repository_written_in_two_ways_is_one() -> None:
    record = paper(code="http://github.com/A/b.git")
    one = merge([record, from_listing(Listing(title="T", origin="", abstract="https://github.com/a/b"))])
    assert (one.paper.code, one.paper.links) == ("https://github.com/a/b", ())


def test_the_record_gives_code_where_the_list_has_none() -> None:
    one = merge([paper(code="http://github.com/A/b.git"), from_listing(Listing(title="T", origin="l:1"))])
    assert (one.paper.code, one.provenance["code"]) == ("https://github.com/A/b", "catalogue")


def test_an_account_of_another_paper_is_left_out_and_named() -> None:
    wrong = paper(
        "semantic_scholar",
        OTHER_TITLE,
        authors=OTHERS,
        ids=(ARXIV, DOI),
        kind="article",
        venue="A Journal",
        issued=Date(2025),
    )
    one = merge([paper("catalogue"), wrong, paper("huggingface", code="https://github.com/a/b")])
    assert (one.paper.ids, one.paper.venue, one.paper.titles) == ((ARXIV,), "", ())
    assert one.paper.code == "https://github.com/a/b"
    assert one.unused == (wrong,)
    assert one.warnings == (
        f"semantic_scholar calls arxiv:2504.11457 '{OTHER_TITLE}' by other people: not used",
    )


def test_what_was_matched_stays_and_loses_an_id_that_a_better_source_gives_to_another_paper() -> None:
    matched = paper("semantic_scholar", ids=(ARXIV, SHA))
    owner = paper("arxiv", OTHER_TITLE, authors=OTHERS)
    one = merge([matched, owner])
    assert (one.paper.title, one.paper.ids) == (TITLE, (SHA,))
    assert one.warnings == (
        f"arxiv calls arxiv:2504.11457 '{OTHER_TITLE}' by other people: not used, nor is arxiv:2504.11457",
    )


def test_an_id_is_kept_where_a_lesser_source_gives_it_to_another_paper() -> None:
    wrong = paper("semantic_scholar", OTHER_TITLE, authors=OTHERS)
    assert merge([paper("arxiv"), wrong]).paper.ids == (ARXIV,)


def test_an_account_under_another_arxiv_id_is_left_out() -> None:
    other = PaperId("arxiv", "2401.00001")
    one = merge([paper("catalogue", ids=(ARXIV, DOI)), paper("semantic_scholar", ids=(other, DOI, SHA))])
    assert one.paper.ids == (ARXIV, DOI)
    assert one.warnings == (
        "semantic_scholar has doi:10.1000/a under arxiv:2401.00001, not arxiv:2504.11457: not used",
    )


def test_a_later_title_joins_where_another_account_knows_both() -> None:
    retitled = "Denoising Pictures by Preference"
    knows_both = paper("arxiv", retitled)
    nameless = paper("semantic_scholar", retitled, authors=())
    assert merge([paper(), nameless]).unused == (nameless,)
    assert merge([paper(), nameless, knows_both]).unused == ()
