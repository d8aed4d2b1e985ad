"""Leave to write to the Zotero that runs here: its person asked, a key out, kept if they say so.

https://www.zotero.org/support/dev/web_api/v3/local_api#authorizing_writes: the key has nothing to do with
those of zotero.org. It is sent to Zotero alone, and kept in a file of the data directory that only its owner
may read.
"""

import hashlib
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import httpx2
from pyzotero import errors

from papers2bib.errors import TargetError
from papers2bib.zotero.server import Library
from papers2bib.zotero.wire import NAME

ASKING = "/local/authorize"
"""The request that shows the person a question, at the end of its address."""
_LONGEST = 64


class Leave:
    """A key of one database for writing, asked for when it is first needed."""

    def __init__(
        self, client: httpx2.Client, root: str, database: str, folder: Path, note: Callable[[str], None]
    ) -> None:
        self._zotero = Library("0", "user", local=True, client=client, server_id=database or None)
        self._zotero.endpoint = root
        self._file = folder / f"local-{hashlib.sha256(database.encode()).hexdigest()[:8]}.key"
        self._note = note
        self._key = ""

    def key(self) -> str:
        """The key; raises TargetError where the person gives none."""
        self._key = self._key or _kept(self._file) or self._asked()
        return self._key

    def forget(self) -> None:
        """Hold the key no longer: it was for one request, or was taken back."""
        self._key = ""
        with suppress(OSError):
            self._file.unlink()

    def _asked(self) -> str:
        self._note(
            "Zotero asks whether papers2bib may write: answer there (“Always Allow” ends the questions)"
        )
        try:
            given = self._zotero.authorize_local("papers2bib")
            key, lasting = str(given["key"]), bool(given.get("remember"))
        except errors.LocalAPIDeniedError as error:
            said = "was told not to let papers2bib write: to be asked once more, run it again"
            raise TargetError(NAME, said) from error
        except errors.TooManyRequestsError as error:
            said = "was asked for leave to write too often: wait a minute, and choose “Always Allow” then"
            raise TargetError(NAME, said) from error
        except (errors.PyZoteroError, KeyError, ValueError, TypeError, AttributeError):
            key, lasting = "", False
        if not _is_key(key):
            raise TargetError(NAME, "gave leave to write without a key: check PAPERS2BIB_ZOTERO_LOCAL_URL")
        if lasting:
            self._keep(key)
        return key

    def _keep(self, key: str) -> None:
        """Write the key where nobody else reads it; without such a place it is asked for next time, too."""
        new = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.unlink(missing_ok=True)
            with os.fdopen(os.open(self._file, new, 0o600), "w", encoding="ascii") as file:
                file.write(f"{key}\n")


def _kept(path: Path) -> str:
    with suppress(OSError, ValueError):
        key = path.read_text(encoding="ascii").strip()
        return key if _is_key(key) else ""
    return ""


def _is_key(text: str) -> bool:
    """Whether it is fit for the header of a request."""
    return text.isascii() and text.isalnum() and len(text) <= _LONGEST
