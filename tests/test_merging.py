from papers2bib.ids import PaperId
from papers2bib.merging import from_listing, merge
from papers2bib.model import Date, Listing, Paper

ARXIV = PaperId("arxiv", "2504.11457")
DOI = PaperId("doi", "10.1000/a")


def paper(source: str = "catalogue", title: str = "", **facts: object) -> Paper:
    return Paper(source=source, title=title, **facts)  # type: ignore[arg-type]  # a short hand for tests


def test_one_account_stays_as_it_is_and_names_its_source() -> None:
    only = paper(title="A Title", ids=(ARXIV,), authors=("Ada Lovelace",), code="https://github.com/a/b")
    merged, provenance = merge([only])
    assert merged == only
    assert provenance == dict.fromkeys(("title", "ids", "authors", "code"), "catalogue")


def test_the_first_account_that_knows_a_field_gives_it() -> None:
    merged, provenance = merge(
        [paper("one", "T", categories=("cs.CV",)), paper("two", "U", authors=("A B",), categories=("cs.LG",))]
    )
    assert (merged.title, merged.authors, merged.categories) == ("T", ("A B",), ("cs.CV",))
    assert (provenance["title"], provenance["authors"]) == ("one", "two")


def test_another_title_is_kept_beside_the_first() -> None:
    merged, provenance = merge([paper("one", "T", titles=("S",)), paper("two", "U"), paper("three", "T")])
    assert merged.titles == ("S", "U")
    assert provenance["titles"] == "one+two+three"


def test_ids_are_united_and_the_first_of_a_scheme_counts() -> None:
    other = PaperId("arxiv", "2504.00001")
    merged, _ = merge([paper("one", "T", ids=(ARXIV,)), paper("two", "T", ids=(other, DOI))])
    assert merged.ids == (ARXIV, DOI)


def test_a_venue_is_never_mixed_from_two_accounts() -> None:
    journal = paper("one", "T", kind="article", venue="A Journal", issued=Date(2025))
    talk = paper("two", "T", kind="inproceedings", venue="Proceedings", volume="7", pages="1-9")
    merged, provenance = merge([journal, talk])
    assert (merged.kind, merged.venue, merged.volume, merged.pages) == ("article", "A Journal", "", "")
    assert "pages" not in provenance


def test_a_date_as_given_beats_a_reckoned_one() -> None:
    reckoned = paper("one", "T", published=Date(2025, 4, 14), date_precision="interpolated")
    given = paper("two", "T", published=Date(2025, 4, 15))
    merged, provenance = merge([reckoned, given])
    assert (merged.published, merged.date_precision) == (Date(2025, 4, 15), "")
    assert provenance["published"] == "two"


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
    record = paper(title="T", code="http://github.com/some/fork.git")
    listing = Listing(title="T", origin="l:1", abstract="Code: https://github.com/a/b")
    merged, provenance = merge([record, from_listing(listing)])
    assert merged.code == "https://github.com/a/b"
    assert merged.links == ("https://github.com/some/fork",)
    assert (provenance["title"], provenance["code"]) == ("catalogue", "list")


def test_the_same_repository_written_in_two_ways_is_one() -> None:
    record = paper(title="T", code="http://github.com/A/b.git")
    merged, _ = merge(
        [record, from_listing(Listing(title="T", origin="", abstract="https://github.com/a/b"))]
    )
    assert (merged.code, merged.links) == ("https://github.com/a/b", ())


def test_the_record_gives_code_where_the_list_has_none() -> None:
    merged, provenance = merge(
        [paper(title="T", code="http://github.com/A/b.git"), from_listing(Listing(title="T", origin="l:1"))]
    )
    assert (merged.code, provenance["code"]) == ("https://github.com/A/b", "catalogue")
