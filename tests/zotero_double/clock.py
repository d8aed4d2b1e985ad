"""Time that a test moves: nobody waits for it."""

from datetime import UTC, datetime
from functools import lru_cache

from papers2bib.session.clock import Clock

START = datetime(2026, 11, 21, 16, 43, 0, tzinfo=UTC).timestamp()


class VirtualClock(Clock):
    """Stands still until somebody sleeps by it, or moves it; may stand in for a client's module `time`."""

    def __init__(self, start: float = START) -> None:
        self.moment = start
        self.slept: list[float] = []
        """The seconds that somebody has waited, each time."""

    def now(self) -> float:
        """Seconds since 1970."""
        return self.moment

    time = monotonic = now

    def sleep(self, seconds: float) -> None:
        """Let time pass, and remember that somebody has waited."""
        self.slept.append(seconds)
        self.moment += seconds

    def advance(self, seconds: float) -> None:
        """Let time pass without anybody having waited."""
        self.moment += seconds


def stamp(seconds: float) -> str:
    """A moment as Zotero writes it: UTC, whole seconds."""
    return _stamp(int(seconds))


@lru_cache
def _stamp(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
