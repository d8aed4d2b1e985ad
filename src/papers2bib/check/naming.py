"""Titles judged: an entry and a work under nearly its title in; what was changed, word by word, out."""

from collections.abc import Iterator

from papers2bib.check.codes import Weight
from papers2bib.check.entries import Entry
from papers2bib.check.findings import Finding
from papers2bib.check.works import Work
from papers2bib.differences import Edit, Kind
from papers2bib.spelling import SMALL_WORDS
from papers2bib.titles import title_words

_SPELLING = frozenset({Kind.GLUED, Kind.TYPO, Kind.SHORT_TYPO})
_ENDS = frozenset({Kind.CUT, Kind.BROKEN_OFF, Kind.NAME, Kind.NAME_LOST, Kind.NAME_ADDED, Kind.LABEL})


def title_findings(entry: Entry, work: Work) -> Iterator[Finding]:
    """What parts the title as cited from that of the record: nothing for the same words."""
    account = min(work.accounts, key=lambda one: one.changed)
    edits = account.difference.edits
    kinds = {one.kind for one in edits}
    if not edits:
        return
    changed = word_diff(edits)
    recorded = f"the record says “{account.title}”"
    if kinds <= _SPELLING:
        yield _finding(
            "title-spelling", Weight.WARNING, f"misspelt: {changed}; {recorded}", entry, account.title
        )
    elif account.is_part or kinds <= _ENDS | _SPELLING:
        yield _finding("title-part", Weight.NOTE, recorded, entry, account.title)
    else:
        yield _finding("title-words", Weight.ERROR, f"{changed}; {recorded}", entry, account.title)


def other_title(entry: Entry, work: Work, *, sure: bool) -> Finding:
    """The title is unknown, and a work of just these people at that venue and year has another one.

    If both have half of their words in common, it may be an earlier title of it.
    """
    recorded = work.best.title
    ours, theirs = (set(title_words(one).split()) - SMALL_WORDS for one in (entry.title, recorded))
    sure = sure and 2 * len(ours & theirs) < min(len(ours), len(theirs))
    said = f"the record of these authors there and then is “{recorded}”"
    return _finding("title-other", Weight.ERROR if sure else Weight.WARNING, said, entry, recorded)


def word_diff(edits: tuple[Edit, ...]) -> str:
    """The words that differ: `[-cited-]{+recorded+}`."""
    parts = []
    for one in edits:
        cited = f"[-{one.listed}-]" if one.listed else ""
        parts.append(cited + (f"{{+{one.recorded}+}}" if one.recorded else ""))
    return " ".join(parts)


def _finding(code: str, weight: Weight, message: str, entry: Entry, recorded: str) -> Finding:
    return Finding(code, weight, message, ("title",), entry.title, recorded)
