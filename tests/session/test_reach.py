"""Whether services can be reached: known soon even where nothing is refused and nothing answers."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from scripted import GOOD, Caller, Script, read
from unreachable import nobody
from web_double import WebDouble

from papers2bib.errors import SourceUnavailable
from papers2bib.session import Service
from papers2bib.session.reach import reachable_or_others


@contextmanager
def silence() -> Iterator[str]:
    """The root of a service whose packets are lost: connections to it are neither made nor refused."""
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        waiting = [socket.socket() for _ in range(4)]
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(full.getsockname())
        yield f"http://127.0.0.1:{full.getsockname()[1]}"
        for one in waiting:
            one.close()


def test_where_all_packets_are_lost_the_web_is_given_up_once_and_not_service_by_service(
    tmp_path: Path,
) -> None:
    ticks: list[float] = []
    with silence() as here, silence() as there, silence() as yonder:
        caller = Caller(here, tmp_path)
        with caller.session(Service("other", there), Service("third", yonder)) as session:
            for _ in range(2):
                with pytest.raises(SourceUnavailable, match="the web: cannot be reached"):
                    session.ask(caller.service, caller.request(), read)
        reachable_or_others(here, [there, yonder], lambda: ticks.append(time.monotonic()))
    assert len(ticks) < 25  # ten a second: the others were tried meanwhile


def test_one_service_that_is_silent_is_not_the_web(tmp_path: Path) -> None:
    with silence() as here, WebDouble(Script([GOOD])) as double:
        caller, other = Caller(here, tmp_path), Service("other", double.url)
        with caller.session(other) as session, pytest.raises(SourceUnavailable, match="scripted: cannot"):
            session.ask(caller.service, caller.request(), read)
        assert double.count == 0


def test_others_are_left_alone_where_the_first_one_is_there() -> None:
    with WebDouble(Script([GOOD])) as double, nobody() as away:
        assert reachable_or_others(double.url, [away], lambda: None) == (True, False)
        assert reachable_or_others(away, [double.url], lambda: None) == (False, True)
        assert reachable_or_others(away, [away], lambda: None) == (False, False)


def test_a_name_that_cannot_be_one_is_not_waited_for() -> None:
    odd = f"http://{'a' * 70}.example"
    with WebDouble(Script([GOOD])) as double:
        assert reachable_or_others(odd, [odd, double.url], lambda: None) == (False, True)
