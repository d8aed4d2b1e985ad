"""dblp.xml as a stream: bytes in, portions of whole records out, each of which is parsed by itself.

The root element has millions of children, the records (https://dblp.org/faq/16154937). They are parted at
their end tags, so that one that is no XML spoils no other. Nothing is ever expanded: the entities of dblp.dtd
stand for single letters, a file that declares entities of its own is refused, and no DTD is fetched.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.entities import name2codepoint
from typing import BinaryIO
from xml.etree import ElementTree
from xml.parsers.expat import ErrorString

from papers2bib.errors import SourceReplyError, SourceUnavailable

RECORDS = frozenset(
    "article inproceedings proceedings book incollection phdthesis mastersthesis www person data".split()
)
_TAGS = "|".join(sorted(RECORDS))
_ENDS = [f"</{name}>".encode() for name in sorted(RECORDS)]
_END = re.compile(rf"</(?:{_TAGS})>".encode())
_START = re.compile(rf"<(?:{_TAGS})[\s>]".encode())
_ROOT = re.compile(rb"<dblp(?:\s[^<>]*)?>")
_SUBSET = re.compile(rb"<!ENTITY|<!DOCTYPE[^>]*\[")
_ENCODING = re.compile(rb"""<\?xml[^>]*\bencoding\s*=\s*["']([\w.-]+)["']""")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]*);")
_LETTERS = {
    name: chr(code) for name, code in name2codepoint.items() if name not in ("amp", "lt", "gt", "quot")
}
_BLANK = re.compile(rb"\s*")
_BLOCK = 1 << 19
_LONGEST_HEAD = 1 << 16
_LONGEST_RECORD = 1 << 22


@dataclass(frozen=True, slots=True)
class Portion:
    """Some records, one behind the other."""

    path: str
    line: int
    """On which line of the file they begin."""
    encoding: str
    content: bytes

    def place(self, at: int) -> str:
        """`file:line` of what stands at or behind a byte."""
        blank = _BLANK.match(self.content, at)
        lines = self.content.count(b"\n", 0, blank.end() if blank else at)
        return f"{self.path}:{self.line + lines}"


def portions(stream: BinaryIO, path: str) -> Iterator[Portion]:
    """The records of a file, about half a megabyte at a time.

    Raises SourceReplyError for XML that is not DBLP's or declares entities, SourceUnavailable for a file that
    ends too early.
    """
    encoding, line, rest = _opened(stream, path)
    block = rest
    while block:
        if end := max(rest.rfind(tag) + len(tag) if tag in rest else 0 for tag in _ENDS):
            yield Portion(path, line, encoding, rest[:end])
            line += rest.count(b"\n", 0, end)
            rest = rest[end:]
        elif len(rest) > _LONGEST_RECORD:
            raise SourceReplyError(path, f"line {line}: a record of more than {_LONGEST_RECORD:,} bytes")
        block = stream.read(_BLOCK)
        rest += block
    if b"</dblp" not in rest:
        raise SourceUnavailable(path, "cannot be read: it ends in the middle")


def records(portion: Portion) -> Iterator[tuple[int, ElementTree.Element | str]]:
    """Each record with the byte where it begins; in place of one that is no XML, what is wrong with it."""
    begin = 0
    for tag in _END.finditer(portion.content):
        end = tag.end()
        try:
            for element in _parsed(portion.content[begin:end], portion.encoding):
                yield begin, element
        except ValueError as error:
            yield from _salvaged(portion, begin, end, str(error))
        begin = end


def _salvaged(
    portion: Portion, begin: int, end: int, wrong: str
) -> Iterator[tuple[int, ElementTree.Element | str]]:
    """Of a piece that is no XML, the last record by itself: those before it may lack their ends."""
    starts = [start.start() for start in _START.finditer(portion.content, begin, end)]
    if len(starts) < 2:
        yield begin, wrong
        return
    for start in starts[:-1]:
        yield start, "no XML: not closed"
    try:
        for element in _parsed(portion.content[starts[-1] : end], portion.encoding):
            yield starts[-1], element
    except ValueError as error:
        yield starts[-1], str(error)


def _parsed(piece: bytes, encoding: str) -> Iterator[ElementTree.Element]:
    """The records in some bytes, usually one; raises ValueError where they are no XML."""
    text = piece.decode(encoding)
    if "&" in text:
        text = _ENTITY.sub(lambda name: _LETTERS.get(name[1], name[0]), text)
    try:
        root = ElementTree.fromstring(f"<dblp>{text}</dblp>")
    except ElementTree.ParseError as error:
        raise ValueError(f"no XML: {ErrorString(error.code)}") from error
    return (element for element in root if element.tag in RECORDS)


def _opened(stream: BinaryIO, path: str) -> tuple[str, int, bytes]:
    """The encoding, the line of the first record, and what was read from there on."""
    head = b""
    while not (root := _ROOT.search(head)):
        block = stream.read(1 << 12)
        if not block or len(head) > _LONGEST_HEAD:
            raise SourceReplyError(path, "XML, but not DBLP's: no <dblp> in its beginning")
        head += block
    if _SUBSET.search(head, 0, root.start()):
        raise SourceReplyError(path, "declares entities of its own, which dblp.xml does not: refused")
    declared = _ENCODING.match(head.removeprefix(codecs.BOM_UTF8))
    encoding = declared[1].decode() if declared else "utf-8"
    try:
        b"<dblp>".decode(encoding)
    except LookupError as error:
        raise SourceReplyError(path, f"its encoding, {encoding}, is not known") from error
    return encoding, 1 + head.count(b"\n", 0, root.end()), head[root.end() :]
