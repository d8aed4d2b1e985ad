"""A service that says what a test wrote down, and a clock that does not wait."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from fast_clock import Fast
from requests import Request
from web_talk import Answered, Asked, Disguise

from papers2bib.config import Settings
from papers2bib.errors import SourceReplyError
from papers2bib.session import Answer, Reply, Service, Session


@dataclass
class Script:
    """Gives its replies in turn, the last one for ever."""

    replies: Sequence[Answered]
    name: str = "scripted"
    given: int = 0

    def answer(self, asked: Asked, disguise: Disguise) -> Answered:
        self.given += 1
        return self.replies[min(self.given, len(self.replies)) - 1]


GOOD = Answered(body=b'{"title": "Adam"}')
EMPTY = Answered(body=b"{}")
SPOILED = Answered(body=b"Rate exceeded.", content_type="text/plain")


def said(status: int, headers: Mapping[str, str] | None = None, body: bytes = b"") -> Answered:
    return Answered(status=status, headers=headers or {}, body=body)


def read(reply: Reply) -> Answer[str]:
    """The title in the reply; one without title is an answer in which something lacks."""
    found = reply.json()
    if not isinstance(found, dict):
        raise SourceReplyError(reply.source, "no object")
    return Answer(str(found.get("title", "")), whole="title" in found)


def doubting(reply: Reply) -> Answer[str]:
    found = read(reply)
    return Answer(found.value, found.whole, doubtful=not found.whole)


@dataclass
class Caller:
    """Asks one service, each time in the same cache."""

    root: str
    cache: Path
    clock: Fast = field(default_factory=Fast)
    notes: list[str] = field(default_factory=list)
    secrets: Mapping[str, str] = field(default_factory=dict)

    @property
    def service(self) -> Service:
        return Service("scripted", self.root, secrets=self.secrets, largest=100_000)

    def session(self, *others: Service, **options: object) -> Session:
        settings = Settings(cache=self.cache, **options)  # type: ignore[arg-type]  # fields by name
        return Session(settings, [self.service, *others], note=self.notes.append, clock=self.clock)

    def request(self, path: str = "/papers") -> Request:
        return Request("GET", self.root + path)

    def ask(self, reading: object = read, **options: object) -> str:
        """The answer in a run of its own."""
        with self.session(**options) as session:
            return session.ask(self.service, self.request(), reading)  # type: ignore[arg-type]
