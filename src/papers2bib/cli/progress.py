"""Progress of a build in words: stage, records done and share of bytes read in, one line for a person out."""

import time
from collections.abc import Callable

_SOON = 3.0
"""Seconds after which a stage has shown how fast it is."""


class Progress:
    """Says how far a build is, at which rate it goes, and how long reading will take."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._begun = self._since = clock()
        self._stage = ""

    def words(self, stage: str, done: int, share: float) -> str:
        """The line; `share` of all that is to be read is done (0: unknown)."""
        now = self._clock()
        if stage != self._stage:
            self._since = now if self._stage else self._begun
            self._stage = stage
        said = [f"{stage}: {done:,}"]
        if stage in ("papers", "publications"):
            if now - self._since >= _SOON:
                said.append(f"{done / (now - self._since):,.0f} a second")
            if 0 < share < 1 and now - self._begun >= _SOON:
                said.append(f"about {_duration((now - self._begun) * (1 - share) / share)} left to read")
        return ", ".join(said)


def _duration(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"
