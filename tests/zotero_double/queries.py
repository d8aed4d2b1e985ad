"""Takes the parameters of a request for a list, gives what they ask for, or refuses them."""

import re
from dataclasses import dataclass, replace
from urllib.parse import quote, urlencode

from . import schema
from .library import valid_key
from .talk import Call, NotModelledError, RefusalError

FORMATS = ("json", "keys", "versions")
_FORMATS_OF_OTHERS = frozenset(
    "atom bib bibtex biblatex bookmarks coins csljson csv mods refer rdf_bibliontology rdf_dc rdf_zotero ris"
    " tei wikipedia".split()
)
SORTS = frozenset(
    "dateAdded dateModified title creator itemType date publisher publicationTitle journalAbbreviation"
    " language accessDate libraryCatalog callNumber rights addedBy numItems".split()
)
_NEWEST_FIRST = frozenset({"dateAdded", "dateModified"})
_PAGE, _LONGEST_PAGE = 25, 100
_NOT_LINKED = frozenset({"key", "v", "locale", "start", "direction", "sort", "format", "limit"})


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked of a list."""

    format: str = "json"
    limit: int | None = _PAGE
    start: int = 0
    sort: str = "dateModified"
    descending: bool = True
    since: int = 0
    keys: frozenset[str] = frozenset()
    """Nothing else than these; empty for no such wish."""
    trashed: bool = False
    words: tuple[str, ...] = ()
    kinds: tuple[bool, frozenset[str]] | None = None
    """Item types, with whether it is those or all others."""
    tags: tuple[tuple[bool, frozenset[str]], ...] = ()
    """Sets of tags in lower case: one of each set, or none of it."""

    def with_trash(self) -> "Query":
        """The same with what is in the trash."""
        return replace(self, trashed=True)


def query_of(call: Call) -> Query:
    """What the request for a list says, by the rules of the server: odd numbers count as none."""
    form = call.one("format", "json")
    check_format(form, FORMATS)
    sort = call.one("sort", "dateModified")
    if sort not in SORTS:
        raise RefusalError(400, f"Invalid 'sort' value '{sort}'")
    direction = call.one("direction") or ("desc" if sort in _NEWEST_FIRST else "asc")
    if direction not in ("asc", "desc"):
        raise RefusalError(400, f"Invalid 'direction' value '{direction}'")
    return Query(
        format=form,
        limit=_limit(call, form),
        start=int(call.one("start")) if re.fullmatch(r"-?\d+", call.one("start")) else 0,
        sort=sort,
        descending=direction == "desc",
        since=since_of(call, required=False),
        keys=_keys(call),
        trashed=call.one("includeTrashed") not in ("", "0"),
        words=tuple(call.one("q").lower().split()),
        kinds=_kinds(call.one("itemType")),
        tags=tuple(_alternatives(tag) for tag in call.query.get("tag", ())),
    )


def check_format(form: str, known: tuple[str, ...]) -> None:
    """Refuse a format that does not exist; the double does not speak all that do."""
    if form in _FORMATS_OF_OTHERS:
        raise NotModelledError(f"format={form}")
    if form not in known:
        raise RefusalError(400, f"Invalid 'format' value '{form}'")


def since_of(call: Call, *, required: bool) -> int:
    """The version since which changes are wanted."""
    since = call.one("since") or call.one("newer")
    if not since and required:
        raise RefusalError(400, "'since' parameter must be provided")
    if since and not since.isdecimal():
        raise RefusalError(400, "Invalid value for 'since' parameter")
    return int(since or 0)


def _limit(call: Call, form: str) -> int | None:
    limit = call.one("limit")
    if limit.isdecimal() and int(limit) > 0:
        return min(int(limit), _LONGEST_PAGE)
    if form != "json":
        return None
    return _LONGEST_PAGE if call.one("itemKey") or call.one("collectionKey") else _PAGE


def _keys(call: Call) -> frozenset[str]:
    """The keys that are asked for; malformed ones do not count, not even if they are all."""
    for name in ("itemKey", "collectionKey", "searchKey"):
        if len(call.query.get(name, ())) > 1:
            raise RefusalError(500, "An error occurred")
        if call.one(name):
            return frozenset(key for key in call.one(name).split(",") if valid_key(key))
    return frozenset()


def _alternatives(words: str) -> tuple[bool, frozenset[str]]:
    """`a || b` as one of two; a minus before it says none of them, a backslash that the minus is meant."""
    negated = words.startswith("-")
    parts = words.removeprefix("-").removeprefix("\\").split("||")
    return not negated, frozenset(part.strip().lower() for part in parts)


def _kinds(words: str) -> tuple[bool, frozenset[str]] | None:
    if not words:
        return None
    wanted = words.removeprefix("-").split("||")
    for kind in (part.strip() for part in wanted):
        if kind not in schema.FIELDS:
            raise RefusalError(400, f"Invalid itemType '{kind}'")
    return not words.startswith("-"), frozenset(part.strip() for part in wanted)


def links(url: str, page: str, call: Call, query: Query, total: int) -> str:
    """The header with the addresses of other pages; parameters that say nothing new are left out."""
    found = []
    for name, start in _pages(query, total).items():
        parameters = _said(call, query) | ({"start": str(start)} if start else {})
        told = urlencode(sorted(parameters.items()), quote_via=quote)
        found.append(f'<{url}{call.path}{"?" if told else ""}{told}>; rel="{name}"')
    return ", ".join([*found, f'<{page}>; rel="alternate"'])


def _said(call: Call, query: Query) -> dict[str, str]:
    said = {name: ",".join(values) for name, values in call.query.items()}
    said = {name: value for name, value in said.items() if value and name not in _NOT_LINKED}
    if query.format != "json":
        said["format"] = query.format
    if query.limit is not None and (query.format != "json" or query.limit != _PAGE):
        said["limit"] = str(query.limit)
    if query.sort != "dateModified":
        said["sort"] = query.sort
    if query.descending != (query.sort in _NEWEST_FIRST):
        said["direction"] = "desc" if query.descending else "asc"
    return said


def _pages(query: Query, total: int) -> dict[str, int]:
    """The first entries of other pages by their relation."""
    if query.limit is None:
        return {}
    pages: dict[str, int] = {}
    if query.start:
        pages |= {"first": 0, "prev": max(0, query.start - query.limit)}
    if query.start + query.limit < total:
        pages["next"] = query.start + query.limit
        pages["last"] = (total - 1) // query.limit * query.limit
    elif query.start >= total > 0:
        pages["last"] = max(0, total - query.limit)
    return pages
