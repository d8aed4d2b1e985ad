"""The check of a whole file: its form, its places, and what is to be ignored."""

from pathlib import Path

import pytest
from check_records import checked, codes, entry, judged

from papers2bib.check.checking import check
from papers2bib.check.citing import citations
from papers2bib.check.ignoring import Ignore
from papers2bib.check.telling import text, told, written
from papers2bib.errors import ConfigError

WRONG = entry(title="Attention Is All We Need")


def lines(data: str) -> list[str]:
    return [text(one) for one in told(checked(data), data.encode(), "refs.bib")]


def test_a_finding_is_told_at_the_field_it_is_about() -> None:
    assert lines("% mine\n\n" + WRONG) == [
        "refs.bib:4:3: title-words: vaswani: [-we-]{+you+}; the record says “Attention Is All You Need”"
    ]


def test_nothing_that_a_terminal_would_obey_is_told() -> None:
    [line] = lines(entry(title="Attention Is All \x1b[31m We Need"))
    assert "\x1b" not in line


def test_macros_and_joined_values_are_read() -> None:
    data = '@string{n = "Neur" # {IPS}}\n' + entry(booktitle="").replace(
        "}\n", "  booktitle = n # { 2017},\n}\n"
    )
    assert codes(data) == []


def test_a_finding_is_left_out_where_the_entry_says_so() -> None:
    assert codes(entry(title="Attention Is All We Need", papers2bib="ignore title-words: a pun")) == []


def test_a_finding_is_left_out_for_all_entries_or_for_one() -> None:
    def ignoring(key: str) -> list[str]:
        ignored = (Ignore("title-words", key, "a pun"),)
        return [one.finding.code for one in check(WRONG.encode(), judged, ignored).findings]

    assert ignoring("") == ignoring("vaswani") == []
    assert sorted(ignoring("other")) == ["title-words", "unused-ignore"]


@pytest.mark.parametrize(
    "said", ["title-words", "ignore title-words", "ignore title-words:", "ignore cheese: yes"]
)
def test_a_suppression_needs_a_known_code_and_a_reason(said: str) -> None:
    with pytest.raises(ConfigError, match="vaswani"):
        checked(entry(papers2bib=said))


def test_duplicates_name_the_other_entry() -> None:
    twice = entry() + entry(title="Attention is all you need").replace("{vaswani,", "{again,")
    [one] = checked(twice).findings
    assert (one.finding.code, one.key, one.finding.message) == (
        "duplicate-title",
        "again",
        "vaswani has the same title",
    )


def test_a_broken_entry_is_told_and_the_others_are_checked() -> None:
    assert codes("@misc{a, title = {x\n\n" + WRONG) == ["unreadable", "title-words"]


def test_the_forms_hold_the_same_findings() -> None:
    done = checked(WRONG)
    rows = list(told(done, WRONG.encode(), "a,b.bib"))
    assert written(rows, [done], "github").startswith(
        "::error file=a%2Cb.bib,line=2,col=3,title=title-words::vaswani: "
    )
    assert '"verdict": "differs"' in written(rows, [done], "json")
    assert '"recorded": "Attention Is All You Need"' in written(rows, [done], "json")


def test_citations_are_read_with_inputs_and_without_comments(tmp_path: Path) -> None:
    (tmp_path / "part.tex").write_text("\\citet*[see][]{c}\\autocite{a}\n\\input{main}", encoding="utf-8")
    main = tmp_path / "main.tex"
    main.write_text("% \\cite{no}\n50\\% \\cite{a, b}\\input{part} \\nocite{*}\n", encoding="utf-8")
    assert [(one.key, one.line, one.column) for one in citations(main)] == [
        ("a", 2, 12),
        ("b", 2, 15),
        ("c", 1, 16),
    ]


def test_citations_are_read_from_aux_files(tmp_path: Path) -> None:
    aux = tmp_path / "main.aux"
    aux.write_text("\\relax\n\\citation{a,b}\n\\abx@aux@cite{0}{c}\n\\bibdata{refs}\n", encoding="utf-8")
    assert [one.key for one in citations(aux)] == ["a", "b", "c"]
