"""Semantic Scholar as a source: ids and listings in, papers with their S2 ids, DOIs and venues out.

What is asked: https://api.semanticscholar.org/api-docs/graph, `/paper/batch` for ids, `/paper/search/match`
for titles. The latter gives something for nearly any title, with a score that proves nothing: matching
decides.
"""

import re
import sys
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from papers2bib.config import Settings
from papers2bib.errors import SourceRefused, SourceUnavailable
from papers2bib.ids import PaperId
from papers2bib.model import Listing, Paper
from papers2bib.session.reply import Answer, Reply
from papers2bib.session.services import semantic_scholar
from papers2bib.sources.s2_records import FIELDS, asked_as
from papers2bib.sources.s2_replies import read_batch, read_match
from papers2bib.titles import title_words

if TYPE_CHECKING:
    from papers2bib.session import Session

LONGEST_QUERY = 300
"""Characters of a title that are searched for."""
_FAULTS = frozenset({500, 504})
"""Statuses that a single id of a batch can cause (https://github.com/allenai/s2-folks/issues/103)."""
_REFUSED_AT_FIRST, _REFUSED = 12, 60
"""Refusals of parts of a batch that are borne as long as no part is answered, and in all."""
_MARKUP = re.compile(r"[\\$<{]")
_APART = re.compile(r"[^\w'.+#]+|_")


class SemanticScholar:
    """One request for 500 ids, but one for each title: for `s2_limit` titles at most in a run.

    Listings beyond the limit are in no portion; `left_out` says why. Answers kept from before cost nothing,
    so there is no limit where nothing else may be had (`offline`).
    """

    name = "semantic_scholar"
    batch_size = 500

    def __init__(self, session: "Session", settings: Settings) -> None:
        self.left_out = (
            f"{self.name}: no more than {settings.s2_limit} titles a run are asked for (--s2-limit)"
        )
        self._session = session
        self._service = semantic_scholar(settings)
        self._left = sys.maxsize if settings.offline else settings.s2_limit

    def lookup(self, ids: Collection[PaperId]) -> Iterator[Paper]:
        """The papers with these arXiv ids, DOIs and S2 ids, where the record bears the very id asked for.

        An id that makes the service refuse its batch is taken for unknown, unless every batch is refused.
        """
        wanted = sorted({one for one in ids if asked_as(one)})
        for at in range(0, len(wanted), self.batch_size):
            batch, course = wanted[at : at + self.batch_size], _Course()
            try:
                yield from self._known(batch, course)
            except SourceUnavailable as error:
                if error.status not in _FAULTS or course.answered or len(batch) == 1:
                    raise
                yield from self._known_by_halves(batch, course)
            course.end()

    def portions(self, listings: Sequence[Listing]) -> Iterator[Sequence[Listing]]:
        """Each listing with a title by itself, the first ones of the list alone."""
        for one in listings:
            if one.title and self._may_ask(one.title):
                yield (one,)

    def search(self, listings: Sequence[Listing]) -> Iterator[Paper]:
        """For each listing the paper whose title the service thinks is the closest."""
        for one in listings:
            if words := query(one.title):
                yield from self._closest(one.title, words)

    def completes(self, paper: Paper) -> bool:
        """Whether it can be asked for the paper, and has not been."""
        return bool(paper.id("arxiv") or paper.id("doi")) and not paper.id("s2")

    def _may_ask(self, title: str) -> bool:
        self._left -= bool(query(title))  # a title without words needs no request
        return self._left >= 0

    def _known(self, ids: Sequence[PaperId], course: "_Course") -> Iterator[Paper]:
        """Those of a batch that are known; where it is refused, those of its halves."""
        try:
            found = self._batch(ids)
        except SourceRefused as error:
            course.bear(error)
            for half in _halves(ids):
                yield from self._known(half, course)
        else:
            course.answered = True
            yield from found

    def _known_by_halves(self, ids: Sequence[PaperId], course: "_Course") -> Iterator[Paper]:
        """Those of both halves of a batch that made the service fail, though one may do so again."""
        failure = None
        for half in _halves(ids):
            try:
                yield from self._known(half, course)
            except SourceUnavailable as error:
                failure = error
        if failure:
            raise failure

    def _batch(self, ids: Sequence[PaperId]) -> list[Paper]:
        from requests import Request

        def read(reply: Reply) -> Answer[list[Paper]]:
            return read_batch(reply, ids)

        body = {"ids": [asked_as(one) for one in ids]}
        url = f"{self._service.root}/paper/batch"
        request = Request("POST", url, params={"fields": FIELDS}, json=body)
        what = f"{len(ids)} id{'s' * (len(ids) != 1)}"
        return self._session.ask(self._service, request, read, what=what, expected=(200, 400))

    def _closest(self, title: str, words: str) -> list[Paper]:
        from requests import Request

        def read(reply: Reply) -> Answer[list[Paper]]:
            return read_match(reply, title)

        url = f"{self._service.root}/paper/search/match"
        request = Request("GET", url, params={"query": words, "fields": FIELDS})
        return self._session.ask(self._service, request, read, what="1 title", expected=(200, 404))


@dataclass(slots=True)
class _Course:
    """How it goes with the parts of a batch."""

    answered: bool = False
    refused: int = 0
    refusal: SourceRefused | None = None

    def bear(self, refusal: SourceRefused) -> None:
        """Go on after a refusal, unless there were so many that it is no matter of single ids."""
        self.refused, self.refusal = self.refused + 1, refusal
        if self.refused > (_REFUSED if self.answered else _REFUSED_AT_FIRST):
            raise refusal

    def end(self) -> None:
        """Raise the refusal where nothing else came: then no id is known to be unknown."""
        if self.refusal and not self.answered:
            raise self.refusal


def query(title: str) -> str:
    """The words of a title as the search takes them: it finds nothing for hyphens, LaTeX is no words."""
    words = title_words(title) if _MARKUP.search(title) else _APART.sub(" ", title.replace("’", "'"))
    kept = " ".join(filter(None, (word.strip(".'") for word in words.split())))
    return kept[:LONGEST_QUERY].encode("utf-8", "ignore").decode("utf-8").strip()


def _halves(ids: Sequence[PaperId]) -> list[Sequence[PaperId]]:
    """Both halves; none of a single id."""
    middle = len(ids) // 2
    return [ids[:middle], ids[middle:]] if middle else []
