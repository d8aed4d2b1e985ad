"""Takes who asks and when, refuses who asks too often, too much at once, or with too many wrong keys."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from .clock import VirtualClock
from .talk import RefusalError

LOCKED_OUT = 300.0
"""Seconds for which wrong keys are remembered."""


class Limits:
    """What one address may do; numbers are the server's own and may be changed, `None` is without end."""

    def __init__(self, clock: VirtualClock) -> None:
        self._clock = clock
        self.burst: int | None = 100
        """Requests that a user may send at once; they grow again by `rate` a second."""
        self.rate = 10
        self.at_once: int | None = 5
        """Requests of one user that may be under way."""
        self.wrong_keys: int | None = 6
        """Wrong keys until all keys are refused."""
        self.wait_when_crowded = 3
        """Seconds that are told where too many requests are under way; the server draws 1 to 30."""
        self._left: dict[int, tuple[float, float]] = {}
        self._under_way: Counter[int] = Counter()
        self._wrong: list[float] = []
        self._counting = threading.Lock()

    def lift(self) -> None:
        """Limit nothing any more."""
        self.burst = self.at_once = self.wrong_keys = None

    def check_keys(self) -> None:
        """Refuse all keys after too many wrong ones."""
        since = self._clock.now() - LOCKED_OUT
        self._wrong = [time for time in self._wrong if time > since]
        if self.wrong_keys is not None and len(self._wrong) >= self.wrong_keys:
            raise RefusalError(429, "Too many authentication failures")

    def wrong_key(self) -> None:
        """Remember that a key was wrong."""
        self._wrong.append(self._clock.now())

    def use_up(self, user: int = 0) -> None:
        """Let a user have asked so often that the next request is refused."""
        self._left[user] = (0.0, self._clock.now())

    def check_rate(self, user: int) -> None:
        """Refuse a user who asks too often."""
        if self.burst is None:
            return
        now = self._clock.now()
        with self._counting:
            left, last = self._left.get(user, (float(self.burst), now))
            left = min(self.burst, left + (now - last) * self.rate)
            self._left[user] = (left - 1 if left >= 1 else left, now)
        if left < 1:
            wait = self.burst // self.rate
            raise RefusalError(429, "Request rate limit exceeded", {"Retry-After": str(wait)})

    @contextmanager
    def under_way(self, user: int) -> Iterator[None]:
        """Count a request until it is answered; refuse it where too many are."""
        with self._counting:
            crowded = self.at_once is not None and self._under_way[user] >= self.at_once
            self._under_way[user] += not crowded
        if crowded:
            wait = {"Retry-After": str(self.wait_when_crowded)}
            raise RefusalError(429, "Concurrent request limit exceeded", wait)
        try:
            yield
        finally:
            with self._counting:
                self._under_way[user] -= 1
