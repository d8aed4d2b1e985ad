"""Pace: lets one request at a time go to a service, a set time after the last, over all processes here."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from filelock import FileLock

_POLL = 0.05


class Pace:
    """The turns at one service; `path` is a file that all processes of this person share.

    The file's time of change is when the last request was sent. A process that is killed loses its lock.
    """

    def __init__(self, path: Path, interval: float) -> None:
        self._path = path
        self._interval = interval

    @cached_property
    def _lock(self) -> "FileLock":
        from filelock import FileLock

        return FileLock(f"{self._path}.lock", timeout=0, thread_local=False)

    @contextmanager
    def turn(self, sleep: Callable[[float], None]) -> Iterator[None]:
        """Wait for our turn, and hold it while the request runs; `sleep` may raise to give up."""
        while not self._taken():
            sleep(_POLL)
        try:
            if (left := self._left()) > 0:
                sleep(left)
            self._path.touch()
            os.utime(self._path)
            yield
        finally:
            self._lock.release()

    def _taken(self) -> bool:
        from filelock import Timeout

        if self._lock.is_locked:  # by another thread of this process
            return False
        with suppress(Timeout):
            self._lock.acquire()
            return True
        return False

    def _left(self) -> float:
        """Seconds still to wait; a clock that was set back makes nobody wait for longer than the interval."""
        with suppress(FileNotFoundError):
            return min(self._interval, self._path.stat().st_mtime + self._interval - time.time())
        return 0.0
