# ruff: noqa: E501  # the bytes of a file read best on one line
"""Files as people, co-authors and tools leave them: a run changes what it is to change, and not a byte else.

Each file has the entry of "Attention Is All You Need" under a key of its own, in one corner of the format.
"""

from difflib import diff_bytes, unified_diff
from itertools import takewhile
from pathlib import Path

import pytest
from command import ADAM, ATTENTION, Command, write_list
from typesetting import found, need_tex

from papers2bib.bibfile.edit import set_field
from papers2bib.bibfile.spans import Span, join, scan
from papers2bib.living.entries import Entries
from papers2bib.mending.editing import without_field
from papers2bib.titles import title_key

CLASS = ("primaryclass", "eprintclass")

ENTRY = b"@misc{mine,\n  title = {Attention Is All You Need},\n  eprint = {1706.03762},\n}\n"
TITLE = b"title = {Attention Is All You Need}"
AUTHORS = b"author = {Vaswani, Ashish and Shazeer, Noam and Parmar, Niki and Uszkoreit, Jakob}"
NASTY: dict[str, bytes] = {
    "empty_line_first": b"\n\n" + ENTRY,
    "no_line_at_the_end": ENTRY.rstrip(),
    "many_lines_at_the_end": ENTRY + b"\n\n\n",
    "blanks_at_the_end": ENTRY + b"   \n\t\n  ",
    "crlf": ENTRY.replace(b"\n", b"\r\n"),
    "cr": ENTRY.replace(b"\n", b"\r"),
    "mixed_line_ends": ENTRY.replace(b"\n", b"\r\n", 2),
    "byte_order_mark": b"\xef\xbb\xbf" + ENTRY,
    "latin_1": b"% caf\xe9\n" + ENTRY,
    "latin_1_in_a_field": b"@book{b, author = {M\xfcller}, title = {\xdcber}}\n" + ENTRY,
    "utf_8": "@book{b, author = {Müller}, title = {论文}}\n".encode() + ENTRY,
    "nul_and_controls": b"\x00\x01\x1b[31m\n" + ENTRY,
    "tabs": ENTRY.replace(b"  ", b"\t"),
    "one_line": b"@misc{mine, " + TITLE + b", eprint = {1706.03762}}\n",
    "one_line_final_comma": b"@misc{mine, " + TITLE + b", eprint = {1706.03762},}\n",
    "no_blanks": b"@misc{mine," + TITLE.replace(b" = ", b"=") + b",eprint={1706.03762}}",
    "no_final_comma": ENTRY.replace(b"},\n}", b"}\n}"),
    "brace_behind_last_field": ENTRY.replace(b",\n}", b"}"),
    "commas_first": b"@misc{mine\n, " + TITLE + b"\n, eprint = {1706.03762}\n}\n",
    "columns": b"@misc{mine,\n  title  = {Attention Is All You Need},\n  eprint = {1706.03762},\n}\n",
    "quotes": ENTRY.replace(b"{Att", b'"Att').replace(b"Need}", b'Need"').replace(b"{1706.03762}", b'"1706.03762"'),
    "quotes_in_braces": ENTRY.replace(b"eprint", b'note = {so "called" it},\n  eprint'),
    "braces_in_quotes": ENTRY.replace(b"eprint", b'note = "so {"}called{"} it",\n  eprint'),
    "nested_braces": ENTRY.replace(b"{Attention Is All You Need}", b"{{Attention} {{Is}} {A}ll {Y}ou {{{Need}}}}"),
    "deeply_nested": b"@misc{x, note = " + b"{" * 60 + b"}" * 60 + b"}\n" + ENTRY,
    "escaped_braces": ENTRY.replace(b"eprint", b"note = {a \\{ and \\} b},\n  eprint"),
    "parentheses": b"@misc(mine,\n  " + TITLE + b",\n  eprint = {1706.03762},\n)\n",
    "parentheses_in_braces": ENTRY.replace(b"eprint", b"note = {a) b( c},\n  eprint"),
    "capitals": ENTRY.replace(b"@misc", b"@MISC").replace(b"title", b"TITLE").replace(b"eprint", b"EPRINT"),
    "blanks_around_the_key": ENTRY.replace(b"@misc{mine,", b"@misc {  mine  ,"),
    "line_before_the_brace": ENTRY.replace(b"@misc{", b"@misc\n{"),
    "blank_after_at": ENTRY.replace(b"@misc", b"@ misc"),
    "odd_key": ENTRY.replace(b"mine", b"DBLP:conf/nips/Vaswani+17"),
    "key_of_other_letters": ENTRY.replace(b"mine", "schlüssel_é".encode()),
    "key_in_capitals": ENTRY.replace(b"mine", b"MINE"),
    "values_on_next_lines": ENTRY.replace(b" = {", b"\n    =\n    {"),
    "title_over_lines": ENTRY.replace(b"Attention Is", b"Attention\n           Is"),
    "number_without_braces": ENTRY.replace(b"eprint", b"volume = 30,\n  eprint"),
    "month_macro": ENTRY.replace(b"eprint", b"month = jun,\n  eprint"),
    "concatenation": ENTRY.replace(b"{1706.03762}", b'"1706" # {.} # "03762"').replace(b"eprint", AUTHORS + b",\n  eprint"),
    "string_chain": b'@string{a = "Attention Is"}\n@string{b = a # { All You Need}}\n'
    + ENTRY.replace(b"{Attention Is All You Need}", b"b"),
    "string_in_parentheses": b'@STRING(nips = "NeurIPS")\n' + ENTRY.replace(b"eprint", b"journal = nips,\n  eprint"),
    "unknown_macro": ENTRY.replace(b"eprint", b"journal = nowhere # {x},\n  eprint"),
    "preamble": b'@preamble{ "\\newcommand{\\x}{y}" # "z" }\n' + ENTRY,
    "comment_entry": b"@comment{@misc{not, title={Adam}}}\n" + ENTRY,
    "comment_without_braces": b"@comment this is one\n" + ENTRY,
    "text_between": b"Some words, me@example.org, 50% {of} them.\n" + ENTRY + b"And more.\n",
    "commented_out": b"% @misc{old,\n%   title = {x},\n% }\n" + ENTRY,
    "comments_between_fields": ENTRY.replace(b"  eprint", b"  % a remark, with {\n  eprint"),
    "comment_behind_a_field": ENTRY.replace(b"Need},", b"Need}, % why, {not}"),
    "duplicate_keys": b"@misc{twice, title={a}}\n@misc{twice, title={b}}\n" + ENTRY,
    "duplicate_fields": ENTRY.replace(b"eprint", b"note = {a},\n  note = {b},\n  eprint"),
    "duplicate_paper": ENTRY + ENTRY.replace(b"mine", b"again"),
    "empty_fields": ENTRY.replace(b"eprint", b"note = {},\n  volume = \"\",\n  eprint"),
    "missing_comma": b"@misc{bad,\n  title = {x}\n  year = 1\n}\n" + ENTRY,
    "missing_brace": b"@misc{bad,\n  title = {x,\n  year = 1\n\n" + ENTRY,
    "missing_quote": b'@misc{bad,\n  title = "x,\n  year = 1\n}\n' + ENTRY,
    "missing_key": b"@misc{title = {x}, year = 1}\n" + ENTRY,
    "missing_value": b"@misc{bad, title = , year = 1}\n" + ENTRY,
    "brace_too_many": b"@misc{good, title = {x}}}\n}\n" + ENTRY,
    "cut_off_at_the_end": ENTRY + b"\n@misc{bad,\n  title = {x",
    "bare_at": b"@\n@ @@ {@}\n" + ENTRY,
    "key_with_blanks": b"@misc{two words, title = {x}}\n" + ENTRY,
    "jabref": b"% Encoding: UTF-8\n\n" + ENTRY + b"\n@Comment{jabref-meta: databaseType:bibtex;}\n\n@Comment{jabref-meta:"
    b" grouping:\n0 AllEntriesGroup:;\n1 StaticGroup:Read\\;0\\;1\\;0x8a8a8aff\\;\\;\\;;\n}\n",
    "better_bibtex": b"@comment{better-bibtex: {\"exportCharset\": \"UTF-8\"}}\n"
    + ENTRY.replace(b"eprint", b"file = {A:/x/A\\;B.pdf:application/pdf},\n  keywords = {a,b},\n  eprint"),
    "bibdesk": b"%% Created for me\n\n" + ENTRY + b"@comment{BibDesk Static Groups{\n<?xml version=\"1.0\"?>\n}}\n",
    "biblatex": b"@online{mine,\n  " + TITLE + b",\n  eprinttype = {arxiv},\n  eprint = {1706.03762v5},\n  date = {2017-06},\n}\n",
    "doi_of_arxiv": ENTRY.replace(b"eprint = {1706.03762}", b"doi = {10.48550/arXiv.1706.03762}"),
    "id_in_the_url": ENTRY.replace(b"eprint = {1706.03762}", b"url = {https://arxiv.org/pdf/1706.03762v2.pdf}"),
    "id_in_the_journal": ENTRY.replace(b"eprint = {1706.03762}", b"journal = {arXiv preprint arXiv:1706.03762}"),
    "title_and_authors_alone": ENTRY.replace(b"eprint = {1706.03762}", AUTHORS),
    "megabyte": ENTRY.replace(b"eprint", b"abstract = {" + b"lorem {ipsum} " * 80_000 + b"},\n  eprint"),
    "megabyte_broken": ENTRY + b"@misc{bad, abstract = {" + b"lorem {ipsum} " * 80_000,
}  # fmt: skip
"""Name → bytes."""


