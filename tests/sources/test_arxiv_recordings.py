"""Every recorded reply of arXiv is read with the outcome that its case names."""

import json
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

import pytest
from canned import CannedSession

from papers2bib.config import Settings
from papers2bib.errors import SourceRefused, SourceReplyError
from papers2bib.ids import PaperId
from papers2bib.matching import decide
from papers2bib.model import Date, Listing, Paper, Verdict
from papers2bib.sources.arxiv import ArxivTitles

pytestmark = pytest.mark.facts


class Outcome(NamedTuple):
    papers: list[Paper]
    session: CannedSession

    @property
    def paper(self) -> Paper:
        (one,) = self.papers
        return one

    @property
    def ids(self) -> list[str]:
        return [paper.id("arxiv") for paper in self.papers]

    @property
    def whole(self) -> bool:
        return self.session.whole[0]

    @property
    def doubtful(self) -> bool:
        return bool(self.session.doubted)


@pytest.fixture(scope="module")
def folder(shared: Path) -> Path:
    return shared / "recordings" / "arxiv"


def source(folder: Path, name: str) -> tuple[ArxivTitles, CannedSession, str]:
    meta = json.loads((folder / f"{name}.meta.json").read_text(encoding="utf-8"))
    session = CannedSession({"/api/query": (folder / meta["body_file"]).read_bytes()})
    return ArxivTitles(session, Settings()), session, meta["request"]["url"]


def look_up(folder: Path, name: str) -> Outcome:
    """What a look-up of the ids makes of the reply that was recorded for them."""
    arxiv, session, url = source(folder, name)
    named = parse_qs(urlsplit(url).query)["id_list"][0].split(",")
    ids = [found for one in named if (found := PaperId.arxiv(one))]
    return Outcome(list(arxiv.lookup(ids)), session)


def search(folder: Path, name: str, title: str, **known: object) -> Outcome:
    """What a search for a title makes of a reply that was recorded for some query."""
    arxiv, session, _ = source(folder, name)
    listing = Listing(title, "list.txt:1", **known)  # type: ignore[arg-type]  # by name
    return Outcome(list(arxiv.search([listing])), session)


def test_a_batch_with_a_collaboration_and_an_old_id(folder: Path) -> None:
    found = look_up(folder, "batch_collaboration_oldid")
    assert found.ids == ["hep-ex/0307015", "0710.5765"]
    assert found.papers[0].authors == ("H1 Collaboration",)
    assert found.papers[0].id("doi") == "10.1140/epjc/s2003-01326-x"
    assert found.papers[0].journal_ref == "Eur.Phys.J.C31:17-29,2003"
    assert found.papers[1].authors[-1] == "M. T. Murphy"
    assert "<f_c> ~ 0.6" in found.papers[1].abstract
    assert found.whole


def test_thirty_four_authors(folder: Path) -> None:
    found = look_up(folder, "id_34_authors")
    assert len(found.paper.authors) == 34
    assert found.whole


def test_one_of_two_ids_does_not_exist(folder: Path) -> None:
    arxiv, session, _ = source(folder, "id_two_one_missing")
    (paper,) = arxiv.lookup([PaperId("arxiv", "0808.0539"), PaperId("arxiv", "1707.08567")])
    assert paper.id("arxiv") == "1707.08567"
    assert "Dirk Wübben" in paper.authors
    assert (session.whole, session.doubted) == ([False], [])


@pytest.mark.parametrize("name", ["id_missing_1_empty_feed", "search_empty"])
def test_nothing_found_is_doubtful(folder: Path, name: str) -> None:
    found = search(folder, name, "Some Title of Four Words")
    assert (found.papers, found.whole, found.doubtful) == ([], False, True)


def test_an_id_that_no_paper_can_have_is_not_asked_for(folder: Path) -> None:
    assert look_up(folder, "id_missing_1_empty_feed").session.urls == []


def test_an_id_of_no_month_is_none(folder: Path) -> None:
    assert look_up(folder, "id_missing_2_empty_feed").session.urls == []


def test_an_old_id_with_affiliations(folder: Path) -> None:
    paper = look_up(folder, "id_oldstyle_affiliations").paper
    assert paper.ids[0] == PaperId("arxiv", "astro-ph/0601001")
    assert all("University" not in name for name in paper.authors)
    assert paper.journal_ref
    assert paper.published == Date(2006, 1, 2)


