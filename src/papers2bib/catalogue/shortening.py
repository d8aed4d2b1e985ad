"""The titles of a catalogue under construction: titles by number in, their sections out."""

from collections.abc import Iterator, Sequence
from functools import partial

from papers2bib.catalogue.codec import GROUPS, PackedTexts, pack_texts, text_sections
from papers2bib.catalogue.vocabulary import SECTION, Writer, common_words
from papers2bib.catalogue.workers import Each

_CHUNK = 6250 * GROUPS["titles"]
_SAMPLE = 300_000
"""So many titles are enough to learn which words are common."""


class Shortening:
    """Titles on their way; other processes work on them meanwhile."""

    def __init__(self, titles: Sequence[str], each: Each) -> None:
        self._titles, self._each = titles, each
        self._words: list[bytes] = []
        self._shortened: Iterator[PackedTexts] = iter(())
        self._learnt = each(_learn, [titles[:: len(titles) // _SAMPLE + 1]])

    def begin(self) -> None:
        """Let other processes begin with the titles."""
        (self._words,) = self._learnt
        chunks = [self._titles[at : at + _CHUNK] for at in range(0, len(self._titles), _CHUNK)]
        self._titles, self._shortened = (), self._each(partial(_shorten, words=self._words), chunks)

    def finish(self) -> dict[str, bytes]:
        """The sections."""
        return {SECTION: b"\0".join(self._words), **text_sections("titles", self._shortened)}


def _learn(titles: Sequence[str]) -> list[bytes]:
    return common_words(map(str.encode, titles))


def _shorten(titles: Sequence[str], words: Sequence[bytes]) -> PackedTexts:
    shorten = Writer(words).shorten
    return pack_texts((shorten(title.encode()) for title in titles), GROUPS["titles"])