@pytest.fixture(params=NASTY, ids=str)
def nasty(request: pytest.FixtureRequest, command: Command) -> Path:
    path = Path("refs.bib")
    path.write_bytes(NASTY[request.param])
    return path


def changes(before: bytes, after: bytes) -> tuple[list[bytes], list[bytes]]:
    """The lines that went and those that came, without their ends."""
    lines = list(diff_bytes(unified_diff, before.splitlines(), after.splitlines(), lineterm=b""))[2:]
    return [line[1:] for line in lines if line[:1] == b"-"], [line[1:] for line in lines if line[:1] == b"+"]


def is_inserted(before: bytes, after: bytes) -> bool:
    """Whether all bytes of a file are there as before, with others put in at one place."""
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False))
    return len(after) > len(before) and after.endswith(before[sum(1 for _ in alike) :])


def entry_of_mine(data: bytes) -> tuple[list[Span], int]:
    """The spans of a file, and which one is the first entry of "Attention Is All You Need"."""
    entries = Entries(data)
    key = title_key(ATTENTION)
    numbers = (at for at in range(len(entries.own)) if title_key(entries.texts(at).get("title", "")) == key)
    return list(entries.spans), entries.spans.index(entries.own[next(numbers)])


def is_on_one_line(entry: Span) -> bool:
    """Whether any change to the entry changes the line on which all of it stands."""
    return len(entry.raw.splitlines()) == 1


