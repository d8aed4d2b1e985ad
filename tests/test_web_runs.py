"""Whole runs with the web: what is found there, how few requests it takes, and what is left when it fails."""

import json
import os
import signal
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import ADAM, ATTENTION, FACTS, UNKNOWN, Command, process, write_list
from doubles import Web
from fast_clock import Fast
from faults import FAULTS
from served_papers import served
from web_talk import Record

LION = {
    "arxiv_id": "2302.06675",
    "title": "Symbolic Discovery of Optimization Algorithms",
    "authors": ["Xiangning Chen", "Chen Liang", "Da Huang", "Esteban Real", "Kaiyuan Wang"],
    "published": "2023-02-13",
    "categories": ["cs.LG", "cs.AI"],
    "primary": "cs.LG",
    "doi": "10.5555/3666122.3668276",
}
DAY = "2025-10-31"
SHAMPOO = {
    "arxiv_id": "1802.09568",
    "title": "Shampoo: Preconditioned Stochastic Tensor Optimization",
    "authors": ["Vineet Gupta", "Tomer Koren", "Yoram Singer"],
    "published": "2018-02-26",
    "categories": ["cs.LG"],
    "primary": "cs.LG",
}


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Fast:
    """Runs in this process wait for nothing."""
    fast = Fast()
    monkeypatch.setattr("papers2bib.session.door.Clock", lambda: fast)
    return fast


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    """The three services, which know the small catalogue's papers and two more."""
    papers = [*map(served, FACTS), served(LION, daily=DAY), served(SHAMPOO)]
    with Web(papers) as services:
        for name, value in services.environment.items():
            monkeypatch.setenv(name, value)
        yield services


def rows(path: str = "r.jsonl") -> list[dict[str, object]]:
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]


def test_what_the_catalogue_lacks_is_found_on_the_web(command: Command, web: Web, clock: Fast) -> None:
    write_list(ATTENTION, str(LION["title"]), str(SHAMPOO["title"]))
    found = command("list.txt", "--report", "r.jsonl")
    assert (found.status, found.err.count("\n")) == (0, 2), found.err
    assert [row["verdict"] for row in rows()] == ["matched"] * 3
    assert b"{2302.06675}" in found.out
    assert b"{1802.09568}" in found.out
    assert b"Xiangning" in found.out
    assert web.arxiv.count == 1


def test_the_same_run_again_asks_nothing_and_writes_the_same_bytes(
    command: Command, web: Web, clock: Fast
) -> None:
    write_list(ATTENTION, str(LION["title"]), UNKNOWN)
    first = command("list.txt")
    web.forget()
    again = command("list.txt")
    assert web.count == 0
    assert again == first


def test_without_a_network_what_was_answered_before_is_still_known(
    command: Command, web: Web, clock: Fast
) -> None:
    write_list(ATTENTION, str(LION["title"]))
    first = command("list.txt")
    web.forget()
    offline = command("--offline", "list.txt")
    assert web.count == 0
    assert offline == first


def test_to_ask_nothing_and_to_ask_again_is_a_contradiction(command: Command) -> None:
    write_list(ATTENTION)
    found = command("--offline", "--refresh", "list.txt")
    assert (found.status, found.out) == (2, b"")
    assert found.err.count("\n") == 1


def test_what_libraries_log_is_not_shown(command: Command, web: Web, clock: Fast) -> None:
    write_list(ATTENTION)
    command("list.txt")
    with sqlite3.connect(Path(os.environ["PAPERS2BIB_CACHE"], "answers.sqlite")) as database:
        database.execute("UPDATE responses SET value = '{broken'")
    database.close()
    _, said = process("list.txt").communicate(timeout=30)
    assert said.count(b"\n") == 2, said


def test_what_the_catalogue_has_is_completed(command: Command, web: Web, clock: Fast) -> None:
    write_list(ATTENTION, ADAM)
    assert command("list.txt", "--report", "r.jsonl").status == 0
    assert all(row["ids"]["s2"] for row in rows())  # type: ignore[index]  # a report's ids
    assert {name: double.count for name, double in web.services.items()} == {
        "arxiv": 0,
        "semantic_scholar": 1,
        "huggingface": 0,
    }


