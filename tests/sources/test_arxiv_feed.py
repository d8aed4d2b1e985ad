"""What becomes of arXiv's replies: papers, odd entries, and bodies that are no feeds."""

from contextlib import suppress

import pytest
from arxiv_feed import entry, error_feed, feed
from canned import CannedSession
from hypothesis import given
from hypothesis import strategies as st
from served_papers import served
from small_facts import ATTENTION, GROUND_RING
from web_talk import Record

from papers2bib.config import Settings
from papers2bib.errors import SourceRefused, SourceReplyError
from papers2bib.ids import PaperId
from papers2bib.model import Date, Paper
from papers2bib.sources.arxiv import ArxivTitles

ASKED = {"search_query": "", "id_list": "1706.03762", "start": "0", "max_results": "1"}
ID = PaperId("arxiv", "1706.03762")
SOUND = entry(served(ATTENTION), 7)
BOMB = (
    b'<!DOCTYPE feed [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]><feed'
)


def body(*entries: str, total: int | None = None) -> bytes:
    return feed(ASKED, entries, total=len(entries) if total is None else total)


def look_up(reply: bytes, *ids: PaperId) -> tuple[list[Paper], CannedSession]:
    session = CannedSession({"/api/query": reply})
    return list(ArxivTitles(session, Settings()).lookup(ids or [ID])), session


def only(record: Record) -> Paper:
    (paper,), _ = look_up(body(entry(record, 2)), PaperId("arxiv", record["arxiv_id"]))
    return paper


def test_a_paper_has_all_that_arxiv_says() -> None:
    record = served(
        GROUND_RING,
        title="Ground Ring\n  Of Two  Dimensional String Theory",
        abstract="  A ring. Code: https://github.com/a/ring,\n data: https://ring.example.org/.",
        comment="9 pages; see https://github.com/a/other",
        journal_ref="Nucl.Phys.B373:187-213,1992",
        doi="10.1016/0550-3213(92)90454-J 10.1016/other",
        categories=["hep-th", "math.AG", "hep-th"],
        authors=["  Edward   Witten", "", "The A Collaboration"],
    )
    assert only(record) == Paper(
        source="arxiv",
        title="Ground Ring Of Two Dimensional String Theory",
        ids=(PaperId("arxiv", "hep-th/9108004"), PaperId("doi", "10.1016/0550-3213(92)90454-j")),
        authors=("Edward Witten", "The A Collaboration"),
        published=Date(1991, 8, 16),
        journal_ref="Nucl.Phys.B373:187-213,1992",
        categories=("hep-th", "math.AG"),
        abstract="A ring. Code: https://github.com/a/ring, data: https://ring.example.org/.",
        url="https://arxiv.org/abs/hep-th/9108004",
        code="https://github.com/a/ring",
        links=("https://github.com/a/other", "https://ring.example.org/"),
    )


def test_a_group_is_one_author_without_the_blank_that_arxiv_puts_in_front() -> None:
    assert only(served(ATTENTION, authors=["OpenAI"])).authors == ("OpenAI",)


def test_arxivs_own_doi_is_no_other_id() -> None:
    assert only(served(ATTENTION, doi="10.48550/arXiv.1706.03762")).ids == (ID,)


def test_a_withdrawn_paper_is_kept_and_marked() -> None:
    paper = only(served(ATTENTION, comment="This paper has been withdrawn by the authors"))
    assert (paper.title, paper.withdrawn) == (ATTENTION["title"], True)


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (b"", "answered with nothing"),
        (b" \n", "answered with nothing"),
        (b"Rate exceeded.", "answered 'Rate exceeded.'"),
        (b'{"a": 1}', "answered"),
        (b"<html><body><h1>Blocked</h1></body></html>", "something that is no feed"),
        (b"<!DOCTYPE html><html><body><br></body></html>", "something that is no feed"),
        (b"\x1f\x8b\x08\x00garbage", "answered"),
        (body(SOUND)[:-30], "a feed that is damaged or cut off"),
        (body(SOUND).replace(b"<title>", b"<titel>", 1), "a feed that is damaged or cut off"),
        (body(SOUND) + b"<feed/>", "a feed that is damaged or cut off"),
        (body(SOUND).replace(b"2005/Atom", b"1999/Atom"), "answered with"),
        (body(SOUND).replace(b"<feed", BOMB).replace(b"<id>", b"<id>&c;"), "something that is no feed"),
        (body(SOUND).replace(b"UTF-8", b"nonsense"), "answered with"),
        (body(SOUND).replace(b"Attention", b"\xe4ttention"), "a feed that is damaged or cut off"),
        (
            body(SOUND).replace(b">1</opensearch:total", b">many</opensearch:total"),
            "a feed of something else",
        ),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'/>", "a feed of something else than papers"),
        (body(total=7), "promised 7 papers and sent none"),
        (
            body("<entry><id>http://arxiv.org/abs/1706.03762v1</id></entry>"),
            "promised 1 papers and sent none",
        ),
        (b"<a>" * 100_000, "something that is no feed"),
    ],
)
def test_what_is_no_feed_is_no_answer(reply: bytes, said: str) -> None:
    with pytest.raises(SourceReplyError, match=said) as error:
        look_up(reply)
    assert not isinstance(error.value, SourceRefused)


