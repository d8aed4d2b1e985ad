"""Every code has an example, and the example has it."""

from pathlib import Path

import pytest
from check_records import checked, entry

from papers2bib.check.citing import citations
from papers2bib.check.codes import CODES, explained

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("code", [code for code in CODES if code != "cited-absent"])
def test_the_example_of_a_code_has_it(code: str) -> None:
    assert code in [one.finding.code for one in checked(CODES[code].example).findings]


def test_what_is_cited_in_the_example_is_a_key(tmp_path: Path) -> None:
    main = tmp_path / "main.tex"
    main.write_text(CODES["cited-absent"].example, encoding="utf-8")
    assert [one.key for one in citations(main)] == ["nobody"]


def test_an_entry_that_is_as_recorded_has_none() -> None:
    assert checked(entry()).findings == []


@pytest.mark.parametrize("code", CODES)
def test_a_code_is_explained_and_documented(code: str) -> None:
    said = explained(code)
    assert CODES[code].meaning in said
    assert CODES[code].wrong in said
    assert f"`{code}`" in (ROOT / "docs" / "check.md").read_text(encoding="utf-8")