def test_a_service_that_fails_for_details_alone_costs_a_line_and_no_reference(
    command: Command, web: Web, clock: Fast
) -> None:
    write_list(ATTENTION, ADAM)
    web.semantic_scholar.break_with(FAULTS["503 for ever"])
    found = command("list.txt")
    assert found.status == 0
    assert found.out.count(b"@") == 2
    assert [line for line in found.err.splitlines() if "semantic_scholar" in line] == [
        line for line in found.err.splitlines() if line.startswith("papers2bib: ")
    ]
    assert clock.slept <= 5


def test_sources_are_chosen_by_name(command: Command, web: Web, clock: Fast) -> None:
    write_list(str(LION["title"]))
    assert command("--sources", "catalogue", "list.txt").status == 1
    assert web.count == 0
    assert command("--sources", "catalogue,arxiv", "list.txt").status == 0
    assert (web.arxiv.count, web.count) == (1, 1)
    assert command("--sources", "hf", "list.txt").status == 0
    wrong = command("--sources", "arxiv,dblp", "list.txt")
    assert wrong.status == 2
    assert "dblp: known are" in wrong.err


def test_where_nobody_can_be_reached_one_line_says_so(command: Command) -> None:
    write_list(ATTENTION, UNKNOWN, str(LION["title"]))
    began = time.monotonic()
    found = command("list.txt", "--report", "r.jsonl")
    assert time.monotonic() - began < 5
    assert found.status == 1
    assert [row["verdict"] for row in rows()] == ["matched", "unanswered", "unanswered"]
    assert len([line for line in found.err.splitlines() if line.startswith("papers2bib: the web")]) == 1
    assert len([line for line in found.err.splitlines() if line.startswith("papers2bib: ")]) == 1


def test_where_all_is_known_a_web_that_is_down_is_no_failure(command: Command) -> None:
    write_list(ATTENTION, ADAM)
    found = command("list.txt")
    assert found.status == 0
    assert found.err.count("the web: cannot be reached") == 1


def test_a_page_of_the_day_takes_three_requests(command: Command, web: Web, clock: Fast) -> None:
    found = command(f"https://huggingface.co/papers/date/{DAY}")
    assert found.status == 0, found.err
    assert b"{2302.06675}" in found.out
    assert web.count <= 3


