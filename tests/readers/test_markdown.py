"""Markdown lists: items, tables, headings and paragraphs, and what in a README is no paper."""

import pytest
from reader_contract import ReaderContract
from reading import listings

from papers2bib.ids import PaperId
from papers2bib.model import Date

ATTENTION = PaperId("arxiv", "1706.03762")


class TestMarkdown(ReaderContract):
    form = "markdown"
    name = "list.md"
    sample = (
        "# Reading list\n\n## 2024-09-10\n\n"
        "- **Attention Is All You Need** — Ashish Vaswani, Noam Shazeer (NIPS 2017)"
        " [[arXiv]](https://arxiv.org/abs/1706.03762)\n"
        "- [Deep Residual Learning](https://arxiv.org/abs/1512.03385)\n\n"
        "| Title | Venue | Paper |\n|---|---|---|\n"
        "| Mask R-CNN | ICCV 2017 | [Paper](https://arxiv.org/abs/1703.06870) |\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "- **{}** [[arXiv]](https://arxiv.org/abs/1706.03762)",
        "- [{}](https://arxiv.org/abs/1706.03762)",
        "- **[{}](https://arxiv.org/abs/1706.03762)**",
        "- [**{}**](https://arxiv.org/abs/1706.03762)",
        "* {} [[paper](https://arxiv.org/abs/1706.03762)] [[code](https://github.com/a/b)]",
        "1. {}, [pdf](https://arxiv.org/pdf/1706.03762.pdf)",
        "- [x] [{}](https://arxiv.org/abs/1706.03762)",
        "- 🔥 [{}](https://arxiv.org/abs/1706.03762)",
        "- :fire: **{}** [arXiv](https://arxiv.org/abs/1706.03762)",
        "- [2017/06] [{}](https://arxiv.org/abs/1706.03762)",
        "- (NIPS 2017) [{}](https://arxiv.org/abs/1706.03762)",
        "- `[NIPS 2017]` **{}** [paper](https://arxiv.org/abs/1706.03762)",
        "- {} — Ashish Vaswani, Noam Shazeer [arXiv](https://arxiv.org/abs/1706.03762)",
        "- {}\n  - Paper: https://arxiv.org/abs/1706.03762",
        "- {}\n  [[arXiv](https://arxiv.org/abs/1706.03762)]",
        "- *{}*, Vaswani et al. [PDF](https://arxiv.org/pdf/1706.03762)",
        '- "{}," Ashish Vaswani, NIPS 2017. [pdf](https://arxiv.org/pdf/1706.03762)',
        '- <a href="https://arxiv.org/abs/1706.03762">{}</a>',
        '<ul>\n  <li><a href="https://arxiv.org/abs/1706.03762">{}</a></li>\n</ul>',
        "- [{} (NIPS 2017)](https://arxiv.org/abs/1706.03762)",
        "1. Ashish Vaswani, Noam Shazeer. *{}*. NIPS 2017. [pdf](https://arxiv.org/pdf/1706.03762)",
        "1. 《{}》 Vaswani 等, NIPS 2017 https://arxiv.org/abs/1706.03762",
        "- Vaswani et al. [{}](https://arxiv.org/abs/1706.03762)",
        "- **Transformer**: [{}](https://arxiv.org/abs/1706.03762)",
        "### [{}](https://arxiv.org/abs/1706.03762)",
        "**[{}](https://arxiv.org/abs/1706.03762)**<br>\nAshish Vaswani, Noam Shazeer",
        "**{}** <br>\n*NIPS 2017* [[Paper](https://arxiv.org/abs/1706.03762)]",
        "| Title | Paper |\n|---|---|\n| {} | [Paper](https://arxiv.org/abs/1706.03762) |",
        "| Paper | Year |\n|:--|--:|\n| [{}](https://arxiv.org/abs/1706.03762) | 2017 |",
        "| # | a | b |\n|-|-|-|\n| 1 | **{}** | [arXiv](https://arxiv.org/abs/1706.03762) |",
        "> - {} [paper](https://arxiv.org/abs/1706.03762)",
        "- [![Star](https://img.shields.io/x.svg)](https://github.com/a/b) **{}** [paper](https://arxiv.org/abs/1706.03762)",
    ],
)
def test_a_title_and_its_id_are_read_from_any_shape(text: str) -> None:
    (one,) = listings("markdown", text.format("Attention Is All You Need") + "\n")
    assert one.title == "Attention Is All You Need"
    assert one.ids == (ATTENTION,)


