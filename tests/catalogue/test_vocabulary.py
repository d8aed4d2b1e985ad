from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_facts import ATTENTION, Make

from papers2bib.catalogue.codec import share_beginnings, with_beginning
from papers2bib.catalogue.vocabulary import Writer, common_words

WORDS = ["attention", "Is", "all", "naïve", "\N{GREEK SMALL LETTER ALPHA}", "a\tb", "a\x02b", "\x00", "", "~"]
TITLES = st.lists(st.sampled_from(WORDS) | st.text(max_size=8), min_size=1, max_size=9).map(" ".join)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(TITLES.filter(str.strip), min_size=1, max_size=30))
def test_titles_of_common_and_strange_words_come_back_as_they_were(make: Make, titles: list[str]) -> None:
    stated = [title.strip() for title in titles]
    facts = [
        ATTENTION | {"arxiv_id": f"2001.{n:05}", "title": title} for n, title in enumerate(stated, 1) if title
    ]
    assert [paper.title for paper in make(*facts).papers()] == [str(fact["title"]) for fact in facts]


def test_a_common_word_takes_one_byte_and_a_less_common_one_two() -> None:
    words = [b"the", *(b"word%d" % number for number in range(100))]
    shorten = Writer(words).shorten
    assert [len(shorten(title)) for title in (b"the", b"the the", b"word99", b"other")] == [1, 2, 2, 6]


def test_the_commonest_words_come_first_and_single_ones_are_left_out() -> None:
    assert common_words([b"all is one", b"one is all", b"one more"]) == [b"one", b"all", b"is"]


def test_more_words_than_there_are_codes_are_left_as_they_are() -> None:
    words = [b"w%d" % number for number in range(40_000)]
    assert Writer(words).shorten(b"w39999") == b"w39999 "


@given(st.lists(st.binary(max_size=300), min_size=1, max_size=40).map(sorted), st.integers(1, 16))
def test_texts_that_share_their_beginnings_come_back(texts: list[bytes], size: int) -> None:
    shared = list(share_beginnings(texts, size))
    found = [with_beginning(shared[at - at % size : at + 1]) for at in range(len(texts))]
    assert found == texts
