"""Takes requests of httpx2, hands them to the double without sockets, gives its replies."""

from collections.abc import Callable

import httpx2
from web_talk import Answered, Asked, Ending

from .talk import asked_for

_ENDINGS: dict[Ending, tuple[type[httpx2.TransportError], str]] = {
    Ending.DROPPED: (httpx2.ReadError, "Connection reset by peer"),
    Ending.RESET: (httpx2.ReadError, "Connection reset by peer"),
    Ending.CLOSED: (
        httpx2.RemoteProtocolError,
        "peer closed connection amid the body",
    ),
    Ending.SILENT: (httpx2.ReadTimeout, "The read operation timed out"),
    Ending.REFUSED: (httpx2.ConnectError, "Connection refused"),
}


class Transport(httpx2.BaseTransport):
    """The web as it is for a client whose every request meets the double, at whatever address."""

    def __init__(self, handle: Callable[[Asked], Answered]) -> None:
        self._handle = handle

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """The reply, or the error that a client meets where none arrives."""
        target = request.url.raw_path.decode("ascii")
        answered = self._handle(asked_for(request.method, target, dict(request.headers), request.read()))
        if answered.ending in _ENDINGS:
            error, words = _ENDINGS[answered.ending]
            raise error(words, request=request)
        headers = {"Content-Type": answered.content_type, **answered.headers}
        return httpx2.Response(answered.status, headers=headers, content=answered.body, request=request)
