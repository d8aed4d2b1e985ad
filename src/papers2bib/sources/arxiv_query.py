"""Takes listings, gives queries for the papers they may mean in the language of the arXiv API.

See https://info.arxiv.org/help/api/user-manual.html#query_details. Of this language only what is documented
is used: a field before each word or phrase, and parentheses wherever operators meet, as the order in which
they bind has changed. All words are in lower case, so that none is an operator.
"""

import datetime
import re
from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise
from urllib.parse import quote_plus

from papers2bib.model import Date, Listing
from papers2bib.name_parts import split_name
from papers2bib.names import fold
from papers2bib.sources.arxiv_words import MOST_WORDS, runs, spellings, telling_words, words_of

SUBMITTED_WITHIN = 2
"""Days from a date that is stated as that of submission."""
READ_WITHIN = 365
"""Days from submission to a date that may be that of reading."""
_MOST_RUNS, _MOST_NAMES, _MOST_TELLING = 3, 3, 9
_SHORT_WORDS, _SHORT_LETTERS = 3, 20
_HALVES, _THIRDS, _THIRDS_ALONE = 4, 6, 9
"""Telling words from which on titles are searched for in halves, in thirds too, and in thirds alone."""
_COINED = re.compile(r"[a-z][A-Z]|[A-Z]{2}[a-z]|\d")
"""A name that is hardly a word of the language."""


def phrases(listing: Listing) -> str:
    """What a paper answers to whose title begins as the listed one does; "" where that has no words."""
    words = words_of(listing.title)[:MOST_WORDS]
    if all(word.sure for word in words) or sum(word.telling for word in words) >= _SHORT_WORDS:
        longest = sorted(runs(words), key=len, reverse=True)[:_MOST_RUNS]
        return _all(_phrase(run) for run in longest)
    return _any(_phrase(one.split()) for one in spellings(listing.title))


def stretches(listing: Listing) -> str:
    """What a paper with nearly the listed title answers to; "" where far too many would.

    Of the telling words all that stand in one stretch must be there, and one of each other stretch: a slip of
    the pen or two cannot spoil that, nor can words left out or put in. Of a title with a colon one side may
    be another one. A few words are enough where the list tells more of the paper than its title.
    """
    words = telling_words(listing.title)[:_MOST_TELLING]
    clauses = [*_parted(words), *_sides(listing.title), *_around_the_middle(listing.title)]
    if (known := _stated(listing)) and 1 < len(words) < _THIRDS:
        clauses.append(both(_some(words), known))
    return together(clauses)


def narrowing(listing: Listing) -> str:
    """What else the list says of the paper: days on which it may have been submitted, authors; or ""."""
    exact = listing.date and listing.date.exact
    read = _submitted(listing.date, READ_WITHIN, SUBMITTED_WITHIN) if listing.date and exact else ""
    return _stated(listing) or read


def both(one: str, other: str) -> str:
    """The query that a paper answers if it answers the two."""
    return _all([one, other])


def is_short(listing: Listing) -> bool:
    """Whether the title may be part of a great many others."""
    words = words_of(listing.title)
    return len(words) <= _SHORT_WORDS and sum(len(word.text) for word in words) < _SHORT_LETTERS


def is_vague(listing: Listing) -> bool:
    """Whether the title has so few telling words that many papers may have nearly all of them."""
    return len(telling_words(listing.title)) < _THIRDS


def together(clauses: Iterable[str]) -> str:
    """The query that a paper answers if it answers any of the clauses."""
    return _any(dict.fromkeys(clauses))


def size(clause: str) -> int:
    """Bytes that a clause adds to the address of a request."""
    return len(quote_plus(clause)) + len("+OR+")


def _parted(words: Sequence[str]) -> list[str]:
    """One stretch whole and some of each other; thirds of two words alone would not stand two slips."""
    counts = (3,) if len(words) >= _THIRDS_ALONE else (2, 3) if len(words) >= _THIRDS else (2,)
    return [_one_whole(_divided(words, count)) for count in counts] if len(words) >= _HALVES else []


def _one_whole(parts: Sequence[Sequence[str]]) -> str:
    some = [_any(map(_word, part)) for part in parts]
    return _all([*some, _any(_all(map(_word, part)) for part in parts)])


def _divided(words: Sequence[str], count: int) -> list[Sequence[str]]:
    ends = [len(words) * part // count for part in range(count + 1)]
    return [words[start:end] for start, end in pairwise(ends)]


def _some(words: Sequence[str]) -> str:
    """Two of the words; of two words one."""
    return _any(_all(map(_word, some)) for some in combinations(words, min(2, len(words) - 1)))


def _sides(title: str) -> Iterable[str]:
    """What stands before the colon, and behind it, where that says enough."""
    before, colon, behind = title.partition(": ")
    if not colon:
        return
    for side, enough in (before, 1 if _COINED.search(before) else 2), (behind, 4):
        words = words_of(side)[: MOST_WORDS - 2]
        if all(word.sure for word in words) and sum(word.telling for word in words) >= enough:
            yield _phrase([word.text for word in words])


def _around_the_middle(title: str) -> Iterable[str]:
    """Of a title of three telling words what begins and what ends with the middle one."""
    words = words_of(title)
    places = [at for at, word in enumerate(words) if word.telling]
    if len(places) == _HALVES - 1 and all(word.sure for word in words):
        for start, end in pairwise(places):
            yield _phrase([word.text for word in words[start : end + 1]])


def _stated(listing: Listing) -> str:
    """The days on which the paper was submitted, or its authors, where the list states them."""
    if listing.date and listing.date.exact and listing.n_authors is not None:
        return _submitted(listing.date, SUBMITTED_WITHIN, SUBMITTED_WITHIN)
    return _any(dict.fromkeys(filter(None, map(_author, listing.authors[:_MOST_NAMES]))))


def _submitted(date: Date, before: int, after: int) -> str:
    """A range of days (UTC); "" for a day that is in no calendar."""
    try:
        day = datetime.date(date.year, date.month, date.day)
        first, last = day - datetime.timedelta(before), day + datetime.timedelta(after)
    except (ValueError, OverflowError):
        return ""
    return f"submittedDate:[{first:%Y%m%d}0000 TO {last:%Y%m%d}2359]"


def _author(name: str) -> str:
    """The family name, in plain letters as the index has it; "" for a group."""
    parts = split_name(name)
    family = fold(parts.family)
    usable = not parts.group and "'" not in parts.family and all(map(str.isascii, family))
    return f'au:"{" ".join(family)}"' if usable and family and "-" not in parts.family else ""


def _word(word: str) -> str:
    return f"ti:{word}"


def _phrase(words: Sequence[str]) -> str:
    return f'ti:"{" ".join(words)}"'


def _all(clauses: Iterable[str]) -> str:
    return _joined(" AND ", clauses)


def _any(clauses: Iterable[str]) -> str:
    return _joined(" OR ", clauses)


def _joined(operator: str, clauses: Iterable[str]) -> str:
    several = list(filter(None, clauses))
    return f"({operator.join(several)})" if len(several) > 1 else "".join(several)
