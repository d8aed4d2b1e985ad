import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from papers import HOSTILE_TITLES, paper, references

from papers2bib.errors import ConfigError
from papers2bib.ids import PaperId
from papers2bib.model import Date, Paper, Reference
from papers2bib.targets.bibtex import BibtexTarget, write_bibtex


def entry(one: Paper, **options: object) -> str:
    (written,) = write_bibtex(references(one), **options)  # type: ignore[arg-type]  # options by name
    return written.text


def field(text: str, name: str) -> str | None:
    found = re.search(rf"^  {name} = {{(.*)}},$", text, re.MULTILINE)
    return found[1] if found else None


def test_a_preprint_is_written_as_arxiv_exports_it() -> None:
    one = paper(
        "Aligning BERT",
        doi="10.1000/a_b",
        authors=("Ziqi Pang", "Émile Zola"),
        categories=("cs.CV", "cs.LG"),
        code="https://github.com/a/b_c",
        links=("https://x.github.io/", "https://data.org/a%20b"),
        journal_ref="Phys. Rev. D 5% (2025)",
        abstract="Secret",
    )
    assert entry(one) == (
        "@misc{pang2025aligning,\n"
        "  title = {Aligning {BERT}},\n"
        "  author = {Pang, Ziqi and Zola, {\\'E}mile},\n"
        "  year = {2025},\n"
        "  eprint = {2504.11457},\n"
        "  archiveprefix = {arXiv},\n"
        "  primaryclass = {cs.CV},\n"
        "  doi = {10.1000/a_b},\n"
        "  url = {https://arxiv.org/abs/2504.11457},\n"
        "  code = {https://github.com/a/b_c},\n"
        "  project = {https://x.github.io/ https://data.org/a%20b},\n"
        "  note = {Phys. Rev. D 5\\% (2025)},\n"
        "}\n\n"
    )


@pytest.mark.parametrize(
    ("journal_ref", "note"), [("", "Withdrawn"), ("Phys. Rev. D 5", "Withdrawn; Phys. Rev. D 5")]
)
def test_a_withdrawn_paper_says_so_in_the_entry_and_to_the_person(journal_ref: str, note: str) -> None:
    (written,) = write_bibtex(references(paper(withdrawn=True, journal_ref=journal_ref)))
    assert field(written.text, "note") == note
    assert [one.partition(":")[0] for one in written.warnings] == ["withdrawn"]


def test_what_a_reference_warns_of_comes_before_what_the_entry_does() -> None:
    (written,) = write_bibtex([Reference(paper("A \u2603"), warnings=("arxiv calls it otherwise",))])
    assert written.warnings[0] == "arxiv calls it otherwise"
    assert len(written.warnings) == 2


def test_a_published_paper_keeps_its_eprint_and_takes_the_year_of_the_venue() -> None:
    one = paper(
        kind="inproceedings",
        venue="Proceedings of A & B",
        issued=Date(2026),
        volume="3",
        number="7",
        pages="10 - 19",
        publisher="ACM",
    )
    text = entry(one)
    assert text.startswith("@inproceedings{lovelace2025title,\n")
    assert [
        field(text, name) for name in ("booktitle", "volume", "number", "pages", "publisher", "year")
    ] == [
        r"Proceedings of A \& B",
        "3",
        None,
        "10--19",
        "ACM",
        "2026",
    ]
    assert field(text, "eprint") == "2504.11457"


def test_an_article_has_a_journal_and_its_number() -> None:
    text = entry(paper(kind="article", venue="Nature", volume="1", number="2"))
    assert text.startswith("@article{")
    assert (field(text, "journal"), field(text, "number"), field(text, "year")) == ("Nature", "2", "2025")


@pytest.mark.parametrize(
    "facts", [{"kind": "article"}, {"venue": "Nature"}, {"kind": "phdthesis", "venue": "X"}]
)
def test_without_kind_and_venue_it_stays_misc(facts: dict[str, str]) -> None:
    assert entry(paper(**facts)).startswith("@misc{")


def test_primaryclass_is_left_out_where_it_is_unknown_and_year_never() -> None:
    text = entry(paper(arxiv="hep-th/9912012"))
    assert field(text, "primaryclass") is None
    assert field(text, "year") == "1999"


def test_a_paper_without_arxiv_id_is_found_by_its_doi() -> None:
    text = entry(paper(arxiv="", doi="10.1000/a", published=Date(2020)))
    assert (field(text, "doi"), field(text, "url")) == ("10.1000/a", "https://doi.org/10.1000/a")
    assert field(text, "eprint") is None


