"""LaTeX accents and special letters in, Unicode out; and Unicode letters in, plain ASCII letters out."""

import re
import unicodedata

MARKS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    '"': "\u0308",
    "=": "\u0304",
    ".": "\u0307",
    "u": "\u0306",
    "v": "\u030c",
    "H": "\u030b",
    "r": "\u030a",
    "c": "\u0327",
    "k": "\u0328",
    "d": "\u0323",
    "b": "\u0331",
}
"""LaTeX accent macro (without backslash) → Unicode combining character."""

LETTERS = {
    "aa": "å", "AA": "Å", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł",
    "ss": "ß", "dh": "ð", "DH": "Ð", "dj": "đ", "DJ": "Đ", "th": "þ", "TH": "Þ", "ng": "ŋ", "NG": "Ŋ",
    "i": "ı", "j": "ȷ",
}  # fmt: skip
"""LaTeX macro (without backslash) → the letter it prints, with T1 fonts."""

_PLAIN = str.maketrans({
    "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ı": "i", "ȷ": "j",
    "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "Th", "ŋ": "ng",
    "Ŋ": "Ng", "ħ": "h", "Ħ": "H", "ŧ": "t", "Ŧ": "T", "ĸ": "k", "ə": "e", "Ə": "E", "ƒ": "f",
})  # fmt: skip
_MACRO = "|".join(sorted(LETTERS, key=len, reverse=True))
_LETTER = rf"(?:\\(?:{_MACRO})(?![A-Za-z])|[^\W\d_])"
_ACCENT = rf"\\(?:([`'^\"~=.])|([uvHrckdb])(?![A-Za-z]))\s*(?:\{{\s*({_LETTER})\s*\}}|({_LETTER}))"
_ACCENTS = (re.compile(rf"\{{\s*{_ACCENT}\s*\}}"), re.compile(_ACCENT))
_SPECIALS = (
    re.compile(rf"\{{\s*\\({_MACRO})\s*\}}"),
    re.compile(rf"\\({_MACRO})(?:\{{\}}|(?![A-Za-z])\s?)"),
)


def decode_accents(text: str) -> str:
    r"""The text with `\'e`, `{\"o}`, `\v{c}`, `\o`, `{\L}` as letters; other macros stay as they are.

    Meant for text outside math, where these macros mean other things.
    """
    if "\\" not in text:
        return text
    for _ in range(2):  # the second round is for letters with two accents: \d{\^e}
        for pattern in _ACCENTS:
            text = pattern.sub(_accented, text)
    for pattern in _SPECIALS:
        text = pattern.sub(lambda hit: LETTERS[hit[1]], text)
    return text


def plain_letters(text: str) -> str:
    """The text without accents, and with ø, ł, ß, æ … as the ASCII letters nearest to them."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def _accented(hit: re.Match[str]) -> str:
    mark = MARKS[hit[1] or hit[2]]
    base = hit[3] or hit[4]
    letter = LETTERS[base[1:]] if base.startswith("\\") else base
    letter = {"ı": "i", "ȷ": "j"}.get(letter, letter)
    return unicodedata.normalize("NFC", letter + mark)
