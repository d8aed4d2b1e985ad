"""Scanning a .bib file: nothing is lost, and what BibTeX reads is found where it stands."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from papers2bib.bibfile.places import Places
from papers2bib.bibfile.spans import Span, join, scan

SIGNS = st.sampled_from(
    [
        *(b"@article{", b"@misc(", b"@string{", b"@comment{", b"@preamble{", b"@", b"{", b"}", b"(", b")"),
        *(b'"', b"#", b",", b"=", b"%", b"\n", b"\r\n", b"\r", b" ", b"\\", b"a", b"title", b"2020"),
        *(b"\xe9", b"\xef\xbb\xbf"),
    ]
)
BYTES = st.one_of(st.binary(), st.lists(SIGNS, max_size=60).map(b"".join))


def only(data: bytes) -> Span:
    (span,) = scan(data)
    return span


def shape(data: bytes) -> list[tuple[str, str]]:
    return [(span.kind, span.key or span.type) for span in scan(data) if span.raw.strip()]


@given(BYTES)
@example(b"@a{b,c={" * 50)
@example(b'\n@a{b,c="' * 50)
def test_any_bytes_come_back_as_they_were(data: bytes) -> None:
    spans = scan(data)
    assert join(spans) == data
    assert all(span.raw for span in spans)
    assert [span.start for span in spans] == [len(join(spans[:at])) for at in range(len(spans))]


@given(BYTES)
def test_every_field_lies_where_it_says(data: bytes) -> None:
    for span in scan(data):
        for field in span.fields:
            assert span.raw[field.value_start : field.end] == field.raw
            assert (
                data[span.start + field.start :].startswith(field.name.encode("utf-8"))
                or "\ufffd" in field.name
            )
        if span.key and "\ufffd" not in span.key:
            assert data[span.key_start :].startswith(span.key.encode())


@given(BYTES)
def test_an_entry_read_alone_is_the_same_entry(data: bytes) -> None:
    for span in scan(data):
        if span.kind in ("entry", "string"):
            (alone,) = scan(span.raw)
            assert (alone.kind, alone.type, alone.key, alone.fields) == (
                span.kind,
                span.type,
                span.key,
                span.fields,
            )


@pytest.mark.parametrize(
    ("data", "fields"),
    [
        (b"@misc{a, title = {One {Two} \\{x\\}}, year = 2020}", ["title={One {Two} \\{x\\}}", "year=2020"]),
        (b'@misc{a, title = "One {"} Two" # and # {x},}', ['title="One {"} Two" # and # {x}']),
        (b"@MISC (a , Title={x} )", ["Title={x}"]),
        (b"@misc{a\n, title={x}\n, note={y}\n}", ["title={x}", "note={y}"]),
        (b"@misc{a, % why, {not}\n  title = {x}, % so\n  % year = 1\n}", ["title={x}"]),
        (b"@misc{a, title = {50% {of} it\n}}", ["title={50% {of} it\n}"]),
        (b"@misc{a, t=" + b"{" * 40 + b"}" * 40 + b", year=1}", ["t=" + "{" * 40 + "}" * 40, "year=1"]),
        (b"@misc{a, t=\"" + b"{" * 40 + b"}" * 40 + b'"}', ['t="' + "{" * 40 + "}" * 40 + '"']),
        (b"@misc{a, title={x}, title={y}}", ["title={x}", "title={y}"]),
        (b"@misc{a}", []),
        (b"@misc{a,}", []),
    ],
)  # fmt: skip
def test_fields_are_found_as_bibtex_finds_them(data: bytes, fields: list[str]) -> None:
    span = only(data)
    assert span.kind == "entry"
    assert [f"{field.name}={field.raw.decode()}" for field in span.fields] == fields


@pytest.mark.parametrize(
    ("data", "problem", "place"),
    [
        (b"@misc{a,\n title = {x}\n year = 1\n}", "a comma is missing after the field 'title'", "3:2"),
        (b"@misc{title = {x}}", "no comma comes after the citation key", "1:13"),
        (b"@misc{{x}}", "the citation key is missing", "1:7"),
        (b"@misc{a,\n title = {x\n", "the value of the field 'title' has no end", "2:10"),
        (b"\n@misc{a,\n title = {x}\n", "its closing brace is missing", "2:1"),
        (b"@misc{a, title = , year = 1}", "the value of the field 'title' is missing", "1:18"),
        (b"@misc{a, title}", "no field of the form name = {value} begins here", "1:10"),
        (b"@comment{jabref-meta: {", "its closing brace is missing", "1:1"),
    ],
)
def test_what_cannot_be_read_is_kept_and_told_by_its_place(data: bytes, problem: str, place: str) -> None:
    (span,) = (span for span in scan(data) if span.kind != "text")
    assert span.kind == "broken"
    assert span.problem is not None
    assert span.problem.text == problem
    assert str(Places(data).at(span.problem.at)) == place


def test_a_broken_entry_takes_no_other_with_it() -> None:
    good = b"@misc{b, title = {y}}\n"
    for bad in (
        b"@misc{a, title = {x\n",
        b'@misc{a, title = "x\n',
        b"@misc{a, x}\n",
        b"@misc{a, title={x} year=1} ",
    ):
        assert shape(b"@misc{z}\n" + bad + good) == [("entry", "z"), ("broken", "a"), ("entry", "b")]


def test_what_a_broken_entry_does_say_can_be_read() -> None:
    (span,) = scan(b"@misc{a,\n eprint = {2501.00001}\n title = {x}\n}")
    assert (span.kind, span.key) == ("broken", "a")
    assert [field.raw for field in span.fields] == [b"{2501.00001}"]


def test_everything_beside_entries_is_told_apart() -> None:
    data = b"""\xef\xbb\xbf% a list @misc{not, an = {entry}}
Mail to someone@example.org (or not).
@string{acl = "ACL" # { proc}, x = 1}
@PREAMBLE{ "\\newcommand{\\x}{y}" # acl }
@preamble("a" # b)
@comment{jabref-meta: grouping:{x};}
@comment nothing
@misc{a, title = {x}} and then
"""
    assert [kind for kind, _ in shape(data)] == [
        *("text", "string", "preamble", "preamble", "comment", "text", "entry", "text")
    ]
    assert [field.name for span in scan(data) for field in span.fields] == ["acl", "x", "title"]


def test_thousands_of_unclosed_entries_take_no_quadratic_time() -> None:
    data = b"@misc{a,\n title = {x\n" * 20_000
    assert len(scan(data)) == 20_000


def test_columns_count_characters_and_lines_end_in_any_way() -> None:
    data = "\ufeffé@misc{a,\r\n é\rü x}\n".encode()
    assert str(Places(data).at(data.index(b"@"))) == "1:2"
    assert str(Places(data).at(data.index(b"x"))) == "3:3"