def test_there_are_enough_of_them() -> None:
    assert len(NASTY) >= 60
    assert len(set(NASTY.values())) == len(NASTY)


def test_a_run_without_anything_new_changes_nothing(nasty: Path, command: Command) -> None:
    before, stamp = nasty.read_bytes(), nasty.stat().st_mtime_ns
    done = command(write_list(ATTENTION), "--offline", "--into", nasty)
    assert done.status == 0, done.err
    assert "0 added, 1 there already" in done.err
    assert nasty.read_bytes() == before
    assert nasty.stat().st_mtime_ns == stamp


def test_a_new_entry_changes_only_lines_that_it_adds(nasty: Path, command: Command) -> None:
    before = nasty.read_bytes()
    done = command(write_list(ATTENTION, ADAM), "--offline", "--into", nasty)
    assert "1 added, 1 there already" in done.err
    after = nasty.read_bytes()
    gone, come = changes(before, after)
    assert gone == []
    assert sum(line.startswith(b"@") for line in come) == 1
    assert b"@misc{kingma2014adam," in come
    assert is_inserted(before, after)
    assert command("list.txt", "--offline", "--into", nasty).status == 0
    assert nasty.read_bytes() == after


def test_a_new_entry_stands_at_the_end_unless_it_would_be_lost_there(nasty: Path, command: Command) -> None:
    before = nasty.read_bytes()
    done = command(write_list(ADAM), "--offline", "--into", nasty)
    told = [line for line in done.err.splitlines() if "new entries stand before it" in line]
    after = nasty.read_bytes()
    assert after.startswith(before) is not bool(told)
    if told:
        [problem] = [span.problem for span in scan(before) if span.problem]
        line = before[: problem.at].count(b"\n") + 1
        assert told[0].startswith(f"refs.bib:{line}: @misc{{bad: the value of the field")
        start = next(span.start for span in scan(after) if span.problem and span.problem.swallows)
        assert after.index(b"kingma2014adam") < start


@pytest.mark.tex
def test_bibtex_finds_the_new_entry(nasty: Path, command: Command) -> None:
    need_tex()
    command(write_list(ADAM), "--offline", "--into", nasty)
    assert found(Path(), "kingma2014adam")


def test_filling_one_field_that_is_not_there_changes_one_line(nasty: Path, command: Command) -> None:
    command(write_list(ATTENTION), "--offline", "--into", nasty, "--fill")
    spans, at = entry_of_mine(nasty.read_bytes())
    spans[at] = without_field(
        spans[at], next(one.name for one in spans[at].fields if one.name.lower() in CLASS)
    )
    before = join(spans)
    nasty.write_bytes(before)
    assert command("list.txt", "--offline", "--into", nasty, "--fill").status == 0
    gone, come = changes(before, nasty.read_bytes())
    assert len(come) == 1
    assert b"cs.CL" in come[0]
    assert is_inserted(before, nasty.read_bytes())
    assert len(gone) == is_on_one_line(spans[at])


def test_filling_one_empty_field_changes_its_line(nasty: Path, command: Command) -> None:
    command(write_list(ATTENTION), "--offline", "--into", nasty, "--fill")
    full = nasty.read_bytes()
    spans, at = entry_of_mine(full)
    field = next(one for one in spans[at].fields if one.name.lower() in CLASS)
    spans[at] = set_field(spans[at], field.name, b"{}")
    before = join(spans)
    nasty.write_bytes(before)
    assert command("list.txt", "--offline", "--into", nasty, "--fill").status == 0
    assert nasty.read_bytes() == full
    gone, come = changes(before, full)
    assert (len(gone), len(come)) == (1, 1)


def test_filling_adds_lines_and_takes_none(nasty: Path, command: Command) -> None:
    before = nasty.read_bytes()
    assert command(write_list(ATTENTION), "--offline", "--into", nasty, "--fill").status == 0
    after = nasty.read_bytes()
    gone, come = changes(before, after)
    assert come
    assert is_inserted(before, after)
    spans, at = entry_of_mine(before)
    assert len(gone) == is_on_one_line(spans[at])
    assert command("list.txt", "--offline", "--into", nasty, "--fill").status == 0
    assert nasty.read_bytes() == after
