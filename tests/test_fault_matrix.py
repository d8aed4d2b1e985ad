"""Whatever goes wrong at a service, no reference is wrong, nothing bad is kept, and the rest goes on.

What happens is in the table of docs/web.md, and is compared with it here.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from command import ATTENTION, FACTS, Command, Outcome, write_list
from doubles import Web
from fast_clock import Fast
from faults import FAULTS
from served_papers import served

DOCS = Path(__file__).resolve().parents[1] / "docs" / "web.md"
WANTED = {
    "arxiv_id": "2302.06675",
    "title": "Symbolic Discovery of Optimization Algorithms",
    "authors": ["Xiangning Chen", "Chen Liang", "Da Huang", "Esteban Real", "Kaiyuan Wang"],
    "published": "2023-02-13",
    "categories": ["cs.LG", "cs.AI"],
    "primary": "cs.LG",
}
"""A paper that the catalogue lacks; the other one of the list it has."""
COLUMNS = ("arxiv", "semantic_scholar", "huggingface")
TABLE = (
    "| what goes wrong | "
    + " | ".join(f"{one} alone" for one in COLUMNS)
    + " | arxiv, with the others there |"
)
WITHOUT_FAULT = "nothing"
LASTING = [
    *(
        "refused",
        "timeout",
        "reset mid-body",
        "429 with two hours",
        "503 for ever",
        "403",
        "200 Rate exceeded.",
    ),
    *(
        "200 HTML",
        "empty body",
        "truncated",
        "truncated, all promised",
        "gzip garbage",
        "10 MB reply, packed",
    ),
    *("expanding", "redirect to another host"),
]
"""Faults with which no answer comes."""
NULLS = "null in every optional field"
DISPUTED = {"wrong paper under the right id": [None], NULLS: [None]}
"""Faults with which a reference goes without its arXiv id: it is another paper's, or it is not told."""
PATIENCE = {"timeout": "2"}
"""Seconds; attempts at who does not answer take real time."""


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    monkeypatch.setattr("papers2bib.session.door.Clock", Fast)
    with Web([served(fact) for fact in (*FACTS, WANTED)]) as services:
        for name, value in services.environment.items():
            monkeypatch.setenv(name, value)
        yield services


def run(command: Command, fault: str, sources: str) -> Outcome:
    patience = PATIENCE.get(fault, "60")
    return command("list.txt", "--report", "r.jsonl", "--sources", sources, "--patience", patience)


def rows() -> list[Mapping[str, object]]:
    return [json.loads(line) for line in Path("r.jsonl").read_text(encoding="utf-8").splitlines()]


def outcome(command: Command, web: Web, fault: str, service: str, sources: str) -> str:
    """The verdict on the paper that the catalogue lacks, and the exit status; all else is as it should be."""
    write_list(ATTENTION, str(WANTED["title"]))
    if fault != WITHOUT_FAULT:
        web.services[service].break_with(FAULTS[fault])
    found = run(command, fault, sources)
    first, second = rows()
    assert first["verdict"] == "matched"
    assert first["ids"]["arxiv"] == "1706.03762"  # type: ignore[index]  # a report's ids
    if second["verdict"] == "matched":
        assert second["ids"]["arxiv"] in (WANTED["arxiv_id"], *DISPUTED.get(fault, ()))  # type: ignore[index]
        assert str(WANTED["title"]) in json.dumps(second["fields"])
        assert b"Chen, Xiangning" in found.out or (fault == NULLS and "names its authors" in found.err)
    complaints = [line for line in found.err.splitlines() if line.startswith("papers2bib: ")]
    assert len(complaints) <= 1, complaints
    assert all(service in line for line in complaints), complaints
    assert "Traceback" not in found.err
    assert web.elsewhere.count == 0
    return f"{second['verdict']}, {found.status}"


def documented() -> dict[str, list[str]]:
    """The table: fault → what happens with each service."""
    lines = DOCS.read_text(encoding="utf-8").splitlines()
    start = lines.index(TABLE) + 2
    found = {}
    for line in lines[start:]:
        if not line.startswith("|"):
            break
        fault, *cells = (cell.strip() for cell in line.strip("|").split("|"))
        found[fault] = cells
    return found


def test_the_table_names_every_fault() -> None:
    assert list(documented()) == [WITHOUT_FAULT, *FAULTS]


@pytest.mark.parametrize("fault", [WITHOUT_FAULT, *FAULTS])
@pytest.mark.parametrize("column", range(len(COLUMNS)))
def test_what_happens_with_one_service_is_as_documented(
    command: Command, web: Web, fault: str, column: int
) -> None:
    service = COLUMNS[column]
    assert outcome(command, web, fault, service, f"catalogue,{service}") == documented()[fault][column]


@pytest.mark.parametrize("fault", [WITHOUT_FAULT, *FAULTS])
def test_what_happens_with_all_services_is_as_documented(command: Command, web: Web, fault: str) -> None:
    sources = "catalogue,arxiv,semantic_scholar,huggingface"
    assert outcome(command, web, fault, "arxiv", sources) == documented()[fault][len(COLUMNS)]


@pytest.mark.parametrize("fault", LASTING)
@pytest.mark.parametrize("service", COLUMNS)
def test_nothing_bad_is_kept(command: Command, web: Web, fault: str, service: str) -> None:
    """As soon as the service is well again, a run finds what it would have found."""
    sources = f"catalogue,{service}"
    outcome(command, web, fault, service, sources)
    web.services[service].mend()
    assert outcome(command, web, WITHOUT_FAULT, service, sources) == "matched, 0"
