"""Records: from a paper to the bytes that stand for it, names and phrases being kept apart, and back."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from papers2bib.catalogue import terms
from papers2bib.catalogue.codec import get_number, get_text, put_number, put_text
from papers2bib.catalogue.numbering import NO_ARXIV, arxiv_text, number_month, paper_number
from papers2bib.ids import PaperId
from papers2bib.model import Date, Paper

_FIELDS = (
    "day date_precision journal_ref doi code titles"
    " date kind venue publisher issued volume number pages url ids"
).split()
"""Bit i of a record's first number says that field i is there; the common ones fit into one byte."""
_BIT = {name: 1 << place for place, name in enumerate(_FIELDS)}
_PHRASES = ("date_precision", "kind", "venue", "publisher")
_STORED = "title titles ids authors published issued categories".split()
_TEXTS = ("journal_ref", "code", "volume", "number", "pages", "url")
_STORED += [*_PHRASES, *_TEXTS]
_PHRASE_BITS = sum(_BIT[name] for name in _PHRASES)
_RARE = frozenset((*_PHRASES, *_TEXTS))
_TEXT_BITS = sum(_BIT[name] for name in _TEXTS)
COMMON_NAMES = 192 << 8
"""The numbers of so many names take two bytes."""


class NameCode(NamedTuple):
    """How the numbers of names from `first` on stand in a record: in so many bytes, the highest first."""

    first: int
    size: int
    more: int
    """Is added to them, so that the first byte tells the codes apart."""


NAME_CODES = (
    NameCode(0, 2, 0),
    NameCode(COMMON_NAMES, 3, (192 << 16) - COMMON_NAMES),
    NameCode(COMMON_NAMES + (63 << 16), 5, 255 << 32),
)


Counted = tuple[int, str, bool]
"""Of a paper the year of its arXiv id (else in which it was made public or published, 0: unknown), its first
category ("": unknown), and whether it says where it was published."""
Row = tuple[
    int,
    tuple[str, ...],
    str,
    tuple[str, ...],
    str,
    int,
    tuple[str, ...],
    tuple[int, ...],
    Counted,
    bytes,
]
"""A Record without its class: it is made, and goes from one process to another, in half of the time."""


class Record(NamedTuple):
    """A paper taken apart: what is stored once for many papers, and the bytes that are its own."""

    number: int
    titles: tuple[str, ...]
    """The title and the other titles."""
    authors: str
    r"""Their names, a `\0` between two."""
    phrases: tuple[str, ...]
    doi: str
    """Or DBLP's key or the page of a paper that has neither arXiv id nor DOI."""
    flags: int
    held: tuple[str, ...]
    """Venues that the table of `venues` knows, with the year: `NeurIPS 2022`; not for its workshops."""
    terms: tuple[int, ...]
    """What it is posted under besides its titles."""
    counted: Counted
    own: bytes


def take_apart(said: Mapping[str, Any]) -> Row:
    """The record of what is said of a paper; raises ValueError for what cannot be stored.

    Abstract and links are left out, and so is the source.
    """
    get, ids, own = said.get, said["ids"], bytearray()
    number, doi, shared, names = paper_number(ids), "", get("categories", ()), _joined(get("authors", ()))
    flags, titles, issued = _put_published(own, get("published"), number), (said["title"],), get("issued")
    if len(ids) > 1 or number == NO_ARXIV:
        doi = _doi(ids)
        flags |= _put_ids(own, ids)
    if "titles" in said:
        titles += said["titles"]
        flags |= _BIT["titles"]
    if issued:
        flags |= _BIT["issued"]
        _put_date(own, issued)
    if not _RARE.isdisjoint(said):
        flags |= _put_texts(own, said)
        phrases = {name: said[name] for name in _PHRASES if name in said}
        flags |= sum(map(_BIT.__getitem__, phrases))
        shared = _shared((*phrases.values(), *shared))
    year = number_month(number)[0] if number != NO_ARXIV else _year(get("published") or issued)
    counted = _counted(year, get("categories", ("",))[0], "kind" in said)
    held = _held(venue, said) if (venue := get("venue") or get("journal_ref")) else ()
    posted = _terms(said, doi) if doi or "kind" in said else ()
    return number, titles, names, shared, doi, flags, held, posted, counted, bytes(own)


