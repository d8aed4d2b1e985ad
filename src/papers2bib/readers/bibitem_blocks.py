r"""Takes the blocks of a reference in LaTeX (what `\newblock` parts), gives its title, names and venue."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from papers2bib.accents import decode_accents
from papers2bib.readers import title_line
from papers2bib.readers.people import find_people
from papers2bib.readers.text import fold

OPEN, CLOSE = "\ue000", "\ue001"
"""Stand around text that is set apart (in italics, as a link), as titles often are."""
_APART = re.compile(rf"(?P<before>[^{OPEN}]*){OPEN}(?P<text>[^{OPEN}{CLOSE}]+){CLOSE}(?P<after>.*)")
_QUOTED = re.compile(r"(?P<before>(?:(?!``).)*)``(?P<text>.+?)(?:[,.](?=''))?''(?!')(?P<after>.*)")
YEAR = re.compile(r"\b(?:19|20)\d\d(?=[a-z]?\b)")
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
_VENUE = re.compile(
    r"\W*(?:[Ii]n:? |[Aa]r[Xx]iv\b|URL\b|doi\b|Available\b|Proc\b|Proceedings|Journal\b|CoRR\b)"
    r"|\W*(?:Tech(?:nical|\.) [Rr]ep|Ph\.?D|[Mm]aster)"
)
_MARKUP = re.compile(rf"(?P<math>\$[^$]*\$)|\\(?P<sign>[&%#_$])|\\[A-Za-z@]+\*?\s?|[{{}}{OPEN}{CLOSE}]")


@dataclass(slots=True)
class Told:
    """What the blocks of a reference tell; title and venue are LaTeX."""

    title: str = ""
    names: str = ""
    venue: str = ""
    rest: list[str] = field(default_factory=list)
    guessed: bool = False
    """The title is not marked: it may be the name of a journal, where the style leaves titles out."""


def told(blocks: Sequence[str]) -> Told:
    """What blocks, one at least, tell of title, names and venue."""
    first, *others = blocks
    for form in (_QUOTED, _APART):
        hit = form.match(first)
        names = names_in(hit["before"]) if hit else ""
        if hit and names and _may_be_names(names):
            return Told(hit["text"], names, _venue(hit["after"]))
    if not others:
        return _of_reference(plain(first))
    if _VENUE.match(plain(others[0])) or not _may_be_names(names_in(first)):
        found = _of_reference(plain(first))
        found.venue = found.venue or _venue(others[0])
        return found
    return Told(_unquoted(others[0]), names_in(first), _venue(" ".join(others[1:2])))


def _of_reference(text: str) -> Told:
    """Title and the rest out of a reference in which nothing is marked."""
    if hit := _FRONT.match(text):
        title, *rest = _END_OF_TITLE.split(text[hit.end() :], maxsplit=1)
        return Told(title, hit["names"] or hit["short"], "".join(rest), guessed=True)
    pieces = text.split(", ")
    named = next((at for at, one in enumerate(pieces) if not _INITIALS.fullmatch(one)), len(pieces))
    if not 0 < named < len(pieces):
        title, others = title_line.part(text)
        return Told(title, rest=others, guessed=True)
    told_venue = (
        at for at in range(named + 1, len(pieces)) if _VENUE.match(pieces[at]) or YEAR.search(pieces[at])
    )
    end = next(told_venue, len(pieces))
    if end == len(pieces) - 1 > named + 1 and YEAR.match(pieces[end]):  # behind a publisher
        end -= 1
    names, title = ", ".join(pieces[:named]), ", ".join(pieces[named:end])
    return Told(title, names, ", ".join(pieces[end : end + 1]), guessed=True)


def _may_be_names(text: str) -> bool:
    """Whether these are the names of persons, or a few words that may name a group."""
    if text.endswith((" in", " In")):
        return False
    return find_people(text) is not None or len(text.split()) <= 3


def names_in(text: str) -> str:
    """The names in a text, as people write them."""
    words = re.sub(r"\bBBA\b", "and", plain(re.sub(r"\\BBA\b", "BBA", text)))
    words = _END_OF_NAMES.sub("", re.sub(r"\[[^\[\]]*\]", "", words)).strip(" .,:;")
    return _FAMILY_FIRST.sub(r"\g<given> \g<family>, ", words) if _FAMILY_FIRST.match(words) else words


def _venue(text: str) -> str:
    """The name of a venue that stands in front, or set apart, in what follows a title."""
    hit = _APART.search(text)
    return hit["text"] if hit else text.lstrip(" .,").split(", ")[0]


def _unquoted(text: str) -> str:
    hit = _QUOTED.fullmatch(text)
    return hit["text"] if hit and not hit["before"].strip() and not hit["after"].strip(" .,") else text


def plain(text: str) -> str:
    """The text without markup, in Unicode; math stays."""
    text = decode_accents(text)
    return fold(_MARKUP.sub(lambda hit: hit["math"] or hit["sign"] or "", text))
