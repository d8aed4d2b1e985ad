"""The verb `check`: findings on stdout, counts on stderr, and a status that a hook can go by."""

import json
from pathlib import Path

import pytest
from command import ADAM, ATTENTION, UNKNOWN, Command
from unreachable import nobody

from papers2bib.catalogue.build import build

GOOD = (
    f"@misc{{a, title = {{{ATTENTION}}}, author = {{Vaswani, A. and others}}, year = 2017,"
    " eprint = {1706.03762}}\n"
)
WRONG = GOOD.replace("1706.03762", "1412.6980")
ABSENT = f"@article{{b, title = {{{UNKNOWN}}}, author = {{A. B.}}, journal = {{J. Cheese}}, year = 1999}}\n"


def bib(text: str, name: str = "refs.bib") -> Path:
    path = Path(name)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_clean_file_is_status_0_and_silent_with_quiet(command: Command) -> None:
    done = command("check", bib(GOOD), "--quiet")
    assert (done.status, done.out, done.err) == (0, b"", "")


def test_the_summary_counts_verdicts_and_tells_size_and_date_of_the_catalogue(command: Command) -> None:
    done = command("check", bib(GOOD + ABSENT))
    assert done.err == (
        "2 entries: 1 verified, 1 not in the catalogue; by a catalogue of 6 records up to 2025-07-14\n"
    )


def test_a_catalogue_without_dates_has_none(command: Command, tmp_path: Path) -> None:
    facts = tmp_path / "published.jsonl"
    facts.write_text(
        '{"title": "On Cheese", "authors": ["A. B."], "type": "article", "journal": "J. Cheese",'
        ' "year": "1999", "doi": "10.1000/cheese"}\n',
        encoding="utf-8",
    )
    build([facts], tmp_path / "old.p2b")
    done = command("check", bib(GOOD), "--catalogue", tmp_path / "old.p2b")
    assert done.err == "1 entry: 1 not in the catalogue; by a catalogue of 1 records\n"


def test_a_finding_is_status_1(command: Command) -> None:
    done = command("check", bib(WRONG))
    assert done.status == 1
    said = f"refs.bib:1:95: id-elsewhere: a: arxiv:1412.6980 is “{ADAM}” by Diederik P. Kingma, Jimmy Ba\n"
    assert done.out.decode() == said


@pytest.mark.parametrize(
    "text", [ABSENT, GOOD + ABSENT, "@book{k, title={T}, author={A}, publisher={P}, year=1}"]
)
def test_nothing_found_and_not_all_verified_is_status_3(command: Command, text: str) -> None:
    assert command("check", bib(text)).status == 3
    assert command("check", bib(text), "--allow-unverified").status == 0


def test_what_is_found_counts_also_where_the_unverified_is_allowed(command: Command) -> None:
    assert command("check", bib(WRONG), "--allow-unverified").status == 1


def test_a_file_without_entries_is_clean(command: Command) -> None:
    assert command("check", bib("% nothing yet\n")).status == 0


def test_a_file_that_is_not_there_is_wrong_usage(command: Command) -> None:
    assert command("check", "no.bib").status == 2


def test_keys_that_are_cited_and_not_there_are_told_at_their_place(command: Command) -> None:
    bib("\\cite{a,\n  nobody}\\cite{a, c}", "main.tex")
    done = command("check", bib(GOOD), "main.tex")
    assert done.status == 1
    told = [line.partition(": cited,")[0] for line in done.out.decode().splitlines()]
    assert told == ["main.tex:2:3: cited-absent: nobody", "main.tex:2:19: cited-absent: c"]


def test_json_holds_verdicts_and_both_values(command: Command) -> None:
    said = json.loads(command("check", bib(WRONG), "--format", "json").out)
    assert said["entries"] == [{"key": "a", "verdict": "differs"}]
    assert (said["findings"][0]["recorded"], said["findings"][0]["line"]) == (ADAM, 1)


def test_a_code_is_explained_without_a_file(command: Command) -> None:
    done = command("check", "--explain", "doi-prefix")
    assert done.status == 0
    assert b"It can be wrong:" in done.out
    assert command("check", "--explain", "cheese").status == 2


def test_the_file_of_settings_beside_the_bib_is_applied(command: Command) -> None:
    bib('[[check.ignore]]\ncode = "id-elsewhere"\nkey = "a"\nreason = "on purpose"\n', "papers2bib.toml")
    assert command("check", bib(WRONG)).out == b""
    bib("[[check.ignore]]\ncode = 'cheese'\n", "papers2bib.toml")
    done = command("check", bib(WRONG))
    assert (done.status, done.err.count("\n")) == (2, 1)
    bib("[check\n", "papers2bib.toml")
    assert "not TOML" in command("check", bib(WRONG)).err


def test_the_catalogue_of_publications_in_the_data_directory_is_asked(
    command: Command, small_catalogue: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("PAPERS2BIB_CATALOGUE")
    monkeypatch.setenv("PAPERS2BIB_DATA", str(tmp_path))
    (tmp_path / "publications.p2b").write_bytes(small_catalogue.read_bytes())
    monkeypatch.setattr("papers2bib.sources.catalogue.shipped", lambda: small_catalogue)
    assert "12 records" in command("check", bib(GOOD)).err


def test_what_nobody_could_be_asked_about_could_not_be_checked(
    command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with nobody() as root:
        for service in ("ARXIV", "S2", "CROSSREF", "DBLP"):
            monkeypatch.setenv(f"PAPERS2BIB_{service}_URL", root)
        monkeypatch.setenv("PAPERS2BIB_CACHE", str(tmp_path / "cache"))
        done = command("check", bib(GOOD + ABSENT), "--online")
    assert (done.status, done.out) == (3, b"")
    assert "1 verified, 1 could not check" in done.err


def test_several_files_are_checked_together(command: Command) -> None:
    done = command("check", bib(GOOD), bib(WRONG.replace("{a,", "{b,"), "more.bib"))
    assert done.status == 1
    assert done.out.startswith(b"more.bib:1:")
    assert done.err.startswith("2 entries: 1 verified, 1 differs;")
    assert command("check", bib("\\cite{a}", "main.tex")).status == 2


def test_a_file_in_utf_16_is_not_taken_for_empty(command: Command) -> None:
    Path("refs.bib").write_bytes(GOOD.encode("utf-16"))
    done = command("check", "refs.bib")
    assert (done.status, done.err.count("\n")) == (1, 1)
    assert "UTF-16" in done.err
