"""The titles of a catalogue under construction: titles by number in, their sections out."""

from collections.abc import Sequence
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
        self._words = common_words(title.encode() for title in titles[:: len(titles) // _SAMPLE + 1])
        chunks = [titles[at : at + _CHUNK] for at in range(0, len(titles), _CHUNK)]
        self._shortened = each(partial(_shorten, words=self._words), chunks)

    def finish(self) -> dict[str, bytes]:
        """The sections."""
        return {SECTION: b"\0".join(self._words), **text_sections("titles", self._shortened)}


def _shorten(titles: Sequence[str], words: Sequence[bytes]) -> PackedTexts:
    shorten = Writer(words).shorten
    return pack_texts((shorten(title.encode()) for title in titles), GROUPS["titles"])
