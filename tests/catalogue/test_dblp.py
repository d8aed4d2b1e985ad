"""Records of dblp.xml, and what becomes of them: papers of their own, or the venues of papers on arXiv."""

import io
import re
from contextlib import suppress
from pathlib import Path

import pytest
from dblp_dump import (
    ATTENTION_CORR,
    ATTENTION_NIPS,
    GENTRY,
    HEAD,
    HOME_PAGE,
    NIPS,
    NIPS_TITLE,
    dump,
)
from hypothesis import given
from hypothesis import strategies as st
from small_facts import ATTENTION, write_facts

from papers2bib.catalogue.build import build
from papers2bib.catalogue.dblp import convert
from papers2bib.catalogue.dblp_xml import portions
from papers2bib.catalogue.facts import paper, parse_fact
from papers2bib.catalogue.query import Catalogue
from papers2bib.errors import SourceReplyError, SourceUnavailable
from papers2bib.ids import PaperId
from papers2bib.model import Date, Paper

PIECES = [
    *(one.encode("latin-1") for one in (ATTENTION_NIPS, ATTENTION_CORR, NIPS, GENTRY, HOME_PAGE)),
    *b"<article> </article> <article key='x'> <title> </title> <i> </i> <!-- --> <![CDATA[ ]]> &#0;".split(),
]
DOI = PaperId("doi", "10.1145/1666420.1666444")


def papers(folder: Path, *records: str, facts: tuple[dict[str, object], ...] = ()) -> list[Paper]:
    """The papers of a catalogue of some facts and some of DBLP's records."""
    lines = write_facts(folder / "facts.jsonl", facts)
    problems: list[str] = []
    build([lines, dump(folder / "dblp.xml", *records)], folder / "out.p2b", report=problems.append)
    assert problems == []
    return list(Catalogue.open(folder / "out.p2b").papers())


def only(folder: Path, *records: str, facts: tuple[dict[str, object], ...] = ()) -> Paper:
    """The only paper of it."""
    (paper,) = papers(folder, *records, facts=facts)
    return paper


def complaints(path: Path) -> tuple[int, list[str]]:
    """How many papers a dump gives, and what is complained of."""
    problems: list[str] = []
    built = build([path], path.with_suffix(".p2b"), report=problems.append)
    assert built.skipped == len(problems)
    return built.records, problems


def article(**fields: str) -> str:
    """Gentry's article with other fields."""
    text = GENTRY
    for name, value in fields.items():
        text = re.sub(f"<{name}>.*</{name}>", f"<{name}>{value}</{name}>", text)
    return text


def test_an_article_that_is_not_on_arxiv_is_a_record_of_its_own(tmp_path: Path) -> None:
    assert only(tmp_path, GENTRY) == Paper(
        source="catalogue",
        title="Computing arbitrary functions of encrypted data",
        ids=(DOI,),
        authors=("Craig Gentry",),
        published=Date(2010),
        kind="article",
        venue="Commun. ACM",
        issued=Date(2010),
        volume="53",
        number="3",
        pages="97-105",
    )


def test_a_paper_without_doi_goes_by_its_page_at_dblp(tmp_path: Path) -> None:
    paper = only(tmp_path, article(ee="https://cacm.acm.org/gentry.html"))
    assert paper.ids == (PaperId("dblp", "journals/cacm/Gentry10"),)
    assert paper.url == "https://dblp.org/rec/journals/cacm/Gentry10"
    catalogue = Catalogue.open(tmp_path / "out.p2b")
    assert list(catalogue.lookup(paper.ids)) == catalogue.search(paper.title) == [paper]
    assert list(catalogue.lookup([PaperId("dblp", "journals/cacm/Gentry11")])) == []


@pytest.mark.parametrize("records", [(ATTENTION_NIPS, NIPS), (NIPS, ATTENTION_NIPS)])
def test_a_paper_has_the_full_title_of_its_proceedings_wherever_they_stand(
    tmp_path: Path, records: tuple[str, ...]
) -> None:
    paper = only(tmp_path, *records)
    assert (paper.kind, paper.venue, paper.issued) == ("inproceedings", NIPS_TITLE, Date(2017))
    assert (paper.title, paper.pages) == ("Attention is All you Need", "5998-6008")
    assert paper.authors[3] == "Jakob Uszkoreit"


