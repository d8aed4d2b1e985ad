"""The verbs `cite` and `tex`: one reference, its key, or entries for ids that a text cites."""

from pathlib import Path

import pytest
from command import ATTENTION, SHARED_TITLE, UNKNOWN, Command

OTHERS = "% mine\r\n@misc{x, title = {X}}"


@pytest.mark.parametrize("wanted", ["1706.03762", "https://arxiv.org/abs/1706.03762v5", ATTENTION.lower()])
def test_a_title_or_an_id_gives_a_reference(command: Command, wanted: str) -> None:
    done = command("cite", wanted)
    assert done.status == 0
    assert done.out.startswith(b"@misc{vaswani2017attention,\n")


def test_the_key_of_what_was_added_is_printed_and_all_else_stays(command: Command) -> None:
    Path("refs.bib").write_bytes(OTHERS.encode())
    done = command("cite", "1706.03762", "--into", "refs.bib")
    assert done.out == b"vaswani2017attention\n"
    assert (
        Path("refs.bib").read_bytes().startswith(OTHERS.encode() + b"\r\n\r\n@misc{vaswani2017attention,\r\n")
    )


def test_a_paper_that_is_there_is_not_added_again(command: Command) -> None:
    text = f"@article{{mine, title={{{ATTENTION}}}, author={{Vaswani, A. and others}}}}\n"
    Path("refs.bib").write_text(text, encoding="utf-8")
    assert command("cite", "1706.03762", "--into", "refs.bib").out == b"mine\n"
    assert Path("refs.bib").read_text(encoding="utf-8") == text


def test_a_key_that_another_paper_has_gets_a_letter(command: Command) -> None:
    Path("refs.bib").write_text("@misc{Vaswani2017attention, title = {Other}}\n", encoding="utf-8")
    assert command("cite", "1706.03762", "--into", "refs.bib").out == b"vaswani2017attentiona\n"
    assert b"@misc{vaswani2017attentiona," in Path("refs.bib").read_bytes()


def test_a_paper_named_twice_is_one_entry_and_its_key_is_printed_for_both(command: Command) -> None:
    done = command("cite", "1706.03762", ATTENTION, "--into", "refs.bib")
    assert done.out == b"vaswani2017attention\n" * 2
    assert Path("refs.bib").read_bytes().count(b"@misc{") == 1


@pytest.mark.parametrize("verb", [("cite", "1706.03762"), ("tex", "main.tex")])
def test_an_entry_behind_one_that_never_ends_would_be_lost(command: Command, verb: tuple[str, str]) -> None:
    Path("main.tex").write_text("\\cite{arxiv:1706.03762}", encoding="utf-8")
    Path("refs.bib").write_bytes(b"% mine\n@misc{x,\n  title = {X\n")
    done = command(*verb, "--into", "refs.bib")
    assert "refs.bib:3: @misc{x: the value of the field 'title' has no end: close it" in done.err
    after = Path("refs.bib").read_bytes()
    assert after.startswith(b"% mine\n\n@misc{")
    assert after.endswith(b"1706.03762},\n}\n\n@misc{x,\n  title = {X\n")


@pytest.mark.parametrize(("wanted", "said"), [(UNKNOWN, "missing"), (SHARED_TITLE, "ambiguous")])
def test_what_is_not_found_or_not_certain_is_told(command: Command, wanted: str, said: str) -> None:
    done = command("cite", wanted, "--into", "refs.bib")
    assert (done.status, done.out, Path("refs.bib").exists()) == (1, b"", False)
    assert said in done.err


def test_ids_that_a_text_cites_become_entries_under_those_keys(command: Command) -> None:
    text = "\\cite{arxiv:1706.03762}\\citep{x,arXiv:1412.6980v2} \\cite{doi:10.1000/none}"
    Path("main.tex").write_text(text, encoding="utf-8")
    done = command("tex", "main.tex", "--into", "refs.bib")
    assert done.status == 1
    assert "doi:10.1000/none: not in the catalogue" in done.err
    made = Path("refs.bib").read_bytes()
    assert b"@misc{arxiv:1706.03762,\n" in made
    assert b"@misc{arXiv:1412.6980v2,\n" in made
    assert command("tex", "main.tex", "--into", "refs.bib").err.endswith(
        "0 added to refs.bib, 2 there before\n"
    )
    assert Path("refs.bib").read_bytes() == made
