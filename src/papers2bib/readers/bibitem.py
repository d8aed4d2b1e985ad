r"""Takes a `\bibitem` of LaTeX's thebibliography in whatever style, gives the listing it holds."""

import re
from dataclasses import dataclass, field, replace

from papers2bib.ids import PaperId
from papers2bib.model import Date, Listing
from papers2bib.readers.bibitem_blocks import CLOSE, OPEN, YEAR, Told, names_in, plain, told
from papers2bib.readers.bibtex import bare, venue_name
from papers2bib.readers.citation import tidy_venue
from papers2bib.readers.details import Details
from papers2bib.readers.people import find_people
from papers2bib.readers.tex_groups import macros, replaced, without_comments
from papers2bib.readers.text import fold

_LABEL = re.compile(
    r"\\bibitem\s*(?:\[(?:[^\[\]{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*\]\s*)?\{(?P<key>[^{}]+)\}"
)
_INNER = r"(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*"
_ITALIC = re.compile(rf"\{{\s*\\(?:em|it|sl|itshape|slshape)(?![A-Za-z])\s*(?P<text>{_INNER})\}}")
_TITLES = "showarticletitle|APACrefatitle|APACrefbtitle|BibTitle"
_NAMED = {"title": "title", "booktitle": "venue", "journal": "venue", "year": "year"}
"""What `\bibinfo` says that its text is → what it is here."""
_ABBREVIATION = re.compile(r"\b[^\W\d_]{2,7}\. [^\W\d_]{2,7}\.")
"""Of journals: `Phys. Lett. B`."""
_BEHIND_TITLE = re.compile(r"(?:[,;] \(?| \()(?:19|20)\d\d[a-z]?\)?\W*$|, volume .*$|[\s.,;]+$")
_NATEXLAB = re.compile(r"\{?\\natexlab\s*\{([^{}]*)\}\}?")
_SPACE = re.compile(
    r"\\(?=\s)|\\[,;:!/]|~|\\(?:relax|unskip|urlprefix|newline|protect|BIBentry[A-Za-z]+)(?![A-Za-z])"
    r"|\\(?:penalty|hskip|kern)\s*-?[\d.]+(?:\s*(?:em|ex|pt))?(?:\s*(?:plus|minus)\s*[\d.]+\s*em)*"
)


_LONGEST = 20_000
"""Characters of a reference that are looked at."""


@dataclass(slots=True)
class _Item:
    """What markup tells of a reference, and the blocks of text that hold the rest."""

    key: str
    links: list[str] = field(default_factory=list)
    told: dict[str, str] = field(default_factory=dict)
    blocks: list[str] = field(default_factory=list)


def listing(text: str, origin: str) -> Listing | None:
    r"""The listing of a text that begins with `\bibitem`; None where neither title nor id can be told.

    The title is LaTeX; it is the second `\newblock`, or in quotes, or set apart behind the names, or marked
    by a macro of the style (`\bibinfo{title}{…}`), else what a full reference in plain text gives.
    """
    text = without_comments(text[:_LONGEST])
    if not (begins := _LABEL.match(text)):
        return None
    item = _Item(begins["key"].strip())
    _parse(text[begins.end() :], item)
    found = _found(item)
    details = Details()
    words = plain(" ".join(item.blocks))
    for link in (*item.links, *map(str, PaperId.find(words))):
        details.add_link(link)
    title = _tidy(found.title)
    if found.guessed and details.ids and (_ABBREVIATION.search(title) or title.startswith("[")):
        title = ""
    if not title and not details.ids:
        return None
    people = find_people(found.names)
    details.authors = people.names if people else ()
    details.venue = venue_name(tidy_venue(plain(item.told.get("venue", "") or found.venue)))
    years = YEAR.findall(item.told.get("year", "") or words)
    details.issued = Date(int(years[-1])) if years else None
    for one in found.rest:
        details.add(one)
    return replace(details.listing(title, origin), key=item.key)


def _parse(text: str, item: _Item) -> None:
    """Take links, marked fields and the blocks."""
    text = _NATEXLAB.sub(r"\1", _with_links(text, item))
    text = _with_told(_SPACE.sub(" ", text), item)
    text = re.sub(r"\\(?:begin|end)\s*\{[^{}]*\}|\\APACinsertmetastar\s*\{[^{}]*\}", " ", text)
    for name in ("emph", "textit", "textsl"):
        text = replaced(text, name, 1, lambda inner: f"{OPEN}{inner}{CLOSE}")
    text = _ITALIC.sub(rf"{OPEN}\g<text>{CLOSE}", text)
    text = re.sub(rf"{OPEN}(,? ?et al[^{CLOSE}]*){CLOSE}", r"\1", text)
    blocks = re.split(r"\\newblock(?![A-Za-z])", text)
    item.blocks = [one for one in map(fold, blocks) if plain(one).strip(" .,;:()")]


def _found(item: _Item) -> Told:
    """Title, names and venue: as marked, else out of the blocks."""
    if title := item.told.get("title", ""):
        before, _, _ = item.blocks[0].partition(title) if item.blocks else ("", "", "")
        return Told(title, names_in(before))
    if item.blocks and (len(item.blocks) > 1 or "venue" not in item.told):
        return told(item.blocks)
    return Told(names=names_in(item.told.get("names", "")))


def _with_links(text: str, item: _Item) -> str:
    """The text with the words of links only; where they lead is noted."""

    def link(url: str, words: str) -> str:
        item.links.append(_url(url))
        return f"{OPEN}{words}{CLOSE}"

    def address(url: str) -> str:
        item.links.append(_url(url))
        return " "

    def doi(value: str) -> str:
        item.links.append(f"https://doi.org/{_url(value)}")
        return " "

    text = re.sub(r"\\href@noop\s*\{[^{}]*\}", " ", text)
    text = replaced(text, r"href|Eprint", 2, link)
    text = replaced(text, r"url|path|nolinkurl", 1, address)
    return replaced(text, r"doi", 1, doi)


def _url(text: str) -> str:
    return re.sub(r"\\([#$%&_{}~])", r"\1", text).strip()


def _with_told(text: str, item: _Item) -> str:
    """The text without macros that say what their text is, which is noted where it is of use."""

    def note(kind: str, inner: str) -> str:
        if role := _NAMED.get(kind.strip()):
            item.told.setdefault(role, inner)
        return inner

    def note_all(kind: str, inner: str) -> str:
        item.told.setdefault("names" if kind == "author" else kind, inner)
        return inner

    text = replaced(replaced(text, "bibinfo", 2, note), "bibfield", 2, note_all)
    for macro in macros(text, _TITLES, 1):
        item.told.setdefault("title", macro.arguments[0])
    return text


def _tidy(title: str) -> str:
    """A title without what is no part of it: emphasis, a year behind it, a full stop."""
    title = title.replace(OPEN, "").replace(CLOSE, "")
    return bare(_BEHIND_TITLE.sub("", _BEHIND_TITLE.sub("", fold(title))))