def test_without_the_full_title_nothing_is_made_of_the_short_one(tmp_path: Path) -> None:
    paper = only(tmp_path, ATTENTION_NIPS)
    assert (paper.kind, paper.venue, paper.journal_ref) == ("", "", "NIPS 2017")
    assert paper.published == Date(2017)


@pytest.mark.parametrize(
    ("kind", "fields", "said"),
    [
        ("phdthesis", "<school>Stanford University</school>", "PhD thesis, Stanford University, 2009"),
        ("mastersthesis", "<school>MIT</school>", "Master's thesis, MIT, 2009"),
        ("book", "<publisher>Springer</publisher>", "Springer, 2009"),
        ("incollection", "<booktitle>Secure Systems</booktitle>", "Secure Systems 2009"),
        ("article", "", "2009"),
    ],
)
def test_what_is_no_article_says_in_words_where_it_appeared(
    tmp_path: Path, kind: str, fields: str, said: str
) -> None:
    record = f"""<{kind} key="x/Gentry09"><author>Craig Gentry</author>
<title>A fully homomorphic encryption scheme.</title><year>2009</year>{fields}</{kind}>"""
    paper = only(tmp_path, record)
    assert (paper.kind, paper.venue, paper.journal_ref) == ("", "", said)


def test_pages_of_persons_proceedings_and_data_are_no_papers(tmp_path: Path) -> None:
    data = '<data key="data/10/x"><author>Ann</author><title>A set of data.</title><year>2024</year></data>'
    assert papers(tmp_path, HOME_PAGE, NIPS, data) == []


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Ends with a mark?", "Ends with a mark?"),
        ("And then there were none ...", "And then there were none ..."),
        ("&Uuml;ber formal unentscheidbare S&auml;tze.", "Über formal unentscheidbare Sätze"),
        ("A &lt;b&gt; &amp; C &#931;.", "A <b> & C Σ"),
        ("On <i>k</i>-means in <tt>C++</tt>.", "On k-means in C++"),
        ("CO<sub>2</sub> in x<sup>2 + 1</sup>.", "CO$_{2}$ in x$^{2 + 1}$"),
        ("Odd <sup>\\input{x}</sup> script.", "Odd \\input{x} script"),
        ("<i>CO<sub>2</sub></i>\n and  more.", "CO2 and more"),
    ],
)
def test_titles_are_freed_from_markup_and_full_stop(tmp_path: Path, written: str, read: str) -> None:
    assert only(tmp_path, article(title=written.replace("\\", r"\\"))).title == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Alexey Karpov 0001", "Alexey Karpov"),
        ("J&uuml;rgen Schmidhuber", "Jürgen Schmidhuber"),
        ("Louis XIV", "Louis XIV"),
    ],
)
def test_names_are_freed_from_the_numbers_of_homonyms(tmp_path: Path, written: str, read: str) -> None:
    assert only(tmp_path, article(author=written)).authors == (read,)


@pytest.mark.parametrize(
    "fields",
    [
        {"journal": "CoRR", "volume": "abs/1706.03762"},
        {"journal": "CoRR", "volume": "abs/1706.03762", "ee": "https://doi.org/10.48550/arXiv.1706.03762"},
        {"journal": "CoRR", "ee": "http://arxiv.org/abs/1706.03762"},
        {"ee": "https://arxiv.org/pdf/1706.03762v5"},
    ],
)
def test_corr_and_links_give_the_arxiv_id(tmp_path: Path, fields: dict[str, str]) -> None:
    paper = only(tmp_path, article(**fields))
    assert paper.id("arxiv") == "1706.03762"
    assert (paper.published, paper.date_precision) == (Date(2017, 6), "month")
    assert (paper.kind == "") == ("journal" in fields)


def test_old_ids_of_corr_are_known(tmp_path: Path) -> None:
    assert only(tmp_path, article(journal="CoRR", volume="cs.AI/0001001")).id("arxiv") == "cs/0001001"


@pytest.mark.parametrize("facts", [(), (ATTENTION,)])
def test_a_paper_on_arxiv_takes_the_venue_of_its_publication_by_title_and_people(
    tmp_path: Path, facts: tuple[dict[str, object], ...]
) -> None:
    paper = only(tmp_path, ATTENTION_NIPS, ATTENTION_CORR, NIPS, facts=facts)
    assert paper.ids == (PaperId("arxiv", "1706.03762"),)
    assert (paper.kind, paper.venue, paper.pages) == ("inproceedings", NIPS_TITLE, "5998-6008")
    assert paper.title == "Attention Is All You Need"
    assert paper.categories == (("cs.CL", "cs.LG") if facts else ())


