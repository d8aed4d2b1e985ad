"""What can go wrong with a request to the double, or happen around it: before it is written, or after.

`first`, `for_ever`, `on` and `after` give the same fault for other requests.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Self

from web_talk import Answered, Asked, Ending

from .service import MAINTENANCE
from .talk import WRITING, text

Honest = Callable[[], Answered]
"""Lets the request be handled, and gives the reply that it ought to get."""


@dataclass(slots=True)
class Fault:
    """Something that befalls the first `times` requests for which `where` holds, after `skip` of them.

    None is for ever.
    """

    change: Callable[[Asked, Honest], Answered]
    times: int | None = 1
    where: Callable[[Asked], bool] = lambda asked: True
    skip: int = 0

    def first(self, times: int) -> Self:
        """The same for so many requests."""
        return replace(self, times=times)

    def for_ever(self) -> Self:
        """The same for all requests."""
        return replace(self, times=None)

    def on(self, where: Callable[[Asked], bool]) -> Self:
        """The same for such requests."""
        return replace(self, where=where)

    def after(self, skip: int) -> Self:
        """The same once so many such requests have been left in peace."""
        return replace(self, skip=skip)

    def befalls(self, asked: Asked) -> bool:
        """Whether it is this request's turn; the fault counts it."""
        if self.times == 0 or not self.where(asked):
            return False
        if self.skip:
            self.skip -= 1
            return False
        self.times = None if self.times is None else self.times - 1
        return True


def writes(asked: Asked) -> bool:
    """Requests that write."""
    return asked.method in WRITING


def reads(asked: Asked) -> bool:
    """Requests that read."""
    return asked.method not in WRITING


def to(path: str, *methods: str) -> Callable[[Asked], bool]:
    """Requests to a path, with these methods or with any."""
    return lambda asked: asked.path == path and (not methods or asked.method in methods)


def instead(status: int, words: str, **headers: str) -> Fault:
    """Another reply; nothing is written. `Retry_After="3"` is a header."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Fault(lambda asked, honest: text(status, words, named))


def too_many(seconds: int = 10) -> Fault:
    """429: come back later; nothing is written."""
    return instead(429, "Request rate limit exceeded", Retry_After=str(seconds))


def maintenance(seconds: int | None = None) -> Fault:
    """503, which says when to come back or does not; nothing is written."""
    return instead(503, MAINTENANCE, **({} if seconds is None else {"Retry_After": str(seconds)}))


def too_large() -> Fault:
    """413 from a server before the server, which counts bytes; nothing is written."""
    return instead(413, "<html><h1>413 Request Entity Too Large</h1></html>")


def broken(status: int = 500) -> Fault:
    """An error of the server; nothing is written."""
    return instead(status, "An error occurred")


def unheard(ending: Ending = Ending.DROPPED) -> Fault:
    """The connection ends before the server has understood: nothing is written."""
    return Fault(lambda asked, honest: Answered(ending=ending))


def lost(ending: Ending = Ending.DROPPED) -> Fault:
    """All is written, and the reply never arrives."""

    def change(asked: Asked, honest: Honest) -> Answered:
        honest()
        return Answered(ending=ending)

    return Fault(change)


def broken_reply(status: int = 502) -> Fault:
    """All is written, and the reply is an error of somebody in between."""

    def change(asked: Asked, honest: Honest) -> Answered:
        honest()
        return text(status, "<html><h1>Bad Gateway</h1></html>", {})

    return Fault(change)


def cut() -> Fault:
    """All is written, and half of the reply arrives."""

    def change(asked: Asked, honest: Honest) -> Answered:
        whole = honest()
        half = whole.body[: len(whole.body) // 2]
        return replace(whole, body=half, length=len(whole.body), ending=Ending.CLOSED)

    return Fault(change)


def slowed(seconds: int) -> Fault:
    """A good reply that asks to wait."""

    def change(asked: Asked, honest: Honest) -> Answered:
        whole = honest()
        return replace(whole, headers={**whole.headers, "Backoff": str(seconds)})

    return Fault(change)


def meanwhile(action: Callable[[], object]) -> Fault:
    """Somebody does something while the request is on its way: it is handled after that."""

    def change(asked: Asked, honest: Honest) -> Answered:
        action()
        return honest()

    return Fault(change)


def afterwards(action: Callable[[], object]) -> Fault:
    """Somebody does something once the request has been handled, before the reply arrives."""

    def change(asked: Asked, honest: Honest) -> Answered:
        whole = honest()
        action()
        return whole

    return Fault(change)
