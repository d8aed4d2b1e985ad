"""CSV, TSV and JSON: titles from the column named so, and a place for every row that cannot be read."""

import json

import pytest
from reader_contract import ReaderContract
from reading import found, listings

from papers2bib.errors import ReaderError, ReaderRemark
from papers2bib.ids import PaperId
from papers2bib.model import Date, Listing


class TestCsv(ReaderContract):
    form = "csv"
    name = "list.csv"
    sample = (
        'title,authors,year\n"Attention, All You Need","Ashish Vaswani; Noam Shazeer",2017\nMask R-CNN,,\n'
    )


class TestTsv(ReaderContract):
    form = "tsv"
    name = "list.tsv"
    sample = "year\ttitle\n2017\tAttention Is All You Need\n2016\tDeep Residual Learning\n"


class TestJsonl(ReaderContract):
    form = "jsonl"
    name = "list.jsonl"
    sample = '{"title": "Attention Is All You Need", "year": 2017}\n\n{"title": "Mask R-CNN"}\n'


class TestJson(ReaderContract):
    form = "jsonl"
    name = "list.json"
    sample = '{"papers": [\n  {"title": "Learning",\n   "year": 2017},\n  {"title": "Mask R-CNN"}\n]}\n'


@pytest.mark.parametrize(
    "column", ["title", "Title", "TITLE", "paper_title", "Paper Title", "paper", "name", "标题", "titre"]
)
@pytest.mark.parametrize("part", [",", ";", "\t"])
def test_the_column_of_titles_is_found_by_name(column: str, part: str) -> None:
    text = f"no{part}{column}{part}year\n1{part}Mask R-CNN{part}2017\n"
    (one,) = listings("csv", text)
    assert (one.title, one.listed, one.origin) == ("Mask R-CNN", Date(2017), "list.txt:2")


@pytest.mark.parametrize(
    "column", ["Publication title", "Article", "Paper", "Title of the study", "What to read", "paper-title"]
)
def test_the_column_of_titles_is_found_under_unusual_names(column: str) -> None:
    text = f"No,{column},Authors\n1,Attention Is All You Need,Ashish Vaswani\n2,Mask R-CNN,Kaiming He\n"
    text += "3,Deep Residual Learning for Image Recognition,Kaiming He\n"
    result = [one for one in found("csv", text.encode()) if isinstance(one, Listing)]
    assert [one.title for one in result] == [
        "Attention Is All You Need",
        "Mask R-CNN",
        "Deep Residual Learning for Image Recognition",
    ]
    assert (result[1].authors, result[1].venue) == (("Kaiming He",), "")


ROWS = (
    ("0", "Attention Is All You Need", "Ashish Vaswani, Noam Shazeer", "2017-06-12"),
    ("1", "Mask R-CNN", "Kaiming He, Georgia Gkioxari", "2017-03-20"),
    ("2", "Deep Residual Learning for Image Recognition", "Kaiming He, Xiangyu Zhang", "2015-12-10"),
)


@pytest.mark.parametrize(("form", "part", "quote"), [("tsv", "\t", ""), ("csv", ",", '"'), ("csv", ";", "")])
def test_a_table_without_names_of_columns_is_read_by_what_is_in_them(
    form: str, part: str, quote: str
) -> None:
    text = "".join(part.join(f"{quote}{cell}{quote}" for cell in row) + "\n" for row in ROWS)
    remark, *rest = found(form, text.encode(), "list.csv")
    assert isinstance(remark, ReaderRemark)
    assert str(remark) == ("list.csv:1: no column is named 'title': column 2 is taken, which reads as titles")
    assert rest[1] == Listing(
        title="Mask R-CNN",
        origin="list.csv:2",
        authors=("Kaiming He", "Georgia Gkioxari"),
        date=Date(2017, 3, 20),
    )
    assert len(rest) == 3


def test_titles_alone_in_quotes_are_a_table_of_one_column() -> None:
    result = found("csv", b'"Attention Is All You Need"\n"Learning to See, Fast and Slow"\n')
    assert [one.title for one in result if isinstance(one, Listing)] == [
        "Attention Is All You Need",
        "Learning to See, Fast and Slow",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "A fine thing to read,We like it so much,1\nAnother title of a paper,One more for us,2\n",
        "Jane Doe,Max Moe\nAl Ice,Bo Low\n",
        "Same text in all rows,1\nSame text in all rows,2\nSame text in all rows,3\n",
        "12,2017-01-01\n13,2018-01-01\n",
        "https://a.org/some/long/path/to/a/paper,5\nhttps://a.org/b/c/d/e,6\n",
    ],
)
def test_a_table_in_which_no_or_several_columns_read_as_titles_is_not_read(text: str) -> None:
    (error,) = found("csv", text.encode(), "list.csv")
    assert not isinstance(error, ReaderRemark)
    assert str(error).startswith("list.csv:1: no column of titles among: ")


