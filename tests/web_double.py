"""Takes what speaks one web API, gives a server here that counts, records, is slow and goes wrong."""

import threading
import time
from types import TracebackType
from typing import Self

from web_server import Server
from web_talk import Answered, Asked, Fault, Situation, Speaker, undisguised


class WebDouble:
    """A server for one speaker, from `with` to the end of the block.

    An error of the speaker ends the connection, and is raised at the end of the block.
    """

    def __init__(self, speaker: Speaker, *, elsewhere: str = "", latency: float = 0.0) -> None:
        self.speaker = speaker
        self.elsewhere = elsewhere
        """The root of a server of somebody else, for faults."""
        self.latency = latency
        """Seconds from request to reply."""
        self.asked: list[Asked] = []
        """The requests that came in since the start, or since `forget`."""
        self.errors: list[BaseException] = []
        self._fault: Fault | None = None
        self._left: int | None = None
        self._lock = threading.Lock()
        self._server: Server | None = None
        self._port = 0

    @property
    def url(self) -> str:
        """Its root, without a slash at the end; the same after the port was closed and opened again."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def count(self) -> int:
        """How many requests came in."""
        return len(self.asked)

    def forget(self) -> None:
        """Count from nought again."""
        self.asked.clear()

    def break_with(self, fault: Fault) -> None:
        """Let this go wrong from now on, instead of what went wrong before."""
        with self._lock:
            self._fault, self._left = fault, fault.times
        if fault.down:
            self.close()

    def mend(self) -> None:
        """Let nothing go wrong any more."""
        with self._lock:
            self._fault = None
        self.open()

    def open(self) -> None:
        """Listen, on the same port as before."""
        if self._server is None or self._server.stopping.is_set():
            self._server = Server(self.speaker.name, self._port, self._reply, self.errors.append)
            self._port = self._server.server_port

    def close(self) -> None:
        """Listen no more, and end all connections."""
        if self._server is not None:
            self._server.stop()

    def _reply(self, asked: Asked) -> Answered:
        with self._lock:
            self.asked.append(asked)
            fault = self._due(asked)
        if self.latency:
            time.sleep(self.latency)
        if fault is None:
            return self.speaker.answer(asked, undisguised)
        honest = self.speaker.answer(asked, fault.disguise)
        return fault.change(Situation(asked, honest, self.elsewhere))

    def _due(self, asked: Asked) -> Fault | None:
        """The fault that this request is to meet."""
        if self._fault is None or self._left == 0 or not self._fault.where(asked):
            return None
        if self._left is not None:
            self._left -= 1
        return self._fault

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
        if self.errors and error is None:
            raise self.errors[0]
