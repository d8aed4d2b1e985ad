"""Takes replies of Hugging Face's papers API, gives what they say of each paper, oddities left out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from papers2bib.errors import SourceReplyError
from papers2bib.ids import PaperId
from papers2bib.links import classify
from papers2bib.model import Date, Listing
from papers2bib.readers.text import fold

if TYPE_CHECKING:
    from papers2bib.session import Reply

_URL = re.compile(r"https?://(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?(?:[/?#][^\s<>\"{}|\\^`]*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """What Hugging Face says of one paper; it has a title or an id."""

    title: str = ""
    arxiv: PaperId | None = None
    authors: tuple[str, ...] = ()
    """All of them, or none."""
    published: Date | None = None
    """When it was submitted to arXiv."""
    abstract: str = ""
    urls: tuple[str, ...] = ()
    """Its repository first, where one is known, then its project's page."""
    votes: int | None = None

    def listing(self, origin: str, listed: Date | None = None) -> Listing:
        """The paper as a line of a list; `listed` is the date of the page that names it."""
        return Listing(
            title=self.title,
            origin=origin,
            ids=(self.arxiv,) if self.arxiv else (),
            authors=self.authors,
            n_authors=len(self.authors) or None,
            date=self.published,
            listed=listed,
            abstract=self.abstract,
            urls=self.urls,
            votes=self.votes,
        )


def entries(reply: "Reply") -> list[Entry | None]:
    """The papers of a list as `daily_papers` and `papers/search` give it; None for each that is no paper.

    Items hold the paper as `paper` or are papers themselves (as in 2024). Raises SourceReplyError for
    anything but a list, and for a list of other things.
    """
    items = reply.json()
    if not isinstance(items, list):
        raise SourceReplyError(reply.source, "answered with something that is no list of papers")
    found = [_entry(item) for item in items]
    if items and not any(found):
        raise SourceReplyError(reply.source, "answered with a list of something else than papers")
    return found


def one_entry(reply: "Reply") -> Entry:
    """The paper of a reply that holds one; raises SourceReplyError for anything else."""
    if found := _entry(reply.json()):
        return found
    raise SourceReplyError(reply.source, "answered with something that is no paper")


def _entry(item: object) -> Entry | None:
    outer: Mapping[str, object] = item if isinstance(item, dict) else {}
    inner = outer.get("paper")
    paper: Mapping[str, object] = {**outer, **_known(inner)} if isinstance(inner, dict) else outer
    title, arxiv = _text(paper.get("title")), PaperId.arxiv(_text(paper.get("id")))
    if not (title or arxiv):
        return None
    return Entry(
        title=title,
        arxiv=arxiv,
        authors=_authors(paper.get("authors")),
        published=_date(paper.get("publishedAt")),
        abstract=_text(paper.get("summary")),
        urls=_urls(paper.get("githubRepo"), paper.get("projectPage")),
        votes=_count(paper.get("upvotes")),
    )


def _known(paper: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in paper.items() if value is not None}


def _text(value: object) -> str:
    """A field in one line; JSON may smuggle in halves of letters, which nothing could write."""
    return fold(value.encode("utf-8", "replace").decode("utf-8")) if isinstance(value, str) else ""


def _authors(value: object) -> tuple[str, ...]:
    """None of them where one is hidden or has no name, for the others would pass for all."""
    if not isinstance(value, list):
        return ()
    names = [_text(one.get("name")) for one in value if isinstance(one, dict) and not one.get("hidden")]
    return tuple(names) if len(names) == len(value) and all(names) else ()


def _date(value: object) -> Date | None:
    date = Date.parse(_text(value)[:10])
    return date if date and date.exact else None


def _urls(*values: object) -> tuple[str, ...]:
    found = classify(url for value in values if _URL.fullmatch(url := _text(value)))
    return (*found.code, *found.others)


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**7 else None
