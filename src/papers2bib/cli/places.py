"""Where a run writes: refuses places that collide, and names those that must not be read as lists."""

import os
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from papers2bib.errors import ConfigError, ReaderError


def check(written: Sequence[Path | None], read: Iterable[Path | None]) -> None:
    """Raise ConfigError where two outputs are one file, or an output would overwrite a file of settings."""
    taken = {path.resolve() for path in read if path}
    for path in filter(None, written):
        if path == Path("-"):
            raise ConfigError("standard output is for BibTeX alone: give --report and --unresolved a file")
        if _is_ordinary(path) and path.resolve() in taken:
            raise ConfigError(f"{path}: named twice, and each file can have but one use: give another name")
        taken.add(path.resolve())


def check_stdin(paths: Iterable[Path]) -> None:
    """Raise ReaderError where `-` is to be read and nothing is there."""
    if Path("-") in paths and sys.stdin is None:
        raise ReaderError("standard input", "is closed: name a file")


def redirected(paths: Iterable[Path]) -> frozenset[Path]:
    """The files among `paths` and below that the shell has tied to stdout or stderr: this run writes them."""
    ours = frozenset(_identity(os.fstat(one)) for one in _ordinary_streams())
    return (
        frozenset(path.resolve() for path in _files(paths) if _is_one_of(path, ours)) if ours else frozenset()
    )


def _ordinary_streams() -> Iterator[int]:
    for stream in (sys.stdout, sys.stderr):
        try:
            number = stream.fileno()
            ordinary = stat.S_ISREG(os.fstat(number).st_mode)
        except (AttributeError, OSError, ValueError):
            continue  # closed, or replaced by something that is no file
        if ordinary:
            yield number


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            for folder, _, names in os.walk(path):
                yield from (Path(folder, name) for name in names)
        else:
            yield path


def _is_one_of(path: Path, ours: frozenset[tuple[int, int]]) -> bool:
    try:
        return _identity(path.stat()) in ours
    except OSError:
        return False


def _identity(found: os.stat_result) -> tuple[int, int]:
    return found.st_dev, found.st_ino


def _is_ordinary(path: Path) -> bool:
    return not path.exists() or path.is_file()
