"""The verbs on the Zotero that runs on this computer: without a key, with its person's leave to write."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from command import ADAM, ATTENTION, Command, write_list
from unreachable import nobody
from zotero_double import ZoteroDouble
from zotero_double.desktop import Desktop
from zotero_pushing import PLACE, tops
from zotero_surroundings import surrounded
from zotero_world import ADA, BOB


@pytest.fixture
def double(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, small_catalogue: Path) -> Iterator[ZoteroDouble]:
    """The double as a server, and everything that the command reads from its surroundings."""
    with surrounded(monkeypatch, tmp_path, small_catalogue) as made:
        yield made


@pytest.fixture
def desktop(double: ZoteroDouble, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desktop]:
    """Zotero as it runs on Ada's computer, and no key in her surroundings."""
    made = Desktop(double, ADA)
    with made.served() as url:
        monkeypatch.setenv("PAPERS2BIB_ZOTERO_LOCAL_URL", url)
        yield made


@pytest.mark.parametrize("whose", [("--user",), ("--group", "7")])
def test_the_running_zotero_gives_the_same_file(
    command: Command,
    double: ZoteroDouble,
    desktop: Desktop,
    monkeypatch: pytest.MonkeyPatch,
    whose: tuple[str, ...],
) -> None:
    write_list(ATTENTION, ADAM)
    command("zotero", "push", "list.txt", *whose, "--collection", "Reading")
    pulled = command("zotero", "pull", *whose, "--collection", "Reading")
    monkeypatch.delenv("ZOTERO_API_KEY")
    asked = len(double.requests)
    for said in (whose, () if whose == ("--user",) else whose):
        local = command("zotero", "pull", "--local", *said, "--collection", "Reading")
        assert (local.status, local.out) == (0, pulled.out)
    assert double.requests[asked:] == []
    assert {one.method for one in desktop.log} == {"GET"}
    assert not any("authorization" in one.headers for one in desktop.log)


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("closed", "is not running on this computer"),
        ("not permitted", "Allow other applications"),
        ("no group", "knows no such library"),
        ("no collection", "there is no collection Reading"),
    ],
)
def test_a_zotero_that_cannot_be_read_here_is_one_line(
    command: Command, desktop: Desktop, monkeypatch: pytest.MonkeyPatch, case: str, words: str
) -> None:
    desktop.enabled = case != "not permitted"
    whose = ("--group", "8") if case == "no group" else ()
    with nobody() as root:
        if case == "closed":
            monkeypatch.setenv("PAPERS2BIB_ZOTERO_LOCAL_URL", f"{root}/api")
        done = command("zotero", "pull", "--local", *whose, "--collection", "Reading")
    assert (done.status, done.out) == (1, b"")
    [line] = done.err.splitlines()
    assert line.startswith("papers2bib: Zotero: ")
    assert words in line


@pytest.fixture
def keyless(desktop: Desktop, monkeypatch: pytest.MonkeyPatch) -> Desktop:
    """The same where nothing of zotero.org is known."""
    monkeypatch.delenv("ZOTERO_API_KEY")
    return desktop


PUSH = ("zotero", "push", "list.txt", "--local", "--collection", "Reading")


@pytest.mark.parametrize(
    ("whose", "place"), [((), "users/1"), (("--user",), "users/1"), (("--group", "7"), PLACE)]
)
def test_a_push_asks_for_leave_once_and_for_no_key(
    command: Command, double: ZoteroDouble, keyless: Desktop, whose: tuple[str, ...], place: str
) -> None:
    write_list(ATTENTION, ADAM)
    done = command(*PUSH, *whose)
    assert done.status == 0
    assert done.out.decode().splitlines()[::2] == [
        "create    vaswani2017attention  Attention Is All You Need",
        "create    kingma2014adam  Adam: A Method for Stochastic Optimization",
    ]
    assert "note: Zotero asks whether papers2bib may write: answer there" in done.err
    assert len(tops(double, place)) == 2
    again = command(*PUSH, *whose)
    assert (again.status, again.out) == (0, b"")
    assert again.err.splitlines()[-1].endswith(": 2 unchanged")
    assert keyless.prompts == ["papers2bib"]
    assert double.requests == []


