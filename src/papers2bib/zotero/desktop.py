"""Zotero on this computer: its local API in; a door, and what a library holds at this moment, out.

https://www.zotero.org/support/dev/web_api/v3/local_api: nothing leaves the machine, so that all is read each
time and no copy is kept. Versions there are those of its own database.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

import httpx2

from papers2bib.errors import TargetError, TargetRefused
from papers2bib.zotero.access import Place
from papers2bib.zotero.leave import ASKING, Leave
from papers2bib.zotero.server import Door, Objects, Report, Server
from papers2bib.zotero.wire import NAME

_CONNECT, _ANSWER = 5.0, 600.0
"""Seconds until somebody answers, and until a large library has been put together."""
_ALL = 10_000_000
"""Objects that one request may read: a library as it is at one moment."""
_DATABASE = "Zotero-Server-ID"
_CLOSED = (
    "lets no other program in: tick “Allow other applications on this computer to communicate with Zotero” "
    "under Settings → Advanced"
)
_BELOW = ("parentItem", "parentCollection")
_OWN = ("key", "version")
Data = dict[str, Any]


@contextmanager
def desktop(
    url: str,
    keys: Path,
    *,
    patience: float,
    note: Callable[[str], None] = lambda _: None,
    below: httpx2.BaseTransport | None = None,
) -> Iterator["Desk"]:
    """The way into the Zotero that runs here; what goes wrong raises TargetError at once.

    Leave to write is asked of the person once it is needed, for `patience` seconds, and kept in the directory
    `keys` if they say so.
    """
    transport = _Near(below or httpx2.HTTPTransport(), url, patience)
    with httpx2.Client(transport=transport, timeout=_ANSWER, trust_env=False) as client:
        yield Desk(client, url, keys, note)


class Desk(Door):
    """What can be asked of the Zotero that runs here."""

    def __init__(self, client: httpx2.Client, root: str, keys: Path, note: Callable[[str], None]) -> None:
        super().__init__(client, root, "", page=_ALL)
        self._keys, self._note = keys, note

    @cached_property
    def database(self) -> str:
        """The name that its database has for good; "" before Zotero 10."""
        return str(self._get("").headers.get(_DATABASE, ""))

    def library(self, place: Place) -> "Beside":
        """One library, through the same door."""
        leave = Leave(self._client, self._root, self.database, self._keys, self._note)
        return Beside(self._client, self._root, self._headers, place, leave, self.database)


class Beside(Server):
    """Reads and writes one library of the Zotero that runs here.

    Zotero 10 takes no keys of our making for new objects: it gives its own, which reports tell.
    """

    def __init__(
        self,
        client: httpx2.Client,
        root: str,
        headers: Mapping[str, str],
        place: Place,
        leave: Leave,
        database: str,
    ) -> None:
        super().__init__(client, root, "", {**headers, _DATABASE: database}, place, _ALL)
        self._leave = leave
        self._given: dict[str, str] = {}
        """By our keys those that Zotero gave instead."""
        self._zotero.local, self._zotero.server_id = True, database or None

    def write(self, kind: str, objects: Objects) -> Iterator[Report]:
        """Write objects, those that others stand below before these; reports go by the keys that came in."""
        waiting = list(objects)
        while waiting:
            new = {one["key"] for one in waiting if not one["version"]}
            ready = [one for one in waiting if _above(one) not in new]
            waiting = [one for one in waiting if _above(one) in new]
            for report in super().write(kind, ready):
                self._given |= {key: data["key"] for key, data in report.written.items()}
                yield report

    def _post(self, kind: str, objects: Objects) -> httpx2.Response:
        """Send objects with leave to write, which is asked for anew where it holds no more."""
        sent = [self._sent(one) for one in objects]
        try:
            return self._with_leave(kind, sent)
        except TargetRefused as error:
            if error.status != 401:
                raise
        self._leave.forget()
        return self._with_leave(kind, sent)

    def _with_leave(self, kind: str, objects: Objects) -> httpx2.Response:
        self._headers = {**self._headers, "Zotero-API-Key": self._leave.key()}
        return super()._post(kind, objects)

    def _sent(self, one: Mapping[str, Any]) -> Data:
        """An object as Zotero takes it: a new one without key and version, below what was really made."""
        known = {name: self._given.get(str(one[name]), one[name]) for name in _BELOW if one.get(name)}
        return {
            name: known.get(name, value) for name, value in one.items() if one["version"] or name not in _OWN
        }


def _above(one: Mapping[str, Any]) -> str:
    """The key of what an object stands below, or ""."""
    return next((str(one[name]) for name in _BELOW if one.get(name)), "")


def check_writable(desk: Desk) -> None:
    """Raise TargetError where Zotero is older than its writing."""
    if not desk.database:
        said = "on this computer is too old to be written to: update it to Zotero 10, or leave out --local"
        raise TargetError(NAME, said)


class Present:
    """A library as it is at this moment, in the place of a copy."""

    def __init__(self) -> None:
        self.items: dict[str, Data] = {}
        self.collections: dict[str, Data] = {}
        self.deleted: frozenset[str] = frozenset()
        """Zotero tells nobody here what was deleted."""

    def update(self, server: Server) -> None:
        """Read all of it."""
        self.items = {one["key"]: one for one in server.items(0)[0]}
        self.collections = {one["key"]: one for one in server.collections(0)[0]}

    def inside(self, shelves: Set[str]) -> Iterable[Data]:
        """The items that stand in one of the collections."""
        return (one for one in self.items.values() if shelves & set(one.get("collections") or ()))

    def take(self, kind: str, report: Report) -> None:
        """Remember what we have written ourselves."""
        store = self.items if kind == "items" else self.collections
        store |= {data["key"]: data for data in report.written.values()}

    def close(self) -> None:
        """There is nothing to close."""


class _Near(httpx2.BaseTransport):
    """Sends a request once: a program on the same machine answers, or says why not."""

    def __init__(self, below: httpx2.BaseTransport, url: str, patience: float) -> None:
        self._below, self._url, self._patience = below, url, patience

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """A good reply, or an error for a person; that of a person who was asked, whatever it is."""
        asking = request.url.path.endswith(ASKING)
        seconds = self._patience if asking else _ANSWER
        request.extensions["timeout"] = httpx2.Timeout(seconds, connect=_CONNECT).as_dict()
        try:
            response = self._below.handle_request(request)
            response.read()
        except httpx2.TimeoutException as error:
            raise TargetError(NAME, self._silence(asking=asking)) from error
        except httpx2.ConnectError as error:
            said = f"is not running on this computer ({self._url}): start it, or leave out --local"
            raise TargetError(NAME, said) from error
        except httpx2.TransportError as error:
            said = "broke off the connection; what was written by then stays: run it again"
            raise TargetError(NAME, said) from error
        if response.status_code < 300 or (asking and response.status_code in (403, 429)):
            return response
        raise TargetRefused(NAME, _words(response.status_code, response.text), response.status_code)

    def close(self) -> None:
        """Close what is below."""
        self._below.close()

    def _silence(self, *, asking: bool) -> str:
        if asking:
            said = "run it again, and answer in Zotero, or wait longer with --patience"
            return f"asked you for leave to write, and nobody answered within {self._patience:.0f} s: {said}"
        return f"does not answer at {self._url}: does it show a dialogue?"


def _words(status: int, said: str) -> str:
    """What a refusal means for the person."""
    if status == 403 and "not enabled" in said:
        return _CLOSED
    known = {
        401: "on this computer takes back the leave that it gave: run it again",
        403: "on this computer may not edit this library: ask an admin of the group",
        404: "on this computer knows no such library, or is too old to be asked (before Zotero 7)",
        412: "on this computer is not the one that was asked before: run it again",
    }
    return known.get(status, f"on this computer refuses the request (HTTP {status})")
