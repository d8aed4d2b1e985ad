"""The verbs on Zotero libraries: what they print, where, and with which exit status."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from command import ADAM, ATTENTION, UNKNOWN, Command, write_list
from zotero_double import READ_ONLY, ZoteroDouble
from zotero_pushing import PLACE, tops
from zotero_surroundings import surrounded
from zotero_world import ADA, BOB

SECRET_ERRORS = ("wrong", "may only read", "no group 8")


@pytest.fixture
def double(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, small_catalogue: Path) -> Iterator[ZoteroDouble]:
    """The double as a server, and everything that the command reads from its surroundings."""
    with surrounded(monkeypatch, tmp_path, small_catalogue) as made:
        yield made


PUSH = ("zotero", "push", "list.txt", "--group", "7", "--collection", "Reading")


def test_a_push_prints_what_it_did_and_sums_up_on_stderr(command: Command, double: ZoteroDouble) -> None:
    write_list(ATTENTION, ADAM)
    done = command(*PUSH)
    assert done.status == 0
    assert done.out.decode().splitlines() == [
        "create    vaswani2017attention  Attention Is All You Need",
        "          + PDF: arXiv:1706.03762",
        "create    kingma2014adam  Adam: A Method for Stochastic Optimization",
        "          + PDF: arXiv:1412.6980",
    ]
    assert done.err.splitlines()[-1] == "2 references for Reading in group 7: 2 created"
    again = command(*PUSH)
    assert (again.status, again.out) == (0, b"")
    assert again.err.splitlines()[-1] == "2 references for Reading in group 7: 2 unchanged"


def test_a_listing_that_is_open_is_no_obstacle_for_the_others(command: Command, double: ZoteroDouble) -> None:
    write_list(ATTENTION, UNKNOWN)
    done = command(*PUSH, "--report", "report.jsonl")
    assert done.status == 1
    assert len(tops(double)) == 1
    assert '"key": "vaswani2017attention"' in Path("report.jsonl").read_text(encoding="utf-8")


def test_a_dry_run_says_that_it_is_one(command: Command, double: ZoteroDouble) -> None:
    write_list(ATTENTION)
    done = command(*PUSH, "--dry-run")
    assert done.err.endswith("1 created (dry run: nothing was written)\n")
    assert tops(double) == []


def test_a_lock_pushes_the_same_papers_without_a_catalogue(command: Command, double: ZoteroDouble) -> None:
    write_list(ATTENTION, ADAM)
    command(*PUSH, "--lock", "papers2bib.lock", "--dry-run")
    assert not Path("papers2bib.lock").exists()
    command(*PUSH, "--lock", "papers2bib.lock")
    before = Path("papers2bib.lock").read_bytes()
    done = command(*PUSH, "--lock", "papers2bib.lock", "--sources", "arxiv")
    assert (done.status, done.out) == (0, b"")
    assert done.err.splitlines()[-1] == "2 references for Reading in group 7: 2 unchanged"
    assert Path("papers2bib.lock").read_bytes() == before


def test_what_colleagues_keep_is_shown_by_a_dry_run_alone(command: Command, double: ZoteroDouble) -> None:
    write_list(ATTENTION)
    command(*PUSH)
    double.person(PLACE, BOB).edit(tops(double)[0]["key"], title="\x1b[2J Mine")
    dry, done = command(*PUSH, "--dry-run"), command(*PUSH)
    assert b"title: \x1b" not in dry.out
    assert b"Mine (theirs stays; ours is Attention Is All You Need)" in dry.out
    assert done.out == b""
    assert done.err.endswith("1 kept as edited\n")


@pytest.mark.parametrize(
    ("whose", "words"),
    [((), "--user or --group"), (("--user", "--group", "7"), "--user or --group"), (("--group", "0"), "0")],
)
def test_whose_library_must_be_said(
    command: Command, double: ZoteroDouble, whose: tuple[str, ...], words: str
) -> None:
    write_list(ATTENTION)
    done = command("zotero", "push", "list.txt", "--collection", "R", *whose)
    assert done.status == 2
    assert words in done.err
    assert double.requests == []


@pytest.mark.parametrize("case", SECRET_ERRORS)
def test_a_refusal_is_one_line_and_status_1(
    command: Command, double: ZoteroDouble, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    write_list(ATTENTION)
    secret = {"wrong": "0123456789abcdefghijklmn", "may only read": double.key(ADA, READ_ONLY).secret}
    if case in secret:
        monkeypatch.setenv("ZOTERO_API_KEY", secret[case])
    done = command(*[("8" if one == "7" and case == "no group 8" else one) for one in PUSH])
    assert (done.status, done.out) == (1, b"")
    [line] = done.err.splitlines()
    assert line.startswith("papers2bib: Zotero: ")
    assert case in line
    assert secret.get(case, "nothing") not in line


def test_without_a_key_the_usage_is_wrong(
    command: Command, double: ZoteroDouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_list(ATTENTION)
    monkeypatch.delenv("ZOTERO_API_KEY")
    for words in (PUSH, ("zotero", "status")):
        done = command(*words)
        assert done.status == 2
        assert "ZOTERO_API_KEY is not set" in done.err


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://zotero.example.org", "https://"),
        ("ftp://127.0.0.1", "no address"),
        ("https://me:secret@zotero.example.org", "no address"),
    ],
)
def test_a_key_is_sent_to_safe_addresses_only(
    command: Command, double: ZoteroDouble, monkeypatch: pytest.MonkeyPatch, url: str, words: str
) -> None:
    monkeypatch.setenv("PAPERS2BIB_ZOTERO_URL", url)
    done = command("zotero", "status")
    assert done.status == 2
    assert words in done.err


def test_status_names_what_the_key_reaches(command: Command, double: ZoteroDouble) -> None:
    double.person(PLACE, BOB).create({"itemType": "book", "title": "A"})
    done = command("zotero", "status")
    lines = done.out.decode().splitlines()
    assert lines[0].startswith("key of ada (user 1) at http://127.0.0.1:")
    assert lines[1:] == [
        "  your library (user 1): read and write",
        "  all your groups: read and write",
        "your library: version 1",
        "group 7, Reading: version 2, its members edit",
    ]


@pytest.mark.parametrize(
    ("access", "lines"),
    [
        (READ_ONLY, ["  your library (user 1): read only", "  all your groups: read only"]),
        ({}, ["  it permits nothing"]),
        ({"groups": {"7": {"library": True, "write": True}}}, ["  group 7: read and write"]),
    ],
)
def test_status_says_what_is_permitted(
    command: Command,
    double: ZoteroDouble,
    monkeypatch: pytest.MonkeyPatch,
    access: dict[str, object],
    lines: list[str],
) -> None:
    monkeypatch.setenv("ZOTERO_API_KEY", double.key(ADA, access).secret)
    said = command("zotero", "status").out.decode().splitlines()
    assert [line for line in said if line.startswith("  ")] == lines


def test_status_with_a_wrong_key_asks_once(
    command: Command, double: ZoteroDouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZOTERO_API_KEY", "0123456789abcdefghijklmn")
    assert command("zotero", "status").status == 1
    assert double.requests == ["GET /keys/current"]


def test_a_bib_file_gives_the_items_its_own_keys(command: Command, double: ZoteroDouble) -> None:
    entry = "@misc{mine:2017, title = {Attention Is All You Need}, eprint = {1706.03762}}"
    Path("refs.bib").write_text(entry, encoding="utf-8")
    done = command("zotero", "push", "refs.bib", "--user", "--collection", "Reading")
    assert done.status == 0
    [item] = tops(double, "users/1")
    assert item["citationKey"] == "mine:2017"


def test_a_sync_pushes_and_writes_the_same_file_again(command: Command, double: ZoteroDouble) -> None:
    write_list(ATTENTION, ADAM)
    words = ("--group", "7", "--collection", "Reading", "-o", "refs.bib")
    assert command("zotero", "sync", "list.txt", *words).status == 0
    text, asked = Path("refs.bib").read_bytes(), len(double.requests)
    assert text.count(b"@misc{") == 2
    for paths in (("list.txt",), ()):
        done = command("zotero", "sync", *paths, *words)
        assert (done.status, done.out) == (0, b"")
        assert Path("refs.bib").read_bytes() == text
    assert all(one.startswith("GET") for one in double.requests[asked:])
    pulled = command("zotero", "pull", *words[:4])
    assert pulled.out == text
    assert pulled.err == "2 entries of Reading written to standard output\n"


def test_a_sync_asks_once_who_the_key_is(command: Command, double: ZoteroDouble) -> None:
    write_list(ATTENTION)
    words = ("--group", "7", "--collection", "Reading", "-o", "refs.bib")
    done = command("zotero", "sync", "list.txt", *words)
    assert double.requests.count("GET /keys/current") == 1
    assert done.err.splitlines()[-2:] == [
        "1 reference for Reading in group 7: 1 created",
        "1 entry of Reading written to refs.bib",
    ]


def test_a_pulled_file_pushed_back_changes_nothing(command: Command, double: ZoteroDouble) -> None:
    write_list(ATTENTION, ADAM)
    words = ("--group", "7", "--collection", "Reading")
    command("zotero", "push", "list.txt", *words)
    for one in tops(double):
        double.person(PLACE, BOB).edit(one["key"], citationKey="")
    Path("refs.bib").write_bytes(command("zotero", "pull", *words).out)
    before, text = double.contents(PLACE), Path("refs.bib").read_bytes()
    for path in Path("data").rglob("*.sqlite"):
        path.unlink()
    assert command("zotero", "push", "refs.bib", *words).status == 0
    assert double.contents(PLACE) == before
    assert command("zotero", "pull", *words).out == text


def test_a_sync_that_cannot_pull_leaves_the_file(command: Command, double: ZoteroDouble) -> None:
    Path("refs.bib").write_text("mine", encoding="utf-8")
    done = command("zotero", "sync", "--group", "7", "--collection", "Nowhere", "-o", "refs.bib")
    assert done.status == 1
    assert Path("refs.bib").read_text(encoding="utf-8") == "mine"


ENRICH = ("zotero", "enrich", "--group", "7", "--collection", "Hand")


def by_hand(double: ZoteroDouble, *items: Mapping[str, object]) -> list[str]:
    """Items that Bob types into a collection of his."""
    bob = double.person(PLACE, BOB)
    [shelf] = bob.create({"name": "Hand"}, kind="collections")
    return [key for one in items for key in bob.create({**one, "collections": [shelf]})]


def test_bare_items_are_completed_and_what_is_there_stays(command: Command, double: ZoteroDouble) -> None:
    said = {"itemType": "document", "title": ADAM.lower(), "url": "https://arxiv.org/abs/1412.6980"}
    [key, film, unknown] = by_hand(
        double,
        {**said, "abstractNote": "Mine"},
        {"itemType": "film", "title": ATTENTION},
        {"itemType": "preprint", "title": UNKNOWN},
    )
    dry = command(*ENRICH, "--dry-run")
    assert dry.status == 1
    assert f"title: {ADAM.lower()} (theirs stays; ours is {ADAM})" in dry.out.decode()
    assert f"zotero:{unknown}: missing: {UNKNOWN}" in dry.err
    assert "\n2 items: 1 matched, 0 ambiguous, 1 missing, 0 unanswered\n" in dry.err
    assert dry.err.endswith("1 updated (dry run: nothing was written)\n")
    before = double.contents(PLACE)["items"]
    assert not before[key]["creators"]
    assert command(*ENRICH).err.endswith("1 reference for Hand in group 7: 1 updated\n")
    after = double.contents(PLACE)["items"]
    assert {**after[key], **said, "abstractNote": "Mine"} == after[key]
    assert [one["lastName"] for one in after[key]["creators"]] == ["Kingma", "Ba"]
    assert (after[key]["date"], after[key]["citationKey"]) == ("2014-12-22", "kingma2014adam")
    assert (after[film], after[unknown], len(after)) == (before[film], before[unknown], 3)
    asked = len(double.requests)
    assert command(*ENRICH).status == 1
    assert all(one.startswith("GET") for one in double.requests[asked:])


def test_of_two_items_for_one_paper_one_is_completed(command: Command, double: ZoteroDouble) -> None:
    one = {"itemType": "preprint", "title": ADAM, "url": "https://arxiv.org/abs/1412.6980"}
    keys = by_hand(double, one, one)
    done = command(*ENRICH)
    assert done.status == 0
    assert "the library has it as" in done.out.decode()
    items = double.contents(PLACE)["items"]
    assert [bool(items[key]["creators"]) for key in sorted(keys)] == [True, False]
    [left] = [line for line in command(*ENRICH).out.decode().splitlines() if "merge" in line]
    assert left.endswith(f"the library has it as {min(keys)}, too: merge the two in Zotero")


def test_items_of_collections_below_are_completed_where_they_stand(
    command: Command, double: ZoteroDouble
) -> None:
    bob = double.person(PLACE, BOB)
    [shelf] = bob.create({"name": "Hand"}, kind="collections")
    [inner] = bob.create({"name": "Old", "parentCollection": shelf}, kind="collections")
    said = {"itemType": "preprint", "title": ADAM, "url": "https://arxiv.org/abs/1412.6980"}
    [key] = bob.create({**said, "collections": [inner]})
    assert command(*ENRICH).err == "no item lacks authors or a date for Hand in group 7: nothing to do\n"
    assert command(*ENRICH, "--recursive").status == 0
    item = double.contents(PLACE)["items"][key]
    assert [one["lastName"] for one in item["creators"]] == ["Kingma", "Ba"]
    assert item["collections"] == [inner]
    Path("list.txt").write_text(f"{ADAM}\n", encoding="utf-8")
    assert command("zotero", "push", "list.txt", *ENRICH[2:]).status == 0
    assert set(double.contents(PLACE)["items"][key]["collections"]) == {inner, shelf}


READING: dict[str, Mapping[str, object] | None] = {
    "a key that may only read": READ_ONLY,
    "a key for another library": {"user": {"library": True, "write": True}},
    "no key": None,
}


@pytest.mark.parametrize("case", READING)
@pytest.mark.parametrize("public", [True, False])
def test_a_dry_run_takes_what_reads(
    command: Command, double: ZoteroDouble, monkeypatch: pytest.MonkeyPatch, case: str, *, public: bool
) -> None:
    double.groups[7].type = "PublicClosed" if public else "Private"
    double.groups[7].reading = "all" if public else "members"
    by_hand(double, {"itemType": "preprint", "title": ADAM, "url": "https://arxiv.org/abs/1412.6980"})
    access = READING[case]
    if access is None:
        monkeypatch.delenv("ZOTERO_API_KEY")
    else:
        monkeypatch.setenv("ZOTERO_API_KEY", double.key(ADA, access).secret)
    before = double.contents(PLACE)
    done = command(*ENRICH, "--dry-run")
    if public or access is READ_ONLY:
        assert done.status == 0
        assert "creators: nothing → Diederik P. Kingma; Jimmy Ba" in done.out.decode()
        assert command("zotero", "pull", *ENRICH[2:]).status == 0
    else:
        assert done.status == (2 if access is None else 1)
        assert ("ZOTERO_API_KEY is not set" if access is None else "does not reach group 7") in done.err
    assert command(*ENRICH).status in (1, 2)
    assert double.contents(PLACE) == before


def test_where_no_item_is_bare_nothing_is_looked_up(command: Command, double: ZoteroDouble) -> None:
    person = {"creatorType": "author", "firstName": "A", "lastName": "B"}
    by_hand(double, {"itemType": "preprint", "title": ADAM, "creators": [person], "date": "2020"})
    done = command(*ENRICH)
    assert (done.status, done.out) == (0, b"")
    assert done.err == "no item lacks authors or a date for Hand in group 7: nothing to do\n"
