r"""Takes a `\bibitem` of LaTeX's thebibliography in whatever style, gives the listing it holds."""

import re
from dataclasses import dataclass, field, replace

from papers2bib.accents import decode_accents
from papers2bib.ids import PaperId
from papers2bib.model import Date, Listing
from papers2bib.readers import title_line
from papers2bib.readers.bibtex import bare, venue_name
from papers2bib.readers.citation import tidy_venue
from papers2bib.readers.details import Details
from papers2bib.readers.people import find_people
from papers2bib.readers.tex_groups import macros, replaced, without_comments
from papers2bib.readers.text import fold

_LABEL = re.compile(
    r"\\bibitem\s*(?:\[(?:[^\[\]{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*\]\s*)?\{(?P<key>[^{}]+)\}"
)
_OPEN, _CLOSE = "\ue000", "\ue001"
"""Stand around text that is set apart (in italics, as a link), as titles often are."""
_INNER = r"(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*"
_ITALIC = re.compile(rf"\{{\s*\\(?:em|it|sl|itshape|slshape)(?![A-Za-z])\s*(?P<text>{_INNER})\}}")
_APART = re.compile(rf"(?P<before>[^{_OPEN}]*){_OPEN}(?P<text>[^{_OPEN}{_CLOSE}]+){_CLOSE}(?P<after>.*)")
_QUOTED = re.compile(r"(?P<before>(?:(?!``).)*)``(?P<text>.+?)(?:[,.](?=''))?''(?!')(?P<after>.*)")
_TITLES = "showarticletitle|APACrefatitle|APACrefbtitle|BibTitle"
_NAMED = {"title": "title", "booktitle": "venue", "journal": "venue", "year": "year"}
"""What `\bibinfo` says that its text is → what it is here."""
_YEAR = re.compile(r"\b(?:19|20)\d\d(?=[a-z]?\b)")
_END_OF_NAMES = re.compile(r"[\s.,(]*\b(?:19|20)\d\d[a-z]?\b[\s).,:]*$|\s*\(?\b[Ee]d(?:itor)?s?\b\.?\)?\s*$")
_FAMILY_FIRST = re.compile(
    r"(?P<family>[^\W\d_][^,.]*), (?P<given>(?:[^\W\d_]\.[ -]?)+),? "
    r"(?=(?:and )?(?:[^\W\d_]\. ?)+[^\W\d_a-z]\w)"
)
"""The first of several names alone has its family name in front, as in the style `chicago`."""
_INITIALS = re.compile(r"(?:and )?(?:[^\W\d_]\.[ -]?)+[^\W\d_][\w'’. -]+")
_FRONT = re.compile(
    r"(?P<names>[^,:.]+, (?:[^\W\d_]\.[ -]?)+(?:, [^,:.]+, (?:[^\W\d_]\.[ -]?)+)*(?:,? et al\.)?): "
    r"|(?P<short>(?:[^\W\d_][\w'’ -]* [^\W\d_a-z]{1,4}(?:, (?:et al\.)?|(?=\. )))+)\.? "
)
"""Names as `Doe, J., Moe, M.: ` and as `Doe J, Moe M. `."""
_END_OF_TITLE = re.compile(
    r"(?<=[^\W_][\w)}$])(?:\. (?=[^\W\d_a-z])|; )|(?:(?<=[^\s.])\.|(?<=[?!])) (?=In:|arXiv|CoRR|Tech\.)"
)
_ABBREVIATION = re.compile(r"\b[^\W\d_]{2,7}\. [^\W\d_]{2,7}\.")
"""Of journals: `Phys. Lett. B`."""
_VENUE = re.compile(
    r"\W*(?:[Ii]n:? |[Aa]r[Xx]iv\b|URL\b|doi\b|Available\b|Proc\b|Proceedings|Journal\b|CoRR\b)"
    r"|\W*(?:Tech(?:nical|\.) [Rr]ep|Ph\.?D|[Mm]aster)"
)
_BEHIND_TITLE = re.compile(r"(?:[,;] \(?| \()(?:19|20)\d\d[a-z]?\)?\W*$|, volume .*$|[\s.,;]+$")
_NATEXLAB = re.compile(r"\{?\\natexlab\s*\{([^{}]*)\}\}?")
_SPACE = re.compile(
    r"\\(?=\s)|\\[,;:!/]|~|\\(?:relax|unskip|urlprefix|newline|protect|BIBentry[A-Za-z]+)(?![A-Za-z])"
    r"|\\(?:penalty|hskip|kern)\s*-?[\d.]+(?:\s*(?:em|ex|pt))?(?:\s*(?:plus|minus)\s*[\d.]+\s*em)*"
)
_MARKUP = re.compile(rf"(?P<math>\$[^$]*\$)|\\(?P<sign>[&%#_$])|\\[A-Za-z@]+\*?\s?|[{{}}{_OPEN}{_CLOSE}]")


