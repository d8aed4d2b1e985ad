"""Spelling: whether two words that differ are one word, by a slip of the finger or in another form."""

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

SMALL_WORDS = frozenset(
    "a an the of for in on to with and or via by from at as is are be using through its s".split()
)
"""Words without a subject of their own: titles are listed with others of them, or without."""
_MEANING_PREFIXES = (
    "un non a an en in im ir dis anti semi self multi sub super hyper hypo inter intra pre post bi tri uni re"
    " de co micro macro nano mis over under iso auto meta quasi pseudo poly mono".split()
)
_ENDINGS = frozenset(["", *"s es d ed ing er ers or al ally ly ion ions ic ies y e".split()])
_MOST_SLIPS = 4
_ROMAN = re.compile(r"(?=[ivx])x{0,2}(?:ix|iv|v?i{0,3})")


def slips(ours: str, theirs: str) -> int | None:
    """How many slips (letters left out, added, swapped, wrong) part the two; None if they are two words."""
    found = OSA.distance(ours, theirs, score_cutoff=_MOST_SLIPS)
    if found > _bearable(ours, theirs):
        return None
    if theirs not in SMALL_WORDS and _changes_meaning(ours, theirs):
        return None
    return found


def is_inflected(ours: str, theirs: str) -> bool:
    """Whether the words differ in their endings alone (`model`, `models`)."""
    short, long = sorted((ours, theirs), key=len)
    for keep in range(len(short), max(3, len(short) - 3), -1):
        if long.startswith(short[:keep]):
            return short[keep:] in _ENDINGS and long[keep:] in _ENDINGS
    return False


def numbers_differ(ours: str, theirs: str) -> bool:
    """Whether the words count differently: `2017` and `2016`, `ii` and `iii`, `qwen2` and `qwen3`."""
    return _digits(ours) != _digits(theirs) or (is_number(ours) and is_number(theirs))


@lru_cache(maxsize=4096)
def is_number(word: str) -> bool:
    """Whether the word counts something: digits in it, a Roman numeral, a single letter."""
    return len(word) == 1 or any(map(str.isdigit, word)) or bool(_ROMAN.fullmatch(word))


@lru_cache(maxsize=4096)
def _digits(text: str) -> list[str]:
    return re.findall(r"\d+", text)


def _bearable(ours: str, theirs: str) -> int:
    """How many slips of the finger make one of these words of the other, rather than another word."""
    shorter, longer = sorted((len(ours), len(theirs)))
    if longer <= 4:
        meaningless = theirs in SMALL_WORDS and ours not in SMALL_WORDS
        slipped = shorter < longer or sorted(ours) == sorted(theirs) or meaningless
        return int(slipped and (shorter > 1 or theirs in SMALL_WORDS))
    return min(_MOST_SLIPS, 1 + (longer > 5) + longer // 15)


def _changes_meaning(ours: str, theirs: str) -> bool:
    """Whether the words differ by a prefix such as `un-` put before or put in place of another."""
    short, long = sorted((ours, theirs), key=len)
    added = long.removesuffix(short)
    if added != long and added in _MEANING_PREFIXES:
        return not (len(added) == 1 and short.startswith(added))  # a doubled letter is a slip
    return any(
        long.removeprefix(one) == short.removeprefix(other)
        for one in _MEANING_PREFIXES
        for other in _MEANING_PREFIXES
        if len(one) > 1 and len(other) > 1 and long.startswith(one) and short.startswith(other)
    )
