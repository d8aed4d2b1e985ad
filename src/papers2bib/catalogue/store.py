"""The store of a catalogue under construction: records in, in any order; sorted, numbered sections out."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, count
from operator import itemgetter
from typing import Any

from papers2bib.catalogue.codec import PackedTexts, little_endian, pack_texts, share_beginnings, text_sections
from papers2bib.catalogue.coverage import coverage
from papers2bib.catalogue.numbering import NO_ARXIV
from papers2bib.catalogue.records import COMMON_NAMES, Counted, Record, Row, pack, pack_head, pack_name
from papers2bib.catalogue.vocabulary import SECTION, Writer, common_words
from papers2bib.catalogue.workers import Each

GROUPS = {"titles": 16, "records": 16, "names": 16, "phrases": 16}
"""How many texts of each kind share a checksum."""
_CHUNK = 3125 * GROUPS["titles"]
_SAMPLE = 300_000
"""So many titles are enough to learn which words are common."""
_NUMBER, _DOI = Record._fields.index("number"), Record._fields.index("doi")


class Store:
    """Holds the latest record of each id, and every name and list of phrases once."""

    def __init__(self) -> None:
        self._rows: dict[int | str, tuple[Any, ...]] = {}
        """Each as it was added, but for numbers in place of names."""
        self._names: defaultdict[str, int] = defaultdict(count().__next__)
        self._phrases: dict[tuple[str, ...], tuple[str, ...]] = {}

    def add(self, record: Row) -> None:
        """Add a record, in place of an earlier one of the same arXiv id or, without one, DOI."""
        number, titles, authors, phrases, doi, flags, held, terms, counted, own = record
        names = tuple(map(self._names.__getitem__, authors))
        phrases = self._phrases.setdefault(phrases, phrases)
        row = number, titles, names, phrases, doi, flags, held, terms, counted, own
        self._rows[doi if number == NO_ARXIV else number] = row

    def finish(self) -> "Shelved":
        """The records in their final order; the store is empty afterwards."""
        rows = sorted(self._rows.values(), key=itemgetter(_NUMBER, _DOI))
        self._rows = {}
        return Shelved(rows, list(self._names))


class Shelved:
    """Records in their final order, the arXiv's, then by DOI; column by column."""

    def __init__(self, rows: Sequence[tuple[Any, ...]], names: list[str]) -> None:
        columns = ([row[at] for row in rows] for at in range(len(Record._fields)))
        self._numbers: list[int] = next(columns)
        self._titles: list[tuple[str, ...]] = next(columns)
        self._authors: list[tuple[int, ...]] = next(columns)
        self._phrases: list[tuple[str, ...]] = next(columns)
        _, self._flags, self._held = next(columns), next(columns), next(columns)
        self._terms: list[tuple[int, ...]] = next(columns)
        self._counted: list[Counted] = next(columns)
        self._own: list[bytes] = next(columns)
        self._names = names

    def __len__(self) -> int:
        return len(self._numbers)

    def titles(self) -> list[tuple[str, tuple[int, ...]]]:
        """Every title by number: those of all papers, with what else these are found under, then the others.

        A paper is found under its DOI and, if it says where it was published, under its authors and year.
        """
        main = zip(map(itemgetter(0), self._titles), self._terms, strict=True)
        return [*main, *((other, ()) for titles in self._titles for other in titles[1:])]

    def coverage(self) -> dict[str, Any]:
        """What the header says of what is there."""
        held = ((titles[0], held) for titles, held in zip(self._titles, self._held, strict=True) if held)
        return coverage(self._counted, held)

    def sections(self, each: Each) -> dict[str, bytes]:
        """All of the file but the postings."""
        words, titles = self._shortened(each)
        names, codes = self._rank_names()
        phrases = self._rank_phrases()
        apart = {
            **_texts("records", self._packed(phrases, codes), self._numbers),
            **_texts("names", share_beginnings(map(str.encode, names), GROUPS["names"])),
            **_texts("phrases", map(str.encode, phrases)),
        }
        owners = little_endian(self._owners())
        shortened = {SECTION: b"\0".join(words), **text_sections("titles", titles)}
        return {"ids": _planes(self._numbers), **shortened, "owners": owners, **apart}

    def _shortened(self, each: Each) -> tuple[list[bytes], Iterator[PackedTexts]]:
        """The common words, and the titles without them, on which other processes work meanwhile."""
        titles = [title for title, _ in self.titles()]
        words = common_words(title.encode() for title in titles[:: len(titles) // _SAMPLE + 1])
        chunks = (titles[at : at + _CHUNK] for at in range(0, len(titles), _CHUNK))
        return words, each(partial(_shorten, words=words), chunks)

    def _owners(self) -> Iterator[int]:
        for number, titles in enumerate(self._titles):
            if len(titles) > 1:
                yield from [number] * (len(titles) - 1)

    def _packed(self, phrases: list[str], codes: list[bytes]) -> Iterator[bytes]:
        places = {phrase: number for number, phrase in enumerate(phrases)}
        heads: dict[tuple[int, tuple[str, ...]], bytes] = {}
        first_other = len(self)
        for titles, authors, some, flags, own in zip(
            self._titles, self._authors, self._phrases, self._flags, self._own, strict=True
        ):
            head = heads.get((flags, some))
            if head is None:
                others = len(titles) - 1
                head = pack_head(flags, [places[one] for one in some], first_other, others)
                first_other += others
                if not others:
                    heads[flags, some] = head
            yield pack(head, list(map(codes.__getitem__, authors)), own)

    def _rank_phrases(self) -> list[str]:
        """The phrases in use, the commonest first."""
        counts: Counter[str] = Counter()
        for some, times in Counter(self._phrases).items():
            counts.update(dict.fromkeys(some, times))
        return sorted(counts, key=lambda one: (-counts[one], one))

    def _rank_names(self) -> tuple[list[str], list[bytes]]:
        """The names in use, the common ones first, both parts sorted; and the packed number of each name."""
        counts = Counter(chain.from_iterable(self._authors))
        used = sorted(counts, key=self._names.__getitem__)
        common = set(sorted(used, key=counts.__getitem__, reverse=True)[:COMMON_NAMES])
        order = [one for one in used if one in common] + [one for one in used if one not in common]
        codes = [b""] * len(self._names)
        for rank, one in enumerate(order):
            codes[one] = pack_name(rank)
        return [self._names[one] for one in order], codes


def _texts(name: str, texts: Iterable[bytes], seeds: Sequence[int] = ()) -> dict[str, bytes]:
    return text_sections(name, [pack_texts(texts, GROUPS[name], seeds)])


def _shorten(titles: Sequence[str], words: Sequence[bytes]) -> PackedTexts:
    shorten = Writer(words).shorten
    return pack_texts((shorten(title.encode()) for title in titles), GROUPS["titles"])


def _planes(numbers: list[int]) -> bytes:
    column = little_endian(numbers)
    return b"".join(column[plane::4] for plane in range(4))
