"""Sources of facts on papers: each gives pools of papers for listings, and never decides."""

from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

from papers2bib.ids import PaperId
from papers2bib.model import Listing, Paper


class Source(Protocol):
    """Where facts on papers come from."""

    name: str
    """Named in provenance and messages."""
    batch_size: int
    """How many listings or ids it likes to be asked at once."""

    def lookup(self, ids: Collection[PaperId]) -> Iterable[Paper]:
        """The papers with these ids, in any order; ids of unknown schemes are ignored."""
        ...

    def search(self, listings: Sequence[Listing]) -> Iterable[Paper]:
        """A pool of papers that the listings may mean, in any order.

        Raises SourceUnavailable when it could not ask, SourceReplyError when the reply is no answer.
        """
        ...
