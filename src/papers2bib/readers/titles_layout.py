"""Takes the first lines of a list, gives its layout: which lines are titles, details and headings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from papers2bib.ids import PaperId
from papers2bib.readers.dates import find_dates, only_date
from papers2bib.readers.details import Details
from papers2bib.readers.text import Line, fold
from papers2bib.readers.title_line import named, part

Role = Literal["title", "detail", "heading"]

LONGEST_TITLE = 500
"""Characters; the longest titles on arXiv have some 300."""

_NUMBER = re.compile(
    r"(?:(?P<dot>\d{1,6})\s?(?:[.)](?:\s+|(?=[^\W\d]))|[、．]\s*)|\[(?P<square>\d{1,6})\]\s*|(?:\((?P<round>\d{1,6})\)\s+|（(?P<wide>\d{1,6})）\s*)|#(?P<hash>\d{1,6})[.:]?\s+)(?=\S)"
)
_BULLET = re.compile(
    r"(?:[-–—*+•‣▪◦●○■□►▶·✓✔☐☑]|\\item)\s+(?:\[[ xX]\]\s+)?(?=\S)|[•‣▪◦●○■□►▶](?=\S)|\[[ xX✓✔]\]\s+(?=\S)"
)
_HEADING_MARK = re.compile(r"#{1,6}\s+\S|={2,}\s*\S.*={2,}$|\[[^\]]{1,40}\]$|【[^】]{1,40}】$")
_LIST_WORDS = re.compile(
    r"\b(?:papers?|readings?|lists?|accepted|week(?:ly)?|daily|monthly|bibliograph\w*|references|to[- ]read"
    r"|queue|seminar|journal club|digest|articles?)\b|论文|論文|列表|논문|목록|文献",
    re.IGNORECASE,
)
_ACCEPTED = re.compile(r"^.{0,60}\baccepted (?:\w+ )?papers$", re.IGNORECASE)
_LINK_NAMES = frozenset({"arxiv", "pdf", "url", "link", "doi", "code", "paper", "github", "project"})
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

    def role(self, line: Line, following: str, *, after_blank: bool, opened: Line | None) -> tuple[Role, str]:
        """What a line is, and, of a title, its text; `opened` is the title above it, if any."""
        one = item(line.text)
        if opened is not None and line.indent > max(opened.indent, self.indent) + 1:
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
        if _surely_details(line.text):
            return True
        return line.number == title.number + 1 and says_details(line.text) and not _surely_details(following)

    def _marked(self, one: Item, *, after_blank: bool, beneath: bool) -> tuple[Role, str]:
        if one.mark and self.mark in (one.mark, "marked"):
            return ("heading", "") if only_date(one.text) else ("title", one.text)
        return ("detail", "") if beneath and not after_blank else ("heading", "")

    def _plain(
        self, line: Line, one: Item, following: str, *, after_blank: bool, beneath: bool
    ) -> tuple[Role, str]:
        text = fold(line.text)
        if _is_heading(text, following, first=line.number == 1):
            return ("detail", "") if beneath and not after_blank and only_date(text) else ("heading", "")
        if beneath and (
            (self.blocks and not after_blank) or (self.links and _is_link(text)) or _is_count(text)
        ):
            return "detail", ""
        return "title", one.text if one.mark == "bullet" else text


def _is_heading(text: str, following: str, *, first: bool) -> bool:
    """Marked as one, underlined, only a date, ended by a colon, or a dated name for a list of papers."""
    if _HEADING_MARK.match(text) or only_date(text) or (underline(following) and len(text) < 120):
        return True
    if text.endswith((":", "：")) and len(text) < 60:
        return True
    if first and _ACCEPTED.search(text):
        return True
    named = bool(_LIST_WORDS.search(text)) and len(text) < 80
    return named and (bool(find_dates(text)) or (first and not following.strip()))


def _is_link(text: str) -> bool:
    """Whether a line holds links or ids and nothing else."""
    title, told = part(text)
    return (bool(told) and not title.strip(" :")) or (bool(told) and title.lower().strip(" :") in _LINK_NAMES)


def _is_count(text: str) -> bool:
    return re.fullmatch(r"[•·]?\s*\d{1,5} authors?(?:\s*·.*)?", text) is not None


def survey(sample: Sequence[Line]) -> Layout:
    """The layout that the first lines of a list show."""
    written = [line for line in sample if line.text.strip() and not underline(line.text)]
    if not written:
        return Layout("", 0)
    items = [(line, item(line.text)) for line in written]
    mark = _mark(items)
    if mark:
        return Layout(
            mark, _indent([pair for pair in items if pair[1].mark and mark in (pair[1].mark, "marked")])
        )
    links = not _is_link(fold(written[0].text))
    deep = _nested(written)
    if deep:
        return Layout("", deep, links=links, nested=True)
    blocks = links and _in_blocks(sample)
    return Layout(
        "",
        min(line.indent for line in written),
        blocks=blocks,
        links=links,
        pairs=not blocks and _in_pairs(written),
    )


def _in_pairs(written: Sequence[Line]) -> bool:
    """Whether titles and their details alternate: details stand beneath every other line, twice at least."""
    telling = [_surely_details(line.text) for line in written]
    return _alternate(telling) and sum(telling) * 4 >= len(telling)


def _alternate(telling: Sequence[bool]) -> bool:
    """Whether details follow on a title more than once."""
    return not telling[0] and sum(b and not a for a, b in pairwise(telling)) > 1


def _nested(written: Sequence[Line]) -> int:
    """The indent of titles that stand beneath unindented headings, or 0 if what is indented are details."""
    outer = min(line.indent for line in written)
    heads = [line.text for line in written if line.indent <= outer + 1]
    deeper = [line for line in written if line.indent > outer + 1]
    telling = sum(says_details(line.text) for line in deeper)
    short = sum(len(text.split()) for text in heads) <= 4 * len(heads)
    return min(line.indent for line in deeper) if short and telling * 2 < len(deeper) else 0


def _indent(bearing: list[tuple[Line, Item]]) -> int:
    """Columns in front of the titles; numbers set flush right begin in several."""
    ends = {line.indent + len(str(one.number)) for line, one in bearing if one.mark == "number"}
    indents = [line.indent for line, _ in bearing]
    return max(indents) if len(ends) == 1 else min(indents)


def _mark(items: list[tuple[Line, Item]]) -> Literal["number", "bullet", "named", "marked", ""]:
    if any(one.mark == "named" for _, one in items):
        return "named"
    numbered = [pair for pair in items if pair[1].mark == "number"]
    bulleted = [pair for pair in items if pair[1].mark == "bullet"]
    counted = _counts([one.number for _, one in numbered]) and len(numbered) * 8 >= len(items)
    if bulleted and len(bulleted) * 3 >= len(items) and (not counted or _are_sections(items)):
        return "bullet"
    if not counted:
        return "bullet" if len(bulleted) * 4 >= len(items) else ""
    level = min(line.indent for line, _ in numbered)
    return "marked" if any(line.indent <= level for line, _ in bulleted) else "number"


def _counts(numbers: list[int]) -> bool:
    """Whether the numbers count something: they begin at 0 or 1, or one follows the other."""
    if not numbers:
        return False
    grows = len(numbers) > 2 and all(a < b for a, b in pairwise(numbers))
    return grows or numbers[0] in (0, 1) or any(b == a + 1 for a, b in pairwise(numbers))


def _are_sections(items: list[tuple[Line, Item]]) -> bool:
    """Whether the numbered lines head groups of bulleted titles rather than being titles with notes."""
    marks = [one.mark for _, one in items]
    heads = [i for i, mark in enumerate(marks) if mark == "number"]
    led = [i for i in heads if i + 1 < len(marks) and marks[i + 1] == "bullet"]
    notes = [items[i + 1][1].text for i in led]
    return len(led) * 2 > len(heads) and sum(map(_surely_details, notes)) * 2 < len(notes)


def says_details(text: str) -> bool:
    """Whether a line reads as authors, a date, a venue or a link rather than as a title."""
    details = Details()
    details.add(text)
    return details != Details()


def _surely_details(text: str) -> bool:
    """The same, but a single name (`Deep Image Prior` might be one) or a venue does not count."""
    details = Details()
    details.add(text)
    return _names_several(text) or bool(details.n_authors or details.date) or _is_link(fold(text))


def _names_several(text: str) -> bool:
    details = Details()
    details.add(text)
    return len(details.authors) > 1 and re.search(r"[,;·•]", text) is not None


def _in_blocks(sample: Sequence[Line]) -> bool:
    """Whether most groups of lines between blank ones are one title and its details."""
    groups: list[list[str]] = [[]]
    for line in sample:
        if line.text.strip():
            groups[-1].append(line.text)
        elif groups[-1]:
            groups.append([])
    longer = [group for group in groups if len(group) > 1]
    if any(_alternate(list(map(_names_several, group))) for group in longer):
        return False
    detailed = [group for group in longer if len(group) <= 8 and any(map(_surely_details, group[1:]))]
    apparent = [group for group in longer if says_details(group[1])]
    return len(detailed) * 2 > len(longer) or bool(detailed and len(apparent) == len(longer))


def looks_listed(sample: Sequence[Line], *, plainly: bool) -> bool:
    """Whether lines look like titles: marked as items, or (if `plainly` will do) a column of them."""
    layout = survey(sample)
    written = [line for line in sample if line.text.strip() and not underline(line.text)]
    if layout.mark:
        marked = [one.text for one in map(item, (line.text for line in written)) if one.mark]
        return _worthy([text for text in marked if not only_date(text)])
    least = layout.indent if layout.nested else 0
    top = [line.text for line in written if least <= line.indent <= layout.indent + 1]
    return plainly and _worthy([fold(text) for text in top])


def _worthy(texts: list[str]) -> bool:
    """Whether texts read as titles: several words, no sentences, no code."""
    good = sum(map(_title_like, texts))
    return good > 0 and good * 10 >= len(texts) * 7


def _title_like(text: str) -> bool:
    title, told = part(text)
    if told and not title:
        return any(PaperId.find(one) or PaperId.arxiv(one) for one in told)
    letters = sum(char.isalpha() or char.isspace() for char in title)
    return (
        4 <= len(title) <= 300
        and letters * 10 >= len(title) * 7
        and not title[0].islower()
        and not title.endswith((",", ";", ":", "/", "=", "{", "}", ": *"))
        and not re.search(r"^\W*(?:import|def|class|return|if|for|#include)\b.*[:(;]", title)
        and not re.search(r"[.!?] [A-Z][a-z]+ .*\.$", title)
    )
