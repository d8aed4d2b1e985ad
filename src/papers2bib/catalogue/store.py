"""The store of a catalogue under construction: records in, in any order; sorted, numbered sections out."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any

from papers2bib.catalogue.codec import (
    GROUPS,
    PackedTexts,
    little_endian,
    pack_texts,
    share_beginnings,
    text_sections,
)
from papers2bib.catalogue.coverage import coverage
from papers2bib.catalogue.numbering import NO_ARXIV
from papers2bib.catalogue.ranking import rank
from papers2bib.catalogue.records import Record, Row, pack, pack_head
from papers2bib.catalogue.workers import Each

_CHUNK = 6250 * GROUPS["names"]
_NUMBER, _DOI = Record._fields.index("number"), Record._fields.index("doi")


class Store:
    """Holds the latest record of each id."""

    def __init__(self) -> None:
        self._rows: dict[int | str, Row] = {}

    def add(self, record: Row) -> None:
        """Add a record, in place of an earlier one of the same arXiv id or, without one, DOI."""
        number, _, _, _, doi, *_ = record
        self._rows[doi if number == NO_ARXIV else number] = record

    def finish(self) -> "Shelved":
        """The records in their final order; the store is empty afterwards."""
        rows = sorted(self._rows.values(), key=itemgetter(_NUMBER, _DOI))
        self._rows = {}
        return Shelved(rows)


class Shelved:
    """Records in their final order: the arXiv's, then by DOI."""

    def __init__(self, rows: list[Row]) -> None:
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    def titles(self) -> list[tuple[str, tuple[int, ...]]]:
        """Every title by number: those of all papers, with what else these are found under, then the others.

        A paper is found under its DOI and, if it says where it was published, under its authors and year.
        """
        main = zip(map(itemgetter(0), self._all("titles")), self._all("terms"), strict=True)
        return [*main, *((other, ()) for titles in self._all("titles") for other in titles[1:])]

    def coverage(self) -> dict[str, Any]:
        """What the header says of what is there."""
        held = zip(self._all("titles"), self._all("held"), strict=True)
        return coverage(self._all("counted"), ((titles[0], places) for titles, places in held if places))

    def sections(self, each: Each) -> dict[str, bytes]:
        """All of the file but its titles and the postings."""
        names, packed = rank(list(self._all("authors")))
        chunks = [names[at : at + _CHUNK] for at in range(0, len(names), _CHUNK)]
        shared = each(_shared_beginnings, chunks)
        phrases = self._rank_phrases()
        numbers = list(self._all("number"))
        return {
            "ids": _planes(numbers),
            **_texts("records", self._packed(phrases, packed), numbers),
            **_texts("phrases", map(str.encode, phrases)),
            **text_sections("names", shared),
            "owners": little_endian(self._owners()),
        }

    def _all(self, name: str) -> Iterator[Any]:
        """A field of all records."""
        return map(itemgetter(Record._fields.index(name)), self._rows)

    def _owners(self) -> Iterator[int]:
        for number, titles in enumerate(self._all("titles")):
            if len(titles) > 1:
                yield from [number] * (len(titles) - 1)

    def _packed(self, phrases: list[str], names: Iterable[tuple[int, bytes]]) -> Iterator[bytes]:
        places = {phrase: number for number, phrase in enumerate(phrases)}
        heads: dict[tuple[int, tuple[str, ...]], bytes] = {}
        first_other = len(self)
        for (_, titles, _, some, _, flags, _, _, _, own), people in zip(self._rows, names, strict=True):
            head = heads.get((flags, some))
            if head is None:
                others = len(titles) - 1
                head = pack_head(flags, [places[one] for one in some], first_other, others)
                first_other += others
                if not others:
                    heads[flags, some] = head
            yield pack(head, *people, own)

    def _rank_phrases(self) -> list[str]:
        """The phrases in use, the commonest first."""
        counts: Counter[str] = Counter()
        for some, times in Counter(self._all("phrases")).items():
            for phrase in dict.fromkeys(some):
                counts[phrase] += times
        return sorted(counts, key=lambda one: (-counts[one], one))


def _shared_beginnings(names: Sequence[bytes]) -> PackedTexts:
    return pack_texts(share_beginnings(names, GROUPS["names"]), GROUPS["names"])


def _texts(name: str, texts: Iterable[bytes], seeds: Sequence[int] = ()) -> dict[str, bytes]:
    return text_sections(name, [pack_texts(texts, GROUPS[name], seeds)])


def _planes(numbers: list[int]) -> bytes:
    column = little_endian(numbers)
    return b"".join(column[plane::4] for plane in range(4))
