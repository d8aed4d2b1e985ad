"""One character in, the LaTeX that prints it out, or None where LaTeX (T1, no packages) has none."""

import re
import unicodedata
from functools import lru_cache

from papers2bib.accents import LETTERS, MARKS
from papers2bib.targets.macros import MATH_ALIASES, MATH_ARGUMENTS, MATH_SYMBOLS

_ASCII = {
    "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_", "$": r"\$", "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}", "\\": r"\textbackslash{}", "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}", "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}",
}  # fmt: skip
_OTHERS = {
    "\u2010": "-", "\u2011": "-", "\u2012": "--", "–": "--", "—": "---", "―": "---", "−": "$-$", "‘": "`",
    "’": "'", "“": "``", "”": "''", "‚": r"\quotesinglbase{}", "„": r"\quotedblbase{}",
    "«": r"\guillemotleft{}", "»": r"\guillemotright{}", "‹": r"\guilsinglleft{}",
    "›": r"\guilsinglright{}", "…": r"\ldots{}", "°": r"$^{\circ}$", "§": r"{\S}", "¶": r"{\P}",
    "©": r"\copyright{}", "£": r"\pounds{}", "®": r"\textregistered{}", "™": r"\texttrademark{}",
    "·": r"$\cdot$", "•": r"\textbullet{}", "†": r"\dag{}", "‡": r"\ddag{}", "¡": r"\textexclamdown{}",
    "¿": r"\textquestiondown{}", "ª": r"\textordfeminine{}", "º": r"\textordmasculine{}",
    "‰": r"\textperthousand{}", "€": r"\texteuro{}", "¢": r"\textcent{}", "¥": r"\textyen{}",
    "¤": r"\textcurrency{}", "´": "'", "¨": '"', "¯": "-", "¸": ",", "ʼ": "'", "′": "$'$", "″": "$''$",
    "\u2009": r"\,", "\u202f": r"\,", "½": r"$\frac{1}{2}$", "¼": r"$\frac{1}{4}$", "¾": r"$\frac{3}{4}$",
    "⅓": r"$\frac{1}{3}$", "⅔": r"$\frac{2}{3}$", "µ": r"$\mu$", "ẞ": "SS", "ſ": "s", "ϵ": r"$\epsilon$",
    "∼": r"$\sim$", "～": r"$\sim$", "\u2044": "/", "¦": r"\textbar{}", "♯": r"$\sharp$", "♭": r"$\flat$",
    "★": r"$\star$", "☆": r"$\star$", "≲": r"$\stackrel{<}{\sim}$", "≳": r"$\stackrel{>}{\sim}$",
    "∶": ":", "⋆": r"$\star$", "\ufffd": "?",
    "×": r"$\times$", "÷": r"$\div$", "¬": r"$\neg$", "√": r"$\surd$", "←": r"$\leftarrow$",
    "→": r"$\rightarrow$", "↑": r"$\uparrow$", "↓": r"$\downarrow$", "◊": r"$\diamond$", "∖": r"$\setminus$",
    "≦": r"$\leq$", "≧": r"$\geq$", "⊨": r"$\models$", "♮": r"$\natural$", "⁎": "*", "ƒ": "$f$",
}  # fmt: skip
_SPECIAL = {letter: macro for macro, letter in LETTERS.items()}
_ACCENTS = {mark: macro for macro, mark in MARKS.items()}
_MACROS = re.compile(r"\\([A-Za-z]+)")


@lru_cache(maxsize=4096)
def latex_character(char: str) -> str | None:
    r"""The character in text mode, in ASCII: `{\'e}`, `{\L}`, `$\alpha$`, `\&`."""
    if char.isascii():
        return _ASCII.get(char, char)
    if char in _OTHERS:
        return _OTHERS[char]
    if char.isspace():
        return " "
    return _accented(char) or _symbol(char) or _compatible(char)


@lru_cache(maxsize=1024)
def math_character(char: str) -> str | None:
    """The character in math mode, in ASCII."""
    latex = latex_character(char)
    if latex is None or latex == char:
        return latex
    return latex[1:-1] if latex[0] == latex[-1] == "$" and len(latex) > 2 else rf"\mbox{{{latex}}}"


def _accented(char: str) -> str | None:
    r"""A Latin letter with accents from below and above, such as `{\d{\^e}}`."""
    if char in _SPECIAL:
        return rf"{{\{_SPECIAL[char]}}}"
    base, *marks = list(unicodedata.normalize("NFD", char))
    if not marks or any(mark not in _ACCENTS for mark in marks):
        return None
    latex = base if base.isascii() else rf"\{_SPECIAL[base]}" if base in _SPECIAL else ""
    if not latex or not base.isalpha():
        return None
    above = any(unicodedata.combining(mark) == 230 for mark in marks)
    latex = rf"\{base}" if above and base in "ij" else latex
    for mark in sorted(marks, key=lambda mark: -unicodedata.combining(mark)):
        macro = _ACCENTS[mark]
        latex = rf"\{macro}{{{latex}}}" if macro.isalpha() or len(latex) > 2 else rf"\{macro}{latex}"
    return f"{{{latex}}}"


def _symbol(char: str) -> str | None:
    """A Greek letter, arrow, relation … from pylatexenc's table, if plain LaTeX has its macros."""
    # 47 ms, and few titles need it
    from pylatexenc.latexencode import get_builtin_uni2latex_dict  # type: ignore[import-untyped]  # no types

    latex: str = get_builtin_uni2latex_dict().get(ord(char), "") if len(char) == 1 else ""
    if not latex.startswith("\\ensuremath{"):
        return latex if latex.isascii() and latex.isalnum() else None
    latex = latex[len("\\ensuremath{") : -1]
    latex = _MACROS.sub(lambda hit: rf"\{MATH_ARGUMENTS.get(hit[1], hit[1])}", latex)
    if latex[1:] in MATH_ALIASES:
        latex = MATH_ALIASES[latex[1:]]
    known = all(
        name in MATH_SYMBOLS or name in MATH_ARGUMENTS or name in ("stackrel", "not")
        for name in _MACROS.findall(latex)
    )
    return f"${latex}$" if known and not re.search(r"\\[^A-Za-z]", latex) else None


def _compatible(char: str) -> str | None:
    """A ligature, full-width or circled form by the characters that it stands for."""
    plain = unicodedata.normalize("NFKC", char)
    if plain == char or char in plain:
        return None
    parts = [latex_character(one) for one in plain]
    script = {"<super>": "^", "<sub>": "_"}.get(unicodedata.decomposition(char[0]).partition(" ")[0])
    if script and plain.isascii():
        return f"${script}{{{plain}}}$"
    return None if None in parts else "".join(part for part in parts if part)
