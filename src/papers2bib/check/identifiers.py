"""Ids judged: an entry and the works that its title and its ids are of in; ids that are not the paper's out."""

from collections.abc import Iterable, Iterator

from papers2bib.check.codes import Weight
from papers2bib.check.entries import Entry
from papers2bib.check.findings import Finding
from papers2bib.check.works import Work
from papers2bib.check.authors import shown
from papers2bib.ids import PaperId
from papers2bib.venues import venue_named, venues_in

_REGISTRANTS = frozenset(
    "10.1001 10.1002 10.1007 10.1016 10.1017 10.1021 10.1023 10.1038 10.1039 10.1049 10.1051 10.1063 10.1073"
    " 10.1080 10.1088 10.1090 10.1093 10.1098 10.1101 10.1103 10.1109 10.1111 10.1117 10.1126 10.1136 10.1137"
    " 10.1140 10.1142 10.1145 10.1155 10.1162 10.1167 10.1175 10.1177 10.1186 10.1190 10.1214 10.1257 10.1287"
    " 10.1364 10.1371 10.1515 10.1609 10.1613 10.14778 10.15607 10.17863 10.18653 10.21105 10.21437 10.2139"
    " 10.21203 10.2196 10.22331 10.2307 10.23919 10.24963 10.2514 10.2991 10.3115 10.3150 10.3174 10.3233"
    " 10.3389 10.3390 10.3758 10.3847 10.4018 10.4230 10.4310 10.48550 10.4171 10.5194 10.5220 10.52202"
    " 10.5244 10.5281 10.53 10.5555 10.6084 10.7554 10.7717 10.1561 10.1198 10.1146 10.1037 10.1613 10.1561"
    " 10.3982 10.36227 10.31219 10.31234 10.31235 10.26434 10.5334 10.5381 10.34740 10.18637 10.5441".split()
)
"""Prefixes under which publishers of papers give out DOIs (https://www.doi.org/the-identifier/resources/handbook/)."""


def id_findings(entry: Entry, work: Work) -> Iterator[Finding]:
    """DOIs of the entry that the records of its work do not have, or that its venue does not give out."""
    known = set(work.ids("doi"))
    for one in entry.ids:
        if one.scheme != "doi" or one.value in known:
            continue
        prefix = one.value.partition("/")[0]
        recorded = _own(work, prefix)
        if recorded and (prefix == recorded.partition("/")[0] or prefix not in _REGISTRANTS):
            said = f"{one.value}, but the record says {recorded}"
            yield Finding("doi", Weight.ERROR, said, ("doi", "url"), one.value, recorded)
        elif (expected := _expected(entry)) is not None and prefix not in expected:
            yield _prefix(one, prefix, entry, expected)


def stray_ids(entry: Entry, works: Iterable[tuple[PaperId, Work]], *, known: bool) -> Iterator[Finding]:
    """Ids of the entry that are of another paper; all but those of works by the cited people, if it is known."""
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


def _prefix(one: PaperId, prefix: str, entry: Entry, expected: frozenset[str]) -> Finding:
    gives = f"gives out DOIs under {', '.join(sorted(expected))}" if expected else "gives out no DOIs"
    weight = Weight.NOTE if prefix in _REGISTRANTS else Weight.WARNING
    said = f"{one.value}: {entry.published_in} {gives}"
    return Finding("doi-prefix", weight, said, ("doi", "url"), one.value)


