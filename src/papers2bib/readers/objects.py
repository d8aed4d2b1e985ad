"""Takes a JSON object as parsed, gives the listing it holds, whatever names its maker gave to the fields."""

import json
from collections.abc import Iterator, Mapping

from papers2bib.model import Date, Listing
from papers2bib.readers import records
from papers2bib.readers.text import fold

VAGUE = frozenset({"name", "work", "article", "publication", "papers", "display name"})
"""Names of titles in a list that is known to be one of papers, and of much else elsewhere."""
_WRAPS = ("paper", "content", "citedPaper", "citingPaper")
"""Fields that hold the paper itself: of Daily Papers, OpenReview, Semantic Scholar."""
_AUTHORS = ("authors", "author", "authorships", "creators")
_OF_PAPERS = {"authors", "abstract", "arxiv", "doi", "ids", "year", "venue"}
"""Roles of fields that papers have, and lists of papers have not."""


def elements(text: str, at: int) -> Iterator[tuple[int, object]]:
    """The elements of a JSON array from the first, which begins at `at`, each with where it begins.

    Ends without a word where the array ends or breaks off.
    """
    decoder = json.JSONDecoder()
    while at < len(text):
        while at < len(text) and text[at] in " \t\r\n,":
            at += 1
        try:
            element, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return
        yield at, element
        at = end


def listing(value: object, origin: str, listed: Date | None = None) -> Listing | None:
    """The listing a JSON object holds (perhaps as its `paper`), or None if it holds no title.

    Besides plain fields those of Crossref, CSL, OpenAlex, OpenReview, Semantic Scholar and Zotero are known.
    """
    fields = _flat(value)
    column, title = _title(fields)
    if not title:
        return None
    text = {name: _text(one) for name, one in fields.items() if name != column}
    if "itemType" in fields:  # Zotero's date is that of the publication
        text["issued"] = text.pop("date", "")
    return records.listing(text, title, origin, listed=listed, authors=_people(fields))


def is_paper(value: object, *, vaguely: bool) -> bool:
    """Whether an object has a title, `vaguely` of any name, and is no list of papers that has one."""
    fields = _flat(value)
    column, title = _title(fields)
    if not title or (not vaguely and records.normal(column) in VAGUE):
        return False
    lists = [one for one in fields.values() if isinstance(one, list)]
    return tells_of_paper(value) or not any(_title(_flat(one))[1] for parts in lists for one in parts)


def tells_of_paper(value: object) -> bool:
    """Whether an object says besides a title what is said of papers: authors, a year, an id and the like."""
    fields = _flat(value)
    return any(records.role(name) in _OF_PAPERS and bool(one) for name, one in fields.items())


def _flat(value: object) -> Mapping[str, object]:
    """The fields of an object and of the paper in it, without OpenReview's `{"value": …}` around them."""
    outer = _named(value)
    inner = next((_named(outer[name]) for name in _WRAPS if isinstance(outer.get(name), dict)), {})
    return {name: _unwrapped(one) for name, one in {**outer, **inner}.items()}


def _named(value: object) -> dict[str, object]:
    return {str(name): one for name, one in value.items()} if isinstance(value, dict) else {}


def _unwrapped(value: object) -> object:
    return (
        value["value"] if isinstance(value, dict) and set(value) <= {"value", "readers"} and value else value
    )


def _title(fields: Mapping[str, object]) -> tuple[str, str]:
    """The name of the field of the title and what it says, "" without one; Crossref gives a list of one."""
    texts = {name: _first(one) for name, one in fields.items()}
    column = records.title_column(name for name, text in texts.items() if text)
    return (column, texts[column]) if column else ("", "")


def _first(value: object) -> str:
    one = value[0] if isinstance(value, list) and len(value) == 1 else value
    return fold(one) if isinstance(one, str) else ""


def _people(fields: Mapping[str, object]) -> list[str]:
    """The names of authors given one by one; of Zotero's creators, without editors and the like."""
    told = next((one for name in _AUTHORS if isinstance(one := fields.get(name), list)), [])
    roles = [one.get("creatorType", "author") if isinstance(one, dict) else "author" for one in told]
    kept = [one for one, role in zip(told, roles, strict=True) if role == "author" or "author" not in roles]
    return [name for one in kept if (name := fold(_text(one)))]


def _text(value: object) -> str:
    """A field as one text: the parts of a list with semicolons, of names their words, of ids their scheme."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(text for one in value if (text := _text(one)))
    return _of_object(value) if isinstance(value, dict) else str(value)


def _of_object(value: Mapping[object, object]) -> str:
    known = {str(name).lower(): str(one) for name, one in value.items() if isinstance(one, (str, int))}
    if isinstance(author := value.get("author"), dict):
        return _of_object(author)
    if isinstance(date := value.get("date-parts"), list):
        return _text(date).partition(";")[0]
    if whole := known.get("name") or known.get("display_name") or known.get("literal"):
        return whole
    family = known.get("family") or known.get("last") or known.get("lastname") or ""
    if family:
        return f"{known.get('given') or known.get('first') or known.get('firstname') or ''} {family}".strip()
    return "; ".join(f"{name}:{one}" for name, one in known.items())
