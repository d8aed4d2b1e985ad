"""What a double of a web API hears and says: requests, replies, and what may go wrong between them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import Any, Protocol, Self

Record = Mapping[str, Any]
"""What a double knows of one paper: see `served_papers`."""
Disguise = Callable[[Record], Record]
"""Shows a paper that was found as another one."""


class Ending(Enum):
    """What becomes of the connection with a reply."""

    WHOLE = auto()
    CLOSED = auto()
    """The body is sent, less of it than was promised, then the connection is closed."""
    RESET = auto()
    """The body is sent, less of it than was promised, then the connection is reset."""
    DROPPED = auto()
    """Nothing is sent, the connection is reset."""
    SILENT = auto()
    """Nothing is sent for as long as the server runs."""
    REFUSED = auto()
    """The connection is reset, and further ones are refused: the port is closed."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it came in; of a parameter that is repeated `query` holds the last value."""

    service: str
    time: float
    """Seconds of the monotonic clock at which it had come in."""
    method: str
    target: str
    """Path and query as they were sent."""
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str] = field(repr=False)
    """By names in lower case."""
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Answered:
    """One reply."""

    status: int = 200
    body: bytes = field(default=b"", repr=False)
    content_type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)
    length: int | None = None
    """The Content-Length told, where it is not that of the body."""
    ending: Ending = Ending.WHOLE


class Speaker(Protocol):
    """One web API: gives the reply to a request, showing papers in a disguise."""

    name: str

    def answer(self, asked: Asked, disguise: Disguise) -> Answered: ...


def undisguised(record: Record) -> Record:
    """The paper as it is."""
    return record


@dataclass(frozen=True, slots=True)
class Situation:
    """What a fault may look at: the request, the honest reply, and a server that belongs to somebody else."""

    asked: Asked
    honest: Answered
    elsewhere: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that goes wrong with the replies to the first `times` requests for which `where` holds.

    None is for ever. A fault that is `down` closes the port before any request, and for ever.
    """

    change: Callable[[Situation], Answered] = lambda situation: situation.honest
    disguise: Disguise = undisguised
    times: int | None = None
    where: Callable[[Asked], bool] = lambda asked: True
    down: bool = False

    def first(self, times: int) -> Self:
        """The same for so many requests."""
        return replace(self, times=times)

    def for_ever(self) -> Self:
        """The same for all requests."""
        return replace(self, times=None)

    def on(self, where: Callable[[Asked], bool]) -> Self:
        """The same for such requests; the first of them closes the port if the fault is `down`."""
        return replace(self, where=where, down=False)
