"""Takes YAML in blocks, as lists of papers are written in it, gives its mappings, lists and texts.

What such lists do without is not understood: anchors, tags, several documents, keys of several lines.
"""

import json
import re
from collections.abc import Iterable

from papers2bib.readers.text import Line

_DEEPEST = 20
_KEY = re.compile(
    r"(?P<key>\"[^\"]*\"|'[^']*'|[^\s\"'#&*!|>%@`\[\]{},-][^#]*?|-[^\s#]*?)\s*:(?:\s+(?P<value>.*)|$)"
)
_FOLDED = re.compile(r"[|>][-+\d]*\s*(?:#.*)?")
_COMMENT = re.compile(r"(?:^|\s)#.*$")
_ESCAPE = re.compile(r"\\(x[0-9A-Fa-f]{2}|U000[0-9A-Fa-f]{5}|.)", re.DOTALL)
_FLOW = re.compile(
    r"\s*(?:(?P<open>[\[{])|(?P<close>[\]}])|(?P<part>[,:])|(?P<text>\"(?:\\.|[^\"\\])*\"|'(?:''|[^'])*'"
    r"|[^\s,\[\]{}\"'](?:[^,\[\]{}:]|:(?!\s))*))"
)


class Beyond(Exception):  # noqa: N818 - what it says is where, and it never leaves the reader
    """YAML that is damaged or beyond what is understood, at the line of this number."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class Text(str):
    """A text and the number of its line."""

    number = 0


class Fields(dict[str, object]):
    """A mapping and the number of its first line."""

    number = 0


def parse(source: Iterable[Line]) -> object:
    """What the lines say: Fields, a list, a Text or None; in lists, Beyond stands for what is not understood.

    Raises Beyond where it is not in a list. The subset is of https://yaml.org/spec/1.2.2/.
    """
    written = (Line(number, text.removeprefix("--- ")) for number, text in source)
    parser = _Parser([line for line in written if _counts(line.text)])
    return parser.whole() if parser.left() else None


def _counts(text: str) -> bool:
    bare = text.strip()
    return bool(bare) and text.rstrip() not in ("---", "...") and text[0] != "%"


class _Parser:
    """The lines, and how many have been taken."""

    def __init__(self, lines: list[Line]) -> None:
        self._lines, self._at = lines, 0

    def left(self) -> bool:
        """Whether there is another line; comments are passed over."""
        while self._at < len(self._lines) and self._line.text.lstrip().startswith("#"):
            self._at += 1
        return self._at < len(self._lines)

    def whole(self) -> object:
        """The value of all lines; where some are left, what comes before them and Beyond, in a list."""
        found = self._node(-1, 0)
        return [found, Beyond(self._line.number)] if self.left() else found

    def _node(self, outer: int, level: int) -> object:
        """The value whose lines stand deeper than `outer`."""
        if not self.left() or self._line.indent <= outer or level > _DEEPEST:
            raise Beyond(self._lines[min(self._at, len(self._lines) - 1)].number)
        if _is_item(self._line.text):
            return self._list(self._line.indent, level)
        if _KEY.fullmatch(self._line.text.strip()):
            return self._fields(self._line.indent, level)
        number, text = self._line
        self._at += 1
        return self._scalar(number, text.strip(), outer)

    @property
    def _line(self) -> Line:
        return self._lines[self._at]

    def _deeper(self, indent: int) -> bool:
        return self.left() and self._line.indent > indent

    def _inside(self, indent: int) -> bool:
        """Whether the next line is deeper, in quotes or brackets, where it is no comment."""
        return self._at < len(self._lines) and self._line.indent > indent

    def _list(self, indent: int, level: int) -> list[object]:
        found: list[object] = []
        while self.left() and self._line.indent == indent and _is_item(self._line.text):
            try:
                found.append(self._item(indent, level))
            except Beyond as beyond:
                found.append(beyond)
                while self._deeper(indent):
                    self._at += 1
        if self._deeper(indent):
            raise Beyond(self._line.number)
        return found

    def _item(self, indent: int, level: int) -> object:
        number, text = self._line
        rest = text.lstrip()[1:]
        if not _COMMENT.sub("", rest).strip():
            self._at += 1
            return self._node(indent, level + 1) if self._deeper(indent) else None
        self._lines[self._at] = Line(number, f"{' ' * (indent + 1)}{rest}")
        return self._node(indent, level + 1)

    def _fields(self, indent: int, level: int) -> Fields:
        found = Fields()
        found.number = self._line.number
        while (
            self.left() and self._line.indent == indent and (hit := _KEY.fullmatch(self._line.text.strip()))
        ):
            number = self._line.number
            self._at += 1
            found[hit["key"].strip("\"'")] = self._value(number, hit["value"] or "", indent, level)
        if self._deeper(indent):
            raise Beyond(self._line.number)
        return found

    def _value(self, number: int, text: str, indent: int, level: int) -> object:
        if _COMMENT.sub("", text).strip():
            return self._scalar(number, text.strip(), indent)
        listed = self.left() and self._line.indent == indent and _is_item(self._line.text)
        return self._node(indent - listed, level + 1) if self._deeper(indent - listed) else None

    def _scalar(self, number: int, text: str, outer: int) -> object:
        """A value that begins in a line, with the deeper lines that go on with it."""
        folded = _FOLDED.fullmatch(text)
        parts = [] if folded else [text]
        while self._deeper(outer) if text[0] not in "\"'[{|>" else self._inside(outer):
            parts.append(self._line.text.strip())
            self._at += 1
        if folded:
            return _text(" ".join(parts), number)
        if text[0] in "[{":
            return _flow(_joined(parts), number)
        return _plain(_joined(parts), number)


def _is_item(text: str) -> bool:
    return text.lstrip().startswith("- ") or text.strip() == "-"


def _text(text: str, number: int) -> Text:
    found = Text(text)
    found.number = number
    return found


def _plain(text: str, number: int) -> Text | None:
    """A text in quotes or without them; None for YAML's null."""
    quote = text[0]
    if quote == '"' and (end := re.match(r'"(?:\\.|[^"\\])*"', text)):
        return _text(_unescaped(end[0]), number)
    if quote == "'" and (end := re.match(r"'(?:''|[^'])*'", text)):
        return _text(end[0][1:-1].replace("''", "'"), number)
    if quote in "\"'&*!|>%@`":
        raise Beyond(number)
    bare = _COMMENT.sub("", text).rstrip()
    return None if bare in ("~", "null", "") else _text(bare, number)