def a_page() -> tuple[str, list[Record]]:
    """A saved page of thirty papers that no catalogue has, and the papers."""
    subjects = "gardens rivers bridges clocks lanterns orchards harbours meadows towers mills".split()
    lines, papers = ["Daily Papers", "", "Oct 31", ""], []
    for number in range(30):
        kind = ("Learning", "Measuring", "Drawing")[number // 10]
        title = f"{kind} the Shapes of {subjects[number % 10].title()} from {number + 2} Noisy Photographs"
        fact = {"arxiv_id": f"2510.{20000 + number}", "title": title, "published": "2025-10-30"}
        papers.append(
            served(fact | {"authors": ["Ada Lovelace", f"Author {chr(65 + number % 26)}. Noether"]})
        )
        lines += [title, "", "\u00b7", "2 authors", "\u00b7", "Oct 30, 2025", ""]
    return "\n".join(lines), papers


def test_a_saved_page_of_thirty_new_papers_takes_three_requests(
    command: Command, clock: Fast, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, papers = a_page()
    Path("page.txt").write_text(page, encoding="utf-8")
    with Web(papers) as web:
        for name, value in web.environment.items():
            monkeypatch.setenv(name, value)
        found = command("page.txt", "--report", "r.jsonl")
        assert found.status == 0, found.err
        assert [row["ids"]["arxiv"] for row in rows()] == [one["arxiv_id"] for one in papers]  # type: ignore[index]
        assert web.count <= 3
        assert clock.slept <= 5


def test_an_address_of_another_host_is_refused(command: Command, web: Web, clock: Fast) -> None:
    write_list(ATTENTION)
    found = command("https://example.org/list.md", "list.txt")
    assert found.status == 1
    assert b"1706.03762" in found.out
    assert "example.org" in found.err
    assert web.count + web.elsewhere.count <= 1  # the details of the other list's paper


def test_offline_an_address_is_not_asked(command: Command, web: Web, clock: Fast) -> None:
    found = command("--offline", "hf:2025-10-31")
    assert found.status == 1
    assert web.count == 0


def test_keys_of_the_environment_reach_their_service_alone_and_no_file(
    command: Command, web: Web, clock: Fast, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    key, token = "k3y-" + "x" * 20, "t0ken-" + "y" * 20
    monkeypatch.setenv("S2_API_KEY", key)
    monkeypatch.setenv("HF_TOKEN", token)
    write_list(ATTENTION, str(LION["title"]), UNKNOWN)
    found = command("list.txt", "--report", "r.jsonl", "--unresolved", "u.jsonl")
    shown = {one.service: str(one.headers) for one in web.asked}
    assert key in shown["semantic_scholar"]
    assert key not in shown["arxiv"] + shown["huggingface"]
    assert token in shown["huggingface"]
    assert token not in shown["arxiv"] + shown["semantic_scholar"]
    assert key not in found.err
    for folder in (tmp_path, Path(os.environ["PAPERS2BIB_CACHE"])):
        for path in folder.rglob("*"):
            assert not path.is_file() or not {key, token} & {
                secret for secret in (key, token) if secret.encode() in path.read_bytes()
            }


def started(*args: object, asked: int, web: Web) -> "object":
    """A run in a process of its own that has sent so many requests."""
    running = process(*args)
    deadline = time.monotonic() + 30
    while web.count < asked and time.monotonic() < deadline:
        assert running.poll() is None, running.communicate()
        time.sleep(0.02)
    assert web.count >= asked
    return running


def test_an_interrupt_leaves_the_bib_and_a_report_of_what_is_done(command: Command, web: Web) -> None:
    write_list(ATTENTION, str(LION["title"]))
    Path("refs.bib").write_text("@misc{mine}\n", encoding="utf-8")
    web.arxiv.break_with(FAULTS["timeout"])
    running = process("list.txt", "-o", "refs.bib", "--report", "r.jsonl")
    deadline = time.monotonic() + 30
    while not web.arxiv.count and time.monotonic() < deadline:
        time.sleep(0.02)
    time.sleep(0.3)
    began = time.monotonic()
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=10)
    assert time.monotonic() - began < 1
    assert running.returncode == 130
    assert b"Traceback" not in said
    assert Path("refs.bib").read_text(encoding="utf-8") == "@misc{mine}\n"
    assert [row["verdict"] for row in rows()] == ["matched", "unanswered"]
    assert not list(Path().glob(".papers2bib-*"))


@pytest.mark.parametrize("seconds", [0.4, 0.7, 1.0, 1.3, 1.6, 2.0])
def test_a_kill_at_any_moment_leaves_answers_that_are_whole(
    command: Command, web: Web, seconds: float
) -> None:
    write_list(ATTENTION, str(LION["title"]), str(SHAMPOO["title"]), UNKNOWN)
    running = process("list.txt", "--refresh")
    time.sleep(seconds)
    running.kill()
    running.communicate(timeout=10)
    answers = Path(os.environ["PAPERS2BIB_CACHE"], "answers.sqlite")
    if answers.exists():
        with sqlite3.connect(answers) as database:
            assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        database.close()
    found = command("list.txt")
    assert (found.status, found.out.count(b"@misc")) == (1, 3), found.err
    assert "note: " not in found.err


def test_after_a_kill_what_was_answered_is_not_asked_again(command: Command, web: Web) -> None:
    write_list(str(LION["title"]), UNKNOWN)
    web.semantic_scholar.break_with(FAULTS["timeout"])
    running = process("list.txt")
    deadline = time.monotonic() + 30
    while not web.semantic_scholar.count and time.monotonic() < deadline:
        time.sleep(0.02)
    running.kill()
    running.communicate(timeout=10)
    answered = web.arxiv.count
    assert answered
    web.semantic_scholar.mend()
    web.forget()
    assert b"{2302.06675}" in command("list.txt").out
    assert web.arxiv.count == 0
