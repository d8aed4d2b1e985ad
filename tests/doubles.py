"""Takes papers, gives servers on the loopback that stand for all three web APIs, and one of a stranger."""

from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from datetime import date
from typing import Self

from arxiv_double import ArxivDouble
from hf_double import HuggingFaceDouble
from s2_double import SemanticScholarDouble
from web_double import WebDouble
from web_talk import Answered, Asked, Disguise, Record


class Stranger:
    """A server of somebody else, who says nothing but hears what is asked of it."""

    name = "elsewhere"

    def answer(self, asked: Asked, disguise: Disguise) -> Answered:
        """An empty object."""
        return Answered(200, b"{}")


class Web:
    """The services over the same papers, from `with` to the end of the block."""

    def __init__(
        self, papers: Iterable[Record], *, today: date | None = None, key: str = "", latency: float = 0.0
    ) -> None:
        known = list(papers)
        self.elsewhere = WebDouble(Stranger())
        self.arxiv = WebDouble(ArxivDouble(known), latency=latency)
        self.semantic_scholar = WebDouble(SemanticScholarDouble(known, key=key), latency=latency)
        self.huggingface = WebDouble(HuggingFaceDouble(known, today=today), latency=latency)
        self._ends = ExitStack()

    @property
    def services(self) -> Mapping[str, WebDouble]:
        """By the names that reports and messages use."""
        return {one.speaker.name: one for one in (self.arxiv, self.semantic_scholar, self.huggingface)}

    @property
    def environment(self) -> Mapping[str, str]:
        """The variables that lead papers2bib here; repositories are looked for at the stranger's."""
        return {
            "PAPERS2BIB_ARXIV_URL": self.arxiv.url,
            "PAPERS2BIB_S2_URL": self.semantic_scholar.url,
            "PAPERS2BIB_HF_URL": self.huggingface.url,
            "PAPERS2BIB_GITHUB_URL": self.elsewhere.url,
        }

    @property
    def asked(self) -> list[Asked]:
        """The requests to all three services, in order of time."""
        return sorted(
            (asked for one in self.services.values() for asked in one.asked), key=lambda one: one.time
        )

    @property
    def count(self) -> int:
        """How many requests came to the three services."""
        return len(self.asked)

    def forget(self) -> None:
        """Count from nought again."""
        for one in (self.elsewhere, *self.services.values()):
            one.forget()

    def __enter__(self) -> Self:
        self._ends.enter_context(self.elsewhere)
        for one in self.services.values():
            one.elsewhere = self.elsewhere.url.replace("127.0.0.1", "localhost")
            self._ends.enter_context(one)
        return self

    def __exit__(self, *_: object) -> None:
        self._ends.close()
