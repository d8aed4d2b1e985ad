"""Takes a request to the whole service, gives the reply: who asks, how often, of which library or group."""

from typing import Any

from web_talk import Answered, Asked

from . import reading, schema, writing
from .admission import check_version, secret_of
from .clock import VirtualClock
from .directory import Directory
from .limits import Limits
from .people import Group, Key
from .schema_table import VERSION
from .talk import NO_PAGE, Call, NotModelledError, RefusalError, nothing, reply, taken_apart, text
from .visit import Surroundings, Visit, rights

MAINTENANCE = "Server updates in progress. Please try again in a few minutes."
TOKEN_KEPT = 43_200.0
"""Seconds for which a write token is remembered."""
_METHODS = frozenset({"HEAD", "OPTIONS", "GET", "PUT", "POST", "DELETE", "PATCH"})
_SPOKEN = {"Zotero-API-Version": "3", "Zotero-Schema-Version": str(VERSION)}
_OTHERS = frozenset({"settings", "file", "fulltext", "publications", "laststoragesync", "unfiled"})


class Service(Directory):
    """What the service as a whole does to requests, and to which part of it they go."""

    def __init__(self, seed: int = 0, clock: VirtualClock | None = None) -> None:
        super().__init__(clock or VirtualClock(), seed)
        self.limits = Limits(self.clock)
        self.around = Surroundings(self.clock, self.users)
        self.backoff = 0
        """Seconds that every reply asks clients to wait; 0 for none."""
        self.read_only = False
        self.down = False
        """All requests meet maintenance."""
        self._tokens: dict[tuple[str, str], float] = {}

    def answer(self, asked: Asked, *, unlimited: bool = False) -> Answered:
        """The reply of the real server; `unlimited` for people whose requests count for nothing."""
        try:
            answered = self._answer(asked, unlimited=unlimited)
        except RefusalError as refused:
            answered = text(refused.status, refused.message, refused.headers)
        return self._finished(asked, answered)

    def _finished(self, asked: Asked, answered: Answered) -> Answered:
        headers = _SPOKEN | dict(answered.headers)
        headers |= {"Backoff": str(self.backoff)} if self.backoff else {}
        body = b"" if asked.method == "HEAD" else answered.body
        return Answered(answered.status, body, answered.content_type, headers, ending=answered.ending)

    def _answer(self, asked: Asked, *, unlimited: bool) -> Answered:
        _check_method(asked)
        if asked.method == "OPTIONS":
            return text(200, "", {})
        if asked.method in ("POST", "PUT", "PATCH") and not asked.body:
            raise RefusalError(400, f"{asked.method} data not provided")
        call = taken_apart(asked)
        if unlimited:
            return self._routed(call, self._key(call))
        if self.down or (self.read_only and call.writes):
            raise RefusalError(503, MAINTENANCE)
        if secret_of(call):
            self.limits.check_keys()
        key = self._key(call)
        user = key.user.id if key else 0
        self.limits.check_rate(user)
        with self.limits.under_way(user):
            return self._routed(call, key)

    def _key(self, call: Call) -> Key | None:
        """The key of a request; a wrong one is refused, and so is a write without one."""
        secret = secret_of(call)
        if not secret:
            if call.method != "GET" and call.parts[0] != "keys":
                raise RefusalError(403, "An API key is required for write requests.")
            return None
        if secret not in self.keys:
            self.limits.wrong_key()
            raise RefusalError(403, "Invalid key")
        if call.writes and self._token_used(secret, call):
            raise RefusalError(412, "Write token already used")
        return self.keys[secret]

    def _token_used(self, secret: str, call: Call) -> bool:
        token = call.headers.get("zotero-write-token", "")
        if token and not 5 <= len(token) <= 32:
            raise RefusalError(400, "Write token must be 5-32 characters in length")
        return self._tokens.get((secret, token), float("-inf")) > self.clock.now() - TOKEN_KEPT

    def _routed(self, call: Call, key: Key | None) -> Answered:
        check_version(call)
        first, *rest = call.parts
        if first in ("users", "groups") and len(rest) > 1:
            if first == "users" and rest[1:] == ["groups"]:
                return self._groups_of(call, key, int(rest[0]))
            return self._in_library(call, key, first, rest[0], tuple(rest[1:]))
        if first == "groups" and rest:
            return self._group(rest[0], key)
        if first == "keys" and rest:
            return self._key_document(call, key, rest[0])
        if call.parts == ("schema",):
            return _schema(call)
        if call.parts == ("",):
            return text(200, "Nothing to see here.", {})
        found = schema.answer(
            "/" + "/".join(call.parts), {name: values[-1] for name, values in call.query.items()}
        )
        if found is None:
            raise RefusalError(404, NO_PAGE)
        return reply(found)

    def _in_library(
        self, call: Call, key: Key | None, kind: str, number: str, parts: tuple[str, ...]
    ) -> Answered:
        if not number.isdecimal():
            raise RefusalError(400, f"Invalid {kind.removesuffix('s')} ID")
        if (parts[0] in _OTHERS and (call.writes or len(parts) > 1)) or parts[-1] in _OTHERS - {"settings"}:
            raise NotModelledError(call.path)
        library = self.libraries.get(f"{kind}/{number}")
        if library is None:
            raise RefusalError(404, f"User {number} not found" if kind == "users" else "Not found")
        visit = Visit(self.around, call, key, library, parts)
        if not call.writes:
            with self.around.lock:
                return reading.read(visit)
        answered, done = writing.write(visit)
        token = call.headers.get("zotero-write-token")
        if done and token and key:
            self._tokens[key.secret, token] = self.clock.now()
        return answered

    def _groups_of(self, call: Call, key: Key | None, user: int) -> Answered:
        """The groups of a user that a key may read."""
        found = [group for group in self.groups.values() if group.has(user) and self._reads(group, key)]
        page = f"https://www.zotero.org{call.path}"
        total = {"Total-Results": str(len(found)), "Link": f'<{page}>; rel="alternate"'}
        if call.one("format") == "versions":
            return reply({str(group.id): group.version for group in found}, **total)
        return reply([self._group_document(group, key) for group in found], **total)

    def _group(self, number: str, key: Key | None) -> Answered:
        group = self.groups.get(int(number)) if number.isdecimal() else None
        if group is None or not self._reads(group, key):
            raise RefusalError(404, "Not found")
        return reply(self._group_document(group, key), Last_Modified_Version=group.version)

    def _reads(self, group: Group, key: Key | None) -> bool:
        return rights(self.libraries[f"groups/{group.id}"], key).read

    def _group_document(self, group: Group, key: Key | None) -> dict[str, Any]:
        size = len(self.libraries[f"groups/{group.id}"].items)
        return group.document(self.around.url, size, key.user.id if key else 0)

    def _key_document(self, call: Call, key: Key | None, name: str) -> Answered:
        """What a key may do; DELETE revokes it."""
        if name == "current" and key is None:
            raise RefusalError(403, "Forbidden")
        found = key if name == "current" else self.keys.get(name)
        if found is None:
            raise RefusalError(404, f"Key '{name}' not found")
        if call.method == "DELETE":
            del self.keys[found.secret]
            return nothing(204)
        return reply(found.document(self.groups.values()))


def _check_method(asked: Asked) -> None:
    if asked.method not in _METHODS:
        raise RefusalError(501, "Method is not implemented")
    if asked.headers.get("expect"):
        raise RefusalError(417, "Expect header is not supported")


def _schema(call: Call) -> Answered:
    headers = {"ETag": schema.ETAG}
    if call.headers.get("if-none-match", "").removeprefix("W/") == schema.ETAG:
        return Answered(304, headers=headers)
    return Answered(200, schema.DOCUMENT, headers=headers)
