"""Lists spread over lines, and references as people paste them: each paper comes out once."""

import textwrap
from collections.abc import Callable
from typing import NamedTuple

import pytest
from reading import listings

from papers2bib.readers.text import Line
from papers2bib.readers.titles import sniff
from papers2bib.readers.titles_unfolding import unfold


class Known(NamedTuple):
    title: str
    authors: tuple[str, ...]
    year: str


PAPERS = [
    Known(
        "Attention Is All You Need",
        ("Ashish Vaswani", "Noam Shazeer", "Niki Parmar", "Jakob Uszkoreit", "Llion Jones", "Aidan N. Gomez"),
        "2017",
    ),
    Known("Generating Sequences With Recurrent Neural Networks", ("Alex M. Graves",), "2013"),
    Known(
        "Scaling Laws for Neural Language Models: An Empirical Study of Loss",
        ("Jared Kaplan", "Sam McCandlish"),
        "2020",
    ),
    Known(
        "Deep Residual Learning for Image Recognition",
        ("Kaiming He", "Xiangyu Zhang", "Shaoqing Ren", "Jian Sun"),
        "2016",
    ),
]
TITLES = [one.title for one in PAPERS]
Style = Callable[[int, Known], str]


def _short(name: str) -> str:
    *given, family = name.split()
    return f"{' '.join(one[0] + '.' for one in given)} {family}"


def _behind(name: str) -> str:
    *given, family = name.split()
    return f"{family}, {' '.join(one[0] + '.' for one in given)}"


def _listed(names: list[str], last: str = ", and ") -> str:
    return last.join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def ieee(number: int, one: Known) -> str:
    names = _listed([_short(name) for name in one.authors], ", and ")
    return f'[{number}] {names}, "{one.title}," in Proc. Some Conf., {one.year}, pp. 1–10.'


def numbered(number: int, one: Known) -> str:
    return f"[{number}] {_listed(list(one.authors))}. {one.title}. In NeurIPS, {one.year}."


def springer(number: int, one: Known) -> str:
    names = ", ".join(_behind(name) for name in one.authors)
    return f"{number}. {names}: {one.title}. In: ECCV, pp. 1–10 ({one.year})"


def apa(_: int, one: Known) -> str:
    names = _listed([_behind(name) for name in one.authors], ", & ")
    return f"{names} ({one.year}). {one.title}. Some Journal, 12(3), 45–67."


def acl(_: int, one: Known) -> str:
    return f"{_listed(list(one.authors))}. {one.year}. {one.title}. In Proceedings of ACL, pages 1–10."


def icml(_: int, one: Known) -> str:
    names = ", ".join(_behind(name) for name in one.authors)
    return f"{names} {one.title}. In International Conference on Machine Learning, pp. 1–10, {one.year}."


def dblp(number: int, one: Known) -> str:
    return f"[c{number}] {', '.join(one.authors)}: {one.title}. NeurIPS {one.year}: 5998-6008"


def _wrapped(text: str, width: int, indent: str = "") -> str:
    return "\n".join(textwrap.wrap(text, width, subsequent_indent=indent, break_long_words=False))


MARKED = {"in one line": ("\n", 0, ""), "wrapped": ("\n", 72, ""), "indented": ("\n", 72, "    ")}
APART = {"blank lines": ("\n\n", 64, ""), "hanging": ("\n", 72, "    "), "long lines": ("\n\n", 0, "")}


@pytest.mark.parametrize("layout", [*MARKED.values(), APART["blank lines"]], ids=[*MARKED, "blank lines"])
@pytest.mark.parametrize("style", [ieee, numbered, springer, dblp])
def test_numbered_references_are_read_however_they_are_broken(
    style: Style, layout: tuple[str, int, str]
) -> None:
    _check_references(style, *layout)


@pytest.mark.parametrize("layout", APART.values(), ids=APART)
@pytest.mark.parametrize("style", [apa, acl, icml])
def test_references_without_numbers_are_read_however_they_are_broken(
    style: Style, layout: tuple[str, int, str]
) -> None:
    _check_references(style, *layout)


def _check_references(style: Style, between: str, width: int, indent: str) -> None:
    written = [style(number, one) for number, one in enumerate(PAPERS, 1)]
    text = between.join(_wrapped(one, width, indent) if width else one for one in written)
    assert sniff("refs.txt", text.encode())
    found = listings("titles", text)
    assert [one.title for one in found] == TITLES
    families = [tuple(name.split()[-1] for name in one.authors) for one in PAPERS]
    assert [tuple(map(_family, one.authors)) for one in found] == families


def _family(name: str) -> str:
    return name.partition(",")[0] if "," in name else name.split()[-1]


def test_one_name_begins_a_reference_where_the_others_are_references() -> None:
    alone = "[2] Alex Graves. Generating Sequences With Recurrent Neural Networks. In ICML, 2013."
    others = [numbered(number, PAPERS[0]) for number in (1, 3, 4)]
    found = listings("titles", "\n".join([others[0], alone, *others[1:]]))
    assert (found[1].title, found[1].authors) == (TITLES[1], ("Alex Graves",))
    assert [one.title for one in listings("titles", alone)] == [alone]


@pytest.mark.parametrize("mark", [" - ", " – ", " / ", " by ", " | "])
def test_names_behind_titles_are_told_where_most_lines_have_them(mark: str) -> None:
    found = listings("titles", "\n".join(f"{one.title}{mark}{', '.join(one.authors)}" for one in PAPERS))
    assert [one.title for one in found] == TITLES
    assert [one.authors for one in found] == [one.authors for one in PAPERS]


def test_names_in_brackets_are_told_where_most_lines_have_them() -> None:
    found = listings("titles", "\n".join(f"- {one.title} ({', '.join(one.authors)})" for one in PAPERS))
    assert [(one.title, one.authors) for one in found] == [(one.title, one.authors) for one in PAPERS]


