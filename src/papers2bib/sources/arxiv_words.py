"""Takes a title as people write it, gives the words by which arXiv's index may know it.

The index is Elasticsearch's: words end where Unicode says so, accents and LaTeX count as they were typed
(https://github.com/arXiv/arxiv-search: mappings/DocumentMapping.json). Words that others may have typed in
another way (`can't`, `naïve`, `$k$`) are told from those that are sure.
"""

import html
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from papers2bib.accents import decode_accents, plain_letters
from papers2bib.spelling import SMALL_WORDS
from papers2bib.titles import title_words

MOST_WORDS = 10
"""Words of a title that are searched for: hardly two titles begin with the same ones."""
_UNSAID = SMALL_WORDS | frozenset(
    "it not but if into no such that their then there these they this was will we our you your how what when"
    " where which who why can do does than over under between beyond towards toward new".split()
)
"""Words that the index leaves out, and others that say nothing of a title's subject."""
_LONGEST_WORD, _LONGEST_SPELLING = 50, 200
_UNSURE = "�"
_MATH_OR_MARKUP = re.compile(r"\$[^$]*\$|\\[A-Za-z]+\*?|</?[A-Za-z]+[^<>]*>|[{}]+(?=\w)")
_CHUNK = re.compile(rf"[\w{_UNSURE}]+(?:(?:[':]|(?<=[^\W_])[.](?=[^\W_])|(?<=\d),(?=\d))[\w{_UNSURE}]+)*")
_SURE = re.compile(r"[a-z0-9]+(?:[.,][a-z0-9]+)*")
_BETWEEN = re.compile(r"[^\w'.:,]+")
_BROKEN_OFF = re.compile(r"\w*(?:…|\.\.\.)\s*$")
_WIDE = re.compile("[ﬀ-ﬆ！-～]+")


class Word(NamedTuple):
    """A word in lower case, and whether the index surely has it in this spelling."""

    text: str
    sure: bool

    @property
    def telling(self) -> bool:
        """It is sure, and says something of the subject."""
        return self.sure and self.text not in _UNSAID and len(self.text) > 1


@lru_cache(maxsize=4096)
def words_of(title: str) -> tuple[Word, ...]:
    """The words of a title in order; where a macro or formula stood there is an unsure one."""
    text = _MATH_OR_MARKUP.sub(_UNSURE, decode_accents(_plain(title)))
    return tuple(map(_word, _CHUNK.findall(text.lower())))


@lru_cache(maxsize=4096)
def telling_words(title: str) -> tuple[str, ...]:
    """The words that tell what a title is of, in order, once each."""
    return tuple(dict.fromkeys(word.text for word in words_of(title) if word.telling))


def runs(words: Sequence[Word]) -> list[list[str]]:
    """The sure words in stretches without a gap, those that say nothing left out where others say more."""
    found: list[list[str]] = [[]]
    for word in words:
        if word.sure:
            found[-1].append(word.text)
        elif found[-1]:
            found.append([])
    telling = [run for run in found if any(Word(text, sure=True).telling for text in run)]
    return telling or [run for run in found if run]


def spellings(title: str) -> list[str]:
    """A title that has hardly a sure word, as whoever entered it may have typed it."""
    text = decode_accents(_plain(title)).lower()
    apart = re.sub("(\\w)[\u0300-\u036f]+", r" \1", unicodedata.normalize("NFD", text))
    typed = [
        text,
        plain_letters(text),
        apart,
        title_words(_without_end(title)),
    ]  # apart: schr\"odinger is two words
    cut = (" ".join(_BETWEEN.sub(" ", one).split()[:MOST_WORDS])[:_LONGEST_SPELLING] for one in typed)
    return [one for one in dict.fromkeys(cut) if one]


def _plain(title: str) -> str:
    """The title without entities, ligatures and curled apostrophes; signs such as → are nobody's words."""
    text = _WIDE.sub(lambda wide: unicodedata.normalize("NFKC", wide[0]), _without_end(html.unescape(title)))
    if text.isascii():
        return text
    text = re.sub("[’‘ʼ]", "'", text)
    return "".join(_UNSURE if _is_sign(character) else character for character in text)


def _is_sign(character: str) -> bool:
    return not character.isascii() and unicodedata.category(character).startswith("S")


def _without_end(title: str) -> str:
    """The title without a last word that was cut off."""
    return _BROKEN_OFF.sub("", title) or title


def _word(chunk: str) -> Word:
    return Word(chunk, len(chunk) <= _LONGEST_WORD and bool(_SURE.fullmatch(chunk)))
