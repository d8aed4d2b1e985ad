"""What goes wrong at Crossref or DBLP makes no entry differ and none change, and the rest is checked.

What happens is in a table of docs/web.md, and is compared with it here.
"""

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
        "doi": "10.1007/lion",
        "type": "inproceedings",
        "booktitle": "European Conference on Computer Vision",
        "year": "2023",
    }
)
IN_SHORT = {**WANTED, "venue": "ECCV"}
"""As DBLP knows it."""
BIB = (
    f"@misc{{there, title = {{{ATTENTION}}}, author = {{Vaswani, A. and others}}, eprint = {{1706.03762}}}}\n"
    f"@inproceedings{{k, title = {{{WANTED['title']}}}, author = {{X. Chen and C. Liang and D. Huang}},"
    " booktitle = {European Conference on Computer Vision}, year = 2023}\n"
)
PREPRINT = (
    f"@misc{{k, title = {{{WANTED['title']}}}, author = {{X. Chen and C. Liang and D. Huang}},"
    " eprint = {2302.06675}, year = 2023}\n"
)
DOCS = Path(__file__).resolve().parents[1] / "docs" / "web.md"
COLUMNS = [(verb, service) for verb in ("check", "update") for service in ("crossref", "dblp")]
TABLE = "| what goes wrong | " + " | ".join(f"{verb}, {service} alone" for verb, service in COLUMNS) + " |"
WITHOUT_FAULT = "nothing"
VERDICTS = ("verified", "differs", "not in the catalogue", "could not check")


@pytest.fixture
def services(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Mapping[str, WebDouble]]:
    monkeypatch.setattr("papers2bib.session.door.Clock", Fast)
    monkeypatch.setattr("papers2bib.session.host._READ", 1.0)
    monkeypatch.setenv("PAPERS2BIB_CACHE", str(tmp_path / "cache"))
    with (
        Web([]) as web,
        WebDouble(CrossrefDouble([WANTED]), elsewhere=web.elsewhere.url) as crossref,
        WebDouble(DblpDouble([IN_SHORT]), elsewhere=web.elsewhere.url) as dblp,
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


def documented() -> dict[str, list[str]]:
    """The table: fault → what happens to a paper that only one service has."""
    lines = DOCS.read_text(encoding="utf-8").splitlines()
    rows = lines[lines.index(TABLE) + 2 :]
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows if row.startswith("|")]
    return {fault: found for fault, *found in cells}


def alone(services: Mapping[str, WebDouble], service: str, fault: str) -> None:
    """Let one service fail so, and the others know nothing."""
    for name, double in services.items():
        if name != service:
            double.speaker = type(double.speaker)([])  # type: ignore[call-arg]  # both take papers
        elif fault != WITHOUT_FAULT:
            double.break_with(FAULTS[fault])


def checked(command: Command) -> str:
    """The verdict on the paper that the catalogue lacks, and the exit status; the other one is verified."""
    Path("refs.bib").write_text(BIB, encoding="utf-8")
    done = command("check", "refs.bib", "--online")
    assert b": there:" not in done.out
    assert "Traceback" not in done.err
    counts = next(line for line in done.err.splitlines() if line.startswith("2 entries: "))
    verdict = "verified" if "2 verified" in counts else ""
    return f"{verdict or next(one for one in VERDICTS[1:] if f'1 {one}' in counts)}, {done.status}"


def updated(command: Command) -> str:
    """What became of the preprint, and the exit status."""
    Path("refs.bib").write_text(PREPRINT, encoding="utf-8")
    done = command("update", "refs.bib", "--online")
    assert "Traceback" not in done.err
    new = Path("refs.bib").read_text(encoding="utf-8")
    assert (new == PREPRINT) == ("0 changed" in done.err)
    assert new == PREPRINT or "booktitle = {European Conference on Computer Vision}" in new
    return f"{'left' if new == PREPRINT else 'changed'}, {done.status}"


def test_the_table_names_every_fault() -> None:
    assert list(documented()) == [WITHOUT_FAULT, *FAULTS]


@pytest.mark.parametrize("fault", [WITHOUT_FAULT, *FAULTS])
@pytest.mark.parametrize("column", range(len(COLUMNS)))
def test_what_happens_is_as_documented(
    command: Command, services: Mapping[str, WebDouble], fault: str, column: int
) -> None:
    verb, service = COLUMNS[column]
    alone(services, service, fault)
    assert (checked if verb == "check" else updated)(command) == documented()[fault][column]
