"""The double as tests use it: handles requests, keeps a log of them, goes wrong when told, is inspected."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

import httpx2
from web_server import Server
from web_talk import Answered, Asked

from .clock import VirtualClock
from .faults import Fault
from .library import Library
from .people import FULL, Key
from .people_at_work import Person
from .service import Service
from .transport import Transport
from .views import Viewer

_OF_THE_MOMENT = ("version", "dateAdded", "dateModified")


@dataclass(slots=True)
class Exchange:
    """A request, and its reply once there is one."""

    asked: Asked
    answered: Answered | None = None


class ZoteroDouble(Service):
    """A server of the Zotero web API, version 3, in the memory of the test."""

    def __init__(self, seed: int = 0, clock: VirtualClock | None = None) -> None:
        super().__init__(seed, clock)
        self.log: list[Exchange] = []
        """All requests in the order in which they came, those of people at work left out."""
        self.faults: list[Fault] = []
        self._counting = threading.Lock()

    @property
    def requests(self) -> list[str]:
        """The requests of the log as they are spoken of: "GET /users/1/items"."""
        return [f"{one.asked.method} {one.asked.path}" for one in self.log]

    def handle(self, asked: Asked) -> Answered:
        """The reply to a request, or what a fault makes of it."""
        exchange = Exchange(asked)
        with self._counting:
            self.log.append(exchange)
            due = [fault for fault in self.faults if fault.befalls(asked)]
        honest: Callable[[], Answered] = partial(self.answer, asked)
        for fault in due:
            honest = partial(fault.change, asked, honest)
        exchange.answered = honest()
        return exchange.answered

    def break_with(self, *faults: Fault) -> None:
        """Let these happen too, from now on."""
        self.faults.extend(faults)

    def mend(self) -> None:
        """Let nothing go wrong any more."""
        self.faults.clear()

    def key(self, user: int, access: Mapping[str, Any] = FULL) -> Key:
        """A new key of a user."""
        return self.add_key(user, access)

    def library(self, place: str) -> Library:
        """The library at a place: users/1, groups/2."""
        return self.libraries[place]

    def person(self, place: str, user: int) -> Person:
        """A user at work in a library by hand, with a key that may do everything."""
        return Person(partial(self.answer, unlimited=True), place, self.add_key(user).secret)

    def contents(self, place: str) -> dict[str, dict[str, Any]]:
        """All that a library holds, by kind and key, without versions and the dates of changes."""
        library = self.libraries[place]
        viewer = Viewer("", library, self.users.__getitem__, notes=True)
        items = {key: viewer.item_data(item) for key, item in library.items.items()}
        shelves = {key: viewer.collection(each)["data"] for key, each in library.collections.items()}
        kinds = {"items": items, "collections": shelves}
        return {kind: {key: _lasting(data) for key, data in found.items()} for kind, found in kinds.items()}

    def client(self) -> httpx2.Client:
        """A client whose requests meet the double without sockets."""
        return httpx2.Client(transport=Transport(self.handle), follow_redirects=True)

    @contextmanager
    def served(self, port: int = 0) -> Iterator[str]:
        """Listen on this machine; what comes back is the root of the web API there.

        An error of the double ends the connection, and is raised at the end of the block.
        """
        errors: list[BaseException] = []
        server = Server("zotero", port, self.handle, errors.append)
        self.around.url = f"http://127.0.0.1:{server.server_port}"
        try:
            yield self.around.url
        finally:
            server.stop()
            if errors:
                raise errors[0]


def _lasting(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name not in _OF_THE_MOMENT}
