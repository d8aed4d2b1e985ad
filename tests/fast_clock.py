"""A clock that does not wait."""

from dataclasses import dataclass

from papers2bib.session.clock import Clock


@dataclass
class Fast(Clock):
    """Time passes, and passes faster where it is waited for."""

    slept: float = 0.0

    def now(self) -> float:
        return super().now() + self.slept

    def sleep(self, seconds: float) -> None:
        self.slept += seconds
