"""Takes things to be asked for at once, asks in parts where the replies make that necessary."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from papers2bib.errors import SourceRefused, SourceReplyError
from papers2bib.model import Paper
from papers2bib.sources.arxiv_client import Page

T = TypeVar("T")

MOST_REQUESTS = 24
"""Requests for one question; a hundred things of which one is refused need 15."""
MOST_REFUSED = 8
"""Refusals that are borne as long as nothing is answered: with more it is no matter of single things."""


def _no_more(_things: Sequence[T], _page: Page) -> Iterable[Sequence[T]]:
    return ()


class Question(Generic[T]):
    """One question. `again` says after each reply what is to be asked for once more, in which parts."""

    def __init__(
        self,
        ask: Callable[[Sequence[T]], Page],
        again: Callable[[Sequence[T], Page], Iterable[Sequence[T]]] = _no_more,
    ) -> None:
        self._ask = ask
        self._again = again
        self._requests = 0
        self._answered = False
        self._refused = 0
        self._refusal: SourceRefused | None = None

    def answers(self, things: Sequence[T]) -> Iterator[Paper]:
        """The papers that come of it.

        A thing that makes arXiv refuse what is asked for with it is found by halves; SourceRefused is raised
        for it at the end, behind the papers of all others.
        """
        yield from self._parts(things)
        if self._refusal:
            raise self._refusal

    def _parts(self, things: Sequence[T]) -> Iterator[Paper]:
        try:
            page = self._asked(things)
        except SourceRefused as refusal:
            parts = self._bear(refusal, things)
        else:
            yield from page.papers
            parts = self._again(things, page)
        for part in parts:
            yield from self._parts(part)

    def _asked(self, things: Sequence[T]) -> Page:
        if self._requests == MOST_REQUESTS:
            raise self._refusal or SourceReplyError(
                "arxiv", "has more papers like these than it can be asked for"
            )
        self._requests += 1
        page = self._ask(things)
        self._answered = True
        return page

    def _bear(self, refusal: SourceRefused, things: Sequence[T]) -> Iterable[Sequence[T]]:
        """The halves of what was refused; of a single thing none."""
        self._refused += 1
        if self._refused > MOST_REFUSED and not self._answered:
            raise refusal
        if len(things) == 1:
            self._refusal = refusal
        return halves(things)


def halves(things: Sequence[T]) -> list[Sequence[T]]:
    """Both halves; none of a single thing."""
    middle = len(things) // 2
    return [things[:middle], things[middle:]] if middle else []
