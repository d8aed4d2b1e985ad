"""Cases: each folder of tests/cases holds a list and the .bib that comes out of it, byte for byte."""

from pathlib import Path

import pytest
from command import Command

CASES = Path(__file__).resolve().parent / "cases"


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda path: path.name)
def test_the_list_gives_the_expected_bib(command: Command, case: Path) -> None:
    [source] = case.glob("list.*")
    found = command(source, "--offline")
    assert found.out.decode("utf-8") == (case / "expected.bib").read_text(encoding="utf-8")
