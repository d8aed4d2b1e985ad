r"""Citations: from a .tex or .aux file to the keys that it cites, and where."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from papers2bib.errors import ReaderError

_CITE = re.compile(r"\\[A-Za-z]*[cC]ite[A-Za-z]*\*?\s*(?:\[[^\]]*\]\s*){0,2}\{([^{}]*)\}")
_AUX = re.compile(r"\\(?:citation|abx@aux@cite(?:\{[^{}]*\})?)\{([^{}]*)\}")
_INPUT = re.compile(r"\\(?:input|include|@input)\s*\{([^{}]+)\}")
_COMMENT = re.compile(r"(?<!\\)%.*")


class Citation(NamedTuple):
    """A key and the place where it is cited first."""

    key: str
    path: Path
    line: int
    column: int


def citations(path: Path) -> Iterator[Citation]:
    r"""The keys that a file and those that it inputs cite, each once; `\nocite{*}` cites none by name.

    Raises ReaderError for a file that cannot be read; inputs that are not there are passed over.
    """
    seen: set[str] = set()
    for one in _in_files(path, set()):
        if one.key not in seen:
            seen.add(one.key)
            yield one


def _in_files(path: Path, done: set[Path]) -> Iterator[Citation]:
    done.add(path.resolve())
    pattern = _AUX if path.suffix == ".aux" else _CITE
    for number, line in enumerate(_lines(path), 1):
        for hit in pattern.finditer(line):
            at = hit.start(1)
            for key in hit[1].split(","):
                if (name := key.strip()) and name != "*":
                    yield Citation(name, path, number, at + len(key) - len(key.lstrip()) + 1)
                at += len(key) + 1
        for hit in _INPUT.finditer(line):
            other = _input(path, hit[1].strip())
            if other and other.resolve() not in done:
                yield from _in_files(other, done)


def _lines(path: Path) -> list[str]:
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise ReaderError(str(path), f"cannot be read ({(error.strerror or str(error)).lower()})") from error
    return [_COMMENT.sub("", line) for line in text.splitlines()]


def _input(path: Path, name: str) -> Path | None:
    known = (path.parent / name, path.parent / f"{name}{path.suffix}")
    return next((one for one in known if one.is_file()), None)
