"""Takes a file as it was and as it is to be, gives the unified diff of the two."""

import re
from collections.abc import Sequence
from difflib import diff_bytes, unified_diff

_LINE = re.compile(rb"[^\n]*\n|[^\n]+")
_HUNK = re.compile(rb"^@@ -(\d+)((?:,\d+)?) \+(\d+)((?:,\d+)?) @@")
_CONTEXT = 3
_NO_END = b"\\ No newline at end of file\n"


def unified(old: bytes, new: bytes, name: str) -> bytes:
    """What `diff -u` says; nothing for equal files. See https://www.gnu.org/software/diffutils/manual/.

    Lines that both have at their beginning, or at their end, are counted and not compared: in a large file
    that takes no time.
    """
    if old == new:
        return b""
    ours, theirs = _LINE.findall(old), _LINE.findall(new)
    start = max(0, _alike(ours, theirs) - _CONTEXT)
    end = max(0, _alike(ours[start:][::-1], theirs[start:][::-1]) - _CONTEXT)
    file = name.encode()
    lines = diff_bytes(
        unified_diff, ours[start : len(ours) - end], theirs[start : len(theirs) - end], file, file, n=_CONTEXT
    )
    return b"".join(_whole(_HUNK.sub(lambda hit: _moved(hit, start), line)) for line in lines)


def _alike(ours: Sequence[bytes], theirs: Sequence[bytes]) -> int:
    """How many lines are the same at the beginning of both."""
    pairs = enumerate(zip(ours, theirs, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(ours), len(theirs)))


def _moved(hit: re.Match[bytes], by: int) -> bytes:
    """The head of a hunk, its line numbers counted from the start of the file."""
    return b"@@ -%d%s +%d%s @@" % (int(hit[1]) + by, hit[2], int(hit[3]) + by, hit[4])


def _whole(line: bytes) -> bytes:
    return line if line.endswith(b"\n") else line + b"\n" + _NO_END
