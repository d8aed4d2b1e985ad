"""Render: fitted tables in, the text of the module of weights out."""

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any

import stated

from papers2bib.levels import Level

_HEAD = '''"""Weights: how often an agreement is seen if a listing means a paper, and if it means another one.

Fitted by tools/fit_weights.py, not edited by hand: {same:,} papers as their publishers list them, compared
with their own records; {searched:,} papers searched for where they are hidden; {facts:,} titles. What facts
do not tell is stated, with reasons, in tools/stated.py.
"""

from papers2bib.differences import Kind
from papers2bib.levels import Closeness, Day, Level, Overlap, People, Stated
'''
_STATED = '''
ID_EQUAL = 12.0
ID_EQUAL_TITLE_APART = 10.0
"""Links in lists are wrong now and then: one that leads to another title counts less."""
ID_OTHER = {"arxiv": -14.0, "doi": -3.0}
"""A paper has one arXiv id; it may have several DOIs (preprint, proceedings, journal)."""
OUTRANKED = -8.0
"""Against a paper of a similar title when another one has the very title that is listed: of all slips few
make just the title of another paper."""
DATE_PART_AGREES, DATE_PART_DIFFERS = 2.5, -3.0
"""Year, month, day: each one that both dates know, and any that differs."""
NEW_ON_THE_LIST = 3.0
"""Submitted in the fortnight before the date of the heading or page."""
AFTER_THE_LIST = ((-31, -8.0), (-10, -3.0), (-3, -1.0))
"""Submitted more than so many days after it; headings are vague by some days."""
'''


def render(
    *,
    trials: Mapping[str, int],
    equal: Level,
    title_equal: Sequence[tuple[int, Level]],
    remark: Level,
    kinds: Mapping[Any, Sequence[Level]],
    people: Mapping[Any, Any],
    counts: Mapping[Any, Any],
    days: Mapping[Any, Any],
    years: Mapping[Any, Level],
    link: Level,
) -> str:
    """The module, as `ruff format` would have it."""
    cut = max(level.other for level in kinds[next(one for one in kinds if one.name == "CUT")])
    parts = [
        _HEAD.format(**trials) + _STATED,
        _named("LISTED_HERE", stated.LISTED_HERE, "How often what people list is there to be found."),
        _named("EQUAL", equal, "The title is that of the paper, but for typography."),
        _named("TITLE_EQUAL", tuple(title_equal), "The same by the number of letters."),
        _named("REMARK_EQUAL", remark, "The same of remarks on other papers."),
        _named("NAME_EQUAL", stated.NAME_EQUAL, "The same of what may be a nickname."),
        _named(
            "TITLE_KINDS",
            kinds,
            "Nothing but an edit of this kind parts the titles, of size 1, 2, 3 or more.",
        ),
        _named("CUT_WITH_DOTS", Level(stated.CUT_WITH_DOTS, cut), "It is cut off, and dots say so."),
        _named(
            "PEOPLE",
            people,
            "How far the listed authors are the paper's, by how many are listed (3: or more).",
        ),
        _named(
            "COUNTS",
            counts,
            "How far the numbers of authors are apart (3: or more); whether listed people agree.",
        ),
        _named(
            "DAYS_SAME", stated.DAYS, "How a listed date lies to the submission of the paper that is meant."
        ),
        _named("DAYS_OTHER", days, "How it lies to that of another paper; whether listed people agree."),
        _named(
            "VENUE_YEARS", years, "Years from submission to publication, from -2 (or less) to 5 (or more)."
        ),
        _named("CODE_LINK", link, "The listed repository is the paper's."),
        _named("ABSTRACTS", stated.ABSTRACTS, "How much of the listed abstract stands in its own."),
    ]
    return "\n".join(parts)


def _named(name: str, value: object, said: str) -> str:
    return f'{name} = {_literal(value, 0)}\n"""{said}"""'


def _literal(value: object, depth: int) -> str:
    inner = "    " * (depth + 1)
    if isinstance(value, Level):
        return f"Level({value.same:.3g}, {value.other:.3g})"
    if isinstance(value, Enum):
        return f"{type(value).__name__}.{value.name}"
    if isinstance(value, Mapping):
        rows = (f"{inner}{_literal(key, depth)}: {_literal(one, depth + 1)},\n" for key, one in value.items())
        return "{\n" + "".join(rows) + "    " * depth + "}"
    if isinstance(value, tuple | list):
        if len(value) == 2 and not isinstance(value[0], tuple | Level):
            return f"({_literal(value[0], depth)}, {_literal(value[1], depth)})"
        rows = (f"{inner}{_literal(one, depth + 1)},\n" for one in value)
        return "(\n" + "".join(rows) + "    " * depth + ")"
    return f"{value:.3g}" if isinstance(value, float) else repr(value)
