"""Asking the web about entries: what is found counts, and who fails leaves an entry without a verdict."""

from collections.abc import Collection, Iterable, Sequence

from check_records import ADAM, entry

from papers2bib.bibfile.spans import scan
from papers2bib.check.entries import Entry, entries
from papers2bib.check.online import ask_online
from papers2bib.errors import SourceError, SourceUnavailable
from papers2bib.ids import PaperId
from papers2bib.model import Listing, Paper


class Known:
    """A source that knows some papers, or fails."""

    name, batch_size, left_out = "known", 10, ""

    def __init__(self, *papers: Paper, fails: bool = False) -> None:
        self._papers, self._fails = papers, fails
        self.asked: list[str] = []

    def lookup(self, ids: Collection[PaperId]) -> Iterable[Paper]:
        self.asked += map(str, ids)
        return self._answer()

    def portions(self, listings: Sequence[Listing]) -> Iterable[Sequence[Listing]]:
        return ((one,) for one in listings)

    def search(self, listings: Sequence[Listing]) -> Iterable[Paper]:
        self.asked += [one.title for one in listings]
        return self._answer()

    def completes(self, paper: Paper) -> bool:
        return not paper.title

    def _answer(self) -> tuple[Paper, ...]:
        if self._fails:
            raise SourceUnavailable(self.name, "is away")
        return self._papers


def cited(text: str) -> list[Entry]:
    return list(entries(scan(text.encode())))


def test_a_paper_that_one_source_has_is_not_asked_for_elsewhere() -> None:
    second = Known()
    [found] = ask_online(cited(entry(title=ADAM.title)), [Known(ADAM), second], warn=_unexpected)
    assert (found.papers, found.failed, second.asked) == ([ADAM], False, [])


def test_who_fails_is_told_and_the_next_is_asked() -> None:
    told: list[SourceError] = []
    [found] = ask_online(cited(entry(title=ADAM.title)), [Known(fails=True), Known(ADAM)], told.append)
    assert (found.papers, found.failed, [str(one) for one in told]) == ([ADAM], True, ["known: is away"])


def test_ids_are_asked_for_together_before_titles() -> None:
    source = Known()
    text = entry(doi="10.1000/x", title="One") + entry(doi="10.1000/y", title="Two")
    ask_online(cited(text), [source], warn=_unexpected)
    assert source.asked == ["doi:10.1000/x", "doi:10.1000/y", "One", "Two"]


def _unexpected(error: SourceError) -> None:
    raise error
