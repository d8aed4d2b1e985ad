"""Parts of names: from a person's or group's name as written to given name, particle, family name, suffix."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from papers2bib.accents import LETTERS, decode_accents

_PARTICLES = frozenset(
    "a af al am an auf aus bei beim bin bint binti binte d d. da dal dalla das de dei del dela della delle"
    " dello degli dem den der des di do dos du el ibn im in la las le les lo los op 's san santa 't t te ten"
    " ter tho thoe to tot u uit ul ur v v. van van't vande vanden vander ver vom von vor zu zum zur"
    " d' de' dell' dall'".split()
)
_CONNECTORS = frozenset(("y", "e", "i"))  # Ortega y Gasset, Costa e Silva, Gaudí i Cornet are family names
_FAMILY_STARTS = frozenset(
    "Abu Al Da Dal Dalla Das De Degli Dei Del Della Delle Dello Den Der Di Dos Du El La Le Les Lo Los Mac Mc"
    " San Santa St St. Saint Ter Van Vande Vanden Vander Von Zu Zur".split()
)
_MIDDLE_NAMES_TOO = frozenset("Van Le La Lo Di Du Da San".split())
_EAST_ASIAN = frozenset(
    "Bui Cao Chen Dang Dao Dinh Do Doan Duong Gao Guo Ha He Ho Hoang Hu Huang Huynh Jiang Kim Lam Le Lee Li"
    " Lin Liu Luo Luong Ly Ma Mai Ngo Nguyen Park Pham Phan Phung Sun Ta Thai To Tong Tran Trinh Truong Van"
    " Vo Vu Vuong Wang Wu Xu Yang Zhang Zhao Zhou Zhu".split()
)  # before these, "Van" or "Le" is a middle name
_KINSHIP = frozenset("Neto Filho Junior Júnior Sobrinho".split())  # Portuguese: belongs to the name before it
_JUNIOR = re.compile(r"(?:jr|sr|jnr|snr)\.?", re.IGNORECASE)
_SUFFIX = re.compile(r"(?i:(?:jr|sr|jnr|snr)\.?)|II|III|IV|2nd|3rd|4th")
_INITIAL = re.compile(r"(?:[^\W\d_]|[A-Z][a-z])\.(?:-?[^\W\d_]\.)*|[^\W\d_]|[^\W\d_]\.?-[^\W\d_]\.?")
_GLUED = re.compile(r"(?<![^\W\d_])([^\W\d_]\.)(?=[^\W\d_]{2})")
_DEBRIS = re.compile(r"[*†‡§¶]+|^(?:and|AND) |(?<=\w) (?:and|AND)$")
_TIDY = re.compile(r"(?!and )[A-Za-zÀ-ɏ'-]+\.?(?: [A-Za-zÀ-ɏ'-]+\.?)*(?<! and)")
_LOST_UMLAUT = re.compile(r'(?<=[A-Za-z])"([aouAOU])(?=[a-z\s]|$)')
_LOST_GRAVE = re.compile(r"(?:(?<=[a-z])([aeiou])`|(?<=[b-df-np-tv-z])`([aeo])|(?<=i)`([ao]))(?=\s|$)")
_RUN_TOGETHER = re.compile(r"\\(DJ|dj|DH|dh|TH|th|AE|ae|OE|oe|AA|aa|ss|O|o|L|l)(?=[^\W\d_])")  # \DJor\dje
_LOOKALIKES = str.maketrans("‐‑‒–—−’ʼ´`~\u00a0", "------''''  ")
_GROUP = re.compile(
    r"\b(?:collab(?:oration)?s?|consorti(?:um|a)|teams?|committee|initiative|project|experiment|foundation"
    r"|universit(?:y|e|à|at|ät|é)|institut(?:e|es|o|ion)?|laborator(?:y|ies)|department|academy|society"
    r"|association|observatory|agency|corporation|research|gmbh|inc|ltd|llc|google|microsoft)\b|\band\b"
    r"|^(?!\w\.).*\b(?:groups?|labs?)\b",  # but R. C. Group is a physicist
    re.IGNORECASE,
)
_GROUP_AS_TYPED = re.compile(
    r"^(?:for|on behalf of|the) |^The [A-Z]{2}|\bAI\b|^[A-Z]{3,}-[A-Z][a-z]+ |OpenAI\b"
    r"|[\d/@&()\[\]<>\\:;=+|?!#%$_^]"
)


class Name(NamedTuple):
    """A name in its parts; of a group, all of it is `family`."""

    family: str
    given: str = ""
    particle: str = ""
    """`van der`, `de la`: lower-case words between given and family name."""
    suffix: str = ""
    """`Jr.`, `III`."""
    group: bool = False
    """No person: a collaboration, a company, or a text that cannot be taken apart."""


def split_names(written: Iterable[str]) -> list[Name]:
    """The persons and groups of an author list, in order.

    A `Jr.` that was cut off its name is put back; texts without a letter or digit (":") are no authors.
    """
    names: list[Name] = []
    for text in filter(None, map(tidy_name, written)):
        if names and _SUFFIX.fullmatch(text) and not names[-1].suffix and not names[-1].group:
            names[-1] = names[-1]._replace(suffix=text)
        elif any(char.isalnum() for char in text):
            names.append(_split(text))
    return names


def split_name(written: str) -> Name:
    """The parts of a name written "Given Family" or "Family, Given"; what is no person's name is a group."""
    return _split(tidy_name(written))


