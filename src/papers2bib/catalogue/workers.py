"""Workers: a function over a stream of items in this process or in several, results in order, memory flat."""

import gc
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from multiprocessing.pool import AsyncResult, Pool

_AHEAD = 3
Item = TypeVar("Item")
Result = TypeVar("Result")


class Each(Protocol):
    """Applies a function to every item of a stream; the results come in the order of the items."""

    def __call__(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """The results, one for each item; other processes begin at once, not when the first is asked for."""
        ...


@contextmanager
def workers(processes: int) -> Iterator[Each]:
    """What applies functions in so many processes; with one, in this one.

    Function and items must be picklable when there are several.
    """
    if processes <= 1:
        yield _here
        return
    import multiprocessing

    with multiprocessing.Pool(processes, gc.disable) as pool:
        yield _Ahead(pool, _AHEAD * processes)


def _here(function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
    return map(function, items)


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for cyclic garbage meanwhile: it would go through millions of lasting objects in vain."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class _Ahead:
    """Keeps a few items of a stream under way at once, so that neither they nor the results pile up.

    Those of a sequence, which are there anyway, are all under way.
    """

    def __init__(self, pool: "Pool", ahead: int) -> None:
        self._pool, self._ahead = pool, ahead

    def __call__(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        started = (self._pool.apply_async(function, (item,)) for item in items)
        first = started if isinstance(items, Sequence) else islice(started, self._ahead)
        return _in_order(deque(first), started)


def _in_order(
    under_way: "deque[AsyncResult[Result]]", started: "Iterator[AsyncResult[Result]]"
) -> Iterator[Result]:
    for one in started:
        under_way.append(one)
        yield under_way.popleft().get()
    while under_way:
        yield under_way.popleft().get()