def test_a_doi_is_written_as_it_is_and_its_url_as_urls_are() -> None:
    text = entry(paper(arxiv="", doi="10.1002/15(2001)2:1%3c103::aid\\_a>3.0;2-#"))
    assert field(text, "doi") == "10.1002/15(2001)2:1<103::aid_a>3.0;2-#"
    assert field(text, "url") == "https://doi.org/10.1002/15(2001)2:1%3C103::aid_a%3E3.0;2-%23"


@pytest.mark.parametrize(
    ("authors", "written"),
    [
        (("Laurens van der Maaten",), "van der Maaten, Laurens"),
        (("George N. Phillips Jr.",), "Phillips, Jr., George N."),
        (("The ATLAS Collaboration",), "{The ATLAS Collaboration}"),
        (("Salt and Light Team", "A. B. Cee"), "{Salt and Light Team} and Cee, A. B."),
        (("José Ortega y Gasset",), r"{Ortega y Gasset}, Jos{\'e}"),
        (("Plato", ":", "OpenAI"), "Plato and {OpenAI}"),
        (("via Gobetti 93/3 {",), "{via Gobetti 93/3}"),
        (("Ada Lovelace", "others"), "Lovelace, Ada and others"),
    ],
)
def test_names_are_written_so_that_bibtex_splits_them_right(authors: tuple[str, ...], written: str) -> None:
    assert field(entry(paper(authors=authors)), "author") == written


def test_what_breaks_bibtex_in_a_url_is_encoded_and_the_rest_untouched() -> None:
    text = entry(
        paper(code="https://github.com/a/b_c%20d#e&f~g", links=("https://x.org/{a}\\b", "https://é.org/"))
    )
    assert field(text, "code") == "https://github.com/a/b_c%20d#e&f~g"
    assert field(text, "project") == "https://x.org/%7Ba%7D%5Cb https://%C3%A9.org/"


def test_an_abstract_is_written_on_request_and_always_balanced() -> None:
    one = paper(abstract="We {show 5% $x^2$\n\nfor \\input{x}.")
    assert field(entry(one), "abstract") is None
    assert field(entry(one, abstract=True), "abstract") == r"We show 5\% $x^2$ for \textbackslash{}inputx."


def test_what_has_no_latex_form_is_kept_with_a_warning() -> None:
    (written,) = write_bibtex(references(paper("漢", authors=("王伟",))))
    assert written.warnings == (
        "title holds characters with no LaTeX form: 漢",
        "author holds characters with no LaTeX form: 王 伟",
    )
    assert "title = {漢}" in written.text


def test_utf8_writes_letters_as_they_are() -> None:
    text = entry(paper("Über α", authors=("Émile Zola",)), utf8=True)
    assert (field(text, "title"), field(text, "author")) == (r"Über $\alpha$", "Zola, Émile")


def test_a_paper_without_authors_can_still_be_sorted() -> None:
    text = entry(paper("Some Title", authors=()))
    assert (field(text, "author"), field(text, "key")) == (None, "Some Title")


def test_entries_keep_the_order_of_the_references() -> None:
    papers = [paper("Zeta"), paper("Alpha", arxiv="2504.00001")]
    assert [one.key for one in write_bibtex(references(*papers))] == ["lovelace2025zeta", "lovelace2025alpha"]


def test_a_bad_key_pattern_is_refused_before_anything_is_read() -> None:
    with pytest.raises(ConfigError):
        BibtexTarget(key_pattern="[nonsense]")


@pytest.mark.parametrize("title", HOSTILE_TITLES)
def test_a_hostile_title_is_one_entry_for_other_programs_too(title: str) -> None:
    _assert_one_entry(paper(title, journal_ref=title, abstract=title, authors=(title, "A. B")))


@given(st.text(max_size=40))
@settings(max_examples=40)
def test_any_text_is_one_entry_for_other_programs_too(text: str) -> None:
    one = paper(text, journal_ref=text, authors=(text, "A. B"), code=text, links=(text,))
    _assert_one_entry(Paper(**{name: getattr(one, name) for name in one.__slots__} | {"url": text}))


def _assert_one_entry(one: Paper) -> None:
    import bibtexparser  # type: ignore[import-untyped]  # it ships no types

    text = entry(one, abstract=True)
    database = bibtexparser.bparser.BibTexParser(interpolate_strings=False).parse(text)
    assert [found["ID"] for found in database.entries] == [re.match(r"@misc\{(.*),", text)[1]]  # type: ignore[index]
    assert database.entries[0]["eprint"] == "2504.11457"
    assert not database.comments
    assert PaperId.arxiv(database.entries[0]["eprint"])