@lru_cache(maxsize=8192)
def _split(text: str) -> Name:
    if _GROUP.search(text) or _GROUP_AS_TYPED.search(text):
        return Name(text, group=True)
    parts = [part.split() for part in text.split(",") if part.strip()]
    suffix = next((" ".join(part) for part in parts[1:] if _SUFFIX.fullmatch(" ".join(part))), "")
    parts = [part for part in parts if not suffix or " ".join(part) != suffix]
    if len(parts) == 1:
        return _given_first(parts[0], suffix)
    if len(parts) == 2 and not _INITIAL.fullmatch(parts[0][0]):
        return _family_first(parts[0], parts[1], suffix)
    return Name(text, group=True)


def tidy_name(written: str) -> str:
    r"""The name without LaTeX and footnote marks, accents (even `P"urrer`) as letters, one sort of dash."""
    if _TIDY.fullmatch(written):
        return written
    text = unicodedata.normalize("NFC", written)
    if '"' in text or "`" in text:
        text = _LOST_UMLAUT.sub(lambda hit: unicodedata.normalize("NFC", hit[1] + "\u0308"), text)
        text = _LOST_GRAVE.sub(
            lambda hit: unicodedata.normalize("NFC", (hit[1] or hit[2] or hit[3]) + "\u0300"), text
        )
    if "\\" in text:
        text = _RUN_TOGETHER.sub(lambda hit: LETTERS[hit[1]], decode_accents(text)).replace("\\", "")
    text = text.translate(_LOOKALIKES)
    if not text.isprintable():
        text = "".join(char for char in text if char.isprintable())
    text = text.replace("{", "").replace("}", "")
    text = _GLUED.sub(r"\1 ", " ".join(text.split()))
    return " ".join(_DEBRIS.sub(" ", text).split()).strip(" ,;:")


def is_suffix(word: str) -> bool:
    """`Jr.`, `Sr`, `III` and the like."""
    return bool(_SUFFIX.fullmatch(word))


def _given_first(words: list[str], suffix: str) -> Name:
    words, suffix = _without_suffix(words, suffix)
    initials_from = _trailing_initials(words)
    if initials_from is not None:
        return _family_first(words[:initials_from], words[initials_from:], suffix)
    start = _family_start(words)
    end = start
    while words[end] in _PARTICLES and end < len(words) - 1:
        end += 1
    given, particle, family = words[:start], words[start:end], words[end:]
    return Name(" ".join(family), " ".join(given), " ".join(particle), suffix)


def _family_first(family: list[str], given: list[str], suffix: str) -> Name:
    family, suffix = _without_suffix(family, suffix)
    given, suffix = _without_suffix(given, suffix)
    at = 0
    while at < len(family) - 1 and family[at] in _PARTICLES:
        at += 1
    last = len(given)
    while last > 1 and given[last - 1] in _PARTICLES:
        last -= 1
    particle = " ".join([*given[last:], *family[:at]])
    return Name(" ".join(family[at:]), " ".join(given[:last]), particle, suffix)


def _without_suffix(words: list[str], suffix: str) -> tuple[list[str], str]:
    """Takes a numeral from the end only, `Jr.` from anywhere; one word at least stays."""
    for at in range(len(words) - 1, -1, -1):
        pattern = _SUFFIX if at == len(words) - 1 and at > 1 else _JUNIOR
        if not suffix and len(words) > 1 and pattern.fullmatch(words[at]):
            return [*words[:at], *words[at + 1 :]], words[at]
    return words, suffix


def _trailing_initials(words: list[str]) -> int | None:
    """Where the initials begin in a name such as "Harnden F. R." or "de Vries H.", else None."""
    at = len(words)
    while at and _INITIAL.fullmatch(words[at - 1]):
        at -= 1
    family = [word for word in words[:at] if word not in _PARTICLES]
    return at if at < len(words) and len(family) == 1 and "." in words[-1] else None


def _family_start(words: list[str]) -> int:
    """Where particle and family name begin."""
    last = len(words) - 1
    for at in range(last):
        if words[at] in _PARTICLES:
            return at
        if at and words[at] in _CONNECTORS:
            return max(at - 1, min(1, last))
    for at in range(1, last):
        neighbours = {words[0], words[at + 1]}
        a_middle_name = words[at] in _MIDDLE_NAMES_TOO and neighbours & _EAST_ASIAN
        if words[at] in _FAMILY_STARTS and not a_middle_name:
            return at
    if last > 1 and words[last] in _KINSHIP and not _INITIAL.fullmatch(words[last - 1]):
        return last - 1
    return last
