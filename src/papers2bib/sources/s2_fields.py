"""Takes fields of a parsed JSON reply, gives texts, objects and dates, and nothing where they are odd."""

import html
import re
from collections.abc import Iterator, Mapping

from papers2bib.model import Date
from papers2bib.readers.text import fold

Record = Mapping[str, object]
"""What a service says of one paper: any field may be null, missing or of another type."""

LONGEST = 20_000
"""Characters of a text that are looked at: no title or abstract is longer."""
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z]{2,31}\d{0,2});")
_FORMULA = re.compile(
    r"<inline-formula\b[^<>]*>((?:(?!<inline-formula).)*?)</inline-formula>", re.DOTALL | re.IGNORECASE
)
_TEX = re.compile(r"<tex-math\b[^<>]*>((?:(?!<tex-math).)*?)</tex-math>", re.DOTALL | re.IGNORECASE)
_NOTES = re.compile(
    r"<(mml:)?annotation\b[^<>]*>((?:(?!<(?:mml:)?annotation).)*?)</\1?annotation>", re.DOTALL | re.IGNORECASE
)
_RAISED = re.compile(r"<(sub|sup)>([\w+\-−,. ]{1,20})</\1>", re.IGNORECASE)
_BLOCK = re.compile(r"</?(?:jats:)?(?:p|sec|title)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:mml:\w+|(?:jats:)?(?:alternatives|bold|b|em|inline-formula|inline-graphic|italic|i|named-content"
    r"|sc|scp|span|strong|styled-content|sub|sup|tex-math|tt|underline|u)"
    r"|math|menclose|mfenced|mfrac|mi|mn|mo|mover|mroot|mrow|mspace|msqrt|mstyle|msubsup|msub|msup|mtext"
    r"|munder|munderover|semantics)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)


def record(value: object) -> Record:
    """The object, or an empty one where it is none."""
    return value if isinstance(value, dict) else {}


def text(value: object) -> str:
    """A text in one line, or "" where it is none; halves of letters, which nothing could write, are marks."""
    if not isinstance(value, str):
        return ""
    return fold(value[:LONGEST].encode("utf-8", "replace").decode("utf-8"))


def texts(value: object) -> Iterator[str]:
    """The texts of a list that are not empty."""
    for one in value if isinstance(value, list) else ():
        if said := text(one):
            yield said


def prose(value: object) -> str:
    r"""A title or abstract without the markup of JATS (https://jats.nlm.nih.gov) and HTML.

    Formulas come out as `$…$` where their LaTeX is given (`<tex-math>`), else as the letters in them;
    `<sub>` and `<sup>` as `$_{…}$` and `$^{…}$`. What looks like a tag but is no known one stays.
    """
    said = _ENTITY.sub(lambda hit: html.unescape(hit[0]), text(value))
    if "<" in said:
        said = _TEX.sub(_math, _FORMULA.sub(_formula, _NOTES.sub("", said)))
        said = _TAG.sub("", _BLOCK.sub(" ", _RAISED.sub(_raised, said)))
    return fold(said)


def year(value: object) -> int:
    """A year with four digits, or 0."""
    if isinstance(value, int) and not isinstance(value, bool) and 1000 <= value <= 2999:
        return value
    return 0


def date(value: object) -> Date | None:
    """`2017-06-12` as a date, or None."""
    found = Date.parse(text(value))
    return found if found and year(found.year) else None


def _formula(found: re.Match[str]) -> str:
    tex = _TEX.search(found[1])
    return _math(tex) if tex else found[1]


def _math(found: re.Match[str]) -> str:
    """Some publishers give a whole document: only what stands between dollars is the formula."""
    parts = re.split(r"\$+", found[1])
    formula = (parts[1] if len(parts) > 2 else found[1]).replace("$", "").strip()
    return f"${formula}$" if formula else ""


def _raised(found: re.Match[str]) -> str:
    mark = "_" if found[1].lower() == "sub" else "^"
    return f"${mark}{{{found[2].strip()}}}$"
