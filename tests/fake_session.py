"""A session without a web: replies that a subclass gives in, answers and notes on what was asked out."""

import json
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any, TypeVar

from papers2bib.errors import SourceRefused
from papers2bib.session import Answer, Reply, Service, Session

if TYPE_CHECKING:
    from requests import PreparedRequest, Request

T = TypeVar("T")
Given = tuple[int, Any] | Exception
"""Status and body (bytes, or JSON), or what the session raises."""


class FakeSession(Session):
    """Asks `reply`, each time; keeps nothing, waits for nothing, and takes any other status for a refusal."""

    def __init__(self) -> None:  # nothing of the real one is set up
        self.urls: list[str] = []
        """What was asked for, in order."""
        self.whats: list[str] = []
        """What people are told of each request."""
        self.whole: list[bool] = []
        """Of each answer, whether it was whole."""
        self.doubted: list[str] = []
        """The addresses of answers that want a second one."""
        self.passing: list[str] = []
        """The addresses of answers that are not to be kept."""

    def reply(self, request: "PreparedRequest") -> Given:
        """What comes back for a request."""
        raise NotImplementedError

    def ask(
        self,
        service: Service,
        request: "Request",
        read: Callable[[Reply], Answer[T]],
        *,
        what: str = "",
        expected: Collection[int] = (200,),
    ) -> T:
        prepared = request.prepare()
        self.urls.append(str(prepared.url))
        self.whats.append(what)
        answer = read(_checked(service, self.reply(prepared), expected))
        self.whole.append(answer.whole)
        self.doubted += self.urls[-1:] if answer.doubtful else []
        self.passing += self.urls[-1:] if answer.passing else []
        return answer.value


def _checked(service: Service, given: Given, expected: Collection[int]) -> Reply:
    if isinstance(given, Exception):
        raise given
    status, body = given
    if status not in expected:
        raise SourceRefused(service.name, f"refuses the request (HTTP {status})")
    return Reply(service.name, body if isinstance(body, bytes) else json.dumps(body).encode(), status)
