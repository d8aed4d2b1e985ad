"""Takes the bytes of a .bib file, gives its entries by what tells papers apart: ids, keys, titles."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property

from papers2bib.bibfile.body import term_end
from papers2bib.bibfile.places import Places
from papers2bib.bibfile.spans import scan
from papers2bib.bibfile.values import decode, macros, texts
from papers2bib.model import Listing, Paper
from papers2bib.readers.bibtex import listing_of
from papers2bib.titles import title_key

_NEW_ARXIV = re.compile(rb"\.(?<=\d{4}\.)\d{4,5}")  # a sign first: such patterns are looked for quickest
_OLD_ARXIV = re.compile(rb"/\d{7}(?!\d)")
_DOI = re.compile(rb"10\.\d{4,9}/[^\s{}\",]+")
_TITLES = [re.compile(rb"%s(?<=[\s,][Tt]%s)\s*=\s*[{\"]" % (one, one)) for one in (b"itle", b"ITLE")]
_KEY = re.compile(rb"@\s*[A-Za-z]+\s*[{(]\s*([^\s,{}()]+)")
_LONGEST_TITLE = 2_000
_TELLING = 12
"""Letters at the beginning, or at the end, that a title and a variant of it have in common."""


class Entries:
    """The entries of one file, numbered as they stand there; they are read no further than is needed."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.spans = scan(data)
        self.own = [span for span in self.spans if span.kind in ("entry", "broken")]
        self._starts = [span.start for span in self.own]
        self._read: dict[int, Listing | None] = {}

    @cached_property
    def keys(self) -> frozenset[str]:
        """Every citation key, those of entries that are broken or commented out too."""
        return frozenset(map(decode, _KEY.findall(self.data)))

    def under_key(self, key: str) -> Iterator[int]:
        """The entries under a citation key."""
        if key:
            yield from self._by_key.get(key.lower(), ())

    def naming(self, scheme: str, value: str) -> Iterator[int]:
        """The entries in whose text an id stands, be it their own or not."""
        yield from self._around(
            self._offsets.get(value.rpartition("/")[2] if scheme == "arxiv" else value, ())
        )

    def titled(self, title: str) -> Iterator[int]:
        """The entries whose title begins or ends as this one does."""
        offsets = [one for end in _ends(title_key(title)) for one in self._by_title.get(end, ())]
        yield from dict.fromkeys(self._around(offsets))

    def listing(self, at: int) -> Listing | None:
        """What an entry says; None where it has no title."""
        if at not in self._read:
            fields = self.texts(at)
            self._read[at] = listing_of(fields | {"ID": self.own[at].key}, "")
        return self._read[at]

    def paper(self, at: int) -> Paper:
        """An entry as an account of a paper."""
        listing = self.listing(at)
        if listing is None:
            return Paper(source="bib", title="")
        return Paper(source="bib", title=listing.title, ids=listing.ids, authors=listing.authors)

    def texts(self, at: int) -> dict[str, str]:
        """What its fields say, by their names in lower case."""
        return texts(self.own[at], self._macros)

    def line(self, offset: int) -> int:
        """The number of the line on which a byte stands."""
        return self._places.at(offset).line

    def _around(self, offsets: Iterable[int]) -> Iterator[int]:
        """The entries in which these bytes stand."""
        for offset in offsets:
            at = bisect_right(self._starts, offset) - 1
            if at >= 0 and offset < self.own[at].end:
                yield at

    @cached_property
    def _macros(self) -> dict[str, str]:
        return macros(self.spans)

    @cached_property
    def _places(self) -> Places:
        return Places(self.data)

    @cached_property
    def _by_key(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for at, span in enumerate(self.own):
            found.setdefault(span.key.lower(), []).append(at)
        return found

    @cached_property
    def _offsets(self) -> dict[str, list[int]]:
        """Where ids stand: DOIs in lower case, arXiv ids by their numbers."""
        found: dict[str, list[int]] = {}
        for hit in _NEW_ARXIV.finditer(self.data):
            number = self.data[hit.start() - 4 : hit.end()].decode()
            found.setdefault(number, []).append(hit.start())
        for hit in _OLD_ARXIV.finditer(self.data):
            found.setdefault(hit[0].decode()[1:], []).append(hit.start())
        for hit in _DOI.finditer(self.data):
            doi = decode(hit[0]).replace("\\", "").rstrip(".;").lower()
            found.setdefault(doi, []).append(hit.start())
        return found

    @cached_property
    def _by_title(self) -> dict[str, list[int]]:
        """Where titles stand, by their ends."""
        found: dict[str, list[int]] = {}
        for hit in (hit for title in _TITLES for hit in title.finditer(self.data)):
            at = hit.end() - 1
            for end in _ends(_written_key(self.data, at)):
                found.setdefault(end, []).append(at)
        return found


def _ends(key: str) -> tuple[str, ...]:
    return (key[:_TELLING], "…" + key[-_TELLING:]) if key else ()


def _written_key(data: bytes, at: int) -> str:
    """The title key of a value that begins at an offset."""
    end = term_end(data, at, min(at + _LONGEST_TITLE, len(data)))
    return title_key(decode(data[at + 1 : end - 1])) if end > 0 else ""
