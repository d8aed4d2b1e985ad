"""Takes reStructuredText, gives the papers of its lists and citations, as Markdown of the same words."""

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import BinaryIO

from papers2bib.errors import ReaderError
from papers2bib.model import Listing
from papers2bib.readers import markdown
from papers2bib.readers.text import Line, decode, lines

_LINE = re.compile(r"(?P<mark>[=\-~^\"'#*+:.`_])(?P=mark){2,}\s*")
_CITATION = re.compile(r"\.\.\s+\[[^\]]+\]\s+(?P<text>\S.*)")
_EXPLICIT = re.compile(r"\.\.(?:\s|$)")
_NUMBER = re.compile(r"(?P<indent>\s*)(?:#|\(?(?:\d+|[a-z])\))[.)]?\s+")
_LINK = re.compile(r"`(?P<text>[^`<]*?)\s*<(?P<url>[^<>`\s]+)>`__?")
_ROLE = re.compile(r":[\w:+-]+:`(?P<text>[^`]+)`")
_LITERAL = re.compile(r"``(?P<literal>[^`]+)``|`(?P<name>[^`]+)`_{0,2}")
_FIELD = re.compile(r"(?P<indent>\s*):(?P<name>\w[\w ]*):\s+")


def sniff(name: str, head: bytes) -> bool:
    """Whether a .rst file lists papers."""
    if PurePath(name).suffix.lower() not in (".rst", ".rest"):
        return False
    source = (Line(number, text) for number, text in enumerate(decode(head).split("\n"), 1))
    return markdown.are_papers(markdown.read_lines(_markdown(source), ""))


def read(stream: BinaryIO, origin: str) -> Iterator[Listing | ReaderError]:
    """The papers in order; directives and comments are passed over.

    For the syntax see https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html.
    """
    return markdown.read_lines(_markdown(lines(stream)), origin)


def _markdown(source: Iterable[Line]) -> Iterator[Line]:
    """The lines in Markdown; citations (`.. [Doe20] …`) become items of a list."""
    passing = False
    """Within a directive or a comment, which goes on as long as lines are indented."""
    before = Line(0, "")
    for line in source:
        passing = passing and (not line.text.strip() or line.indent > 0)
        if _LINE.fullmatch(line.text):
            heading = before.text.strip() and before.indent == 0
            yield Line(before.number, f"# {_inline(before.text)}" if heading else "")
            before = Line(line.number, "")
            continue
        passing = passing or (_EXPLICIT.match(line.text) is not None and not _CITATION.match(line.text))
        yield Line(before.number, _inline(before.text))
        before = Line(line.number, "" if passing else line.text)
    yield Line(before.number, _inline(before.text))


def _inline(text: str) -> str:
    if cited := _CITATION.fullmatch(text):
        text = f"- {cited['text']}"
    text = _NUMBER.sub(r"\g<indent>1. ", text, count=1) if _NUMBER.match(text) else text
    text = _FIELD.sub(r"\g<indent>\g<name>: ", text, count=1) if _FIELD.match(text) else text
    text = _ROLE.sub(r"\g<text>", _LINK.sub(r"[\g<text>](\g<url>)", text.removeprefix("| ")))
    return _LITERAL.sub(lambda hit: hit["literal"] or hit["name"], text)
