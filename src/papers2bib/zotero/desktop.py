"""Zotero on this computer: its local API in; what a library holds at this moment out, with no copy kept.

https://www.zotero.org/support/dev/web_api/v3/local_api: versions there do not change with every edit, so that
all is read each time; nothing leaves the machine.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx2

from papers2bib.errors import TargetError
from papers2bib.zotero.access import Place
from papers2bib.zotero.server import Door, Server
from papers2bib.zotero.wire import NAME

_TIMEOUT = httpx2.Timeout(600.0, connect=5.0)
_ALL = 10_000_000
"""Objects that one request may read: a library as it is at one moment."""
Objects = dict[str, dict[str, Any]]


@contextmanager
def desktop(url: str, *, below: httpx2.BaseTransport | None = None) -> Iterator[Door]:
    """The way into the Zotero that runs here; what goes wrong raises TargetError at once."""
    transport = _Near(below or httpx2.HTTPTransport(), url)
    with httpx2.Client(transport=transport, timeout=_TIMEOUT, trust_env=False) as client:
        yield Door(client, url, "", page=_ALL)


def desktop_place(group: int | None) -> Place:
    """The library of whoever uses this Zotero, or that of a group."""
    return Place("user", 0) if group is None else Place("group", group)


def holdings(server: Server) -> tuple[Objects, Objects]:
    """All items and all collections of a library, by their keys."""
    items, _ = server.items(0)
    collections, _ = server.collections(0)
    return {one["key"]: one for one in items}, {one["key"]: one for one in collections}


class _Near(httpx2.BaseTransport):
    """Sends a request once: a program on the same machine answers, or says why not."""

    def __init__(self, below: httpx2.BaseTransport, url: str) -> None:
        self._below, self._url = below, url

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """A good reply, or an error for a person."""
        try:
            response = self._below.handle_request(request)
            response.read()
        except httpx2.TimeoutException as error:
            raise TargetError(NAME, f"does not answer at {self._url}: does it show a dialogue?") from error
        except httpx2.TransportError as error:
            raise TargetError(
                NAME, f"is not running on this computer ({self._url}): start it, or leave out --local"
            ) from error
        if response.status_code != 200:
            raise TargetError(NAME, _words(response.status_code))
        return response

    def close(self) -> None:
        """Close what is below."""
        self._below.close()


def _words(status: int) -> str:
    """What a refusal means for the person."""
    if status == 403:
        return (
            "lets no other program in: tick “Allow other applications on this computer to communicate with "
            "Zotero” under Settings → Advanced"
        )
    if status == 404:
        return "on this computer knows no such library, or is too old to be asked (before Zotero 7)"
    return f"on this computer refuses the request (HTTP {status})"
