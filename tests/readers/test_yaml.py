"""Lists of papers in YAML."""

from pathlib import Path

import pytest
from reader_contract import ReaderContract
from reading import found, listings

from papers2bib.errors import ReaderError
from papers2bib.ids import PaperId
from papers2bib.model import Date, Listing
from papers2bib.readers.walk import read

SAMPLE = """# my papers
papers:
  - title: "Attention Is All You Need"  # a comment
    authors: [Ashish Vaswani, 'Noam Shazeer']
    year: 2017
    links: {paper: "https://arxiv.org/abs/1706.03762", code: https://github.com/a/b}
    abstract: >-
      Text
      and more.

  -
    title: 'Caf\u00e9''s "Own": a Title'
    authors:
    - name: Jane Doe
    - family: Moe
      given: Max
    notes: |
      title: no paper
"""


class TestYaml(ReaderContract):
    form = "yaml"
    name = "papers.yml"
    sample = SAMPLE


def test_mappings_in_a_list_are_papers() -> None:
    one, other = listings("yaml", SAMPLE)
    assert one == Listing(
        title="Attention Is All You Need",
        origin="list.txt:3",
        ids=(PaperId("arxiv", "1706.03762"),),
        authors=("Ashish Vaswani", "Noam Shazeer"),
        listed=Date(2017),
        abstract="Text and more.",
    )
    assert (other.title, other.origin, other.authors) == (
        'Café\'s "Own": a Title',
        "list.txt:12",
        ("Jane Doe", "Max Moe"),
    )


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("- title: One\n- title: Two\n", ["One", "Two"]),
        ("---\ndoe2020:\n  title: One\n  year: 2020\nmoe2021:\n  title: Two\n...\n", ["One", "Two"]),
        ("vision:\n- title: One\ntext:\n- title: Two\n", ["One", "Two"]),
        ("title: One\nauthor: Jane Doe\n", ["One"]),
        ("title: A list\npapers:\n- title: One\n", ["One"]),
        ('papers:\n  - "One: a Title"\n  - Two\n', ["One: a Title", "Two"]),
        ("- One: a Title\n- Two\n", ["One: a Title", "Two"]),
        ("- title: A long title\n    that goes on\n  year: 2020\n", ["A long title that goes on"]),
        ('- {title: "One, Two", year: 2020}\n- {title: Two}\n', ["One, Two", "Two"]),
        ("- name: One\n- name: Two\n", ["One", "Two"]),
        ('- title: "Caf\\u00e9 \\"One\\""\n', ['Café "One"']),
        ("- title: One: a subtitle\n", ["One: a subtitle"]),
        ("- title: 'One\n    # no comment'\n# a comment\n- title: Two\n", ["One # no comment", "Two"]),
    ],
)
def test_lists_of_many_shapes_are_understood(text: str, titles: list[str]) -> None:
    assert [one.title for one in listings("yaml", text)] == titles


@pytest.mark.parametrize("value", ["&a One", "*a", "!!str One", "[One, Two", '"One'])
def test_what_is_beyond_a_plain_list_is_reported_and_the_rest_read(value: str) -> None:
    text = f"- title: Zero\n- title: {value}\n  year: 2020\n- title: Two\n"
    result = found("yaml", text.encode(), "list.yml")
    assert [one.title for one in result if isinstance(one, Listing)] == ["Zero", "Two"]
    assert [str(one) for one in result if isinstance(one, ReaderError)] == [
        "list.yml:2: YAML that is damaged or more than a plain list: correct it, or give the list as JSON"
    ]


def test_lines_that_belong_to_nothing_are_reported() -> None:
    result = found("yaml", b"- title: One\nand some words\n- title: Two\n", "list.yml")
    assert [one.title for one in result if isinstance(one, Listing)] == ["One"]
    assert [one.origin for one in result if isinstance(one, ReaderError)] == ["list.yml:2"]


def test_a_mapping_without_a_title_is_reported_and_yaml_without_papers_says_so() -> None:
    result = found("yaml", b"- title: One\n- year: 2020\n", "list.yml")
    assert [str(one) for one in result if isinstance(one, ReaderError)] == [
        "list.yml:2: a mapping without a title: give it a field 'title'"
    ]
    (error,) = found("yaml", b"on: push\njobs:\n  test: x\n", "ci.yml")
    assert str(error) == "ci.yml:1: no papers in this YAML: give each a field 'title'"


@pytest.mark.parametrize(
    ("text", "papers"),
    [
        (SAMPLE, 2),
        ("site_name: x\nnav:\n- title: Home\n- title: About\n", 0),
        ("openapi: 3.0.0\ninfo:\n  title: An API\n  version: 1\n", 0),
    ],
)
def test_in_a_directory_only_lists_of_papers_are_claimed(tmp_path: Path, text: str, papers: int) -> None:
    (tmp_path / "a.yml").write_text(text, encoding="utf-8")
    assert len(list(read([tmp_path]))) == papers


def test_long_texts_go_on_in_the_next_line() -> None:
    text = (
        '--- [{"title": "Attention Is All\\\n  \\ You Need: $\\\\pm\\\n  $ Caf\\xE9",\n'
        "  'authors': [Ashish Vaswani, Noam\n  Shazeer]}]\n"
    )
    (one,) = listings("yaml", text)
    assert (one.title, one.authors) == (
        "Attention Is All You Need: $\\pm$ Café",
        ("Ashish Vaswani", "Noam Shazeer"),
    )
