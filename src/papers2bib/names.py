"""Names compared: two names as people write them in, how far they may be one person's out."""

import re
from collections.abc import Mapping, Sequence
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from papers2bib.accents import plain_letters
from papers2bib.name_parts import is_suffix, split_name, tidy_name

_APART = re.compile(r"[\s.,]+")
_NO_LETTER = re.compile(r"[^\w-]|_")
_OPENING = re.compile(r"(?:(?:for|on behalf of) )?the ", re.IGNORECASE)
_SPELT_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ø": "oe", "å": "aa"}
)


class NameAgreement(IntEnum):
    """How far two names may be one person's, from not at all to the same words."""

    DIFFERENT = 0
    FAMILY = 1
    """Only the family name is the same: the given names contradict each other, or one has none."""
    INITIALS = 2
    """The same family name, and given names that fit (initials, middle names left out)."""
    EQUAL = 3
    """The same words, in whatever order."""


class _Reading(NamedTuple):
    """One way to take a folded name apart."""

    family: str
    given: tuple[str, ...]
    usual: bool
    """Read in the order in which it is most likely meant."""


@lru_cache(maxsize=65536)
def fold(name: str) -> tuple[str, ...]:
    """The words of a name in order, in lower-case ASCII letters where there are such; without Jr. and dots.

    Hyphens and apostrophes join: `Jean-Luc O'Neil` is `("jeanluc", "oneil")`.
    """
    return tuple(word.replace("-", "") for word in _words(name))


@lru_cache(maxsize=65536)
def compare(one: str, other: str) -> NameAgreement:
    """How far two names as written may be the same person's (or group's)."""
    return max(_compare(a, b) for a in _spellings(one) for b in _spellings(other))


def best_agreements(listed: Sequence[str], known: tuple[str, ...]) -> list[NameAgreement]:
    """Of each listed name, how far it may be one of the known persons, of whom there may be thousands."""
    found = _by_handle(known)
    return [
        max(
            (
                compare(name, one)
                for one in {one for handle in handles(name) for one in found.get(handle, ())}
            ),
            default=NameAgreement.DIFFERENT,
        )
        for name in listed
    ]


@lru_cache(maxsize=64)
def _by_handle(names: tuple[str, ...]) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for name in names:
        for handle in handles(name):
            found.setdefault(handle, []).append(name)
    return found


@lru_cache(maxsize=65536)
def handles(name: str) -> frozenset[str]:
    """Names that are one person's have one of these in common: family names, all words run together."""
    spellings = _spellings(name)
    families = {reading.family for one in spellings for reading in _readings(one)}
    words = {joined for one in spellings for joined in ("".join(fold(one)), "".join(sorted(fold(one))))}
    return frozenset(families | words)


def _spellings(name: str) -> set[str]:
    """The name, and where it has ü or ø, also with ue or oe."""
    return {name} if name.isascii() else {name, name.translate(_SPELT_OUT)}


def _compare(one: str, other: str) -> NameAgreement:
    words, others = fold(one), fold(other)
    if words and (sorted(words) == sorted(others) or "".join(words) == "".join(others)):
        return NameAgreement.EQUAL
    pairs = ((a, b) for a in _readings(one) for b in _readings(other))
    return max((_agreement(a, b) for a, b in pairs if a.family == b.family), default=NameAgreement.DIFFERENT)


def _agreement(one: _Reading, other: _Reading) -> NameAgreement:
    as_meant = one.usual and other.usual
    if _fit(one.given, other.given) and (as_meant or len(one.given) == len(other.given)):
        return NameAgreement.INITIALS
    return NameAgreement.FAMILY if as_meant else NameAgreement.DIFFERENT


def _fit(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """First names fit, and the other names of the shorter one are found in order in the longer one."""
    shorter, longer = sorted((one, other), key=len)
    if not shorter or not _alike(shorter[0], longer[0]):
        return bool(shorter) and "".join(shorter) == "".join(longer)
    rest = iter(longer)
    return all(any(_alike(word, candidate) for candidate in rest) for word in shorter)


def _alike(one: str, other: str) -> bool:
    return one == other or (1 in (len(one), len(other)) and one[:1] == other[:1])


@lru_cache(maxsize=65536)
def _readings(name: str) -> tuple[_Reading, ...]:
    parts = split_name(name)
    family, particle = "".join(fold(parts.family)), "".join(fold(parts.particle))
    given = _pieces(_words(parts.given)) if parts.given else ()
    readings = [_Reading(family, given, usual=True)]
    if particle:
        readings.append(_Reading(particle + family, given, usual=True))
    words = _words(name)
    if len(words) > 1 and not parts.group:
        readings.append(_Reading(words[0].replace("-", ""), _pieces(words[1:]), usual=False))
    if len(words) > 2 and not parts.group:
        readings.append(_Reading("".join(fold(name)[-2:]), _pieces(words[:-2]), usual=True))
    return tuple(one for one in readings if one.family)


def _pieces(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(piece for word in words for piece in word.split("-") if piece)


@lru_cache(maxsize=65536)
def _words(name: str) -> tuple[str, ...]:
    """Folded words with their hyphens; capitals run together (`JL Starck`) are parted by hyphens."""
    name = tidy_name(name)
    text = plain_letters(_OPENING.sub("", name) if split_name(name).group else name)
    typed = [word for word in _APART.split(text) if word]
    typed = [word for at, word in enumerate(typed) if not (len(typed) > 1 and at and is_suffix(word))]
    spread = ("-".join(word) if word.isupper() and len(word) in (2, 3) else word for word in typed)
    folded = (_NO_LETTER.sub("", word.lower()).strip("-") for word in spread)
    return tuple(word for word in folded if word)
