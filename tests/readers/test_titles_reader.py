"""Columns of titles, numbered or bulleted, with details beneath them."""

import pytest
from reader_contract import ReaderContract
from reading import listings

from papers2bib.ids import PaperId
from papers2bib.model import Date


class TestTitles(ReaderContract):
    form = "titles"
    name = "list.txt"
    sample = (
        "Papers for the seminar\n\n2024-09-10\n\n"
        "1. Attention Is All You Need\n   Ashish Vaswani, Noam Shazeer, et al.\n   2017-06-12\n"
        "2. 3D Gaussian Splatting for Real-Time Radiance Field Rendering\n   4 authors · Aug 8, 2023\n\n"
        "Speech\n\n3. Robust Speech Recognition via Large-Scale Weak Supervision\n"
    )


TWO = ["Attention Is All You Need", "3D Gaussian Splatting for Real-Time Radiance Field Rendering"]


@pytest.mark.parametrize(
    "text",
    [
        "{}\n{}\n",
        "{}\n\n{}",
        "1. {}\n2. {}\n",
        "1) {}\n2) {}\n",
        "[1] {}\n[2] {}\n",
        "(1) {}\n(2) {}\n",
        " 9. {}\n10. {}\n",
        "- {}\n- {}\n",
        "* {}\n* {}\n",
        "• {}\n• {}\n",
        "1、{}\n2、《{}》\n",
        "1．{}\n2．{}\n",
        "（1）{}\n（2）{}\n",
        "[ ] {}\n[x] {}\n",
        "– {}\n– {}\n",
        "  - {}\n  - {}\n",
        "My reading list\n\n{}\n{}\n",
        "My reading list\n===============\n\n{}\n{}\n",
        "Computer vision:\n{}\n{}\n",
        "# Vision\n\n{}\n\n# Speech\n\n{}\n",
        "May 2025\n\n{}\n{}\n",
        "Accepted papers\n\n1. {}\n   Jane Doe, Max Moe\n\nOrals\n\n2. {}\n",
        "1. {}\nJane Doe, Max Moe\n\n2. {}\nJane Doe\n",
        "{}\nJane Doe, Max Moe\nCVPR 2022\n\n{}\nJane Doe\n",
        "1. Vision\n- {}\n2. Graphics\n- {}\n",
        "1. {}\n   - Jane Doe, Max Moe\n2. {}\n   - Jane Doe\n",
        "\t1. {}\r\n\t2. {}\r\n",
        "1.\u00a0{}\n2.\u00a0{}\n",
        "\x1b[31m{}\x1b[0m\n\u200b{}\x07\n",
    ],
)
def test_titles_are_read_from_any_layout(text: str) -> None:
    assert [one.title for one in listings("titles", text.format(*TWO))] == TWO


@pytest.mark.parametrize(
    "title",
    [
        "3D Gaussian Splatting",
        "1st Place Solution for the Waymo Challenge",
        "2016/2017 Outburst of a Nova",
        "7.5 Tesla Magnetic Resonance Imaging",
        "-1-Phenomena for the pluri-genus",
        "Titles with $\\alpha$, \\ and _ in *them*",
        "Is This a Question?",
        "Why? Because -- of 'it'; DROP TABLE Papers; --",
        "#Exploration: A Study of Count-Based Exploration",
    ],
)
def test_titles_stay_as_typed(title: str) -> None:
    text = f"1. {title}\n   Jane Doe\n2. Another Title\n"
    assert [one.title for one in listings("titles", text)] == [title, "Another Title"]


