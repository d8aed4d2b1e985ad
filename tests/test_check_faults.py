"""Whatever goes wrong at Crossref or DBLP, no entry is said to differ for it, and the rest is checked."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from command import ATTENTION, Command
from doubles import Web
from fast_clock import Fast
from faults import FAULTS
from publishers_double import CrossrefDouble, DblpDouble
from served_papers import served
from web_double import WebDouble

WANTED = served(
    {
        "title": "Symbolic Discovery of Optimization Algorithms",
        "authors": ["Xiangning Chen", "Chen Liang", "Da Huang"],
        "doi": "10.1000/lion",
        "type": "inproceedings",
        "booktitle": "Proceedings of Cheese",
        "year": "2023",
    }
)
BIB = (
    f"@misc{{there, title = {{{ATTENTION}}}, author = {{Vaswani, A. and others}}, eprint = {{1706.03762}}}}\n"
    f"@inproceedings{{k, title = {{{WANTED['title']}}}, author = {{X. Chen and C. Liang and D. Huang}},"
    " booktitle = {Proceedings of Cheese}, year = 2023}\n"
)
DISGUISED = {"near miss with a high score", "right paper under another title"}
"""Faults with which a service shows a record that is nearly the paper: what it says is told."""


@pytest.fixture
def services(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Mapping[str, WebDouble]]:
    monkeypatch.setattr("papers2bib.session.door.Clock", Fast)
    monkeypatch.setenv("PAPERS2BIB_CACHE", str(tmp_path / "cache"))
    with (
        Web([]) as web,
        WebDouble(CrossrefDouble([WANTED]), elsewhere=web.elsewhere.url) as crossref,
        WebDouble(DblpDouble([WANTED]), elsewhere=web.elsewhere.url) as dblp,
    ):
        environment = {"PAPERS2BIB_CROSSREF_URL": crossref.url, "PAPERS2BIB_DBLP_URL": dblp.url}
        for name, value in {**web.environment, **environment}.items():
            monkeypatch.setenv(name, value)
        yield {"crossref": crossref, "dblp": dblp}


@pytest.mark.parametrize("service", ["crossref", "dblp"])
def test_a_paper_that_one_service_has_is_verified(
    command: Command, services: Mapping[str, WebDouble], service: str
) -> None:
    for name, double in services.items():
        if name != service:
            double.speaker = type(double.speaker)([])  # type: ignore[call-arg]  # both take papers
    Path("refs.bib").write_text(BIB, encoding="utf-8")
    done = command("check", "refs.bib", "--online")
    assert (done.status, done.out) == (0, b""), done.err
    assert "2 verified" in done.err


@pytest.mark.parametrize("fault", [name for name in FAULTS if name != "timeout"])
@pytest.mark.parametrize("service", ["crossref", "dblp"])
def test_a_fault_makes_no_entry_differ(
    command: Command, services: Mapping[str, WebDouble], service: str, fault: str
) -> None:
    for name, double in services.items():
        if name == service:
            double.break_with(FAULTS[fault])
        else:
            double.speaker = type(double.speaker)([])  # type: ignore[call-arg]  # both take papers
    Path("refs.bib").write_text(BIB, encoding="utf-8")
    done = command("check", "refs.bib", "--online")
    assert done.status in ((0, 1, 3) if fault in DISGUISED else (0, 3)), (done.out, done.err)
    assert b": there:" not in done.out
    assert "Traceback" not in done.err
    assert "verified" in done.err
    if done.status == 3:
        assert "1 could not check" in done.err or "1 not in the catalogue" in done.err
