"""Takes a list of titles (a column, numbered or bulleted, details beneath them), gives its listings."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import PurePath
from typing import BinaryIO

from papers2bib.errors import ReaderError
from papers2bib.ids import PaperId
from papers2bib.model import Date, Listing
from papers2bib.readers.dates import heading_date
from papers2bib.readers.details import Details, says_details
from papers2bib.readers.text import Line, decode, fold, lines
from papers2bib.readers.titles_layout import Layout, is_link, is_prose, underline
from papers2bib.readers.titles_survey import looks_listed, survey
from papers2bib.readers.titles_unfolding import SAMPLE, unfold


def sniff(name: str, head: bytes) -> bool:
    """Whether a text file looks like a list of titles rather than prose, code or settings."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in ("", ".txt", ".text", ".lst", ".list"):
        return False
    sample = [Line(i, text) for i, text in enumerate(decode(head).split("\n")[:SAMPLE], 1)]
    return looks_listed(list(unfold(sample)), plainly=bool(suffix) or name == "<stdin>")


def read(stream: BinaryIO, origin: str) -> Iterator[Listing | ReaderError]:
    """The titles in order; a line that is too long for a title is passed over."""
    return read_lines(lines(stream), origin)


def read_lines(source: Iterable[Line], origin: str) -> Iterator[Listing]:
    """The titles among the lines of a list."""
    source = iter(source)
    whole = unfold(list(islice(source, SAMPLE)), source)
    sample = list(islice(whole, SAMPLE))
    scan = _Scan(survey(sample), origin)
    before: Line | None = None
    for line in chain(sample, whole):
        if before is not None:
            yield from scan.take(before, line.text)
        before = line
    if before is not None:
        yield from scan.take(before, "")
    yield from scan.finish()


class _Scan:
    """Where in the list the reading has got to: the heading in force and the title not yet given out."""

    def __init__(self, layout: Layout, origin: str) -> None:
        self._layout, self._origin = layout, origin
        self._page: Date | None = None
        self._listed: Date | None = None
        self._headings = 0
        self._open: tuple[Line, str] | None = None
        self._details = Details()
        self._after_blank = True

    def take(self, line: Line, following: str) -> Iterator[Listing]:
        """One line, and the text of the one that follows it."""
        blank = not line.text.strip()
        if not blank and not underline(line.text):
            yield from self._take_text(line, following)
        self._after_blank = blank

    def finish(self) -> Iterator[Listing]:
        """The title not yet given out, if any."""
        if self._open:
            line, title = self._open
            yield self._details.listing(title, f"{self._origin}:{line.number}", self._listed)
            self._open, self._details = None, Details()

    def _take_text(self, line: Line, following: str) -> Iterator[Listing]:
        opened = self._open[0] if self._open else None
        role, title = self._layout.role(line, following, after_blank=self._after_blank, opened=opened)
        if role == "detail" and self._names_another(line.text):
            if self._layout.mark == "named":  # the id stands above its title
                yield from self.finish()
                self._details.add(line.text)
                return
            role, title = "title", fold(line.text)
        if role == "detail":
            self._take_detail(line.text)
            return
        yield from self.finish()
        if role == "heading":
            self._take_heading(line.text)
        elif title and not is_prose(title):
            self._open = (line, self._take_line(title))

    def _names_another(self, text: str) -> bool:
        """Whether a line is the link of another paper than the open one: papers have one arXiv id."""
        known = {one for one in self._details.ids if one.scheme == "arxiv"}
        told = {one for one in PaperId.find(text) if one.scheme == "arxiv"}
        return bool(known and told - known) and is_link(fold(text))

    def _take_line(self, text: str) -> str:
        title, told = self._layout.part(text)
        for one in told:
            self._details.add(one)
        return title

    def _take_detail(self, text: str) -> None:
        if self._open and _is_cut(self._open[1]) and not says_details(text):
            line, title = self._open
            self._open = (line, fold(f"{title} {text}"))
        elif self._open:
            self._details.add(text)

    def _take_heading(self, text: str) -> None:
        date = heading_date(text)
        self._page = date if not self._headings else self._page
        self._listed = date or self._page
        self._headings += 1


def _is_cut(title: str) -> bool:
    """Whether a title ends where only a line can end, so that the next line continues it."""
    return title.endswith(":") or (title.endswith("-") and title[-2:-1].isalpha())