_LONGEST = 20_000
"""Characters of a reference that are looked at."""


@dataclass(slots=True)
class _Item:
    """What markup tells of a reference, and the blocks of text that hold the rest."""

    key: str
    links: list[str] = field(default_factory=list)
    title: str = ""
    names: str = ""
    told: dict[str, str] = field(default_factory=dict)
    blocks: list[str] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    guessed: bool = False
    """The title is not marked: it may be the name of a journal, where the style leaves titles out."""


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
    details = Details()
    plain = _plain(" ".join(item.blocks))
    for link in (*item.links, *map(str, PaperId.find(plain))):
        details.add_link(link)
    title = _tidy(item.title)
    if item.guessed and details.ids and (_ABBREVIATION.search(title) or title.startswith("[")):
        title = ""
    if not title and not details.ids:
        return None
    people = find_people(item.names)
    details.authors = people.names if people else ()
    details.venue = venue_name(tidy_venue(_plain(item.told.get("venue", ""))))
    years = _YEAR.findall(item.told.get("year", "") or plain)
    details.issued = Date(int(years[-1])) if years else None
    for one in item.rest:
        details.add(one)
    return replace(details.listing(title, origin), key=item.key)


def _parse(text: str, item: _Item) -> None:
    """Links, marked fields, blocks, and from these the title and the names."""
    text = _NATEXLAB.sub(r"\1", _with_links(text, item))
    text = _with_told(_SPACE.sub(" ", text), item)
    text = re.sub(r"\\(?:begin|end)\s*\{[^{}]*\}|\\APACinsertmetastar\s*\{[^{}]*\}", " ", text)
    for name in ("emph", "textit", "textsl"):
        text = replaced(text, name, 1, lambda inner: f"{_OPEN}{inner}{_CLOSE}")
    text = _ITALIC.sub(rf"{_OPEN}\g<text>{_CLOSE}", text)
    text = re.sub(rf"{_OPEN}(,? ?et al[^{_CLOSE}]*){_CLOSE}", r"\1", text)
    blocks = re.split(r"\\newblock(?![A-Za-z])", text)
    item.blocks = [one for one in map(fold, blocks) if _plain(one).strip(" .,;:()")]
    if item.title:
        before, _, _ = item.blocks[0].partition(item.title) if item.blocks else ("", "", "")
        item.names = _names(before)
    elif item.blocks and (len(item.blocks) > 1 or "venue" not in item.told):
        _find_title(item)
    else:
        item.names = _names(item.told.get("names", ""))


def _with_links(text: str, item: _Item) -> str:
    """The text with the words of links only; where they lead is noted."""

    def link(url: str, words: str) -> str:
        item.links.append(_url(url))
        return f"{_OPEN}{words}{_CLOSE}"

    def bare(url: str) -> str:
        item.links.append(_url(url))
        return " "

    def doi(value: str) -> str:
        item.links.append(f"https://doi.org/{_url(value)}")
        return " "

    text = re.sub(r"\\href@noop\s*\{[^{}]*\}", " ", text)
    text = replaced(text, r"href|Eprint", 2, link)
    text = replaced(text, r"url|path|nolinkurl", 1, bare)
    return replaced(text, r"doi", 1, doi)


def _url(text: str) -> str:
    return re.sub(r"\\([#$%&_{}~])", r"\1", text).strip()


