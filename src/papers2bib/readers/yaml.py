"""Takes a list of papers in YAML, gives its listings; the fields may have the names that JSON's have."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import BinaryIO

from papers2bib.errors import ReaderError
from papers2bib.model import Listing
from papers2bib.readers import objects
from papers2bib.readers.text import LARGEST_WHOLE, Line, decode, fold, lines
from papers2bib.readers.yaml_blocks import Beyond, Fields, Text, parse

_BEYOND = "YAML that is damaged or more than a plain list: correct it, or give the list as JSON"
_NONE = "no papers in this YAML: give each a field 'title'"


def sniff(name: str, head: bytes) -> bool:
    """Whether a .yml or .yaml holds titles that have authors, years or ids beside them."""
    if PurePath(name).suffix.lower() not in (".yml", ".yaml"):
        return False
    texts = decode(head).split("\n")
    source = [Line(number, text) for number, text in enumerate(texts[:-1] or texts, 1)]
    found = [one for one in _found(source) if isinstance(one, Fields)]
    return any(objects.tells_of_paper(one) for one in found)


def read(stream: BinaryIO, origin: str) -> Iterator[Listing | ReaderError]:
    """The papers in order: mappings with a title at any key, or else a list of titles."""
    source: list[Line] = []
    size = 0
    for line in lines(stream):
        source.append(line)
        size += len(line.text)
        if size > LARGEST_WHOLE:
            yield ReaderError(
                origin, f"YAML of more than {LARGEST_WHOLE >> 20} MB: give JSON, one object a line"
            )
            return
    found = list(_found(source))
    for one in found:
        yield _listing(one, origin)
    if not found and any(line.text.strip() for line in source):
        yield ReaderError(f"{origin}:1", _NONE)


def _listing(value: Fields | Text | Beyond, origin: str) -> Listing | ReaderError:
    at = f"{origin}:{value.number}"
    if isinstance(value, Beyond):
        return ReaderError(at, _BEYOND)
    if isinstance(value, Text):
        return Listing(title=fold(value), origin=at)
    return objects.listing(value, at) or ReaderError(at, "a mapping without a title: give it a field 'title'")


def _found(source: Iterable[Line]) -> list[Fields | Text | Beyond]:
    try:
        whole = parse(source)
    except Beyond as beyond:
        return [beyond]
    for vaguely in (False, True):
        if objects.is_paper(whole, vaguely=vaguely) and isinstance(whole, Fields):
            return [whole]
        if found := list(_within(whole, vaguely=vaguely)):
            return found
    return list(_titles(whole))


def _within(value: object, *, vaguely: bool) -> Iterator[Fields | Text | Beyond]:
    """The papers in a list or mapping, and what else stands in lists that hold papers."""
    listed = isinstance(value, list) and any(objects.is_paper(one, vaguely=vaguely) for one in value)
    for one in _inner(value):
        if isinstance(one, Beyond) or (
            isinstance(one, Fields) and (listed or objects.is_paper(one, vaguely=vaguely))
        ):
            yield one
        else:
            yield from _within(one, vaguely=vaguely)


def _inner(value: object) -> Sequence[object]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else ()


def _titles(value: object) -> Iterator[Text]:
    """The texts of lists of texts; `- Title: subtitle`, which is a mapping in YAML, is meant as one."""
    for one in _inner(value):
        if isinstance(value, list) and isinstance(one, Text):
            yield one
        elif isinstance(value, list) and isinstance(one, Fields) and len(one) == 1:
            ((name, rest),) = one.items()
            if isinstance(rest, Text):
                title = Text(f"{name}: {rest}")
                title.number = one.number
                yield title
        else:
            yield from _titles(one)
