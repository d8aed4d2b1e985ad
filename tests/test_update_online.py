"""`update --online` and `check --online`, from the command line to servers on the loopback and back."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest
from arxiv_double import ArxivDouble
from command import Command
from fast_clock import Fast
from faults import FAULTS
from publishers_double import CrossrefDouble, DblpDouble
from s2_double import SemanticScholarDouble
from served_papers import served
from web_double import WebDouble
from web_talk import Record

PREPRINT = {
    "arxiv_id": "2302.06675",
    "title": "Symbolic Discovery of Optimization Algorithms",
    "authors": ["Xiangning Chen", "Chen Liang", "Da Huang"],
    "published": "2023-02-13",
}
PUBLICATION = {
    "title": PREPRINT["title"],
    "authors": PREPRINT["authors"],
    "type": "inproceedings",
    "booktitle": "European Conference on Computer Vision",
    "year": "2024",
}
SHORT = {"booktitle": "ECCV (12)", "pages": "1-17"}
"""What DBLP says in its own way."""
OTHERS = {"authors": ["Ada Lovelace", "Charles Babbage"]}
BIB = f"""% mine
@misc{{chen,
  title = {{{PREPRINT["title"]}}},
  author = {{Chen, Xiangning and Liang, Chen and Huang, Da}},
  eprint = {{2302.06675}},
  archiveprefix = {{arXiv}},
  year = 2023
}}
"""
SPEAKERS = {
    "arxiv": ArxivDouble,
    "semantic_scholar": SemanticScholarDouble,
    "crossref": CrossrefDouble,
    "dblp": DblpDouble,
}
VARIABLES = {"arxiv": "ARXIV", "semantic_scholar": "S2", "crossref": "CROSSREF", "dblp": "DBLP"}
PUBLISHERS = ["crossref", "semantic_scholar", "dblp"]
LASTING = ("refused", "503 for ever", "403", "200 HTML", "empty body", "truncated", "gzip garbage")


class Services:
    """The four services, each over papers of its own."""

    def __init__(self, doubles: Mapping[str, WebDouble]) -> None:
        self.doubles = doubles

    def know(self, service: str, *papers: Record) -> None:
        """Let one service know these papers."""
        self.doubles[service].speaker = SPEAKERS[service](papers)


@pytest.fixture
def services(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Services]:
    monkeypatch.setattr("papers2bib.session.door.Clock", Fast)
    monkeypatch.setenv("PAPERS2BIB_CACHE", str(tmp_path / "cache"))
    with ExitStack() as ends:
        doubles = {name: ends.enter_context(WebDouble(made([]))) for name, made in SPEAKERS.items()}
        for name, double in doubles.items():
            monkeypatch.setenv(f"PAPERS2BIB_{VARIABLES[name]}_URL", double.url)
        yield Services(doubles)


def publication(service: str, **more: object) -> Record:
    """The publication as a service knows it."""
    told = PUBLICATION | (SHORT if service == "dblp" else {})
    key = {"dblp": "conf/eccv/ChenLH24", "arxiv_id": "2302.06675"} if service == "semantic_scholar" else {}
    return served({**told, **more}, doi="10.1007/lion", pages="1-17", **key)


def bib(text: str = BIB) -> Path:
    path = Path("refs.bib")
    path.write_bytes(text.encode())
    return path


@pytest.mark.parametrize("service", PUBLISHERS)
def test_a_preprint_becomes_its_publication_and_the_source_is_named(
    command: Command, services: Services, service: str
) -> None:
    services.know(service, publication(service))
    done = command("update", bib(), "--online")
    assert done.status == 0, done.err
    new = Path("refs.bib").read_text(encoding="utf-8")
    assert new.startswith("% mine\n@inproceedings{chen,\n")
    assert "booktitle = {European Conference on Computer Vision}" in new
    assert "2024" in new
    assert "eprint = {2302.06675}" in new
    assert f" from {service}: " in done.err
    assert "3 of 3 authors" in done.err


def test_a_hit_that_is_published_but_is_no_answer_does_not_end_the_search(
    command: Command, services: Services
) -> None:
    services.know("crossref", publication("crossref", title="Optimization Algorithms of Cheese"))
    services.know("dblp", publication("dblp"))
    assert " from dblp: " in command("update", bib(), "--online").err


@pytest.mark.parametrize("service", PUBLISHERS)
def test_a_look_alike_by_other_people_is_told_and_not_taken(
    command: Command, services: Services, service: str
) -> None:
    services.know("arxiv", served(PREPRINT))
    alike = publication(service, **OTHERS)
    services.know(service, alike if service != "semantic_scholar" else {**alike, "arxiv_id": ""})
    done = command("update", bib(), "--online")
    assert Path("refs.bib").read_text(encoding="utf-8") == BIB
    assert "left as it is: European Conference on Computer Vision has a paper of this title by" in done.err
    assert "Ada Lovelace, Charles Babbage" in done.err
    assert done.status == 0


@pytest.mark.parametrize("service", PUBLISHERS)
def test_a_team_that_differs_is_told_and_not_taken(
    command: Command, services: Services, service: str
) -> None:
    other = publication(service, authors=[*PREPRINT["authors"][:2], "Ada Lovelace"])
    services.know(service, other if service != "semantic_scholar" else {**other, "arxiv_id": ""})
    done = command("update", bib(), "--online")
    assert Path("refs.bib").read_text(encoding="utf-8") == BIB
    assert "its authors differ" in done.err
    assert done.status == 1


@pytest.mark.parametrize("fault", LASTING)
@pytest.mark.parametrize("service", PUBLISHERS)
def test_a_service_that_fails_changes_nothing(
    command: Command, services: Services, service: str, fault: str
) -> None:
    services.doubles[service].break_with(FAULTS[fault])
    done = command("update", bib(), "--online")
    assert Path("refs.bib").read_text(encoding="utf-8") == BIB
    assert done.status == 3, done.err
    assert service in done.err
    assert "of 1 a source could not be asked" in done.err


def test_what_a_later_service_knows_is_taken_though_one_fails(command: Command, services: Services) -> None:
    services.doubles["crossref"].break_with(FAULTS["503 for ever"])
    services.know("dblp", publication("dblp"))
    done = command("update", bib(), "--online")
    assert (done.status, " from dblp: " in done.err) == (0, True), done.err


CITED = (
    f"@inproceedings{{k, title = {{{PREPRINT['title']}}}, author = {{X. Chen and C. Liang and D. Huang}},"
    " booktitle = {European Conference on Computer Vision}, year = 2024, doi = {10.1007/lion}}\n"
)
RETRACTION = [{"DOI": "10.1007/note", "type": "retraction", "source": "retraction-watch"}]


def test_a_paper_that_its_publisher_retracted_is_told(command: Command, services: Services) -> None:
    services.know("crossref", {**publication("crossref"), "updated_by": RETRACTION})
    done = command("check", bib(CITED), "--online")
    assert b"withdrawn: k: it has been retracted, says the record of doi:10.1007/lion" in done.out
    assert done.status == 1


KNOWN = """@misc{v, title = {Attention Is All You Need}, author = {Vaswani, A. and others}, year = 2017,
  eprint = {1706.03762}}
"""
TAKEN_BACK = {
    "arxiv_id": "1706.03762",
    "title": "Attention Is All You Need",
    "authors": ["Ashish Vaswani", "Noam Shazeer"],
    "published": "2017-06-12",
    "categories": ["cs.CL"],
}


def test_a_paper_that_the_catalogue_has_and_arxiv_took_back_is_told(
    command: Command, services: Services
) -> None:
    services.know("arxiv", served(TAKEN_BACK, comment="This paper has been withdrawn by the authors"))
    done = command("check", bib(KNOWN), "--online")
    assert b"withdrawn: v: its authors or arXiv have taken it back" in done.out
    assert done.status == 1


def test_nobody_who_could_tell_of_a_withdrawal_leaves_the_paper_verified(
    command: Command, services: Services
) -> None:
    for double in services.doubles.values():
        double.break_with(FAULTS["503 for ever"])
    done = command("check", bib(KNOWN), "--online")
    assert (done.status, done.out) == (0, b""), done.err
    assert "1 verified" in done.err
    assert "arxiv" in done.err
