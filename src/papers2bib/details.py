"""Details: papers in, what sources that are asked side by side say of them besides out."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING

from papers2bib.errors import SourceError, SourceNotAsked
from papers2bib.ids import PaperId
from papers2bib.model import Paper
from papers2bib.sources import Source
from papers2bib.sources.packs import packs

if TYPE_CHECKING:
    from concurrent.futures import Future

Warn = Callable[[SourceError], None]

_SLICE = 0.1
_KNOWN_BY = ("arxiv", "doi", "s2")


def details(papers: Sequence[Paper], sources: Sequence[Source], warn: Warn) -> list[Paper]:
    """What each source says of the papers that it may know more of; each source in a thread of its own."""
    if not sources:
        return []
    from concurrent.futures import Future

    answers: list[Future[list[Paper]]] = []
    for source in sources:
        if ids := [_asked_as(paper) for paper in papers if paper.ids and source.completes(paper)]:
            answers.append(Future())
            Thread(target=_fulfil, args=(answers[-1], source, ids, warn), daemon=True).start()
    for answer in answers:
        while not answer.done():
            with suppress(TimeoutError):  # in slices, so that an interrupt is heard everywhere
                answer.exception(_SLICE)
    return [paper for answer in answers for paper in answer.result()]


def _fulfil(answer: "Future[list[Paper]]", source: Source, ids: Sequence[PaperId], warn: Warn) -> None:
    try:
        answer.set_result(list(_looked_up(source, ids, warn)))
    except BaseException as error:
        answer.set_exception(error)


def _looked_up(source: Source, ids: Sequence[PaperId], warn: Warn) -> Iterator[Paper]:
    for pack in packs(sorted(set(ids)), source.batch_size, name=str):
        try:
            yield from source.lookup(pack)
        except SourceNotAsked:
            continue
        except SourceError as error:
            warn(error)


def _asked_as(paper: Paper) -> PaperId:
    """The id that most sources know it by."""
    return min(paper.ids, key=lambda one: _KNOWN_BY.index(one.scheme) if one.scheme in _KNOWN_BY else 9)
