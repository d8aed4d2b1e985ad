"""Takes a list's layout and one of its lines, gives what the line is: title, detail or heading."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from papers2bib.readers.citation import cited
from papers2bib.readers.dates import find_dates, only_date
from papers2bib.readers.details import Details, says_details
from papers2bib.readers.people import find_people
from papers2bib.readers.text import Line, fold
from papers2bib.readers.title_line import named, part
from papers2bib.readers.titles_affixes import Step

Role = Literal["title", "detail", "heading"]

LONGEST_TITLE = 500
"""Characters; the longest titles on arXiv have some 300."""

_NUMBER = re.compile(
    r"(?:(?P<dot>\d{1,6})\s?(?:[.)](?:\s+|(?=[^\W\d]))|[、．]\s*)|\[(?P<square>\d{1,6})\]\s*|(?:\((?P<round>\d{1,6})\)\s+|（(?P<wide>\d{1,6})）\s*)|#(?P<hash>\d{1,6})[.:]?\s+|(?P<slash>\d{1,3})/(?:\d{1,3})?\s+)(?=\S)"
)
_BULLET = re.compile(
    r"(?:[-–—*+•‣▪◦●○■□►▶·✓✔☐☑]|\\item)\s+(?:\[[ xX]\]\s+)?(?=\S)|[•‣▪◦●○■□►▶](?=\S)|\[[ xX✓✔]\]\s+(?=\S)"
    r"|\[[A-Za-z][\w+]{0,9}\d[a-z]?\]\s+(?=\S)"
)
_HEADING_MARK = re.compile(r"#{1,6}\s+\S|={2,}\s*\S.*={2,}$|\[[^\]]{1,40}\]$|【[^】]{1,40}】$")
_LIST_WORDS = re.compile(
    r"\b(?:papers?|readings?|lists?|accepted|week(?:ly)?|daily|monthly|bibliograph\w*|references|to[- ]read"
    r"|queue|seminar|journal club|digest|articles?)\b|论文|論文|列表|논문|목록|文献",
    re.IGNORECASE,
)
_SESSION = re.compile(
    r"(?:(?:oral|poster|paper) )?(?:session|track|week|day|block)\s+\w{1,4}\s*[:–—(-]", re.IGNORECASE
)
_ACCEPTED = re.compile(r"^.{0,60}\baccepted (?:\w+ )?papers$", re.IGNORECASE)
_LINK_NAMES = frozenset({"arxiv", "pdf", "url", "link", "doi", "code", "paper", "github", "project"})
_ABOUT = re.compile(r"(?:\W*Save )?(?:\W*Cite )?(?:Cited by \d+|Related articles|All \d+ versions)\b")
"""What search engines put beneath a title."""
_UNDERLINE = re.compile(r"\s*([=\-~^_*#])\1{2,}\s*")


@dataclass(frozen=True, slots=True)
class Item:
    """A line taken apart: the marker in front (`number`, `bullet` or ""), the number, and the text."""

    mark: Literal["number", "bullet", "named", ""]
    number: int
    text: str


def item(text: str) -> Item:
    """One line without its number or bullet; titles that begin with digits (`3D …`) keep them."""
    bare = text.strip()
    if named(bare):
        return Item("named", 0, fold(bare))
    if hit := _NUMBER.match(bare):
        return Item("number", int(next(filter(None, hit.groups()))), fold(bare[hit.end() :]))
    if hit := _BULLET.match(bare):
        return Item("bullet", 0, fold(bare[hit.end() :]))
    return Item("", 0, fold(bare))


def underline(text: str) -> bool:
    """A rule (`====`, `----`), drawn beneath a heading or between parts."""
    return _UNDERLINE.fullmatch(text) is not None


def is_prose(title: str) -> bool:
    """Too long for a title, or a mere link."""
    return len(title) > LONGEST_TITLE


@dataclass(frozen=True, slots=True)
class Layout:
    """How a list is laid out: the mark its titles bear, how far they are indented, whether in blocks."""

    mark: Literal["number", "bullet", "named", "marked", ""]
    indent: int
    blocks: bool = False
    """Unmarked titles with their details beneath them, blank lines between papers."""
    links: bool = False
    """Lines that hold but a link belong to the title above them."""
    nested: bool = False
    """Unmarked titles, indented beneath their headings."""
    pairs: bool = False
    """Unmarked titles, each with its names or details in the very next line."""
    cited: bool = False
    """Titles stand in references that begin with names."""
    around: tuple[Step, ...] = ()
    """What most lines have around the title."""

    def part(self, text: str) -> tuple[str, list[str]]:
        """The title of a line and the other things it says, as is usual in this list."""
        title, told = part(text)
        if self.cited and not any(map(find_people, told)):
            title = cited(title, told, surely=True)
        for step in self.around:
            title = step(title, told)
        return title, told

    def role(self, line: Line, following: str, *, after_blank: bool, opened: Line | None) -> tuple[Role, str]:
        """What a line is, and, of a title, its text; `opened` is the title above it, if any."""
        one = item(line.text)
        if _ABOUT.match(one.text) or (opened and line.indent > max(opened.indent, self.indent) + 1):
            return "detail", ""
        if self.nested and line.indent < self.indent:
            return "heading", ""
        beneath = opened is not None
        if self.mark:
            return self._marked(one, after_blank=after_blank, beneath=beneath)
        if self.pairs and opened and self._in_pair(opened, line, following):
            return "detail", ""
        return self._plain(line, one, following, after_blank=after_blank, beneath=beneath)

    @staticmethod
    def _in_pair(title: Line, line: Line, following: str) -> bool:
        """Whether a line tells of the title; a single name does so if the next line does not tell of it."""
        if surely_details(line.text):
            return True
        single = says_details(line.text) and not is_reference(line.text)
        return line.number == title.number + 1 and single and not surely_details(following)

    def _marked(self, one: Item, *, after_blank: bool, beneath: bool) -> tuple[Role, str]:
        if one.mark and self.mark in (one.mark, "marked"):
            return ("heading", "") if only_date(one.text) else ("title", one.text)
        return ("detail", "") if beneath and not after_blank else ("heading", "")

    def _plain(
        self, line: Line, one: Item, following: str, *, after_blank: bool, beneath: bool
    ) -> tuple[Role, str]:
        text = fold(line.text)
        bare = self.part(text)[0] if self.around else text
        if _is_heading(bare or text, following, first=line.number == 1):
            return ("detail", "") if beneath and not after_blank and only_date(text) else ("heading", "")
        if beneath and (
            (self.blocks and not after_blank) or (self.links and is_link(text)) or _is_count(text)
        ):
            return "detail", ""
        return "title", one.text if one.mark == "bullet" else text


def _is_heading(text: str, following: str, *, first: bool) -> bool:
    """Marked as one, underlined, only a date, ended by a colon, or a dated name for a list of papers."""
    if _HEADING_MARK.match(text) or only_date(text) or (underline(following) and len(text) < 120):
        return True
    if (text.endswith((":", "：")) and len(text) < 60) or _SESSION.match(text):
        return True
    if first and _ACCEPTED.search(text):
        return True
    named = bool(_LIST_WORDS.search(text)) and len(text) < 80
    return named and (bool(find_dates(text)) or (first and not following.strip()))


def is_link(text: str) -> bool:
    """Whether a line holds links or ids and nothing else."""
    title, told = part(text)
    return (bool(told) and not title.strip(" :")) or (bool(told) and title.lower().strip(" :") in _LINK_NAMES)


def _is_count(text: str) -> bool:
    return re.fullmatch(r"[•·]?\s*\d{1,5} authors?(?:\s*·.*)?", text) is not None


@lru_cache(maxsize=1024)
def is_reference(text: str) -> bool:
    """Whether a line reads as names, title and more."""
    whole = item(text).text
    title, told = part(whole)
    return not whole.startswith(title) and any(whole.startswith(one) and _names(one) for one in told)


def _names(text: str) -> bool:
    """Whether a text names people from its very beginning."""
    return find_people(text) is not None and find_people(text.partition(",")[0]) is not None


@lru_cache(maxsize=1024)
def surely_details(text: str) -> bool:
    """The same, but a single name (`Deep Image Prior` might be one) or a venue does not count."""
    details = Details()
    details.add(text)
    counted = details.n_authors or details.date or (details.authors and details.issued)
    told = bool(counted) or names_several(text) or is_link(fold(text)) or _ABOUT.match(fold(text)) is not None
    return told and not is_reference(text)


def names_several(text: str) -> bool:
    """Whether a line names several persons and parts them by a mark."""
    details = Details()
    details.add(text)
    return len(details.authors) > 1 and re.search(r"[,;·•]", text) is not None
