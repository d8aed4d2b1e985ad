"""Turns at a service: one at a time and a set time apart, for threads and processes alike."""

import multiprocessing
import os
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

from papers2bib.session.pace import Pace

INTERVAL = 0.3


def take(path: Path, *, hold: float = 0.0) -> tuple[float, float]:
    """When a turn began and ended."""
    with Pace(path, INTERVAL).turn(time.sleep):
        began = time.time()
        time.sleep(hold)
        return began, time.time()


def take_for_ever(path: Path) -> None:
    with Pace(path, INTERVAL).turn(time.sleep):
        time.sleep(60)


def test_the_first_turn_is_at_once(tmp_path: Path) -> None:
    before = time.time()
    assert take(tmp_path / "turn")[0] - before < INTERVAL


def test_turns_are_an_interval_apart_and_never_two_at_a_time(tmp_path: Path) -> None:
    with ThreadPoolExecutor(3) as pool:
        turns = sorted(pool.map(lambda _: take(tmp_path / "turn", hold=0.1), range(4)))
    for (began, ended), (next_one, _) in pairwise(turns):
        assert next_one - began >= INTERVAL - 0.02
        assert next_one >= ended


def test_other_processes_wait_too(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    with context.Pool(2) as pool:
        turns = sorted(pool.map(take, [tmp_path / "turn"] * 3))
    gaps = [later[0] - earlier[0] for earlier, later in pairwise(turns)]
    assert min(gaps) >= INTERVAL - 0.02


def test_a_process_that_is_killed_in_its_turn_leaves_it_to_others(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    holder = context.Process(target=take_for_ever, args=[tmp_path / "turn"])
    holder.start()
    while not (tmp_path / "turn").exists():
        time.sleep(0.02)
    holder.kill()
    holder.join()
    before = time.time()
    take(tmp_path / "turn")
    assert time.time() - before < 5


def test_a_clock_that_was_set_back_costs_no_more_than_an_interval(tmp_path: Path) -> None:
    (tmp_path / "turn").touch()
    later = time.time() + 3600
    os.utime(tmp_path / "turn", (later, later))
    before = time.time()
    take(tmp_path / "turn")
    assert time.time() - before < 2 * INTERVAL + 0.2
