"""Whether a service can be reached at all: a name server and a port that answer, known within seconds."""

import socket
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from queue import Queue
from threading import Thread, Timer
from urllib.parse import urlsplit

from papers2bib.session.within import within

_SECONDS = 2.0
_SLOW = 0.5
"""Seconds after which others are tried beside one that has not answered."""


def reachable(root: str, tick: Callable[[], None]) -> bool:
    """Whether something accepts connections where requests to this address would go."""
    host, port = _door(root)
    try:
        within(_SECONDS + 0.2, lambda: socket.create_connection((host, port), _SECONDS).close(), tick)
    except (OSError, UnicodeError):  # the latter for a name that no name server can be asked for
        return False
    return True


def reachable_or_others(root: str, others: Sequence[str], tick: Callable[[], None]) -> tuple[bool, bool]:
    """Whether the service can be reached, and if not, whether any of the others can."""
    any_other: Future[bool] = Future()

    def look() -> None:
        if any_other.set_running_or_notify_cancel():
            any_other.set_result(_any_reachable(others))

    later = Timer(_SLOW, look)
    later.daemon = True
    later.start()
    if reachable(root, tick):
        later.cancel()
        return True, False
    return False, _any_reachable(others) if any_other.cancel() else any_other.result()


def _any_reachable(roots: Sequence[str]) -> bool:
    """All are tried at once."""
    results: Queue[bool] = Queue()
    for root in roots:
        Thread(target=lambda at: results.put(reachable(at, _nothing)), args=[root], daemon=True).start()
    return any(results.get() for _ in roots)


def _nothing() -> None:
    return


def _door(root: str) -> tuple[str, int]:
    """Host and port of the service, or of the proxy that the environment names for it."""
    from requests.utils import get_environ_proxies, select_proxy

    proxy = select_proxy(root, get_environ_proxies(root))
    parts = urlsplit(proxy if proxy and "://" in proxy else f"http://{proxy}" if proxy else root)
    return parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
