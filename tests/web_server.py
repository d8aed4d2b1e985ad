"""Takes a function from request to reply, gives an HTTP server of this machine that can be stopped."""

import os
import selectors
import socket
import struct
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast
from urllib.parse import parse_qsl, urlsplit

from web_talk import Answered, Asked, Ending

_ENDED_AT_ONCE = struct.pack("hh" if os.name == "nt" else "ii", 1, 0)
_TO_BE_READ = 0.05
"""Seconds that a client is given to read what came before its connection is reset."""


class Server(ThreadingHTTPServer):
    """Serves from its making until it is stopped; what goes wrong in handlers is told to `failed`."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True

    def __init__(
        self,
        name: str,
        port: int,
        reply: Callable[[Asked], Answered],
        failed: Callable[[BaseException], None],
    ) -> None:
        self.name, self.reply, self.failed = name, reply, failed
        self.stopping = threading.Event()
        self._changed = threading.Condition()
        self._open: set[socket.socket] = set()
        self._abrupt: set[socket.socket] = set()
        self._waker, self._woken = socket.socketpair()
        super().__init__(("127.0.0.1", port), Handler)
        self._accepting = threading.Thread(target=self._accept, daemon=True)
        self._accepting.start()

    def stop(self, besides: socket.socket | None = None) -> None:
        """Refuse connections, and end all that are open besides one, which its handler ends."""
        self.stopping.set()
        self._waker.close()
        self._accepting.join()
        self.socket.close()
        with self._changed:
            for one in self._open - {besides}:
                with suppress(OSError):
                    one.shutdown(socket.SHUT_RDWR)
            self._changed.wait_for(lambda: not self._open - {besides}, timeout=5)

    def _accept(self) -> None:
        """Hand over connections until the other end of the pair of sockets is closed."""
        with selectors.DefaultSelector() as ready, self._woken:
            ready.register(self.socket, selectors.EVENT_READ)
            ready.register(self._woken, selectors.EVENT_READ)
            while self._woken not in [key.fileobj for key, _ in ready.select()]:
                self.handle_request()

    def reset(self, connection: socket.socket) -> None:
        """Let the connection end with a reset, once its handler returns."""
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _ENDED_AT_ONCE)
        self._abrupt.add(connection)

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._changed:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        if request in self._abrupt:
            self._abrupt.discard(request)
            self.close_request(request)
        else:
            super().shutdown_request(request)
        with self._changed:
            self._open.discard(request)
            self._changed.notify_all()

    def handle_error(self, request: Any, client_address: Any) -> None:
        error = sys.exception()
        if error is not None and not isinstance(error, ConnectionError):
            self.failed(error)


class Handler(BaseHTTPRequestHandler):
    """Reads a request, sends the reply as it is to be sent."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    @property
    def _at(self) -> Server:
        return cast("Server", self.server)

    def do_GET(self) -> None:
        self._converse()

    def do_POST(self) -> None:
        self._converse()

    do_HEAD = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_POST  # noqa: N815 - so too

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is http.server's
        """Print nothing."""

    def _converse(self) -> None:
        answered = self._at.reply(self._heard())
        if answered.ending is Ending.SILENT:
            self._at.stopping.wait()
        elif answered.ending is Ending.DROPPED:
            self._at.reset(self.connection)
        elif answered.ending is Ending.REFUSED:
            self._at.stop(besides=self.connection)
            self._at.reset(self.connection)
        else:
            self._say(answered)
        self.close_connection = self.close_connection or answered.ending is not Ending.WHOLE

    def _heard(self) -> Asked:
        parts = urlsplit(self.path)
        return Asked(
            service=self._at.name,
            time=time.monotonic(),
            method=self.command,
            target=self.path,
            path=parts.path,
            query=dict(parse_qsl(parts.query, keep_blank_values=True)),
            headers={name.lower(): value for name, value in self.headers.items()},
            body=self.rfile.read(int(self.headers.get("Content-Length", 0))),
        )

    def _say(self, answered: Answered) -> None:
        self.send_response(answered.status)
        self.send_header("Content-Type", answered.content_type)
        for name, value in answered.headers.items():
            self.send_header(name, value)
        length = len(answered.body) if answered.length is None else answered.length
        self.send_header("Content-Length", str(length))
        self.end_headers()
        self.wfile.write(answered.body)
        if answered.ending is Ending.RESET:
            self._at.stopping.wait(_TO_BE_READ)
            self._at.reset(self.connection)
