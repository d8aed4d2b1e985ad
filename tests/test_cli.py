"""The command line: which verb is meant, where the output goes, what is said, and the exit status."""

import json
from pathlib import Path

import pytest
from command import ADAM, ATTENTION, SHARED_TITLE, UNKNOWN, Command, write_list

from papers2bib import __version__

HELP = "A first word that is a verb is the verb"


@pytest.mark.parametrize(
    "args", [["list.txt"], ["bib", "list.txt"], ["--offline", "list.txt"], ["--offline", "bib", "list.txt"]]
)
def test_the_verb_bib_may_be_left_out(command: Command, args: list[str]) -> None:
    write_list(ATTENTION)
    found = command(*args)
    assert found.status == 0
    assert b"{1706.03762}" in found.out


def test_a_path_that_looks_like_a_verb_is_written_with_its_directory(command: Command) -> None:
    write_list(ATTENTION, name="catalogue/list.txt")
    assert b"1706.03762" in command("./catalogue").out
    assert command("catalogue").status == 2


def test_the_value_of_an_option_is_no_verb(command: Command) -> None:
    write_list(ATTENTION)
    assert command("-o", "catalogue", "list.txt").status == 0
    assert "1706.03762" in Path("catalogue").read_text(encoding="utf-8")


def test_after_two_dashes_all_are_paths(command: Command) -> None:
    write_list(ATTENTION, name="-list")
    assert b"1706.03762" in command("--offline", "--", "-list").out


@pytest.mark.parametrize("args", [["--help"], ["-h"]])
def test_help_shows_the_options_of_the_main_verb_and_examples(command: Command, args: list[str]) -> None:
    found = command(*args)
    assert (found.status, found.err) == (0, "")
    for shown in (HELP, "--unresolved", "--version", "catalogue  ", "papers2bib reading-list.txt > refs.bib"):
        assert shown in " ".join(found.out.decode().split()) or shown in found.out.decode()


def test_without_arguments_help_goes_to_stderr_for_stdout_may_be_a_bib(command: Command) -> None:
    found = command()
    assert (found.status, found.out) == (2, b"")
    assert "Usage: papers2bib" in found.err


def test_the_version_is_told(command: Command) -> None:
    assert command("--version").out.decode().strip() == f"papers2bib, version {__version__}"


def test_stdout_carries_bibtex_alone_and_stderr_the_summary(command: Command) -> None:
    write_list(ATTENTION, UNKNOWN)
    found = command("list.txt", "--offline")
    assert found.out.startswith(b"@")
    assert found.out.rstrip().endswith(b"}")
    assert b"\r" not in found.out
    assert "2 listings in 1 file: 1 matched, 0 ambiguous, 1 missing, 0 unanswered" in found.err
    assert f"list.txt:2: missing: {UNKNOWN}" in found.err
    assert "1 reference written to standard output" in found.err


def test_quiet_says_nothing(command: Command) -> None:
    write_list(ATTENTION, UNKNOWN)
    found = command("-q", "--offline", "list.txt")
    assert (found.status, found.err) == (1, "")


