"""`--lock` gives the same bytes without a catalogue; `--locked` changes nothing, and says what would."""

import re
from pathlib import Path

import pytest
from command import ADAM, ATTENTION, SHARED_TITLE, UNKNOWN, Command, write_list

LOCK = Path("papers2bib.lock")
WITH = ("list.txt", "--offline", "--lock", LOCK)


@pytest.fixture
def locked(command: Command) -> Command:
    """A first run that made refs.bib and the lock."""
    write_list(ADAM, ATTENTION, UNKNOWN)
    assert command(*WITH, "--into", "refs.bib").status == 1
    return command


def test_the_same_lists_give_the_same_bytes_whatever_the_catalogue_knows(
    locked: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = LOCK.read_bytes(), LOCK.stat().st_mtime_ns
    plain = locked("list.txt", "--offline")
    monkeypatch.delenv("PAPERS2BIB_CATALOGUE")
    found = locked(*WITH, "--locked")
    assert (found.out, found.status) == (plain.out, 1)
    assert "3 listings in 1 file: 2 matched, 0 ambiguous, 1 missing, 0 unanswered" in found.err
    assert locked("list.txt", "--offline", "--sources", "arxiv", "--lock", LOCK).out == plain.out
    assert (LOCK.read_bytes(), LOCK.stat().st_mtime_ns) == before


def test_a_decision_settles_a_listing_in_the_lock(locked: Command) -> None:
    Path("choices.jsonl").write_text(f'{{"title": "{UNKNOWN}", "choose": "none"}}\n', encoding="utf-8")
    assert locked(*WITH, "--into", "refs.bib", "--decisions", "choices.jsonl").status == 0
    assert b'"decided": true' in LOCK.read_bytes()
    found = locked(*WITH, "--into", "refs.bib", "--locked")
    assert (found.status, "2 there already" in found.err) == (0, True)


def test_a_listing_that_is_not_locked_is_told_in_one_line(locked: Command) -> None:
    write_list(ADAM, SHARED_TITLE)
    before = LOCK.read_bytes(), Path("refs.bib").read_bytes()
    found = locked(*WITH, "--into", "refs.bib", "--locked")
    assert (found.status, found.out) == (1, b"")
    assert found.err.splitlines() == [
        f"papers2bib: list.txt:2: {SHARED_TITLE}: papers2bib.lock has not got it as it stands there:"
        " run without --locked"
    ]
    assert (LOCK.read_bytes(), Path("refs.bib").read_bytes()) == before


@pytest.mark.parametrize(
    ("titles", "changed"), [((ADAM,), str(LOCK)), ((ADAM, ATTENTION, UNKNOWN), "refs.bib")]
)
@pytest.mark.parametrize("option", ["--into", "-o"])
def test_a_file_that_would_change_is_named_and_left(
    locked: Command, titles: tuple[str, ...], changed: str, option: str
) -> None:
    write_list(*titles)
    bib = Path("refs.bib")
    bib.write_bytes(bib.read_bytes()[:-20] if changed == "refs.bib" else bib.read_bytes())
    before = LOCK.read_bytes(), bib.read_bytes()
    if (option, changed) == ("--into", "refs.bib"):
        bib.write_bytes(b"")
        before = before[0], b""
    found = locked(*WITH, option, "refs.bib", "--locked", "--quiet")
    assert found.status == 1
    assert f"papers2bib: {changed}: would change, and --locked forbids it: run without --locked" in found.err
    assert (LOCK.read_bytes(), bib.read_bytes()) == before


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("--locked",), 2, "--locked goes by a lock"),
        (("--locked", "--lock", "none.lock"), 1, "none.lock: is not there"),
        (("--lock", "list.txt"), 2, "list.txt: is no lock of papers2bib"),
        (("--lock", "a.bib", "-o", "a.bib"), 2, "a.bib: named twice"),
    ],
)
def test_wrong_usage_is_told_and_nothing_is_written(
    command: Command, arguments: tuple[str, ...], status: int, said: str
) -> None:
    list_ = write_list(ADAM)
    before = list_.read_bytes()
    found = command("list.txt", "--offline", *arguments)
    assert found.status == status
    assert said in found.err
    assert len(found.err.splitlines()) == 1
    assert [one.name for one in Path().iterdir()] == ["list.txt"]
    assert list_.read_bytes() == before


def without(name: str, *, empty: bool = False) -> bytes:
    """What refs.bib says, the field taken out of the entry of ATTENTION by hand, or emptied."""
    text = Path("refs.bib").read_bytes()
    at = text.index(b"{vaswani2017attention,")
    put = rb"\g<1>{},\n" if empty else b""
    after = re.sub(rb"(  %s = )\{.*\},\n" % name.encode(), put, text[at:], count=1)
    assert after != text[at:]
    Path("refs.bib").write_bytes(text[:at] + after)
    return text[:at] + after


@pytest.mark.parametrize("empty", [False, True])
@pytest.mark.parametrize("options", [(), ("--refresh",)])
def test_a_field_that_was_taken_out_stays_out(locked: Command, options: tuple[str, ...], empty: bool) -> None:
    before = without("url", empty=empty)
    online = () if options else ("--offline",)
    again = (
        "list.txt",
        *online,
        "--sources",
        "catalogue",
        "--lock",
        LOCK,
        "--into",
        "refs.bib",
        "--fill",
        *options,
    )
    assert "0 completed" in locked(*again).err
    assert Path("refs.bib").read_bytes() == before
    assert locked("list.txt", "--offline", "--into", "refs.bib", "--fill").status == 1
    assert b"vaswani2017attention,\n" in Path("refs.bib").read_bytes() != before


def test_a_field_that_was_filled_in_and_taken_out_stays_out(command: Command) -> None:
    write_list(ATTENTION)
    Path("refs.bib").write_text(
        f"@misc{{vaswani2017attention,\n  title = {{{ATTENTION}}},\n", encoding="utf-8"
    )
    with Path("refs.bib").open("a", encoding="utf-8") as file:
        file.write("  eprint = {1706.03762},\n}\n")
    fill = (*WITH, "--into", "refs.bib", "--fill")
    assert "1 completed" in command(*fill).err
    assert b'"written": ["archiveprefix", "author", "primaryclass", "url", "year"]' in LOCK.read_bytes()
    before = without("primaryclass")
    assert "0 completed" in command(*fill).err
    assert command(*fill, "--locked").status == 0
    assert Path("refs.bib").read_bytes() == before
    LOCK.write_bytes(LOCK.read_bytes().replace(b'"primaryclass", "url"', b'"url"'))
    assert "1 completed" in command(*fill).err
    assert b"primaryclass = {cs.CL}" in Path("refs.bib").read_bytes()


def test_a_diff_leaves_the_lock_alone(locked: Command) -> None:
    before = without("url"), LOCK.read_bytes()
    write_list(ADAM, ATTENTION, UNKNOWN, "GAIA: a benchmark for General AI Assistants")
    done = locked(*WITH, "--into", "refs.bib", "--fill", "--diff")
    assert b"+@misc{mialon2023gaia," in done.out
    assert b"+  url = {https://arxiv.org/abs/1706.03762}" not in done.out
    assert (Path("refs.bib").read_bytes(), LOCK.read_bytes()) == before