def test_versions_do_not_count(folder: Path) -> None:
    old, new = look_up(folder, "id_oldstyle_versioned"), look_up(folder, "id_versioned")
    assert (old.paper.id("arxiv"), new.paper.id("arxiv")) == ("quant-ph/0201082", "1706.03762")
    assert old.paper.authors == ("Stephen Blaha",)
    assert new.paper.published == Date(2017, 6, 12)
    assert old.whole
    assert new.whole


def test_one_paper(folder: Path) -> None:
    found = look_up(folder, "id_single")
    assert found.paper.title == "Heat-bath random walks with Markov bases"
    assert found.paper.categories[0] == "math.CO"
    assert found.whole


def test_a_paper_called_0(folder: Path) -> None:
    found = look_up(folder, "id_title_is_0")
    assert (found.paper.title, found.paper.authors) == ("0", ("Quan Thoi Minh Nguyen",))


def test_a_feed_of_2012_with_wrapped_titles(folder: Path) -> None:
    found = look_up(folder, "old_batch_two_ids_2012")
    assert [paper.title for paper in found.papers] == [
        "Membrane lateral structure: The influence of immobilized particles on domain size",
        "The chromosphere: gateway to the corona, or the purgatory of solar physics?",
    ]
    assert found.papers[0].categories == ("cond-mat.soft", "physics.bio-ph")
    assert found.papers[0].published == Date(2012, 5, 4)
    assert found.whole


def test_an_organisation_as_the_only_author(folder: Path) -> None:
    found = search(folder, "old_org_author_leading_space", "GPT-4 Technical Report")
    assert found.paper.authors == ("OpenAI",)
    assert found.whole


def test_the_example_of_the_manual(folder: Path) -> None:
    arxiv, session, _ = source(folder, "doc_collaboration_author")
    (paper,) = arxiv.lookup([PaperId("arxiv", "hep-ex/0307015")])
    assert paper.authors == ("H1 Collaboration",)
    assert len(session.urls) == 1


def test_a_phrase_of_a_title(folder: Path) -> None:
    title = "Receiver design for the REACH global 21-cm signal experiment"
    found = search(folder, "title_phrase_single", title, authors=("Ian L. V. Roque",))
    assert found.whole
    assert len(found.paper.authors) == 38
    match = decide(Listing(title, "list.txt:1", authors=("Ian L. V. Roque",)), found.papers)
    assert match.verdict is Verdict.MATCHED


def test_a_hundred_of_very_many(folder: Path) -> None:
    found = search(folder, "search_multi_100", "$ω$Test: WebView-Oriented Testing for Android Applications")
    assert len(found.papers) == 100
    assert found.whole
    assert {"cs/0503050", "hep-ph/0301050", "gr-qc/0103067"} <= set(found.ids)
    assert not any(paper.withdrawn for paper in found.papers)
    assert all(paper.authors and paper.categories and paper.published for paper in found.papers)
    assert len(found.session.urls) == 1


@pytest.mark.parametrize("name", ["search_multi_page1_10", "search_multi_page2_10", "search_boolean_or"])
def test_a_page_that_does_not_hold_the_title_is_not_the_end(folder: Path, name: str) -> None:
    found = search(folder, name, "Testing", date=Date(2022, 2, 24), n_authors=3)
    assert len(found.session.urls) == 2
    assert "submittedDate" in found.session.urls[1]
    assert not found.whole


def test_a_withdrawn_paper(folder: Path) -> None:
    found = look_up(folder, "withdrawn_admin")
    assert found.paper.title == "A Simulation and Modeling of Access Points with Definition Language"
    assert found.paper.withdrawn


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("doc_error_entry", SourceRefused),
        ("id_malformed_400_error_entry", SourceRefused),
        ("html_instead_of_feed", SourceReplyError),
        ("truncated_feed", SourceReplyError),
    ],
)
def test_what_is_no_answer(folder: Path, name: str, error: type[SourceReplyError]) -> None:
    with pytest.raises(error) as raised:
        search(folder, name, "Attention Is All You Need")
    assert type(raised.value) is error


def test_no_recording_is_left_out(folder: Path) -> None:
    read = Path(__file__).read_text(encoding="utf-8")
    assert all(f'"{meta.name.removesuffix(".meta.json")}"' in read for meta in folder.glob("*.meta.json"))
