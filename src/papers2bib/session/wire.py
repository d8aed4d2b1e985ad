"""The wire: one request in, one whole reply of limited size out."""

from io import BytesIO
from typing import Any

from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter
from urllib3 import HTTPResponse

from papers2bib.session.services import MEGABYTE, Service
from papers2bib.session.trouble import TooLargeError

_CHUNK = 65_536
_LEFT_OUT = {"content-encoding", "content-length", "transfer-encoding", "location"}
"""Headers that say nothing of a body that was read, and where nobody goes."""


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
        headers = {name: value for name, value in response.headers.items() if name.lower() not in _LEFT_OUT}
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
