"""One service during a run: when it may be asked, how often it is asked again, and when it is given up."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from papers2bib.errors import SourceError, SourceRefused, SourceReplyError, SourceUnavailable
from papers2bib.session.clock import Clock
from papers2bib.session.pace import Pace
from papers2bib.session.reach import reachable_or_others
from papers2bib.session.reply import Answer, Reply
from papers2bib.session.services import Service
from papers2bib.session.trouble import Trouble, trouble_of
from papers2bib.session.within import within

if TYPE_CHECKING:
    from requests import PreparedRequest, Response, Session

T = TypeVar("T")

_CONNECT, _READ = 5.0, 30.0
"""Seconds that one attempt may take."""
_LEAST = 0.5
_SLICE = 0.1
_TRIES = 3
"""Attempts at one request where the service is there, but fails; a busy one is waited for instead."""
_STRIKES = 3
"""Requests in a row without an answer after which the service is not asked any more."""
_LEFT = re.compile(r"\br=(\d+)")
_RESET = re.compile(r"\bt=(\d+)")


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a service is being waited for, for people."""

    name: str
    what: str
    seconds: float
    """How long already."""
    why: str = ""


class Host:
    """A service, the patience it has used up, and whether it has been given up."""

    def __init__(
        self, service: Service, http: "Session", folder: Path, clock: Clock, tick: Callable[..., None]
    ) -> None:
        self.service = service
        self.reached = False
        self._http = http
        self._clock = clock
        self._tick = tick
        self._pace = Pace(folder / f"{service.name}.turn", service.interval) if service.interval else None
        self._waited = 0.0
        self._not_before = 0.0
        self._strikes = 0
        self._out: SourceError | None = None
        self._what, self._why, self._since = "", "", 0.0
        from papers2bib.session.wire import WholeAdapter  # requests takes 0.2 s, and offline it is not needed

        for end in "/?":
            http.mount(service.root + end, WholeAdapter(service))

    @property
    def waiting(self) -> Waiting | None:
        """What is being waited for at this moment."""
        if not self._what:
            return None
        return Waiting(self.service.name, self._what, self._clock.now() - self._since, self._why)

    def reach(self, others: Sequence[str]) -> tuple[bool, bool]:
        """Whether the service can be reached, and if not, whether one of these others can."""
        if self._out:
            raise self._out
        if self.reached:
            return True, False
        self.reached, any_other = reachable_or_others(self.service.root, others, self._tick)
        return self.reached, any_other

    def give_up(self, why: str, status: int = 0) -> SourceError:
        """Ask it no more in this run, and say why."""
        self._out = SourceUnavailable(self.service.name, f"{why}; not asked again in this run", status)
        return self._out

    def insist(
        self,
        request: "PreparedRequest",
        read: Callable[[Reply], Answer[T]],
        expected: Collection[int],
        patience: float,
        what: str,
    ) -> "tuple[Answer[T], Response]":
        """An answer and the reply that holds it, asked for again as long as there is hope and patience."""
        self._what, self._since = what or "an answer", self._clock.now()
        try:
            return self._insisted(request, read, expected, patience)
        finally:
            self._what = self._why = ""

    def _insisted(
        self,
        request: "PreparedRequest",
        read: Callable[[Reply], Answer[T]],
        expected: Collection[int],
        patience: float,
    ) -> "tuple[Answer[T], Response]":
        from urllib3.util import Retry

        doubted = False
        retry = Retry(total=None, backoff_factor=self.service.backoff, backoff_jitter=0.5)
        while True:
            began = self._clock.now()
            try:
                response = self._send(request, patience)
                answer = read(self._checked(response, expected))
            except (OSError, Trouble, SourceReplyError) as error:
                if isinstance(error, SourceRefused):
                    raise
                retry = retry.increment(str(request.method), str(request.url))
                self._waited += self._clock.now() - began
                self._bear(trouble_of(error), retry.get_backoff_time(), len(retry.history), patience)
                continue
            if doubted or not answer.doubtful:
                self._strikes = 0
                return answer, response
            doubted = True

    def _send(self, request: "PreparedRequest", patience: float) -> "Response":
        if (left := self._not_before - self._clock.now()) > 0:
            self._wait(left, "it is at its limit", patience)
        if self._pace is None:
            return self._sent(request, patience)
        held = self._clock.now() + patience + self.service.interval

        def sleep(seconds: float) -> None:
            if self._clock.now() > held:
                raise self.give_up("kept busy by another run of papers2bib")
            self._pause(seconds, "its turn")

        with self._pace.turn(sleep):
            return self._sent(request, patience)

    def _sent(self, request: "PreparedRequest", patience: float) -> "Response":
        seconds = max(_LEAST, min(_READ, patience - self._waited))
        self._why = ""
        self._tick(1)
        response = within(
            seconds,
            lambda: self._http.send(
                request, allow_redirects=False, timeout=(min(_CONNECT, seconds), seconds), **self._around
            ),
            self._tick,
        )
        if self._exhausted(response):
            self._not_before = self._clock.now() + _seconds(response)
        return response

    @property
    def _around(self) -> dict[str, object]:
        """Proxies and certificates as the environment names them."""
        return dict(self._http.merge_environment_settings(self.service.root, {}, True, None, None))

    def _exhausted(self, response: "Response") -> bool:
        left = _LEFT.search(response.headers.get("RateLimit", ""))
        return bool(left and int(left[1]) == 0)

    def _checked(self, response: "Response", expected: Collection[int]) -> Reply:
        """The reply, if it is of a status that the source can read."""
        status = response.status_code
        if status in expected:
            content_type = response.headers.get("Content-Type", "")
            return Reply(self.service.name, response.content, status, content_type)
        if status in (401, 403):
            raise self.give_up(f"refuses access (HTTP {status})", status)
        if 400 <= status < 500 and status not in (408, 425, 429):
            raise SourceRefused(self.service.name, f"refuses the request (HTTP {status})")
        raise Trouble(status, _asked_wait(response))

    def _bear(self, trouble: Trouble, backoff: float, tries: int, patience: float) -> None:
        """Wait for another attempt, or raise what ends the attempts at this request."""
        wait = max(backoff, trouble.wait or 0.0)
        if self._waited + wait > patience:
            asked = f", asks to be left alone for {trouble.wait:.0f} s" if trouble.wait else ""
            raise self.give_up(f"{trouble}{asked}, after {self._waited:.0f} s of waiting", trouble.status)
        if trouble.lasting or (tries >= _TRIES and not trouble.busy):
            self._strikes += 1
            if self._strikes >= _STRIKES:
                raise self.give_up(f"{trouble}, again and again", trouble.status)
            raise trouble.error(self.service.name)
        self._wait(wait, str(trouble), patience)

    def _wait(self, seconds: float, why: str, patience: float) -> None:
        if self._waited + seconds > patience:
            raise self.give_up(f"{why}, asks to be left alone for {seconds:.0f} s")
        self._waited += seconds
        self._pause(seconds, why)

    def _pause(self, seconds: float, why: str) -> None:
        self._why = why
        while seconds > 0:
            self._tick()
            self._clock.sleep(min(_SLICE, seconds))
            seconds -= _SLICE


def _asked_wait(response: "Response") -> float | None:
    """The seconds for which the service wants to be left alone, where it says so."""
    from urllib3.exceptions import InvalidHeader
    from urllib3.util import Retry

    if "Retry-After" in response.headers:
        try:
            return Retry().parse_retry_after(response.headers["Retry-After"])
        except (InvalidHeader, ValueError):  # the latter for a day that is in no calendar
            return None
    return _seconds(response) or None


def _seconds(response: "Response") -> float:
    """Seconds to the next window, of the RateLimit header (draft-ietf-httpapi-ratelimit-headers-09)."""
    reset = _RESET.search(response.headers.get("RateLimit", ""))
    return float(reset[1]) if reset else 0.0
