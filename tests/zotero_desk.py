"""A computer with the desktop program of Zotero on it, by which its owner pushes and pulls."""

from dataclasses import dataclass, field
from typing import Any

import httpx2
from zotero_double.desktop import Desktop
from zotero_double.transport import Transport
from zotero_pushing import SHELF, Computer

from papers2bib.model import Paper
from papers2bib.zotero.pull import Wanted, pull_from_zotero
from papers2bib.zotero.push import Outcome


@dataclass
class Desk(Computer):
    """Somebody's machine without a key of zotero.org."""

    desktop: Desktop = field(init=False)

    def __post_init__(self) -> None:
        self.desktop = Desktop(self.double, self.user)

    def push(
        self,
        wanted: list[Paper],
        collection: str = SHELF,
        below: httpx2.BaseTransport | None = None,
        **errand: Any,
    ) -> list[Outcome]:
        """Push by the program, and give what was done."""
        return super().push(wanted, collection, below or self.wire, local=True, **errand)

    def pull(self, collection: str = SHELF, *, recursive: bool = False) -> str:
        """What a pull by the program writes."""
        wanted = Wanted(collection, self.group, recursive, local=True)
        found = pull_from_zotero(wanted, self.settings, note=self.notes.append, below=self.wire)
        return "".join(one.text for one in found)

    @property
    def wire(self) -> Transport:
        """The way to the program, without sockets."""
        return Transport(self.desktop.handle)

    @property
    def writes(self) -> list[str]:
        """What was written to the program, in the order in which it came."""
        return [one.path for one in self.desktop.log if one.method != "GET" and "authorize" not in one.path]
