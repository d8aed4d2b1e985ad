"""One library on the server: pyzotero addresses and reads, our batches write."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx2
from pyzotero.zotero import Zotero

from papers2bib.errors import TargetError, TargetRefused
from papers2bib.zotero.access import Place
from papers2bib.zotero.wire import NAME

Objects = Sequence[Mapping[str, Any]]
AT_ONCE = 50
"""Objects that one request may write: https://www.zotero.org/support/dev/web_api/v3/write_requests"""
_PAGE = 100
"""Objects that one request may read."""
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Failure:
    """An object that was refused."""

    code: int
    message: str


@dataclass(slots=True)
class Report:
    """What became of the objects of one request, by key."""

    written: dict[str, dict[str, Any]] = field(default_factory=dict)
    """The objects' data as they are now."""
    unchanged: set[str] = field(default_factory=set)
    failed: dict[str, Failure] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a list, the length of the whole, and the version that the library had then."""

    items: list[dict[str, Any]]
    total: int
    version: int


class Door:
    """What can be asked without a library: who the key is, what the schema says."""

    def __init__(self, client: httpx2.Client, root: str, key: str, *, page: int = _PAGE) -> None:
        self._client, self._root, self._page = client, root, page
        self._headers = {"Zotero-API-Version": "3"} | ({"Authorization": f"Bearer {key}"} if key else {})
        self._key = key

    def who(self) -> dict[str, Any]:
        """What the key permits."""
        found = _object(self._get("keys/current"))
        if "userID" not in found or not isinstance(found.get("access", {}), dict):
            raise _nonsense()
        return found

    def group(self, number: int) -> dict[str, Any]:
        """What is said of a group; raises TargetError where the key does not see it."""
        try:
            return _object(self._get(f"groups/{number}"))
        except TargetRefused as error:
            if error.status not in (403, 404) or "revoked" in str(error):
                raise
            said = f"there is no group {number}, or you cannot see it: zotero status lists those that you can"
            raise TargetRefused(NAME, said, error.status) from error

    def groups(self, user: int) -> list[dict[str, Any]]:
        """The groups of a user."""
        found = _json(self._get(f"users/{user}/groups"))
        return list(found) if isinstance(found, list) else []

    def schema(self, etag: str) -> tuple[dict[str, Any] | None, str]:
        """The item types, or None where they are still those of the tag; and the tag."""
        response = self._get("schema", **({"If-None-Match": etag} if etag else {}))
        return None if response.status_code == 304 else _object(response), response.headers.get("ETag", "")

    def library(self, place: Place) -> "Server":
        """One library, through the same door."""
        return Server(self._client, self._root, self._key, self._headers, place, self._page)

    def _get(self, path: str, **headers: str) -> httpx2.Response:
        return self._client.get(f"{self._root}/{path}", headers=self._headers | headers)


class Library(Zotero):
    """Addresses and reads one library through a client that others use too."""

    def __del__(self) -> None:
        """Leave the client open, which pyzotero's own would close."""


