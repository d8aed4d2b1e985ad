"""Identifiers of papers: found in text and URLs, brought to one canonical form, and printed back."""

import re
from typing import NamedTuple, Self
from urllib.parse import quote

_OLD_ARCHIVES = frozenset(
    "acc-phys adap-org alg-geom ao-sci astro-ph atom-ph bayes-an chao-dyn chem-ph cmp-lg comp-gas cond-mat cs"
    " dg-ga funct-an gr-qc hep-ex hep-lat hep-ph hep-th math math-ph mtrl-th nlin nucl-ex nucl-th patt-sol"
    " physics plasm-ph q-alg q-bio quant-ph solv-int supr-con".split()
)
_NEW_ARXIV = r"\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}"
_OLD_ARXIV = r"[a-z]+(?:-[a-z]+)?(?:\.[a-z]{2})?/\d{2}(?:0[1-9]|1[0-2])\d{3}"
_ARXIV_VALUE = re.compile(rf"(?:arxiv:)?({_NEW_ARXIV}|{_OLD_ARXIV})(?:v\d+)?(?:\.pdf)?", re.IGNORECASE)
_PLAIN_ARXIV = re.compile(r"[0-9]{2}(?:0[1-9]|1[0-2])\.[0-9]{4,5}")
"""What most ids look like, which need no more than this one look."""
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.", re.IGNORECASE)
_DOI_VALUE = re.compile(r"10\.\d{4,9}/\S+")
_DBLP = re.compile(
    r"(?:dblp:|https?://dblp\.(?:org|uni-trier\.de|dagstuhl\.de)/rec/(?:html/)?)([a-z]+(?:/[\w:.+-]+)+)",
    re.ASCII,
)
_IN_TEXT = re.compile(
    r"(?<![\w.])(?:"
    rf"(?:https?://)?(?:\w[\w-]{{0,30}}\.){{0,3}}arxiv\.org/(?:abs|pdf|html|format|ps|src|e-print)/(?P<url>{_NEW_ARXIV}|{_OLD_ARXIV})"
    rf"|(?:https?://)?(?:www\.)?(?:huggingface\.co|hf\.co|alphaxiv\.org|ar5iv\.org|ar5iv\.labs\.arxiv\.org)/"
    rf"(?:papers|abs|html|overview)/(?P<mirror>{_NEW_ARXIV}|{_OLD_ARXIV})"
    rf"|arxiv:\s?(?P<label>{_NEW_ARXIV}|{_OLD_ARXIV})"
    r"|(?:https?://(?:dx\.)?doi\.org/|doi:\s?)?(?P<doi>10\.\d{4,9}/[^\s\"<>{}\\|^`]+)"
    r")",
    re.IGNORECASE,
)


class PaperId(NamedTuple):
    """One identifier in canonical form: `arxiv:2504.11457` (no version), `doi:10.1000/xyz` (lower case).

    arXiv's own DOIs (`10.48550/arXiv.x`) are arXiv ids. Schemes in use: `arxiv`, `doi`, `s2`, and `dblp` for
    what has no other.
    """

    scheme: str
    value: str

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"

    @classmethod
    def arxiv(cls, text: str) -> Self | None:
        """An arXiv id as people write it (`arXiv:2504.11457v2`, `math.GT/0309136`), or None.

        See https://info.arxiv.org/help/arxiv_identifier.html.
        """
        if _PLAIN_ARXIV.fullmatch(text):
            return cls("arxiv", text)
        found = _ARXIV_VALUE.fullmatch(text.strip())
        value = _canonical_arxiv(found[1]) if found else ""
        return cls("arxiv", value) if value else None

    @classmethod
    def doi(cls, text: str) -> Self | None:
        """A bare DOI, or None; a DOI that arXiv gave out becomes the arXiv id."""
        value = text.strip().rstrip(".,;")
        if mirrored := _ARXIV_DOI.match(value):
            return cls.arxiv(value[mirrored.end() :])
        return cls("doi", value.lower()) if _DOI_VALUE.fullmatch(value) else None

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """What a person writes for one paper (`arxiv:…`, `doi:…`, `s2:…`, `dblp:…`, its URL), or None.

        Bare arXiv ids and DOIs will do.
        """
        text = text.strip()
        if (found := cls.arxiv(text)) or (found := cls.doi(text)):
            return found
        if text.lower().startswith("s2:") and text[3:].strip():
            return cls("s2", text[3:].strip().lower())
        if record := _DBLP.fullmatch(text):
            return cls("dblp", record[1].removesuffix(".html"))
        return next(iter(cls.find(text)), None)

    @classmethod
    def find(cls, text: str) -> tuple[Self, ...]:
        """Every id that text names by link, label (`arXiv:`, `doi:`) or as a bare DOI, in order, once each.

        Bare numbers such as `2504.11457` are not taken: prose holds too many that are no ids.
        """
        found: dict[Self, None] = {}
        for hit in _IN_TEXT.finditer(text):
            arxiv = hit["url"] or hit["mirror"] or hit["label"]
            one = cls.arxiv(arxiv) if arxiv else cls.doi(_trim_doi(hit["doi"]))
            if one:
                found.setdefault(one)
        return tuple(found)

    @property
    def url(self) -> str:
        """The page of the paper at the one who gave out the id."""
        roots = {
            "arxiv": "https://arxiv.org/abs/",
            "doi": "https://doi.org/",
            "dblp": "https://dblp.org/rec/",
        }
        root = roots.get(self.scheme, "https://api.semanticscholar.org/")
        return root + quote(self.value, safe="/:;,()@!$&'*+=")


def arxiv_order(arxiv_id: str) -> tuple[int, int, str]:
    """A key that sorts canonical arXiv ids by month of submission, then number: `hep-th/9108002` first."""
    archive, _, number = arxiv_id.rpartition("/")
    digits = number.replace(".", "")
    century = 0 if archive and digits[0] == "9" else 100
    return century + int(digits[:2]), int(digits[2:4]) * 1_000_000 + int(digits[4:]), archive


def arxiv_month(arxiv_id: str) -> tuple[int, int]:
    """The year and month in which a canonical arXiv id was given out."""
    year, rest, _ = arxiv_order(arxiv_id)
    return 1900 + year, rest // 1_000_000


def _canonical_arxiv(value: str) -> str:
    """The id without the class of its subject; "" where there was no such archive."""
    if "/" not in value:
        return value
    archive, _, number = value.partition("/")
    archive = archive.lower().partition(".")[0]
    return f"{archive}/{number}" if archive in _OLD_ARCHIVES else ""


def _trim_doi(doi: str) -> str:
    """Prose and Markdown put punctuation behind a DOI; brackets belong to it only in pairs."""
    while doi and (doi[-1] in ".,;:'*_" or (doi[-1] in ")]" and not _balanced(doi))):
        doi = doi[:-1]
    return doi


def _balanced(text: str) -> bool:
    return text.count("(") >= text.count(")") and text.count("[") >= text.count("]")