def test_other_columns_are_found_by_name_too() -> None:
    text = (
        "Title,Authors,Abstract,Published,arXiv ID,DOI,URL,Code,Conference,n_authors,Upvotes\n"
        'A Title,"Jane Doe, Max Moe and Al Ice",Text.,2017-06-12,1706.03762v5,10.1000/X,https://a.org/x.pdf,'
        "https://github.com/a/b,NIPS,3,42\n"
    )
    assert listings("csv", text) == [
        Listing(
            title="A Title",
            origin="list.txt:2",
            ids=(PaperId("arxiv", "1706.03762"), PaperId("doi", "10.1000/x")),
            authors=("Jane Doe", "Max Moe", "Al Ice"),
            n_authors=3,
            date=Date(2017, 6, 12),
            abstract="Text.",
            urls=("https://github.com/a/b",),
            venue="NIPS",
            votes=42,
        )
    ]


@pytest.mark.parametrize("names", ["Doe, Jane; Moe, Max", "Doe, Jane and Moe, Max"])
def test_family_names_in_front_stay_with_their_given_names(names: str) -> None:
    (one,) = listings("csv", f'title,author\nA Title,"{names}"\n')
    assert one.authors == ("Doe, Jane", "Moe, Max")


def test_quoted_line_ends_do_not_shift_the_origins() -> None:
    text = 'title,abstract\n"A\nTitle","One.\nTwo."\nMask R-CNN,\n'
    assert [(one.title, one.origin) for one in listings("csv", text)] == [
        ("A Title", "list.txt:2"),
        ("Mask R-CNN", "list.txt:5"),
    ]


def test_a_table_without_titles_names_its_columns() -> None:
    (error,) = found("csv", b"year,venue\n2017,NIPS\n", "list.csv")
    assert str(error) == "list.csv:1: no column of titles among: year, venue; name one 'title'"


def test_a_row_without_a_title_is_reported_and_the_rest_read() -> None:
    result = found("csv", b"title,year\n,2017\n,\nMask R-CNN,2017\n", "list.csv")
    assert [str(one) for one in result if isinstance(one, ReaderError)] == [
        "list.csv:2: a row without a title: fill it in or delete it"
    ]
    assert [one.title for one in result if isinstance(one, Listing)] == ["Mask R-CNN"]


def test_a_quote_that_is_never_closed_is_reported() -> None:
    text = 'title,year\nMask R-CNN,2017\n"Broken,2017\n' + "Another Title,2018\n" * 3
    result = found("csv", text.encode(), "list.csv")
    assert [one.title for one in result if isinstance(one, Listing)] == ["Mask R-CNN"]
    assert [str(one) for one in result if isinstance(one, ReaderError)] == [
        "list.csv:3: a quote that is never closed: close or delete it"
    ]


def test_a_bad_line_of_json_is_reported_and_the_rest_read() -> None:
    text = b'{"title": "A Title"}\n{"title": "Broken\n{"year": 2017}\n[]\n{"title": "Another"}\n'
    result = found("jsonl", text, "list.jsonl")
    assert [(one.title, one.origin) for one in result if isinstance(one, Listing)] == [
        ("A Title", "list.jsonl:1"),
        ("Another", "list.jsonl:5"),
    ]
    assert [one.origin for one in result if isinstance(one, ReaderError)] == [
        "list.jsonl:2",
        "list.jsonl:3",
        "list.jsonl:4",
    ]


def test_a_list_that_breaks_off_gives_what_comes_before() -> None:
    result = found("jsonl", b'[\n{"title": "A Title"},\n{"title": "Anoth', "list.json")
    assert [one.title for one in result if isinstance(one, Listing)] == ["A Title"]
    assert [one.origin for one in result if isinstance(one, ReaderError)] == ["list.json:2"]


@pytest.mark.parametrize(
    "fields",
    [
        {"authors": ["Jane Doe", "Max Moe"], "arxiv": "1706.03762"},
        {"authors": [{"name": "Jane Doe"}, {"name": "Max Moe"}], "arxiv_id": "1706.03762v2"},
        {"author": "Jane Doe and Max Moe", "url": "https://arxiv.org/abs/1706.03762"},
        {
            "authors": [{"given": "Jane", "family": "Doe"}, {"given": "Max", "family": "Moe"}],
            "ids": {"arxiv": "1706.03762"},
        },
        {"authors": ["Jane Doe", "Max Moe"], "externalIds": {"ArXiv": "1706.03762", "CorpusId": 5}},
    ],
)
def test_objects_of_many_makers_are_understood(fields: dict[str, object]) -> None:
    (one,) = listings("jsonl", json.dumps({"title": "A Title", **fields}))
    assert one.authors == ("Jane Doe", "Max Moe")
    assert one.ids == (PaperId("arxiv", "1706.03762"),)


def test_the_papers_of_the_daily_papers_api_are_understood() -> None:
    paper = {
        "id": "1706.03762",
        "title": "A\nTitle",
        "summary": "Text.",
        "publishedAt": "2017-06-12T00:00:00Z",
        "upvotes": 4,
    }
    (one,) = listings("jsonl", json.dumps([{"title": "A\nTitle", "numComments": 1, "paper": paper}]))
    assert (one.title, one.abstract, one.votes) == ("A Title", "Text.", 4)
    assert (one.ids, one.date) == ((PaperId("arxiv", "1706.03762"),), Date(2017, 6, 12))