class Server:
    """Reads and writes one library."""

    def __init__(
        self,
        client: httpx2.Client,
        root: str,
        key: str,
        headers: Mapping[str, str],
        place: Place,
        page: int,
    ) -> None:
        self._client, self._headers, self._page_size = client, headers, page
        self._address = f"{root}/{place.path}"
        self._zotero = Library(str(place.number), place.kind, key, client=client)
        self._zotero.endpoint = root

    def version(self) -> int:
        """The version at which the library is."""
        self._zotero.items(limit=1)
        return self._version()

    def items(self, since: int) -> tuple[list[dict[str, Any]], int]:
        """All items that changed since a version, those in the trash too; and the library's version."""
        return self._pages(self._zotero.items, since)

    def items_from(self, since: int, start: int) -> Page:
        """A page of the same list, the oldest items first, from so many on."""
        return self._page(self._zotero.items, since, start)

    def items_named(self, keys: Sequence[str]) -> list[dict[str, Any]]:
        """Those of so many items (at most AT_ONCE) that are there, those in the trash too."""
        found = self._zotero.items(itemKey=",".join(keys), includeTrashed=1, limit=AT_ONCE)
        return [each["data"] for each in found]

    def item_versions(self, since: int) -> tuple[dict[str, int], int]:
        """The versions of all items that changed since a version by their keys, and the library's version."""
        found = self._zotero.item_versions(since=since, includeTrashed=1)
        return dict(found), self._version()

    def collections(self, since: int) -> tuple[list[dict[str, Any]], int]:
        """All collections that changed since a version, and the library's version."""
        return self._pages(self._zotero.collections, since)

    def collection_versions(self) -> tuple[dict[str, int], int]:
        """The keys of all collections: one that goes with another leaves no trace but its absence here."""
        found = self._zotero.collection_versions()
        return dict(found), self._version()

    def deleted(self, since: int) -> tuple[list[str], int]:
        """The keys of items deleted for good since a version, and the library's version."""
        found = self._zotero.deleted(since=since)
        return list(found.get("items", ())), self._version()

    def write(self, kind: str, objects: Objects) -> Iterator[Report]:
        """Write objects that have keys and versions, so many at once; every one of them is reported on."""
        for start in range(0, len(objects), AT_ONCE):
            yield from self._written(kind, objects[start : start + AT_ONCE])

    def _written(self, kind: str, objects: Objects) -> Iterator[Report]:
        try:
            response = self._post(kind, objects)
        except TargetRefused as error:
            if error.status != 413:
                raise
            if len(objects) == 1:
                yield Report(failed={objects[0]["key"]: Failure(413, "it is too large")})
                return
            half = len(objects) // 2
            yield from self._written(kind, objects[:half])
            yield from self._written(kind, objects[half:])
            return
        yield _report(_object(response), objects)

    def _post(self, kind: str, objects: Objects) -> httpx2.Response:
        headers = {**self._headers, "Content-Type": "application/json"}
        return self._client.post(
            f"{self._address}/{kind}", content=json.dumps(objects).encode(), headers=headers
        )

    def _pages(self, ask: Callable[..., Any], since: int) -> tuple[list[dict[str, Any]], int]:
        """All pages of a list as it was at one version: asked anew where somebody writes meanwhile."""
        for _ in range(_TRIES):
            found: list[dict[str, Any]] = []
            versions = set()
            while True:
                page = self._page(ask, since, len(found))
                found += page.items
                versions.add(page.version)
                if not page.items or len(found) >= page.total:
                    break
            if len(versions) == 1:
                return found, versions.pop()
        raise TargetError(NAME, "others write to the library faster than it can be read: run it again later")

    def _page(self, ask: Callable[..., Any], since: int, start: int) -> Page:
        found = ask(
            **({"since": since} if since else {}),
            includeTrashed=1,
            limit=self._page_size,
            start=start,
            sort="dateAdded",
            direction="asc",
        )
        return Page([each["data"] for each in found], self._told("Total-Results"), self._version())

    def _version(self) -> int:
        return self._told("Last-Modified-Version")

    def _told(self, header: str) -> int:
        """A number from the headers of the last reply."""
        reply = self._zotero.request
        said = reply.headers.get(header, "") if reply is not None else ""
        if not said.removeprefix("-").isdecimal():
            raise _nonsense()
        return int(said)


def _report(body: Mapping[str, Any], objects: Objects) -> Report:
    report = Report()
    for place, whole in body.get("successful", {}).items():
        report.written[objects[int(place)]["key"]] = whole["data"]
    for place in body.get("unchanged", {}):
        report.unchanged.add(objects[int(place)]["key"])
    for place, said in body.get("failed", {}).items():
        report.failed[objects[int(place)]["key"]] = Failure(int(said["code"]), str(said["message"]))
    for each in objects:  # never take for written what is not said to be
        key = each["key"]
        if key not in report.written and key not in report.unchanged:
            report.failed.setdefault(key, Failure(500, "nothing was said of it"))
    return report


def _json(response: httpx2.Response) -> Any:
    try:
        return response.json()
    except ValueError as error:
        raise _nonsense() from error


def _object(response: httpx2.Response) -> dict[str, Any]:
    found = _json(response)
    if not isinstance(found, dict):
        raise _nonsense()
    return found


def _nonsense() -> TargetError:
    return TargetError(NAME, "answered with something that Zotero does not say: check PAPERS2BIB_ZOTERO_URL")
