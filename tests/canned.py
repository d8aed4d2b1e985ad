"""A session that gives replies made beforehand, and notes what was asked."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

from fake_session import FakeSession, Given

if TYPE_CHECKING:
    from requests import PreparedRequest

Canned = bytes | int | Exception | list[Any] | dict[str, Any]
"""A body, a status, a failure, or JSON."""


class CannedSession(FakeSession):
    """Answers by path and query (`/api/papers/search?q=x&limit=20`), by path alone, or with HTTP 404."""

    def __init__(self, replies: Mapping[str, Canned] | None = None) -> None:
        super().__init__()
        self.replies = dict(replies or {})

    def reply(self, request: "PreparedRequest") -> Given:
        url = str(request.url)
        names = (url, _target(url), urlsplit(url).path)
        canned = next((self.replies[name] for name in names if name in self.replies), 404)
        if isinstance(canned, Exception):
            return canned
        return (canned, {"error": "no"}) if isinstance(canned, int) else (200, canned)

    @property
    def targets(self) -> list[str]:
        """Path and query of each request, decoded."""
        return [_target(url) for url in self.urls]


def _target(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path}?{'&'.join('='.join(pair) for pair in parse_qsl(parts.query))}".rstrip("?")
