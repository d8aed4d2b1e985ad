"""Weights of evidence: how often each agreement is seen if a listing means a paper, and if another one.

Fitted by tools/fit_weights.py, not edited by hand: 12,406 papers as their publishers list them, compared
with their own records; 30,000 papers searched for where they are hidden; 1,376,763 titles. What facts
do not tell is stated, with reasons, in tools/stated.py.
"""

from papers2bib.differences import Kind
from papers2bib.levels import Closeness, Day, Level, Overlap, People, Stated

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

LISTED_HERE = Level(0.78, 0.22)
"""How often what people list is there to be found."""
EQUAL = Level(0.985, 0.000896)
"""The title is that of the paper, but for typography."""
TITLE_EQUAL = (
    (6, Level(0.985, 0.121)),
    (10, Level(0.985, 0.0325)),
    (14, Level(0.985, 0.0325)),
    (18, Level(0.985, 0.0129)),
    (22, Level(0.985, 0.00796)),
    (27, Level(0.985, 0.00617)),
    (33, Level(0.985, 0.00263)),
    (41, Level(0.985, 0.00119)),
    (52, Level(0.985, 0.000611)),
    (69, Level(0.985, 0.000158)),
    (95, Level(0.985, 0.000109)),
)
"""The same by the number of letters."""
REMARK_EQUAL = Level(0.985, 0.0647)
"""The same of remarks on other papers."""
NAME_EQUAL = Level(0.985, 0.2)
"""The same of what may be a nickname."""
TITLE_KINDS = {
    Kind.GLUED: (
        Level(0.01, 1.67e-05),
        Level(4.03e-05, 1.67e-05),
        Level(4.03e-05, 1.67e-05),
    ),
    Kind.TYPO: (
        Level(0.012, 0.000183),
        Level(0.005, 5e-05),
        Level(0.003, 1.67e-05),
    ),
    Kind.SHORT_TYPO: (
        Level(0.004, 5e-05),
        Level(0.002, 1.67e-05),
        Level(0.001, 1.67e-05),
    ),
    Kind.INFLECTED: (
        Level(0.006, 0.000117),
        Level(4.03e-05, 1.67e-05),
        Level(4.03e-05, 1.67e-05),
    ),
    Kind.SMALL: (
        Level(0.004, 0.000583),
        Level(4.03e-05, 5e-05),
        Level(4.03e-05, 1.67e-05),
    ),
    Kind.CUT: (
        Level(0.02, 0.000117),
        Level(0.02, 0.00045),
        Level(0.02, 0.00428),
    ),
    Kind.BROKEN_OFF: (
        Level(0.02, 1.67e-05),
        Level(0.02, 1.67e-05),
        Level(0.02, 0.000317),
    ),
    Kind.NAME: (
        Level(0.06, 5e-05),
        Level(0.06, 0.000117),
        Level(0.06, 0.00118),
    ),
    Kind.NAME_LOST: (
        Level(0.00125, 5e-05),
        Level(0.000524, 1.67e-05),
        Level(0.000121, 8.33e-05),
    ),
    Kind.NAME_ADDED: (
        Level(0.000443, 8.33e-05),
        Level(4.03e-05, 1.67e-05),
        Level(4.03e-05, 1.67e-05),
    ),
    Kind.HEAD_LOST: (
        Level(0.000121, 0.000683),
        Level(4.03e-05, 0.00108),
        Level(0.000201, 0.00185),
    ),
    Kind.HEAD_ADDED: (
        Level(0.000121, 0.00132),
        Level(4.03e-05, 0.00152),
        Level(0.000121, 0.00295),
    ),
    Kind.TAIL_ADDED: (
        Level(0.000121, 0.000583),
        Level(4.03e-05, 0.00125),
        Level(0.000282, 0.0104),
    ),
    Kind.LABEL: (
        Level(0.01, 1.67e-05),
        Level(0.01, 1.67e-05),
        Level(0.01, 1.67e-05),
    ),
    Kind.LOST: (
        Level(0.000524, 0.00128),
        Level(0.000282, 0.00065),
        Level(0.000201, 0.000883),
    ),
    Kind.ADDED: (
        Level(0.000363, 0.00148),
        Level(0.000363, 0.00065),
        Level(0.000121, 0.00185),
    ),
    Kind.SWAPPED: (
        Level(0.000604, 0.0197),
        Level(0.000685, 0.0836),
        Level(0.0031, 1.66),
    ),
    Kind.NUMBER: (
        Level(1e-08, 0.00388),
        Level(1e-08, 0.00305),
        Level(1e-08, 0.124),
    ),
    Kind.OTHER_WORK: (
        Level(1e-08, 0.000517),
        Level(1e-08, 0.00345),
        Level(1e-08, 0.0756),
    ),
}
"""Nothing but an edit of this kind parts the titles, of size 1, 2, 3 or more."""
CUT_WITH_DOTS = Level(0.5, 0.00428)
"""It is cut off, and dots say so."""
PEOPLE = {
    Closeness.EQUAL: {
        (People.ALL, 1): Level(0.997, 0.156),
        (People.SURNAMES, 1): Level(0.994, 0.142),
        (People.FAMILY, 1): Level(0.00149, 0.0108),
        (People.NONE, 1): Level(0.00109, 0.943),
        (People.ALL, 2): Level(0.993, 0.0402),
        (People.MOST, 2): Level(0.005, 0.0616),
        (People.SURNAMES, 2): Level(0.977, 0.023),
        (People.FAMILY, 2): Level(0.000556, 0.0131),
        (People.NONE, 2): Level(0.00278, 0.923),
        (People.ALL, 3): Level(0.972, 0.0136),
        (People.MOST, 3): Level(0.0272, 0.0324),
        (People.SOME, 3): Level(0.000306, 0.402),
        (People.SURNAMES, 3): Level(0.955, 0.0136),
        (People.FAMILY, 3): Level(0.000131, 0.0626),
        (People.NONE, 3): Level(0.000219, 0.874),
    },
    Closeness.REMARK: {
        (People.ALL, 1): Level(0.997, 0.00671),
        (People.SURNAMES, 1): Level(0.994, 0.00711),
        (People.FAMILY, 1): Level(0.00149, 0.0108),
        (People.NONE, 1): Level(0.00109, 0.993),
        (People.ALL, 2): Level(0.993, 0.00445),
        (People.MOST, 2): Level(0.005, 0.00432),
        (People.SURNAMES, 2): Level(0.977, 0.00446),
        (People.FAMILY, 2): Level(0.000556, 0.00569),
        (People.NONE, 2): Level(0.00278, 0.991),
        (People.ALL, 3): Level(0.972, 0.00448),
        (People.MOST, 3): Level(0.0272, 0.00701),
        (People.SOME, 3): Level(0.000306, 0.0469),
        (People.SURNAMES, 3): Level(0.955, 0.00455),
        (People.FAMILY, 3): Level(0.000131, 0.0626),
        (People.NONE, 3): Level(0.000219, 0.919),
    },
    Closeness.BEGINNING: {
        (People.ALL, 1): Level(0.997, 0.269),
        (People.SURNAMES, 1): Level(0.994, 0.276),
        (People.FAMILY, 1): Level(0.00149, 0.0108),
        (People.NONE, 1): Level(0.00109, 0.943),
        (People.ALL, 2): Level(0.993, 0.195),
        (People.MOST, 2): Level(0.005, 0.123),
        (People.SURNAMES, 2): Level(0.977, 0.207),
        (People.FAMILY, 2): Level(0.000556, 0.0126),
        (People.NONE, 2): Level(0.00278, 0.923),
        (People.ALL, 3): Level(0.972, 0.113),
        (People.MOST, 3): Level(0.0272, 0.162),
        (People.SOME, 3): Level(0.000306, 0.0905),
        (People.SURNAMES, 3): Level(0.955, 0.105),
        (People.FAMILY, 3): Level(0.000131, 0.0626),
        (People.NONE, 3): Level(0.000219, 0.874),
    },
    Closeness.NEAR: {
        (People.ALL, 1): Level(0.997, 0.401),
        (People.SURNAMES, 1): Level(0.994, 0.385),
        (People.FAMILY, 1): Level(0.00149, 0.0108),
        (People.NONE, 1): Level(0.00109, 0.943),
        (People.ALL, 2): Level(0.993, 0.307),
        (People.MOST, 2): Level(0.005, 0.0979),
        (People.SURNAMES, 2): Level(0.977, 0.307),
        (People.FAMILY, 2): Level(0.000556, 0.00569),
        (People.NONE, 2): Level(0.00278, 0.923),
        (People.ALL, 3): Level(0.972, 0.236),
        (People.MOST, 3): Level(0.0272, 0.238),
        (People.SOME, 3): Level(0.000306, 0.089),
        (People.SURNAMES, 3): Level(0.955, 0.197),
        (People.FAMILY, 3): Level(0.000131, 0.0626),
        (People.NONE, 3): Level(0.000219, 0.874),
    },
    Closeness.APART: {
        (People.ALL, 1): Level(0.997, 0.154),
        (People.SURNAMES, 1): Level(0.994, 0.154),
        (People.FAMILY, 1): Level(0.00149, 0.0108),
        (People.NONE, 1): Level(0.00109, 0.943),
        (People.ALL, 2): Level(0.993, 0.121),
        (People.MOST, 2): Level(0.005, 0.0898),
        (People.SURNAMES, 2): Level(0.977, 0.122),
        (People.FAMILY, 2): Level(0.000556, 0.00569),
        (People.NONE, 2): Level(0.00278, 0.923),
        (People.ALL, 3): Level(0.972, 0.0586),
        (People.MOST, 3): Level(0.0272, 0.0644),
        (People.SOME, 3): Level(0.000306, 0.0668),
        (People.SURNAMES, 3): Level(0.955, 0.0586),
        (People.FAMILY, 3): Level(0.000131, 0.0626),
        (People.NONE, 3): Level(0.000219, 0.874),
    },
    Closeness.FAR: {
        (People.ALL, 1): Level(0.997, 0.0347),
        (People.SURNAMES, 1): Level(0.994, 0.0447),
        (People.FAMILY, 1): Level(0.00149, 0.0113),
        (People.NONE, 1): Level(0.00109, 0.954),
        (People.ALL, 2): Level(0.993, 0.0276),
        (People.MOST, 2): Level(0.005, 0.0295),
        (People.SURNAMES, 2): Level(0.977, 0.0279),
        (People.FAMILY, 2): Level(0.000556, 0.00579),
        (People.NONE, 2): Level(0.00278, 0.937),
        (People.ALL, 3): Level(0.972, 0.00945),
        (People.MOST, 3): Level(0.0272, 0.0163),
        (People.SOME, 3): Level(0.000306, 0.0314),
        (People.SURNAMES, 3): Level(0.955, 0.00973),
        (People.FAMILY, 3): Level(0.000131, 0.0643),
        (People.NONE, 3): Level(0.000219, 0.885),
    },
}
"""How far the listed authors are the paper's, by how many are listed (3: or more)."""
COUNTS = {
    (Closeness.EQUAL, False): {
        0: Level(0.981, 0.367),
        1: Level(0.0148, 0.246),
        2: Level(0.00286, 0.153),
        3: Level(0.00109, 0.234),
    },
    (Closeness.EQUAL, True): {
        0: Level(0.981, 0.0182),
        1: Level(0.0148, 0.0771),
        2: Level(0.00286, 0.268),
        3: Level(0.00109, 0.637),
    },
    (Closeness.REMARK, False): {
        0: Level(0.981, 0.493),
        1: Level(0.0148, 0.405),
        2: Level(0.00286, 0.0913),
        3: Level(0.00109, 0.0107),
    },
    (Closeness.REMARK, True): {
        0: Level(0.981, 0.222),
        1: Level(0.0148, 0.302),
        2: Level(0.00286, 0.264),
        3: Level(0.00109, 0.212),
    },
    (Closeness.BEGINNING, False): {
        0: Level(0.981, 0.383),
        1: Level(0.0148, 0.349),
        2: Level(0.00286, 0.14),
        3: Level(0.00109, 0.128),
    },
    (Closeness.BEGINNING, True): {
        0: Level(0.981, 0.499),
        1: Level(0.0148, 0.319),
        2: Level(0.00286, 0.0832),
        3: Level(0.00109, 0.0982),
    },
    (Closeness.NEAR, False): {
        0: Level(0.981, 0.508),
        1: Level(0.0148, 0.309),
        2: Level(0.00286, 0.0875),
        3: Level(0.00109, 0.0952),
    },
    (Closeness.NEAR, True): {
        0: Level(0.981, 0.601),
        1: Level(0.0148, 0.274),
        2: Level(0.00286, 0.0559),
        3: Level(0.00109, 0.0685),
    },
    (Closeness.APART, False): {
        0: Level(0.981, 0.351),
        1: Level(0.0148, 0.33),
        2: Level(0.00286, 0.165),
        3: Level(0.00109, 0.153),
    },
    (Closeness.APART, True): {
        0: Level(0.981, 0.622),
        1: Level(0.0148, 0.255),
        2: Level(0.00286, 0.0649),
        3: Level(0.00109, 0.0585),
    },
    (Closeness.FAR, False): {
        0: Level(0.981, 0.233),
        1: Level(0.0148, 0.335),
        2: Level(0.00286, 0.193),
        3: Level(0.00109, 0.239),
    },
    (Closeness.FAR, True): {
        0: Level(0.981, 0.516),
        1: Level(0.0148, 0.307),
        2: Level(0.00286, 0.0919),
        3: Level(0.00109, 0.0853),
    },
}
"""How far the numbers of authors are apart (3: or more); whether listed people agree."""
DAYS_SAME = {
    Stated.SUBMITTED: {
        Day.SAME: 0.96,
        Day.WEEK: 0.01,
        Day.MONTHS: 0.01,
        Day.LATER: 0.005,
        Day.YEARS: 0.005,
        Day.BEFORE: 0.01,
    },
    Stated.UNSURE: {
        Day.SAME: 0.93,
        Day.WEEK: 0.015,
        Day.MONTHS: 0.015,
        Day.LATER: 0.005,
        Day.YEARS: 0.005,
        Day.BEFORE: 0.03,
    },
    Stated.READ: {
        Day.SAME: 0.4,
        Day.WEEK: 0.2,
        Day.MONTHS: 0.15,
        Day.LATER: 0.22,
        Day.YEARS: 0.02,
        Day.BEFORE: 0.01,
    },
}
"""How a listed date lies to the submission of the paper that is meant."""
DAYS_OTHER = {
    (Closeness.EQUAL, False): {
        Day.BEFORE: 0.453,
        Day.SAME: 0.0129,
        Day.WEEK: 0.00243,
        Day.LATER: 0.237,
        Day.MONTHS: 0.0283,
        Day.YEARS: 0.266,
    },
    (Closeness.EQUAL, True): {
        Day.BEFORE: 0.399,
        Day.SAME: 0.0153,
        Day.WEEK: 0.00766,
        Day.LATER: 0.464,
        Day.MONTHS: 0.0311,
        Day.YEARS: 0.0825,
    },
    (Closeness.REMARK, False): {
        Day.BEFORE: 0.0712,
        Day.SAME: 0.762,
        Day.WEEK: 0.00471,
        Day.LATER: 0.0972,
        Day.MONTHS: 0.0467,
        Day.YEARS: 0.0186,
    },
    (Closeness.REMARK, True): {
        Day.BEFORE: 0.411,
        Day.SAME: 0.004,
        Day.WEEK: 0.0933,
        Day.LATER: 0.199,
        Day.MONTHS: 0.0157,
        Day.YEARS: 0.277,
    },
    (Closeness.BEGINNING, False): {
        Day.BEFORE: 0.674,
        Day.SAME: 0.0135,
        Day.WEEK: 0.00343,
        Day.LATER: 0.141,
        Day.MONTHS: 0.0106,
        Day.YEARS: 0.157,
    },
    (Closeness.BEGINNING, True): {
        Day.BEFORE: 0.658,
        Day.SAME: 0.032,
        Day.WEEK: 0.000273,
        Day.LATER: 0.223,
        Day.MONTHS: 0.0334,
        Day.YEARS: 0.0532,
    },
    (Closeness.NEAR, False): {
        Day.BEFORE: 0.313,
        Day.SAME: 0.0544,
        Day.WEEK: 0.0362,
        Day.LATER: 0.271,
        Day.MONTHS: 0.0567,
        Day.YEARS: 0.269,
    },
    (Closeness.NEAR, True): {
        Day.BEFORE: 0.339,
        Day.SAME: 0.0895,
        Day.WEEK: 0.0302,
        Day.LATER: 0.27,
        Day.MONTHS: 0.0933,
        Day.YEARS: 0.178,
    },
    (Closeness.APART, False): {
        Day.BEFORE: 0.467,
        Day.SAME: 0.0159,
        Day.WEEK: 0.00397,
        Day.LATER: 0.21,
        Day.MONTHS: 0.0201,
        Day.YEARS: 0.282,
    },
    (Closeness.APART, True): {
        Day.BEFORE: 0.482,
        Day.SAME: 0.0821,
        Day.WEEK: 0.00852,
        Day.LATER: 0.3,
        Day.MONTHS: 0.0299,
        Day.YEARS: 0.0977,
    },
    (Closeness.FAR, False): {
        Day.BEFORE: 0.45,
        Day.SAME: 0.00327,
        Day.WEEK: 0.00245,
        Day.LATER: 0.219,
        Day.MONTHS: 0.0168,
        Day.YEARS: 0.309,
    },
    (Closeness.FAR, True): {
        Day.BEFORE: 0.455,
        Day.SAME: 0.0462,
        Day.WEEK: 0.0127,
        Day.LATER: 0.342,
        Day.MONTHS: 0.0404,
        Day.YEARS: 0.104,
    },
}
"""How it lies to that of another paper; whether listed people agree."""
VENUE_YEARS = {
    -1: Level(0.01, 0.0719),
    -2: Level(0.01, 0.297),
    0: Level(0.606, 0.0974),
    1: Level(0.369, 0.0952),
    2: Level(0.0212, 0.0767),
    3: Level(0.01, 0.0579),
    4: Level(0.01, 0.0465),
    5: Level(0.01, 0.257),
}
"""Years from submission to publication, from -2 (or less) to 5 (or more)."""
CODE_LINK = Level(0.9, 0.0125)
"""The listed repository is the paper's."""
ABSTRACTS = {
    Overlap.MOST: Level(0.85, 0.0005),
    Overlap.MUCH: Level(0.1, 0.002),
    Overlap.LITTLE: Level(0.04, 0.04),
    Overlap.NONE: Level(0.01, 0.95),
}
"""How much of the listed abstract stands in its own."""
