"""The wire: one request in, one whole reply out, of limited size and in limited time."""

import queue
import threading
from collections.abc import Callable
from io import BytesIO
from typing import Any, TypeVar

from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter
from urllib3 import HTTPResponse

from papers2bib.session.services import MEGABYTE, Service

T = TypeVar("T")

_CHUNK = 65_536
_SLICE = 0.1
_TRANSFER = {"content-encoding", "content-length", "transfer-encoding"}


class TooLargeError(OSError):
    """A reply that is larger than the service ever needs."""


class TooLateError(OSError):
    """No whole reply in the time given."""


class WholeAdapter(HTTPAdapter):
    """Sends the requests of one service and reads each reply at once.

    The service's keys are put into what is sent, never into the request that caches and errors see.
    """

    def __init__(self, service: Service) -> None:
        super().__init__(pool_connections=1, pool_maxsize=1, max_retries=0)
        self._service = service

    def send(self, request: PreparedRequest, *_: Any, **around: Any) -> Response:
        """The reply with its body; raises OSError (requests' errors are such) when there is none."""
        sent = request.copy()
        sent.headers.update(self._service.secrets)
        return self._whole(request, super().send(sent, **around | {"stream": True}))

    def _whole(self, request: PreparedRequest, response: Response) -> Response:
        body = bytearray()
        with response:
            for chunk in response.iter_content(_CHUNK):
                body += chunk
                if len(body) > self._service.largest:
                    raise TooLargeError(f"more than {self._service.largest // MEGABYTE} MB")
        headers = {name: value for name, value in response.headers.items() if name.lower() not in _TRANSFER}
        raw = HTTPResponse(
            BytesIO(bytes(body)),
            headers,
            response.status_code,
            reason=response.reason,
            preload_content=False,
        )
        whole = self.build_response(request, raw)
        whole.content  # noqa: B018 - read now, so that nothing is left to go wrong later
        return whole


def within(seconds: float, call: Callable[[], T], tick: Callable[[], None]) -> T:
    """What the call returns or raises, but TooLateError after so many seconds; meanwhile `tick` is called.

    A thread does the work, for nothing else can leave a name server that does not answer; one that comes too
    late is left to itself.
    """
    done: queue.SimpleQueue[tuple[T | None, BaseException | None]] = queue.SimpleQueue()

    def work() -> None:
        try:
            done.put((call(), None))
        except BaseException as error:
            done.put((None, error))

    threading.Thread(target=work, daemon=True).start()
    while seconds > 0:
        tick()
        try:
            value, error = done.get(timeout=min(_SLICE, seconds))
        except queue.Empty:
            seconds -= _SLICE
            continue
        if error:
            raise error
        return value  # type: ignore[return-value]  # None only where the call returns it
    raise TooLateError("no whole reply in time")