def _joined(parts: list[str]) -> str:
    """The lines of a text; a backslash at the end of one joins it to the next without a blank."""
    return re.sub(r"(?<!\\)((?:\\\\)*)\\\n", r"\1", "\n".join(parts)).replace("\n", " ")


def _unescaped(quoted: str) -> str:
    """What stands in double quotes; escapes that JSON has not are replaced first."""
    text = _ESCAPE.sub(lambda hit: _escaped(hit[1]) or hit[0], quoted)
    try:
        return str(json.loads(text, strict=False))
    except ValueError:
        return quoted[1:-1]


def _escaped(code: str) -> str:
    if code[0] in "xU" and len(code) > 1:
        return chr(int(code[1:], 16))
    return {" ": " ", "_": " ", "N": " ", "L": " ", "P": " ", "\t": " ", "0": " ", "e": " ", "'": "'"}.get(
        code, ""
    )


def _flow(text: str, number: int) -> object:
    """The value of `[a, b]` or `{key: value}`."""
    stack: list[tuple[str, list[object]]] = [("", [])]
    at = 0
    while hit := _FLOW.match(text, at):
        at = hit.end()
        if hit["open"]:
            stack.append((hit["open"], []))
        elif hit["close"] and len(stack) > 1:
            kind, parts = stack.pop()
            stack[-1][1].append(_closed(kind, parts, number))
            if len(stack) == 1:
                return stack[0][1][0]
        elif hit["part"]:
            stack[-1][1].append(hit["part"])
        elif hit["text"]:
            stack[-1][1].append(_plain(hit["text"].strip(), number))
    raise Beyond(number)


def _closed(kind: str, parts: list[object], number: int) -> object:
    """The list or mapping of the parts between two brackets; commas and colons among them are plain `str`."""
    if kind == "[":
        return [one for one in parts if type(one) is not str]
    found = Fields()
    found.number = number
    for at, one in enumerate(parts):
        if type(one) is str and one == ":" and 0 < at < len(parts) - 1:
            found[str(parts[at - 1])] = parts[at + 1]
    return found
