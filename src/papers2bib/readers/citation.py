"""Takes a title as a citation puts it, gives the title alone, and apart from it names, venue and dates."""

import re

from papers2bib.ids import PaperId
from papers2bib.readers.dates import only_date
from papers2bib.readers.details import VENUE, YEAR
from papers2bib.readers.people import People, find_people

_LONGEST = 1500
"""Characters of a line that may be a citation."""
_SHORT_VENUE = re.compile(
    r"(?:(?:In|Findings of|Proceedings of|Proc\.)\s+(?:the\s+)?)?[A-Z][\w&/.@-]*(?:\s[A-Z&][\w&/.@-]*){0,4}"
    r"(?:[ ,]{1,2}(?:19|20)\d\d|(?<=[A-Za-z])(?:19|20)\d\d|[ ]?['’]\d\d)(?:[ ,]{1,2}[A-Z][a-z]{3,12})?"
)
"""`NeurIPS 2020`, `ICLR'24 Oral`, `Findings of EMNLP 2021`."""
_TAG = re.compile(
    r"\*{0,2}(?:`[^`]{4,40}`|\([^()]{4,40}\)|\[[^\[\]]{4,40}\](?!\())\*{0,2}\s*[:,.–—|-]?\s+(?=\S)"
)
_BRACKETED = re.compile(r"(?P<title>.*\S)(?:\s+[(\[]|\s*（)(?P<inner>[^()（）\[\]]{4,200})[)\]）]\.?")
_STOPPED = re.compile(r"(?P<title>.*[^\W\d_]{3})\.\s+(?P<venue>[A-Z][\w-]*[A-Z].{0,60}?)\.?")
_BEHIND_DASH = re.compile(r"(?P<title>.*?\S)\s+[-–—|·]\s+(?P<names>[^|—–]{2,300}?\bet\s+al\b\.?)(?P<rest>.*)")
_BEHIND_COMMA = re.compile(
    r"(?P<title>.*[^\s,])[,.]\s+(?P<names>[^\W\d_][^,]{1,40}?\s+et\s+al\b\.?)(?P<rest>.*)"
)
_OF_OTHERS = re.compile(
    r"\W*(?:an? )?(?:reply|response|comment|remark|rebuttal|note|erratum)\b", re.IGNORECASE
)
"""How titles begin that name the authors of another paper, or its id."""
_EVENT = re.compile(
    r"\b(?:workshop|challenge|competition|contest|shared task|conference|symposium|tutorial|track|proceedings"
    r"|overview|report|campaign)s?\b",
    re.IGNORECASE,
)
"""What titles speak of that end with the name and year of the event itself."""
_SURNAMES = re.compile(
    r"[^\W\d_a-z][\w'’-]+(?:(?:, (?:and |& )?| and | & )[^\W\d_a-z][\w'’-]+)+",
)
_PAGES = re.compile(r",?\s*\b(?:pp?\.|pages?|vol(?:ume|\.)|no\.)\s*[\w:–-]+", re.IGNORECASE)
_END_OF_NAMES = re.compile(
    r"\.?(?P<filed>\s+[-–—]\s+(?:19|20)\d\d\s+[-–—]\s+)|(?:(?P<initial>(?<=[\s,.-][^\W\d_])\.)|(?<=[^\W_]{2})\.|(?<=[^\W_])\.?:)(?:\s+\(?(?:19|20)\d\d[a-z]?\)?[.:,])?\s+"
    r"|[.,]?\s+(?:\((?:19|20)\d\d[a-z]?\)[.:,]?|(?:19|20)\d\d[a-z]?\s?[.:–—-])\s+"
)
_MORE_NAMES = re.compile(r"[^\W\d_a-z]\.|&|and\b|et\s+al\b")
_FAMILY_INITIALS = r"[^\W\d_a-z][\w'’-]+(?: [\w'’-]+)? [^\W\d_a-z]{1,3}"
_VANCOUVER = re.compile(
    rf"(?:{_FAMILY_INITIALS}, )+{_FAMILY_INITIALS}|[^\W\d_a-z][\w'’-]+ [^\W\d_a-z]{{2,3}}"
)
"""`Vaswani A, Shazeer N`."""
_WITH_INITIALS_BEHIND = re.compile(
    r"[^\W\d_a-z][\w'’-]+(?: [\w'’-]+){0,2}, (?:[^\W\d_a-z]\.[ -]?)*[^\W\d_a-z]"
)
_SENTENCE_END = re.compile(r"[a-z]{3}[.?!] ")
_SURNAME = re.compile(r"[^\W\d_a-z][\w'’-]+")
_WITH_INITIALS = re.compile(r"(?:^|[\s,])(?:[^\W\d_a-z]\.)+(?:$|[\s,-])|,\s[^\W\d_a-z]\.?$")
_END_OF_TITLE = re.compile(
    r"(?<=[^\W_]{2})[.。]\s+(?=[^\s\d])|[.?!,]\s+(?=[Ii]n:?\s+(?:Proc|[A-Z]{3})|arXiv\b)"
)
_DATED = re.compile(r"\b(?:19|20)\d\d\b")


def is_tag(text: str) -> bool:
    """Whether words in brackets say when or where a paper came out, and nothing else."""
    bare = text.strip(" `()[]:,.–—-*_")
    return bool(only_date(bare) or YEAR.fullmatch(bare) or _SHORT_VENUE.fullmatch(bare))


def names_another(title: str) -> bool:
    """Whether it is the title of a reply, which may name the authors or the id of another paper."""
    return _OF_OTHERS.match(title) is not None


