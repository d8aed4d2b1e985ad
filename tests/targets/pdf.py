"""Where the links of a PDF lead."""

import re
import zlib
from contextlib import suppress
from pathlib import Path

_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_LINK = re.compile(rb"/URI\s*\(((?:\\.|[^\\()])*)\)", re.DOTALL)


def links(path: Path) -> set[str]:
    """Every address that a link of the file leads to, those in packed objects too."""
    data = path.read_bytes()
    parts = [data]
    for found in _STREAM.finditer(data):
        with suppress(zlib.error):
            parts.append(zlib.decompress(found[1]))
    return {re.sub(rb"\\(.)", rb"\1", one).decode() for part in parts for one in _LINK.findall(part)}
