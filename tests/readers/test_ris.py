"""Records in tagged lines: RIS, PubMed's MEDLINE and EndNote's Refer."""

from pathlib import Path

import pytest
from reader_contract import ReaderContract
from reading import found, listings

from papers2bib.errors import ReaderError
from papers2bib.ids import PaperId
from papers2bib.model import Date, Listing
from papers2bib.readers.walk import read

RIS = """TY  - CONF
AU  - Vaswani, Ashish
AU  - Shazeer, Noam
TI  - Attention Is All You Need
T2  - Advances in Neural Information Processing Systems
PY  - 2017
DO  - 10.48550/arXiv.1706.03762
UR  - https://github.com/tensorflow/tensor2tensor
AB  - Text.
ER  -

TY  - JOUR
T1  - Deep Learning
A1  - LeCun, Yann
JO  - Nature
Y1  - 2015/05/28/
L1  - https://doi.org/10.1038/nature14539
ER  -
"""
MEDLINE = """
PMID- 26017442
OWN - NLM
LID - 10.1038/nature14539 [doi]
AID - nature14539 [pii]
TI  - Deep learning, and all that
      goes with it.
DP  - 2015 May 28
FAU - LeCun, Yann
AU  - LeCun Y
FAU - Bengio, Yoshua
AU  - Bengio Y
TA  - Nature
JT  - Nature

PMID- 5
TI  - Another title of a paper.
CN  - The Atlas Collaboration
"""
REFER = """%0 Journal Article
%T Deep Learning
%A LeCun, Yann
%A Bengio, Yoshua
%J Nature
%D 2015
%R 10.1038/nature14539
%X One.

Two.

%0 Conference Paper
%T Attention Is All You Need
%A Ashish Vaswani
%A others
%B NIPS
%U https://arxiv.org/abs/1706.03762
"""


class TestRis(ReaderContract):
    form = "ris"
    name = "list.ris"
    sample = RIS


class TestMedline(ReaderContract):
    form = "ris"
    name = "pubmed.nbib"
    sample = MEDLINE


class TestRefer(ReaderContract):
    form = "ris"
    name = "list.enw"
    sample = REFER


def test_the_tags_of_ris_are_told() -> None:
    assert listings("ris", RIS) == [
        Listing(
            title="Attention Is All You Need",
            origin="list.txt:1",
            ids=(PaperId("arxiv", "1706.03762"),),
            authors=("Vaswani, Ashish", "Shazeer, Noam"),
            n_authors=2,
            listed=Date(2017),
            abstract="Text.",
            venue="Advances in Neural Information Processing Systems",
        ),
        Listing(
            title="Deep Learning",
            origin="list.txt:12",
            ids=(PaperId("doi", "10.1038/nature14539"),),
            authors=("LeCun, Yann",),
            n_authors=1,
            listed=Date(2015),
            venue="Nature",
        ),
    ]


def test_the_fields_of_medline_are_told() -> None:
    one, other = listings("ris", MEDLINE)
    assert (one.title, one.authors, one.n_authors) == (
        "Deep learning, and all that goes with it.",
        ("LeCun, Yann", "Bengio, Yoshua"),
        2,
    )
    assert (one.ids, one.venue, one.listed) == (
        (PaperId("doi", "10.1038/nature14539"),),
        "Nature",
        Date(2015),
    )
    assert (other.title, other.authors) == ("Another title of a paper.", ("The Atlas Collaboration",))


def test_the_tags_of_refer_are_told() -> None:
    one, other = listings("ris", REFER)
    assert (one.title, one.authors, one.venue, one.abstract) == (
        "Deep Learning",
        ("LeCun, Yann", "Bengio, Yoshua"),
        "Nature",
        "One. Two.",
    )
    assert (other.ids, other.authors, other.n_authors) == (
        (PaperId("arxiv", "1706.03762"),),
        ("Ashish Vaswani",),
        None,
    )


def test_a_blank_line_parts_records_of_refer_without_a_type() -> None:
    text = "%A Jane Doe\n%T A Title\n%D 2015\n\n%A Max Moe\n%T Another\n"
    assert [(one.title, one.origin) for one in listings("ris", text)] == [
        ("A Title", "list.txt:1"),
        ("Another", "list.txt:5"),
    ]


def test_a_preprint_has_no_venue_but_its_id() -> None:
    (one,) = listings("ris", "TY  - JOUR\nTI  - A Title\nJO  - arXiv preprint arXiv:1706.03762\nER  - \n")
    assert (one.venue, one.ids) == ("", (PaperId("arxiv", "1706.03762"),))


@pytest.mark.parametrize("tag", ["TI", "T1", "CT", "BT"])
def test_the_title_of_each_kind_of_record_is_found(tag: str) -> None:
    (one,) = listings("ris", f"TY  - BOOK\n{tag}  - A Title\n   that goes on\nER  - \n")
    assert one.title == "A Title that goes on"


def test_a_record_without_a_title_is_reported_and_the_rest_read() -> None:
    text = "TY  - JOUR\nAU  - Doe, Jane\nER  - \nTY  - JOUR\nTI  - A Title\nTY  - JOUR\nTI  - Another\n"
    result = found("ris", text.encode(), "list.ris")
    assert [one.title for one in result if isinstance(one, Listing)] == ["A Title", "Another"]
    assert [str(one) for one in result if isinstance(one, ReaderError)] == [
        "list.ris:1: a record without a title: give it one (TI, or %T)"
    ]


@pytest.mark.parametrize("text", [RIS, MEDLINE, REFER, "%A Jane Doe\n%T A Title\n\n%T B Title\n%A J Doe\n"])
@pytest.mark.parametrize("name", ["export.txt", "export.ris"])
def test_an_export_is_known_by_its_first_lines(tmp_path: Path, text: str, name: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert len(list(read([tmp_path]))) == 2


def test_words_that_look_like_tags_do_not_make_an_export() -> None:
    assert not found("ris", b"AI  - based methods\nA title of a paper\n")