def test_titles_that_read_as_if_names_stood_behind_stay_whole() -> None:
    titles = [
        "Learning by Playing Atari Games and Solving Rubik Cubes",
        "Dense Passage Retrieval for Open-Domain Question Answering",
        "Fairness by Design, Privacy by Default",
        "Language Models are Few-Shot Learners",
    ]
    assert [one.title for one in listings("titles", "\n".join(titles))] == titles


@pytest.mark.parametrize(
    "form", ["{number}. {title}", "- {title}", "[{number}] {title}", "{number}) {title}"]
)
def test_titles_broken_at_a_margin_are_joined(form: str) -> None:
    written = [form.format(number=number, title=one.title) for number, one in enumerate(PAPERS, 1)]
    text = "\n".join(_wrapped(one, 34, "   ") for one in written)
    assert text.count("\n") > len(PAPERS)
    assert [one.title for one in listings("titles", text)] == TITLES


def test_titles_broken_at_a_margin_keep_the_names_beneath_them() -> None:
    text = "\n".join(
        f"{_wrapped(f'{number}. {one.title}', 34, '   ')}\n   {', '.join(one.authors)}"
        for number, one in enumerate(PAPERS, 1)
        if len(one.authors) > 1
    )
    assert [(one.title, one.authors) for one in listings("titles", text)] == [
        (one.title, one.authors) for one in PAPERS if len(one.authors) > 1
    ]


@pytest.mark.parametrize("note", ["great, read it once more", "Key idea: attend to everything", "see slides"])
def test_notes_beneath_titles_are_no_part_of_them(note: str) -> None:
    text = "\n".join(f"{number}. {title}\n   {note}" for number, title in enumerate(TITLES, 1))
    assert [one.title for one in listings("titles", text)] == TITLES


def test_the_names_above_a_title_are_its_authors() -> None:
    text = "\n".join(f"{', '.join(one.authors)}:\n{one.title}. NeurIPS {one.year}: 1-12" for one in PAPERS)
    found = listings("titles", text)
    assert [(one.title, one.authors) for one in found] == [(one.title, one.authors) for one in PAPERS]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_what_a_search_engine_shows_is_one_paper_each(gap: str) -> None:
    text = gap.join(
        f"{one.title}\n{', '.join(_short(name).replace('.', '') for name in one.authors[:3])}, … - Some"
        f" Journal, {one.year} - publisher.org\nCited by 12 Related articles All 5 versions"
        for one in PAPERS
    )
    found = listings("titles", text)
    assert [one.title for one in found] == TITLES
    assert [one.authors[0].split()[-1] for one in found] == [one.authors[0].split()[-1] for one in PAPERS]


def test_the_mail_of_an_archive_is_one_paper_an_announcement() -> None:
    rule = "-" * 78
    text = "\n".join(
        f"\\\\\narXiv:2401.0000{number}\nDate: Tue, 2 Jan 2024 10:00:00 GMT   (100kb)\n\nTitle: {one.title}\n"
        f"Authors: {', '.join(one.authors)}\nCategories: cs.LG\n\\\\\n  Some words on what it is about.\n"
        f"\\\\ ( https://arxiv.org/abs/2401.0000{number} ,  100kb)\n{rule}"
        for number, one in enumerate(PAPERS, 1)
    )
    found = listings("titles", text)
    assert [(one.title, [str(known) for known in one.ids]) for one in found] == [
        (title, [f"arxiv:2401.0000{number}"]) for number, title in enumerate(TITLES, 1)
    ]


@pytest.mark.parametrize(
    ("names", "authors"),
    [
        ("Vaswani et al.", ("Vaswani",)),
        ("Vaswani and Shazeer", ()),
        ("Vaswani", ()),
    ],
)
def test_the_names_of_saved_files_are_read(names: str, authors: tuple[str, ...]) -> None:
    (found,) = listings("titles", f"{names} - 2017 - Attention Is All You Need.pdf")
    assert found.title.removesuffix(".pdf") == TITLES[0]
    assert found.authors == authors


def test_numbers_in_a_thread_and_links_in_a_chat_are_no_part_of_titles() -> None:
    thread = "\n\n".join(
        f"{number}/ {title}\nhttps://t.co/{number}" for number, title in enumerate(TITLES, 1)
    )
    assert [one.title for one in listings("titles", thread)] == TITLES
    chat = "\n".join(f"• {title} <https://example.org/paper|link>" for title in TITLES)
    assert [one.title for one in listings("titles", chat)] == TITLES


def test_a_list_of_more_than_two_thousand_is_not_taken_for_years() -> None:
    numbers = range(1990, 2040)
    text = "\n".join(f"{number}. Paper of the number {number} in the list" for number in numbers)
    assert len(listings("titles", text)) == len(numbers)


def test_lines_that_are_no_references_stay_as_they_are() -> None:
    lines = [Line(number, text) for number, text in enumerate(["Reading", "", *TITLES], 1)]
    assert list(unfold(lines)) == lines


@pytest.mark.parametrize(
    ("names", "authors"),
    [
        ("Gomez, Aidan N., et al.", ("Gomez, Aidan N.",)),
        (
            "Gomez, Aidan N., Noam Shazeer, and Niki Parmar.",
            ("Gomez, Aidan N.", "Noam Shazeer", "Niki Parmar"),
        ),
    ],
)
def test_the_first_name_may_stand_the_other_way_round(names: str, authors: tuple[str, ...]) -> None:
    (found,) = listings("titles", f'{names} "Attention Is All You Need." Advances 30 (2017).')
    assert (found.title, found.authors) == (TITLES[0], authors)
