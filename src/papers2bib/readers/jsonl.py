"""Takes JSON (an object a line, or one list of objects) with a field of titles, gives its listings."""

import json
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import PurePath
from typing import BinaryIO

from papers2bib.errors import ReaderError
from papers2bib.model import Listing
from papers2bib.readers import objects, records
from papers2bib.readers.text import LARGEST_WHOLE, Line, decode, lines

_NAMED = re.compile(r'"([^"\\]{2,40})"\s*:\s*"')
_VAGUE = {"name", "work", "article", "publication", "papers"}
"""Titles in a list that is given by name, but no sign of a list of papers."""
_LIST = re.compile(r"\[\s*(?=\{)")


def sniff(name: str, head: bytes) -> bool:
    """Whether this is JSON whose objects, in lines or in a list, have a field of titles."""
    text = decode(head).lstrip()
    if not text.startswith(("{", "[")) or PurePath(name).suffix.lower() in (".py", ".js", ".ipynb"):
        return False
    written = [line for line in text.split("\n") if line.strip()]
    in_lines = PurePath(name).suffix.lower() != ".json" or len(written) > 1
    listed = text if in_lines and _is_json(written[0]) else text[_list_start(text) :]
    return records.title_column(set(_NAMED.findall(listed)) - _VAGUE) is not None


def read(stream: BinaryIO, origin: str) -> Iterator[Listing | ReaderError]:
    """The papers in order; a line, or an element of a list, that is no paper is a ReaderError."""
    source = lines(stream, longest=LARGEST_WHOLE)
    first = next((line for line in source if line.text.strip()), None)
    if first is None:
        return
    whole = chain([first], source)
    if first.text.lstrip().startswith("[") or not _whole(first.text):
        yield from _list(whole, origin)
    else:
        yield from _lines(whole, origin)


def _whole(line: str) -> bool:
    """Whether a line is a JSON value of its own."""
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return not re.fullmatch(r'\s*\{\s*(?:"[^"]*"\s*:\s*[\[{]?\s*)?', line)
    return True


def _lines(source: Iterable[Line], origin: str) -> Iterator[Listing | ReaderError]:
    for number, text in source:
        if text.strip():
            yield _line(text, f"{origin}:{number}")


def _line(text: str, origin: str) -> Listing | ReaderError:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        return ReaderError(
            origin, f"not JSON ({str(error).partition(':')[0].lower()}): correct or delete the line"
        )
    return objects.listing(value, origin) or ReaderError(
        origin, "an object without a title: give it a field 'title'"
    )


def _list(source: Iterable[Line], origin: str) -> Iterator[Listing | ReaderError]:
    """The elements of the first list of objects in the text, as far as it is whole."""
    pieces: list[Line] = []
    size = 0
    for line in source:
        pieces.append(line)
        size += len(line.text)
        if size > LARGEST_WHOLE:
            yield ReaderError(
                origin, f"a JSON list of more than {LARGEST_WHOLE >> 20} MB: give one object a line instead"
            )
            return
    yield from _elements("\n".join(line.text for line in pieces), pieces[0].number, origin)


def _elements(text: str, first_line: int, origin: str) -> Iterator[Listing | ReaderError]:
    at, number, end = 0, first_line, 0
    for start, value in objects.elements(text, _list_start(text)):
        number += text.count("\n", at, start)
        at, end = start, start
        here = f"{origin}:{number}"
        yield objects.listing(value, here) or ReaderError(
            here, "an element without a title: give it a field 'title'"
        )
    if not _is_json(text):
        last = first_line + text.count("\n", 0, end)
        yield ReaderError(
            f"{origin}:{last}", "the JSON is damaged or breaks off after this: what comes before was read"
        )


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _list_start(text: str) -> int:
    """Where the first element of the first list of objects begins."""
    if hit := _LIST.search(text):
        return hit.end()
    return len(text)
