r"""The vocabulary of a catalogue: titles in, about a third of their bytes out, and back.

A common word with the blank behind it is one byte (`\x03`–`\x1f`) or two (`\x80`–`\xff`, then `\x02`–`\xff`);
any other word stands as it is, behind `\x02` where it holds what is not printable ASCII. The words
themselves, the commonest first, are a section of their own.
"""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import chain
from zlib import crc32

from papers2bib.catalogue.codec import TextReader
from papers2bib.catalogue.layout import Layout, damaged

SECTION = "words"
_FOREIGN = 0x02
_SINGLE, _SINGLES = 0x03, 0x20 - 0x03
_LEAD, _LEADS = 0x80, 0x80
_SECOND, _SECONDS = 0x02, 0x100 - 0x02
_MOST = _SINGLES + _LEADS * _SECONDS
_LEAST = 2
"""A word that occurs less often saves less than it takes."""
_TOKEN = re.compile(rb"[\x20-\x7e]+|[\x80-\xff].|[\x03-\x1f]|\x02[^ ]* ", re.DOTALL)
_PRINTABLE = re.compile(rb"[\x21-\x7e]*")


def common_words(titles: Iterable[bytes]) -> list[bytes]:
    """The words worth a code, the commonest first."""
    counts = Counter(chain.from_iterable(title.split(b" ") for title in titles))
    worth = (word for word, count in counts.items() if count >= _LEAST and word and min(word) > 0x20)
    return sorted(worth, key=lambda word: (-counts[word], word))[:_MOST]


class Writer:
    """Shortens titles."""

    def __init__(self, words: Iterable[bytes]) -> None:
        self._codes = _Codes((word, _code(rank)) for rank, word in enumerate(words))

    def shorten(self, title: bytes) -> bytes:
        """The bytes of a title."""
        return b"".join(map(self._codes.__getitem__, title.split(b" ")))


class _Codes(dict[bytes, bytes]):
    def __missing__(self, word: bytes) -> bytes:
        return word + b" " if _PRINTABLE.fullmatch(word) else bytes((_FOREIGN,)) + word + b" "


def _code(rank: int) -> bytes:
    if rank < _SINGLES:
        return bytes((_SINGLE + rank,))
    lead, second = divmod(rank - _SINGLES, _SECONDS)
    return bytes((_LEAD + lead, _SECOND + second))


class Titles:
    """Reads titles by number."""

    def __init__(self, layout: Layout, texts: TextReader) -> None:
        self._texts, self._words = texts, _Words(layout)

    def __getitem__(self, number: int) -> str:
        """A title, its checksum not compared: good enough to rank, not to hand out."""
        return self._whole(self._texts[number]).decode(errors="replace")

    def checked(self, number: int) -> str:
        """A title; raises CatalogueError or ValueError when it is not as written."""
        return self._whole(self._texts.checked(number)).decode()

    def _whole(self, short: bytes) -> bytes:
        return b"".join(map(self._words.__getitem__, _TOKEN.findall(short)))[:-1]


class _Words(dict[bytes, bytes]):
    """Token → what it stands for; kept from its first use on."""

    def __init__(self, layout: Layout) -> None:
        super().__init__()
        self._layout = layout
        self._ranked: list[bytes] = []

    def __missing__(self, token: bytes) -> bytes:
        first = token[0]
        if 0x20 <= first < _LEAD:
            return token
        if first == _FOREIGN:
            return token[1:]
        if not self._ranked:
            self._ranked = _read(self._layout)
        rank = first - _SINGLE
        if first >= _LEAD:
            rank = _SINGLES + (first - _LEAD) * _SECONDS + token[1] - _SECOND
        if rank >= len(self._ranked):
            raise damaged(self._layout.path, f"word {rank}")
        word = self[token] = self._ranked[rank] + b" "
        return word


def _read(layout: Layout) -> list[bytes]:
    start, length = layout.section(SECTION)
    joined = layout.data[start : start + length]
    if crc32(joined) != layout.info["sections"][SECTION][2]:
        raise damaged(layout.path, f"checksum of section {SECTION}")
    return joined.split(b"\0")
