"""The verb `explain`: a report says why, for a key, an id or a title; a broken one is one clear line."""

import json
from pathlib import Path
from typing import Any

import pytest
from command import ADAM, ATTENTION, SHARED_TITLE, UNKNOWN, Command, write_list

from papers2bib.trust import rule_of

KEY = "vaswani2017attention"
ROW: dict[str, Any] = {
    "origin": "list.txt:1",
    "title": "attention is all you need",
    "verdict": "matched",
    "ids": {"arxiv": "1706.03762", "doi": None},
    "key": KEY,
    "score": 0.9996,
    "because": ["title equal"],
    "evidence": [[8.4, "title equal"]],
    "fields": {
        "title": {"value": "Attention Is All You Need", "source": "arxiv"},
        "authors": {"value": ["Ashish Vaswani", "Noam Shazeer"], "source": "arxiv"},
        "ids": {"value": ["arxiv:1706.03762"], "source": "arxiv+semantic_scholar"},
    },
    "candidates": [
        {
            "ids": {"arxiv": "1706.03762", "doi": None},
            "title": "Attention Is All You Need",
            "score": 0.9996,
            "because": ["title equal", "another date"],
            "evidence": [[8.4, "title equal"], [-3.0, "another date"]],
        }
    ],
    "problems": [],
    "said": [
        {"source": "semantic_scholar", "title": "Attention is All you Need", "ids": {"arxiv": "1706.03762"}},
        {
            "source": "arxiv",
            "title": "Attention Is All You Need",
            "authors": ["Ashish Vaswani", "Noam Shazeer"],
        },
        {"source": "huggingface", "unused": True, "title": "Quantum Cheese"},
    ],
    "warnings": ["huggingface calls arxiv:1706.03762 'Quantum Cheese' by other people: not used"],
}


def write_report(*rows: object, name: str = "r.jsonl") -> Path:
    path = Path(name)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_it_shows_evidence_in_bits_fields_by_source_and_the_rule(command: Command) -> None:
    done = command("explain", KEY, "--report", write_report(ROW))
    assert (done.status, done.err) == (0, "")
    assert done.out.decode().splitlines()[:17] == [
        "list.txt:1: matched: attention is all you need",
        f"    key: {KEY}",
        "    warning: huggingface calls arxiv:1706.03762 'Quantum Cheese' by other people: not used",
        "",
        "    candidate arxiv:1706.03762: Attention Is All You Need",
        "        +8.4  title equal",
        "        -3.0  another date",
        "        +5.4  bits in all: score 0.9996 beside the others (0.99 is a match)",
        "",
        "    title: Attention Is All You Need, from arxiv",
        "        arxiv: Attention Is All You Need",
        "        semantic_scholar: Attention is All you Need",
        "        huggingface (not used): Quantum Cheese",
        f"        why: {rule_of('title').why}",
        "",
        "    authors: Ashish Vaswani; Noam Shazeer, from arxiv",
        "        arxiv: Ashish Vaswani; Noam Shazeer",
    ]
    assert "    ids: arxiv:1706.03762, from arxiv, semantic_scholar\n" in done.out.decode()


@pytest.mark.parametrize(
    "wanted",
    [
        [KEY],
        ["1706.03762"],
        ["https://arxiv.org/abs/1706.03762v5"],
        ["10.48550/arXiv.1706.03762"],
        ["ATTENTION is all you {n}eed."],
        ["attention", "is", "all"],
    ],
)
def test_a_listing_is_named_by_key_id_title_or_part_of_it(command: Command, wanted: list[str]) -> None:
    other = ROW | {
        "origin": "list.txt:2",
        "title": "Adam",
        "key": "b",
        "ids": {},
        "fields": {},
        "candidates": [],
    }
    done = command("explain", *wanted, "--report", write_report(other, ROW))
    assert done.status == 0
    assert [line for line in done.out.decode().splitlines() if line.startswith("list")] == [
        "list.txt:1: matched: attention is all you need"
    ]


def test_a_whole_title_goes_before_part_of_another_and_equals_are_all_told(command: Command) -> None:
    longer = ROW | {"origin": "list.txt:2", "title": "GAIA: a benchmark", "fields": {}}
    short = [ROW | {"origin": f"list.txt:{at}", "title": "GAIA", "fields": {}} for at in (3, 4)]
    done = command("explain", "gaia", "--report", write_report(longer, *short))
    assert [line[:10] for line in done.out.decode().splitlines() if line.startswith("list")] == [
        "list.txt:3",
        "list.txt:4",
    ]


