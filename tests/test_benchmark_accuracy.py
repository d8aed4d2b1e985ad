"""The benchmark of accuracy, on a list whose outcomes can be told by hand."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from small_facts import ATTENTION, GROUND_RING, UBOOST, write_facts

from papers2bib.catalogue.build import build

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))
from calibration import Scored, binned, curve, error
from judging import Share

ROOT = Path(__file__).resolve().parents[1]

LISTED = (
    (ATTENTION["title"], ATTENTION["arxiv_id"]),
    ("Ground Ring of Two-Dimensional String Theories", GROUND_RING["arxiv_id"]),
    ("Boosting methods for lanterns in the wind", None),
    ("A paper that the catalogue lacks altogether", "2001.00001"),
    (UBOOST["title"].replace("uniform", "unform"), UBOOST["arxiv_id"]),
)


@pytest.fixture
def asked(tmp_path: Path) -> list[str]:
    folder = tmp_path / "list"
    folder.mkdir()
    titles = "".join(f"{number}. {title}\n" for number, (title, _) in enumerate(LISTED, 1))
    (folder / "list.txt").write_text(titles, encoding="utf-8")
    answers = [{"title": title, "arxiv_id": answer} for title, answer in LISTED]
    (folder / "key.json").write_text(json.dumps(answers), encoding="utf-8")
    catalogue = tmp_path / "small.p2b"
    build([write_facts(tmp_path / "facts.jsonl", [ATTENTION, GROUND_RING, UBOOST])], catalogue)
    return [str(folder), "--catalogue", str(catalogue), "--chart", str(tmp_path / "chart.svg")]


def run(asked: list[str]) -> str:
    command = [sys.executable, str(ROOT / "benchmarks" / "accuracy.py"), *asked]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_outcomes_are_counted_by_list_and_rule(asked: list[str]) -> None:
    told = run(asked)
    counts = {
        cells[1].strip("* "): [int(one) for one in cells[2:8]]
        for cells in (line.split("|") for line in told.splitlines())
        if len(cells) > 8 and cells[2].strip().isdecimal()
    }
    assert counts["list"] == [5, 3, 0, 0, 0, 2]
    assert counts["all"] == counts["list"]
    assert counts["same letters"] == [5, 1, 0, 2, 0, 2]
    assert counts["first similar"] == [5, 3, 0, 0, 0, 2]
    assert "| titles alone | 3 | 0.00" in told
    assert "expected calibration error" in told


def test_the_chart_is_a_picture_of_curves_and_points(asked: list[str]) -> None:
    run(asked)
    picture = Path(asked[-1]).read_text(encoding="utf-8")
    assert picture.startswith("<svg ")
    assert picture.count("<circle") == 3
    assert "titles alone" in picture


def test_a_list_that_does_not_fit_its_answers_is_refused(asked: list[str]) -> None:
    (Path(asked[0]) / "key.json").write_text("[]", encoding="utf-8")
    command = [sys.executable, str(ROOT / "benchmarks" / "accuracy.py"), *asked]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert "5 listings, but 0 answers" in done.stderr


def test_an_interval_narrows_with_the_number_of_cases() -> None:
    few, many = Share(1, 10).interval, Share(100, 1000).interval
    assert few[0] < many[0] < 0.1 < many[1] < few[1]
    assert Share(0, 300).interval == pytest.approx((0.0, 0.0126), abs=0.0005)


def test_scores_that_are_right_as_often_as_they_say_have_no_error() -> None:
    fair = [Scored(0.75, right) for right in (True, True, True, False)]
    assert error(fair) == 0
    assert error([Scored(0.75, False)]) == 0.75
    assert [(one.number, one.right) for one in binned(fair)] == [(4, 0.75)]


def test_the_curve_goes_from_the_surest_to_the_least_sure() -> None:
    some = [Scored(0.5, False), Scored(0.9, True), Scored(0.7, True)]
    assert curve(some, held=4, asked=10) == [(0, 25), (0, 50), (10, 50)]
