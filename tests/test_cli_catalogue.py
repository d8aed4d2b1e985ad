"""The verbs on catalogues: what `info` says, and what `build` and `update` make of dumps, good and bad."""

import gzip
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from command import ADAM, ATTENTION, FACTS, Command, write_list

from papers2bib.catalogue.build import build
from papers2bib.sources import catalogue as source


def facts(*lines: object, name: str = "facts.jsonl") -> Path:
    return write_list(*[line if isinstance(line, str) else json.dumps(line) for line in lines], name=name)


def test_info_says_what_a_catalogue_holds_and_how_old_it_is(command: Command, small_catalogue: Path) -> None:
    found = command("catalogue", "info")
    said = found.out.decode()
    assert found.status == 0
    assert said.splitlines()[0] == str(small_catalogue)
    assert f"papers   {len(FACTS)}, 0 of them with their venue" in said
    assert "years    2014 1, 2016 1, 2017 1, 2022 1, 2023 1, 2025 1" in said
    assert "fields   cs.CL 3, cs.LG 3" in said
    assert "newest   2025-07-14 (" in said
    assert "days ago)" in said
    assert "checksums right" in said


def test_a_catalogue_of_old_papers_is_warned_of(command: Command) -> None:
    today = datetime.now(UTC).date()
    for days, warned in ((59, False), (60, False), (61, True)):
        day = (today - timedelta(days)).isoformat()
        facts(FACTS[0], FACTS[1] | {"published": day})
        command("catalogue", "build", "facts.jsonl", "-o", "lab.p2b")
        found = command("catalogue", "info", "--catalogue", "lab.p2b")
        assert found.status == 0
        assert (f"the newest paper is of {day}, {days} days ago" in found.err) is warned
    facts(FACTS[1] | {"published": today.isoformat()}, name="new.jsonl")
    command("catalogue", "build", "new.jsonl", "-o", "new.p2b")
    assert command("catalogue", "info", "--catalogue", "lab.p2b", "--catalogue", "new.p2b").err == ""


def test_info_takes_several_catalogues(command: Command, small_catalogue: Path) -> None:
    found = command("catalogue", "info", "--catalogue", small_catalogue, "--catalogue", small_catalogue)
    assert found.out.count(b"checksums right") == 2


def test_info_finds_damage_anywhere(command: Command, small_catalogue: Path) -> None:
    damaged = bytearray(small_catalogue.read_bytes())
    damaged[-5] ^= 1
    Path("damaged.p2b").write_bytes(damaged)
    found = command("catalogue", "info", "--catalogue", "damaged.p2b")
    assert (found.status, found.out) == (1, b"")
    assert found.err.startswith("papers2bib: damaged.p2b: ")


def test_what_build_makes_bib_can_use(command: Command) -> None:
    Path("facts.jsonl.gz").write_bytes(gzip.compress(json.dumps(FACTS[0]).encode() + b"\n"))
    found = command("catalogue", "build", "facts.jsonl.gz", "-o", "lab.p2b")
    assert (found.status, found.err) == (0, "1 papers in lab.p2b\n")
    write_list(ATTENTION)
    assert b"1706.03762" in command("--catalogue", "lab.p2b", "list.txt").out


def test_lines_that_are_no_facts_are_named_and_passed_over(command: Command) -> None:
    facts(FACTS[0], "{", {"title": "No Id"}, FACTS[1])
    found = command("catalogue", "build", "facts.jsonl", "-o", "lab.p2b")
    assert found.status == 1
    assert "papers2bib: facts.jsonl:2: " in found.err
    assert "papers2bib: facts.jsonl:3: " in found.err
    assert "2 papers in lab.p2b, 2 records passed over" in found.err


@pytest.mark.parametrize("output", ["absent/lab.p2b", "facts.jsonl/lab.p2b"])
def test_an_output_that_cannot_be_written_is_found_out_at_once(command: Command, output: str) -> None:
    facts(FACTS[0])
    found = command("catalogue", "build", "facts.jsonl", "-o", output)
    assert found.status == 1
    assert found.err.startswith(f"papers2bib: {Path(output)}: cannot be written (")
    assert found.err.count("\n") == 1


def test_a_build_that_fails_leaves_the_old_catalogue(command: Command) -> None:
    Path("lab.p2b").write_text("old", encoding="utf-8")
    Path("facts.jsonl.gz").write_bytes(gzip.compress(b"{}\n" * 1000)[:20])
    found = command("catalogue", "build", "facts.jsonl.gz", "-o", "lab.p2b")
    assert found.status == 1
    assert "papers2bib: facts.jsonl.gz: " in found.err
    assert Path("lab.p2b").read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in Path().iterdir()) == ["facts.jsonl.gz", "lab.p2b"]


