import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from papers2bib.catalogue.ranking import pack_names
from papers2bib.catalogue.records import Record, Shelf, pack, pack_head, said_of, take_apart, unpack
from papers2bib.ids import PaperId
from papers2bib.model import Date, Paper

TEXT = st.text(max_size=40)
SOME = st.text(min_size=1, max_size=40)
NAMES = st.text(st.characters(exclude_characters="\0"), min_size=1, max_size=40)
DATES = st.none() | st.builds(Date, st.integers(0, 9999), st.integers(0, 12), st.integers(0, 31))
ARXIV = st.builds(
    lambda year, month, number: PaperId("arxiv", f"{year:02}{month:02}.{number:0{5 if year >= 15 else 4}}"),
    st.integers(8, 40),
    st.integers(1, 12),
    st.integers(1, 9999),
)
DOIS = st.builds(
    lambda tail: PaperId("doi", f"10.1000/{tail}"), st.from_regex(r"[a-z0-9()./-]{1,20}", fullmatch=True)
)
OTHER = st.builds(lambda tail: PaperId("s2", tail), st.from_regex(r"[a-f0-9]{4}", fullmatch=True))
PAPERS = st.builds(
    Paper,
    source=st.just("catalogue"),
    title=SOME,
    titles=st.lists(TEXT, max_size=3).map(tuple),
    ids=st.tuples(ARXIV) | st.tuples(ARXIV, DOIS) | st.tuples(DOIS) | st.tuples(ARXIV, DOIS, DOIS, OTHER),
    authors=st.lists(NAMES, max_size=300).map(tuple),
    published=DATES,
    date_precision=TEXT,
    kind=TEXT,
    venue=TEXT,
    issued=DATES,
    volume=TEXT,
    number=TEXT,
    pages=TEXT,
    publisher=TEXT,
    journal_ref=TEXT,
    categories=st.lists(SOME, max_size=5).map(tuple),
    url=TEXT,
    code=TEXT,
)


@given(PAPERS, st.sampled_from([1, 49_000, 60_000, 5_000_000]))
def test_a_paper_comes_back_from_its_record_as_it_was(paper: Paper, distance: int) -> None:
    record = Record(*take_apart(said_of(paper)))
    phrases = {phrase: place for place, phrase in enumerate(dict.fromkeys(record.phrases))}
    names = record.authors.split("\0") if record.authors else []
    ranks, _ = pack_names(np.arange(distance, distance + len(names)))
    numbers = [phrases[phrase] for phrase in record.phrases]
    blob = pack(pack_head(record.flags, numbers, 100, len(paper.titles)), len(names), ranks, record.own)
    shelf = Shelf(
        lambda number: paper.title if number == 7 else paper.titles[number - 100],
        list(phrases).__getitem__,
        lambda number: names[number - distance],
    )
    assert unpack(blob, record.number, 7, shelf) == paper


def test_a_name_cannot_look_like_two() -> None:
    paper = Paper("catalogue", "A", ids=(PaperId("arxiv", "2504.00001"),), authors=("Ann\0Lee", "Bo Ek"))
    assert Record(*take_apart(said_of(paper))).authors == "AnnLee\0Bo Ek"
