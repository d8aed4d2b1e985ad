"""Which entries of a file are known to be of a paper, and what is written where."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papers2bib.bibfile.spans import scan
from papers2bib.errors import TargetError
from papers2bib.ids import PaperId
from papers2bib.living.difference import unified
from papers2bib.living.growing import LivingTarget
from papers2bib.model import Date, Listing, Paper, Reference
from papers2bib.targets.bibtex import BibtexTarget

PAPER = Paper(
    source="arxiv",
    title="Gardens of Forking Proofs: A Study",
    ids=(PaperId("arxiv", "2501.00001"), PaperId("doi", "10.5555/x_y")),
    authors=("Ada Lovelace", "Kurt Gödel", "Emmy Noether"),
    published=Date(2025, 1, 2),
)
SIGNS = st.sampled_from(
    [
        *(b"@article{", b"@misc(", b"@string{", b"@comment{", b"@preamble{", b"@", b"{", b"}", b"(", b")"),
        *(b'"', b"#", b",", b"=", b"%", b"\n", b"\r\n", b"\r", b" ", b"\\", b"a", b"title", b"2020"),
        *(b"\xe9", b"\xef\xbb\xbf", b"@misc{a, title = {x}}", b"@misc{a, title = {x"),
    ]
)
BYTES = st.lists(SIGNS, max_size=40).map(b"".join)
ENTRY = b"@misc{own,\n  title = {Gardens of Forking Proofs: A Study},\n  %s\n}\n"


def grown(data: bytes, reference: Reference, *, fill: bool = False) -> tuple[bytes, LivingTarget, list[str]]:
    target = LivingTarget("refs.bib", data, BibtexTarget(), fill=fill)
    written = list(target.write([reference]))
    return target.result(), target, [warning for one in written for warning in one.warnings]


@pytest.mark.parametrize(
    "said",
    [
        b"eprint = {2501.00001v3}",
        b"EPRINT = {arXiv:2501.00001}",
        b"doi = {10.5555/X\\_Y}",
        b"url = {https://doi.org/10.5555/x_y}",
        b'author = "Lovelace, A. and G{\\"o}del, K. and Noether, E."',
    ],
)
def test_an_entry_of_the_paper_is_known(said: bytes) -> None:
    data = ENTRY % said
    assert grown(data, Reference(PAPER))[0] == data


def test_an_entry_under_the_listed_key_is_known() -> None:
    data = b"@misc{own, title = {Gardens of forking proofs}, author = {Lovelace, Ada}}\n"
    reference = Reference(PAPER, (Listing(PAPER.title, "a.bib:1", key="own"),))
    assert grown(data, reference)[0] == data


@pytest.mark.parametrize(
    "data",
    [
        b"@misc{own, title = {Of Something Else}, author = {Doe, Jane}, eprint = {2501.00001}}\n",
        b"@misc{own, title = {Of Something Else}, author = {Doe, Jane}, note = {see arXiv:2501.00001}}\n",
        b"@misc{own, title = {Gardens of Forking Proofs: A Study}, author = {Doe, Jane and Roe, R.}}\n",
    ],
)
def test_an_entry_of_other_people_is_not_taken_for_it(data: bytes) -> None:
    after, target, _ = grown(data, Reference(PAPER))
    assert after.startswith(data)
    assert target.count["added"] == 1


def test_a_shared_id_with_another_title_is_warned_of() -> None:
    data = b"\n@misc{own, title = {Of Something Else}, author = {Doe, Jane}, eprint = {2501.00001}}\n"
    _, _, warnings = grown(data, Reference(PAPER))
    assert any("refs.bib, line 2 (own) may be the same paper" in one for one in warnings)


def test_a_key_that_is_taken_stays_and_the_new_one_gets_a_letter() -> None:
    data = b"% @misc{Lovelace2025gardens,\n"
    after, _, _ = grown(data, Reference(PAPER))
    assert b"@misc{lovelace2025gardensa," in after
    other = replace(PAPER, title="Gardens without Proofs", ids=(PaperId("arxiv", "2502.00002"),))
    assert b"@misc{lovelace2025gardensb," in grown(after, Reference(other))[0]


def test_filling_overwrites_nothing_and_keeps_to_the_publication() -> None:
    data = ENTRY % b"eprint = {2501.00001},\n  author = {Somebody, Else and Lovelace, A.},\n  year = {},"
    published = replace(PAPER, kind="article", venue="Annals", pages="1-9", issued=Date(2026))
    after, target, _ = grown(data, Reference(published), fill=True)
    assert target.count["filled"] == 1
    assert b"author = {Somebody, Else and Lovelace, A.}" in after
    assert b"archiveprefix = {arXiv}" in after
    assert b"url = {https://arxiv.org/abs/2501.00001}" in after
    for word in (b"journal", b"pages", b"2026", b"10.5555"):
        assert word not in after


def test_what_is_not_utf_8_gets_entries_in_ascii() -> None:
    data = b"% caf\xe9\n"
    target = LivingTarget("refs.bib", data, BibtexTarget(utf8=True))
    list(target.write([Reference(PAPER)]))
    assert target.result().removeprefix(data).isascii()
    with pytest.raises(TargetError, match="UTF-16"):
        LivingTarget("refs.bib", "x".encode("utf-16"), BibtexTarget())


def test_broken_entries_are_named_by_their_lines() -> None:
    _, target, _ = grown(b"\n@misc{bad,\n  title = {x}\n  year = 1\n}\n", Reference(PAPER))
    assert target.problems == ["refs.bib:4: @misc{bad: a comma is missing after the field 'title'"]


def test_a_diff_counts_lines_from_the_start_of_the_file() -> None:
    old = b"".join(b"%d\n" % at for at in range(1, 101))
    new = old.replace(b"\n50\n", b"\n50\nnew\n") + b"end"
    assert unified(old, old, "a") == b""
    assert unified(old, new, "a") == (
        b"--- a\n+++ a\n@@ -48,6 +48,7 @@\n 48\n 49\n 50\n+new\n 51\n 52\n 53\n"
        b"@@ -98,3 +99,4 @@\n 98\n 99\n 100\n+end\n\\ No newline at end of file\n"
    )


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        (b"", b"@misc{bad, title = {x"),
        (b"\xef\xbb\xbf", b"@misc{bad, title = {x"),
        (b"% mine\n", b"  @misc{bad, title = {x"),
        (b"", b"@misc{a, title = {y}} @misc{bad, title = {x"),
        (b"@misc{a, title = {y}}\n", b'@misc{bad, title = "x'),
        (b"@misc{a, title = {y}}\n", b"@misc(bad, title = {x},"),
        (b"@misc{a, title = {y}}\n", b"@misc{bad, title = a # {x"),
        (b"@misc{a, title = {y}}\n", b"@preamble{ {x} "),
        (b"@misc{a, title = {y}}\n", b'@preamble( "x" # '),
        (b"@misc{a, title = {y}}\n", b"@misc{b, title = {y},\n\n@misc{bad, title = {x"),
        (b"@misc{a, title = {y}}\n", b"@misc{bad, title = {x,\n\n@misc{b, title = {z}}\n"),
    ],
)
def test_a_new_entry_goes_before_one_that_is_open_to_the_end(before: bytes, behind: bytes) -> None:
    after, target, _ = grown(before + behind, Reference(PAPER))
    assert after.startswith(before)
    assert after.endswith(b"}\n\n" + behind)
    assert after.removeprefix(before).lstrip().startswith(b"@misc{lovelace2025gardens,")
    [told] = [one for one in target.problems if "stand before it" in one]
    assert told.endswith(
        ": close it, for all behind it is taken for a part of it (new entries stand before it)"
    )


@pytest.mark.parametrize(
    "data",
    [
        b"@misc{bad, title = {x} year = 1}\n",
        b'@misc{bad, title = "x, year = 1}\n',
        b"@misc{bad, title = {x}\n}}\n",
        b"@misc{bad, title = , year = {1}}\n",
        b"@preamble( {x} {y} )\n",
        b"@misc{bad, title = {x,\n}\n\n@misc{b, title = {z}}\n",
    ],
)
def test_behind_any_other_broken_entry_it_goes_to_the_end(data: bytes) -> None:
    after, target, _ = grown(data, Reference(PAPER))
    assert after.startswith(data)
    assert not any("part of it" in one for one in target.problems)


def test_nothing_is_said_of_new_entries_where_there_are_none() -> None:
    data = ENTRY % b"eprint = {2501.00001}" + b"@misc{bad, title = {x"
    after, target, _ = grown(data, Reference(PAPER))
    assert after == data
    assert target.problems == [
        "refs.bib:5: @misc{bad: the value of the field 'title' has no end:"
        " close it, for all behind it is taken for a part of it"
    ]


def test_blanks_on_the_last_line_are_not_gone_on_with() -> None:
    data = b"@misc{a, title = {y}}\n\n\n  "
    assert grown(data, Reference(PAPER))[0].startswith(data + b"\n@misc{")


@given(BYTES)
def test_whatever_the_bytes_are_a_new_entry_is_put_in_whole_and_found_again(data: bytes) -> None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return
    after, _, _ = grown(data, Reference(PAPER))
    new = next(span for span in scan(after) if span.key.startswith("lovelace2025gardens"))
    assert new.kind == "entry"
    head, tail = after[: new.start], after[new.end :]
    assert data.startswith(head.rstrip(b" \t\r\n"))
    assert data.endswith(tail.lstrip(b" \t\r\n"))
    assert len(head) + len(tail) <= len(data) + 8
    again, second, _ = grown(after, Reference(PAPER))
    assert second.count == {"known": 1}
    assert again == after
