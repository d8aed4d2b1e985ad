"""A computer with the desktop program of Zotero on it, by which its owner pushes and pulls."""

from dataclasses import dataclass, field
from typing import ClassVar

from zotero_double.desktop import Desktop
from zotero_double.transport import Transport
from zotero_pushing import Computer


@dataclass
class Desk(Computer):
    """Somebody's machine without a key of zotero.org."""

    desktop: Desktop = field(init=False)
    local: ClassVar[bool] = True

    def __post_init__(self) -> None:
        self.desktop = Desktop(self.double, self.user)

    @property
    def wire(self) -> Transport:
        return Transport(self.desktop.handle)

    @property
    def writes(self) -> list[str]:
        """What was written to the program, in the order in which it came."""
        return [one.path for one in self.desktop.log if one.method != "GET" and "authorize" not in one.path]
