"""Takes JSON as parsed or as text, gives the listing an object holds, or the objects an array holds."""

import json
from collections.abc import Iterator, Mapping

from papers2bib.model import Date, Listing
from papers2bib.readers import records
from papers2bib.readers.text import fold


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
    """The listing a JSON object holds (perhaps as its `paper`), or None if it holds no title."""
    fields = _flat(value)
    column = records.title_column(name for name in fields if isinstance(fields[name], str))
    title = fold(str(fields[column])) if column else ""
    if not column or not title:
        return None
    text = {name: _text(one) for name, one in fields.items() if name != column}
    return records.listing(text, title, origin, listed=listed)


def _flat(value: object) -> Mapping[str, object]:
    outer = {str(name): one for name, one in value.items()} if isinstance(value, dict) else {}
    inner = outer.get("paper")
    return {**outer, **{str(name): one for name, one in inner.items()}} if isinstance(inner, dict) else outer


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
    if "name" in known:
        return known["name"]
    family = known.get("family") or known.get("last") or known.get("lastname") or ""
    if family:
        return f"{known.get('given') or known.get('first') or known.get('firstname') or ''} {family}".strip()
    return "; ".join(f"{name}:{one}" for name, one in known.items())
