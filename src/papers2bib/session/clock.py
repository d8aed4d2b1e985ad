"""Time as a run feels it; tests put a faster one in its place."""

import time


class Clock:
    """Seconds that pass, and waiting for them."""

    def now(self) -> float:
        """Seconds since some moment in the past."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)
