"""The web in one run of the command: opened when it is first needed, its failures said once a source."""

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Self

from papers2bib.cli import words
from papers2bib.cli.screen import Screen
from papers2bib.config import Settings
from papers2bib.errors import SourceError
from papers2bib.sources import Source

if TYPE_CHECKING:
    from papers2bib.readers.web import WebFile, WebPage
    from papers2bib.session import Session
    from papers2bib.session.host import Waiting


class Web:
    """The session of one run and the sources that ask through it, to be left (`with`) at the end."""

    def __init__(self, settings: Settings, screen: Screen) -> None:
        self.settings = settings
        self._screen = screen
        self._stack = ExitStack()
        self._failed: set[str] = set()
        self._lock = Lock()
        self.doing = ""
        """How far the rest of the work has come, shown above what is waited for."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    @cached_property
    def session(self) -> "Session":
        """The door, open from now on; what libraries log goes to handlers of the person's own, if to any."""
        import logging

        from papers2bib.session import open_session

        logging.getLogger().addHandler(logging.NullHandler())
        return self._stack.enter_context(
            open_session(self.settings, note=self._screen.note, watch=self._watch)
        )

    @cached_property
    def sources(self) -> Sequence[Source]:
        """The web sources to ask; none where nothing may be asked and nothing was kept."""
        from papers2bib.sources import web_sources

        if self.settings.offline and not self.settings.answers.is_file():
            return ()
        return web_sources(self.settings, self.session) if self._chosen else ()

    def fetch(self, address: str) -> "WebPage | WebFile":
        """What is at an address that is given as a PATH."""
        from papers2bib.readers.web import fetch

        return fetch(address, self.session, self.settings, datetime.now(UTC).date())

    def only_details(self) -> None:
        """From now on nothing but details is asked for: that is not worth a long wait for a dead service."""
        if not self.sources:
            return
        from papers2bib.session.door import HURRY

        if not self.session.asked:
            self.session.patience = min(self.session.patience, HURRY)

    def warn(self, error: SourceError) -> None:
        """Say that a source fails, once, whichever of the threads that ask it is first."""
        with self._lock:
            if error.source not in self._failed:
                self._failed.add(error.source)
                self._screen.complain(str(error))

    @property
    def _chosen(self) -> bool:
        return bool(set(self.settings.sources) - {"catalogue"})

    def _watch(self, waiting: "Iterable[Waiting]") -> None:
        self._screen.busy("\n".join([self.doing, *map(words.waiting, waiting)]))
