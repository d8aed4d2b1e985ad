"""The one client that speaks to Zotero: requests in; replies that are answers, or words for a person, out."""

import email.utils
import json
import time
from collections.abc import Callable
from contextlib import suppress
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import httpx2

from papers2bib import __version__
from papers2bib.config import Settings
from papers2bib.errors import TargetError, TargetRefused
from papers2bib.session.clock import Clock
from papers2bib.session.door import HOMEPAGE

NAME = "Zotero"
_BUSY = frozenset({429, 500, 502, 503, 504})
_TIMEOUT = httpx2.Timeout(60.0, connect=10.0)
_LONGEST_PAUSE = 16.0
_LOCKED = "Too many authentication failures"


def open_client(
    settings: Settings,
    *,
    below: httpx2.BaseTransport | None = None,
    clock: Clock | None = None,
    note: Callable[[str], None] = lambda _: None,
) -> httpx2.Client:
    """The client: time-outs, our name, no redirects, nothing kept; waits and asks again where it must."""
    transport = Patient(
        below or _connection(settings.zotero_url), settings.patience, clock or Clock(), note, settings.contact
    )
    return httpx2.Client(transport=transport, timeout=_TIMEOUT, follow_redirects=False, trust_env=False)


def _connection(url: str) -> httpx2.HTTPTransport:
    """The way to a server, through the proxy that this machine uses."""
    parts = urlsplit(url)
    proxy = getproxies().get(parts.scheme)
    return httpx2.HTTPTransport(proxy=None if proxy_bypass(parts.netloc) else proxy)


class Patient(httpx2.BaseTransport):
    """Sends a request until it is answered, at most for `patience` seconds of waiting.

    Sending again is safe because every object that is written has a key and a version. Refusals raise
    TargetRefused, and what stays out of order TargetError; a refused key is never tried again.
    """

    def __init__(
        self,
        below: httpx2.BaseTransport,
        patience: float,
        clock: Clock,
        note: Callable[[str], None],
        contact: str,
    ) -> None:
        self._below, self._patience, self._clock, self._note = below, patience, clock, note
        self._agent = f"papers2bib/{__version__} (+{HOMEPAGE}; mailto:{contact})"
        self._rest_until = clock.now()

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """A good reply, or an error for a person."""
        request.headers["User-Agent"] = self._agent
        started, pause = self._clock.now(), 1.0
        while True:
            response, problem = self._attempt(request)
            if response is not None:
                return response
            wait = max(pause, self._rest_until - self._clock.now())
            if self._clock.now() + wait - started > self._patience:
                raise TargetError(NAME, f"{problem}; what was done by then stays: run it again later")
            self._note(f"Zotero: {problem}; going on in {wait:.0f} s")
            self._sleep(wait)
            pause = min(2 * pause, _LONGEST_PAUSE)

    def close(self) -> None:
        """Close what is below."""
        self._below.close()

    def _attempt(self, request: httpx2.Request) -> tuple[httpx2.Response | None, str]:
        """One try: a reply to go by, or what went wrong with it."""
        self._sleep(self._rest_until - self._clock.now())
        try:
            response = self._below.handle_request(request)
            response.read()
        except httpx2.TimeoutException:
            return None, "no answer in time"
        except httpx2.TransportError:
            return None, "cannot be reached, or the connection broke off"
        self._heed(response)
        if response.status_code in _BUSY and _LOCKED not in response.text:
            return None, f"is busy or out of order (HTTP {response.status_code})"
        return _settled(response), ""

    def _heed(self, response: httpx2.Response) -> None:
        """Remember how long the server wants to be left alone; pyzotero need not know."""
        for name in ("Backoff", "Retry-After"):
            if said := response.headers.pop(name, ""):
                self._rest_until = max(self._rest_until, self._clock.now() + _seconds(said))

    def _sleep(self, seconds: float) -> None:
        if seconds > 0:
            self._clock.sleep(seconds)


def _seconds(said: str) -> float:
    """A number of seconds, or the time until a date; nonsense is a moment."""
    with suppress(ValueError):
        return max(0.0, float(said))
    with suppress(ValueError, TypeError):
        return max(0.0, email.utils.parsedate_to_datetime(said).timestamp() - time.time())
    return 1.0


def _settled(response: httpx2.Response) -> httpx2.Response:
    status = response.status_code
    if status < 300 or status == 304:
        return response
    if status < 400:
        raise TargetError(NAME, f"the server sends us elsewhere (HTTP {status}): check PAPERS2BIB_ZOTERO_URL")
    raise TargetRefused(NAME, _words(status, response.text), status)


def _words(status: int, said: str) -> str:
    """What a refusal means for the person."""
    if _LOCKED in said:
        return "too many wrong keys came from this address: wait five minutes, then check ZOTERO_API_KEY"
    if status == 403 and "Invalid key" in said:
        return "the key in ZOTERO_API_KEY is wrong or was revoked: make one at zotero.org/settings/keys"
    if status == 403:
        return "the key in ZOTERO_API_KEY does not permit this"
    return f"refuses the request (HTTP {status}: {json.dumps(said[:120])})"
