"""Takes the lines of a Daily Papers page (title, abstract, count of authors, date), gives its listings."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from papers2bib.ids import PaperId
from papers2bib.model import Date, Listing
from papers2bib.readers.dates import only_date
from papers2bib.readers.details import Details
from papers2bib.readers.text import Line, fold

_COUNT = re.compile(r"(?:[•*·-]\s*)?(?P<n>\d{1,5})\s+authors?\s*(?:·\s*(?P<rest>.*))?")
_CHROME = re.compile(
    r"new|get trending papers in your email inbox!?|subscribe|daily papers|by\s?ak and the research community"
    r"|(?:submitted|published) by.*|upvote.*|view all activity|view arxiv page|view pdf|sign up|log in|search"
    r"|\d{1,6}|[-–—·•|+]+|trending|daily|weekly|monthly|papers|today|previous|next|load more|show more"
    r"|view \d+ more",
    re.IGNORECASE,
)
_HEADER_END = re.compile(r"by\s?ak and the research community|daily papers", re.IGNORECASE)
_SUBMITTER = re.compile(r"(?:submitted|published) by", re.IGNORECASE)
_LINKED = re.compile(
    r"(?:[-*]\s+|\d+\.\s+)?\[(?P<title>.+)\]\((?P<url>\S*?/papers/(?P<id>\d{4}\.\d{4,5})\S*)\)"
)
_SENTENCES = re.compile(r"[a-z)]\. [A-Z]\w* ")
_OPENERS = re.compile(
    r"(?:we|our|in this|this paper|the code|code|it|these|here|project page|finally)\b", re.IGNORECASE
)
_MARK = re.compile(r"#{1,6}\s+")
_LONG = 300
"""Characters from which a paragraph cannot be a title."""


@dataclass(slots=True)
class _Record:
    """The paragraphs of one or more papers up to a line that ends a record, and what that line says."""

    paragraphs: list[Line] = field(default_factory=list)
    details: Details = field(default_factory=Details)
    ended: bool = False
    """The count of authors has been read; a date may follow."""


def read_lines(source: Iterable[Line], origin: str) -> Iterator[Listing]:
    """The papers in order; one that has lost its count and date is told by its title's shape."""
    page, record, skip = _Page(), _Record(), False
    for line in source:
        text = line.text.strip()
        if not text or skip:
            skip = skip and not text
        elif not (record.ended and _take_end(record, text)):
            if record.ended:
                yield from page.listings(record, origin)
                record = _Record()
            skip = _take(record, page, line)
    yield from page.listings(record, origin)


def _take(record: _Record, page: "_Page", line: Line) -> bool:
    """Add a line to the record; True if the next one names the user who handed the paper in."""
    text = _MARK.sub("", line.text.strip(), count=1)
    if count := _COUNT.fullmatch(text):
        record.ended = True
        record.details.n_authors = int(count["n"])
        _take_end(record, count["rest"] or "·")
    elif _CHROME.fullmatch(text):
        page.in_header = page.in_header or _HEADER_END.fullmatch(text) is not None
        if page.in_header and _HEADER_END.fullmatch(text):
            record.paragraphs.clear()
        return _SUBMITTER.fullmatch(text) is not None
    elif page.in_header and page.date is None and not record.paragraphs and (date := only_date(text)):
        page.date = date
    else:
        record.paragraphs.append(line)
    return False


def _take_end(record: _Record, text: str) -> bool:
    """Whether a line behind the count of authors belongs to it: the dot, the date and votes."""
    if text in {"·", "•"}:
        return True
    if record.details.date is not None:
        return False
    record.details.add_date(text.strip("· "))
    return record.details.date is not None


class _Page:
    """What holds for all papers of the page: its own date, from which a date without a year gets one."""

    def __init__(self) -> None:
        self.date: Date | None = None
        self.in_header = False

    def listings(self, record: _Record, origin: str) -> Iterator[Listing]:
        """The papers in a record: the last one is the one whose count and date end it."""
        papers = _split(record.paragraphs)
        for number, (title, abstract) in enumerate(papers, 1):
            details = record.details if number == len(papers) else Details()
            details.date = self._with_year(details.date)
            text = _MARK.sub("", title.text.strip(), count=1)
            if linked := _LINKED.fullmatch(text):
                text = linked["title"]
                if found := PaperId.arxiv(linked["id"]):
                    details.ids.setdefault(found)
            yield details.listing(fold(text), f"{origin}:{title.number}", self.date, abstract)

    def _with_year(self, date: Date | None) -> Date | None:
        """The page leaves a year out when it is the one in which it was saved."""
        if date is None or date.year or self.date is None or not self.date.year:
            return date
        dated = Date(self.date.year, date.month, date.day)
        return dated if dated <= self.date else date


def _split(paragraphs: list[Line]) -> list[tuple[Line, str]]:
    """Titles, each with the abstract beneath it."""
    papers: list[tuple[Line, list[str]]] = []
    for at, line in enumerate(paragraphs):
        following = paragraphs[at + 1].text if at + 1 < len(paragraphs) else ""
        if not papers or _opens_paper(
            line.text.strip(), following.strip(), after_abstract=bool(papers[-1][1])
        ):
            papers.append((line, []))
        else:
            papers[-1][1].append(fold(line.text))
    return [(title, "\n\n".join(abstract)) for title, abstract in papers]


def _opens_paper(text: str, following: str, *, after_abstract: bool) -> bool:
    """Whether a paragraph is a title: short, no sentence, and a long paragraph stands beneath it."""
    if _LINKED.fullmatch(_MARK.sub("", text)):
        return True
    if len(following) < _LONG or len(text) > _LONG or "://" in text or not after_abstract:
        return False
    if text.endswith((":", ",", ";")) or text[0].islower() or _SENTENCES.search(text) or _OPENERS.match(text):
        return False
    return not text.endswith(".") or _in_title_case(text)


def _in_title_case(text: str) -> bool:
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 3]
    return bool(words) and sum(not word[0].islower() for word in words) * 10 >= len(words) * 7


def is_count(text: str) -> bool:
    """Whether a line ends a record: `• 3 authors`."""
    return _COUNT.fullmatch(text.strip()) is not None
