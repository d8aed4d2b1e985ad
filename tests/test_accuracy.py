"""On real lists with answer keys: how many listings are matched, and how many of them wrongly."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.facts

HARD = {"05", "16", "28", "33", "35"}
"""Lists of nicknames, retitled papers, shared titles and misspelt titles."""
EVIDENCE = {"21", "25", "30", "31", "33", "36"}
"""Lists that give authors, counts or dates, or nothing that is to be found."""
UNLIKE = {"retitled", "truncated_or_short"}
Judged = list[dict[str, Any]]


@dataclass(frozen=True)
class Tally:
    """What became of some listings."""

    found: float
    """Share of those whose paper the catalogue holds, in per cent."""
    wrong: int
    wrong_share: float
    """Share of all that are scored, in per cent."""


@pytest.fixture(scope="session")
def judged(shared: Path, full_catalogue: Path, tmp_path_factory: pytest.TempPathFactory) -> Judged:
    """Every listing of every list with the judgement of the lists' own scorer."""
    out = tmp_path_factory.mktemp("score") / "judged.jsonl"
    tool = f'"{sys.executable}" -m papers2bib --offline --quiet --catalogue "{full_catalogue}"'
    command = [sys.executable, str(shared / "lists" / "score.py"), tool, "--json", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    print(done.stdout)
    return [json.loads(line) for line in out.read_text(encoding="utf-8").split("\n")]


def tally(judged: Judged, wanted: Callable[[str, str], bool]) -> Tally:
    verdicts = [one["judged"] for one in judged if wanted(one["list"][:2], one["key"]["relation"])]
    findable = sum(verdicts.count(one) for one in ("right", "offered", "missed"))
    wrong = verdicts.count("wrong")
    scored = findable + wrong + verdicts.count("declined")
    return Tally(100 * verdicts.count("right") / max(findable, 1), wrong, 100 * wrong / scored)


def test_every_list_is_read_into_its_own_titles(judged: Judged) -> None:
    assert len(judged) == 14_711
    assert not [one for one in judged if one["judged"] == "misread"]


def test_nearly_every_plain_title_is_found(judged: Judged) -> None:
    found = tally(judged, lambda name, relation: name not in HARD and relation not in UNLIKE).found
    assert found >= 99.7


def test_where_the_list_gives_evidence_nothing_is_wrong(judged: Judged) -> None:
    assert tally(judged, lambda name, _: name in EVIDENCE).wrong == 0


def test_on_titles_alone_one_in_two_thousand_is_wrong_at_most(judged: Judged) -> None:
    assert tally(judged, lambda name, _: name not in EVIDENCE | HARD).wrong_share <= 0.05


@pytest.mark.parametrize("hard", ["05", "16"])
def test_nicknames_are_not_guessed(judged: Judged, hard: str) -> None:
    assert tally(judged, lambda name, _: name == hard).wrong_share <= 0.5


@pytest.mark.parametrize(("hard", "least"), [("35", 98), ("31", 98), ("33", 97)])
def test_misspelt_latex_and_shared_titles_are_found(judged: Judged, hard: str, least: float) -> None:
    found = tally(judged, lambda name, _: name == hard)
    assert found.found >= least
    assert found.wrong == 0


def test_nothing_that_is_not_on_arxiv_is_matched(judged: Judged) -> None:
    assert tally(judged, lambda name, _: name == "30").wrong == 0
