"""Takes a text in JSON of whatever shape, gives the papers in it, each with the place where it begins."""

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from papers2bib.readers import objects

_DEEPEST = 12
"""Levels of lists and objects in which papers are looked for."""
_BLANK = re.compile(r"[\s,:]*")
_DECODER = json.JSONDecoder()


class Found(NamedTuple):
    """Where a paper, or what stands among papers, begins in the text, and the value itself."""

    at: int
    value: object


class _Value(NamedTuple):
    """A value in a list or object; of one that is not whole, but its kind is known."""

    at: int
    value: object
    whole: bool


def papers(text: str) -> list[Found]:
    """The papers of a text in order, and what else stands in lists that hold papers.

    They may be at any key: in a list, or one by one under keys of their own. Of a text that breaks off, those
    before the end. Titles with a vague name (`name`) count where there are no others.
    """
    at = _past_blank(text, 0)
    sure = list(_within(text, at, 0, vaguely=False))
    return sure or list(_within(text, at, 0, vaguely=True))


def _within(text: str, at: int, level: int, *, vaguely: bool) -> Iterator[Found]:
    """The papers in the list or object that begins at `at`."""
    values = list(_values(text, at)) if level < _DEEPEST else []
    papers = [one.whole and objects.is_paper(one.value, vaguely=vaguely) for one in values]
    listed = text[at : at + 1] == "[" and any(papers)
    for one, is_paper in zip(values, papers, strict=True):
        if is_paper or (listed and one.whole):
            yield Found(one.at, one.value)
        elif isinstance(one.value, (dict, list)):
            yield from _within(text, one.at, level + 1, vaguely=vaguely)


def _values(text: str, at: int) -> Iterator[_Value]:
    """The values in the list or object that begins at `at`, up to its end or up to where it is damaged."""
    within_object = text[at : at + 1] == "{"
    place = at + 1
    while (place := _past_blank(text, place)) < len(text) and text[place] not in "]}":
        if within_object:
            try:
                _, place = _DECODER.raw_decode(text, place)
            except (ValueError, RecursionError):
                return
            place = _past_blank(text, place)
        try:
            value, end = _DECODER.raw_decode(text, place)
        except (ValueError, RecursionError):
            yield _Value(place, {"{": {}, "[": []}.get(text[place : place + 1]), whole=False)
            return
        yield _Value(place, value, whole=True)
        place = end


def _past_blank(text: str, at: int) -> int:
    hit = _BLANK.match(text, at)
    return hit.end() if hit else at