PEOPLE = ("Jane Doe", "Max Moe")
IN_CITATIONS = {"title": "A Title", "authors": [{"authorId": "1", "name": one} for one in PEOPLE]}
REPLIES = {
    "Semantic Scholar": {
        "total": 1,
        "data": [
            {
                "paperId": "0a",
                "externalIds": {"ArXiv": "1706.03762", "CorpusId": 5},
                "title": "A Title",
                "authors": [{"authorId": "1", "name": one} for one in PEOPLE],
            }
        ],
    },
    "citations of Semantic Scholar": {"data": [{"contexts": ["x"], "citedPaper": IN_CITATIONS}]},
    "OpenAlex": {
        "meta": {"count": 1},
        "results": [
            {
                "doi": "https://doi.org/10.48550/arxiv.1706.03762",
                "display_name": "A Title",
                "authorships": [
                    {
                        "author": {"display_name": one, "orcid": None},
                        "institutions": [{"display_name": "MIT"}],
                    }
                    for one in PEOPLE
                ],
            }
        ],
    },
    "Crossref": {
        "status": "ok",
        "message": {
            "items": [
                {
                    "DOI": "10.1000/X",
                    "title": ["A Title"],
                    "container-title": ["Journal of Things"],
                    "author": [
                        {"given": "Jane", "family": "Doe", "affiliation": [{"name": "MIT"}]},
                        {"given": "Max", "family": "Moe"},
                    ],
                    "issued": {"date-parts": [[2020, 3]]},
                    "reference": [{"article-title": "Another"}],
                }
            ]
        },
    },
    "OpenReview": {
        "notes": [
            {"id": "x", "content": {"title": {"value": "A Title"}, "authors": {"value": list(PEOPLE)}}},
        ]
    },
    "OpenReview's first API": {"notes": [{"content": {"title": "A Title", "authors": list(PEOPLE)}}]},
    "Better BibTeX": {
        "config": {"label": "BetterBibTeX JSON"},
        "items": [
            {
                "itemType": "journalArticle",
                "title": "A Title",
                "creators": [
                    {"firstName": "Jane", "lastName": "Doe", "creatorType": "author"},
                    {"firstName": "Ed", "lastName": "Itor", "creatorType": "editor"},
                    {"name": "Max Moe", "creatorType": "author"},
                ],
                "attachments": [{"title": "Full Text PDF"}],
            }
        ],
    },
    "any key": {"made": "today", "things": {"to read": [{"Title": "A Title", "by": list(PEOPLE)}]}},
    "a key for each": {"doe2020": {"title": "A Title", "authors": list(PEOPLE)}},
    "a list with a title": {"title": "My list", "papers": [{"title": "A Title", "authors": list(PEOPLE)}]},
}


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("service", REPLIES)
def test_replies_of_services_are_understood(service: str, indent: int | None) -> None:
    text = json.dumps(REPLIES[service], indent=indent)
    (one,) = listings("jsonl", text)
    assert (one.title, one.authors) == ("A Title", PEOPLE)
    line = int(one.origin.rpartition(":")[2])
    assert line == 1 or "{" in text.split("\n")[line - 1]


def test_what_services_say_of_ids_and_dates_is_told() -> None:
    found = {service: listings("jsonl", json.dumps(reply))[0] for service, reply in REPLIES.items()}
    assert found["Semantic Scholar"].ids == found["OpenAlex"].ids == (PaperId("arxiv", "1706.03762"),)
    crossref = found["Crossref"]
    assert (crossref.ids, crossref.venue, crossref.listed) == (
        (PaperId("doi", "10.1000/x"),),
        "Journal of Things",
        Date(2020),
    )


def test_papers_at_several_keys_and_a_list_of_titles_are_read() -> None:
    topics = {"vision": [{"title": "One"}, {"title": "Two"}], "text": [{"title": "Three"}, {"year": 2020}]}
    result = found("jsonl", json.dumps(topics, indent=1).encode(), "list.json")
    assert [one.title for one in result if isinstance(one, Listing)] == ["One", "Two", "Three"]
    assert [str(one) for one in result if isinstance(one, ReaderError)] == [
        "list.json:14: an element without a title: give it a field 'title'"
    ]
    assert [one.title for one in listings("jsonl", '[\n"A Title",\n"Another"\n]')] == ["A Title", "Another"]


def test_the_date_of_a_publication_says_only_that_the_paper_was_out() -> None:
    text = json.dumps({"data": [{"title": "A Title", "publicationDate": "2017-12-04"}]})
    (one,) = listings("jsonl", text)
    assert (one.date, one.listed) == (None, Date(2017, 12, 4))


def test_json_without_papers_says_so_once() -> None:
    (error,) = found("jsonl", b'{"a": [{"b": 1}, {"b": 2}]}', "list.json")
    assert str(error) == "list.json:1: no papers in this JSON: give each an object with a field 'title'"
