"""Items that say little more than a title: a collection in, listings out; references back into its items."""

from collections.abc import Callable, Iterable, Iterator

import httpx2

from papers2bib.config import Settings
from papers2bib.model import Listing, Reference
from papers2bib.session.clock import Clock
from papers2bib.targets.keys import assign_keys
from papers2bib.zotero.identity import Data, citation_key_of
from papers2bib.zotero.plan import Wish
from papers2bib.zotero.pull import Wanted, age, collected, paper_of
from papers2bib.zotero.push import Errand, Outcome, free_key, write_wishes

_ORIGIN = "zotero:"
_KINDS = frozenset(
    {"preprint", "journalArticle", "conferencePaper", "document", "manuscript", "report", "webpage"}
)
"""What papers are kept as: a film of the same title is another thing."""


def bare_listings(
    errand: Errand,
    settings: Settings,
    *,
    note: Callable[[str], None] = lambda _: None,
    busy: Callable[[str], None] = lambda _: None,
    below: httpx2.BaseTransport | None = None,
    clock: Clock | None = None,
) -> list[Listing]:
    """The items of a collection that lack authors or a date, each as a listing from `zotero:KEY`.

    Raises ConfigError without a key, and TargetError where the library or the collection cannot be read.
    """
    wanted = Wanted(errand.collection, errand.group, errand.recursive, local=errand.local)
    found = collected(wanted, settings, note=note, busy=busy, below=below, clock=clock)
    return [_listing(one) for one in sorted(found.items, key=age) if _bare(one)]


def enrich_in_zotero(
    references: Iterable[Reference],
    errand: Errand,
    settings: Settings,
    *,
    note: Callable[[str], None] = lambda _: None,
    below: httpx2.BaseTransport | None = None,
    clock: Clock | None = None,
) -> Iterator[Outcome]:
    """Complete the items that the references were listed by, and say of each what became of it.

    The rules are those of a push, but that nothing is made: an item of which the library has another is left
    alone. Raises ConfigError without a key, and TargetError where nothing can be written, or no more.
    """
    wishes = _wishes(references, errand.key_pattern)
    return write_wishes(wishes, errand, settings, note=note, below=below, clock=clock)


def _bare(data: Data) -> bool:
    said = bool(data.get("title") or data.get("url") or data.get("DOI") or data.get("extra"))
    return data["itemType"] in _KINDS and said and not (data.get("creators") and data.get("date"))


def _listing(data: Data) -> Listing:
    known = paper_of(data)
    return Listing(
        title=known.title,
        origin=f"{_ORIGIN}{data['key']}",
        ids=known.ids,
        authors=known.authors,
        date=known.published,
        abstract=str(data.get("abstractNote") or ""),
        urls=tuple(filter(None, [str(data.get("url") or "")])),
        key=citation_key_of(data),
    )


def _wishes(references: Iterable[Reference], pattern: str | None) -> Iterator[Wish]:
    """One for each item; those without a citation key get one that no other of them has."""
    everything = list(references)
    made = assign_keys([one.paper for one in everything], pattern)
    taken = {listing.key.lower() for one in everything for listing in one.listings}
    for reference, key in zip(everything, made, strict=True):
        for listing in reference.listings:
            yield Wish(
                reference, listing.key or free_key(key, taken), item=listing.origin.removeprefix(_ORIGIN)
            )
