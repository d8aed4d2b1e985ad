"""Takes names of venues as written, says whether they may mean the same, and whether they mean one at all."""

import re
from collections.abc import Sequence

from papers2bib.titles import title_words

_NO_VENUE = re.compile(
    r"rxiv|\bcorr\b|preprint|\bssrn\b|\bejournal\b|research ?gate|research square|repository|repec|zenodo"
    r"|figshare|openreview|authorea|\bosf\b|\bhal\b|social science research network"
    r"|research papers in economics"
)
_FILLERS = frozenset("a an and at for in of on the to".split())


def is_no_venue(name: str) -> bool:
    """Whether it is a place for preprints and the like."""
    return bool(_NO_VENUE.search(title_words(name)))


def abbreviates(short: str, name: str) -> bool:
    """Whether a short name is made of beginnings of words of the long one, in order (`natmi`, `nips`)."""
    reached = {0}
    for word in title_words(name).split():
        lengths = range(1, min(len(word), len(short)) + 1)
        reached |= {at + n for at in reached for n in lengths if short.startswith(word[:n], at)}
    return len(short) in reached


def is_same(one: str, other: str) -> bool:
    """Whether two names agree word by word, where either may abbreviate words (`Nat. Mach. Intell.`)."""
    return agree(telling_words(one), telling_words(other))


def agree(words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether the telling words of two names agree, see `is_same`."""
    return len(words) == len(others) and all(
        a.startswith(b) or b.startswith(a) for a, b in zip(words, others, strict=True)
    )


def is_within(name: str, title: str) -> bool:
    """Whether the title of proceedings names the conference: all its words in order."""
    words, rest = telling_words(name), iter(telling_words(title))
    return bool(words) and all(word in rest for word in words)


def telling_words(name: str) -> list[str]:
    """The words of a name, but for articles and the like."""
    return [word for word in title_words(name).split() if word not in _FILLERS]