def _joined(names: Sequence[str]) -> str:
    joined = "\0".join(names)
    if joined.count("\0") >= len(names) > 0:
        joined = "\0".join(name.replace("\0", "") for name in names)
    return joined


def _put_texts(own: bytearray, said: Mapping[str, Any]) -> int:
    flags = 0
    for name in _TEXTS:
        if name in said:
            flags |= _BIT[name]
            put_text(own, said[name])
    return flags


@lru_cache(maxsize=1 << 14)
def _shared(phrases: tuple[str, ...]) -> tuple[str, ...]:
    """One object for all that are the same."""
    return phrases


@lru_cache(maxsize=1 << 14)
def _counted(year: int, primary: str, is_published: bool) -> Counted:
    """One object for all that are counted together."""
    return year, primary, is_published


def _year(day: Date | None) -> int:
    return day.year if day else 0


def _terms(said: Mapping[str, Any], doi: str) -> tuple[int, ...]:
    """Its DOI and, where it says that it was published, its authors and the year."""
    found = (terms.doi(doi),) if doi else ()
    if "kind" in said and len(authors := said.get("authors", ())) > 1:
        return (*found, terms.team(authors, said["issued"].year if "issued" in said else 0))
    return found


def _held(venue: str, said: Mapping[str, Any]) -> tuple[str, ...]:
    from papers2bib.venues import is_side_track, venues_in, years_in  # slow to come: readers do without

    shorts = venues_in(venue)
    if not shorts or is_side_track(venue):
        return ()
    year = (
        (said["issued"].year if "issued" in said else 0)
        if "venue" in said
        else max(years_in(venue), default=0)
    )
    return tuple(f"{short} {year}" for short in sorted(shorts)) if year else ()


def _doi(ids: tuple[PaperId, ...]) -> str:
    """The first DOI, else DBLP's key or the page."""
    first = dict(reversed(ids))
    return first.get("doi") or first.get("dblp") or first.get("page") or ""


def said_of(paper: Paper) -> dict[str, Any]:
    """The fields of a paper that are stored, those alone that are known."""
    return {name: value for name in _STORED if (value := getattr(paper, name))}


def pack(head: bytes, authors: int, names: bytes, own: bytes) -> bytes:
    """The bytes of a record, given its packed head, how many authors it has, and their packed numbers."""
    count = _COUNTS[authors] if authors < len(_COUNTS) else _packed(authors)
    return b"".join((head, count, names, own))


def pack_head(flags: int, phrases: Sequence[int], first_other: int = 0, others: int = 0) -> bytes:
    """The beginning of a record: its flags, which titles are its other ones, the numbers of its phrases."""
    return _packed(flags, *((first_other, others) if others else ()), len(phrases), *phrases)


def _packed(*numbers: int) -> bytes:
    out = bytearray()
    for number in numbers:
        put_number(out, number)
    return bytes(out)


_COUNTS = [_packed(count) for count in range(64)]


class Shelf(NamedTuple):
    """Where texts that records share are found by number."""

    title: Callable[[int], str]
    phrase: Callable[[int], str]
    name: Callable[[int], str]


def unpack(blob: bytes, number: int, main: int, shelf: Shelf) -> Paper:
    """The paper of a record, `number` being its arXiv id and `main` the place of its title.

    Raises ValueError, IndexError or OverflowError for bytes that no `pack` wrote.
    """
    flags, at = get_number(blob, 0)
    others: Iterable[int] = ()
    if flags & _BIT["titles"]:
        first, at = get_number(blob, at)
        count, at = get_number(blob, at)
        others = range(first, first + count)
    shared, at = _get_numbers(blob, at, get_number)
    names, at = _get_numbers(blob, at, _get_name)
    phrases = [shelf.phrase(one) for one in shared]
    texts: dict[str, Any] = {}
    if flags & _PHRASE_BITS:
        texts = {name: phrases.pop(0) for name in _PHRASES if flags & _BIT[name]}
    published, at = _get_published(blob, at, flags, number)
    ids, at = _get_ids(blob, at, flags, number)
    issued, at = _get_date(blob, at) if flags & _BIT["issued"] else (None, at)
    if flags & _TEXT_BITS:
        for name in _TEXTS:
            if flags & _BIT[name]:
                texts[name], at = get_text(blob, at)
    return Paper(
        source="catalogue",
        title=shelf.title(main),
        titles=tuple(map(shelf.title, others)),
        ids=ids,
        authors=tuple(map(shelf.name, names)),
        published=published,
        issued=issued,
        categories=tuple(phrases),
        links=(),
        **texts,
    )


