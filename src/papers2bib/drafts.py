"""Drafts: files in the making that appear under their names whole, all together, or not at all."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from papers2bib.errors import TargetError

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


class Draft:
    """One file: written beside its place under a hidden name, moved over it when all is well.

    A symbolic link is followed; devices and pipes are written to directly. Every method raises TargetError.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._place = Path(os.path.realpath(path))
        self._hidden: Path | None = None
        with self._told():
            self._stream = self._open()

    @property
    def replaces(self) -> bool:
        """Whether something would be lost if it were published."""
        return self._hidden is not None and self._place.is_file() and self._place.stat().st_size > 0

    def write(self, data: bytes) -> None:
        """Append bytes."""
        with self._told():
            self._stream.write(data)

    def flush(self) -> None:
        """Hand on what is still held."""
        with self._told():
            self._stream.flush()

    def same(self) -> bool:
        """Whether the file is there and like this already."""
        with self._told():
            self._stream.flush()
            if self._hidden is None or not self._place.is_file():
                return False
            return self._hidden.read_bytes() == self._place.read_bytes()

    def seal(self) -> None:
        """Bring all of it to the disk, still under the hidden name."""
        with self._told():
            self._stream.flush()
            if self._hidden:
                os.fsync(self._stream.fileno())
                _keep_mode(self._place, self._hidden)
            self._stream.close()

    def publish(self) -> None:
        """Put it in the place of what was there."""
        with self._told():
            if self._hidden:
                self._hidden.replace(self._place)
                self._hidden = None

    def discard(self) -> None:
        """Take away what was not published."""
        with suppress(OSError):
            self._stream.close()
        if self._hidden:
            with suppress(OSError):
                self._hidden.unlink()
            self._hidden = None

    def _open(self) -> BinaryIO:
        if self._path.exists() and not self._path.is_file():
            return self._path.open("wb")
        if self._place.exists() and not os.access(self._place, os.W_OK):
            raise PermissionError(None, "write-protected")
        hidden = self._place.with_name(f".papers2bib-{os.urandom(6).hex()}.tmp")
        stream = os.fdopen(os.open(hidden, _NEW, 0o666), "wb")
        self._hidden = hidden
        return stream

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise TargetError(str(self._path), f"cannot be written ({reason})") from error


class Drafts:
    """Several files: leaving the `with` block puts all in place; an exception leaves what was there."""

    def __init__(self) -> None:
        self._drafts: list[Draft] = []

    def open(self, path: Path) -> Draft:
        """A draft of `path`; raises TargetError at once where it could not be put in place later."""
        draft = Draft(path)
        self._drafts.append(draft)
        return draft

    def abandon(self, *drafts: Draft) -> None:
        """Leave the files of these drafts, or of all, as they were before."""
        for draft in drafts or tuple(self._drafts):
            draft.discard()
            if draft in self._drafts:
                self._drafts.remove(draft)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        try:
            if kind is None:
                self._finish()
        finally:
            self.abandon()

    def _finish(self) -> None:
        for draft in self._drafts:
            draft.seal()
        for draft in self._drafts:
            draft.publish()


def _keep_mode(old: Path, new: Path) -> None:
    """A replaced file stays as readable as it was, and its owner's where the system lets us."""
    if old.exists():
        was = old.stat()
        if hasattr(os, "chown"):
            with suppress(OSError):
                os.chown(new, was.st_uid, was.st_gid)
        new.chmod(stat.S_IMODE(was.st_mode))
