"""Time that a test moves: nobody waits for it."""

from datetime import UTC, datetime

from papers2bib.session.clock import Clock

START = datetime(2026, 11, 21, 16, 43, 0, tzinfo=UTC).timestamp()


class VirtualClock(Clock):
    """Stands still until somebody sleeps by it, or moves it."""

    def __init__(self, start: float = START) -> None:
        self.time = start
        self.slept: list[float] = []

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds

    def advance(self, seconds: float) -> None:
        """Let time pass without anybody having waited."""
        self.time += seconds


def stamp(seconds: float) -> str:
    """A moment as Zotero writes it: UTC, whole seconds."""
    return datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
