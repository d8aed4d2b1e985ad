"""What a person at a terminal sees: progress that comes and goes, a short summary."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from command import UNKNOWN
from doubles import Web
from faults import FAULTS

from papers2bib.cli.screen import visible

pty = pytest.importorskip("pty", reason="no pseudo-terminals on this system")


@pytest.fixture(autouse=True)
def surroundings(small_catalogue: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PAPERS2BIB_CATALOGUE", str(small_catalogue))
    monkeypatch.setenv("PAPERS2BIB_OFFLINE", "1")
    monkeypatch.setenv("TERM", "xterm")


def on_terminal(*args: str, lists: tuple[str, ...], pause: float = 0) -> str:
    """Stderr of a run on a terminal whose stdin brings `lists` one after the other, `pause` seconds apart."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "papers2bib", "-", "--from", "titles", *args]
    running = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=theirs)
    os.close(theirs)
    seen: list[bytes] = []
    reader = threading.Thread(target=_collect, args=(ours, seen))
    reader.start()
    assert running.stdin
    for text in lists:
        running.stdin.write(text.encode())
        running.stdin.flush()
        time.sleep(pause)
    running.stdin.close()
    running.wait()
    reader.join()
    os.close(ours)
    return b"".join(seen).decode()


def _collect(terminal: int, seen: list[bytes]) -> None:
    while True:
        try:
            data = os.read(terminal, 65536)
        except OSError:  # Linux's way to say that the other end has closed
            return
        if not data:
            return
        seen.append(data)


def titles(count: int) -> str:
    return "".join(f"{UNKNOWN} Number {number}\n" for number in range(count))


def test_a_short_run_shows_no_progress() -> None:
    seen = on_terminal(lists=(titles(3),))
    assert "\x1b" not in seen
    assert "3 listings in 1 file" in seen


def test_a_long_run_shows_how_far_it_has_come_and_takes_it_away() -> None:
    seen = on_terminal(lists=(titles(400), titles(400), titles(1)), pause=0.7)
    assert "listings read, 0 matched" in seen
    assert "\x1b[2K" in seen.partition("listings read")[2]
    assert seen.rstrip().splitlines()[-2].startswith("801 listings in 1 file")


def test_quiet_shows_nothing_even_then() -> None:
    assert on_terminal("--quiet", lists=(titles(400), titles(400)), pause=0.7) == ""


def test_a_terminal_is_shown_the_first_twenty_open_listings() -> None:
    seen = on_terminal(lists=(titles(33),))
    assert seen.count(": missing: ") == 20
    assert "and 13 more: --unresolved FILE lists them all" in seen


def test_where_the_open_listings_are_written_is_said() -> None:
    assert "and 13 more in open.jsonl" in on_terminal("--unresolved", "open.jsonl", lists=(titles(33),))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("über 数 ά", "über 数 ά"),
        ("a\x1b[31mb", "a\\x1b[31mb"),
        ("a\nb\rc\x07", "a\\nb\\rc\\x07"),
        ("\x9b2J", "\\x9b2J"),
        ("\u202eabc", "\\u202eabc"),
        ("l\udce9st", "l\\udce9st"),
        ("[bold red]x[/]", "[bold red]x[/]"),
    ],
)
def test_nothing_that_a_terminal_obeys_is_left(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_who_is_waited_for_is_shown_with_the_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    with Web([]) as web:
        web.arxiv.break_with(FAULTS["timeout"])
        for name, value in {**web.environment, "PAPERS2BIB_OFFLINE": "0"}.items():
            monkeypatch.setenv(name, value)
        seen = on_terminal("--sources", "catalogue,arxiv", "--patience", "2.5", lists=(UNKNOWN,))
    assert "arxiv: 1 title, 1 s" in seen
    assert "arxiv: no answer in time" in seen
