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
from papers2bib.readers.json_papers import Found, papers
from papers2bib.readers.text import LARGEST_WHOLE, Line, decode, lines, whole

_NAMED = re.compile(r'"([^"\\]{2,40})"\s*:\s*(?:\[\s*|\{\s*"value"\s*:\s*)?"')
_LIST = re.compile(r"\[\s*(?=\{)")
_DAMAGED = "the JSON is damaged or breaks off after this: what comes before was read"
_NONE = "no papers in this JSON: give each an object with a field 'title'"


def sniff(name: str, head: bytes) -> bool:
    """Whether this is JSON whose objects, in lines or in a list, have a field of titles."""
    text = decode(head).lstrip()
    if not text.startswith(("{", "[")) or PurePath(name).suffix.lower() in (".py", ".js", ".ipynb"):
        return False
    written = [line for line in text.split("\n") if line.strip()]
    in_lines = PurePath(name).suffix.lower() != ".json" or len(written) > 1
    listed = text if in_lines and _is_json(written[0]) else text[_list_start(text) :]
    return records.title_column(set(_NAMED.findall(listed)) - objects.VAGUE) is not None


def read(stream: BinaryIO, origin: str) -> Iterator[Listing | ReaderError]:
    """The papers in order; a line, or an element of a list, that is no paper is a ReaderError."""
    source = lines(stream, longest=LARGEST_WHOLE)
    written = (line for line in source if line.text.strip())
    first, second = next(written, None), next(written, None)
    if first is None:
        return
    told = chain([first, *filter(None, [second])], source)
    if second is None or first.text.lstrip().startswith("[") or not _is_whole(first.text):
        yield from _text(told, origin)
    else:
        yield from _lines(told, origin)


def _is_whole(line: str) -> bool:
    """Whether a line is, or is meant to be, a JSON value of its own, not the beginning of one."""
    return _is_json(line) or not re.fullmatch(r'\s*\{\s*(?:"[^"]*"\s*:\s*[\[{]?\s*)?', line)


def _lines(source: Iterable[Line], origin: str) -> Iterator[Listing | ReaderError]:
    for number, text in source:
        if text.strip():
            yield from _line(text, f"{origin}:{number}")


def _line(text: str, origin: str) -> Iterator[Listing | ReaderError]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        why = str(error).partition(":")[0].lower()
        yield ReaderError(origin, f"not JSON ({why}): correct or delete the line")
        return
    if objects.is_paper(value, vaguely=True) or not (found := papers(text)):
        found = [Found(0, value)]
    for one in found:
        yield objects.listing(one.value, origin) or ReaderError(
            origin, "an object without a title: give it a field 'title'"
        )


def _text(source: Iterable[Line], origin: str) -> Iterator[Listing | ReaderError]:
    """The papers of a text that is one JSON value, as far as it is whole."""
    pieces = whole(source)
    if pieces is None:
        yield ReaderError(
            origin, f"a JSON list of more than {LARGEST_WHOLE >> 20} MB: give one object a line instead"
        )
        return
    yield from _papers("\n".join(line.text for line in pieces), pieces[0].number, origin)


def _papers(text: str, first_line: int, origin: str) -> Iterator[Listing | ReaderError]:
    at, number, told = 0, first_line, False
    for start, value in _found(text):
        number += text.count("\n", at, start)
        at, here, told = start, f"{origin}:{number}", True
        yield _listing(value, here)
    if not _is_json(text):
        yield ReaderError(f"{origin}:{number}", _DAMAGED)
    elif not told and text.strip(" \n[]{}"):
        yield ReaderError(f"{origin}:{first_line}", _NONE)


def _found(text: str) -> list[Found]:
    """The papers of a text; it may be one itself, or a list of titles."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return papers(text)
    if objects.is_paper(value, vaguely=False):
        return [Found(0, value)]
    if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
        return [Found(at, {"title": title}) for at, title in objects.elements(text, text.index("[") + 1)]
    return papers(text)


def _listing(value: object, origin: str) -> Listing | ReaderError:
    return objects.listing(value, origin) or ReaderError(
        origin, "an element without a title: give it a field 'title'"
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