def _with_told(text: str, item: _Item) -> str:
    """The text without macros that say what their text is, which is noted where it is of use."""

    def told(kind: str, inner: str) -> str:
        if role := _NAMED.get(kind.strip()):
            item.told.setdefault(role, inner)
        return inner

    def all_told(kind: str, inner: str) -> str:
        item.told.setdefault("names" if kind == "author" else kind, inner)
        return inner

    text = replaced(replaced(text, "bibinfo", 2, told), "bibfield", 2, all_told)
    item.title = item.told.get("title", "") or next(
        (macro.arguments[0] for macro in macros(text, _TITLES, 1)), ""
    )
    return text


def _find_title(item: _Item) -> None:
    """Title and names out of the blocks."""
    first, *others = item.blocks
    for form in (_QUOTED, _APART):
        hit = form.match(first)
        names = _names(hit["before"]) if hit else ""
        if hit and names and _may_be_names(names):
            item.names, item.title = names, hit["text"]
            item.told.setdefault("venue", _venue(hit["after"]))
            return
    if not others:
        _from_reference(item, _plain(first))
    elif _VENUE.match(_plain(others[0])) or not _may_be_names(_names(first)):
        _from_reference(item, _plain(first))
        item.told.setdefault("venue", _venue(others[0]))
    else:
        item.names, item.title = _names(first), _unquoted(others[0])
        item.told.setdefault("venue", _venue(" ".join(others[1:2])))


def _from_reference(item: _Item, text: str) -> None:
    """Title and the rest out of a reference in which nothing is marked."""
    item.guessed = True
    if hit := _FRONT.match(text):
        item.names, text = hit["names"] or hit["short"], text[hit.end() :]
        item.title, *rest = _END_OF_TITLE.split(text, maxsplit=1)
        item.told.setdefault("venue", "".join(rest))
        return
    pieces = text.split(", ")
    named = next((at for at, one in enumerate(pieces) if not _INITIALS.fullmatch(one)), len(pieces))
    if 0 < named < len(pieces):
        last = (
            at for at in range(named + 1, len(pieces)) if _VENUE.match(pieces[at]) or _YEAR.search(pieces[at])
        )
        end = next(last, len(pieces))
        if end == len(pieces) - 1 > named + 1 and _YEAR.match(pieces[end]):  # behind a publisher
            end -= 1
        item.names, item.title = ", ".join(pieces[:named]), ", ".join(pieces[named:end])
        item.told.setdefault("venue", ", ".join(pieces[end : end + 1]))
    else:
        item.title, item.rest = title_line.part(text)


def _may_be_names(text: str) -> bool:
    """Whether these are the names of persons, or a few words that may name a group."""
    if text.endswith((" in", " In")):
        return False
    return find_people(text) is not None or len(text.split()) <= 3


def _names(text: str) -> str:
    """The names in a text, as people write them."""
    plain = re.sub(r"\bBBA\b", "and", _plain(re.sub(r"\\BBA\b", "BBA", text)))
    plain = _END_OF_NAMES.sub("", re.sub(r"\[[^\[\]]*\]", "", plain)).strip(" .,:;")
    return _FAMILY_FIRST.sub(r"\g<given> \g<family>, ", plain) if _FAMILY_FIRST.match(plain) else plain


def _venue(text: str) -> str:
    """The name of a venue that stands in front, or set apart, in what follows a title."""
    hit = _APART.search(text)
    return hit["text"] if hit else text.lstrip(" .,").split(", ")[0]


def _unquoted(text: str) -> str:
    hit = _QUOTED.fullmatch(text)
    return hit["text"] if hit and not hit["before"].strip() and not hit["after"].strip(" .,") else text


def _tidy(title: str) -> str:
    """A title without what is no part of it: emphasis, a year behind it, a full stop."""
    title = title.replace(_OPEN, "").replace(_CLOSE, "")
    return bare(_BEHIND_TITLE.sub("", _BEHIND_TITLE.sub("", fold(title))))


def _plain(text: str) -> str:
    """The text without markup, in Unicode; math stays."""
    text = decode_accents(text)
    return fold(_MARKUP.sub(lambda hit: hit["math"] or hit["sign"] or "", text))