def test_an_error_entry_is_a_refusal_that_says_why() -> None:
    with pytest.raises(SourceRefused, match="refuses the request: incorrect id format for abc"):
        look_up(error_feed("incorrect id \x9bformat for abc"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("http://arxiv.org/abs/1706.03762v7", "http://arxiv.org/abs/something"),
        ("http://arxiv.org/abs/1706.03762v7", "https://elsewhere.example/1706.03762"),
        ("<title>Attention Is All You Need</title>", "<title> </title>"),
        ("<title>Attention Is All You Need</title>", ""),
        ("<published>2017-06-12T17:59:59Z</published>", "<published>soon</published>"),
        ("<published>2017-06-12T17:59:59Z</published>", "<published>0001-01-01T00:00:00+14:00</published>"),
        ("<published>2017-06-12T17:59:59Z</published>", ""),
    ],
)
def test_an_odd_entry_is_passed_over(old: str, new: str) -> None:
    assert old in SOUND
    ring = PaperId("arxiv", "hep-th/9108004")
    found, session = look_up(body(SOUND.replace(old, new), entry(served(GROUND_RING), 1)), ID, ring)
    assert [paper.ids[0] for paper in found] == [ring]
    assert session.whole == [False]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<updated>2017-06-12T17:59:59Z</updated>", ""),
        ("<updated>2017-06-12T17:59:59Z</updated>", "<updated>soon</updated>"),
        ("<author>", "<author></author><author>"),
        ("<name>Ashish Vaswani</name>", "<name>Ashish Vaswani</name><name/>"),
        ("<category", "<category/><category"),
        ("<summary>", '<link href="https://arxiv.org/pdf/x" title="pdf"/><summary>'),
        ("<summary>", "<!-- a comment --><summary>"),
    ],
)
def test_what_is_odd_in_a_sound_entry_does_no_harm(
    old: str, new: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert old in SOUND
    (paper,), _ = look_up(body(SOUND.replace(old, new)))
    assert (paper.title, paper.published) == ("Attention Is All You Need", Date(2017, 6, 12))
    assert capfd.readouterr().err == ""


def test_a_paper_that_was_not_asked_for_is_not_given() -> None:
    found, session = look_up(body(SOUND, entry(served(GROUND_RING), 1)))
    assert [paper.ids[0] for paper in found] == [ID]
    assert session.whole == [True]


def test_an_answer_with_something_lacking_is_kept_for_a_day() -> None:
    found, session = look_up(body(SOUND), ID, PaperId("arxiv", "2504.11457"))
    assert [paper.ids[0] for paper in found] == [ID]
    assert session.whole == [False]


def test_an_empty_feed_is_doubtful() -> None:
    found, session = look_up(body())
    assert (found, session.whole) == ([], [False])
    assert len(session.doubted) == 1


def test_a_feed_that_counts_no_papers_is_believed_as_far_as_it_has_some() -> None:
    without = body(SOUND).replace(b"<opensearch:totalResults>1</opensearch:totalResults>", b"")
    assert [paper.title for paper in look_up(without)[0]] == ["Attention Is All You Need"]


@given(st.binary(max_size=80) | st.integers(0, len(body(SOUND)) - 2).map(lambda at: body(SOUND)[:at]))
def test_no_body_makes_it_crash(reply: bytes) -> None:
    with suppress(SourceReplyError):
        assert look_up(reply)[0] == []
