"""Prose as strangers write it (Unicode, LaTeX or both) in, plain Unicode for programs without LaTeX out."""

import re

from papers2bib.targets.latex import OPAQUE, Atom, is_plain, parse

_TAG = re.compile(r"</?(?:i|b|sup|sub|sc|span)\b[^<>]*>", re.IGNORECASE)
"""Markup that processors of citation styles would obey."""


def plain_text(text: str) -> str:
    """The text on one line, accents and math as letters and signs."""
    if is_plain(text):
        return text
    letters = "".join(map(_shown, parse(text, utf8=True).atoms))
    while _TAG.search(letters):
        letters = _TAG.sub("", letters)
    return " ".join(letters.split())


def _shown(atom: Atom) -> str:
    if atom.char != OPAQUE:
        return atom.char
    from pylatexenc.latex2text import LatexNodes2Text  # type: ignore[import-untyped]  # it has no stubs

    return str(LatexNodes2Text(math_mode="text").latex_to_text(atom.latex))
