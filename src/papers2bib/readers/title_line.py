"""Takes the line of a title, gives the title as typed, and apart from it the ids, links and names in it."""

import re

from papers2bib.ids import PaperId
from papers2bib.readers.citation import cited, names_another, tidy_venue, trim
from papers2bib.readers.details import URL
from papers2bib.readers.people import find_people
from papers2bib.readers.text import fold

_ID = r"(?:arxiv:\s?)?(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Za-z]{2})?/\d{7})(?:v\d+)?"
_LEADING = re.compile(
    rf"[\[(]?(?P<id>{_ID})[\])]?(?:\s*\[[a-z-]+(?:\.[A-Za-z]{{2}})?\])?\s*[:,–—-]?(?:\s+(?=\S)|$)",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    rf"(?:^|[\s(\[,])(?P<id>arxiv:\s?{_ID}|doi:\s?10\.\d{{4,9}}/\S+?)[\])]?\s*(?:\[[a-z-]+\.[A-Za-z]{{2}}\])?\.?$",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?:paper\s+)?(?:title|标题|题目|論文名|제목)\s*[:：]\s*(?=\S)", re.IGNORECASE)
_LINK_TEXT = re.compile(r"<\s*\|[^<>|]*>")
"""What is left of a chat's `<https://…|text>` without its address."""
_QUOTED = re.compile(
    r"(?P<names>[^\"“”]{4,300}?),?\s+[\"“](?P<title>[^\"“”]{8,}?)(?:[,.][\"”]|[\"”][,.])\s*(?P<rest>.*)"
)


def part(text: str) -> tuple[str, list[str]]:
    """The title of a line ("" if it holds but ids and links) and the other things it says."""
    told: list[str] = []
    whole = text
    text = _NAME.sub("", fold(text), count=1)
    for url in URL.findall(text):
        told.append(url)
        text = text.replace(url, " ")
    if told:
        text = _LINK_TEXT.sub(" ", text)
        text = fold(text).strip(" -–—|·:,;<>").removesuffix("()").removesuffix("[]").rstrip(" -–—|·:,;(<[")
    title = _unquoted(_take(_LEADING, _take(_TRAILING, text, told), told), told)
    if not title and not any(PaperId.find(one) or PaperId.arxiv(one) for one in told):
        return fold(whole), told
    title = trim(cited(_out_of_book_marks(title, told), told), told)
    if not names_another(title):
        told += map(str, PaperId.find(title))
    return title, told


def _out_of_book_marks(text: str, told: list[str]) -> str:
    """The title out of the marks that Chinese puts around it: `《Title》, names, venue`."""
    hit = re.fullmatch(r"《(?P<title>[^《》]+)》[\s,，:：—-]*(?P<rest>.*)", text)
    if not hit:
        return text
    told += filter(None, [hit["rest"]])
    return hit["title"]


def named(text: str) -> bool:
    """Whether a line says that it is a title: `Title: …`."""
    return _NAME.match(fold(text)) is not None


def _take(form: "re.Pattern[str]", text: str, told: list[str]) -> str:
    """The text without an id in front or behind, if it is one."""
    hit = form.search(text) if form is _TRAILING else form.match(text)
    if not hit or not (PaperId.arxiv(hit["id"]) or PaperId.find(hit["id"])):
        return text
    told.append(hit["id"])
    return f"{text[: hit.start()]} {text[hit.end() :]}".strip(" -–—|·:,;")


def _unquoted(text: str, told: list[str]) -> str:
    """The title out of a full reference (`Names, "Title," venue year.`)."""
    hit = _QUOTED.fullmatch(text)
    people = find_people(hit["names"]) if hit else None
    if not hit or people is None:
        return text
    told += [hit["names"], *filter(None, [tidy_venue(hit["rest"])])]
    return hit["title"]
