"""Replies of Hugging Face's papers API: which papers they hold, and what is believed of each."""

import json
import math
from typing import Any

import pytest
from hf_samples import PAPER
from hypothesis import given
from hypothesis import strategies as st

from papers2bib.errors import SourceReplyError
from papers2bib.ids import PaperId
from papers2bib.model import Date
from papers2bib.readers.hf_entries import Entry, entries, one_entry
from papers2bib.session import Reply

ATTENTION = Entry(
    title="Attention Is All You Need",
    arxiv=PaperId("arxiv", "1706.03762"),
    authors=("Ashish Vaswani", "Noam Shazeer"),
    published=Date(2017, 6, 12),
    abstract="Only attention. Nothing else.",
    urls=("https://github.com/tensorflow/tensor2tensor", "https://attention.example.org/"),
    votes=42,
)


def reply(value: object) -> Reply:
    return Reply("huggingface", json.dumps(value).encode())


def only(paper: dict[str, Any]) -> Entry:
    return one_entry(reply(paper))


@pytest.mark.parametrize(
    "item",
    [
        {"paper": PAPER, "title": "Attention Is All You Need", "numComments": 2, "publishedAt": "2017-06-12"},
        {"paper": {**PAPER, "title": None}, "title": PAPER["title"]},
        PAPER,
    ],
    ids=["with the paper inside", "with the title outside alone", "being the paper"],
)
def test_an_item_is_read_in_every_shape(item: dict[str, Any]) -> None:
    assert entries(reply([item])) == [ATTENTION]


def test_a_search_reply_of_2024_gives_ids_and_titles() -> None:
    item = {"id": "1706.03762", "title": "Attention Is All You Need", "thumbnailUrl": "x", "source": "y"}
    assert entries(reply([item])) == [Entry("Attention Is All You Need", PaperId("arxiv", "1706.03762"))]


@pytest.mark.parametrize(
    "authors",
    [
        [{"name": "Ashish Vaswani"}, {"name": "Noam Shazeer", "hidden": True}],
        [{"name": "Ashish Vaswani"}, {"name": None}],
        [{"name": "Ashish Vaswani"}, {"name": " \u200b"}],
        [{"name": "Ashish Vaswani"}, {}],
        [{"name": "Ashish Vaswani"}, "Noam Shazeer"],
        [{"name": "Ashish Vaswani"}, None],
        {"name": "Ashish Vaswani"},
        "Ashish Vaswani",
        [],
        None,
        7,
    ],
)
def test_authors_are_all_of_them_or_none(authors: object) -> None:
    assert only({**PAPER, "authors": authors}).authors == ()


@pytest.mark.parametrize(
    ("repository", "page", "urls"),
    [
        ("https://github.com/a/b", None, ("https://github.com/a/b",)),
        (None, "https://github.com/a/b/tree/main", ("https://github.com/a/b",)),
        ("https://github.com/a/b", "http://github.com/A/B/", ("https://github.com/a/b",)),
        ("", "https://a.github.io/b_", ("https://a.github.io/b_",)),
        ("https://github.com/a", None, ("https://github.com/a",)),
        ("n/a", "see the paper", ()),
        ("javascript:alert(1)", "https://x.y/a b", ()),
        ("github.com/a/b", "https://nohost", ()),
        ("https://[::1", "https://some.user:secret@host.org/x", ()),
        ("https://git.example.org:8443/a/b", None, ("https://git.example.org:8443/a/b",)),
        (None, "https://arxiv.org/abs/2301.00001", ()),
        (7, ["https://a.org"], ()),
    ],
)
def test_links_are_the_repository_and_the_page(repository: object, page: object, urls: tuple[str]) -> None:
    assert only({**PAPER, "githubRepo": repository, "projectPage": page}).urls == urls


@pytest.mark.parametrize(
    ("said", "date"),
    [
        ("2017-06-12T17:57:34.000Z", Date(2017, 6, 12)),
        ("2017-06-12", Date(2017, 6, 12)),
        ("2017-06", None),
        ("0000-06-12", None),
        ("yesterday", None),
        ("", None),
        (None, None),
        (1497290254000, None),
    ],
)
def test_a_date_is_a_whole_one_or_none(said: object, date: Date | None) -> None:
    assert only({**PAPER, "publishedAt": said}).published == date


@pytest.mark.parametrize(
    "item",
    [None, 7, "2504.11457", [], {}, {"paper": None}, {"paper": []}, {"paper": {"title": "", "id": "x"}}],
)
def test_an_item_that_is_no_paper_is_passed_over(item: object) -> None:
    assert entries(reply([item, {"paper": PAPER}])) == [None, ATTENTION]
    with pytest.raises(SourceReplyError, match="something else than papers"):
        entries(reply([item]))
    with pytest.raises(SourceReplyError, match="no paper"):
        one_entry(reply(item))


def test_a_paper_that_is_not_on_arxiv_keeps_its_title() -> None:
    assert only({**PAPER, "id": "acl-2024-1"}) == Entry(**{**fields(ATTENTION), "arxiv": None})


def test_no_papers_are_no_mistake() -> None:
    assert entries(reply([])) == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"Rate exceeded.",
        b"<!doctype html><html><body>Log in</body></html>",
        b'{"error":"Too Many Requests"}',
        b'[{"paper": {"id": "1706.0',
        b"null",
        b"\x1f\x8b\x08garbage",
        b"[" * 100_000,
    ],
)
def test_a_body_that_is_no_list_is_no_answer(body: bytes) -> None:
    with pytest.raises(SourceReplyError):
        entries(Reply("huggingface", body))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
ODD = st.fixed_dictionaries({}, optional=dict.fromkeys(PAPER, JSON) | {"paper": JSON})


@given(st.lists(ODD | st.fixed_dictionaries({"paper": ODD}) | JSON, max_size=5))
def test_nothing_that_json_can_hold_is_a_crash(items: list[object]) -> None:
    try:
        found = entries(reply(items))
    except SourceReplyError:
        return
    assert len(found) == len(items)
    for one in found:
        if one:
            listing = one.listing("page:1")
            assert listing.title or listing.ids
            assert "\n" not in f"{one.title}{one.abstract}{''.join(one.authors)}"
            f"{one}".encode()


def test_numbers_that_are_no_votes_are_none() -> None:
    for said in (True, -1, 10**9, 4.5, math.inf, "42", None):
        assert only({**PAPER, "upvotes": said}).votes is None


def test_half_letters_become_question_marks() -> None:
    paper = b'{"title": "Attention \\ud83d Is", "id": "1706.03762"}'
    assert one_entry(Reply("huggingface", paper)).title == "Attention ? Is"


def fields(entry: Entry) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in Entry.__dataclass_fields__}
