"""The file of answers: what of it is believed, when it is set aside, and where runs without one meet."""

import os
import sqlite3
import stat
import tempfile
from pathlib import Path

import pytest
from scripted import GOOD, Caller, Script
from web_double import WebDouble

from papers2bib.session.store import Store


def change(cache: Path, statement: str) -> None:
    with sqlite3.connect(cache / "answers.sqlite") as database:
        database.execute(statement)
    database.close()


def test_an_answer_of_a_day_that_is_yet_to_come_is_asked_for_anew(tmp_path: Path) -> None:
    """Some clock went wrong: it might be kept for a hundred years."""
    with WebDouble(Script([GOOD])) as double:
        caller = Caller(double.url, tmp_path)
        caller.ask()
        made = """value = replace(value, '"created_at": "20', '"created_at": "21')"""
        change(tmp_path, f"UPDATE responses SET expires = expires + 3155760000, {made}")
        assert [caller.ask(), caller.ask()] == ["Adam", "Adam"]
        assert double.count == 2


def test_a_row_that_cannot_be_read_is_asked_for_anew(tmp_path: Path) -> None:
    with WebDouble(Script([GOOD])) as double:
        caller = Caller(double.url, tmp_path)
        caller.ask()
        change(tmp_path, "UPDATE responses SET value = '{broken'")
        assert [caller.ask(), caller.ask()] == ["Adam", "Adam"]
        assert double.count == 2


def test_tables_of_another_kind_are_set_aside(tmp_path: Path) -> None:
    with WebDouble(Script([GOOD])) as double:
        caller = Caller(double.url, tmp_path)
        caller.ask()
        change(tmp_path, "ALTER TABLE responses RENAME COLUMN value TO other")
        assert [caller.ask(), caller.ask()] == ["Adam", "Adam"]
        assert double.count == 2
    assert [note for note in caller.notes if "set aside" in note] == caller.notes[:1]


def test_a_file_that_another_program_holds_is_left_where_it_is(tmp_path: Path) -> None:
    notes: list[str] = []
    with WebDouble(Script([GOOD])) as double:
        caller = Caller(double.url, tmp_path)
        caller.ask()
        store = Store(tmp_path / "answers.sqlite", notes.append)
        held = sqlite3.connect(tmp_path / "answers.sqlite", isolation_level=None)
        held.execute("BEGIN EXCLUSIVE")
        assert store.get(caller.request().prepare()) is None
        held.close()
        store.close()
        assert (caller.ask(), double.count, notes) == ("Adam", 1, [])


def test_runs_that_cannot_keep_answers_still_take_turns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    (tmp_path / "file").touch()
    stores = [Store(tmp_path / "file" / "answers.sqlite", lambda _: None) for _ in range(2)]
    assert len({store.folder for store in stores}) == 2
    (turns,) = {store.turns for store in stores}
    assert stat.S_IMODE(turns.stat().st_mode) == 0o700
    for store in stores:
        store.close()
    assert turns.is_dir()


@pytest.mark.skipif(os.name != "posix", reason="links need no rights there")
def test_a_link_that_somebody_laid_is_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    (tmp_path / "file").touch()
    (tmp_path / "theirs").mkdir()
    (tmp_path / f"papers2bib-{os.getuid()}").symlink_to(tmp_path / "theirs")
    store = Store(tmp_path / "file" / "answers.sqlite", lambda _: None)
    assert store.turns == store.folder
    store.close()
