"""The Daily Papers page: as text, as HTML with its JSON or without, and as Markdown."""

import html
import json

import pytest
from reader_contract import ReaderContract
from reading import found, listings

from papers2bib.errors import ReaderError
from papers2bib.ids import PaperId
from papers2bib.model import Date, Listing

HEADER = (
    "new\n\nGet trending papers in your email inbox!\n\nSubscribe\n\nDaily Papers\n\n"
    "byAK and the research community\n\n{}\n\n"
)
ABSTRACT = (
    "We split an image into pieces and read them like words, which works when there is data enough. " * 5
)
ATTENTION = f"Attention Is All You Need\n\n{ABSTRACT}\n\n  • 8 authors\n·\nJun 12, 2017 42\n\n"
PATCHES = f"Is an Image Worth 16x16 Words?\n\n{ABSTRACT}\n\n  • 12 authors\n·\nOct 22, 2020\n\n"
LOST = f"A Paper That Lost Its Last Lines\n\n{ABSTRACT}\n\n"


class TestText(ReaderContract):
    form = "hf_daily"
    name = "page.txt"
    sample = HEADER.format("Apr 20") + ATTENTION + LOST + PATCHES


def test_a_record_holds_count_date_votes_and_abstract() -> None:
    (one, two) = listings("hf_daily", HEADER.format("Apr 20") + ATTENTION + PATCHES)
    assert (one.title, one.origin) == ("Attention Is All You Need", "list.txt:13")
    assert (one.n_authors, one.date, one.votes) == (8, Date(2017, 6, 12), 42)
    assert (two.n_authors, two.date, two.votes) == (12, Date(2020, 10, 22), None)
    assert one.listed == two.listed == Date(0, 4, 20)
    assert one.abstract == ABSTRACT.strip()
    assert one.urls == ()


def test_a_record_without_its_last_lines_takes_nothing_from_its_neighbours() -> None:
    read = listings("hf_daily", HEADER.format("Apr 20") + ATTENTION + LOST + PATCHES + LOST)
    assert [one.n_authors for one in read] == [8, None, 12, None]
    assert [one.date for one in read] == [Date(2017, 6, 12), None, Date(2020, 10, 22), None]


@pytest.mark.parametrize(
    ("page", "record", "date"),
    [
        ("Apr 20", "Jan 5", Date(0, 1, 5)),
        ("Apr 20, 2026", "Jan 5", Date(2026, 1, 5)),
        ("Apr 20, 2026", "Jan 5, 2025", Date(2025, 1, 5)),
        ("Jan 5, 2026", "Dec 30", Date(0, 12, 30)),
    ],
)
def test_a_year_is_taken_from_the_page_and_never_invented(page: str, record: str, date: Date) -> None:
    (one,) = listings("hf_daily", HEADER.format(page) + ATTENTION.replace("Jun 12, 2017 42", record))
    assert one.date == date
    assert one.votes is None


@pytest.mark.parametrize(
    "paragraph",
    [
        "Code and models are at https://github.com/jane/doe.",
        "We make three contributions:",
        "In this work we ask how far this goes.",
        "It works.",
        "Keywords, and more,",
    ],
)
def test_a_short_paragraph_of_an_abstract_is_no_title(paragraph: str) -> None:
    text = ATTENTION.replace(ABSTRACT, f"{ABSTRACT}\n\n{paragraph}\n\n{ABSTRACT}")
    (one,) = listings("hf_daily", HEADER.format("Apr 20") + text)
    assert paragraph in one.abstract.split("\n\n")


@pytest.mark.parametrize(
    "title", ["Why Attention?", "Attention!", "Attention Is All You Need.", "ReAct", "100 Papers"]
)
def test_titles_of_any_shape_follow_a_record_without_its_last_lines(title: str) -> None:
    text = LOST + ATTENTION.replace("Attention Is All You Need", title)
    assert [one.title for one in listings("hf_daily", HEADER.format("Apr 20") + text)][1] == title


def test_a_copy_of_the_page_with_its_buttons_holds_the_same_papers() -> None:
    text = (
        "Daily Papers\n\nbyAK and the research community\n\nApr 20, 2025\n\nUpvote\n42\n"
        "Submitted by\n\njanedoe\n\n42\n\nAttention Is All You Need\n\n  • 8 authors\n·\n3\n\n"
        "Submitted by\n\nmaxmoe\n\n7\n\nIs an Image Worth 16x16 Words?\n\n  • 12 authors\n·\n"
    )
    read = listings("hf_daily", text)
    assert [one.title for one in read] == ["Attention Is All You Need", "Is an Image Worth 16x16 Words?"]
    assert [one.n_authors for one in read] == [8, 12]


