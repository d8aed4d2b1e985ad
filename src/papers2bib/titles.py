"""Titles: from a title as typed to its key (what is left when typography is gone), and how two titles differ."""

import html
import re
import unicodedata
from functools import lru_cache

_GREEK_NAMES = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon"
    " phi chi psi omega"
).split()
_OPERATORS = frozenset(
    "arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim liminf limsup ln log"
    " max min mod bmod pmod Pr sec sin sinh sup tan tanh TeX LaTeX".split()
)
_LETTER_MACROS = {
    "ae": "ae", "AE": "ae", "oe": "oe", "OE": "oe", "o": "o", "O": "o", "l": "l", "L": "l", "i": "i", "j": "j",
    "aa": "a", "AA": "a", "ss": "ss", "ell": "l", "hbar": "h", "times": "x", "infty": "infty", "Re": "r",
    "Im": "i", "dh": "d", "DH": "d", "dj": "d", "DJ": "d", "th": "th", "TH": "th", "and": "and",
}  # fmt: skip
_LETTERS = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i", "ħ": "h",
    "×": "x", "∞": "infty", "ς": "sigma", "ϵ": "epsilon", "ϕ": "phi", "ϑ": "theta", "ϱ": "rho", "ϖ": "pi",
    "∆": "delta", "∑": "", "∏": "", "Ω": "omega", "&": " and ",
}  # fmt: skip
_GREEK = {
    chr(start + place + (place > 16)): name for start in (0x3B1,) for place, name in enumerate(_GREEK_NAMES)
}
_LETTERS |= _GREEK
_MACRO_NAMES = {
    spelled: name for name in _GREEK_NAMES for spelled in (name, name.capitalize(), "var" + name)
} | _LETTER_MACROS
_KEPT = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789+")
_JOINED = b"'`\"^"  # left out without parting the word: l'Hopital, H\"older, Poincar\'e
_ASCII = bytes(c if c in _KEPT else 0x20 for c in bytes(range(256)).lower())
_LATEX_OR_HTML = re.compile(r"[\\${}&<~]")
_TAG = re.compile(r"</?(?:sub|sup|i|b|em|strong|scp|tt|u|p|span)\b[^<>]*>", re.IGNORECASE)
_ACCENT = re.compile(r"\\(?:[`'^\"~=.](?=\s*\{?\\?[A-Za-z])|[uvHtcdbrk](?=\{|\s+\\?[A-Za-z]))\s*")
_MACRO = re.compile(r"\\([A-Za-z]+)\*?\s*")
_BREAK = re.compile(r"\\[\\,;:! /]")


@lru_cache(maxsize=4096)
def title_words(title: str) -> str:
    """The words of a title without typography: lower-case ASCII, digits and `+`, one blank between words.

    LaTeX, HTML, accents, Greek letters, ligatures, sub- and superscripts and symbols come out alike however they
    were typed: `$\\alpha$`, `α` and `Alpha` are `alpha`. Letters of other scripts stay.
    """
    if _LATEX_OR_HTML.search(title):
        title = _without_markup(title)
    if title.isascii():
        return b" ".join(title.encode().translate(_ASCII, _JOINED).split()).decode()
    return " ".join("".join(map(_fold, unicodedata.normalize("NFKD", title))).split())


def title_key(title: str) -> str:
    """The words of a title run together: equal for all spellings of a title that differ in typography alone."""
    return title_words(title).replace(" ", "")


def _without_markup(title: str) -> str:
    if "<" in title or "&" in title:
        title = _TAG.sub("", html.unescape(title)).replace("&", " and ")
    if "\\" in title:
        title = _BREAK.sub(" ", _ACCENT.sub("", title))
        title = _MACRO.sub(_macro, title).replace("\\", "")
    return title.replace("{", "").replace("}", "").replace("$", "").replace("~", " ")


def _macro(found: re.Match[str]) -> str:
    name = found[1]
    if name in _OPERATORS:
        return name + " "
    return _MACRO_NAMES.get(name, "")


@lru_cache(maxsize=4096)
def _fold(character: str) -> str:
    lower = character.lower()
    if lower in _LETTERS:
        return _LETTERS[lower]
    if lower.isascii():
        return "" if lower in "'`\"^" else lower if lower.isalnum() or lower == "+" else " "
    if lower.isalnum():
        return lower
    return "" if unicodedata.category(lower) in {"Mn", "Cf", "Sk", "Lm"} or lower in "’‘“”′ʼ" else " "
