"""Takes what stands between the braces of an entry or @string, gives its fields, or what is wrong with it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from papers2bib.bibfile.grammar import BRACES, FIELD, NAMED, QUOTED, SPACE, TERM, key_after


class Field(NamedTuple):
    """One `name = value`; offsets are in bytes, from the start of the span it stands in.

    `raw` is the value as written, with its braces, quotes and `#`; in a file it lies at
    `span.start + field.value_start`.
    """

    name: str
    """As written: compare it in lower case."""
    start: int
    value_start: int
    end: int
    """After the value; its comma, if it has one, is yet to come."""
    raw: bytes


OPEN, _NONE = -1, -2
"""In place of an offset: the data ends first; there is none of the kind."""
UNCLOSED = "its closing brace is missing"


@dataclass(slots=True)
class Body:
    """What was read, up to `end`: after the closing sign, or where a `problem` stands."""

    key: bytes = b""
    key_start: int = 0
    fields: list[Field] = field(default_factory=list)
    end: int = 0
    problem: str = ""
    unclosed: bool = False
    """Whether the data ended before the closing sign came."""


def read_body(data: bytes, start: int, at: int, stop: int, *, keyed: bool) -> Body:
    """Read from `at`, after the opening sign, to `stop` at most; offsets of fields count from `start`."""
    body = Body(end=at)
    sign = data[at - 1 : at]
    closing = b"}" if sign == b"{" else b")"
    if keyed:
        found = key_after(sign).match(data, at, stop)
        assert found is not None  # an empty key will do
        body.key, body.key_start, body.end = found["key"], found.start("key"), found.end()
    while (field := FIELD.match(data, body.end, stop)) and (keyed or body.fields):
        at, end = field.span("value")
        name = _text(field["name"])
        body.fields.append(Field(name, field.start("name") - start, at - start, end - start, field["value"]))
        body.end = end
    while _next(data, body, closing, stop, first=not keyed and not body.fields) and _field(
        data, start, body, stop
    ):
        pass
    return body


def close_braces(data: bytes, at: int, stop: int) -> int:
    """The offset after the brace that closes the one at `at`; -1 if none does."""
    depth = 0
    for brace in BRACES.finditer(data, at, stop):
        depth += 1 if brace[0] == b"{" else -1
        if depth == 0:
            return brace.end()
    return OPEN


def enclosed_end(data: bytes, at: int, stop: int) -> int:
    """The offset after a value within the braces or parentheses that open at `at`; else as `value_end`."""
    if data[at : at + 1] == b"{":
        return close_braces(data, at, stop)
    end = value_end(data, _after_space(data, at + 1, stop), stop)
    if end < 0:
        return end
    end = _after_space(data, end, stop)
    return end + 1 if data[end : end + 1] == b")" else OPEN if end >= stop else _NONE


def _text(name: bytes) -> str:
    return name.decode("utf-8", "replace")


def _next(data: bytes, body: Body, closing: bytes, stop: int, *, first: bool) -> bool:
    """Go to the name of the next field; False at the end of all, or where something is wrong."""
    body.end = _after_space(data, body.end, stop)
    if not first:
        if _closes(data, body, closing):
            return False
        if data[body.end : body.end + 1] != b",":
            return _wrong(body, stop, _no_comma(body))
        body.end += 1
        body.end = _after_space(data, body.end, stop)
    return not _closes(data, body, closing)


def _no_comma(body: Body) -> str:
    if body.fields:
        return f"a comma is missing after the field {body.fields[-1].name!r}"
    return "no comma comes after the citation key" if body.key else "the citation key is missing"


def _after_space(data: bytes, at: int, stop: int) -> int:
    space = SPACE.match(data, at, stop)
    return space.end() if space else at


def _closes(data: bytes, body: Body, closing: bytes) -> bool:
    found = data[body.end : body.end + 1] == closing
    body.end += found
    return found


def _field(data: bytes, start: int, body: Body, stop: int) -> bool:
    named = NAMED.match(data, body.end, stop)
    if not named:
        return _wrong(body, stop, "no field of the form name = {value} begins here")
    at = named.end()
    end = value_end(data, at, stop)
    if end < 0:
        body.end, body.unclosed = at, end == OPEN
        lacks = "has no end" if data[at : at + 1] in (b"{", b'"') else "is missing"
        return _wrong(body, stop, f"the value of the field {_text(named['name'])!r} {lacks}")
    name = _text(named["name"])
    body.fields.append(Field(name, named.start() - start, at - start, end - start, data[at:end]))
    body.end = end
    return True


def _wrong(body: Body, stop: int, problem: str) -> bool:
    body.unclosed = body.unclosed or body.end >= stop
    body.problem = UNCLOSED if body.end >= stop else problem
    return False


def value_end(data: bytes, at: int, stop: int) -> int:
    """The offset after a value, all terms that `#` joins; -1 if the data ends first, -2 if it is none."""
    while True:
        at = term_end(data, at, stop)
        after = _after_space(data, at, stop)
        if at < 0 or after >= stop or data[after : after + 1] != b"#":
            return at
        at = _after_space(data, after + 1, stop)


def terms(value: bytes) -> Iterator[bytes]:
    """The terms of a value, which `#` joins, each in its braces or quotes if it has any."""
    at, stop = 0, len(value)
    while at < stop and (end := term_end(value, at, stop)) > 0:
        yield value[at:end]
        at = _after_space(value, _after_space(value, end, stop) + 1, stop)


def term_end(data: bytes, at: int, stop: int) -> int:
    """The offset after `{…}`, `"…"`, a number or a macro; -1 if the data ends first, -2 if it is none."""
    if term := TERM.match(data, at, stop):
        return term.end()
    sign = data[at : at + 1]
    if sign == b"{":
        return close_braces(data, at, stop)
    if sign == b'"':
        return _close_quotes(data, at + 1, stop)
    return OPEN if at >= stop else _NONE


def _close_quotes(data: bytes, at: int, stop: int) -> int:
    depth = 0
    for sign in QUOTED.finditer(data, at, stop):
        if sign[0] == b'"' and depth == 0:
            return sign.end()
        depth += {b"{": 1, b"}": -1}.get(sign[0], 0)
        if depth < 0:
            return _NONE
    return OPEN
