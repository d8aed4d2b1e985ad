"""Takes the lines of a list in YAML, gives its papers: mappings with a title, or a list of titles."""

from collections.abc import Iterable, Iterator, Sequence

from papers2bib.errors import ReaderError
from papers2bib.model import Listing
from papers2bib.readers import objects
from papers2bib.readers.text import Line, fold
from papers2bib.readers.yaml_blocks import Beyond, Fields, Text, parse

_BEYOND = "YAML that is damaged or more than a plain list: correct it, or give the list as JSON"


def are_told(source: Iterable[Line]) -> bool:
    """Whether there are papers, and not titles alone, in the lines."""
    return any(objects.tells_of_paper(one) for one in _found(source) if isinstance(one, Fields))


def read_lines(source: Iterable[Line], origin: str) -> Iterator[Listing | ReaderError]:
    """The papers in order; what is beyond a plain list, or has no title among papers, is a ReaderError."""
    for one in _found(source):
        yield _listing(one, origin)


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
