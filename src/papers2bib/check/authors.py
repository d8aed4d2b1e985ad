"""Authors judged: an entry and a work in; who is missing, who is no author, in which order, out."""

from collections.abc import Iterator, Sequence

from papers2bib.check.codes import Weight
from papers2bib.check.entries import Entry
from papers2bib.check.findings import Finding
from papers2bib.check.people import Comparison, signs_for_others
from papers2bib.check.works import Account, Work
from papers2bib.names import fold

_FIELD = ("author",)
_SHOWN = 5
_TEAM = 12
_SHORT_FORMS = frozenset(
    frozenset(pair.split("/"))
    for pair in "jim/james jack/john ted/theodore ted/thaddeus meg/margaret molly/mary kit/katherine".split()
)
"""Given names and short forms that have no more than the initial in common."""


def author_findings(entry: Entry, work: Work) -> Iterator[Finding]:
    """What parts the authors as cited from those of the record that agrees with them most."""
    account = work.best
    people = account.people
    if people is None or signs_for_others((*entry.authors, *account.paper.authors)):
        return
    missing = () if entry.has_others else people.missing
    if missing or people.extra:
        yield _faults(entry, work, account, people, missing)
    elif people.reordered:
        yield _finding(
            "author-order",
            Weight.WARNING,
            f"the record's order is: {shown(account.paper.authors)}",
            entry,
            account,
        )
    if people.renamed:
        yield _finding("author-name", _renamed(people), _pairs(people.renamed), entry, account)
    if people.misspelt:
        yield _finding("author-spelling", Weight.NOTE, _pairs(people.misspelt), entry, account)


def _renamed(people: Comparison) -> Weight:
    """Other given names are a contradiction; but one person may have two names that begin alike."""
    alike = sum(map(_is_known_as, people.renamed))
    if _is_of_a_team(people):
        return Weight.WARNING
    return Weight.NOTE if alike == len(people.renamed) == 1 else Weight.ERROR


def _is_known_as(pair: tuple[str, str]) -> bool:
    """Whether one of two given names may be short for the other (Misha is Mikhail, Jim is James)."""
    cited, recorded = (fold(name)[0] for name in pair)
    return cited[:2] == recorded[:2] or frozenset((cited, recorded)) in _SHORT_FORMS


def _pairs(names: Sequence[tuple[str, str]]) -> str:
    said = (f"“{recorded}” for “{cited}”" for cited, recorded in names[:_SHOWN])
    return f"the record says {', '.join(said)}"


def other_people(entry: Entry, work: Work) -> Finding:
    """The title is that of a work of which few or none of the cited are authors."""
    account = work.best
    said = f"the record of “{account.title}” says it is by {shown(account.paper.authors)}"
    return _finding("authors-other", Weight.ERROR, said, entry, account)


def garbled(entry: Entry, work: Work) -> Finding:
    """Title and authors are nearly, or not at all, those of a work of the cited venue and year."""
    account = work.best
    said = f"the nearest record of that venue and year is “{account.title}” by {shown(account.paper.authors)}"
    return _finding("garbled", Weight.ERROR, said, entry, account)


def _faults(
    entry: Entry, work: Work, account: Account, people: Comparison, missing: Sequence[str]
) -> Finding:
    parts = [f"missing: {shown(missing)}"] if missing else []
    parts += [f"not an author: {shown(people.extra)}"] if people.extra else []
    message = f"{'; '.join(parts)}; the record says {shown(account.paper.authors)}"
    if not people.extra:
        return _finding("authors-missing", Weight.ERROR, message, entry, account)
    sure = _is_complete(work, account, missing) and not _is_of_a_team(people)
    weight = Weight.ERROR if sure else Weight.WARNING
    if len(account.paper.authors) == 1 and people.agreed:
        weight = Weight.NOTE  # many a record names the first author alone
    return _finding("authors-extra", weight, message, entry, account)


def _is_of_a_team(people: Comparison) -> bool:
    """The lists are long and mostly the same: those of large teams change from version to version."""
    return people.agreed >= _TEAM and people.agreed > 2 * len(people.extra)


def _is_complete(work: Work, account: Account, missing: Sequence[str]) -> bool:
    """Whether the record's list may be taken as whole: it has others besides, or a second record agrees."""
    lists = [
        one.paper.authors for one in work.accounts if len(one.paper.authors) == len(account.paper.authors)
    ]
    return bool(missing) or len(lists) > 1


def shown(names: Sequence[str]) -> str:
    """The first few names."""
    more = len(names) - _SHOWN
    return ", ".join(names[:_SHOWN]) + (f" and {more} more" if more > 0 else "")


def _finding(code: str, weight: Weight, message: str, entry: Entry, account: Account) -> Finding:
    cited, recorded = " and ".join(entry.authors), " and ".join(account.paper.authors)
    return Finding(code, weight, message, _FIELD, cited, recorded)