def trim(text: str, told: list[str]) -> str:
    """The title without a tag in front, and without names and venue that are certainly not part of it."""
    if len(text) > _LONGEST:
        return text
    while (tag := _TAG.match(text)) and is_tag(tag[0]):
        told.append(tidy_venue(tag[0].strip(" `()[]:,.–—|-*_")))
        text = text[tag.end() :]
    return _without_venue(_without_names(text, told), told)


def _without_names(text: str, told: list[str]) -> str:
    """The title in front of `- He et al., CVPR 2022`; a comma in doubt belongs to the title."""
    if not re.search(r"\bet\s+al\b", text) or names_another(text):
        return text
    hit = _BEHIND_DASH.fullmatch(text)
    if not hit and (hit := _BEHIND_COMMA.fullmatch(text)):
        before = hit["title"].rpartition(", ")
        hit = None if len(hit["title"].split()) < 2 or (before[1] and find_people(before[2])) else hit
    rest = hit["rest"].strip(" ,.;:()[]") if hit else ""
    if not hit or not find_people(hit["names"]) or not (not rest or is_tag(rest) or VENUE.fullmatch(rest)):
        return text
    told += [hit["names"], *filter(None, [rest])]
    return hit["title"]


def _without_venue(text: str, told: list[str]) -> str:
    """The title in front of `(CVPR 2022)`, `(Devlin et al., 2018)` or `. ICLR 2021.`."""
    hit = _BRACKETED.fullmatch(text)
    parts = _citation_in_brackets(hit["inner"].strip(" *_`")) if hit else []
    if not parts and (hit := _STOPPED.fullmatch(text)) and len(hit["title"].split()) > 2:
        parts = _venue_of_paper(hit["venue"])
    if not hit or not parts or (len(parts) == 1 and _EVENT.search(hit["title"])):
        return text
    told += parts
    return hit["title"]


def _venue_of_paper(text: str) -> list[str]:
    return [tidy_venue(text)] if _SHORT_VENUE.fullmatch(text) else []


def _citation_in_brackets(inner: str) -> list[str]:
    """Names and year of `Devlin et al., 2018`, or a venue."""
    names, _, year = inner.rpartition(" ")
    names = names.rstrip(" ,")
    known = YEAR.fullmatch(year) and (_several(names) or _SURNAMES.fullmatch(names))
    return [names, year] if known else _venue_of_paper(inner)


def cited(text: str, told: list[str], *, surely: bool = False) -> str:
    """The title out of a reference that begins with names (`J. Doe and M. Moe. Title. Venue, 2020`).

    One name alone may be the beginning of a title, unless it is `surely` a reference.
    """
    if len(text) > _LONGEST or not (_DATED.search(text) or any(PaperId.find(one) for one in told)):
        return text
    for end in sorted(_END_OF_NAMES.finditer(text), key=lambda end: not _DATED.search(end[0])):
        names, rest = text[: end.start()], text[end.end() :]
        if _ends_names(names, rest, end, surely) and (title := _cited(names, rest, end, told)):
            return title
    return text


def _cited(names: str, rest: str, end: "re.Match[str]", told: list[str]) -> str:
    """The title that follows on the names, or ""; what else is there goes to what is told."""
    close = _END_OF_TITLE.search(rest)
    title, venue = (rest[: close.start()], rest[close.end() :]) if close else (rest, "")
    if close and rest[close.start()] in "?!":
        title += rest[close.start()]
    dated = _DATED.search(end[0])
    year = dated[0] if dated else ""
    if len(title.split()) < 3 or not (year or venue or told or _DATED.search(rest)):
        return ""
    if VENUE.fullmatch(title) or ("," in title and _several(title)):
        return ""  # it was the title that stood in front
    told += [_with_last_initial(names), *filter(None, [year, tidy_venue(venue)])]
    return title.rstrip(" .,")


def _with_last_initial(names: str) -> str:
    """The full stop that ends the names is also that of the initial in front of it."""
    return re.sub(r"(?<=[\s.-][^\W\d_])$", ".", names.rstrip(" .,:"))


def tidy_venue(text: str) -> str:
    """`In: NeurIPS, pages 3-14 (2017).` without all but name and year."""
    text = _PAGES.sub("", re.sub(r"^[Ii]n:?\s+", "", text.strip(" .,")))
    return re.sub(r"\s*\(?\b((?:19|20)\d\d)\)?(?:[ ,]+[A-Z][a-z]+)?$", r" \1", text)


def _ends_names(names: str, rest: str, end: "re.Match[str]", surely: bool) -> bool:
    """Whether names end here: a full stop behind an initial ends them only if all initials stand behind."""
    if ":" in names or _SENTENCE_END.search(names):
        return False
    people, dated = _several(names), _DATED.search(end[0]) is not None
    if end["initial"] and not dated:
        behind = people is not None and all(", " in one for one in people.names)
        alone = _WITH_INITIALS_BEHIND.fullmatch(names) or _VANCOUVER.fullmatch(names)
        return (behind or alone is not None) and not _MORE_NAMES.match(rest)
    if people or (end["filed"] and _SURNAME.fullmatch(names)):
        return True
    if dated or ":" in end[0]:
        return _SURNAMES.fullmatch(names) is not None or _is_one(names, surely)
    return _is_one(names, surely)


def _is_one(text: str, surely: bool) -> bool:
    """Whether a text is the name of one person, and nothing else that it might be."""
    people = find_people(text)
    return people is not None and len(people.names) == 1 and (surely or bool(_WITH_INITIALS.search(text)))


def _several(text: str) -> People | None:
    """The persons of a text that names two or more of them, or a first one with `et al.` behind."""
    people = find_people(text)
    many = people and (len(people.names) > 1 or re.search(r"\bet\s+al\.?$", text))
    return people if many else None
