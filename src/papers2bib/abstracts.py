"""Abstracts compared: a listed and a recorded abstract in, how much of the one stands in the other out."""

from functools import lru_cache

from papers2bib.levels import Overlap
from papers2bib.titles import title_words

_RUN = 4
"""So many words in a row are hardly ever the same by chance."""
_LEAST_RUNS = 20
"""An abstract of fewer runs says too little."""
_SHARES = ((0.6, Overlap.MOST), (0.2, Overlap.MUCH), (0.04, Overlap.LITTLE))


def overlap(listed: str, known: str) -> Overlap | None:
    """How much of the shorter abstract stands word for word in the longer; None where either is too short."""
    if not listed or not known:
        return None
    fewer, more = sorted((_runs(listed), _runs(known)), key=len)
    if len(fewer) < _LEAST_RUNS:
        return None
    share = len(fewer & more) / len(fewer)
    return next((level for least, level in _SHARES if share >= least), Overlap.NONE)


@lru_cache(maxsize=512)
def _runs(abstract: str) -> frozenset[tuple[str, ...]]:
    words = title_words(abstract).split()
    return frozenset(zip(*(words[at:] for at in range(_RUN)), strict=False))
