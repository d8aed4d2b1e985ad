"""The store of a catalogue under construction: records in, in any order; sorted, numbered sections out."""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from papers2bib.catalogue.codec import PackedTexts, little_endian, pack_texts, share_beginnings, text_sections
from papers2bib.catalogue.numbering import NO_ARXIV
from papers2bib.catalogue.records import COMMON_NAMES, Record, pack, pack_name, pack_phrases
from papers2bib.catalogue.vocabulary import SECTION, Writer, common_words
from papers2bib.catalogue.workers import Each

GROUPS = {"titles": 16, "records": 16, "names": 16, "phrases": 16}
"""How many texts of each kind share a checksum."""
_CHUNK = 3125 * GROUPS["titles"]
_SAMPLE = 300_000
"""So many titles are enough to learn which words are common."""


class Store:
    """Holds the latest record of each id, and every name and list of phrases once."""

    def __init__(self) -> None:
        self._records: dict[int | str, tuple[Record, array[int]]] = {}
        self._names: dict[str, int] = {}
        self._phrases: dict[tuple[str, ...], tuple[str, ...]] = {}

    def __len__(self) -> int:
        return len(self._records)

    def add(self, record: Record) -> None:
        """Add a record, in place of an earlier one of the same arXiv id or, without one, DOI."""
        number, titles, authors, phrases, doi, flags, held, found, own = record
        names = self._names
        numbers = array("I", [names.setdefault(name, len(names)) for name in authors])
        slim = Record(
            number, titles, (), self._phrases.setdefault(phrases, phrases), doi, flags, held, found, own
        )
        self._records[doi if number == NO_ARXIV else number] = slim, numbers

    def finish(self) -> "Shelved":
        """The records in their final order; the store is empty afterwards."""
        ordered = sorted(self._records.values(), key=lambda pair: (pair[0].number, pair[0].doi))
        self._records = {}
        return Shelved(ordered, list(self._names))


class Shelved:
    """Records in their final order: the arXiv's, then by DOI."""

    def __init__(self, ordered: "list[tuple[Record, array[int]]]", names: list[str]) -> None:
        self._ordered, self._names = ordered, names

    def __len__(self) -> int:
        return len(self._ordered)

    def records(self) -> Iterator[Record]:
        """The records, without their authors."""
        return (record for record, _ in self._ordered)

    def titles(self) -> Iterator[tuple[str, tuple[int, ...]]]:
        """Every title by number: those of all papers, with what else these are found under, then the others.

        A paper is found under its DOI and, if it says where it was published, under its authors and year.
        """
        for record, _ in self._ordered:
            yield record.titles[0], record.terms
        for record, _ in self._ordered:
            for other in record.titles[1:]:
                yield other, ()

    def sections(self, each: Each) -> dict[str, bytes]:
        """All of the file but the postings."""
        words, titles = self._shortened(each)
        names, codes = self._rank_names()
        phrases = self._rank_phrases()
        numbers = [record.number for record, _ in self._ordered]
        apart = {
            **_texts("records", self._packed(phrases, codes), numbers),
            **_texts("names", share_beginnings(map(str.encode, names), GROUPS["names"])),
            **_texts("phrases", map(str.encode, phrases)),
        }
        owners = little_endian(self._owners())
        shortened = {SECTION: b"\0".join(words), **text_sections("titles", titles)}
        return {"ids": _planes(numbers), **shortened, "owners": owners, **apart}

    def _shortened(self, each: Each) -> tuple[list[bytes], Iterator[PackedTexts]]:
        """The common words, and the titles without them, on which other processes work meanwhile."""
        titles = [title for title, _ in self.titles()]
        words = common_words(title.encode() for title in titles[:: len(titles) // _SAMPLE + 1])
        chunks = (titles[at : at + _CHUNK] for at in range(0, len(titles), _CHUNK))
        return words, each(partial(_shorten, words=words), chunks)

    def _owners(self) -> Iterator[int]:
        for number, (record, _) in enumerate(self._ordered):
            yield from [number] * (len(record.titles) - 1)

    def _packed(self, phrases: list[str], codes: list[bytes]) -> Iterator[bytes]:
        places = {phrase: number for number, phrase in enumerate(phrases)}
        known = {
            some: pack_phrases([places[one] for one in some])
            for some in {record.phrases for record, _ in self._ordered}
        }
        first_other = len(self._ordered)
        for record, authors in self._ordered:
            yield pack(record, known[record.phrases], [codes[one] for one in authors], first_other)
            first_other += len(record.titles) - 1

    def _rank_phrases(self) -> list[str]:
        """The phrases in use, the commonest first."""
        counts: Counter[str] = Counter()
        for some, count in Counter(record.phrases for record, _ in self._ordered).items():
            counts.update(dict.fromkeys(some, count))
        return sorted(counts, key=lambda one: (-counts[one], one))

    def _rank_names(self) -> tuple[list[str], list[bytes]]:
        """The names in use, the common ones first, both parts sorted; and the packed number of each name."""
        counts = array("I", bytes(4 * len(self._names)))
        for _, authors in self._ordered:
            for one in authors:
                counts[one] += 1
        used = sorted(filter(counts.__getitem__, range(len(counts))), key=self._names.__getitem__)
        ranked = sorted(used, key=counts.__getitem__, reverse=True)
        common = set(ranked[:COMMON_NAMES])
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