def test_a_sync_writes_the_same_file_as_by_the_web(
    command: Command, double: ZoteroDouble, desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_list(ATTENTION, ADAM)
    words = ("--collection", "Reading", "-o", "refs.bib")
    assert command("zotero", "sync", "list.txt", "--local", *words).status == 0
    text = Path("refs.bib").read_bytes()
    assert text.count(b"@misc{") == 2
    assert command("zotero", "pull", "--user", "--collection", "Reading").out == text
    monkeypatch.delenv("ZOTERO_API_KEY")
    wrote = [one.method for one in desktop.log]
    for paths in (("list.txt",), ()):
        assert command("zotero", "sync", *paths, "--local", *words).status == 0
        assert Path("refs.bib").read_bytes() == text
    assert {one.method for one in desktop.log[len(wrote) :]} == {"GET"}
    double.person("users/1", ADA).edit(tops(double, "users/1")[0]["key"], title="Corrected by Hand")
    assert command("zotero", "sync", "list.txt", "--local", *words).status == 0
    assert b"Corrected by Hand" in Path("refs.bib").read_bytes()


def test_items_are_completed_here_too(command: Command, double: ZoteroDouble, keyless: Desktop) -> None:
    bob = double.person(PLACE, BOB)
    [shelf] = bob.create({"name": "Hand"}, kind="collections")
    said = {"itemType": "preprint", "title": ADAM, "url": "https://arxiv.org/abs/1412.6980"}
    [key] = bob.create({**said, "collections": [shelf]})
    words = ("zotero", "enrich", "--local", "--group", "7", "--collection", "Hand")
    dry = command(*words, "--dry-run")
    assert dry.err.endswith("1 updated (dry run: nothing was written)\n")
    assert keyless.prompts == []
    assert command(*words).status == 0
    assert [one["lastName"] for one in double.contents(PLACE)["items"][key]["creators"]] == ["Kingma", "Ba"]


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("closed", "is not running on this computer"),
        ("denied", "was told not to let papers2bib write"),
        ("no answer", "nobody answered within 1 s"),
        ("too old", "update it to Zotero 10"),
        ("not permitted", "Allow other applications"),
    ],
)
@pytest.mark.parametrize("verb", ["push", "sync"])
def test_a_zotero_that_is_not_to_be_written_to_is_one_line(
    command: Command,
    double: ZoteroDouble,
    keyless: Desktop,
    monkeypatch: pytest.MonkeyPatch,
    case: str,
    words: str,
    verb: str,
) -> None:
    write_list(ATTENTION)
    Path("refs.bib").write_text("mine", encoding="utf-8")
    keyless.enabled = case != "not permitted"
    keyless.version = 9 if case == "too old" else 10
    keyless.answer = {"denied": "Deny", "no answer": ""}.get(case, "Always Allow")
    output = ("-o", "refs.bib") if verb == "sync" else ()
    with nobody() as root:
        if case == "closed":
            monkeypatch.setenv("PAPERS2BIB_ZOTERO_LOCAL_URL", f"{root}/api")
        done = command("zotero", verb, *PUSH[2:], "--patience", "1", "--quiet", *output)
    assert (done.status, done.out) == (1, b"")
    [line] = done.err.splitlines()
    assert line.startswith("papers2bib: Zotero: ")
    assert words in line
    assert Path("refs.bib").read_text(encoding="utf-8") == "mine"
    assert tops(double, "users/1") == []


def test_the_key_that_was_given_is_shown_nowhere(
    command: Command, double: ZoteroDouble, keyless: Desktop
) -> None:
    write_list(ATTENTION)
    done = command(*PUSH, "--report", "report.jsonl")
    keyless.clear_authorizations()
    keyless.answer = "Deny"
    write_list(ATTENTION, ADAM)
    refused = command(*PUSH, "--report", "report.jsonl")
    assert refused.status == 1
    secret = f"local{1:027}"
    assert secret not in done.err + refused.err + done.out.decode() + refused.out.decode()
    files = [one for one in Path().rglob("*") if one.is_file() and secret.encode() in one.read_bytes()]
    assert files == []


def test_on_this_computer_one_library_is_meant(
    command: Command, double: ZoteroDouble, keyless: Desktop
) -> None:
    done = command("zotero", "push", "list.txt", "--local", "--user", "--group", "7", "--collection", "R")
    assert done.status == 2
    assert keyless.log == []


def test_a_key_is_sent_in_plain_text_to_this_computer_alone(
    command: Command, keyless: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAPERS2BIB_ZOTERO_LOCAL_URL", "http://zotero.example.org/api")
    done = command("zotero", "pull", "--local", "--collection", "Reading")
    assert done.status == 2
    assert "PAPERS2BIB_ZOTERO_LOCAL_URL: a key is sent there" in done.err
