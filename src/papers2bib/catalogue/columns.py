"""Columns: many numbers or pieces of text at once, as arrays; for builds alone: numpy is slow to come."""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Words = NDArray[np.uint64]
WORD = 8
"""Bytes of a word."""
_MASKS = np.array([(1 << 8 * size) - 1 for size in range(WORD + 1)], np.uint64)


def words(text: bytes) -> Words:
    """The eight bytes from each place of a text on as a number, the first the lowest; zeros follow it."""
    return np.ndarray((len(text) + WORD,), "<u8", text + bytes(2 * WORD), 0, (1,))


def cut(found: Words, sizes: Numbers | int) -> Words:
    """Words of which so many bytes count, at most all."""
    cut: Words = found & _MASKS[np.minimum(sizes, WORD)]
    return cut
