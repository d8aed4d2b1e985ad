"""Citation keys: from a paper's record and a pattern to a key, and from many papers to keys that differ."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial

from papers2bib.accents import plain_letters
from papers2bib.errors import ConfigError
from papers2bib.ids import arxiv_month, arxiv_order
from papers2bib.model import Paper
from papers2bib.name_parts import Name, split_names
from papers2bib.titles import title_words

DEFAULT_PATTERN = "[auth.lower][year][veryshorttitle.lower]"
"""First author's family name, year of version 1, first significant word: `pang2025aligning`."""

_STOP_WORDS = frozenset(
    "a an the on of for in to at by from with and or as is are via into towards toward over do does".split()
)
_GROUP_WORDS = frozenset("the for on behalf of collaboration collaborations team group consortium".split())
_COUNTED = re.compile(r"authors([1-9]\d?)")
_FIELD = re.compile(r"\[([^\[\]]*)\]")
_SAFE = re.compile(r"[A-Za-z0-9:_.+/-]*")
_NOBODY = "anon"


def year_of(paper: Paper) -> str:
    """The year in which version 1 was made public; an arXiv id gives it where the date is unknown."""
    if paper.published and paper.published.year:
        return str(paper.published.year)
    if arxiv := paper.id("arxiv"):
        return str(arxiv_month(arxiv)[0])
    return str(paper.issued.year) if paper.issued and paper.issued.year else ""


def assign_keys(
    papers: Sequence[Paper], pattern: str | None = None, taken: Collection[str] = ()
) -> list[str]:
    """A key for each paper, in order; where keys clash, all of them get a, b, … by arXiv id.

    A key of the default pattern depends on title, first author and first date alone, so that a venue learnt
    later never changes it.
    Keys that differ in case alone clash too, as they do for BibTeX, and so do keys with those `taken`
    elsewhere, which stay as they are. Raises ConfigError for a bad pattern.
    """
    old = {key.lower() for key in taken}
    make = key_maker(pattern or DEFAULT_PATTERN)
    keys = [make(paper) for paper in papers]
    clashes: dict[str, list[int]] = {}
    for at, key in enumerate(keys):
        clashes.setdefault(key.lower(), []).append(at)
    known = old | {key for key, places in clashes.items() if len(places) == 1}
    for key, places in clashes.items():
        if len(places) > 1 or key in old or f"{key}a" in old:
            places.sort(key=lambda at: _order(papers[at]))
            for at, suffix in zip(places, _suffixes(keys[places[0]], known), strict=False):
                keys[at] += suffix
    return keys


def key_maker(pattern: str) -> Callable[[Paper], str]:
    r"""What makes keys by a pattern such as `[auth.lower][year][veryshorttitle.lower]` (see FIELDS, FILTERS).

    Raises ConfigError for unknown names and for characters that `\cite` cannot take.
    """
    for name in _FIELD.findall(pattern):
        field, *filters = re.split(r"[.:]", name)
        if not (field in FIELDS or _COUNTED.fullmatch(field)) or any(one not in FILTERS for one in filters):
            known = f"{', '.join(FIELDS)}, authorsN with a number; after a dot: {', '.join(FILTERS)}"
            raise ConfigError(f"key pattern {pattern!r} names [{name}]: known are {known}")
    if not _FIELD.search(pattern) or not _SAFE.fullmatch(_FIELD.sub("", pattern)):
        raise ConfigError(
            f"key pattern {pattern!r}: give names in brackets such as [auth.lower][year]; between them"
            " letters, digits and : _ . + / - may stand"
        )
    return partial(_make, pattern)


def is_key(text: str) -> bool:
    r"""Whether every program takes this for a key, in `\cite` too."""
    return bool(text and _SAFE.fullmatch(text))


def _make(pattern: str, paper: Paper) -> str:
    key = _FIELD.sub(lambda hit: _value(hit[1], paper), pattern)
    return key or re.sub(r"[^A-Za-z0-9]", "", str(paper.ids[0]) if paper.ids else "") or _NOBODY


def _value(name: str, paper: Paper) -> str:
    field, *filters = re.split(r"[.:]", name)
    counted = _COUNTED.fullmatch(field)
    value = _authors(paper, int(counted[1])) if counted else FIELDS[field](paper)
    for one in filters:
        value = FILTERS[one](value)
    return value


def _author(paper: Paper) -> str:
    names = split_names(paper.authors[:3])  # the first two may be no names
    return _family(names[0]) if names else _NOBODY


def _last_author(paper: Paper) -> str:
    names = split_names(paper.authors)
    return _family(names[-1]) if names else _NOBODY


def _authors(paper: Paper, most: int = 0) -> str:
    """All family names; where there are more than `most`, the first ones and EtAl."""
    names = [_family(name) for name in split_names(paper.authors)]
    if most and len(names) > most:
        names[most:] = ["EtAl"]
    return "".join(names) or _NOBODY


def _family(name: Name) -> str:
    words = plain_letters(f"{name.particle} {name.family}").split()
    if name.group:
        words = [word for word in words if word.lower() not in _GROUP_WORDS][:1] or words[:1]
    return re.sub(r"[^A-Za-z0-9]", "", "".join(words)) or _NOBODY


def _title_words(paper: Paper, count: int | None = None) -> str:
    return _significant(paper.title, count)


def _venue(paper: Paper) -> str:
    return _significant(paper.venue)


def _significant(text: str, count: int | None = None) -> str:
    """The first significant words, capitalised and run together."""
    words = [word for word in re.findall(r"[a-z0-9]+", title_words(text)) if word not in _STOP_WORDS]
    return "".join(word.capitalize() for word in words[:count])


def _arxiv(paper: Paper) -> str:
    return paper.id("arxiv")


def _short_year(paper: Paper) -> str:
    return year_of(paper)[-2:]


FIELDS: dict[str, Callable[[Paper], str]] = {
    "auth": _author,
    "authors": _authors,
    "authorLast": _last_author,
    "year": year_of,
    "shortyear": _short_year,
    "veryshorttitle": partial(_title_words, count=1),
    "shorttitle": partial(_title_words, count=3),
    "title": _title_words,
    "journal": _venue,
    "arxiv": _arxiv,
}
"""What a pattern can name, after Better BibTeX (https://retorque.re/zotero-better-bibtex/citing/), but for
`arxiv`, for which that has no word; besides, `authors3` and the like name so many, and EtAl."""


def _initials(value: str) -> str:
    return "".join(re.findall(r"[A-Z]|(?<!\d)\d", value))


FILTERS: dict[str, Callable[[str], str]] = {
    "lower": str.lower,
    "upper": str.upper,
    "capitalize": str.capitalize,
    "abbr": _initials,
}
"""What can follow a name, after a dot."""


def _order(paper: Paper) -> tuple[object, ...]:
    arxiv = paper.id("arxiv")
    return (not arxiv, arxiv_order(arxiv) if arxiv else (0, 0, ""), paper.id("doi"), paper.title)


def _suffixes(key: str, taken: set[str]) -> Iterable[str]:
    """a, b, … z, aa, ab, … without those that would make a key that is taken."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    number = 0
    while True:
        suffix, rest = letters[number % 26], number // 26
        while rest:
            suffix, rest = letters[(rest - 1) % 26] + suffix, (rest - 1) // 26
        if (key + suffix).lower() not in taken:
            taken.add((key + suffix).lower())
            yield suffix
        number += 1