def test_arxivs_own_record_counts_more_than_dblps_whichever_comes_first(tmp_path: Path) -> None:
    renamed = ATTENTION | {"title": "The Transformer: A New Simple Network Architecture"}
    paper = only(tmp_path, ATTENTION_CORR, facts=(renamed,))
    assert (paper.title, paper.titles) == (renamed["title"], ("Attention Is All You Need",))
    assert paper.published == Date(2017, 6, 12)


def test_the_same_doi_ties_a_publication_to_a_paper_of_another_title(tmp_path: Path) -> None:
    fact: dict[str, object] = {
        "arxiv_id": "1001.0001",
        "title": "How to compute on what you cannot read",
        "authors": ["C. Gentry"],
        "doi": DOI.value,
    }
    paper = only(tmp_path, GENTRY, facts=(fact,))
    assert (paper.kind, paper.titles) == ("article", ("Computing arbitrary functions of encrypted data",))
    stranger = fact | {"authors": ["Ann Other"]}
    assert len(papers(tmp_path, GENTRY, facts=(stranger,))) == 2


def test_a_publication_by_other_people_stays_by_itself(tmp_path: Path) -> None:
    other = ATTENTION | {"authors": ["Ann Other", "Ben Other"]}
    found = papers(tmp_path, ATTENTION_NIPS, NIPS, facts=(other,))
    assert [paper.kind for paper in found] == ["", "inproceedings"]


def test_a_link_to_the_arxiv_paper_of_other_people_is_not_believed(tmp_path: Path) -> None:
    linked = article(ee="https://arxiv.org/abs/1706.03762")
    found = papers(tmp_path, linked, facts=(ATTENTION,))
    assert [str(paper.ids[0]) for paper in found] == ["arxiv:1706.03762", "dblp:journals/cacm/Gentry10"]
    assert [paper.kind for paper in found] == ["", "article"]


def test_two_publications_of_one_paper_give_it_no_venue_and_are_no_papers_besides(tmp_path: Path) -> None:
    again = ATTENTION_NIPS.replace("conf/nips/V", "journals/x/V").replace("inproceedings", "article")
    again = again.replace("<booktitle>NIPS</booktitle>", "<journal>J. Attention</journal>")
    paper = only(tmp_path, ATTENTION_NIPS, NIPS, again, facts=(ATTENTION,))
    assert (paper.kind, paper.venue) == ("", "")


def test_short_titles_tell_nothing(tmp_path: Path) -> None:
    fact: dict[str, object] = {"arxiv_id": "1001.0001", "title": "Editorial", "authors": ["Craig Gentry"]}
    assert len(papers(tmp_path, article(title="Editorial."), facts=(fact,))) == 2


def test_dblp_may_give_venues_alone(tmp_path: Path) -> None:
    facts = write_facts(tmp_path / "facts.jsonl", [ATTENTION])
    told = dump(tmp_path / "dblp.xml", ATTENTION_NIPS, NIPS, GENTRY)
    build([facts], tmp_path / "out.p2b", published=[told])
    assert [paper.venue for paper in Catalogue.open(tmp_path / "out.p2b").papers()] == [NIPS_TITLE]


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (GENTRY.replace("</title>", ""), "no XML: mismatched tag"),
        (GENTRY.replace("Craig", "&craig;"), "no XML: undefined entity"),
        (GENTRY.replace("Craig", "C & G"), "no XML: not well-formed"),
        (GENTRY.replace("<title>", "<!DOCTYPE x><title>"), "no XML: "),
        (GENTRY.replace("Computing arbitrary functions of encrypted data.", ""), "no title"),
        (article(ee="", title="X").replace('key="journals/cacm/Gentry10"', ""), "neither an arXiv id nor"),
        (GENTRY.replace("</article>", ""), "no XML: not closed"),
        (article(ee="https://arxiv.org/abs/cs/5001001"), "arXiv never gave out cs/5001001"),
    ],
)
def test_a_record_that_cannot_be_used_is_named_with_its_line_and_passed_over(
    tmp_path: Path, bad: str, reason: str
) -> None:
    path = dump(tmp_path / "dblp.xml", HOME_PAGE, "\n\n", bad, ATTENTION_CORR)
    records, problems = complaints(path)
    line = (HEAD + HOME_PAGE).count("\n") + 3
    assert (records, len(problems)) == (1, 1)
    assert problems[0].startswith(f"{path}:{line}: {reason}")


