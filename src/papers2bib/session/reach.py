"""Whether a service can be reached at all: a name server and a port that answer, known within seconds."""

import socket
from collections.abc import Callable, Sequence
from queue import Queue
from threading import Thread
from urllib.parse import urlsplit

from papers2bib.session.within import within

_SECONDS = 2.0


def reachable(root: str, tick: Callable[[], None]) -> bool:
    """Whether something accepts connections where requests to this address would go."""
    host, port = _door(root)
    try:
        within(_SECONDS + 0.2, lambda: socket.create_connection((host, port), _SECONDS).close(), tick)
    except OSError:
        return False
    return True


def any_reachable(roots: Sequence[str]) -> bool:
    """Whether at least one of them can be reached; all are tried at once."""
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
