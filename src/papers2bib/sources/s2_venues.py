"""Takes what Semantic Scholar says of a paper, gives where and when it was published, if that is certain.

Its records join preprints and publications: `venue` is the publication's, but `year` and `publicationDate`
are those of the first version (of 21 well-known papers with a venue, 5 had a year too early), and a
conference paper may bear the publication type `JournalArticle`. So a venue is told only where something else
says when:

- the paper's key at DBLP (https://dblp.org/faq/), which ends in the year and abbreviates
  the venue; or
- the DOI of a publisher and a registered venue, where `year` cannot be the preprint's: there is none at
  arXiv, or it is older.

Records that contradict themselves (other journal, other year, a track that the venue does not name) tell
nothing.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from papers2bib.ids import PaperId, arxiv_month
from papers2bib.model import Date
from papers2bib.sources.s2_fields import Record, date, prose, record, text, texts, year
from papers2bib.titles import title_words
from papers2bib.venue_names import abbreviates, is_no_venue, is_same, is_within

_KINDS = {
    "conf": "inproceedings",
    "conference": "inproceedings",
    "journals": "article",
    "journal": "article",
}
_DBLP = re.compile(r"(conf|journals)/([a-z0-9-]+)/[A-Za-z][^/]*(\d\d)[a-z]{0,2}")
_LONGEST_WAY = 4
"""Years from the first version to the publication, at most."""
_MIXED_UNTIL = {"iclr": 2018}
"""Stream of DBLP → last year in which its keys do not tell workshop papers from the others."""

_PREPRINT_DOI = re.compile(
    r"10\.(?:1101/(?:\d{4}\.|\d{5,})|64898/|2139/ssrn|21203/|20944/|31219/|31222/|31223/|31224/|31234/|31235/"
    r"|26434/|36227/|22541/|5281/|6084/|17605/|13140/|48550/|2196/preprints|12688/|14293/|3386/|1257/rct)"
)
_NO_PAPERS = frozenset({"Book", "BookSection", "Dataset"})
_TRACK = re.compile(
    r"adjunct|companion|demo(?=nstration|s?\b)|doctoral|extended abstract|findings|industry|late breaking"
    r"|poster|shared task|srw|student|tutorial|workshop"
)
_IEEE_WORKSHOP = re.compile(r"10\.1109/[a-z]+w\d*\.")
_ANTHOLOGY = re.compile(r"computational linguistics|empirical methods in natural language")
_ANTHOLOGY_ID = re.compile(r"(?:10\.18653/v1/)?([a-z]\d\d-\d{4}|20\d\d\.[\w-]+\.\d+)")
"""https://aclanthology.org/info/ids/"""
_MAIN_VOLUME = re.compile(r"[cdeinp]\d\d-1\d{3}|20\d\d\.(?:\w+-(?:long|short|main)|(?:coling|lrec)-1)\.\d+")
_WITH_FINDINGS = 2020
"""From this year on papers of these conferences appear in a second series, under the same keys."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")

_PAGES = re.compile(r"([A-Za-z]{0,3}\d[\w.:]{0,15})(?:\s*[-‐‑–—]+\s*([A-Za-z]{0,3}\d[\w.:]{0,15}))?")
_VOLUME = re.compile(r"(?=.*\d)[\w.()/ -]{1,20}|[IVXLC]{1,8}")
_UNASSIGNED = frozenset({"pp", "online first", "ahead of print"})
"""What stands for the volume of an article that is not in an issue yet."""


@dataclass(frozen=True, slots=True)
class Publication:
    """The particulars of a publication, as the fields of Paper have them."""

    kind: str
    venue: str
    issued: Date
    volume: str = ""
    pages: str = ""


def publication(said: Record, ids: Iterable[PaperId]) -> Publication | None:
    """Where and when the paper of a record with these ids was published, or None if that is not certain."""
    known = _Said(said, {one.scheme: one.value for one in ids})
    found = known.by_key() if _DBLP.fullmatch(known.key) else known.by_doi()
    if found is None or known.is_doubtful(*found):
        return None
    kind, issued = found
    volume, pages = known.place()
    return Publication(kind, known.title(kind, issued), Date(issued), volume, pages)


class _Said:
    """What a record says of a publication."""

    def __init__(self, said: Record, ids: dict[str, str]) -> None:
        registered, journal, external = (
            record(said.get(name)) for name in ("publicationVenue", "journal", "externalIds")
        )
        self._type = text(registered.get("type")).lower()
        self._registered = prose(registered.get("name"))
        self._names = [name for name in (self._registered, prose(said.get("venue"))) if name]
        self._aliases = [*self._names, *texts(registered.get("alternate_names"))]
        self._types = set(texts(said.get("publicationTypes")))
        self._year, self._date = year(said.get("year")), date(said.get("publicationDate"))
        dblp = text(external.get("DBLP"))
        self.key = "" if dblp.startswith("journals/corr/") else dblp
        self._arxiv, self._doi = ids.get("arxiv", ""), ids.get("doi", "")
        self._anthology = text(external.get("ACL")).lower()
        self._journal = prose(journal.get("name"))
        self._volume, self._pages = text(journal.get("volume")), text(journal.get("pages"))

    def by_key(self) -> tuple[str, int] | None:
        """Kind and year as DBLP's key has them, if it is the key of this venue."""
        found = _DBLP.fullmatch(self.key)
        if not found or _KINDS.get(self._type, _KINDS[found[1]]) != _KINDS[found[1]]:
            return None
        stream, digits = found[2], int(found[3])
        issued = next((y for y in (1900 + digits, 2000 + digits) if 0 <= y - self._year <= _LONGEST_WAY), 0)
        if not issued or issued <= _MIXED_UNTIL.get(stream, 0):
            return None
        return (_KINDS[found[1]], issued) if any(abbreviates(stream, n) for n in self._aliases) else None

    def by_doi(self) -> tuple[str, int] | None:
        """Kind and year of a publisher's own record."""
        kind = _KINDS.get(self._type)
        if not (kind and self._registered and self._doi and self._year) or self._types & _NO_PAPERS:
            return None
        if self._date and self._date.year != self._year:
            return None
        if self._arxiv and not (self._date and self._year > arxiv_month(self._arxiv)[0]):
            return None
        return None if self._volume.lower() in _UNASSIGNED else (kind, self._year)

    def is_doubtful(self, kind: str, issued: int) -> bool:
        """Whether anything in the record speaks against it."""
        if not self._names or any(map(is_no_venue, self._names)) or _PREPRINT_DOI.match(self._doi):
            return True
        if self._journal and not is_no_venue(self._journal) and not self._fits(kind):
            return True
        return kind == "inproceedings" and (self._is_other_year(issued) or self._is_other_track(issued))

    def title(self, kind: str, issued: int) -> str:
        """The fullest name that is known of the journal or proceedings."""
        if kind == "inproceedings":
            return self._journal if str(issued) in self._journal else self._names[0]
        names = [name for name in (self._journal, *self._names) if name and not is_no_venue(name)]
        return next((name for name in names if "." not in name), self._names[0])

    def place(self) -> tuple[str, str]:
        """Volume and pages; of a preprint or of an article not in an issue yet there are none."""
        if is_no_venue(self._journal) or self._volume.lower() in _UNASSIGNED:
            return "", ""
        volume = self._volume if self._journal and _VOLUME.fullmatch(self._volume) else ""
        return volume, _pages(self._pages)

    def _fits(self, kind: str) -> bool:
        fits = is_same if kind == "article" else is_within
        return any(fits(name, self._journal) for name in self._aliases)

    def _is_other_year(self, issued: int) -> bool:
        named = (_YEAR.findall(where) for where in (self._journal, *self._names, self._doi))
        return any(years and str(issued) not in years for years in named)

    def _is_other_track(self, issued: int) -> bool:
        venue = " ".join(map(title_words, self._names))
        tracks = _TRACK.findall(f"{title_words(self._journal)} {self._doi} {self._anthology}")
        if _IEEE_WORKSHOP.match(self._doi) or any(track not in venue for track in tracks):
            return True
        if not _ANTHOLOGY.search(venue):
            return False
        given = [hit[1] for one in (self._anthology, self._doi) if (hit := _ANTHOLOGY_ID.fullmatch(one))]
        return issued >= _WITH_FINDINGS if not given else not all(map(_MAIN_VOLUME.fullmatch, given))


def _pages(said: str) -> str:
    """`525 - 535` as `525-535`, `145 - 145` as `145`; nothing where it is neither."""
    found = _PAGES.fullmatch(said)
    if not found:
        return ""
    first, last = found[1], found[2] or found[1]
    return first if first == last else f"{first}-{last}"
