"""Every recorded reply of Semantic Scholar is read with the outcome that its case names."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

import pytest

from papers2bib.errors import SourceError, SourceRefused, SourceReplyError
from papers2bib.ids import PaperId
from papers2bib.matching import decide
from papers2bib.model import Listing, Paper, Verdict
from papers2bib.session import Answer, Reply
from papers2bib.sources.s2_records import asked_for, read_paper
from papers2bib.sources.s2_replies import read_batch, read_match

pytestmark = pytest.mark.facts


class Recording(NamedTuple):
    body: bytes
    status: int
    request: dict[str, Any]

    @property
    def reply(self) -> Reply:
        return Reply("semantic_scholar", self.body, self.status)

    @property
    def sought(self) -> str:
        return parse_qs(urlsplit(str(self.request["url"])).query)["query"][0]

    @property
    def ids(self) -> list[PaperId]:
        return [_id(one) for one in json.loads(self.request["body"])["ids"]]

    def match(self) -> Answer[list[Paper]]:
        return read_match(self.reply, self.sought)


def _id(asked: str) -> PaperId:
    kind, _, value = asked.rpartition(":")
    found = PaperId("s2", value.lower()) if kind == "CorpusId" or "/" not in value else PaperId.doi(value)
    assert found
    return found


@pytest.fixture(scope="module")
def folder(shared: Path) -> Path:
    return shared / "recordings" / "semantic_scholar"


def recording(folder: Path, name: str) -> Recording:
    meta = json.loads((folder / f"{name}.meta.json").read_text(encoding="utf-8"))
    body = (folder / meta["body_file"]).read_bytes()
    return Recording(body, meta["response"]["status"], meta["request"])


def single(folder: Path, name: str, one: PaperId) -> Paper | None:
    """The paper of a recorded look-up of one id, as if it had been a batch of one."""
    return asked_for(json.loads(recording(folder, name).body), one)


class TestBatches:
    def test_null_stands_for_an_unknown_id(self, folder: Path) -> None:
        said = recording(folder, "batch_with_null")
        answer = read_batch(said.reply, said.ids)
        assert [one.id("doi") for one in answer.value] == [
            "10.2139/ssrn.288970",
            "10.2139/ssrn.2250500",
            "10.1257/rct.1355",
        ]
        assert not answer.whole
        assert all(one in paper.ids for one, paper in zip(said.ids[1:], answer.value, strict=True))
        assert [one.venue for one in answer.value] == ["", "", ""], "working papers of SSRN and of a registry"

    def test_records_without_titles_tell_nothing(self, folder: Path) -> None:
        said = recording(folder, "batch_three_ids")
        assert read_batch(said.reply, said.ids) == Answer([], whole=False)

    def test_a_list_of_another_length_is_no_answer(self, folder: Path) -> None:
        said = recording(folder, "batch_with_null")
        with pytest.raises(SourceReplyError):
            read_batch(said.reply, said.ids[1:])

    @pytest.mark.parametrize(
        ("name", "raised"),
        [
            ("bad_fields_400", SourceRefused),
            ("recommendations_negative_only_400", SourceRefused),
            ("forbidden_bad_key_403", SourceReplyError),
            ("paper_not_found_404", SourceReplyError),
        ],
    )
    def test_an_error_is_no_answer(self, folder: Path, name: str, raised: type[SourceError]) -> None:
        with pytest.raises(raised):
            read_batch(recording(folder, name).reply, [PaperId("s2", "1")])

    def test_a_batch_of_people_holds_no_papers(self, folder: Path) -> None:
        ids = [PaperId("s2", str(number)) for number in range(4)]
        with pytest.raises(SourceReplyError):
            read_batch(recording(folder, "author_batch_with_null").reply, ids)


class TestMatches:
    @pytest.mark.parametrize(
        ("name", "one"),
        [
            ("match_attention_all_you_need", "arxiv:1706.03762"),
            ("match_full_fields_chemcrow", "arxiv:2304.05376"),
            ("match_minimal_fields", "doi:10.1038/s42256-024-00832-8"),
            ("match_full_fields_colon_title", "doi:10.1063/1.4938384"),
            ("match_full_fields_paperqa", "arxiv:2312.07559"),
            ("match_slash_title", "doi:10.1007/s40278-023-33114-1"),
        ],
    )
    def test_the_right_paper_is_found(self, folder: Path, name: str, one: str) -> None:
        answer = recording(folder, name).match()
        assert [PaperId.parse(one) in paper.ids for paper in answer.value] == [True]
        assert answer.whole

    @pytest.mark.parametrize("name", ["match_unrelated_title", "match_unrelated_title_2"])
    def test_an_unrelated_paper_matches_nothing(self, folder: Path, name: str) -> None:
        said = recording(folder, name)
        answer = said.match()
        assert len(answer.value) == 1
        assert not answer.whole
        assert decide(Listing(said.sought, "list.txt:1"), answer.value).verdict is Verdict.MISSING

    @pytest.mark.parametrize("name", ["match_wrong_rest_of_title", "match_single_partial_title"])
    def test_a_paper_of_another_title_is_not_taken_for_the_listed_one(self, folder: Path, name: str) -> None:
        said = recording(folder, name)
        answer = said.match()
        assert len(answer.value) == 1
        assert not answer.whole
        assert decide(Listing(said.sought, "list.txt:1"), answer.value).verdict is not Verdict.MATCHED

    @pytest.mark.parametrize("name", ["match_not_found_404", "match_not_found_404_b"])
    def test_nothing_found_is_an_answer(self, folder: Path, name: str) -> None:
        assert recording(folder, name).match() == Answer([], whole=False)

    def test_no_data_is_one_when_it_is_said_twice(self, folder: Path) -> None:
        assert recording(folder, "match_empty_data_200").match() == Answer([], whole=False, doubtful=True)

    @pytest.mark.parametrize(
        "name",
        (
            "paper_not_found_404 paper_not_found_doi_404 author_not_found_404 bad_fields_400 paper_null_lists"
            " forbidden_bad_key_403 search_empty_no_data_key"
        ).split(),
    )
    def test_anything_else_is_none(self, folder: Path, name: str) -> None:
        with pytest.raises(SourceReplyError):
            read_match(recording(folder, name).reply, "A Title")


class TestRecords:
    def test_a_preprint_has_no_venue(self, folder: Path) -> None:
        one = PaperId("arxiv", "2312.07559")
        paper = single(folder, "paper_by_arxiv_doi_full", one)
        assert paper
        assert [str(known) for known in paper.ids] == [
            "arxiv:2312.07559",
            "s2:7e55d8701785818776323b4147cb13354c820469",
        ]
        assert (paper.kind, paper.venue, paper.issued, paper.volume) == ("", "", None, "")
        assert paper.published is None, "arXiv's word counts"
        assert paper.authors[0] == "Jakub L'ala"

    def test_the_year_of_an_article_is_not_that_of_its_preprint(self, folder: Path) -> None:
        paper = single(folder, "paper_by_doi_full", PaperId("doi", "10.1038/s42256-024-00832-8"))
        assert paper
        assert (paper.kind, paper.venue, str(paper.issued)) == (
            "article",
            "Nature Machine Intelligence",
            "2024",
        )
        assert (paper.volume, paper.pages) == ("6", "525-535")

    def test_the_key_of_a_preprint_does_not_tell_of_its_conference(self, folder: Path) -> None:
        (paper,) = recording(folder, "match_attention_all_you_need").match().value
        assert (paper.kind, paper.venue) == ("", "")

    def test_many_authors_keep_their_letters(self, folder: Path) -> None:
        paper = single(folder, "paper_by_doi_nonascii", PaperId("doi", "10.1073/pnas.1414271111"))
        assert paper
        assert len(paper.authors) > 3
        assert all(name.isprintable() for name in paper.authors)
        assert str(paper.published) == "2014-10-27"

    def test_a_sparse_record_is_read(self, folder: Path) -> None:
        paper = single(folder, "paper_by_doi_sparse_nulls", PaperId("doi", "10.1007/s40278-023-41815-2"))
        assert paper
        assert (paper.title, paper.authors) == ("Convalescent-anti-sars-cov-2-plasma/immune-globulin", ())

    def test_two_papers_of_one_title_stay_two(self, folder: Path) -> None:
        (found,) = recording(folder, "match_slash_title").match().value
        other = single(folder, "paper_by_doi_sparse_nulls", PaperId("doi", "10.1007/s40278-023-41815-2"))
        assert other
        assert found.title == other.title
        assert not set(found.ids) & set(other.ids)

    def test_a_title_alone_is_a_paper_without_lists_there_is_none(self, folder: Path) -> None:
        sha = PaperId("s2", "2d5673caa9e6af3a7b82a43f19ee920992db07ad")
        paper = single(folder, "paper_by_doi_title_only", sha)
        assert paper == Paper(
            source="semantic_scholar",
            title="Computing Machinery and Intelligence",
            ids=(sha,),
            url=f"https://www.semanticscholar.org/paper/{sha.value}",
        )
        assert single(folder, "paper_null_lists", sha) is None

    def test_an_article_filed_under_a_book_has_no_venue(self, folder: Path) -> None:
        paper = single(folder, "paper_full_with_null_members", PaperId("doi", "10.1093/mind/lix.236.433"))
        assert paper
        assert (paper.authors, str(paper.published), paper.venue) == (("A. Turing",), "1950-10-01", "")


VENUES = {
    "10.1038/s42256-024-00832-8": ("Nature Machine Intelligence", 2024),
    "10.1002/aaai.12128": ("The AI Magazine", 2023),
    "10.1111/ejed.12533": ("European Journal of Education", 2022),
    "10.1109/jas.2024.124407": ("IEEE/CAA Journal of Automatica Sinica", 2024),
    "10.1136/bmj.1.4616.1105": ("British Medical Journal", 1949),
}
"""Of all recorded papers those whose publication is certain, by DOI: where and when they appeared."""


def records(value: object) -> Iterator[dict[str, Any]]:
    """Every object inside a JSON value."""
    if isinstance(value, dict):
        yield value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from records(one)


@pytest.fixture(scope="module")
def everything(folder: Path) -> list[Paper]:
    """Each paper in any recording, whatever was asked for."""
    bodies = [path for path in folder.glob("*.json") if not path.name.endswith(".meta.json")]
    objects = (one for path in bodies for one in records(json.loads(path.read_bytes())))
    return [paper for one in objects if (paper := read_paper(one))]


def test_all_papers_are_read(everything: list[Paper]) -> None:
    assert len(everything) > 2000
    assert all(one.title == " ".join(one.title.split()) and one.ids for one in everything)


def test_no_markup_is_left_in_titles(everything: list[Paper]) -> None:
    titles = {one.title for one in everything}
    assert "$\\mu$Bench: An Open-Source Factory of Benchmark Microservice Applications" in titles
    assert "Long induced paths in $K_{s, s}$-free graphs" in titles
    assert "Bit-Parallel Witnesses and Their Applications to Approximate String Matching" in titles
    assert not [title for title in titles if "<" in title or "&amp;" in title or "\n" in title]


def test_venues_are_those_that_are_certain(everything: list[Paper]) -> None:
    told = {one.id("doi"): (one.venue, one.issued and one.issued.year) for one in everything if one.venue}
    assert told == VENUES
