"""What facts do not tell: rates and weights that are stated, each with its reason."""

from papers2bib.differences import Kind
from papers2bib.levels import Day, Level, Overlap, Stated

LISTED_HERE = Level(0.78, 0.22)
"""Of 12,700 listings of nineteen real lists, 78 % name a paper of the facts."""

KINDS = {
    # People type: one title in fifty is misspelt, mostly by one letter; people and pages cut titles off.
    (Kind.TYPO, 1): 0.012,
    (Kind.TYPO, 2): 0.005,
    (Kind.TYPO, 3): 0.003,
    (Kind.SHORT_TYPO, 1): 0.004,
    (Kind.SHORT_TYPO, 2): 0.002,
    (Kind.SHORT_TYPO, 3): 0.001,
    (Kind.SMALL, 1): 0.004,
    (Kind.INFLECTED, 1): 0.006,
    (Kind.GLUED, 1): 0.01,
    (Kind.LABEL, 1): 0.01,
    (Kind.LABEL, 2): 0.01,
    (Kind.LABEL, 3): 0.01,
    **{(Kind.CUT, size): 0.02 for size in (1, 2, 3)},
    **{(Kind.BROKEN_OFF, size): 0.02 for size in (1, 2, 3)},
    # Of the listings of nineteen real lists, three of them by nicknames, 6 % say no more than the name.
    **{(Kind.NAME, size): 0.06 for size in (1, 2, 3)},
    # Numbers, and words such as "survey of", are never a slip: they always tell another paper.
    **{(Kind.NUMBER, size): 1e-8 for size in (1, 2, 3)},
    **{(Kind.OTHER_WORK, size): 1e-8 for size in (1, 2, 3)},
}
"""How often a kind of edit, and its size in letters or words, parts a listed title from that of the paper."""

NAME_EQUAL = Level(0.985, 0.2)
"""A title of one or two words and fewer than twenty letters may be the nickname of a paper that is called
otherwise, which facts do not show: measured for six letters 0.12."""

CUT_WITH_DOTS = 0.5
"""How often a listed title that ends in dots is cut off."""

DAYS = {
    # Measured on facts: of interpolated dates 95 % are exact, 98 % within a day.
    Stated.SUBMITTED: dict(zip(Day, (0.96, 0.01, 0.01, 0.005, 0.005, 0.01), strict=True)),
    Stated.UNSURE: dict(zip(Day, (0.93, 0.015, 0.015, 0.005, 0.005, 0.03), strict=True)),
    # People read what is new: more than half of it within a week, hardly anything after years.
    Stated.READ: dict(zip(Day, (0.4, 0.2, 0.15, 0.22, 0.02, 0.01), strict=True)),
}
"""How a listed date lies to the day of submission of the paper that is meant."""

YEAR_OFF = 0.01
"""How often, at least, each number of years lies between submission and publication: papers are put on arXiv
long after they were published (their publishers do not name the id then), and lists have wrong years."""

LINK = 0.9
"""How often a listed repository is that of the paper, where both name one."""

ABSTRACTS = {
    # An abstract is revised in places; two abstracts have whole clauses in common by copying alone.
    Overlap.MOST: Level(0.85, 0.0005),
    Overlap.MUCH: Level(0.1, 0.002),
    Overlap.LITTLE: Level(0.04, 0.04),
    Overlap.NONE: Level(0.01, 0.95),
}