@pytest.mark.parametrize(
    "title",
    [
        "Titles with $\\alpha_1$, \\ and _ in *the* `middle`",
        "-1-Phenomena for the pluri-genus",
        "Predicting $B$ -> K* for the K*",
        "K*-theory and D*",
        "Findings of the BabyLM Challenge",
        "Learning (Almost) Certain Things",
        "[Re] A Reproduction of Attention",
        "(Almost) Certain Things",
        "M<sup>3</sup>ARL: Mean-Field Learning",
        "Datasets",
        "Snakes_and_Ladders __init__ and x*y*z",
        "C*-algebras -- a story",
        "\\emph{Ab initio} Physics",
        "Is 1 < 2 > 0?",
        "“Quoted” in the Front",
    ],
)
def test_titles_stay_as_typed(title: str) -> None:
    (one,) = listings(
        "markdown", f"- **{title}** — Jane Doe, Max Moe [[arXiv]](https://arxiv.org/abs/1706.03762)\n"
    )
    assert (one.title, one.authors) == (title, ("Jane Doe", "Max Moe"))


@pytest.mark.parametrize(
    "text",
    [
        "- [Vision](#vision)\n- [Speech](#speech)\n",
        "- [Back to top](#top)\n",
        "## Contents\n\n- Vision and Other Things\n- Speech and Language\n",
        "```\n- [A Title](https://arxiv.org/abs/1706.03762)\n```\n",
        "<!--\n- [A Title](https://arxiv.org/abs/1706.03762)\n-->\n",
        "A paragraph about [a paper](https://arxiv.org/abs/1706.03762) of old.\n",
        "- Please open an issue if a paper is missing.\n",
        "## License\n\n- Creative Commons Zero\n",
        "- [Contributing](CONTRIBUTING.md)\n",
        "| Model | Size |\n|---|---|\n",
        "---\n***\n",
    ],
)
def test_what_is_no_paper_is_passed_over(text: str) -> None:
    assert listings("markdown", text) == []


def test_code_and_project_pages_are_kept_and_talk_about_the_paper_is_not() -> None:
    (one,) = listings(
        "markdown",
        "- [A Title of a Paper](https://arxiv.org/abs/1706.03762) [[code]](https://github.com/jane/doe)"
        " [[Project](https://jane.github.io/doe/)] [[tweet](https://x.com/jane/status/1)] [pdf](https://a.org/b.pdf)"
        " [OpenReview](https://openreview.net/forum?id=abc)\n",
    )
    assert one.urls == ("https://github.com/jane/doe", "https://jane.github.io/doe/")


def test_another_paper_named_in_the_prose_is_not_its_id() -> None:
    (one,) = listings(
        "markdown",
        "- [A Title of a Paper](https://arxiv.org/abs/1706.03762) - follows [a better one of old](https://arxiv.org/abs/1512.03385)\n",
    )
    assert one.ids == (ATTENTION,)


def test_notes_beneath_a_paper_are_no_papers_but_tell_of_it() -> None:
    (one,) = listings(
        "markdown",
        "- [A Title of a Paper](https://arxiv.org/abs/1706.03762)\n"
        "    - Authors: Jane Doe, Max Moe\n    - Introduces the Transformer\n    - [code](https://github.com/jane/doe)\n",
    )
    assert (one.authors, one.urls) == (("Jane Doe", "Max Moe"), ("https://github.com/jane/doe",))


