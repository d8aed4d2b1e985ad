"""What most lines of a list have around their titles is taken off; what one title has stays."""

import pytest
from reading import listings

from papers2bib.readers.titles_affixes import learn

TITLES = [
    "Attention Is All You Need",
    "Deep Residual Learning for Image Recognition",
    "Scaling Laws for Neural Language Models: A Study (of Loss)",
    "Reading, Writing, and Arithmetic in Neural Networks",
    "Robust Speech Recognition via Large-Scale Weak Supervision",
]
NAMES = [
    "Jane Doe, Max Moe",
    "J. Doe, M. Moe, L. Wu",
    "Jane A. Doe",
    "Jane Doe, Max Moe and Li Wu",
    "A. Bo, C. Do",
]
FORMS = [
    "Oral: {title}",
    "Poster | {title}",
    "12/3: {title} (presenter: Bob)",
    "2024-03-05 | {title} | Bob",
    "2024 - {title}",
    "(2024) {title}",
    "9:{number}0 - 9:{number}5  {title}",
    "Paper ID 8{number}4: {title}",
    "#8{number}4 {title}",
    "[x] {title} (read 2024-05-03)",
    "{title} . . . . . . . . 12{number}",
    "{title} [CVPR 2020] [paper] [code]",
    "{title}. {names}. NeurIPS 2017.",
    "{title}, {names}, CVPR 2020",
    "{title}. {names}. In Proceedings of ICML, 2020. [paper] [code]",
    "{title} — {names} — arXiv 2024",
    "{title}; {names}",
]


def _written(form: str) -> list[str]:
    both = enumerate(zip(TITLES, NAMES, strict=True), 1)
    return [form.format(title=title, names=names, number=number) for number, (title, names) in both]


@pytest.mark.parametrize("form", FORMS)
def test_what_stands_around_titles_line_after_line_is_no_part_of_them(form: str) -> None:
    assert [one.title for one in listings("titles", "\n".join(_written(form)))] == TITLES


@pytest.mark.parametrize("form", [form for form in FORMS if not form.startswith(("#", "9:", "12"))])
def test_what_stands_around_titles_in_markdown_is_no_part_of_them(form: str) -> None:
    text = "# Reading\n\n" + "\n".join(f"- {line}" for line in _written(form))
    assert [one.title for one in listings("markdown", text)] == TITLES


@pytest.mark.parametrize(
    "titles",
    [
        [
            "GAIA: a benchmark for general assistants",
            "BERT: Pre-training of Transformers",
            "CLIP: Vision and Text",
        ],
        ["3D Gaussian Splatting", "4D Scene Flow Estimation", "2 Fast 2 Furious"],
        ["Attention (for Everyone)", "Attention Is All You Need", "Deep Residual Learning", "Neural Odes"],
        ["Learning to Rank - A Survey", "Vision and Language - A Survey", "Graphs and Trees - A Survey"],
        ["1984 Revisited by Models", "Attention Is All You Need", "2001 Nights of Training"],
        ["Training by Example", "Attention Is All You Need", "Deep Residual Learning"],
    ],
)
def test_titles_keep_what_is_their_own(titles: list[str]) -> None:
    assert [one.title for one in listings("titles", "\n".join(f"- {title}" for title in titles))] == titles


def test_names_behind_titles_are_told() -> None:
    found = listings("titles", "\n".join(_written("{title}, {names}, CVPR 2020")))
    assert [one.authors for one in found][:2] == [("Jane Doe", "Max Moe"), ("J. Doe", "M. Moe", "L. Wu")]
    assert {one.venue for one in found} == {"CVPR 2020"}


def test_two_lines_show_nothing_yet() -> None:
    assert learn(_written("Oral: {title}")[:2]) == ()


def test_ids_alone_are_listings_in_markdown_too() -> None:
    text = "# Papers\n\n- 1706.03762\n- arXiv:1512.03385v1 [cs.CV] Deep Residual Learning\n"
    assert [(one.title, str(one.ids[0])) for one in listings("markdown", text)] == [
        ("", "arxiv:1706.03762"),
        ("Deep Residual Learning", "arxiv:1512.03385"),
    ]