def test_elements_of_later_versions_are_passed_over(tmp_path: Path) -> None:
    new = '<dataset key="x"><title>New.</title></dataset>'
    assert complaints(dump(tmp_path / "dblp.xml", new, GENTRY, new)) == (1, [])


@pytest.mark.parametrize(
    "subset",
    [
        '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">',
        '<!ENTITY x SYSTEM "file:///etc/passwd">',
        '<!ENTITY % x SYSTEM "https://example.org/x.dtd"> %x;',
        "",
    ],
)
def test_a_file_that_declares_entities_is_refused(tmp_path: Path, subset: str) -> None:
    head = HEAD.replace('"dblp.dtd"', f'"dblp.dtd" [{subset}]')
    with pytest.raises(SourceReplyError, match="declares entities of its own"):
        complaints(dump(tmp_path / "dblp.xml", GENTRY, head=head))


@pytest.mark.parametrize("head", ["<html>", '<?xml version="1.0"?><rss>', "<" + " " * 100_000])
def test_other_xml_is_refused(tmp_path: Path, head: str) -> None:
    with pytest.raises(SourceReplyError, match="XML, but not DBLP's"):
        complaints(dump(tmp_path / "dblp.xml", GENTRY, head=head))


def test_a_file_that_ends_in_the_middle_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceUnavailable, match="it ends in the middle"):
        complaints(dump(tmp_path / "dblp.xml", GENTRY, GENTRY[:99], foot=""))


def test_a_record_without_end_is_not_read_into_memory(tmp_path: Path) -> None:
    with pytest.raises(SourceReplyError, match="a record of more than"):
        complaints(dump(tmp_path / "dblp.xml", "<article>" + "x" * 5_000_000))


@pytest.mark.parametrize("encoding", ["utf-8", "ISO-8859-1", "us-ascii"])
def test_the_declared_encoding_counts(tmp_path: Path, encoding: str) -> None:
    text = HEAD.replace("ISO-8859-1", encoding) + article(author="J&uuml;rgen Grün") + "</dblp>"
    (tmp_path / "dblp.xml").write_bytes(text.encode(encoding, "xmlcharrefreplace"))
    build([tmp_path / "dblp.xml"], tmp_path / "out.p2b")
    (paper,) = Catalogue.open(tmp_path / "out.p2b").papers()
    assert paper.authors == ("Jürgen Grün",)


def test_an_encoding_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceReplyError, match="its encoding, klingon, is not known"):
        complaints(dump(tmp_path / "dblp.xml", head=HEAD.replace("ISO-8859-1", "klingon")))


def test_records_are_the_same_wherever_the_file_is_cut_for_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from papers2bib.catalogue import dblp_xml

    path = dump(
        tmp_path / "dblp.xml", GENTRY, NIPS, ATTENTION_NIPS, GENTRY.replace("<year>", "<year"), GENTRY
    )
    whole = complaints(path), path.with_suffix(".p2b").read_bytes()
    for size in (1, 7, 100, 1000):
        monkeypatch.setattr(dblp_xml, "_BLOCK", size)
        assert (complaints(path), path.with_suffix(".p2b").read_bytes()) == whole


def test_several_processes_give_the_same_bytes(tmp_path: Path) -> None:
    facts = write_facts(tmp_path / "facts.jsonl", [ATTENTION])
    told = dump(tmp_path / "dblp.xml", GENTRY, NIPS, ATTENTION_NIPS, ATTENTION_CORR)
    for processes in (1, 2):
        build([told, facts], tmp_path / f"{processes}.p2b", processes=processes)
    assert (tmp_path / "1.p2b").read_bytes() == (tmp_path / "2.p2b").read_bytes()


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.binary(max_size=9)), max_size=12))
def test_whatever_stands_in_a_dump_is_read_named_or_refused(pieces: list[bytes]) -> None:
    content = io.BytesIO(HEAD.encode() + b"".join(pieces) + b"</dblp>")
    with suppress(SourceReplyError, SourceUnavailable):
        for portion in portions(content, "dblp.xml"):
            found = convert(portion)
            assert all(re.match(r"dblp\.xml:\d+: .", problem) for problem in found.problems)
            assert all(paper(parse_fact(row.line)).title for row in found.rows)