def test_titles_beneath_a_category_are_papers() -> None:
    linked = "- Vision\n  - [Deep Residual Learning](https://arxiv.org/abs/1512.03385)\n- Speech\n  - [A Title](https://a.org/1)\n"
    deeper = (
        "- AI\n  - Vision\n    - [Deep Residual Learning](https://arxiv.org/abs/1512.03385)\n    - A Title\n"
    )
    assert [one.title for one in listings("markdown", deeper)] == ["Deep Residual Learning", "A Title"]
    plain = "- Vision\n  - Deep Residual Learning\n  - Masked Autoencoders Are Scalable Vision Learners\n"
    assert [one.title for one in listings("markdown", linked)] == ["Deep Residual Learning", "A Title"]
    assert [one.title for one in listings("markdown", plain)] == [
        "Deep Residual Learning",
        "Masked Autoencoders Are Scalable Vision Learners",
    ]


def test_a_heading_dates_its_section_and_what_is_in_it() -> None:
    text = (
        "# List\n\n## 2026-W22\n\n- **First Title Here**\n\n### NLP\n\n- **Second Title Here**\n\n"
        "## Undated\n\n- **Third Title Here**\n"
    )
    assert [one.listed for one in listings("markdown", text)] == [Date(2026, 5, 31), Date(2026, 5, 31), None]


def test_what_stands_behind_a_title_is_read() -> None:
    text = (
        "- **First Title** — Jane Doe et al. (2021-12-29) [[arXiv]](https://arxiv.org/abs/1706.03762)\n"
        "- **Second Title** (3 authors · Sep 16, 2010)\n"
        "- **Third Title** — Jane Doe, Max Moe (COLT 2021)\n"
    )
    (one, two, three) = listings("markdown", text)
    assert (one.authors, one.date) == (("Jane Doe",), Date(2021, 12, 29))
    assert (two.n_authors, two.date) == (3, Date(2010, 9, 16))
    assert (three.authors, three.venue) == (("Jane Doe", "Max Moe"), "COLT 2021")


def test_a_table_is_read_by_the_names_of_its_columns() -> None:
    text = (
        "| Year | Title | Authors | Links |\n|---|---|---|---|\n"
        "| 2017 | Attention \\| All You Need | Ashish Vaswani, Noam Shazeer | [arXiv](https://arxiv.org/abs/1706.03762)"
        " [code](https://github.com/a/b) |\n"
    )
    (one,) = listings("markdown", text)
    assert one.title == "Attention | All You Need"
    assert one.origin == "list.txt:3"
    assert one.authors == ("Ashish Vaswani", "Noam Shazeer")
    assert (one.listed, one.ids, one.urls) == (Date(2017), (ATTENTION,), ("https://github.com/a/b",))


def test_items_nested_without_end_do_not_overwhelm_it() -> None:
    text = "".join(" " * (2 * depth) + f"- Title of Number {depth} Here\n" for depth in range(3000))
    assert len(listings("markdown", text)) >= 1


def test_labelled_links_beneath_a_heading_make_it_a_title() -> None:
    text = (
        "## A Title of a Paper\n\n- **Paper:** [link](https://arxiv.org/abs/1706.03762)\n"
        "- Code: https://github.com/jane/doe\n\n## Tools\n\n- Code: https://github.com/a/b\n"
    )
    (one,) = listings("markdown", text)
    assert (one.title, one.origin, one.ids) == ("A Title of a Paper", "list.txt:1", (ATTENTION,))
    assert one.urls == ("https://github.com/jane/doe",)


def test_a_bare_link_is_a_listing_without_a_title() -> None:
    text = "- https://arxiv.org/abs/1706.03762\n- [arXiv:1706.03762](https://arxiv.org/abs/1706.03762)\n"
    assert [(one.title, one.ids) for one in listings("markdown", text)] == [("", (ATTENTION,))] * 2


@pytest.mark.parametrize(
    "text",
    [
        "Date | Title | Link\n---|---|---\n2017.06 | A Title Here | [pdf](https://arxiv.org/pdf/1706.03762)\n",
        "| [A Title Here](https://arxiv.org/abs/1706.03762) | x |\n|---|---|\n",
        "|Paper|Code|\n|-|-|\n|**A Title Here**<br>Jane Doe<br>[pdf](https://arxiv.org/pdf/1706.03762)| |\n",
    ],
)
def test_tables_without_bars_or_headers_are_read(text: str) -> None:
    (one,) = listings("markdown", text)
    assert (one.title, one.ids) == ("A Title Here", (ATTENTION,))


