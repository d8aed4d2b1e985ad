import pytest
from papers import paper

from papers2bib.errors import ConfigError
from papers2bib.model import Date
from papers2bib.targets.keys import assign_keys, key_maker, year_of


def key(title: str = "Aligning Models", author: str = "Ziqi Pang", pattern: str | None = None) -> str:
    return assign_keys([paper(title, authors=(author,))], pattern)[0]


@pytest.mark.parametrize(
    ("title", "author", "expected"),
    [
        ("Aligning Models", "Ziqi Pang", "pang2025aligning"),
        ("On the Use of Models", "Laurens van der Maaten", "vandermaaten2025use"),
        ("A Survey", "Nicola De Cao", "decao2025survey"),
        ("Self-Supervised Learning", "Łukasz Kaiser", "kaiser2025self"),
        ("3D Vision", "Jürgen Müller", "muller20253d"),
        (r"$\alpha$-decay", "Gerard 't Hooft", "thooft2025alpha"),
        (r"\emph{H\"older} spaces", "Otto Hölder", "holder2025holder"),
        ("Towards More", "The ATLAS Collaboration", "atlas2025more"),
        ("Qwen Report", "Qwen Team", "qwen2025qwen"),
        ("A Paper", "DeepSeek-AI", "deepseekai2025paper"),
        ("Report", "王伟", "anon2025report"),
        ("多智能体系统", "Wei Wang", "wang2025"),
        ("The", "Plato", "plato2025"),
    ],
)
def test_the_default_key_is_family_year_and_first_significant_word(
    title: str, author: str, expected: str
) -> None:
    assert key(title, author) == expected


def test_the_year_comes_from_the_arxiv_id_where_the_date_is_unknown() -> None:
    assert year_of(paper(arxiv="hep-th/9912012")) == "1999"
    assert year_of(paper(arxiv="0704.0001")) == "2007"
    assert year_of(paper(arxiv="", doi="10.1/a", issued=Date(2020))) == "2020"


def test_a_venue_learnt_later_does_not_change_the_key() -> None:
    preprint = paper("Aligning Models")
    published = paper(
        "Aligning Models", kind="article", venue="J", issued=Date(2027), journal_ref="J 1 (2027)"
    )
    assert assign_keys([preprint]) == assign_keys([published])


def test_keys_that_clash_all_get_a_letter_by_arxiv_id_whatever_the_order() -> None:
    papers = [paper("New Ideas", arxiv=number) for number in ("2504.00003", "2504.00001", "2504.00002")]
    assert assign_keys(papers) == [f"lovelace2025new{letter}" for letter in "cab"]
    assert assign_keys(papers[::-1]) == [f"lovelace2025new{letter}" for letter in "bac"]


def test_a_letter_never_makes_a_key_that_another_paper_has() -> None:
    papers = [paper(title, arxiv=f"2504.0000{at}") for at, title in enumerate(("Go", "Go", "Goa"))]
    assert assign_keys(papers) == ["lovelace2025gob", "lovelace2025goc", "lovelace2025goa"]


def test_more_than_26_clashing_keys_go_on_with_two_letters() -> None:
    keys = assign_keys([paper("Go", arxiv=f"2504.{number:05}") for number in range(1, 30)])
    assert len(set(keys)) == 29
    assert keys[25:28] == ["lovelace2025goz", "lovelace2025goaa", "lovelace2025goab"]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("[auth]:[shortyear]", "Pang:25"),
        ("[auth:lower]_[year]_[shorttitle]", "pang_2025_AligningModelsWell"),
        ("[arxiv]", "2504.11457"),
        ("ref-[auth.upper]", "ref-PANG"),
    ],
)
def test_a_pattern_makes_other_keys(pattern: str, expected: str) -> None:
    assert key("Aligning Models Well Enough", pattern=pattern) == expected


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("[authors]", "LovelaceVandermaatenGodel"),
        ("[authors2]", "LovelaceVandermaatenEtAl"),
        ("[authors3.lower]", "lovelacevandermaatengodel"),
        ("[authorLast][year]", "Godel2025"),
        ("[journal]", "NatureMachineIntelligence"),
        ("[auth]-[journal.abbr]-[title.abbr]", "Lovelace-NMI-AM3S"),
    ],
)
def test_a_pattern_names_all_authors_and_the_venue(pattern: str, expected: str) -> None:
    authors = ("Ada Lovelace", "Laurens Vandermaaten", "Kurt Gödel")
    told = paper("Aligning Models in 3D Space", authors=authors, venue="Nature Machine Intelligence")
    assert assign_keys([told], pattern) == [expected]


def test_a_paper_without_authors_or_venue_has_a_key_of_such_a_pattern() -> None:
    assert assign_keys([paper(authors=())], "[authors3][authorLast][journal]") == ["anonanon"]


@pytest.mark.parametrize(
    "pattern",
    [
        "[author]",
        "[authors0]",
        "[authors3.]",
        "[auth.bold]",
        "constant",
        "[auth] [year]",
        "[auth]{",
        "[auth]\\x",
    ],
)
def test_a_bad_pattern_is_refused_with_the_known_names(pattern: str) -> None:
    with pytest.raises(ConfigError, match=r"\[auth\.lower\]|known are auth, authors"):
        key_maker(pattern)


def test_a_key_is_never_empty() -> None:
    assert key_maker("[veryshorttitle]")(paper("")) == "arxiv250411457"
    assert key_maker("[veryshorttitle]")(paper("", arxiv="")) == "anon"
