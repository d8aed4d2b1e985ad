"""Session: asks services, keeps what is a good answer, waits where it must, and gives up where it should."""

from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING, Self, TypeVar

from papers2bib import __version__
from papers2bib.config import Settings
from papers2bib.errors import SourceNotAsked, SourceReplyError, SourceUnavailable
from papers2bib.session.clock import Clock
from papers2bib.session.host import Host, Waiting
from papers2bib.session.reply import Answer, Reply
from papers2bib.session.services import Service, services
from papers2bib.session.store import Store, key_of

if TYPE_CHECKING:
    from requests import PreparedRequest, Request, Response

T = TypeVar("T")

HOMEPAGE = "https://papers2bib.example"
WEB = "the web"
"""Stands for all services where none can be reached."""
HURRY = 5.0
"""Seconds to wait for a service at most where nothing but details is asked for."""
_FOUND, _LACKING = 30, 1
"""Days that an answer is kept: whole, and with something lacking."""


def _silent(*_: object) -> None:
    return


class Session:
    """The web as one run sees it. Threads may ask side by side, each another service.

    `note` is told, in a line for a person, of what is odd about the answers kept; `watch` is called several
    times a second with what is being waited for.
    """

    def __init__(
        self,
        settings: Settings,
        known: Iterable[Service] = (),
        *,
        note: Callable[[str], None] = _silent,
        watch: Callable[[Iterable[Waiting]], None] = _silent,
        clock: Clock | None = None,
    ) -> None:
        from requests import Session as Http

        self.patience = settings.patience
        self.asked = 0
        """Requests sent in this run; one that is sent again counts again."""
        self._settings = settings
        self._store = Store(settings.answers, note)
        self._fresh: set[str] = set()
        self._watch = watch
        self._clock = clock or Clock()
        self._down: SourceUnavailable | None = None
        self._http = Http()
        self._http.headers["User-Agent"] = (
            f"papers2bib/{__version__} (+{HOMEPAGE}; mailto:{settings.contact})"
        )
        self._http.auth = _unchanged  # or requests would take passwords from ~/.netrc
        self._http.adapters.clear()  # each service mounts its own, and nothing else can be asked
        self._hosts = {service.name: self._host(service) for service in known}

    def ask(
        self,
        service: Service,
        request: "Request",
        read: Callable[[Reply], Answer[T]],
        *,
        what: str = "",
        expected: Collection[int] = (200,),
    ) -> T:
        """The value of the answer to a request, kept from before or asked for now.

        `read` makes an answer of a whole reply of one of the `expected` statuses; it raises SourceReplyError
        where the reply is none (then it is asked for again, and never kept). It is also called for replies
        that were kept. `what` says for people what is asked ("40 titles").

        Raises SourceUnavailable when the service could not be asked, SourceRefused when it says that the
        request is wrong, SourceReplyError when its replies are no answers.
        """
        prepared = self._http.prepare_request(request)
        if kept := self._kept(service, prepared, read):
            return kept.value
        if self._settings.offline:
            raise SourceNotAsked(service.name, "not asked (--offline)")
        host = self._hosts.get(service.name) or self._hosts.setdefault(service.name, self._host(service))
        self._reach(host)
        answer, response = host.insist(prepared, read, expected, self.patience, what)
        if not answer.passing:
            self._store.put(prepared, response, _FOUND if answer.whole else _LACKING)
            self._fresh.add(key_of(prepared))
        return answer.value

    def close(self) -> None:
        """Let go of connections and files."""
        self._http.close()
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _host(self, service: Service) -> Host:
        return Host(service, self._http, self._store.turns, self._clock, self._tick)

    def _tick(self, sent: int = 0) -> None:
        self.asked += sent
        self._watch([host.waiting for host in list(self._hosts.values()) if host.waiting])

    def _kept(
        self, service: Service, request: "PreparedRequest", read: Callable[[Reply], Answer[T]]
    ) -> Answer[T] | None:
        if self._settings.refresh and key_of(request) not in self._fresh:
            return None
        response = self._store.get(request)
        if response is None:
            return None
        try:
            return read(_reply(service, response))
        except SourceReplyError:  # kept by a version that thought otherwise
            self._store.drop(request)
            return None

    def _reach(self, host: Host) -> None:
        """Raise at once where the host, or the whole web, is known or found not to be there."""
        if self._down:
            raise self._down
        others = [one for one in self._hosts.values() if one is not host]
        known = any(one.reached for one in others)
        here, elsewhere = host.reach([] if known else [one.service.root for one in others])
        if here:
            return
        if others and not elsewhere and not any(one.reached for one in others):
            self._down = SourceUnavailable(WEB, "cannot be reached: what the catalogue lacks is not known")
            raise self._down
        raise host.give_up("cannot be reached")


def open_session(
    settings: Settings,
    *,
    note: Callable[[str], None] = _silent,
    watch: Callable[[Iterable[Waiting]], None] = _silent,
) -> Session:
    """A session for one run over the services of the sources chosen, to be closed (`with`) at its end."""
    return Session(settings, services(settings), note=note, watch=watch)


def _unchanged(request: "PreparedRequest") -> "PreparedRequest":
    return request


def _reply(service: Service, response: "Response") -> Reply:
    content_type = response.headers.get("Content-Type", "")
    return Reply(service.name, response.content, response.status_code, content_type)
