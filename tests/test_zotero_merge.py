"""Three ways to see a field: what was last pushed, what the library says, what we say."""

import pytest

from papers2bib.zotero.merge import Choice, merge_field, missing

NEVER = None


@pytest.mark.parametrize(
    ("base", "theirs", "ours", "choice"),
    [
        ("A", "A", "A", None),
        ("A", "A", "B", Choice.WRITE),
        ("A", "B", "A", Choice.KEEP),
        ("A", "B", "B", None),
        ("A", "B", "C", Choice.CONFLICT),
        ("A", "", "A", Choice.KEEP),
        ("A", "", "B", Choice.CONFLICT),
        ("A", "A", "", None),
        ("A", "B", "", None),
        ("", "", "A", Choice.WRITE),
        ("", "B", "A", Choice.CONFLICT),
        ("", "", "", None),
        (NEVER, "", "A", Choice.WRITE),
        (NEVER, "B", "A", Choice.KEEP),
        (NEVER, "A", "A", None),
        (NEVER, "B", "", None),
    ],
)
def test_theirs_stays_unless_only_ours_has_changed(
    base: str | None, theirs: str, ours: str, choice: Choice | None
) -> None:
    assert merge_field(ours, theirs, base, known=base is not None) is choice


@pytest.mark.parametrize(
    ("base", "theirs", "ours", "added"),
    [
        ([], [], ["a"], ["a"]),
        (["a"], ["a"], ["a"], []),
        (["a"], [], ["a"], []),
        (["a"], ["b"], ["a", "c"], ["c"]),
        ([], ["a", "b"], ["a"], []),
        ([], [], ["a", "a"], ["a"]),
    ],
)
def test_what_people_took_out_of_a_set_stays_out(
    base: list[str], theirs: list[str], ours: list[str], added: list[str]
) -> None:
    assert missing(ours, theirs, base) == added
