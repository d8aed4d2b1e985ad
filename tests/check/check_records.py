"""Records for the tests of checking, and a judge that knows nothing else."""

from collections.abc import Sequence

from papers2bib.check.checking import Checked, check
from papers2bib.check.coverage import Coverage
from papers2bib.check.entries import Entry
from papers2bib.check.findings import Judgement
from papers2bib.check.judging import Surroundings, judge
from papers2bib.check.meaning import find
from papers2bib.ids import PaperId
from papers2bib.model import Date, Paper

ARXIV = PaperId("arxiv", "1706.03762")
DOI = PaperId("doi", "10.5555/3295222.3295349")
PEOPLE = ("Ashish Vaswani", "Noam Shazeer", "Niki Parmar")
PREPRINT = Paper(
    source="catalogue",
    title="Attention Is All You Need",
    ids=(ARXIV,),
    authors=PEOPLE,
    published=Date(2017, 6, 12),
    categories=("cs.CL",),
)
PUBLISHED = Paper(
    source="catalogue",
    title="Attention is All you Need",
    ids=(DOI,),
    authors=PEOPLE,
    kind="inproceedings",
    venue="Advances in Neural Information Processing Systems 30",
    issued=Date(2017),
    pages="5998-6008",
)
ADAM = Paper(
    source="catalogue",
    title="Adam: A Method for Stochastic Optimization",
    ids=(PaperId("arxiv", "1412.6980"),),
    authors=("Diederik P. Kingma", "Jimmy Ba"),
    published=Date(2014, 12, 22),
    categories=("cs.LG",),
)
WITHDRAWN = Paper(
    source="catalogue",
    title="A Wrong Proof",
    ids=(PaperId("arxiv", "2001.00001"),),
    authors=("Ada Lovelace",),
    published=Date(2020, 1, 1),
    withdrawn=True,
)
RECORDS = (PREPRINT, PUBLISHED, ADAM, WITHDRAWN)
AROUND = Surroundings(Coverage({"NeurIPS 2017": 675}, Date(2026, 8, 21)), Date(2026, 9, 1))


def judged(entries: Sequence[Entry], records: Sequence[Paper] = RECORDS) -> list[Judgement]:
    """Verdicts by these records alone."""
    return [
        judge(one, find(one, records, _by_id(one, records), _by_people(one, records)), AROUND)
        for one in entries
    ]


def _by_id(entry: Entry, records: Sequence[Paper]) -> list[Paper]:
    return [one for one in records if set(one.ids) & set(entry.ids)]


def _by_people(entry: Entry, records: Sequence[Paper]) -> list[Paper]:
    people = set(entry.authors)
    return [
        one for one in records if one.issued and one.issued.year == entry.year and set(one.authors) == people
    ]


def checked(text: str, *records: Paper) -> Checked:
    """The check of a .bib file of this text, by these records or by all of them."""
    return check(text.encode(), lambda entries: judged(entries, records or RECORDS))


def codes(text: str, *records: Paper) -> list[str]:
    """The codes of what is found, in order."""
    return [one.finding.code for one in checked(text, *records).findings]


def entry(**fields: str) -> str:
    """The entry of the published paper, with other values for some fields; "" leaves one out."""
    usual = {
        "title": "Attention Is All You Need",
        "author": " and ".join(PEOPLE),
        "booktitle": "NeurIPS",
        "year": "2017",
    }
    told = "".join(f"  {name} = {{{value}}},\n" for name, value in {**usual, **fields}.items() if value)
    return f"@inproceedings{{vaswani,\n{told}}}\n"
