"""What a person at a terminal sees: progress that comes and goes, a short summary."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from command import UNKNOWN
from doubles import Web
from faults import FAULTS
from web_talk import Answered
from zotero_double import faults
from zotero_double.faults import Fault
from zotero_pushing import PLACE
from zotero_world import ADA, BOB, GROUP, world

from papers2bib.cli.screen import visible

pty = pytest.importorskip("pty", reason="no pseudo-terminals on this system")


@pytest.fixture(autouse=True)
def surroundings(small_catalogue: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PAPERS2BIB_CATALOGUE", str(small_catalogue))
    monkeypatch.setenv("PAPERS2BIB_OFFLINE", "1")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("PAPERS2BIB_CACHE", str(tmp_path / "cache"))


def on_terminal(*args: str, lists: tuple[str, ...], pause: float = 0) -> str:
    """Stderr of a run on a terminal whose stdin brings `lists` one after the other, `pause` seconds apart."""
    return shown("-", "--from", "titles", *args, lists=lists, pause=pause)


def shown(*args: str, lists: tuple[str, ...] = (), pause: float = 0) -> str:
    """The same of any command."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "papers2bib", *args]
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


@pytest.fixture
def slow_library(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A group's library of 250 items in a collection, of which a page takes its time."""

    def change(asked: object, honest: Callable[[], Answered]) -> Answered:
        time.sleep(0.5)
        return honest()

    double = world()
    double.limits.lift()
    bob = double.person(PLACE, BOB)
    [shelf] = bob.create({"name": "Reading"}, kind="collections")
    for start in range(0, 250, 50):
        said = {"itemType": "book", "collections": [shelf]}
        bob.create(*[{**said, "title": f"Book {start + n}"} for n in range(50)])
    double.break_with(Fault(change).on(faults.to(f"/{PLACE}/items")).for_ever())
    monkeypatch.setenv("ZOTERO_API_KEY", double.key(ADA).secret)
    with double.served() as root:
        monkeypatch.setenv("PAPERS2BIB_ZOTERO_URL", root)
        yield


PULL = ("zotero", "pull", "--group", str(GROUP), "--collection", "Reading")


def test_the_first_reading_of_a_library_shows_how_far_it_has_come(slow_library: None) -> None:
    seen = shown(*PULL)
    assert "Zotero: 200 of 250 items read" in seen
    assert seen.rstrip().endswith("250 entries of Reading written to standard output")
    assert "items read" not in shown(*PULL)


def test_quiet_reads_a_library_in_silence(slow_library: None) -> None:
    assert shown(*PULL, "--quiet") == ""
