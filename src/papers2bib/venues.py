"""Venues: from the name of a conference or journal as people write it to which venue that is.

The table names those that papers on machine learning appear in most; of others only the words can be compared
(see `venue_names`). Full names are those that the venues use of themselves.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from papers2bib.titles import title_words
from papers2bib.venue_names import abbreviates, agree, is_no_venue, is_same, is_within, telling_words

_TABLE = """
AAAI | AAAI Conference on Artificial Intelligence | 10.1609
ACL | Meeting of the Association for Computational Linguistics | 10.18653 10.3115
ACML | Asian Conference on Machine Learning |
ACM MM, MM | ACM International Conference on Multimedia; ACM Multimedia | 10.1145
AISTATS | International Conference on Artificial Intelligence and Statistics |
ALT | Conference on Algorithmic Learning Theory |
BigData, BIGDATACONF | International Conference on Big Data | 10.1109
BMVC | British Machine Vision Conference | 10.5244
CHI | Conference on Human Factors in Computing Systems | 10.1145
CIKM | Conference on Information and Knowledge Management | 10.1145
COLING | International Conference on Computational Linguistics | 10.18653 10.3115
COLM | Conference on Language Modeling |
COLT | Conference on Learning Theory; Conference on Computational Learning Theory | 10.1007 10.1145
CoNLL | Conference on Computational Natural Language Learning | 10.18653 10.3115
CoRL | Conference on Robot Learning |
CVPR | Conference on Computer Vision and Pattern Recognition | 10.1109
EACL | European Chapter of the Association for Computational Linguistics | 10.18653 10.3115
AACL | Asia-Pacific Chapter of the Association for Computational Linguistics | 10.18653
ECAI | European Conference on Artificial Intelligence | 10.3233
ECCV | European Conference on Computer Vision | 10.1007
EMNLP | Conference on Empirical Methods in Natural Language Processing | 10.18653 10.3115
FAccT, FAT* | Conference on Fairness Accountability and Transparency | 10.1145
ICASSP | International Conference on Acoustics Speech and Signal Processing | 10.1109
ICCV | International Conference on Computer Vision | 10.1109
ICDE | International Conference on Data Engineering | 10.1109
ICDM | International Conference on Data Mining | 10.1109
ICLR | International Conference on Learning Representations |
ICML | International Conference on Machine Learning | 10.1145
ICRA | International Conference on Robotics and Automation | 10.1109
IJCAI | International Joint Conference on Artificial Intelligence | 10.24963
IJCNLP | International Joint Conference on Natural Language Processing | 10.18653
INTERSPEECH | Conference of the International Speech Communication Association | 10.21437
IROS | International Conference on Intelligent Robots and Systems | 10.1109
KDD, SIGKDD | Conference on Knowledge Discovery and Data Mining | 10.1145
LREC | Conference on Language Resources and Evaluation; Language Resources and Evaluation Conference |
MICCAI | Medical Image Computing and Computer Assisted Intervention | 10.1007
MLSys, SysML | Conference on Machine Learning and Systems |
NAACL | North American Chapter of the Association for Computational Linguistics | 10.18653 10.3115
NeurIPS, NIPS | Neural Information Processing Systems | 10.52202 10.5555
RecSys | Conference on Recommender Systems | 10.1145
RSS | Robotics Science and Systems | 10.15607
SDM | International Conference on Data Mining SIAM; SIAM International Conference on Data Mining | 10.1137
SIGIR | Conference on Research and Development in Information Retrieval | 10.1145
SIGMOD | International Conference on Management of Data | 10.1145
SODA | Symposium on Discrete Algorithms | 10.1137 10.1145
STOC | Symposium on Theory of Computing | 10.1145
UAI | Conference on Uncertainty in Artificial Intelligence |
UIST | Symposium on User Interface Software and Technology | 10.1145
WACV | Winter Conference on Applications of Computer Vision | 10.1109
WSDM | Conference on Web Search and Data Mining | 10.1145
WWW, TheWebConf | World Wide Web Conference; The Web Conference | 10.1145
3DV | International Conference on 3D Vision | 10.1109
SIGGRAPH | SIGGRAPH Conference Papers | 10.1145
TOG | ACM Transactions on Graphics | 10.1145
JMLR | Journal of Machine Learning Research | 10.5555
TMLR | Transactions on Machine Learning Research |
JAIR | Journal of Artificial Intelligence Research | 10.1613
MLJ | Machine Learning | 10.1007
AIJ | Artificial Intelligence | 10.1016
TACL | Transactions of the Association for Computational Linguistics | 10.1162
CL | Computational Linguistics | 10.1162 10.3115
TPAMI, PAMI | IEEE Transactions on Pattern Analysis and Machine Intelligence | 10.1109
IJCV | International Journal of Computer Vision | 10.1007
TIP | IEEE Transactions on Image Processing | 10.1109
TNNLS | IEEE Transactions on Neural Networks and Learning Systems | 10.1109
TKDE | IEEE Transactions on Knowledge and Data Engineering | 10.1109
RA-L | IEEE Robotics and Automation Letters | 10.1109
PNAS | Proceedings of the National Academy of Sciences | 10.1073
Nature | Nature | 10.1038
Science | Science | 10.1126
PMLR | Proceedings of Machine Learning Research |
LNCS | Lecture Notes in Computer Science | 10.1007
PVLDB, VLDB | VLDB Endowment; Conference on Very Large Data Bases | 10.14778 10.1007
"""
_HOSTS = {
    "PMLR": frozenset("ICML AISTATS COLT UAI CoRL ALT ACML JMLR".split()),
    "LNCS": frozenset("ECCV MICCAI COLT".split()),
    "TOG": frozenset({"SIGGRAPH"}),
    "RA-L": frozenset({"ICRA", "IROS"}),
    "IJCNLP": frozenset({"ACL", "AACL", "EMNLP"}),
    "CoNLL": frozenset({"EMNLP"}),
    "COLING": frozenset({"LREC"}),
}
"""Series that publish the papers of others, and meetings held jointly with others."""
_SIDE = re.compile(
    r"workshop|\bfindings\b|demonstration|\bdemos?\b|tutorial|student|doctoral|companion|adjunct|poster"
    r"|tiny papers|extended abstract|industry|shared task|late breaking|competition|challenge|blog ?post"
)
_WORKSHOPS = re.compile(r"\b(?!WWW)[A-Z]{4,}W\b|\bWork\.")
_PROCEEDINGS = re.compile(
    r"\b(?:proceedings|proc|of|the|in|on|conference|conf|annual|annu|international|inte?|intl|ieee|cvf|acm|usenix|siam"
    r"|volume|vol|papers?|long|short|main|track|\d+(?:st|nd|rd|th)|(?:19|20)\d\d)\b"
)
_OF_PROCEEDINGS = re.compile(r"^(?:in )?proc(?:eedings)? |\b\d+(?:st|nd|rd|th)? |\b(?:ieee|cvf|acm) ")
_NUMBER = re.compile(r"\b\d+\b")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_YEAR_BEHIND = re.compile(r"(?<=[A-Za-z])-?'?(?:19|20)?\d\d$")
_NO_NAMES = re.compile(
    r"(?:mit press|springer|elsevier|curran associates|pmlr|openreview|proceedings of the|thecvf)\W*$"
)


@dataclass(frozen=True, slots=True)
class Venue:
    """A conference or journal that the table knows."""

    short: str
    others: tuple[str, ...]
    """Other short names."""
    names: tuple[str, ...]
    """Full names, the usual one first."""
    registrants: tuple[str, ...]
    """Prefixes of the DOIs under which its papers are published; none where it gives them no DOIs."""

    @property
    def is_journal(self) -> bool:
        """Whether its papers are articles."""
        return bool(_JOURNAL.search(self.names[0])) or self.names[0] == self.short


_JOURNAL = re.compile(
    r"^(?:\w+ )?(?:Journal|Transactions|Letters|Machine Learning$|Artificial Intelligence$)|Letters$"
)


def _venues() -> tuple[Venue, ...]:
    found = []
    for line in _TABLE.strip().splitlines():
        shorts, names, prefixes = (part.strip() for part in line.split("|"))
        short, *others = (one.strip() for one in shorts.split(","))
        found.append(
            Venue(short, tuple(others), tuple(map(str.strip, names.split(";"))), tuple(prefixes.split()))
        )
    return tuple(found)


VENUES = _venues()
_BY_SHORT = {one.lower(): venue for venue in VENUES for one in (venue.short, *venue.others)}
_BY_NAME = {title_words(name): venue for venue in VENUES for name in venue.names}
_EXACT = frozenset(
    {"machine learning", "artificial intelligence", "nature", "science", "computational linguistics"}
)


def _shape(words: list[str]) -> tuple[int, str]:
    """What names have in common that agree word by word."""
    return len(words), words[0][0] if words else ""


def _shaped() -> dict[tuple[int, str], list[tuple[list[str], Venue]]]:
    found: dict[tuple[int, str], list[tuple[list[str], Venue]]] = {}
    for name, venue in _BY_NAME.items():
        words = telling_words(name)
        found.setdefault(_shape(words), []).append((words, venue))
    return found


def _ended() -> dict[str, list[tuple[str, Venue]]]:
    found: dict[str, list[tuple[str, Venue]]] = {}
    for name in _BY_NAME.keys() - _EXACT:
        found.setdefault(name.split()[-1], []).append((name, _BY_NAME[name]))
    return found


_BY_SHAPE = _shaped()
_BY_END = _ended()
"""Last word of a full name → the names, for those that tell a venue wherever they stand."""
_AS_WRITTEN = frozenset(
    "acl alt chi cl mm rss sdm soda stoc tip tog www science nature kdd 3dv aij mlj pami".split()
)
"""Short names that are words as well: they count in capitals alone, or as all of a name."""
_WORD = re.compile(r"[A-Za-z0-9*][A-Za-z0-9*-]*")


def venues_in(text: str) -> frozenset[str]:
    """The short names of the venues that a name of proceedings or a journal stands for; often but one."""
    return _venues_in(_NUMBER.sub("0", text))  # which volume, which pages makes no difference


@lru_cache(maxsize=1 << 14)
def _venues_in(text: str) -> frozenset[str]:
    words = title_words(text)
    if words in _BY_NAME:
        return frozenset({_BY_NAME[words].short})
    found = {venue.short for word in _words(text) if not word.isdigit() and (venue := _by_short(word))}
    ends = set(words.split())
    found |= {
        venue.short for end in ends & _BY_END.keys() for name, venue in _BY_END[end] if _holds(words, name)
    }
    return frozenset(found or _abbreviated(text, words))


def venue_named(short: str) -> Venue:
    """The venue of a short name that `venues_in` gave."""
    return _BY_SHORT[short.lower()]


def years_in(text: str) -> tuple[int, ...]:
    """The years that a name of proceedings tells."""
    return tuple(map(int, _YEAR.findall(text)))


def is_side_track(text: str) -> bool:
    """Whether it is a workshop, a track or a volume beside the main one."""
    return bool(_SIDE.search(title_words(text)) or _WORKSHOPS.search(text))


def same_venue(one: str, other: str) -> bool | None:
    """Whether two names mean one venue; None where that cannot be told."""
    ours, theirs = venues_in(one), venues_in(other)
    if ours and theirs:
        return bool(ours & theirs) or _is_host(ours, theirs) or _is_host(theirs, ours)
    if _agree(one, other) or _agree(other, one):
        return True
    return None if _says_nothing(one) or _says_nothing(other) else False


def _is_host(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    return any(_HOSTS.get(one, frozenset()) & theirs for one in ours)


def _words(text: str) -> Iterator[str]:
    """Words, and the parts of those with hyphens (`ACL-IJCNLP`)."""
    for word in _WORD.findall(text):
        yield word
        if "-" in word:
            yield from word.split("-")


@lru_cache(maxsize=1 << 12)
def _by_short(word: str) -> Venue | None:
    if word.endswith("W") and word[:-1].lower() in _BY_SHORT:
        word = word[:-1]  # CVPRW is of CVPR
    stem = _YEAR_BEHIND.sub("", word) if word[-1:].isdigit() else word
    known = _BY_SHORT.get(stem.lower()) or (_BY_SHORT.get(word.lower()) if word != stem else None)
    return None if known is None or (stem.lower() in _AS_WRITTEN and not stem.isupper()) else known


def _holds(words: str, name: str) -> bool:
    """Whether a full name stands in the words, and not as the beginning or end of another one."""
    at = f" {words} ".find(f" {name} ")
    if at < 0:
        return False
    before, after = words[:at].split(), words[at + len(name) :].split()
    if name == "international conference on machine learning" and after[:1] in (["and"], ["applications"]):
        return False
    if name.startswith("meeting of the association") or name == "international conference on computer vision":
        return after[:1] != ["theory"] and "chapter" not in before
    return after[:1] != ["theory"]


def _abbreviated(text: str, words: str) -> set[str]:
    """`J. Mach. Learn. Res.`, `Proc. Int. Conf. Mach. Learn.`: word by word, where words are cut short."""
    if "." not in text or " " not in words:
        return set()
    forms = telling_words(text), telling_words(_OF_PROCEEDINGS.sub("", words + " "))
    return {
        venue.short for form in forms for name, venue in _BY_SHAPE.get(_shape(form), ()) if agree(form, name)
    }


def _agree(one: str, other: str) -> bool:
    short = title_words(one).replace(" ", "")
    if is_same(one, other) or is_within(one, other) or _core(one) == _core(other):
        return True
    if _stands_in(one, other) or _is_acronym_in(one, other):
        return True
    return one.isupper() and 3 <= len(short) <= 10 and abbreviates(short, other)


def _stands_in(short: str, name: str) -> bool:
    """Whether the words of one, perhaps cut short, stand in the other in order: two of them at least."""
    rest = iter(_core(name).split())
    words = [word for word in _core(short).split() if len(word) > 1]
    return len(words) > 1 and all(any(one.startswith(word[:4]) for one in rest) for word in words)


def _is_acronym_in(short: str, name: str) -> bool:
    """Whether an acronym that one holds stands in the other."""
    return any(
        len(word) > 2 and word[:3].isupper() and word in _WORD.findall(name) and _core(word)
        for word in _WORD.findall(short)
    )


def _core(text: str) -> str:
    return " ".join(_PROCEEDINGS.sub(" ", title_words(text)).split())


def _says_nothing(text: str) -> bool:
    return is_no_venue(text) or not _core(text) or bool(_NO_NAMES.search(title_words(text)))
