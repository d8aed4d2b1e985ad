"""Zotero on a person's computer: its local API, which asks the person about writers, in front of a double.

https://www.zotero.org/support/dev/web_api/v3/local_api. Zotero 10 takes no keys of a writer's own for new
objects, whatever the web does: so its releases up to 10.0.4 are reported to answer.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import Any

from web_server import Server
from web_talk import Answered, Asked, Ending

from .double import ZoteroDouble

ROOT = "/api"
ASKING = f"{ROOT}/local/authorize"
_PROMPTS = 5
"""Questions that a person is asked within a minute."""
_WRITABLE = 10
_OTHERS = "Only data for the logged-in user is available locally -- use userID 0"
_KEYLESS = {"WWW-Authenticate": 'Zotero-API-Key realm="Zotero Local API"'}


class Desktop:
    """The program of one user, in step with the double."""

    def __init__(self, double: ZoteroDouble, user: int) -> None:
        self._double, self._user = double, user
        self._secret = double.key(user).secret
        self.enabled = True
        self.version = _WRITABLE
        """Before 10 it can only be read."""
        self.database = "sPMHtLD6HHBd"
        """The name that it gives itself in all replies."""
        self.answer = "Always Allow"
        """What the person says when asked: Allow, Always Allow, Deny, or nothing."""
        self.prompts: list[str] = []
        """The names under which programs have asked."""
        self.keys: dict[str, bool] = {}
        """Keys that were given, and whether they are for more than one request."""
        self.log: list[Asked] = []
        self._asked_at: list[float] = []

    def handle(self, asked: Asked) -> Answered:
        """The reply to a request below /api/, or what a fault of the double makes of it."""
        self.log.append(asked)
        honest: Callable[[], Answered] = partial(self._honest, asked)
        for fault in [one for one in self._double.faults if one.befalls(asked)]:
            honest = partial(fault.change, asked, honest)
        return honest()

    def _honest(self, asked: Asked) -> Answered:
        answered = self._answer(asked)
        if self.version < _WRITABLE or answered.status == 401:
            return answered
        return replace(answered, headers={**answered.headers, "Zotero-Server-ID": self.database})

    def clear_authorizations(self) -> None:
        """Take back what programs were allowed, as the button in the settings does."""
        self.keys.clear()

    def _answer(self, asked: Asked) -> Answered:
        if not self.enabled:
            return _text(403, "Local API is not enabled")
        if not asked.path.startswith(f"{ROOT}/") or asked.path.endswith("/deleted"):
            return _text(404, "Not found")
        if self.version >= _WRITABLE and (refused := self._other(asked)):
            return refused
        if asked.method == "GET":
            return self._passed(asked)
        if self.version < _WRITABLE:
            return _text(404, "No endpoint found") if asked.path == ASKING else _text(400, "Bad method")
        if asked.method != "DELETE" and asked.headers.get("content-type") != "application/json":
            return _text(400, "Empty request body")
        return self._asking(asked) if asked.path == ASKING else self._writing(asked)

    def _other(self, asked: Asked) -> Answered | None:
        """What is said to those who mean another database, or who write and mean none."""
        meant = asked.headers.get("zotero-server-id")
        if meant is None and asked.method != "GET":
            return _text(428, "Zotero-Server-ID not provided")
        wrong = meant is not None and meant != self.database
        return _text(412, "Zotero-Server-ID does not match this server") if wrong else None

    def _asking(self, asked: Asked) -> Answered:
        """Ask the person, who gives a key or none."""
        now = self._double.clock.now()
        self._asked_at = [moment for moment in self._asked_at if moment > now - 60]
        if len(self._asked_at) == _PROMPTS:
            return _text(429, "Too many authorization requests", {"Retry-After": "60"})
        self._asked_at.append(now)
        self.prompts.append(str(json.loads(asked.body)["appName"]))
        if self.answer == "Deny":
            return Answered(403, b'{"denied":true}')
        if "Allow" not in self.answer:
            return Answered(ending=Ending.SILENT)
        key = f"local{len(self.prompts):027}"
        self.keys[key] = self.answer == "Always Allow"
        return Answered(200, json.dumps({"key": key, "remember": self.keys[key]}).encode())

    def _writing(self, asked: Asked) -> Answered:
        key = asked.headers.get("zotero-api-key", "")
        if key not in self.keys:
            said = "Invalid or expired API key" if key else "API key required -- POST /api/local/authorize"
            return _text(401, said, _KEYLESS)
        if not self.keys[key]:
            del self.keys[key]
        return self._list(asked) if asked.method == "POST" else self._passed(asked)

    def _list(self, asked: Asked) -> Answered:
        """Write a list of objects, without those that name their own keys."""
        objects = json.loads(asked.body)
        own = {place: one for place, one in enumerate(objects) if one.get("key") and one.get("version") == 0}
        rest = [(place, one) for place, one in enumerate(objects) if place not in own]
        answered = self._passed(replace(asked, body=json.dumps([one for _, one in rest]).encode()))
        if answered.status != 200:
            return answered
        report = _placed(json.loads(answered.body), [place for place, _ in rest])
        report["failed"] |= {
            str(place): {
                "key": one["key"],
                "code": 400,
                "message": f"'primaryData' not loaded for item (null/1/{one['key']})",
            }
            for place, one in own.items()
        }
        return replace(answered, body=json.dumps(report).encode())

    def _passed(self, asked: Asked) -> Answered:
        """The reply of the double, with what the person may do."""
        path = asked.path.removeprefix(ROOT).replace("/users/0/", f"/users/{self._user}/")
        if path.startswith("/users/") and not path.startswith(f"/users/{self._user}/"):
            return _text(400, _OTHERS)
        target = asked.target.replace(asked.path, path)
        headers = {**asked.headers, "zotero-api-key": self._secret}
        answered = self._double.answer(
            replace(asked, path=path, target=target, headers=headers), unlimited=True
        )
        kept = {name: said for name, said in answered.headers.items() if name not in ("ETag", "Backoff")}
        return replace(answered, headers=kept)

    @contextmanager
    def served(self) -> Iterator[str]:
        """Listen on this machine; what comes back is the address of the local API."""
        errors: list[BaseException] = []
        server = Server("desktop", 0, self.handle, errors.append)
        try:
            yield f"http://127.0.0.1:{server.server_port}{ROOT}"
        finally:
            server.stop()
            if errors:
                raise errors[0]


def _text(status: int, words: str, headers: Mapping[str, str] | None = None) -> Answered:
    return Answered(status, words.encode(), "text/plain", headers or {})


def _placed(report: dict[str, Any], places: list[int]) -> dict[str, Any]:
    """What is said of objects, under the places that they had before others were taken from among them."""
    return {
        part: {str(places[int(place)]): said for place, said in of.items()} for part, of in report.items()
    }
