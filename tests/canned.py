"""A session that gives replies made beforehand, and notes what was asked."""

import json
from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import parse_qsl, urlsplit

from papers2bib.errors import SourceRefused
from papers2bib.session import Answer, Reply, Service, Session

if TYPE_CHECKING:
    from requests import Request

T = TypeVar("T")
Canned = bytes | int | Exception | list[Any] | dict[str, Any]
"""A body, a status, a failure, or JSON."""


class CannedSession(Session):
    """Answers by path and query (`/api/papers/search?q=x&limit=20`), by path alone, or with HTTP 404."""

    def __init__(self, replies: Mapping[str, Canned] | None = None) -> None:
        self.replies = dict(replies or {})
        self.urls: list[str] = []
        """What was asked for, in order."""
        self.kept_long: list[bool] = []
        """Of each answer, whether it was whole."""
        self.doubted: list[str] = []
        """Path and query of each answer that wants a second one."""

    def ask(
        self,
        service: Service,
        request: "Request",
        read: Callable[[Reply], Answer[T]],
        *,
        what: str = "",
        expected: Collection[int] = (200,),
    ) -> T:
        url = str(request.prepare().url)
        self.urls.append(url)
        status, body = self._found(url)
        if status not in expected:
            raise SourceRefused(service.name, f"refuses the request (HTTP {status})")
        answer = read(Reply(service.name, body, status))
        self.kept_long.append(answer.whole)
        self.doubted += self.targets[-1:] if answer.doubtful else []
        return answer.value

    @property
    def targets(self) -> list[str]:
        """Path and query of each request, decoded."""
        parts = [urlsplit(url) for url in self.urls]
        return [
            f"{one.path}?{'&'.join('='.join(pair) for pair in parse_qsl(one.query))}".rstrip("?")
            for one in parts
        ]

    def _found(self, url: str) -> tuple[int, bytes]:
        target = self.targets[-1]
        canned = self.replies.get(url, self.replies.get(target, self.replies.get(urlsplit(url).path, 404)))
        if isinstance(canned, Exception):
            raise canned
        if isinstance(canned, int):
            return canned, b'{"error":"no"}'
        return 200, canned if isinstance(canned, bytes) else json.dumps(canned).encode()
