"""Ids judged: an entry, and the works of its title and ids in; ids that are not the paper's out."""

from collections.abc import Iterable, Iterator

from papers2bib.check.authors import shown
from papers2bib.check.codes import Weight
from papers2bib.check.entries import Entry
from papers2bib.check.findings import Finding
from papers2bib.check.registrants import is_registrant
from papers2bib.check.works import Work
from papers2bib.ids import PaperId
from papers2bib.venues import venue_named, venues_in

_FIELDS = ("doi", "url")


def id_findings(entry: Entry, work: Work) -> Iterator[Finding]:
    """DOIs of the entry that the records of its work do not have, or that its venue does not give out."""
    known = set(work.ids("doi"))
    for one in entry.ids:
        if one.scheme != "doi" or one.value in known:
            continue
        prefix = one.value.partition("/")[0]
        recorded = _own(work, prefix)
        if recorded and (prefix == recorded.partition("/")[0] or not is_registrant(prefix)):
            said = f"{one.value}, but the record says {recorded}"
            yield Finding("doi", Weight.ERROR, said, _FIELDS, one.value, recorded)
        else:
            yield from prefix_findings(entry, one, work)


def prefix_findings(entry: Entry, one: PaperId, work: Work | None) -> Iterator[Finding]:
    """A DOI under a prefix that no publisher uses, or another one than the venue's."""
    prefix, expected = one.value.partition("/")[0], _expected(entry)
    if not is_registrant(prefix):
        known_as = PaperId("arxiv", work.ids("arxiv")[0]) if work and work.ids("arxiv") else ""
        said = f"{one.value}, but no publisher of papers is known to give out DOIs under {prefix}"
        said += f", and the record says {known_as}" if known_as else ""
        weight = Weight.ERROR if work else Weight.WARNING
        yield Finding("doi-prefix", weight, said, _FIELDS, one.value, str(known_as))
    elif expected is not None and prefix not in expected:
        gives = f"gives out DOIs under {', '.join(sorted(expected))}" if expected else "gives out no DOIs"
        said = f"{one.value}, but {entry.published_in} {gives}"
        yield Finding("doi-prefix", Weight.WARNING, said, _FIELDS, one.value)


def stray_ids(works: Iterable[tuple[PaperId, Work]], *, known: bool) -> Iterator[Finding]:
    """Ids of the entry that are another paper's; if it is known, but for other works of the cited people."""
    for one, work in works:
        account = work.best
        if known and work.agreement >= 0.5:
            continue  # a paper may be published under two titles
        said = f"{one} is “{account.paper.title}” by {shown(account.paper.authors)}"
        fields = ("eprint", "arxiv", "journal", "url", "doi") if one.scheme == "arxiv" else ("doi", "url")
        yield Finding("id-elsewhere", Weight.ERROR, said, fields, str(one), account.paper.title)


def _own(work: Work, prefix: str) -> str:
    """The DOI of a work, that of the same registrant first."""
    dois = work.ids("doi")
    return next((one for one in dois if one.startswith(prefix + "/")), dois[0] if dois else "")


def _expected(entry: Entry) -> frozenset[str] | None:
    """The prefixes of the DOIs that the venue gives out; None where the venue is not known."""
    shorts = venues_in(entry.published_in) if entry.published_in else frozenset()
    return frozenset(one for short in shorts for one in venue_named(short).registrants) if shorts else None