@pytest.fixture
def data(command: Command, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The directory of updates; the shipped catalogue knows nothing but Adam."""
    build([facts(FACTS[1], name="shipped.jsonl")], Path("shipped.p2b"))
    monkeypatch.setattr(source, "shipped", lambda: Path("shipped.p2b"))
    monkeypatch.delenv("PAPERS2BIB_CATALOGUE")
    monkeypatch.setenv("PAPERS2BIB_DATA", "data/of/mine")
    return Path("data/of/mine")


def test_an_update_is_asked_with_the_shipped_catalogue_from_then_on(command: Command, data: Path) -> None:
    lists = write_list(ATTENTION, ADAM)
    assert command("--offline", lists).out.count(b"@misc") == 1
    found = command("catalogue", "update", facts(*FACTS))
    assert (found.status, found.err) == (0, f"{len(FACTS) - 1} papers in {data / 'update.p2b'}\n")
    assert command("--offline", lists).out.count(b"@misc") == 2
    assert command("--offline", "--catalogue", "shipped.p2b", lists).out.count(b"@misc") == 1


def test_an_update_replaces_records_by_id_and_the_old_title_still_leads_there(
    command: Command, data: Path
) -> None:
    command("catalogue", "update", facts(FACTS[1] | {"title": "Adam, a Method of Methods"}))
    found = command("--offline", write_list(ADAM))
    assert b"Adam, a Method of Methods" in found.out


def test_info_lists_the_update_with_the_shipped_catalogue(command: Command, data: Path) -> None:
    command("catalogue", "update", facts(FACTS[0]))
    said = command("catalogue", "info").out.decode().splitlines()
    assert [line for line in said if not line.startswith(" ")] == ["shipped.p2b", str(data / "update.p2b")]
    assert "  update   beside shipped.p2b" in said
    assert "update.p2b" not in command("catalogue", "info", "--catalogue", "shipped.p2b").out.decode()


def test_a_shipped_catalogue_that_is_newer_lies_over_the_update(command: Command, data: Path) -> None:
    command("catalogue", "update", facts(FACTS[0], FACTS[1] | {"title": "Adam of old"}))
    build([facts(FACTS[1], FACTS[-1], name="next.jsonl")], Path("shipped.p2b"))
    assert b"Adam: A Method" in command("--offline", write_list(ADAM)).out
    said = command("catalogue", "info").out.decode().splitlines()
    assert [line for line in said if not line.startswith(" ")] == [str(data / "update.p2b"), "shipped.p2b"]


def test_an_update_that_cannot_be_read_is_named_and_left_out(command: Command, data: Path) -> None:
    data.mkdir(parents=True)
    (data / "update.p2b").write_text("damaged", encoding="utf-8")
    for found in (command("catalogue", "info"), command("--offline", write_list(ADAM))):
        assert found.status == 0
        assert f"papers2bib: {data / 'update.p2b'}: not asked, remove it or update again: " in found.err


def test_an_update_of_ones_own_lies_beside_a_catalogue_of_ones_own(command: Command) -> None:
    facts(*FACTS[:2], name="lab.jsonl")
    command("catalogue", "build", "lab.jsonl", "-o", "lab.p2b")
    facts(*FACTS)
    found = command("catalogue", "update", "facts.jsonl", "-o", "month.p2b", "--beside", "lab.p2b")
    assert (found.status, found.err) == (0, f"{len(FACTS) - 2} papers in month.p2b\n")
    found = command("catalogue", "update", "facts.jsonl", "-o", "lab.p2b", "--beside", "lab.p2b")
    assert (found.status, found.err.count("\n")) == (2, 1)
    assert "lab.p2b: not written by `papers2bib catalogue update`" in found.err


def test_an_update_may_leave_out_what_is_older(command: Command, data: Path) -> None:
    facts(*FACTS)
    for since, papers in (("2025", 1), ("2023-11-21", 2), ("2022-08", 3)):
        (data / "update.p2b").unlink(missing_ok=True)
        said = command("catalogue", "update", "facts.jsonl", "--since", since).err
        assert said.startswith(f"{papers} papers in ")


@pytest.mark.parametrize(
    "args",
    [
        ["--since", "yesterday"],
        ["--since", "2026-13-01"],
        ["--beside", "facts.jsonl"],
        ["-o", "month.p2b", "--beside", "absent.p2b"],
    ],
)
def test_an_update_that_makes_no_sense_is_wrong_usage(command: Command, data: Path, args: list[str]) -> None:
    found = command("catalogue", "update", facts(FACTS[0]), *args)
    assert (found.status, found.err.count("\n")) == (2, 1)
    assert not data.exists()


def test_records_that_cannot_be_used_make_an_update_fail_in_the_end(command: Command, data: Path) -> None:
    found = command("catalogue", "update", facts(FACTS[0], "{"))
    assert found.status == 1
    assert "papers2bib: facts.jsonl:2: " in found.err
    assert "1 papers in" in found.err


def test_a_place_that_cannot_be_written_is_found_out_at_once(command: Command, data: Path) -> None:
    Path("data").write_text("in the way", encoding="utf-8")
    found = command("catalogue", "update", facts(FACTS[0]))
    assert (found.status, found.err.count("\n")) == (1, 1)
    assert found.err.startswith(f"papers2bib: {data / 'update.p2b'}: cannot be written (")