@pytest.mark.parametrize(
    ("line", "authors", "total"),
    [
        ("Jane Doe, Max Moe", ("Jane Doe", "Max Moe"), None),
        ("by Jane Doe and Max Moe", ("Jane Doe", "Max Moe"), None),
        ("Authors: Jane Doe; Max Moe", ("Jane Doe", "Max Moe"), None),
        ("Jane Doe et al.", ("Jane Doe",), None),
        ("Doe et al.", ("Doe",), None),
        ("Jane Doe, Max Moe, and 5 others", ("Jane Doe", "Max Moe"), 7),
        ("Jane Doe, Max Moe, +5 more", ("Jane Doe", "Max Moe"), 7),
        ("Jane Doe 等 12 位作者", ("Jane Doe",), 12),
        ("김철수 외 3명", ("김철수",), 4),
        ("王伟, 李娜", ("王伟", "李娜"), None),
        ("12 authors", (), 12),
        ("1 author · Oct 25, 2010", (), 1),
        ("Wa2erGo, iiiiwis, tnlin", (), None),
        ("Jane Doe, tnlin, Max Moe", ("Jane Doe", "Max Moe"), None),
        ("Jane Doe, tnlin, and 5 others", ("Jane Doe",), None),
        ("Vaswani, A., Shazeer, N.", ("Vaswani, A.", "Shazeer, N."), None),
        ("Deep Shankar Pandey, Qi Yu", ("Deep Shankar Pandey", "Qi Yu"), None),
        ("Doe, Jane; Moe, Max", ("Doe, Jane", "Moe, Max"), None),
        (
            "Christos H. Papadimitriou, Stéphane d'Ascoli",
            ("Christos H. Papadimitriou", "Stéphane d'Ascoli"),
            None,
        ),
        ("Ludwig van den Berg, D. V. Uvarov", ("Ludwig van den Berg", "D. V. Uvarov"), None),
        ("The BABAR Collaboration", ("BABAR Collaboration",), None),
        ("Jane Doe, for the ATLAS Collaboration", ("Jane Doe", "ATLAS Collaboration"), None),
        ("a note on why this is worth reading", (), None),
        ("Very nice follow-up of the first one.", (), None),
    ],
)
def test_people_beneath_a_title(line: str, authors: tuple[str, ...], total: int | None) -> None:
    (one, _) = listings("titles", f"1. A Title\n   {line}\n2. Another Title\n")
    assert (one.authors, one.n_authors) == (authors, total)


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("2016-02-10", Date(2016, 2, 10)),
        ("3 authors · Sep 16, 2010", Date(2010, 9, 16)),
        ("Sep 16", Date(0, 9, 16)),
        ("16 September 2010", Date(2010, 9, 16)),
        ("2010年9月16日", Date(2010, 9, 16)),
        ("Date: 2010-09", Date(2010, 9)),
        ("NIPS 2017", None),
        ("2010-13-40", None),
    ],
)
def test_dates_beneath_a_title(line: str, date: Date | None) -> None:
    assert listings("titles", f"1. A Title\n   {line}\n")[0].date == date


@pytest.mark.parametrize(
    ("heading", "date"),
    [
        ("2024-09-10", Date(2024, 9, 10)),
        ("2026-W22", Date(2026, 5, 31)),
        ("Top ML Papers of the Week (December 18 - December 24)", Date(0, 12, 24)),
        ("Week of Dec 25, 2023 - Jan 1, 2024", Date(2024, 1, 1)),
        ("May 2025", Date(2025, 5)),
        ("## May 5, 2025", Date(2025, 5, 5)),
        ("CVPR 2022", None),
    ],
)
def test_a_heading_dates_what_follows(heading: str, date: Date | None) -> None:
    (one,) = listings("titles", f"Papers\n\n{heading}\n\n1. A Title\n")
    assert one.listed == date
    assert one.date is None


def test_a_heading_without_a_date_ends_the_one_before() -> None:
    text = "Papers\n\n2024-09-10\n\n1. A Title\n\nOther\n\n2. Another Title\n"
    assert [one.listed for one in listings("titles", text)] == [Date(2024, 9, 10), None]


def test_venues_ids_and_links_beneath_a_title() -> None:
    (one,) = listings(
        "titles",
        "1. A Title\n   CVPR 2022\n   https://arxiv.org/abs/2504.11457v2\n   doi:10.1000/XYZ\n"
        "   code: https://github.com/jane/doe.\n",
    )
    assert one.venue == "CVPR 2022"
    assert one.ids == (PaperId("arxiv", "2504.11457"), PaperId("doi", "10.1000/xyz"))
    assert one.urls == ("https://github.com/jane/doe",)


def test_a_title_cut_at_a_colon_goes_on_in_the_next_line() -> None:
    text = "1. Splatting:\n   a long story of blobs and pixels\n2. Another Title:\n   Jane Doe\n"
    assert [one.title for one in listings("titles", text)] == [
        "Splatting: a long story of blobs and pixels",
        "Another Title:",
    ]