def test_what_a_run_reports_can_be_explained(command: Command) -> None:
    write_list(ATTENTION, ADAM, SHARED_TITLE, UNKNOWN)
    command("--offline", "list.txt", "--report", "r.jsonl")
    matched = command("explain", KEY, "--report", "r.jsonl").out.decode()
    assert "title equal" in matched
    assert (
        "    authors: Ashish Vaswani; Noam Shazeer; Niki Parmar; Jakob Uszkoreit, from catalogue" in matched
    )
    assert "        catalogue: 2017-06-12" in matched
    ambiguous = command("explain", SHARED_TITLE.upper(), "--report", "r.jsonl").out.decode()
    assert "problem: 2 papers fit" in ambiguous
    assert ambiguous.count("    candidate arxiv:") == 2
    assert f"missing: {UNKNOWN}" in command("explain", UNKNOWN, "--report", "r.jsonl").out.decode()


@pytest.mark.parametrize("wanted", ["nobody2020nothing", "2401.00001", "", "?"])
def test_what_is_not_in_the_report_is_one_line_and_status_one(command: Command, wanted: str) -> None:
    done = command("explain", wanted, "--report", write_report(ROW))
    assert (done.status, done.out) == (1, b"")
    assert done.err == f"papers2bib: r.jsonl: no listing there has the key, id or title {wanted!r}\n"


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (["a list"], "it is no object"),
        ({"origin": "a:1", "title": "T"}, "origin, title or verdict is not there"),
        (ROW | {"title": 7}, "title is no text"),
        (ROW | {"candidates": "many"}, "candidates is no list"),
        (ROW | {"candidates": ["one"]}, "a candidate is no object"),
        (ROW | {"candidates": [{"title": "T"}]}, "a number is expected for bits and scores"),
        (ROW | {"candidates": [{"score": 1, "evidence": [["a"]]}]}, "evidence is no pair of bits and words"),
        (ROW | {"candidates": [{"score": True}]}, "a number is expected for bits and scores"),
        (ROW | {"fields": []}, None),
        (ROW | {"fields": {"title": "T"}}, "a field is no object"),
        (ROW | {"said": ["arxiv"]}, "what a source said is no object"),
    ],
)
def test_a_broken_report_is_one_line_that_says_where(
    command: Command, row: object, problem: str | None
) -> None:
    done = command("explain", KEY, "--report", write_report(ROW, row))
    assert (done.status, done.err) == (
        (1, f"papers2bib: r.jsonl:2: is no row of a report ({problem})\n") if problem else (0, "")
    )


@pytest.mark.parametrize("text", [b"@misc{a,\n", b"{", b"[" * 100_000, b"\xff\xfe\x00", b"\x89PNG"])
def test_a_file_that_is_no_report_is_one_line(command: Command, text: bytes) -> None:
    Path("r.jsonl").write_bytes(text)
    done = command("explain", KEY, "--report", "r.jsonl")
    assert (done.status, done.out) == (1, b"")
    assert done.err.startswith("papers2bib: r.jsonl")
    assert done.err.count("\n") == 1


def test_a_row_with_nothing_but_the_listing_will_do(command: Command) -> None:
    bare = {"origin": "a.txt:1", "title": "Some Title", "verdict": "unanswered"}
    done = command("explain", "some title", "--report", write_report(bare))
    assert (done.status, done.out) == (0, b"a.txt:1: unanswered: Some Title\n\n")


def test_text_of_strangers_reaches_no_terminal(command: Command) -> None:
    bad = "T\x1b]0;owned\x07\n\x9b31m\u202e"
    evil = {
        "origin": bad,
        "title": "evil " + bad,
        "verdict": bad,
        "key": bad,
        "problems": [bad],
        "warnings": [bad],
        "candidates": [{"title": bad, "ids": {bad: bad}, "score": 0.5, "evidence": [[1.0, bad]]}],
        "fields": {"title": {"value": bad, "source": bad}},
        "said": [{"source": bad, "title": bad}],
    }
    done = command("explain", "evil", "--report", write_report(evil))
    assert done.status == 0
    assert all(line.isprintable() for line in done.out.decode().splitlines())


def test_very_long_values_are_cut(command: Command) -> None:
    said = [{"source": "arxiv", "authors": ["Somebody Else"] * 3000}]
    done = command("explain", KEY, "--report", write_report(ROW | {"said": said}))
    assert max(map(len, done.out.decode().splitlines())) < 400


def test_a_report_must_be_named_and_be_there(command: Command) -> None:
    assert command("explain", KEY).status == 2
    assert command("explain", KEY, "--report", "nowhere.jsonl").status == 2
    assert command("explain", "--report", write_report(ROW)).status == 2
