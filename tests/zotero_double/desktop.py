"""Zotero on a person's computer: its local API, which may be read without a key, in front of a double."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from web_server import Server
from web_talk import Answered, Asked

from .double import ZoteroDouble

ROOT = "/api"
_NOT_ENABLED = b"Local API is not enabled"


class Desktop:
    """The program of one user, in step with the double."""

    def __init__(self, double: ZoteroDouble, user: int) -> None:
        self._double, self._user = double, user
        self._secret = double.key(user).secret
        self.enabled = True
        self.log: list[Asked] = []

    def handle(self, asked: Asked) -> Answered:
        """The reply to a request below /api/."""
        self.log.append(asked)
        answered = self._answer(asked)
        return replace(answered, headers={**answered.headers, "Zotero-Server-ID": "here"})

    def _answer(self, asked: Asked) -> Answered:
        if not self.enabled:
            return Answered(403, _NOT_ENABLED, "text/plain")
        if not asked.path.startswith(f"{ROOT}/") or asked.path.endswith("/deleted"):
            return Answered(404, b"Not found", "text/plain")
        path = asked.path.removeprefix(ROOT).replace("/users/0/", f"/users/{self._user}/")
        target = asked.target.replace(asked.path, path)
        headers = {**asked.headers, "zotero-api-key": self._secret}
        return self._double.answer(replace(asked, path=path, target=target, headers=headers))

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
