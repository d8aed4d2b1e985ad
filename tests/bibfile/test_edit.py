"""Changing one field: no other byte of the entry changes, and a new field looks like those beside it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papers2bib.bibfile.edit import set_field, set_type
from papers2bib.bibfile.spans import Span, scan

SPACE = st.lists(st.sampled_from([b" ", b"\n", b"\r\n", b"\t", b"% so, {\n"]), max_size=3).map(b"".join)
VALUE = st.sampled_from([b"{x, {y}}", b'"a {b} c"', b"2020", b"jan # {x}", b"{}", b"{" * 9 + b"}" * 9])
FIELD = st.tuples(SPACE, st.sampled_from([b"title", b"YEAR", b"Note"]), SPACE, st.just(b"="), SPACE, VALUE)
FIELDS = st.lists(st.tuples(SPACE, st.just(b","), FIELD.map(b"".join)).map(b"".join), max_size=4)
ENDS = st.tuples(SPACE, st.sampled_from([b",", b""]), SPACE).map(b"".join)
ENTRIES = st.builds(
    lambda space, fields, end: b"@misc{" + space + b"key " + b"".join(fields) + end + b"}",
    SPACE,
    FIELDS,
    ENDS,
)
"""Entries in every layout."""


def entry(data: bytes) -> Span:
    return next(span for span in scan(data) if span.kind == "entry")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("@misc{a,\n  title = {x},\n}", "@misc{a,\n  title = {x},\n  doi = {10.1/x},\n}"),
        ("@misc{a,\n  title = {x}\n}", "@misc{a,\n  doi = {10.1/x},\n  title = {x}\n}"),
        ("@misc{a,\n\tyear=1,\n\ttitle={x}}", "@misc{a,\n\tyear=1,\n\tdoi={10.1/x},\n\ttitle={x}}"),
        ("@misc{a,\r\n  title = {x},\r\n}", "@misc{a,\r\n  title = {x},\r\n  doi = {10.1/x},\r\n}"),
        ("@misc{a\n, title = {x}\n, year = 1\n}", "@misc{a\n, title = {x}\n, year = 1\n, doi = {10.1/x}\n}"),
        ("@misc{a,\n long = 1,\n b    = 2,\n}", "@misc{a,\n long = 1,\n b    = 2,\n doi  = {10.1/x},\n}"),
        ("@MISC{a,\n  TITLE = {x},\n}", "@MISC{a,\n  TITLE = {x},\n  DOI = {10.1/x},\n}"),
        ("@misc{a,\n  Title = {x},\n}", "@misc{a,\n  Title = {x},\n  Doi = {10.1/x},\n}"),
        ("@misc{a,\n  title = {x}, % why\n}", "@misc{a,\n  title = {x}, % why\n  doi = {10.1/x},\n}"),
        ("@misc{a, title = {x}, year = 1}", "@misc{a, title = {x}, year = 1, doi = {10.1/x}}"),
        ("@misc{a, title = {x},}", "@misc{a, title = {x}, doi = {10.1/x},}"),
        ("@misc{a}", "@misc{a,\n  doi = {10.1/x}\n}"),
        ("@misc{a,\n}", "@misc{a,\n  doi = {10.1/x},\n}"),
        ("@misc{a,\n  DOI = \"\" # x,\n}", "@misc{a,\n  DOI = {10.1/x},\n}"),
        ("@misc(a,\n  doi = 1,\n)", "@misc(a,\n  doi = {10.1/x},\n)"),
    ],
)  # fmt: skip
def test_one_line_changes_or_comes(before: str, after: str) -> None:
    assert set_field(entry(before.encode()), "doi", b"{10.1/x}").raw.decode() == after


@given(ENTRIES)
def test_the_other_fields_stay_as_they_are(data: bytes) -> None:
    before = entry(data)
    changed = set_field(before, "zz", b"{new}")
    (again,) = scan(changed.raw)
    assert (again.kind, again.type, again.key) == ("entry", before.type, before.key)
    assert [(one.name, one.raw) for one in again.fields if one.name.lower() != "zz"] == [
        (one.name, one.raw) for one in before.fields
    ]
    found = again.field("zz")
    assert found is not None
    assert found.raw == b"{new}"


@pytest.mark.parametrize("value", [b"{a", b"a}", b"", b"{a}, b = {c}", b'"{"'])
def test_a_value_that_would_break_the_entry_is_refused(value: bytes) -> None:
    with pytest.raises(ValueError, match="no value"):
        set_field(entry(b"@misc{a, b = {c}}"), "b", value)


def test_what_is_no_entry_is_not_changed() -> None:
    (span,) = scan(b"@string{a = {b}}")
    with pytest.raises(ValueError, match="string"):
        set_field(span, "a", b"{c}")


def test_the_type_changes_alone() -> None:
    changed = set_type(entry(b"\n@ Misc {a, b = {c}}"), "inproceedings")
    assert changed.raw == b"@ inproceedings {a, b = {c}}"
    assert (changed.type, changed.key_start) == ("inproceedings", 1 + changed.raw.index(b"a,"))
