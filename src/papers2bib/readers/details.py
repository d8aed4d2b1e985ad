"""Takes the lines beneath a title (authors, count, date, venue, links), gives what they say of the paper."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from papers2bib.ids import PaperId
from papers2bib.model import Date, Listing
from papers2bib.readers.dates import find_dates, only_date
from papers2bib.readers.text import fold

if TYPE_CHECKING:
    from papers2bib.readers.people import People

URL = re.compile(
    r"(?:https?://|www\.)[^\s<>\"|]+|(?<![\w/.@])(?:github|gitlab)\.com/[^\s<>\"|]+", re.IGNORECASE
)
_ELSEWHERE = re.compile(
    r"^https?://(?:[\w-]+\.)*(?:x|twitter|youtube|reddit|medium|linkedin|facebook|zhihu|weixin\.qq|bilibili|substack"
    r"|semanticscholar|paperswithcode|aclweb|springer|sciencedirect|nature|t|youtu|google|img\.shields)\."
    r"(?:com|co|org|be|net|io)(?:/|$)|openreview\.net|aclanthology\.org|proceedings\.|papers\.ni?ps\.cc|dl\.acm\.org"
    r"|ieeexplore|openaccess\.thecvf|alphaxiv\.org|\.pdf(?:$|[?#])",
    re.IGNORECASE,
)
"""Talk about a paper, and copies of the paper itself: neither its code nor its project's page."""
_COUNT = re.compile(
    r"(?<![\w.])(?<!等)(?<!等\s)(?P<n>\d{1,5})\s*"
    r"(?:authors?|co-?authors|auteurs?|autor(?:en|es)?|位?作者|名?저자|人の著者)\b",
    re.IGNORECASE,
)
_VOTES = re.compile(r"^\s*(?P<n>\d{1,6})\s*(?:votes?|upvotes?|likes?|comments?)?\s*$", re.IGNORECASE)
_LABEL = re.compile(
    r"^(?:[-–•*·+]\s+)?(?P<label>venue|conference|journal|published(?: in| at)?|publication|date|year"
    r"|links?|url|pdf|arxiv|code|github|project(?: page)?|paper|homepage|authors?|doi|notes?|comments?"
    r"|abstract|tl;?dr|summary|keywords?)"
    r"\s*[:：]\s*",
    re.IGNORECASE,
)
_PROSE = frozenset(
    {"note", "notes", "comment", "comments", "abstract", "tldr", "tl;dr", "summary", "keyword", "keywords"}
)
_ID_LABELS = frozenset({"arxiv", "doi"})
_VENUE_LABELS = frozenset(
    {"venue", "conference", "journal", "published", "published in", "published at", "publication"}
)
VENUE = re.compile(
    r"(?:(?:In\s+)?(?:Proceedings|Proc\.|Findings|Transactions|Journal|Workshop|Conference|Advances)\b.{0,160}"
    r"|[A-Z][\w&+/.:'’ -]{0,80}?[ ,'’]{0,2}(?:(?:19|20)\d\d|['’]\d\d)(?:\s*[(,:-].{0,60})?)"
)
_LONGEST = 20_000
"""Characters of a line that are looked at; collaborations name thousands of authors."""
_STOP = re.compile(r"(?<=[^\W_]{2})(?<!\bSt)(?:\.(?:\s+|$)(?!and\b|&)|。)")
"""A full stop that ends a sentence, and no initial."""
_FOUND = re.compile(
    r"(?P<names>[^\W\d_].{2,200}?)\s+[-–—]\s+(?:(?P<venue>.*?),\s*)?(?P<year>(?:19|20)\d\d)\s+[-–—]\s+\S+(?:\s\S+){0,2}"
)
YEAR = re.compile(r"(?:19|20)\d\d")
_BULLET = re.compile(r"^\s*(?:[-–—•*·+▪◦]\s+)+")


