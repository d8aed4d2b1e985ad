"""What comes back through the door: a reply as bytes, and what a source makes of it."""

import json
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from papers2bib.errors import SourceReplyError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reply:
    """One whole HTTP reply, content encoding undone."""

    source: str
    """The service that it came from, for messages."""
    body: bytes
    status: int = 200
    content_type: str = ""

    def json(self) -> Any:
        """The body as JSON; raises SourceReplyError where it is none."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError) as error:
            raise SourceReplyError(self.source, "answered with something that is no JSON") from error


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    """What a reply says, and how far it is to be believed."""

    value: T
    whole: bool = True
    """Nothing that was asked for is lacking: it is kept for 30 days, otherwise for one."""
    doubtful: bool = False
    """It is believed only if a second reply says the same (arXiv sends empty feeds for no reason)."""
    passing: bool = False
    """It will soon be another one, and is not kept."""
