"""Prose as strangers write it (Unicode, LaTeX or both) in, LaTeX that cannot do harm or fail out."""

import re
import unicodedata
from typing import NamedTuple

from papers2bib.targets.letters import latex_character
from papers2bib.targets.macros import (
    DROPPED,
    MATH_ALIASES,
    MATH_ARGUMENTS,
    MATH_FRACTIONS,
    MATH_SWITCHES,
    MATH_SYMBOLS,
    TEXT_PLAIN,
    TEXT_SPELT,
    TEXT_STYLES,
    TEXT_SWITCHES,
)
from papers2bib.targets.mathmode import clean_math
from papers2bib.targets.tokens import clean, tokens

OPAQUE = "\ufffc"
"""Stands for math and styled text where a text is looked at letter by letter."""

_PLAIN = re.compile(r"[A-Za-z0-9 .,:;?!'()/+*=@\[\]\"`-]*")
_SYMBOLS = {
    r"\,": r"\,", r"\ ": " ", r"\\": " ", r"\-": "", r"\/": "", r"\!": "", r"\@": "", r"\:": " ", r"\;": " ",
    r"\>": " ", r"\{": r"\textbraceleft{}", r"\}": r"\textbraceright{}", r"\(": "(", r"\)": ")",
}  # fmt: skip
_DEEPEST = 12
_MATH_WORDS = (
    MATH_SYMBOLS | MATH_ARGUMENTS.keys() | MATH_FRACTIONS.keys() | MATH_ALIASES.keys() | {"sqrt", "not"}
)


class Atom(NamedTuple):
    """The LaTeX of one visible thing, and the character that it is (or OPAQUE)."""

    latex: str
    char: str


class Prose(NamedTuple):
    """A text as atoms, and the characters in it that have no LaTeX form (they stay as they are)."""

    atoms: tuple[Atom, ...]
    lost: tuple[str, ...] = ()

    @property
    def latex(self) -> str:
        """The whole text as LaTeX."""
        return "".join(atom.latex for atom in self.atoms)


def parse(text: str, *, utf8: bool = False) -> Prose:
    """The text as LaTeX atoms in ASCII (with `utf8`, letters stay as they are).

    Accents, math, and the usual macros of titles are understood; what else LaTeX might obey is written out as
    visible text. Every brace and every `$` is paired, and no macro needs a package.
    """
    text = clean(text)
    if _PLAIN.fullmatch(text):
        return Prose(tuple(Atom(char, char) for char in text))
    parser = _Parser(text, utf8, 0)
    atoms = parser.row()
    if not any(atom.latex.strip() for atom in atoms):  # nothing but braces and the like: show those
        atoms = parser.literal(text)
    return Prose(tuple(atoms), tuple(dict.fromkeys(parser.lost)))


def is_plain(text: str) -> bool:
    """The text is its own LaTeX: letters and harmless punctuation alone, in ASCII."""
    return bool(_PLAIN.fullmatch(text))


