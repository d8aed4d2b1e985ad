"""The verbs on catalogues: what `info` says, and what `build` makes of facts, good and bad."""

import gzip
import json
from pathlib import Path

import pytest
from command import ATTENTION, FACTS, Command, write_list


def facts(*lines: object, name: str = "facts.jsonl") -> Path:
    return write_list(*[line if isinstance(line, str) else json.dumps(line) for line in lines], name=name)


def test_info_says_what_a_catalogue_holds_and_how_old_it_is(command: Command, small_catalogue: Path) -> None:
    found = command("catalogue", "info")
    said = found.out.decode()
    assert (found.status, found.err) == (0, "")
    assert said.splitlines()[0] == str(small_catalogue)
    assert f"papers   {len(FACTS)}" in said
    assert "newest   2025-07-14 (" in said
    assert "days ago)" in said
    assert "checksums right" in said


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
    assert "2 papers in lab.p2b, 2 lines passed over" in found.err


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
