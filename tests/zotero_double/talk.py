"""What the parts of the double hand to one another: requests taken apart, replies, refusals."""

import gzip
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from web_talk import Answered, Asked

TEXT = "text/html; charset=UTF-8"
NO_PAGE = "<h1>Not Found</h1>\n<p>The page you requested could not be found.</p>\n"
WRITING = frozenset({"POST", "PUT", "PATCH", "DELETE"})


class RefusalError(Exception):
    """The server says no: a status and its words; `data` goes with a single object that failed."""

    def __init__(
        self,
        status: int,
        message: str = "",
        headers: Mapping[str, str] | None = None,
        data: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(f"{status} {message}")
        self.status, self.message, self.headers, self.data = status, message, headers or {}, data


class NotModelledError(NotImplementedError):
    """The real server does something here that the double does not know."""


@dataclass(frozen=True, slots=True)
class Call:
    """One request, taken apart."""

    method: str
    path: str
    parts: tuple[str, ...]
    """The path at its slashes."""
    query: Mapping[str, tuple[str, ...]]
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)

    @property
    def writes(self) -> bool:
        return self.method in WRITING

    def one(self, name: str, default: str = "") -> str:
        """The last value of a parameter."""
        return self.query.get(name, (default,))[-1]

    def json(self) -> Any:
        """The body as JSON; an empty or broken one is refused."""
        try:
            return json.loads(self.body)
        except ValueError:
            raise RefusalError(400, "JSON Error: Syntax error, malformed JSON") from None


def taken_apart(asked: Asked) -> Call:
    """The request with its path at the slashes, its repeated parameters, its body unpacked."""
    url = urlsplit(asked.target)
    query: dict[str, tuple[str, ...]] = {}
    for name, value in parse_qsl(url.query, keep_blank_values=True):
        query[name] = (*query.get(name, ()), value)
    packed = asked.headers.get("content-encoding") == "gzip"
    parts = tuple(unquote(part) for part in url.path.strip("/").split("/"))
    body = gzip.decompress(asked.body) if packed else asked.body
    return Call(asked.method, url.path, parts, query, asked.headers, body)


def asked_for(method: str, target: str, headers: Mapping[str, str], body: bytes = b"") -> Asked:
    """A request as a server hears it; the target may be a whole address."""
    url = urlsplit(target)
    return Asked(
        service="zotero",
        time=time.monotonic(),
        method=method,
        target=url.path + (f"?{url.query}" if url.query else ""),
        path=url.path,
        query=dict(parse_qsl(url.query, keep_blank_values=True)),
        headers={name.lower(): value for name, value in headers.items()},
        body=body,
    )


def reply(body: Any, **headers: object) -> Answered:
    """200 with JSON; `Total_Results=3` is the header Total-Results."""
    return Answered(200, json.dumps(body, ensure_ascii=False).encode(), headers=named(headers))


def text(status: int, words: str, headers: Mapping[str, str], kind: str = TEXT) -> Answered:
    """A reply in words."""
    return Answered(status, words.encode(), kind, headers)


def nothing(status: int, **headers: object) -> Answered:
    """A reply without a body: 204, 304."""
    return Answered(status, b"", "application/json", named(headers))


def named(headers: Mapping[str, object]) -> dict[str, str]:
    return {name.replace("_", "-"): str(value) for name, value in headers.items()}
