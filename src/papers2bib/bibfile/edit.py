"""Takes the span of an entry, gives it with one thing changed and every other byte as it was."""

import re
from collections.abc import Sequence

from papers2bib.bibfile.body import Field, value_end
from papers2bib.bibfile.grammar import COMMA, START, key_after
from papers2bib.bibfile.spans import Span

_LINE_END = re.compile(rb"\r\n|\n|\r")
_REST_OF_LINE = re.compile(rb"[ \t]*+(?:%[^\r\n]*+)?+(?=[\r\n])|")
_SIGN = re.compile(rb"(?P<name>\S+?)(?P<before>[ \t]*)=(?P<after>[ \t]*)")


def set_field(entry: Span, name: str, value: bytes) -> Span:
    """The entry with `name = value`: with another value where it has the field, else with a line more.

    `value` is written as it is, so it holds its own braces or quotes. Line ends, indentation and the column
    of `=` are those of the entry's other fields, and no other line changes, unless all stand on one. Raises
    ValueError for a value that would break the entry, and for a span that is no entry.
    """
    if entry.kind != "entry" or value_end(value, 0, len(value)) != len(value):
        raise ValueError(f"no value for a field of this {entry.kind}: {value!r}")
    if found := entry.field(name):
        return _spliced(entry, found.value_start, found.end, value)
    fields = entry.fields
    return _added(entry, fields, name, value) if fields else _first(entry, name.encode() + b" = " + value)


def set_type(entry: Span, name: str) -> Span:
    """The entry as one of another type, such as `article`; ValueError for a span that is no entry."""
    begun = START.match(entry.raw)
    if entry.kind != "entry" or not begun:
        raise ValueError(f"a {entry.kind} has no type to change")
    changed = _spliced(entry, begun.start("type"), begun.end("type"), name.encode())
    return changed._replace(type=name.lower(), key_start=entry.key_start + len(changed.raw) - len(entry.raw))


def _spliced(entry: Span, start: int, end: int, new: bytes) -> Span:
    return entry._replace(raw=entry.raw[:start] + new + entry.raw[end:])


def _first(entry: Span, assigned: bytes) -> Span:
    """The first field of an entry that has but a key."""
    key_end = _key_end(entry)
    if comma := COMMA.match(entry.raw, key_end):
        return _spliced(entry, comma.end(), comma.end(), b"\n  " + assigned + b",")
    return _spliced(entry, key_end, key_end, b",\n  " + assigned + b"\n")


def _added(entry: Span, fields: Sequence[Field], name: str, value: bytes) -> Span:
    """A new field goes last, or, where no comma follows the last one, before it: thus no line changes."""
    raw, last = entry.raw, fields[-1]
    before = fields[-2].end if len(fields) > 1 else _key_end(entry)
    comma, final = COMMA.match(raw, before), COMMA.match(raw, last.end)
    line_end = _LINE_END.search(raw, before, last.start)
    assigned = _assigned(raw, fields, name) + value
    after = comma.end() if comma else last.start
    if not line_end:
        at, new = (final.end(), b" " + assigned + b",") if final else (last.end, b", " + assigned)
    elif line_end.start() < after:  # the commas come first on their lines
        at, new = _rest_of_line(raw, last.end), raw[line_end.start() : last.start] + assigned
    else:
        at = _rest_of_line(raw, final.end() if final else after)
        new = line_end[0] + _indent(raw, last) + assigned + b","
    return _spliced(entry, at, at, new)


def _key_end(entry: Span) -> int:
    begun = START.match(entry.raw)
    key = key_after(begun["open"]).match(entry.raw, begun.end()) if begun else None
    return key.end("key") if key else 0


def _rest_of_line(raw: bytes, at: int) -> int:
    """The offset of the end of the line, where only a comment comes before it; else `at`."""
    rest = _REST_OF_LINE.match(raw, at)
    return rest.end() if rest else at


def _indent(raw: bytes, field: Field) -> bytes:
    line = max(raw.rfind(b"\n", 0, field.start), raw.rfind(b"\r", 0, field.start)) + 1
    indent = raw[line : field.start]
    return b"" if indent.strip() else indent


def _assigned(raw: bytes, fields: Sequence[Field], name: str) -> bytes:
    """`name = ` in the way of the other fields: in capitals or not, and in columns or not."""
    signs = [sign for one in fields if (sign := _SIGN.fullmatch(raw, one.start, one.value_start))]
    if not signs:
        return name.encode() + b" = "
    if all(sign["name"].isupper() for sign in signs):
        name = name.upper()
    elif all(sign["name"].istitle() for sign in signs):
        name = name.title()
    widths = {len(sign["name"] + sign["before"]) for sign in signs}
    before = b" " if signs[-1]["before"] else b""
    written = name.encode() + before
    if len(widths) == 1 and len({sign["name"] for sign in signs}) > 1:
        written = written.ljust(widths.pop())
    return written + b"=" + signs[-1]["after"]
