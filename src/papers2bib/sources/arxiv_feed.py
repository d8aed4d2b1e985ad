"""Takes replies of the arXiv API, gives checked feeds: what is no feed is an error, odd entries are left out.

The shape is that of https://info.arxiv.org/help/api/user-manual.html#_details_of_atom_results_returned, in
which two programs have written it. The parser of the package `arxiv` takes anything, and makes an empty feed
of a page for people, half a feed of a broken one: so it is given nothing but what has been checked here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from papers2bib.errors import SourceRefused, SourceReplyError
from papers2bib.ids import PaperId
from papers2bib.session.reply import Reply

Element = Any
"""An element of lxml, which has no types."""

_ATOM = "{http://www.w3.org/2005/Atom}"
_TOTAL = "{http://a9.com/-/spec/opensearch/1.1/}totalResults"
_ERRORS = "arxiv.org/api/errors#"
_ABSTRACT_PAGE = "arxiv.org/abs/"
_MOST_SAID = 200


@dataclass(frozen=True, slots=True)
class Feed:
    """One page of what was found."""

    body: bytes
    """Atom, with the sound entries alone."""
    total: int
    """How many papers there are in all, as far as arXiv knows."""
    ids: tuple[PaperId, ...]
    """Of the sound entries, in order."""
    titles: tuple[str, ...]
    """Of the sound entries, in order."""


def read_feed(reply: Reply) -> Feed:
    """The feed that a reply is.

    Raises SourceRefused where arXiv says that the request is wrong, SourceReplyError for everything else that
    is no feed: damaged or cut off, a page for people, `Rate exceeded.`, papers promised and none there.
    """
    root = _parsed(reply)
    _refuse_errors(reply, root)
    sound = {entry: one for entry in root.findall(f"{_ATOM}entry") if (one := _sound(entry))}
    total = _total(reply, root, len(sound))
    if total and not sound:
        raise SourceReplyError(reply.source, f"promised {total} papers and sent none")
    titles = tuple(_text(entry, "title") for entry in sound)
    return Feed(_written(root, sound), total, tuple(sound.values()), titles)


def _parsed(reply: Reply) -> Element:
    from lxml import etree  # type: ignore[import-untyped]  # no types

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True)
    try:
        root = etree.fromstring(reply.body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceReplyError(reply.source, _description(reply.body)) from error
    if root.tag != f"{_ATOM}feed" or root.getroottree().docinfo.internalDTD is not None:
        raise SourceReplyError(reply.source, _description(reply.body))
    return root


def _description(body: bytes) -> str:
    """What came instead of a feed, for people."""
    start = " ".join(body[:_MOST_SAID].decode("utf-8", "replace").split())
    if not start:
        return "answered with nothing"
    if "<" not in start:
        return f"answered {start[:60]!r}"
    xml = start.startswith(("<?xml", "<feed")) and "<!DOCTYPE" not in start
    return f"answered with {'a feed that is damaged or cut off' if xml else 'something that is no feed'}"


def _refuse_errors(reply: Reply, root: Element) -> None:
    """An error is a feed whose one entry says what is wrong."""
    for entry in root.findall(f"{_ATOM}entry"):
        if _ERRORS in _text(entry, "id"):
            said = "".join(filter(str.isprintable, _text(entry, "summary")[:_MOST_SAID]))
            raise SourceRefused(reply.source, f"refuses the request: {said or 'it does not say why'}")


def _sound(entry: Element) -> PaperId | None:
    """The id of an entry that has one, a title and a date."""
    _, page, name = _text(entry, "id").partition(_ABSTRACT_PAGE)
    complete = page and _text(entry, "title") and _time(_text(entry, "published"))
    return PaperId.arxiv(name) if complete else None


def _time(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _total(reply: Reply, root: Element, sound: int) -> int:
    """The papers in all; a feed that does not count them is believed as far as it has any."""
    said = (root.findtext(_TOTAL) or "").strip()
    if said.isdecimal():
        return int(said)
    if said or not sound:
        raise SourceReplyError(reply.source, "answered with a feed of something else than papers")
    return sound


def _written(root: Element, sound: Iterable[Element]) -> bytes:
    """The feed again, with the sound entries alone, and of them nothing over which the package stumbles."""
    from lxml import etree

    kept = set(sound)
    for entry in root.findall(f"{_ATOM}entry"):
        if entry not in kept:
            root.remove(entry)
            continue
        for link in entry.findall(f"{_ATOM}link"):
            entry.remove(link)
        if time := _time(_text(entry, "published")):
            _replace(entry, "published", time.isoformat())
            _replace(entry, "updated", time.isoformat())
    return bytes(etree.tostring(root))


def _replace(entry: Element, name: str, text: str) -> None:
    for odd in entry.findall(_ATOM + name):
        entry.remove(odd)
    element = entry.makeelement(_ATOM + name)
    element.text = text
    entry.append(element)


def _text(entry: Element, name: str) -> str:
    return " ".join((entry.findtext(_ATOM + name) or "").split())
