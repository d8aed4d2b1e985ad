"""Takes the lines of reStructuredText, gives those of Markdown that says the same of papers."""

import re
from collections.abc import Iterable, Iterator

from papers2bib.readers.text import Line

_LINE = re.compile(r"(?P<mark>[=\-~^\"'#*+:.`_])(?P=mark){2,}\s*")
_CITATION = re.compile(r"\.\.\s+\[[^\]]+\]\s+(?P<text>\S.*)")
_EXPLICIT = re.compile(r"\.\.(?:\s|$)")
_NUMBER = re.compile(r"(?P<indent>\s*)(?:#|\(?(?:\d+|[a-z])\))[.)]?\s+")
_LINK = re.compile(r"`(?P<text>[^`<]*?)\s*<(?P<url>[^<>`\s]+)>`__?")
_ROLE = re.compile(r":[\w:+-]+:`(?P<text>[^`]+)`")
_LITERAL = re.compile(r"``(?P<literal>[^`]+)``|`(?P<name>[^`]+)`_{0,2}")
_FIELD = re.compile(r"(?P<indent>\s*):(?P<name>\w[\w ]*):\s+")


def as_markdown(source: Iterable[Line]) -> Iterator[Line]:
    """The lines in Markdown: citations (`.. [Doe20] …`) are items, directives and comments are left out.

    For the syntax see https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html.
    """
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