def test_an_unclosed_comment_in_a_long_line_takes_no_time() -> None:
    assert listings("markdown", "<!--" * 100_000) == []


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("**{}.** Jane Doe, Max Moe, Li Wu. ICLR 2021.", "{}."),
        ("**{}** Jane Doe, Max Moe, Li Wu. ICLR 2021.", "{}"),
        ("**{}.** ICLR 2021. Jane Doe, Max Moe, Li Wu.", "{}."),
        ("__{}.__ Jane Doe, Max Moe, Li Wu. ICLR 2021", "{}."),
        ("**{}.**\n  *Jane Doe, Max Moe, Li Wu*\n  ICLR 2021. [Paper](https://a.org/b.pdf)", "{}."),
    ],
)
def test_names_and_a_venue_behind_a_bold_title_are_told_apart(text: str, title: str) -> None:
    wanted = "Score-Based Generative Modeling"
    (one,) = listings("markdown", f"- {text.format(wanted)}\n")
    assert one.title == title.format(wanted)
    assert (one.authors, one.venue) == (("Jane Doe", "Max Moe", "Li Wu"), "ICLR 2021")


@pytest.mark.parametrize("item", ["**A Bold Title Here** of yore. And More.", "A Title With Capitals."])
def test_a_title_that_ends_like_a_sentence_is_not_lost(item: str) -> None:
    (one,) = listings("markdown", f"- {item}\n")
    assert one.title == item


def test_a_bold_title_above_names_is_a_paper_without_a_link() -> None:
    (one,) = listings("markdown", "**A Title of a Paper**\nJane Doe, Max Moe\n\n**Bold Words**\nin prose.\n")
    assert (one.title, one.authors) == ("A Title of a Paper", ("Jane Doe", "Max Moe"))


def test_headings_may_be_titles_with_a_line_beneath_them() -> None:
    text = (
        "### Attention Is All You Need\n*Vaswani et al., 2017* | [PDF](https://arxiv.org/pdf/1706.03762.pdf)\n\n"
        "### LoRA: Low-Rank Adaptation of Large Models\nHu et al. https://arxiv.org/abs/2106.09685\n\n"
        "**QLoRA: Efficient Finetuning of LLMs** ([arXiv](https://arxiv.org/abs/2305.14314))\n\n"
        "- [Tree of Thoughts](https://arxiv.org/abs/2305.10601)\n"
    )
    found = [(one.title, [str(id_) for id_ in one.ids]) for one in listings("markdown", text)]
    assert found == [
        ("Attention Is All You Need", ["arxiv:1706.03762"]),
        ("LoRA: Low-Rank Adaptation of Large Models", ["arxiv:2106.09685"]),
        ("QLoRA: Efficient Finetuning of LLMs", ["arxiv:2305.14314"]),
        ("Tree of Thoughts", ["arxiv:2305.10601"]),
    ]


def test_a_paper_listed_by_its_one_word_name_is_read_where_others_are() -> None:
    named = listings("markdown", "- GAIA\n- Attention Is All You Need\n- ZeRO++\n")
    assert [one.title for one in named] == ["GAIA", "Attention Is All You Need", "ZeRO++"]
    bold = listings("markdown", "- **GAIA**\n- Attention Is All You Need\n- Bamboo\n\nText.\n\n- Tools\n")
    assert [one.title for one in bold] == ["GAIA", "Attention Is All You Need", "Bamboo"]
    assert listings("markdown", "- Datasets\n- Tools\n- Contents\n") == []


@pytest.mark.parametrize(
    ("item", "title", "authors"),
    [
        ("- [ ] [[Attention Is All You Need]] #paper #to-read", "Attention Is All You Need", ()),
        ("- [[papers/Mask R-CNN#Notes|Mask R-CNN]] by [[Kaiming He]]", "Mask R-CNN", ("Kaiming He",)),
        ("- [[vaswani2017|Attention Is All You Need]]", "Attention Is All You Need", ()),
        ("- Attention Is All You Need #paper", "Attention Is All You Need", ()),
        ("- Learning the Meaning of #MeToo", "Learning the Meaning of #MeToo", ()),
        ("- A Title of Three [[paper]](https://a.org/x.pdf) [[code]]", "A Title of Three", ()),
        ("- Kaiming He et al., *Deep Residual Learning*, 2015", "Deep Residual Learning", ("Kaiming He",)),
    ],
)
def test_links_to_notes_and_tags_are_no_part_of_a_title(
    item: str, title: str, authors: tuple[str, ...]
) -> None:
    (one,) = listings("markdown", f"{item}\n")
    assert (one.title, one.authors) == (title, authors)