def test_a_monstrous_line_is_no_title() -> None:
    text = "1. A Title\n2. " + "word " * 300_000 + "\n3. Another Title\n"
    read = listings("titles", text)
    assert [(one.title, one.origin) for one in read] == [
        ("A Title", "list.txt:1"),
        ("Another Title", "list.txt:3"),
    ]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("{} https://arxiv.org/abs/1706.03762\nMask R-CNN https://arxiv.org/abs/1703.06870\n", None),
        ("1. {} - https://arxiv.org/abs/1706.03762\n2. [1703.06870] Mask R-CNN\n", None),
        ("1706.03762 {}\n1703.06870 Mask R-CNN\n", None),
        ("{} (arXiv:1706.03762)\nMask R-CNN arXiv:1703.06870v3 [cs.CV]\n", None),
        ("{}\nhttps://arxiv.org/abs/1706.03762\n\nMask R-CNN\narXiv: 1703.06870\n", None),
        ("https://arxiv.org/abs/1706.03762\nhttps://arxiv.org/abs/1703.06870\n", ["", ""]),
        ("arXiv:1706.03762\n1703.06870\n", ["", ""]),
    ],
)
def test_ids_beside_a_title_are_no_part_of_it(text: str, titles: list[str] | None) -> None:
    read = listings("titles", text.format("Attention Is All You Need"))
    assert [one.title for one in read] == (titles or ["Attention Is All You Need", "Mask R-CNN"])
    assert [[str(found) for found in one.ids] for one in read] == [["arxiv:1706.03762"], ["arxiv:1703.06870"]]


def test_a_full_reference_gives_its_quoted_title_and_names() -> None:
    text = (
        'A. Vaswani, N. Shazeer, "Attention Is All You Need," NIPS 2017.\nK. He, “Mask R-CNN,” ICCV 2017.\n'
    )
    (one, two) = listings("titles", text)
    assert (one.title, one.authors, one.venue) == (
        "Attention Is All You Need",
        ("A. Vaswani", "N. Shazeer"),
        "NIPS 2017",
    )
    assert (two.title, two.authors) == ("Mask R-CNN", ("K. He",))


@pytest.mark.parametrize(
    "text",
    [
        "Week 1 (Feb 3)\n  Attention Is All You Need\n  Mask R-CNN\nWeek 2 (Feb 10)\n  Deep Image Prior\n",
        "* 2024-09-10\n  - Attention Is All You Need\n  - Mask R-CNN\n* 2024-09-11\n  - Deep Image Prior\n",
        "Attention Is All You Need\nMask R-CNN\nDeep Image Prior\n",
        "Title: Attention Is All You Need\nYear: 2017\n\nTitle: Mask R-CNN\n\nTitle: Deep Image Prior\n",
    ],
)
def test_titles_beneath_headings_and_short_titles_are_all_read(text: str) -> None:
    assert [one.title for one in listings("titles", text)] == [
        "Attention Is All You Need",
        "Mask R-CNN",
        "Deep Image Prior",
    ]


def test_a_line_of_a_million_dates_takes_no_time() -> None:
    (one,) = listings("titles", "1. A Title\n   " + "2024-01-" * 100_000)
    assert one.title == "A Title"


@pytest.mark.parametrize(
    "text",
    [
        "CVPR 2023 Accepted Papers\n\n{}\nJane Doe · Max Moe\n\n{}\nKim Lee · Li Wu\n",
        "CVPR 2023 Accepted Papers\n{}\nJane Doe · Max Moe\n{}\nKim Lee · Li Wu\n",
        "{}\nJane Doe; Max Moe\n{}\nKim Lee; Li Wu\n",
        "{}\nJane Doe, Max Moe\n{}\nKim Lee, Li Wu\n",
        "{}\n\nJane Doe, Max Moe\n\n{}\n\nKim Lee, Li Wu\n",
    ],
)
def test_lines_of_names_between_titles_are_authors(text: str) -> None:
    read = listings("titles", text.format(*TWO))
    assert [one.title for one in read] == TWO
    assert [one.authors for one in read] == [("Jane Doe", "Max Moe"), ("Kim Lee", "Li Wu")]


def test_a_single_name_between_titles_is_an_author_and_a_title_that_looks_like_one_is_not() -> None:
    text = (
        "Mask R-CNN\nKaiming He, Li Wu\nDeep Image Prior\nJane Doe\n"
        "Deep Sets\nMax Moe, Kim Lee\nDeep Learning\n"
    )
    read = listings("titles", text)
    assert [one.title for one in read] == ["Mask R-CNN", "Deep Image Prior", "Deep Sets", "Deep Learning"]
    assert [len(one.authors) for one in read] == [2, 1, 2, 0]


def test_a_column_of_titles_with_links_between_them_keeps_every_title() -> None:
    text = (
        "attention is all you need https://arxiv.org/abs/1706.03762\n"
        "bert: pre-training of deep bidirectional transformers\n"
        "GAIA\n"
        "https://arxiv.org/abs/2311.12983\n"
        "arXiv:2010.11929\n"
        "Denoising Diffusion Probabilistic Models (Ho et al., 2020)\n"
    )
    assert [one.title for one in listings("titles", text)] == [
        "attention is all you need",
        "bert: pre-training of deep bidirectional transformers",
        "GAIA",
        "",
        "Denoising Diffusion Probabilistic Models",
    ]
