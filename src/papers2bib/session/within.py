"""Limited time: a call in, what it comes to within so many seconds out."""

import queue
import threading
from collections.abc import Callable
from typing import TypeVar

from papers2bib.session.trouble import TooLateError

T = TypeVar("T")

_SLICE = 0.1


def within(seconds: float, call: Callable[[], T], tick: Callable[[], None]) -> T:
    """What the call returns or raises, but TooLateError after so many seconds; meanwhile `tick` is called.

    A thread does the work, for nothing else can leave a name server that does not answer; one that comes too
    late is left to itself.
    """
    done: queue.SimpleQueue[tuple[T | None, BaseException | None]] = queue.SimpleQueue()

    def work() -> None:
        try:
            done.put((call(), None))
        except BaseException as error:
            done.put((None, error))

    threading.Thread(target=work, daemon=True).start()
    while seconds > 0:
        tick()
        try:
            value, error = done.get(timeout=min(_SLICE, seconds))
        except queue.Empty:
            seconds -= _SLICE
            continue
        if error:
            raise error
        return value  # type: ignore[return-value]  # None only where the call returns it
    raise TooLateError("no whole reply in time")