@pytest.mark.parametrize(
    ("titles", "options", "status", "verdicts"),
    [
        ([ATTENTION, ADAM], [], 0, ["matched", "matched"]),
        ([ATTENTION, UNKNOWN], ["--offline"], 1, ["matched", "missing"]),
        ([ATTENTION, UNKNOWN], [], 1, ["matched", "unanswered"]),
        ([SHARED_TITLE], ["--offline"], 1, ["ambiguous"]),
    ],
)
def test_the_exit_status_says_whether_anything_is_open(
    command: Command, titles: list[str], options: list[str], status: int, verdicts: list[str]
) -> None:
    write_list(*titles)
    assert command("list.txt", "-o", "refs.bib", "--report", "r.jsonl", *options).status == status
    rows = [json.loads(line) for line in Path("r.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["verdict"] for row in rows] == verdicts


def test_the_report_has_a_row_for_each_listing_with_the_key_of_the_bib(command: Command) -> None:
    lists = write_list(ATTENTION, UNKNOWN, name="a.txt"), write_list(ADAM, ATTENTION.lower(), name="b.txt")
    command(*lists, "-o", "refs.bib", "--report", "r.jsonl")
    rows = [json.loads(line) for line in Path("r.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["origin"] for row in rows] == ["a.txt:1", "a.txt:2", "b.txt:1", "b.txt:2"]
    keys = [row["key"] for row in rows]
    assert keys[0] == keys[3]
    assert keys[1] is None
    bib = Path("refs.bib").read_text(encoding="utf-8")
    assert [bib.count(f"{{{key},") for key in (keys[0], keys[2])] == [1, 1]
    assert rows[2]["fields"]["authors"] == {
        "value": ["Diederik P. Kingma", "Jimmy Ba"],
        "source": "catalogue",
    }


def test_a_list_comes_from_stdin(command: Command) -> None:
    found = command("-", stdin=f"{ADAM}\n".encode())
    assert b"1412.6980" in found.out


def test_the_format_can_be_told(command: Command) -> None:
    write_list(f"title\n{ADAM}", name="list.dat")
    assert b"1412.6980" in command("--from", "csv", "list.dat").out
    assert command("--from", "word", "list.dat").status == 2


@pytest.mark.parametrize("name", ["refs.bib", "report.jsonl", "open.jsonl"])
def test_what_a_run_writes_is_never_its_input(command: Command, name: str) -> None:
    write_list(ATTENTION, UNKNOWN)
    options = ("-o", "refs.bib", "--report", "report.jsonl", "--unresolved", "open.jsonl")
    command(".", *options)
    first = Path(name).read_bytes()
    found = command(".", *options)
    assert "2 listings in 1 file" in found.err
    assert Path(name).read_bytes() == first


def test_a_bib_that_is_both_read_and_written_is_left_alone(command: Command) -> None:
    command_line = ("refs.bib", "-o", "refs.bib")
    Path("refs.bib").write_text(f"@misc{{mine, title={{{ATTENTION}}}}}\n", encoding="utf-8")
    found = command(*command_line)
    assert found.status == 1
    assert "this run writes it" in found.err
    assert "mine" in Path("refs.bib").read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ["", "\n\n", "# Reading list\n"])
def test_lists_without_papers_replace_nothing(command: Command, text: str) -> None:
    Path("list.txt").write_text(text, encoding="utf-8")
    Path("refs.bib").write_text("precious", encoding="utf-8")
    found = command("list.txt", "-o", "refs.bib", "--report", "r.jsonl")
    assert found.status == 1
    assert "list.txt: no papers are listed there, so nothing was written" in found.err
    assert Path("refs.bib").read_text(encoding="utf-8") == "precious"
    assert not Path("r.jsonl").exists()


def test_a_run_without_a_reference_empties_no_bib(command: Command) -> None:
    write_list(UNKNOWN)
    Path("refs.bib").write_text("precious", encoding="utf-8")
    found = command("list.txt", "-o", "refs.bib", "--report", "r.jsonl")
    assert "refs.bib is left as it was" in found.err
    assert Path("refs.bib").read_text(encoding="utf-8") == "precious"
    assert Path("r.jsonl").read_text(encoding="utf-8").count("\n") == 1
    assert command("list.txt", "-o", "new.bib").status == 1
    assert Path("new.bib").read_bytes() == b""


@pytest.mark.parametrize(
    "args",
    [
        ["absent.txt"],
        ["list.txt", "--no-such-option"],
        ["list.txt", "--catalogue", "absent.p2b"],
        ["list.txt", "-o", "out", "--report", "out"],
        ["list.txt", "-o", "out", "--report", "./out"],
        ["list.txt", "--report", "-"],
        ["list.txt", "--decisions", "absent.jsonl"],
        ["--offline"],
        ["catalogue", "build", "list.txt"],
    ],
)
def test_wrong_usage_is_exit_status_2_and_writes_nothing(command: Command, args: list[str]) -> None:
    write_list(ATTENTION)
    found = command(*args)
    assert (found.status, found.out) == (2, b"")
    assert found.err
    assert found.err.startswith("papers2bib: ")
    assert found.err.count("\n") == 1
    assert [path.name for path in Path().iterdir()] == ["list.txt"]


def test_an_output_that_cannot_be_written_is_found_out_before_the_work(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_list(ATTENTION)
    monkeypatch.setattr("papers2bib.cli.run.read", lambda *_, **__: pytest.fail("the work had begun"))
    found = command("list.txt", "-o", "absent/refs.bib")
    assert (found.status, found.out) == (1, b"")
    assert (
        found.err == f"papers2bib: {Path('absent/refs.bib')}: cannot be written (no such file or directory)\n"
    )


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0", b"papers2bib catalogue\r\n\x1a\n"])
def test_a_corrupt_or_foreign_catalogue_is_one_clear_line(command: Command, content: bytes) -> None:
    write_list(ATTENTION)
    Path("bad.p2b").write_bytes(content)
    Path("refs.bib").write_text("precious", encoding="utf-8")
    found = command("list.txt", "--catalogue", "bad.p2b", "-o", "refs.bib")
    assert found.status == 1
    assert found.err.startswith("papers2bib: bad.p2b: ")
    assert found.err.count("\n") == 1
    assert Path("refs.bib").read_text(encoding="utf-8") == "precious"


def test_one_list_that_cannot_be_read_does_not_end_the_run(command: Command) -> None:
    write_list(ATTENTION)
    Path("picture.txt").write_bytes(b"\x89PNG\0\0\0")
    found = command("list.txt", "picture.txt")
    assert found.status == 1
    assert b"1706.03762" in found.out
    assert "papers2bib: picture.txt: " in found.err


def test_titles_of_strangers_reach_no_terminal(command: Command) -> None:
    write_list(f"{UNKNOWN} \x1b]0;owned\x07 [bold]\x9b31m \u202e")
    found = command("list.txt")
    assert all(c.isprintable() or c == "\n" for c in found.err)
    assert "[bold]" in found.err


def test_the_same_run_gives_the_same_bytes(command: Command) -> None:
    write_list(ADAM, ATTENTION, "GAIA: a benchmark for General AI Assistants")
    assert command("list.txt").out == command("list.txt").out
