"""Prose cut up: a text as strangers write it in, its visible characters, macros and stretches of math out."""

import re
import unicodedata
from collections.abc import Iterator

from papers2bib.accents import decode_accents

_TOKEN = re.compile(r"\\[A-Za-z]+\*?|\\.|[^\W\d_][\u0300-\u036f]+|.", re.DOTALL)
_MATH = re.compile(r"\\[^(A-Za-z]|\\\(|\$\$?")
_CLOSING = {"$": re.compile(r"(?<!\\)\$"), "$$": re.compile(r"\$\$"), "\\(": re.compile(r"\\\)")}
_TIE = re.compile(r"(?<=[\w.,)}\]$])~(?=[\w\\$({])")
_JOINER = re.compile("(?<=[\x00-\u024f])[\u200c\u200d]|[\u200c\u200d](?=[\x00-\u024f]|$)")
_TERMINAL = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?)")
_INVISIBLE = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))


def clean(text: str) -> str:
    """One line of what can be seen: no terminal escapes, no marks of direction, blanks folded."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    text = _TERMINAL.sub("", text)
    text = _JOINER.sub("", unicodedata.normalize("NFC", " ".join(text.split())))
    kept = (char for char in text if char in "\u200c\u200d" or unicodedata.category(char) not in _INVISIBLE)
    return " ".join("".join(kept).split())


def tokens(text: str) -> Iterator[str]:
    """Characters and macros; a stretch of math is one token that begins with `$`."""
    start = at = 0
    while found := _MATH.search(text, at):
        at = found.end()
        if found[0] in _CLOSING and (closing := _closing(text, found)):
            yield from _words(text[start : found.start()])
            yield "$" + text[found.end() : closing.start()]
            start = at = closing.end()
    yield from _words(text[start:])


def _words(text: str) -> Iterator[str]:
    for token in _TOKEN.findall(_TIE.sub(" ", decode_accents(text))):
        yield r"\$" if token == "$" else token


def _closing(text: str, opening: re.Match[str]) -> re.Match[str] | None:
    """Where the math ends, if it is math: "from $5 to $9" is about money."""
    closing = _CLOSING[opening[0]].search(text, opening.end())
    inside = text[opening.end() : closing.start()] if closing else ""
    if not closing or not inside.strip():
        return None
    spaced = inside[0] == " " or inside[-1] == " " or text[closing.end() : closing.end() + 1].isdigit()
    return None if spaced and not re.search(r"[\\^_{]", inside) else closing
