"""The store of a catalogue under construction: records in, in any order; sorted, numbered sections out."""

from array import array
from collections import Counter
from collections.abc import Iterator

from papers2bib.catalogue.codec import TextWriter, little_endian
from papers2bib.catalogue.numbering import NO_ARXIV
from papers2bib.catalogue.records import COMMON_NAMES, Record, pack

GROUPS = {"titles": 16, "records": 16, "names": 16, "phrases": 16}
"""How many texts of each kind share a checksum."""


class Store:
    """Holds the latest record of each id, and every name and phrase once."""

    def __init__(self) -> None:
        self._records: dict[int | str, tuple[Record, array[int]]] = {}
        self._names: dict[str, int] = {}
        self._phrases: dict[str, str] = {}

    def __len__(self) -> int:
        return len(self._records)

    def add(self, record: Record) -> None:
        """Add a record, in place of an earlier one of the same arXiv id or, without one, DOI."""
        names, phrases = self._names, self._phrases
        authors = array("I", [names.setdefault(name, len(names)) for name in record.authors])
        shared = tuple([phrases.setdefault(one, one) for one in record.phrases])
        slim = Record(record.number, record.titles, (), shared, record.doi, record.flags, record.own)
        self._records[record.doi if record.number == NO_ARXIV else record.number] = slim, authors

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

    def titles(self) -> Iterator[tuple[str, str]]:
        """Every title by number, with its paper's DOI: the titles of all papers, then their other titles."""
        for record, _ in self._ordered:
            yield record.titles[0], record.doi
        for record, _ in self._ordered:
            for other in record.titles[1:]:
                yield other, ""

    def sections(self) -> dict[str, bytes]:
        """All of the file but the postings."""
        names, ranks = self._rank_names()
        phrases = _by_frequency(Counter(one for record, _ in self._ordered for one in record.phrases))
        return {
            "ids": _planes([record.number for record, _ in self._ordered]),
            **_texts("titles", (title for title, _ in self.titles())),
            "owners": little_endian(self._owners()),
            **self._pack({phrase: number for number, phrase in enumerate(phrases)}, ranks),
            **_texts("names", names),
            **_texts("phrases", phrases),
        }

    def _owners(self) -> Iterator[int]:
        for number, (record, _) in enumerate(self._ordered):
            yield from [number] * (len(record.titles) - 1)

    def _pack(self, phrases: dict[str, int], ranks: "array[int]") -> dict[str, bytes]:
        writer = TextWriter(GROUPS["records"])
        first_other = len(self._ordered)
        for record, authors in self._ordered:
            blob = pack(record, phrases, [ranks[one] for one in authors], first_other)
            writer.add(blob, record.number)
            first_other += len(record.titles) - 1
        return writer.sections("records")

    def _rank_names(self) -> "tuple[list[str], array[int]]":
        """The names in use, the common ones first, both parts sorted; and the place of each in this order."""
        counts = array("I", bytes(4 * len(self._names)))
        for _, authors in self._ordered:
            for one in authors:
                counts[one] += 1
        used = sorted((one for one in range(len(counts)) if counts[one]), key=self._names.__getitem__)
        common = set(sorted(used, key=lambda one: -counts[one])[:COMMON_NAMES])
        order = sorted(used, key=lambda one: one not in common)
        ranks = array("I", bytes(4 * len(self._names)))
        for rank, one in enumerate(order):
            ranks[one] = rank
        return [self._names[one] for one in order], ranks


def _texts(name: str, texts: Iterator[str] | list[str]) -> dict[str, bytes]:
    writer = TextWriter(GROUPS[name])
    for text in texts:
        writer.add(text.encode())
    return writer.sections(name)


def _by_frequency(counts: Counter[str]) -> list[str]:
    return sorted(counts, key=lambda one: (-counts[one], one))


def _planes(numbers: list[int]) -> bytes:
    column = little_endian(numbers)
    return b"".join(column[plane::4] for plane in range(4))