def test_a_bold_title_of_one_author_with_a_link_called_paper_is_a_paper() -> None:
    (one,) = listings(
        "markdown", "**Attention for All**  \n*Jane Doe*  \nCVPR 2020 / [arXiv](https://a.org)\n"
    )
    assert (one.title, one.authors) == ("Attention for All", ("Jane Doe",))


def test_a_heading_is_a_title_where_names_or_fields_stand_beneath_it() -> None:
    text = (
        "# Papers\n\n### Attention Is All You Need\n\n*Ashish Vaswani, Noam Shazeer*\n\nSome words on it.\n\n"
        "## 2. Deep Residual Learning for Image Recognition\n- **Authors**: Kaiming He, Jian Sun\n"
        "- **Year**: 2016\n- **Summary**: It adds the input.\n"
    )
    assert [(one.title, one.authors) for one in listings("markdown", text)] == [
        ("Attention Is All You Need", ("Ashish Vaswani", "Noam Shazeer")),
        ("Deep Residual Learning for Image Recognition", ("Kaiming He", "Jian Sun")),
    ]


def test_items_broken_at_a_margin_are_joined() -> None:
    text = (
        "# Reading\n\n- Scaling Laws for Neural\n  Language Models: A Study of\n  Loss\n"
        "- Deep Residual Learning for\n  Image Recognition\n- Language Models are Few-Shot\n  Learners\n"
    )
    assert [one.title for one in listings("markdown", text)] == [
        "Scaling Laws for Neural Language Models: A Study of Loss",
        "Deep Residual Learning for Image Recognition",
        "Language Models are Few-Shot Learners",
    ]


def test_a_bold_tag_in_front_of_a_title_is_no_part_of_it() -> None:
    line = "- 🔥 **[NeurIPS 2017]** Attention Is All You Need [[Paper]](https://example.org/a.pdf)\n"
    (found,) = listings("markdown", line)
    assert (found.title, found.venue) == ("Attention Is All You Need", "NeurIPS 2017")


def test_tables_in_html_are_read_by_their_column_of_titles() -> None:
    text = (
        "# Papers\n\n<table>\n<tr><th>Title</th><th>Venue</th></tr>\n"
        "<tr><td>Attention Is All You Need</td><td>NeurIPS 2017</td></tr>\n\n"
        '<tr><td><a href="https://arxiv.org/abs/1512.03385">Deep Residual Learning</a></td><td></td></tr>\n'
        "<tr><td>Language Models are Few-Shot Learners</td><td>NeurIPS 2020</td></tr>\n</table>\n\n"
        "- Scaling Laws for Neural Language Models\n"
    )
    found = listings("markdown", text)
    assert [(one.title, one.origin.rpartition(":")[2], one.venue) for one in found] == [
        ("Attention Is All You Need", "5", "NeurIPS 2017"),
        ("Deep Residual Learning", "7", ""),
        ("Language Models are Few-Shot Learners", "8", "NeurIPS 2020"),
        ("Scaling Laws for Neural Language Models", "11", ""),
    ]
    assert found[1].ids == (PaperId("arxiv", "1512.03385"),)


def test_titles_that_end_with_full_stops_are_no_sentences_among_their_like() -> None:
    titles = ["Attention Is All You Need", "Deep Residual Learning", "Learning to rank with few labels"]
    text = "# Papers\n\n" + "\n".join(f"- {title}." for title in titles)
    assert [one.title for one in listings("markdown", text)] == titles
    prose = "# Papers\n\n- Install the package.\n- Run the tests with pytest.\n- Open a pull request.\n"
    assert listings("markdown", prose) == []
