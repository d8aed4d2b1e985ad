"""What people do to a library by hand, beside the program under test: no limit, no fault, no log."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from web_talk import Answered, Asked

from .talk import asked_for
from .writes import KINDS


class Person:
    """Somebody with a key who works in one library."""

    def __init__(self, answer: Callable[[Asked], Answered], place: str, secret: str) -> None:
        self._answer, self._place, self._secret = answer, place, secret

    def ask(self, method: str, path: str, body: Any = None, **headers: object) -> Answered:
        """Send a request; the path is that in the library. A refusal comes back as it is."""
        named = {name.replace("_", "-"): str(value) for name, value in headers.items()}
        sent = b"" if body is None else json.dumps(body).encode()
        target = f"/{self._place}/{path}"
        return self._answer(asked_for(method, target, {"Zotero-API-Key": self._secret, **named}, sent))

    def do(self, method: str, path: str, body: Any = None, **headers: object) -> Any:
        """The same, where it must work: what comes back is the document, if there is one."""
        answered = self.ask(method, path, body, **headers)
        assert answered.status < 300, (answered.status, answered.body)
        return json.loads(answered.body) if answered.body else None

    def create(self, *objects: Mapping[str, Any], kind: str = "items") -> list[str]:
        """Make items, or collections; what comes back are their keys."""
        report = self.do("POST", kind, objects)
        assert not report["failed"], report["failed"]
        return list(report["success"].values())

    def edit(self, key: str, kind: str = "items", **changes: Any) -> None:
        """Change some fields of an item, whatever its version."""
        version = self.do("GET", f"{kind}/{key}")["version"]
        self.do("PATCH", f"{kind}/{key}", changes, If_Unmodified_Since_Version=version)

    def data(self, key: str, kind: str = "items") -> dict[str, Any]:
        """What the library holds of an item."""
        found: dict[str, Any] = self.do("GET", f"{kind}/{key}")["data"]
        return found

    def trash(self, key: str) -> None:
        """Put an item into the trash."""
        self.edit(key, deleted=1)

    def restore(self, key: str) -> None:
        """Take an item out of the trash."""
        self.edit(key, deleted=0)

    def delete(self, *keys: str, kind: str = "items") -> None:
        """Delete objects for good."""
        self.do("DELETE", f"{kind}?{KINDS[kind]}Key={','.join(keys)}")
