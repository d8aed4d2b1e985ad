"""The flow back: a collection in; its items as entries of a .bib file, in the order of their keys, out."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

import httpx2

from papers2bib.config import Settings
from papers2bib.errors import TargetError
from papers2bib.ids import PaperId
from papers2bib.model import Date, Paper
from papers2bib.session.clock import Clock
from papers2bib.targets.bibtex import entry_text
from papers2bib.targets.keys import DEFAULT_PATTERN, key_maker
from papers2bib.zotero.access import Place
from papers2bib.zotero.entries import entry_of
from papers2bib.zotero.identity import CHILDREN, Data, citation_key_of, ids_of
from papers2bib.zotero.places import Way, entering
from papers2bib.zotero.schema import Schema
from papers2bib.zotero.schema_file import schema_of
from papers2bib.zotero.shelves import below as shelves_below
from papers2bib.zotero.shelves import find_shelf
from papers2bib.zotero.wire import NAME

_UNFIT = re.compile(r"[^\w:.+/-]|[^\x00-\x7f]")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to pull, and how to write it."""

    collection: str
    group: int | None = None
    """None is the person's own library."""
    recursive: bool = False
    """Take in the collections below, too."""
    utf8: bool = False
    abstract: bool = False
    key_pattern: str | None = None
    local: bool = False
    """Go by the Zotero that runs on this computer, without a key."""


@dataclass(frozen=True, slots=True)
class Pulled:
    """An item as it stands in a .bib file, and what a person should know of it."""

    item: str
    """Its key in the library."""
    key: str
    """Its citation key."""
    text: str
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Collected:
    """The items of a collection, without children and trash, and the types that they may have."""

    schema: Schema
    items: Sequence[Data]


def pull_from_zotero(
    wanted: Wanted,
    settings: Settings,
    *,
    note: Callable[[str], None] = lambda _: None,
    busy: Callable[[str], None] = lambda _: None,
    below: httpx2.BaseTransport | None = None,
    clock: Clock | None = None,
    way: Way | None = None,
) -> Iterator[Pulled]:
    """The items of a collection as BibTeX; their texts joined are a .bib file, the same for the same library.

    `busy` hears how far the reading of the library has come, page by page.
    Raises ConfigError without a key, and TargetError where the library or the collection cannot be read.
    """
    found = collected(wanted, settings, note=note, busy=busy, below=below, clock=clock, way=way)
    yield from written(found.items, found.schema, wanted)


def collected(
    wanted: Wanted,
    settings: Settings,
    *,
    note: Callable[[str], None] = lambda _: None,
    busy: Callable[[str], None] = lambda _: None,
    below: httpx2.BaseTransport | None = None,
    clock: Clock | None = None,
    way: Way | None = None,
) -> Collected:
    """What stands in a collection now; raises as `pull_from_zotero` does."""
    with ExitStack() as stack:
        found = way or stack.enter_context(
            entering(
                settings,
                wanted.group,
                write=False,
                local=wanted.local,
                note=note,
                busy=busy,
                below=below,
                clock=clock,
            )
        )
        schema = schema_of(found.door, found.schema)
        copy = stack.enter_context(found.copy())
        copy.update(found.door.library(found.place))
        shelves = _shelves(wanted, found.place, copy.collections)
        return Collected(schema, _citable(copy.inside(shelves)))


def _shelves(wanted: Wanted, place: Place, collections: Mapping[str, Data]) -> set[str]:
    """The keys of the collection, and of those below it if they are wanted."""
    shelf = find_shelf(wanted.collection, collections, place.path)
    if shelf.missing:
        raise TargetError(NAME, f"there is no collection {shelf.path} in this library")
    return {shelf.key} | (shelves_below(shelf.key, collections) if wanted.recursive else set())


def written(items: Iterable[Data], schema: Schema, wanted: Wanted) -> list[Pulled]:
    """The items with keys that differ, in the order of these."""
    ordered = sorted(items, key=age)
    found = []
    for data, (key, warnings) in zip(ordered, _keys(ordered, wanted.key_pattern), strict=True):
        entry = entry_of(data, key, schema, utf8=wanted.utf8, abstract=wanted.abstract)
        found.append(Pulled(data["key"], key, entry_text(entry, key), (*warnings, *entry.warnings)))
    return sorted(found, key=lambda one: (one.key.lower(), one.key))


def paper_of(data: Data) -> Paper:
    """What an item says, as far as keys and look-ups go by it."""
    people = [
        str(one.get("name") or " ".join(filter(None, [one.get("firstName"), one.get("lastName")])))
        for one in data.get("creators") or []
    ]
    year = re.search(r"(?<!\d)\d{4}(?!\d)", str(data.get("date") or ""))
    date = Date.parse(str(data.get("date") or "")) or (Date(int(year[0])) if year else None)
    ids = tuple(PaperId(scheme, value) for scheme, value in ids_of(data).items())
    return Paper(NAME, str(data.get("title") or ""), ids=ids, authors=tuple(people), published=date)


def age(data: Data) -> tuple[str, str]:
    """What to order items by: when they were added, and their keys."""
    return str(data.get("dateAdded") or ""), str(data["key"])


def _citable(items: Iterable[Data]) -> list[Data]:
    """Those that are no children and not in the trash."""
    return [one for one in items if one["itemType"] not in CHILDREN and not one.get("deleted")]


def _keys(items: Sequence[Data], pattern: str | None) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The citation keys that people or we gave, and others made as `bib` makes them; each once.

    Of several items that ask for one key, those with a key of their own come before those without, and the
    oldest gets it. The others get their item's key behind it, which no edit and no other item ever changes.
    """
    make = key_maker(pattern or DEFAULT_PATTERN)
    given = [_UNFIT.sub("", citation_key_of(one)) for one in items]
    taken = {key.lower() for key in given if key}
    used: set[str] = set()
    for data, key in zip(items, given, strict=True):
        wished = key or make(paper_of(data))
        blocked = used if key else used | taken
        free = wished
        while free.lower() in blocked or (free != wished and free.lower() in taken):
            free = f"{free}-{data['key']}"
        used.add(free.lower())
        said = citation_key_of(data)
        yield (
            free,
            (f"its citation key in Zotero is {said!r}, which another has or LaTeX cannot take",)
            * bool(said and said != free),
        )
