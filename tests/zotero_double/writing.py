"""Takes a request that writes to a library, gives the reply."""

from dataclasses import replace
from typing import Any

from web_talk import Answered

from .deleting import delete_many, delete_tags, deleted
from .library import Item, valid_key
from .reading import check_known
from .talk import RefusalError, nothing, reply
from .visit import Visit
from .writes import KINDS, NO_VERSION, Writer, editable

AT_ONCE = 50
"""Objects that one request may write."""
_ON_LISTS = ("HEAD", "GET", "POST", "DELETE")
_ON_ONE = ("HEAD", "GET", "PUT", "PATCH", "DELETE")


def write(visit: Visit) -> tuple[Answered, bool]:
    """The reply to a request that writes; the other value says whether its write token is used up."""
    if not visit.rights.write:
        raise RefusalError(403, "Write access denied")
    kind, *rest = visit.parts
    if kind in KINDS and not rest:
        visit.allow(*_ON_LISTS)
        return _post(visit, kind) if visit.call.method == "POST" else (delete_many(visit, kind), False)
    with visit.around.lock:
        if kind in KINDS and len(rest) == 1:
            visit.allow(*_ON_ONE)
            return _one(visit, kind, rest[0])
        if kind == "tags" and not rest:
            visit.allow("HEAD", "GET", "DELETE")
            return delete_tags(visit), False
        if kind == "collections" and rest[1:] == ["items"] and visit.call.method == "POST":
            return _shelve(visit, rest[0]), False
        if kind == "collections" and rest[1:2] == ["items"] and len(rest) == 3:
            raise RefusalError(500, "An error occurred")
        visit.allow("GET")
    raise AssertionError(visit.call.path)


def _writer(visit: Visit, kind: str) -> Writer:
    return Writer(visit.library, kind, visit.user, visit.around.clock.now())


class _Report:
    """What has become of each object of a list, and the version of the last one that was written."""

    def __init__(self, version: int) -> None:
        self.version = version
        self.successful: dict[str, Any] = {}
        self.unchanged: dict[str, str] = {}
        self.failed: dict[str, Any] = {}

    def refused(self, place: int, error: RefusalError, key: str) -> None:
        said: dict[str, Any] = {"key": key} if key else {}
        said |= {"code": error.status, "message": error.message}
        self.failed[str(place)] = said | ({"data": error.data} if error.data else {})

    def reply(self) -> Answered:
        success = {place: whole["key"] for place, whole in self.successful.items()}
        body = {"successful": self.successful, "success": success, "unchanged": self.unchanged}
        return reply(body | {"failed": self.failed}, Last_Modified_Version=self.version)


def _post(visit: Visit, kind: str) -> tuple[Answered, bool]:
    """Write each object of a list by itself; others may write in between."""
    with visit.around.lock:
        guarded = visit.check_library()
        report = _Report(visit.library.version)
        objects = _objects(visit, kind)
        writer = _writer(visit, kind)
        for place, each in enumerate(objects[:1]):
            _into(report, visit, writer, place, each, guarded=guarded)
    for place, each in enumerate(objects[1:], 1):
        visit.around.between()
        with visit.around.lock:
            _into(report, visit, writer, place, each, guarded=guarded)
    return report.reply(), bool(objects) and str(len(objects) - 1) not in report.failed


def _objects(visit: Visit, kind: str) -> list[Any]:
    objects = visit.call.json()
    if not isinstance(objects, list):
        raise RefusalError(400, "Uploaded data must be a JSON array")
    if len(objects) > AT_ONCE:
        raise RefusalError(413, f"Cannot add more than {AT_ONCE} {kind} at a time")
    return objects


def _into(report: _Report, visit: Visit, writer: Writer, place: int, each: Any, *, guarded: bool) -> None:
    """Write one object, and say in the report what has become of it."""
    try:
        written, changed = writer.from_list(each, place, guarded=guarded)
    except RefusalError as error:
        old_name = each.get(f"{KINDS[writer.kind]}Key", "") if isinstance(each, dict) else ""
        report.refused(place, error, old_name)
        return
    report.version = visit.library.version
    if not changed:
        report.unchanged[str(place)] = written.key
    elif isinstance(written, Item):
        report.successful[str(place)] = visit.viewer.item(written)
    else:
        show: Any = visit.viewer.collection if writer.kind == "collections" else visit.viewer.search
        report.successful[str(place)] = show(written)


def _one(visit: Visit, kind: str, key: str) -> tuple[Answered, bool]:
    """Write or delete the object that the path names."""
    writer = _writer(visit, kind)
    before = writer.store.get(key)
    if not valid_key(key) or before is not None:
        check_known(visit, kind, key, before)
    json = editable(visit.call.json()) if visit.call.body else None
    version = _version(visit, json)
    if before is None:
        _check_missing(visit, writer.word(), version)
    elif version is None:
        raise RefusalError(428, NO_VERSION.format("object version", "key"))
    else:
        writer.check(before, version)
    if visit.call.method == "DELETE":
        return deleted(visit, kind, [key]), False
    if not isinstance(json, dict):
        raise RefusalError(400, f"Uploaded data must be a JSON {KINDS[kind]} object")
    if json.get("key", key) != key:
        raise RefusalError(409, f"'key' property in JSON does not match {KINDS[kind]} key of request")
    told = visit.library.version
    _, changed = writer.write(before, key, json, partial=visit.call.method == "PATCH")
    return nothing(204, Last_Modified_Version=visit.library.version if changed else told), True


def _version(visit: Visit, json: Any) -> int | None:
    """The version that the writer says to know, in the header or in the object."""
    header = visit.known_version()
    inside = json.get("version") if isinstance(json, dict) else None
    if header is None and visit.call.method == "DELETE":
        raise RefusalError(428, "If-Unmodified-Since-Version must be provided for delete requests")
    if header is not None and inside is not None and header != inside:
        said = (
            f"If-Unmodified-Since-Version value does not match JSON 'version' property ({header} != {inside})"
        )
        raise RefusalError(400, said)
    return header if header is not None else inside


def _check_missing(visit: Visit, word: str, version: int | None) -> None:
    if visit.call.method == "PATCH" and version is None:
        how = "to create, use If-Unmodified-Since-Version: 0, JSON 'version' 0, or PUT method"
        raise RefusalError(404, f"{word} not found ({how})")
    if version:
        raise RefusalError(412, f"{word} not found (expected version {version})")


def _shelve(visit: Visit, collection: str) -> Answered:
    """Put items into a collection by their keys alone: the old way, which makes no version of its own."""
    library = visit.library
    if collection not in library.collections:
        raise RefusalError(404, "Collection not found")
    for key in visit.call.body.decode().split(" "):
        item = library.items.get(key)
        if item is None:
            raise RefusalError(400, f"Item '{key}' not found in library")
        if item.parent:
            raise RefusalError(400, "Child items cannot be added to collections directly")
        library.put(replace(item, collections=item.collections | {collection}, version=library.version))
    return nothing(204, Last_Modified_Version=library.version)
