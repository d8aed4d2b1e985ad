"""What the person sees on stderr: progress on a terminal, notes, the open listings, and the tally."""

import sys
import time
from typing import TYPE_CHECKING, Self

from papers2bib.cli.stdout import silence

if TYPE_CHECKING:
    from rich.status import Status

_PATIENCE = 0.5
"""Seconds of silence before a terminal shows progress; shorter runs need none, and none of rich."""
_EVERY = 0.1


def visible(text: str) -> str:
    """Text of strangers on one line, with nothing in it that a terminal would obey."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def complain(message: str) -> None:
    """One line on stderr, whatever has been asked for."""
    _write(f"papers2bib: {visible(message)}\n")


class Screen:
    """Stderr of one run, to be left (`with`) as it was found; `quiet` leaves only complaints."""

    def __init__(self, *, quiet: bool) -> None:
        self.quiet = quiet
        self.live = not quiet and sys.stderr is not None and sys.stderr.isatty()
        self._status: Status | None = None
        self._next = time.monotonic() + _PATIENCE

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.done()

    def say(self, *lines: str) -> None:
        """Lines for the person, unless they want none; strangers' text in them must be `visible`."""
        if not self.quiet:
            self._between("".join(f"{line}\n" for line in lines))

    def note(self, text: str) -> None:
        """What a person should know meanwhile, in anybody's words."""
        self.say(f"note: {visible(text)}")

    def complain(self, message: str) -> None:
        """A failure that does not end the run."""
        self._between(f"papers2bib: {visible(message)}\n")

    def busy(self, what: str) -> None:
        """Show how far the work has come; called often, it draws seldom."""
        if self.live and time.monotonic() >= self._next:
            self._next = time.monotonic() + _EVERY
            if self._status is None:
                self._status = _started()
            self._status.update(what)

    def done(self) -> None:
        """Take the progress away."""
        if self._status:
            self._status.stop()
            self._status = None

    def _between(self, text: str) -> None:
        if self._status:
            self._status.stop()
        _write(text)
        if self._status:
            self._status.start()


def _started() -> "Status":
    from rich.console import Console
    from rich.status import Status

    status = Status("", console=Console(stderr=True, markup=False), spinner="line")
    status.start()
    return status


def _write(text: str) -> None:
    """A lost stderr is no reason to lose the work."""
    if sys.stderr is None:
        return
    encoding = getattr(sys.stderr, "encoding", None) or "utf-8"
    try:
        sys.stderr.write(text.encode(encoding, "backslashreplace").decode(encoding))
        sys.stderr.flush()
    except OSError:
        silence(2)
