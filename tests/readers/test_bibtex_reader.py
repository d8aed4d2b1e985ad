"""BibTeX files as lists: one listing for each entry, whatever the others look like."""

import pytest
from reader_contract import ReaderContract
from reading import found, listings

from papers2bib.errors import ReaderError
from papers2bib.ids import PaperId
from papers2bib.model import Date, Listing


class TestBibtex(ReaderContract):
    form = "bibtex"
    name = "refs.bib"
    sample = (
        "% a comment\n@string{nips = {Advances in NIPS}}\n\n@comment{jabref-meta: x}\n"
        "@inproceedings{vaswani,\n  title = {Attention {I}s All You Need},\n"
        "  author = {Vaswani, Ashish and Noam Shazeer},\n  booktitle = nips,\n  year = 2017,\n}\n\n"
        "@misc{he, title={Deep Residual Learning}, eprint={1512.03385}}\n"
    )


def test_the_fields_of_an_entry_are_told() -> None:
    text = (
        "@inproceedings{key,\n  title = {{Attention {I}s All\n    You Need}},\n"
        '  author = {Vaswani, Ashish and Ga{\\"e}l Varoquaux and van den Berg, Jan'
        " and {BABAR Collaboration} and King, Jr., Al},\n"
        "  booktitle = {Advances in Neural Information Processing Systems},\n  year = {2017},\n"
        "  eprint = {1706.03762}, archivePrefix = {arXiv}, doi = {10.1000/A_B},\n"
        "  url = {https://github.com/a/b}, abstract = {Text.}\n}\n"
    )
    assert listings("bibtex", text) == [
        Listing(
            title="Attention {I}s All You Need",
            origin="list.txt:1",
            ids=(PaperId("arxiv", "1706.03762"), PaperId("doi", "10.1000/a_b")),
            authors=(
                "Ashish Vaswani",
                "Gaël Varoquaux",
                "Jan van den Berg",
                "BABAR Collaboration",
                "Al King Jr.",
            ),
            n_authors=5,
            listed=Date(2017),
            abstract="Text.",
            urls=("https://github.com/a/b",),
            venue="Advances in Neural Information Processing Systems",
            key="key",
        )
    ]


@pytest.mark.parametrize(
    ("field", "scheme", "value"),
    [
        ("url = {https://arxiv.org/abs/1706.03762v5}", "arxiv", "1706.03762"),
        ("journal = {arXiv preprint arXiv:1706.03762}", "arxiv", "1706.03762"),
        ("volume = {abs/1706.03762}, eprinttype = {arXiv}, eprint = {1706.03762}", "arxiv", "1706.03762"),
        ("eprint = {math/0211159}", "arxiv", "math/0211159"),
        ("doi = {https://doi.org/10.1000/xyz}", "doi", "10.1000/xyz"),
        ("doi = {10.48550/arXiv.1706.03762}", "arxiv", "1706.03762"),
    ],
)
def test_ids_are_found_in_many_fields(field: str, scheme: str, value: str) -> None:
    (one,) = listings("bibtex", f"@article{{key, title={{A Title}}, {field}}}\n")
    assert one.ids == (PaperId(scheme, value),)
    assert one.venue == ""


def test_others_are_no_author_and_no_total_is_known_then() -> None:
    (one,) = listings("bibtex", "@misc{key, title={A Title}, author={Jane Doe and others}}\n")
    assert (one.authors, one.n_authors) == (("Jane Doe",), None)


@pytest.mark.parametrize(
    "broken",
    [
        "@article{broken,\n  title = {Never Closed,\n  year = 2017\n",
        '@article{broken,\n  title = "Never Closed,\n  year = 2017\n}\n',
        "@article{broken,\n  title = {No Comma}\n  year = {2017}\n}\n",
        "@article{broken\n",
        "@article{,\n}\n",
    ],
)
def test_a_broken_entry_does_not_take_others_with_it(broken: str) -> None:
    good = "@misc{{k{0}, title={{Title {0}}}}}\n"
    text = good.format(1) + broken + good.format(2) + good.format(3)
    result = found("bibtex", text.encode(), "refs.bib")
    assert [one.title for one in result if isinstance(one, Listing)] == ["Title 1", "Title 2", "Title 3"]
    assert [one.origin for one in result if isinstance(one, ReaderError)] == ["refs.bib:2"]


def test_entries_are_as_many_as_the_file_has() -> None:
    text = (
        "@Article{a, title = {One}}  @misc{b, title={Two}}\n@foo{c,title={Three}, x = undefined # { y}}\n"
        "@book(d, title = {Four})\n@misc{a, title = {Five, with the key of One}}\n"
        "@online{e,\n title={Six @ Home},\n@misc{f, title={Seven}}\n"
    )
    result = found("bibtex", text.encode())
    assert [one.title for one in result if isinstance(one, Listing)] == [
        "One",
        "Two",
        "Three",
        "Four",
        "Five, with the key of One",
        "Seven",
    ]
    assert len([one for one in result if isinstance(one, ReaderError)]) == 1


def test_nothing_is_said_on_standard_error(capfd: pytest.CaptureFixture[str]) -> None:
    found("bibtex", b"@weird{a, title={One}, title={Two}, month = foo}\n@misc{broken\n")
    assert capfd.readouterr() == ("", "")


def test_an_entry_without_a_title_is_reported() -> None:
    (error,) = found("bibtex", b"\n@misc{a, year={2017}}\n", "refs.bib")
    assert str(error) == "refs.bib:2: an entry without a title: give it one"
