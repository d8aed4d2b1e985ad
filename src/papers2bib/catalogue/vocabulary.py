r"""The vocabulary of a catalogue: titles in, about a third of their bytes out, and back.

A common word with the blank behind it is one byte (`\x03`–`\x1f`) or two (`\x80`–`\xff`, then `\x02`–`\xff`);
any other word stands as it is, behind `\x02` where it holds what is not printable ASCII. The words
themselves, the commonest first, are a section of their own.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain, product
from zlib import crc32

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extract

from papers2bib.catalogue.codec import TextReader
from papers2bib.catalogue.layout import Layout, damaged
from papers2bib.titles import title_key

SECTION = "words"
_FOREIGN_MARK = b"\x02"
_SINGLES, _LEADS = range(0x03, 0x20), range(0x80, 0x100)
_SECONDS = [bytes((second,)) for second in range(0x02, 0x100)]
_MOST = len(_SINGLES) + len(_LEADS) * len(_SECONDS)
_LEAST = 2
"""A word that occurs less often saves less than it takes."""
_LIKE = 45.0
"""The bytes of two titles are less alike by chance."""
_BETWEEN = b"\0"
_TOKEN = re.compile(rb"[\x80-\xff].|[\0\x03-\x1f]|[\x20-\x7e]+|\x02[^ \0]* ", re.DOTALL)
_PRINTABLE = re.compile(rb"[\x21-\x7e]*")


def common_words(titles: Iterable[bytes]) -> list[bytes]:
    """The words worth a code, the commonest first."""
    counts = Counter(chain.from_iterable(title.split(b" ") for title in titles))
    worth = (word for word, count in counts.items() if count >= _LEAST and word and min(word) > 0x20)
    return sorted(worth, key=lambda word: (-counts[word], word))[:_MOST]


class Writer:
    """Shortens titles."""

    def __init__(self, words: Iterable[bytes]) -> None:
        self._shorter = _Shorter(zip(words, _codes(), strict=False))

    def shorten(self, title: bytes) -> bytes:
        """The bytes of a title."""
        return b"".join(map(self._shorter.__getitem__, title.split(b" ")))


class _Shorter(dict[bytes, bytes]):
    def __missing__(self, word: bytes) -> bytes:
        whole = self[word] = word + b" " if _PRINTABLE.fullmatch(word) else _FOREIGN_MARK + word + b" "
        return whole


def _codes() -> Iterator[bytes]:
    """All codes, the short ones first."""
    leads = map(bytes, zip(_LEADS))
    return chain(map(bytes, zip(_SINGLES)), map(b"".join, product(leads, _SECONDS)))


class Titles:
    """Reads titles by number."""

    def __init__(self, layout: Layout, texts: TextReader) -> None:
        self._layout, self._texts = layout, texts

    def __getitem__(self, number: int) -> str:
        """A title, its checksum not compared: good enough to rank, not to hand out."""
        return self._whole(self._texts[number])[:-1].decode(errors="replace")

    def keys(self, numbers: Sequence[int]) -> list[str]:
        """The keys of some titles, their checksums not compared; read together they take half of the time."""
        tokens, words = _TOKEN.findall(_BETWEEN.join(map(self._texts.__getitem__, numbers))), self._words
        whole = b"".join(map(words.get, tokens, tokens))  # marks and all, for a key holds no such sign
        return list(map(title_key, whole.decode(errors="replace").split("\0")))

    def like(self, number: int, others: Sequence[int]) -> list[int]:
        """Those of some titles that share many words with one, by their bytes as they are stored."""
        short = list(map(self._texts.__getitem__, others))
        found = extract(self._texts[number], short, scorer=ratio, score_cutoff=_LIKE, limit=None)
        return [others[at] for _, _, at in found]

    def checked(self, number: int) -> str:
        """A title; raises CatalogueError or ValueError when it is not as written."""
        return self._whole(self._texts.checked(number))[:-1].decode()

    def _whole(self, short: bytes) -> bytes:
        words, tokens = self._words, _TOKEN.findall(short)
        if _FOREIGN_MARK in short:
            tokens = [token[1:] if token.startswith(_FOREIGN_MARK) else token for token in tokens]
        return b"".join(map(words.get, tokens, tokens))

    @cached_property
    def _words(self) -> dict[bytes, bytes]:
        """Code → word, with the blank behind it."""
        return dict(zip(_codes(), _read(self._layout), strict=False))


def _read(layout: Layout) -> list[bytes]:
    """The words, each with the blank behind it."""
    start, length = layout.section(SECTION)
    joined = layout.data[start : start + length]
    if crc32(joined) != layout.info["sections"][SECTION][2]:
        raise damaged(layout.path, f"checksum of section {SECTION}")
    return (joined.replace(b"\0", b" \0") + b" ").split(b"\0")
