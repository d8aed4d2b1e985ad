"""Takes the lines of a list, gives them with each title or reference that is spread over lines in one."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, pairwise

from papers2bib.readers.people import find_people
from papers2bib.readers.text import Line
from papers2bib.readers.titles_layout import (
    is_reference,
    item,
    surely_details,
)

SAMPLE = 400
"""So many lines show how a list is laid out."""
_NARROWEST, _WIDEST = 30, 160
"""Columns of a text that is filled: lines of a list that goes on further are not broken at a margin."""
_SLACK = 4
"""Columns: what goes on may have been indented after the text was filled."""
_MOST_LINES = 20
_OTHER = re.compile(r"\s*(?:#{1,6}\s|\||>|<|```|~~~)")
"""How Markdown begins what is neither a paragraph nor an item."""
_YEARS = range(1900, 2100)
_Goes = Callable[[Line, Line], bool]
"""Whether the second line goes on with what the first one, which stands right above, says."""


def unfold(sample: Sequence[Line], rest: Iterable[Line] = ()) -> Iterator[Line]:
    """The lines of a list, given those at its beginning, which show how it is laid out."""
    goes = _references(sample) or _filled(sample)
    whole = chain(sample, rest)
    return _joined(whole, goes) if goes else whole


def _joined(lines: Iterable[Line], goes: _Goes) -> Iterator[Line]:
    whole: list[Line] = []
    number = 0
    for line in lines:
        beneath = bool(whole) and len(whole) < _MOST_LINES and _stands_beneath(whole[-1], line, number)
        if beneath and goes(whole[-1], line):
            whole.append(line)
        else:
            yield from _together(whole)
            whole, number = [line], item(line.text).number or number
    yield from _together(whole)


def _together(whole: Sequence[Line]) -> Iterator[Line]:
    """Lines as one; a word that was parted keeps its hyphen."""
    if whole:
        text = whole[0].text
        for line in whole[1:]:
            text = text.rstrip()
            text += ("" if re.search(r"[^\W\d_]-$", text) else " ") + line.text.strip()
        yield Line(whole[0].number, text)


def _stands_beneath(line: Line, more: Line, number: int = 0) -> bool:
    """Whether two lines are neighbours, and the second is not marked as an item (`2024. ` may be a year)."""
    one = item(more.text)
    if _OTHER.match(more.text):
        return False
    is_year = one.number in _YEARS and one.number != number + 1
    return bool(line.text.strip() and more.text.strip()) and (not one.mark or is_year)


def _references(sample: Sequence[Line]) -> _Goes | None:
    """How references go on, if most of what stands in the list are references."""
    outer = min((line.indent for line in sample if line.text.strip()), default=0)
    ways: tuple[_Goes, ...] = (
        lambda _, __: True,
        lambda _, more: more.indent > outer,
        lambda line, _: _has_names_and_colon(line.text),
    )
    known, best = max(((_known(sample, goes), goes) for goes in ways), key=lambda pair: pair[0])
    return best if known > 1 else None


def _known(sample: Sequence[Line], goes: _Goes) -> int:
    """How many references there are if lines go on like that; 0 if they are too few, or in one line each."""
    groups = [line.text for line in _joined(sample, goes) if line.text.strip()]
    written = sum(bool(line.text.strip()) for line in sample)
    known = sum(map(is_reference, groups))
    return known if known * 10 >= len(groups) * 6 and written * 10 > len(groups) * 13 else 0


def _has_names_and_colon(text: str) -> bool:
    """Whether names and a colon stand above a title: `Jane Doe, Max Moe:`."""
    bare = item(text).text
    return bare.endswith(":") and find_people(bare[:-1]) is not None


def _filled(sample: Sequence[Line]) -> _Goes | None:
    """Where marked titles are broken at a margin and go on beneath, indented.

    They do if they are broken only where the next word would have passed the margin.
    """
    beneath = [(line, more) for line, more in pairwise(sample) if _may_go_on(line, more)]
    if len(beneath) < 2 or not any(item(line.text).mark for line in sample):
        return None
    margin = max((len(line.text.rstrip()) for line in sample if not surely_details(line.text)), default=0)
    if not _NARROWEST <= margin <= _WIDEST:
        return None
    broken = [(line, more) for line, more in beneath if not surely_details(more.text)]
    full = sum(_is_full(line, more, margin) for line, more in broken)
    if full < 2 or full * 10 < len(broken) * 9:
        return None
    return lambda line, more: (
        _may_go_on(line, more) and _is_full(line, more, margin) and not surely_details(more.text)
    )


def _may_go_on(line: Line, more: Line) -> bool:
    """Whether a line stands beneath another one as the rest of it would."""
    return _stands_beneath(line, more) and more.indent >= max(line.indent, 1)


def _is_full(line: Line, more: Line, margin: int) -> bool:
    return len(line.text.rstrip()) + 1 + len(more.text.split()[0]) > margin - _SLACK
