"""Takes a line beneath a title, gives the names of persons and groups in it and how many they are in all."""

import re
from dataclasses import dataclass
from functools import lru_cache

_SEPARATOR = re.compile(r"\s*(?:;|,|、|，|；|\s[&·•⋅∙|]\s|\s(?:and|und|et)\s)\s*(?:(?:and|und|et)\s+|&\s+)?")
_LEAD = re.compile(r"^(?:authors?|by|作者|저자|著者)\s*[:：]\s*|^by\s+", re.IGNORECASE)
_OTHERS = re.compile(
    r"[,;]?\s*(?:(?:and|with|\+)\s*(?P<more>\d{1,5})\s*(?:others?(?: authors)?|more(?: authors)?|co-?authors)"
    r"|\(?\+\s?(?P<plus>\d{1,5})\)?|외\s?(?P<besides>\d{1,5})\s?[명인]|等\s?(?P<total>\d{1,5})\s?[位名]?\s?(?:作者|人|名)?"
    r"|(?:and\s+others|et\s+al\b\.?(?:\s*\([^)]*\))?|(?<=\s)等|外|외)|\.{3}|…)\s*$",
    re.IGNORECASE,
)
_GROUP = re.compile(
    r"\b(?:[Cc]ollaborations?|Consortium|Team|Group|Project|Laboratory|Lab|Labs|Institute|Committee|Initiative|Network)\b"
)
_PLACE = re.compile(r"\b(?:Universit\w+|College|Department|Faculty|School of|Inc|Corp|GmbH|Ltd)\b")
_GROUP_LEAD = re.compile(r"^(?:on behalf of|for)\s+(?:the\s+)?|^the\s+(?=.*\bCollaboration)", re.IGNORECASE)
_PARTICLES = frozenset(
    "al ap af av bin da dal de del della den der des di do dos du el ibn la las le les lo los mac mc of saint"
    " san st ten ter the 't und v van von vom y zu zum zur".split()
)
_WORD = re.compile(
    r"[^\W\d_][^\W\d_'’`´.\-‐‑~]*(?:['’`´.\-‐‑~]+[^\W\d_]*)*|\([^\W\d_][^)]*\)|[\"“][^\"”]+[\"”]"
)
_LATEX = re.compile(r"\\(?:[`'\"^~=.]|[a-zA-Z](?![a-zA-Z]))\s?|\\(?=[a-zA-Z])|[{}]")
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?[\s-]?){1,4}")
_FAMILY = re.compile(r"[^\W\d_a-z][^\W\d_]+(?:['’-][^\W\d_]+)*")
_GIVEN = re.compile(rf"{_FAMILY.pattern}(?: [^\W\d_a-z]\.)+")
_CJK_NAME = re.compile(r"[\u3400-\u9fff\uac00-\ud7a3\u3040-\u30ff·]{2,6}")


@dataclass(frozen=True, slots=True)
class People:
    """Names as listed, and the number of authors in all where the line says so."""

    names: tuple[str, ...] = ()
    total: int | None = None


@lru_cache(maxsize=64)
def find_people(text: str) -> People | None:
    """The people a line names, or None if the line names no people at all.

    Names of user accounts (`Wa2erGo`) are told by having no blank; they are left out, and then no total is
    given, for the count of those named is no longer known.
    """
    bare = _LEAD.sub("", text.strip()).rstrip()
    others = _OTHERS.search(bare)
    pieces = _pieces(bare[: others.start()] if others else bare)
    if not pieces:
        return None
    kinds = [_kind(piece) for piece in pieces]
    if others and len(pieces) == 1 and pieces[0].isalpha() and pieces[0].istitle():
        return People((pieces[0],), _total(1, 1, others))
    if "" not in kinds:
        return _people(pieces, kinds, others)
    doubtful = kinds.count("") * 4 > len(kinds) or kinds.count("name") < 2
    return None if doubtful else _people(pieces, kinds, None)


def split_names(text: str) -> tuple[str, ...]:
    """The names in a text known to hold authors and nothing else, `et al.` and `others` left out."""
    bare = _LEAD.sub("", text.strip())
    others = _OTHERS.search(bare)
    return tuple(_tidy(one) for one in _pieces(bare[: others.start()] if others else bare))


def _people(pieces: list[str], kinds: list[str], others: re.Match[str] | None) -> People:
    names = tuple(_tidy(piece) for piece, kind in zip(pieces, kinds, strict=True) if kind == "name")
    return People(names, _total(len(pieces), len(names), others))


def _total(listed: int, named: int, others: re.Match[str] | None) -> int | None:
    if not others:
        return None
    if others["total"]:
        return int(others["total"])
    more = others["more"] or others["plus"] or others["besides"]
    return named + int(more) if more and listed == named else None


def _pieces(text: str) -> list[str]:
    """The parts between commas; where semicolons part the names, `Family, Given` stays together."""
    for mark in (";", " and "):
        parts = [part.strip() for part in text.split(mark) if part.strip()]
        if len(parts) > 1 and all(part.count(",") == 1 for part in parts):
            return parts
    return _join_first(_join_initials([part for part in _SEPARATOR.split(text) if part.strip(" .*†‡")]))


def _join_first(parts: list[str]) -> list[str]:
    """`Gomez, Aidan N., Noam Shazeer`: the first name alone may stand the other way round."""
    if len(parts) > 1 and _FAMILY.fullmatch(parts[0]) and _GIVEN.fullmatch(parts[1]):
        return [f"{parts[0]}, {parts[1]}", *parts[2:]]
    return parts


def _join_initials(parts: list[str]) -> list[str]:
    """`Vaswani, A., Shazeer, N.` is two names, not four."""
    if len(parts) < 2 or not all(_INITIALS.fullmatch(part) for part in parts[1::2]) or len(parts) % 2:
        return parts
    if any(_INITIALS.fullmatch(part) for part in parts[::2]):
        return parts
    return [f"{family}, {given}" for family, given in zip(parts[::2], parts[1::2], strict=True)]


def _tidy(piece: str) -> str:
    return _GROUP_LEAD.sub("", piece.strip().rstrip("*†‡§").strip())


def _kind(piece: str) -> str:
    """`name` of a person or group, `user` for an account's or where people work, or "" for anything else."""
    bare = _tidy(piece)
    words = _LATEX.sub("", bare).replace(",", " ").split()
    if len(bare) > 60 or not words:
        return "name" if words and _GROUP.search(bare) and len(bare) <= 120 else ""
    if len(words) == 1:
        return "name" if _CJK_NAME.fullmatch(bare) else "user" if re.fullmatch(r"[\w.\-]{2,40}", bare) else ""
    if _PLACE.search(bare):
        return "user"
    if _GROUP.search(bare):
        return "name"
    return "name" if len(words) <= 6 and _is_personal(words) else ""


def _is_personal(words: list[str]) -> bool:
    """Every word is capitalised, a particle, or in a script without capitals; one at least is a full word."""
    if any(char.isdigit() for word in words for char in word):
        return False
    plain = [word for word in words if word.lower().rstrip(".") not in _PARTICLES]
    named = [word for word in plain if _WORD.fullmatch(word) and _is_capitalised(word)]
    return (
        bool(named) and len(named) >= len(plain) - (len(plain) > 2) and any(len(word) > 1 for word in named)
    )


def _is_capitalised(word: str) -> bool:
    """Also `d'Ascoli` and `al-Khwarizmi`; letters without case count."""
    return not word[0].islower() or re.search(r"['’\-][^\W\d_a-z]", word) is not None
