"""What is read of a record of Semantic Scholar, and what is left out."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from s2_samples import ARXIV, ATTENTION, S2, SHA, changed

from papers2bib.ids import PaperId
from papers2bib.model import Date, Paper
from papers2bib.sources.s2_fields import prose
from papers2bib.sources.s2_records import asked_as, asked_for, read_paper


def read(**fields: Any) -> Paper:
    found = read_paper(changed(**fields))
    assert found
    return found


def test_a_record_is_read_whole() -> None:
    assert read_paper(ATTENTION) == Paper(
        source="semantic_scholar",
        title="Attention is All you Need",
        ids=(ARXIV, S2),
        authors=("Ashish Vaswani", "Noam M. Shazeer"),
        kind="inproceedings",
        venue="Neural Information Processing Systems",
        issued=Date(2017),
        pages="5998-6008",
        abstract="Only attention.",
    )


@pytest.mark.parametrize(
    "record",
    [
        None,
        [],
        "paper",
        {},
        changed(title=None),
        changed(title=" "),
        changed(title=["Attention"]),
        changed(title="a" * 1001),
        {"paperId": None, "title": "London Math. Soc", "externalIds": None},
        {"paperId": "none", "title": "A Title", "externalIds": {"MAG": "1", "CorpusId": 5}},
    ],
)
def test_a_record_without_title_or_id_is_none(record: object) -> None:
    assert read_paper(record) is None


@pytest.mark.parametrize(
    ("external", "ids"),
    [
        ({"ArXiv": "1706.03762v5"}, [ARXIV, S2]),
        ({"ArXiv": "math.GT/0309136"}, [PaperId("arxiv", "math/0309136"), S2]),
        ({"DOI": "10.1000/ABC"}, [ARXIV, PaperId("doi", "10.1000/abc"), S2]),
        ({"DOI": "10.48550/arXiv.1706.03762"}, [ARXIV, S2]),
        ({"ArXiv": None, "DOI": "10.48550/arXiv.1706.03762"}, [ARXIV, S2]),
        ({"DOI": "10.48550/arXiv.2001.00001"}, [ARXIV, S2]),
        ({"ArXiv": "none", "DOI": "none"}, [S2]),
        ({"ArXiv": 1706, "DOI": ["10.1000/abc"]}, [S2]),
    ],
)
def test_ids_are_canonical_and_one_of_each_scheme(external: dict[str, Any], ids: list[PaperId]) -> None:
    assert list(read(externalIds=external).ids) == ids


def test_a_sha_is_in_lower_case() -> None:
    assert read(paperId=SHA.upper()).id("s2") == SHA


@pytest.mark.parametrize(
    "authors", [None, {}, [None], [{"name": ""}, {"name": "A. B."}], [{"name": "A. B."}, 7]]
)
def test_authors_are_all_of_them_or_none(authors: object) -> None:
    assert read(authors=authors).authors == ()


@pytest.mark.parametrize(
    ("year", "day", "published"),
    [
        (2016, "2016-12-31", Date(2016, 12, 31)),
        (2016, None, Date(2016)),
        (None, "2016-12", Date(2016, 12)),
        (2016, "2024-01-01", None),
        (None, None, None),
        ("2016", "soon", None),
        (True, "0001-01-01", None),
        (10**9, "2016-13-01", None),
    ],
)
def test_the_date_is_told_where_arxiv_has_none(year: object, day: object, published: Date | None) -> None:
    paper = read(externalIds={"ArXiv": None}, year=year, publicationDate=day)
    assert paper.published == published
    assert paper.date_precision == ("reported" if published else "")


def test_the_page_is_told_where_there_is_no_better_one() -> None:
    assert read().url == ""
    assert read(externalIds={"ArXiv": None, "DOI": "10.1000/abc"}).url == ""
    assert read(externalIds={"ArXiv": None}).url == f"https://www.semanticscholar.org/paper/{SHA}"


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Bit-Parallel Witnesses \n to Matching", "Bit-Parallel Witnesses to Matching"),
        ("Long paths in $K_{s, s}$-free graphs", "Long paths in $K_{s, s}$-free graphs"),
        (
            '<inline-formula><tex-math notation="LaTeX">$\\mu$</tex-math><alternatives><mml:math><mml:mi>μ'
            '</mml:mi></mml:math><inline-graphic xlink:href="a.gif"/></alternatives></inline-formula>Bench',
            "$\\mu$Bench",
        ),
        (
            "On <inline-formula><tex-math>\\documentclass{minimal}\\begin{document}$$x^2$$\\end{document}"
            "</tex-math></inline-formula>-maps",
            "On $x^2$-maps",
        ),
        ("The <tex-math>\\ell_1</tex-math> norm", "The $\\ell_1$ norm"),
        ("On <mml:math><mml:mi>L</mml:mi><mml:mn>2</mml:mn></mml:math>", "On L2"),
        ("<math><mi>α</mi><annotation>\\alpha</annotation></math>-decay", "α-decay"),
        ("H<sub>2</sub>O and CO<SUB>2</SUB>, 10<sup>−3</sup>", "H$_{2}$O and CO$_{2}$, 10$^{−3}$"),
        ("<i>In vivo</i> <jats:bold>KRAS</jats:bold> <scp>AI</scp>", "In vivo KRAS AI"),
        (
            "<jats:title>Abstract</jats:title><jats:p>We do.</jats:p><jats:p>So.</jats:p>",
            "Abstract We do. So.",
        ),
        (
            "Peril &amp; Promise of R&D &lt;i&gt;now&lt;/i&gt; &#8211; &hearts;",
            "Peril & Promise of R&D now – ♥",
        ),
        ("<think> less: a < b and c > d with <mask>", "<think> less: a < b and c > d with <mask>"),
        ("<inline-formula>", ""),
        ("Half a letter \ud800, \x1b[31mred", "Half a letter ?, red"),
        ("{SPOK} – 企業", "{SPOK} – 企業"),
        (7, ""),
    ],
)
def test_markup_of_titles_becomes_text_or_formulas(written: object, title: str) -> None:
    assert prose(written) == title


@pytest.mark.parametrize(
    ("one", "asked"),
    [
        (ARXIV, "ARXIV:1706.03762"),
        (PaperId("arxiv", "hep-th/9108004"), "ARXIV:hep-th/9108004"),
        (PaperId("doi", "10.1000/abc"), "DOI:10.1000/abc"),
        (S2, SHA),
        (PaperId("s2", "13756489"), "CorpusId:13756489"),
        (PaperId("s2", "corpusid:13756489"), "CorpusId:13756489"),
        (PaperId("s2", "attention"), ""),
        (PaperId("openreview", "abc"), ""),
    ],
)
def test_ids_are_asked_for_in_the_forms_of_the_service(one: PaperId, asked: str) -> None:
    assert asked_as(one) == asked


@pytest.mark.parametrize("one", [ARXIV, S2, PaperId("s2", "13756489"), PaperId("s2", "corpusid:13756489")])
def test_a_record_is_believed_that_bears_the_id_asked_for(one: PaperId) -> None:
    found = asked_for(ATTENTION, one)
    assert found
    assert found.ids[:2] == (ARXIV, S2)
    assert one in found.ids


@pytest.mark.parametrize(
    "one",
    [
        PaperId("arxiv", "1706.03763"),
        PaperId("doi", "10.1000/abc"),
        PaperId("s2", "0" * 40),
        PaperId("s2", "13756488"),
        PaperId("s2", "corpusid:None"),
    ],
)
def test_a_record_is_passed_over_that_bears_another_id(one: PaperId) -> None:
    assert asked_for(ATTENTION, one) is None
    assert asked_for({"paperId": SHA, "title": "A"}, PaperId("s2", "1")) is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*ATTENTION, "name", "type", "DOI", "ArXiv", "DBLP"]), inner, max_size=4
        )
    ),
    max_leaves=8,
)


@given(st.sampled_from([*ATTENTION]), JSON)
def test_any_value_in_any_field_is_read_without_a_crash(name: str, value: Any) -> None:
    found = read_paper({**ATTENTION, name: value})
    assert found is None or (found.title and found.ids)


@given(JSON)
def test_anything_is_read_without_a_crash(value: Any) -> None:
    found = read_paper(value)
    assert found is None or (found.title and found.ids)


@given(
    st.sampled_from(["externalIds", "journal", "publicationVenue"]),
    st.sampled_from(
        ["ArXiv", "DOI", "DBLP", "ACL", "CorpusId", "name", "type", "alternate_names", "pages", "volume"]
    ),
    JSON,
)
def test_any_value_in_any_inner_field_is_read_without_a_crash(outer: str, name: str, value: Any) -> None:
    found = read_paper({**ATTENTION, outer: {**ATTENTION[outer], name: value}})
    assert found
    assert bool(found.kind) == bool(found.venue) == bool(found.issued)