def _put_published(own: bytearray, published: Date | None, number: int) -> int:
    if published is None:
        return 0
    days = _days(published, number)
    if days is None:
        _put_date(own, published)
        return _BIT["date"]
    put_number(own, 2 * days if days >= 0 else -2 * days - 1)
    return _BIT["day"]


def _days(published: Date, number: int) -> int | None:
    """Days from the beginning of the month of the arXiv id; None where that says less than the date."""
    if number == NO_ARXIV:
        return None
    year, month = number_month(number)
    if published.year == year and published.month == month and 0 < published.day <= 28:
        return published.day - 1
    try:
        return (date(published.year, published.month, published.day) - date(year, month, 1)).days
    except ValueError:
        return None


def _get_published(blob: bytes, at: int, flags: int, number: int) -> tuple[Date | None, int]:
    if flags & _BIT["day"]:
        coded, at = get_number(blob, at)
        days = -(coded + 1 >> 1) if coded & 1 else coded >> 1
        year, month = number_month(number)
        if 0 <= days < 28:
            return Date(year, month, days + 1), at
        day = date(year, month, 1) + timedelta(days)
        return Date(day.year, day.month, day.day), at
    return _get_date(blob, at) if flags & _BIT["date"] else (None, at)


def _put_date(own: bytearray, day: Date) -> None:
    for part in (day.year, day.month, day.day):
        put_number(own, part)


def _get_date(blob: bytes, at: int) -> tuple[Date, int]:
    year, at = get_number(blob, at)
    month, at = get_number(blob, at)
    day, at = get_number(blob, at)
    return Date(year, month, day), at


def _put_ids(own: bytearray, ids: tuple[PaperId, ...]) -> int:
    """The first DOI, then what is neither that nor the first arXiv id."""
    firsts: dict[str, PaperId] = {}
    rest = []
    for one in ids:
        if one.scheme in ("arxiv", "doi") and one.scheme not in firsts:
            firsts[one.scheme] = one
        else:
            rest.append(one)
    if doi := firsts.get("doi"):
        put_text(own, doi.value.removeprefix("10."))
    if rest:
        put_text(own, " ".join(map(str, rest)))
    return (_BIT["doi"] if doi else 0) | (_BIT["ids"] if rest else 0)


def _get_ids(blob: bytes, at: int, flags: int, number: int) -> tuple[tuple[PaperId, ...], int]:
    ids = [] if number == NO_ARXIV else [PaperId("arxiv", arxiv_text(number))]
    if flags & _BIT["doi"]:
        doi, at = get_text(blob, at)
        ids.append(PaperId("doi", "10." + doi))
    if flags & _BIT["ids"]:
        rest, at = get_text(blob, at)
        ids.extend(
            PaperId(scheme, value) for scheme, _, value in (one.partition(":") for one in rest.split())
        )
    return tuple(ids), at


def _get_name(blob: bytes, at: int) -> tuple[int, int]:
    """See NAME_CODES."""
    first = blob[at]
    if first < 192:
        return first << 8 | blob[at + 1], at + 2
    if first < 255:
        return (first - 192 << 16 | blob[at + 1] << 8 | blob[at + 2]) + COMMON_NAMES, at + 3
    return int.from_bytes(blob[at + 1 : at + 5], "big"), at + 5


def _get_numbers(blob: bytes, at: int, get: Callable[[bytes, int], tuple[int, int]]) -> tuple[list[int], int]:
    count, at = get_number(blob, at)
    if count > len(blob):
        raise ValueError("more numbers than bytes")
    found = []
    for _ in range(count):
        number, at = get(blob, at)
        found.append(number)
    return found, at