@dataclass(slots=True)
class Details:
    """What has been read of one paper so far; `listing` freezes it."""

    ids: dict[PaperId, None] = field(default_factory=dict)
    urls: dict[str, None] = field(default_factory=dict)
    authors: tuple[str, ...] = ()
    n_authors: int | None = None
    date: Date | None = None
    issued: Date | None = None
    """The year that a citation gives: the paper was out by its end."""
    venue: str = ""
    votes: int | None = None

    def listing(self, title: str, origin: str, listed: Date | None = None, abstract: str = "") -> Listing:
        """The listing these details belong to."""
        return Listing(
            title=title,
            origin=origin,
            ids=tuple(self.ids),
            authors=self.authors,
            n_authors=self.n_authors,
            date=self.date,
            listed=self.issued or listed,
            abstract=abstract,
            urls=tuple(self.urls),
            venue=self.venue,
            votes=self.votes,
        )

    @property
    def sure(self) -> bool:
        """Whether they are more than a single name, which a title may look like."""
        return len(self.authors) > 1 or bool(self.n_authors or self.date or self.venue)

    def add_link(self, url: str, *, page: bool = True) -> None:
        """Take a link for an id if it is one, else (where `page` allows) for code or a project's page."""
        if found := PaperId.find(absolute(url)):
            self.ids.update(dict.fromkeys(found))
        elif page and url.startswith(("http://", "https://")) and not _ELSEWHERE.search(url):
            self.urls.setdefault(url)

    def add(self, text: str) -> None:
        """Take one line beneath the title for what it says; what it does not clearly say is passed over."""
        text = _BULLET.sub("", fold(text[:_LONGEST]))
        label = _LABEL.match(text)
        name = label["label"].lower() if label else ""
        if name in _PROSE:
            return
        bare = text[label.end() :] if label else text
        rest = self._take_links(f"{name}:{bare}" if name in _ID_LABELS else bare)
        if name in _VENUE_LABELS and not only_date(rest.partition(",")[0]):
            self.venue = self.venue or rest
            return
        self._take_text(rest)

    def _take_links(self, text: str) -> str:
        """The text without its links and ids, which are taken."""
        if alone := PaperId.arxiv(text):
            self.ids.setdefault(alone)
            return ""
        for url in URL.findall(text):
            self.add_link(trim_url(url))
        text = URL.sub(" ", text)
        for one in PaperId.find(text):
            self.ids.setdefault(one)
            text = re.sub(
                rf"(?:arxiv|doi)?:?\s?{re.escape(one.value)}(?:v\d+)?", " ", text, flags=re.IGNORECASE
            )
        return text.strip(" \t·|[]<>")

    def _take_text(self, text: str) -> None:
        if names := _dotted_names(text):
            self.authors = self.authors or names
            return
        for part in _parts(text):
            if not (
                self._take_count(part)
                or self.add_date(part)
                or self._take_year(part)
                or self._take_venue(part)
            ):
                self._take_people(part)

    def _take_count(self, part: str) -> bool:
        if not (hit := _COUNT.search(part)):
            return False
        self.n_authors = int(hit["n"])
        if find_dates(rest := part[hit.end() :].strip(" ,")):
            self.add_date(rest)
        return True

    def add_date(self, part: str) -> bool:
        """Take a date, perhaps with the number of votes behind it; whether it was one."""
        dates = find_dates(part)
        if not dates or not part.startswith(words := dates[0][1]):
            return self._take_plain_date(part)
        votes = _VOTES.match(part[len(words) :])
        if not votes:
            return self._take_plain_date(part)
        self.date, self.votes = self.date or dates[0][0], int(votes["n"])
        return True

    def _take_plain_date(self, part: str) -> bool:
        date = only_date(part)
        self.date = self.date or date
        return date is not None

    def _take_year(self, part: str) -> bool:
        year = YEAR.fullmatch(part.strip(" ()[].,"))
        self.issued = self.issued or (Date(int(year[0])) if year else None)
        return year is not None

    def _take_venue(self, part: str) -> bool:
        part = part.rstrip(" .,;")
        if not VENUE.fullmatch(part) or part.count(",") > 2 or "et al" in part:
            return False
        self.venue = self.venue or part
        return True

    def _take_people(self, part: str) -> None:
        people = _people(part)
        if people and not self.authors:
            self.authors = people.names
            self.n_authors = self.n_authors or people.total


def _people(text: str) -> "People | None":
    from papers2bib.readers.people import find_people  # pages and .bib files do without

    return find_people(text)


def absolute(url: str) -> str:
    """A link within the site of Hugging Face or arXiv, as pages saved as Markdown have it."""
    if url.startswith("/papers/"):
        return f"https://huggingface.co{url}"
    return f"https://arxiv.org{url}" if url.startswith(("/abs/", "/pdf/")) else url


def trim_url(url: str) -> str:
    """The URL without the punctuation that prose puts behind it."""
    url = url.rstrip(".,;:!?'\"*_”’")
    while url.endswith((")", "]", "}")) and url.count(url[-1]) > url.count(
        {")": "(", "]": "[", "}": "{"}[url[-1]]
    ):
        url = url[:-1].rstrip(".,;:!?'\"")
    return url if "://" in url else f"https://{url}"


def _parts(text: str) -> list[str]:
    """The statements of a line: between middle dots and bars, and a venue in brackets behind names."""
    text = re.sub(r"(\bet al\.?),?\s+\(?((?:19|20)\d\d)\)?$", r"\1", text)
    split = _found_by_scholar(text) or re.split(r"\s+[·|•]\s+|^[·•]\s*|(?<=\bet al\.),\s", text)
    return [part for one in split if one.strip() for part in _sentences(one.strip())]


def _found_by_scholar(text: str) -> list[str]:
    """Names, venue and year of `A Doe, B Moe - Some Journal, 2020 - publisher`, as search engines put it."""
    hit = _FOUND.fullmatch(text)
    return [*filter(None, hit.groups())] if hit and _people(hit["names"]) else []


def _sentences(text: str) -> list[str]:
    """The sentences of a text that begins with the names of several persons or a venue, else all of it."""
    parts = [part for part in _STOP.split(text) if part.strip(" .")]
    known = parts and (_names_several(parts[0]) or VENUE.fullmatch(parts[0]))
    return parts if known else [text]


def _dotted_names(text: str) -> tuple[str, ...]:
    """The names of `Jane Doe · Max Moe`, if every part is one."""
    parts = re.split(r"\s+[·•]\s+", text)
    people = [_people(part) for part in parts] if len(parts) > 1 else []
    names = [one.names[0] for one in people if one and len(one.names) == 1 and one.total is None]
    return tuple(names) if len(names) == len(parts) else ()


def _names_several(text: str) -> bool:
    people = _people(text)
    return people is not None and (len(people.names) > 1 or text.rstrip(".").endswith("et al"))


def says_details(text: str) -> bool:
    """Whether a line reads as authors, a date, a venue or a link rather than as a title."""
    details = Details()
    details.add(text)
    return details != Details()