class _Parser:
    """Reads tokens from left to right into atoms."""

    def __init__(self, text: str, utf8: bool, depth: int) -> None:
        self.lost: list[str] = []
        self._tokens = list(tokens(text))
        self._at = 0
        self._utf8 = utf8
        self._depth = depth

    def row(self, inside: bool = False) -> list[Atom]:
        """All up to the end of the group (or of everything), which is consumed."""
        atoms: list[Atom] = []
        while (token := self._next()) and not (inside and token == "}"):
            name = token[1:].rstrip("*")
            if token == "{":
                atoms += self._deeper(inside=True)
            elif token[0] == "$":
                atoms.append(self._math(token[1:]))
            elif token[0] == "\\" and inside and name in MATH_SWITCHES.keys() - TEXT_SWITCHES.keys():
                atoms.append(self._math(f"{token} {self._rest().strip()}"))
                break
            elif token[0] == "\\" and inside and name in TEXT_SWITCHES:
                self._skip_blank()
                atoms += self._styled(TEXT_SWITCHES[name], self._deeper(inside=True))
                break
            else:
                atoms += self._atoms(token, name)
        return atoms

    def _next(self) -> str:
        self._at += 1
        return self._tokens[self._at - 1] if self._at <= len(self._tokens) else ""

    def _peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _skip_blank(self) -> None:
        while self._peek() == " ":
            self._at += 1

    def _deeper(self, inside: bool) -> list[Atom]:
        if self._depth == _DEEPEST:
            return []
        self._depth += 1
        atoms = self.row(inside)
        self._depth -= 1
        return atoms

    def _atoms(self, token: str, name: str) -> list[Atom]:
        if token[0] != "\\" or token == "\\":
            return [] if token in "}\\" else [self._char(token)]
        if token in _SYMBOLS:
            latex = _SYMBOLS[token]
            return [Atom(latex, " " if latex in (" ", r"\,") else OPAQUE)] if latex else []
        if not name.isalpha():
            return [self._char(token[1])] if not token[1].isalnum() else self.literal(token)
        return self._macro(token, name)

    def _char(self, char: str) -> Atom:
        if self._utf8 and not char.isascii() and _is_latin(char):
            return Atom(char, char)
        latex = latex_character(char)
        if latex is None:
            self.lost.append(char)
        return Atom(char if latex is None else latex, char[0])

    def literal(self, text: str) -> list[Atom]:
        """Each character as it is to be seen."""
        return [self._char(char) for char in text]

    def _macro(self, token: str, name: str) -> list[Atom]:
        if name in TEXT_STYLES:
            return self._styled(TEXT_STYLES[name], self._argument())
        if name in TEXT_SPELT:
            if self._tokens[self._at : self._at + 2] == ["{", "}"]:
                self._at += 2
            return self.literal(TEXT_SPELT[name])
        if name in TEXT_PLAIN:
            for _ in range(TEXT_PLAIN[name]):
                self._argument()
            return self._first_of_two() if name == "texorpdfstring" else self._argument()
        if name in DROPPED or name in TEXT_SWITCHES:
            self._skip_blank()
            return []
        if name in _MATH_WORDS:
            return [self._math(token + self._math_arguments(name) + self._scripts())]
        return self.literal(token)

    def _styled(self, macro: str, atoms: list[Atom]) -> list[Atom]:
        if not macro:
            return atoms
        latex = "".join(atom.latex for atom in atoms)
        return [Atom(rf"\{macro}{{{latex}}}", OPAQUE)] if latex.strip() else atoms

    def _argument(self) -> list[Atom]:
        self._skip_blank()
        token = self._peek()
        if token in ("", "}"):
            return []
        self._at += 1
        if token == "{":
            return self._deeper(inside=True)
        return [self._math(token[1:])] if token[0] == "$" else self.literal(token)

    def _first_of_two(self) -> list[Atom]:
        first = self._argument()
        self._argument()
        return first

    def _math(self, source: str) -> Atom:
        if self._depth == _DEEPEST:
            return Atom("", OPAQUE)
        math = clean_math(source, self._text_in_math, self.lost)
        return Atom(f"${math}$" if math else "", OPAQUE)

    def _text_in_math(self, source: str) -> str:
        parser = _Parser(source, self._utf8, self._depth + 1)
        atoms = parser.row() if self._depth < _DEEPEST - 1 else []
        self.lost += parser.lost
        return "".join(atom.latex for atom in atoms)

    def _rest(self) -> str:
        """The rest of the group as it was typed, and past its end."""
        start, depth = self._at, 1
        while depth and (token := self._next()):
            depth += (token == "{") - (token == "}")
        return _typed(self._tokens[start : self._at - 1])

    def _math_arguments(self, name: str) -> str:
        count = 2 if name in MATH_FRACTIONS else 1 if name in MATH_ARGUMENTS or name in ("sqrt", "not") else 0
        return "".join(self._typed_argument() for _ in range(count))

    def _typed_argument(self) -> str:
        self._skip_blank()
        if self._peek() != "{":
            return "{" + _typed([self._next()]) + "}" if self._peek() not in ("", "}") else ""
        self._at += 1
        return "{" + self._rest() + "}"

    def _scripts(self) -> str:
        r"""Sub- and superscripts behind a symbol that stands in text: `\chi^2`."""
        scripts = ""
        while self._peek() in ("^", "_") and self._at + 1 < len(self._tokens):
            scripts += self._next() + self._typed_argument()
        return scripts


def _typed(tokens: list[str]) -> str:
    """Tokens as they were typed, for math: inner `$` have no place there."""
    return "".join(token[1:] if token[0] == "$" else token for token in tokens if token)


def _is_latin(char: str) -> bool:
    return char.isalpha() and unicodedata.name(char, "").startswith("LATIN")