def page(papers: list[dict[str, object]], tail: str = "</body></html>") -> str:
    props = json.dumps(
        {"dateString": "2025-04-15", "dailyPapers": [{"paper": one, "numComments": 2} for one in papers]}
    )
    return (
        "<!DOCTYPE html>\n<html><head><title>Daily Papers - Hugging Face</title></head>\n<body>\n"
        f'<div class="SVELTE_HYDRATER contents" data-target="DailyPapers"'
        f' data-props="{html.escape(props)}"></div>\n{tail}'
    )


PAPERS: list[dict[str, object]] = [
    {
        "id": "1706.03762",
        "title": "Attention Is\nAll You Need",
        "authors": [{"name": "Ashish Vaswani"}, {"name": "Noam Shazeer", "hidden": False}],
        "publishedAt": "2017-06-12T17:57:34.000Z",
        "summary": "Only attention.\nNothing else.",
        "upvotes": 42,
        "githubRepo": "https://github.com/tensorflow/tensor2tensor",
    },
    {"id": "2010.11929", "title": "An Image is Worth 16x16 Words", "authors": [], "upvotes": 0},
]


class TestHtml(ReaderContract):
    form = "hf_daily"
    name = "page.html"
    sample = page(PAPERS)


def test_the_json_of_a_page_gives_ids_authors_and_links() -> None:
    (one, two) = listings("hf_daily", page(PAPERS))
    assert one == Listing(
        title="Attention Is All You Need",
        origin="list.txt:4",
        ids=(PaperId("arxiv", "1706.03762"),),
        authors=("Ashish Vaswani", "Noam Shazeer"),
        n_authors=2,
        date=Date(2017, 6, 12),
        listed=Date(2025, 4, 15),
        abstract="Only attention. Nothing else.",
        urls=("https://github.com/tensorflow/tensor2tensor",),
        votes=42,
    )
    assert (two.ids, two.n_authors, two.date) == ((PaperId("arxiv", "2010.11929"),), None, None)


def test_a_page_that_breaks_off_gives_what_it_holds_and_says_so() -> None:
    whole = page(PAPERS)
    result = found("hf_daily", whole[: whole.index("An Image")].encode(), "page.html")
    assert [one.title for one in result if isinstance(one, Listing)] == ["Attention Is All You Need"]
    assert [str(one) for one in result if isinstance(one, ReaderError)] == [
        "page.html:4: the page breaks off here: save it once more"
    ]


def test_a_page_without_json_is_read_from_its_visible_text() -> None:
    text = (
        "<!DOCTYPE html><html><body><nav>Models</nav><h1>Daily Papers</h1>"
        "<p>byAK and the research community</p>"
        "<time>Apr 20, 2025</time>\n<script>var a = '<h3>No paper</h3>';</script>\n"
        "<article><h3><a href='/papers/1706.03762'>Attention Is <i>All</i> You Need</a></h3>"
        f"<p>{ABSTRACT}</p><ul><li>8 authors</li></ul>·<div>Jun 12, 2017</div></article>\n</body></html>"
    )
    (one,) = listings("hf_daily", text)
    assert one.title == "Attention Is All You Need"
    assert one.ids == (PaperId("arxiv", "1706.03762"),)
    assert (one.n_authors, one.date, one.listed) == (8, Date(2017, 6, 12), Date(2025, 4, 20))


def test_the_items_of_another_page_are_titles() -> None:
    text = (
        "<html><body><h2>May 5, 2025</h2><ol><li>"
        "<a href='https://arxiv.org/abs/1706.03762'>Attention Is All You Need</a>"
        "</li>\n<li>Deep Residual Learning for Image Recognition</li></ol></body></html>"
    )
    (one, two) = listings("hf_daily", text)
    assert (one.title, one.ids) == ("Attention Is All You Need", (PaperId("arxiv", "1706.03762"),))
    assert (two.title, two.listed) == ("Deep Residual Learning for Image Recognition", Date(2025, 5, 5))


class TestMarkdown(ReaderContract):
    form = "hf_daily"
    name = "page.md"
    sample = (
        "# Daily Papers\n\nApr 20, 2025\n\n### [Attention Is All You Need](/papers/1706.03762)\n\n"
        f"{ABSTRACT}\n\n- 8 authors · Jun 12, 2017 42\n\n"
        "### [An Image is Worth 16x16 Words](https://huggingface.co/papers/2010.11929)\n\n"
        f"{ABSTRACT}\n\n12 authors · Oct 22, 2020\n"
    )


def test_the_page_as_markdown_gives_ids() -> None:
    (one, two) = listings("hf_daily", TestMarkdown.sample)
    assert one.ids == (PaperId("arxiv", "1706.03762"),)
    assert two.ids == (PaperId("arxiv", "2010.11929"),)
    assert (one.n_authors, one.date, one.votes, one.listed) == (8, Date(2017, 6, 12), 42, Date(2025, 4, 20))
