r"""Citations: from a .tex or .aux file to the keys that it cites, and where."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from papers2bib.errors import ReaderError

_ANY = re.compile(
    r"\\(?:[A-Za-z]*[cC]ite[A-Za-z]*\*?\s*(?:\[[^\]]*\]\s*){0,2}\{(?P<cite>[^{}]*)\}"
    r"|(?:citation|abx@aux@cite(?:\{[^{}]*\})?)\{(?P<aux>[^{}]*)\}"
    r"|(?:input|include|@input)\s*\{(?P<input>[^{}]+)\})"
)
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
    text = _text(path)
    for hit in _ANY.finditer(text):
        if hit["input"]:
            other = _input(path, hit["input"].strip())
            if other and other.resolve() not in done:
                yield from _in_files(other, done)
        else:
            yield from _keys(path, text, hit)


def _keys(path: Path, text: str, hit: re.Match[str]) -> Iterator[Citation]:
    name = "cite" if hit["cite"] is not None else "aux"
    at = hit.start(name)
    for key in hit[name].split(","):
        begin = at + len(key) - len(key.lstrip())
        if key.strip() and key.strip() != "*":
            line = text.count("\n", 0, begin)
            yield Citation(key.strip(), path, line + 1, begin - text.rfind("\n", 0, begin))
        at += len(key) + 1


def _text(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise ReaderError(str(path), f"cannot be read ({(error.strerror or str(error)).lower()})") from error
    return _COMMENT.sub("", text)


def _input(path: Path, name: str) -> Path | None:
    known = (path.parent / name, path.parent / f"{name}{path.suffix}")
    return next((one for one in known if one.is_file()), None)
