"""Titles: from a title as typed to its key, which is what is left when typography is gone."""

import html
import re
import unicodedata
from functools import lru_cache

_GREEK_NAMES = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau"
    " upsilon phi chi psi omega"
).split()
_UNSPOKEN = frozenset(
    "rm bf it sf tt sl sc em cal frak bold Bbb roman displaystyle textstyle scriptstyle scriptscriptstyle"
    " tiny small large Large LARGE huge Huge mathbb mathcal mathrm mathfrak mathbf mathsf mathscr mathit"
    " mathtt mathds mathbbm mathop boldsymbol boldmath bm pmb mbox hbox text textit textrm textbf texttt"
    " textsc textsf textnormal textsuperscript textsubscript emph underline overline operatorname bar hat"
    " tilde vec dot ddot check acute grave breve ring widehat widetilde left right big bigl bigr Big Bigl"
    " Bigr limits protect kern hspace lowercase uppercase texorpdfstring unicode sqrt frac tfrac dfrac"
    " binom over choose sb sp to rightarrow leftarrow leftrightarrow longrightarrow mapsto uparrow"
    " downarrow hookrightarrow Rightarrow pm mp cdot cdots ldots dots circ ast star prime sim simeq approx"
    " equiv cong neq ne leq le leqslant geq ge geqslant ll gg lesssim gtrsim in notin ni subset subseteq"
    " supset supseteq cap cup setminus wedge vee otimes oplus odot ominus rtimes ltimes perp parallel mid"
    " vert langle rangle lfloor rfloor lceil rceil partial nabla int sum prod surd forall exists not"
    " bullet square Box dagger ddagger sharp flat natural triangle backslash propto deg degree textdegree"
    " quad qquad S P textasciitilde textasciicircum".split()
)  # macros that print a sign or change the look; any other unknown macro is read as its name
_LETTER_MACROS = {
    "ae": "ae", "AE": "ae", "oe": "oe", "OE": "oe", "o": "o", "O": "o", "l": "l", "L": "l", "ss": "ss",
    "i": "i", "j": "j", "imath": "i", "jmath": "j", "aa": "a", "AA": "a", "dh": "d", "DH": "d", "dj": "d",
    "DJ": "d", "th": "th", "TH": "th", "ell": "l", "hbar": "h", "times": "x", "infty": "infty", "Re": "r",
    "Im": "i",
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
_KEY = bytes(range(256)).lower()
_NO_KEY = bytes(c for c in range(256) if _KEY[c] not in _KEPT)
_LATEX_OR_HTML = re.compile(r"[\\${}&<~]")
_TAG = re.compile(r"</?(?:sub|sup|i|b|em|strong|scp|tt|u|p|span)\b[^<>]*>", re.IGNORECASE)
_ACCENT = re.compile(r"\\(?:[`'^\"~=.](?=\s*\{?\\?[A-Za-z])|[uvHtcdbrk](?=\{|\s+\\?[A-Za-z]))\s*")
_MACRO = re.compile(r"\\([A-Za-z]+)\*?\s*")
_BREAK = re.compile(r"\\[\\,;:! /]")


@lru_cache(maxsize=4096)
def title_words(title: str) -> str:
    r"""The words of a title without typography: lower-case ASCII, digits and `+`, one blank between words.

    LaTeX, HTML, accents, Greek letters, ligatures, sub- and superscripts and symbols come out alike however
    they were typed: `$\alpha$`, `α` and `Alpha` are `alpha`. Letters of other scripts stay.
    """
    if _LATEX_OR_HTML.search(title):
        title = _without_markup(title)
    if title.isascii():
        return b" ".join(title.encode().translate(_ASCII, _JOINED).split()).decode()
    return " ".join("".join(map(_fold, unicodedata.normalize("NFKD", title))).split())


def title_key(title: str) -> str:
    """The words of a title run together: equal for spellings that differ in typography alone."""
    if title.isascii() and "\\" not in title and "&" not in title and "<" not in title:
        return title.encode().translate(_KEY, _NO_KEY).decode()  # the same, in a tenth of the time
    return title_words(title).replace(" ", "")


def spoken(title: str) -> str:
    r"""The title with every LaTeX macro as its name: what is left where `$` and `\` got lost."""
    return _MACRO.sub(r"\1 ", title) if "\\" in title else title


def _without_markup(title: str) -> str:
    if "<" in title or "&" in title:
        title = _TAG.sub("", html.unescape(title)).replace("&", " and ")
    if "\\" in title:
        title = _BREAK.sub(" ", _ACCENT.sub("", title))
        title = _MACRO.sub(_macro, title).replace("\\", "")
    return title.replace("{", "").replace("}", "").replace("$", "").replace("~", " ")


def _macro(found: re.Match[str]) -> str:
    name = found[1]
    if name in _UNSPOKEN:
        return ""
    return _MACRO_NAMES.get(name, name + " ")


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
