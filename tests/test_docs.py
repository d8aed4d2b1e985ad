"""The README holds: its commands run, its excerpts are what comes out, every option is named."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click
import pytest
from command import ADAM, ATTENTION, FACTS, SHARED_TITLE, write_list
from dblp_dump import GENTRY, dump
from typesetting import need_tex, printed
from zotero_double import ZoteroDouble

from papers2bib.catalogue.query import Catalogue
from papers2bib.cli.group import papers2bib
from papers2bib.cli.holdings import described

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
WEB = (ROOT / "docs" / "web.md").read_text(encoding="utf-8")
ADDRESSES = [f"PAPERS2BIB_{service}_URL" for service in ("ARXIV", "S2", "HF", "GITHUB", "CROSSREF", "DBLP")]
BENCHMARKS = (ROOT / "benchmarks" / "README.md").read_text(encoding="utf-8")
PAPER = r"""\pdfcompresslevel=0
\documentclass{article}
\begin{document}
\cite{vaswani2017attention}
\bibliographystyle{plain}
\bibliography{refs}
\end{document}
"""
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="the commands are for a POSIX shell")


@pytest.fixture
def zotero(monkeypatch: pytest.MonkeyPatch) -> Iterator[ZoteroDouble]:
    """A server of Zotero on this machine, with the group of the README and a key to it."""
    double = ZoteroDouble()
    double.add_user(1, "ada", "Ada")
    double.add_group(4711, owner=1, name="Reading")
    double.limits.lift()
    monkeypatch.setenv("ZOTERO_API_KEY", double.key(1).secret)
    with double.served() as root:
        monkeypatch.setenv("PAPERS2BIB_ZOTERO_URL", root)
        yield double


def blocks(language: str) -> list[str]:
    found = re.findall(rf"^( *)```{language}\n(.*?)^ *```$", README, re.MULTILINE | re.DOTALL)
    return [re.sub(rf"^{indent}", "", block, flags=re.MULTILINE) for indent, block in found]


def commands() -> Iterator[click.Command]:
    waiting: list[click.Command] = [papers2bib]
    while waiting:
        one = waiting.pop()
        yield one
        if isinstance(one, click.Group):
            waiting.extend(one.commands.values())


def options() -> set[str]:
    context = papers2bib.make_context("papers2bib", [], resilient_parsing=True)
    found = {name for one in commands() for option in one.get_params(context) for name in option.opts}
    return {name for name in found if name.startswith("-")}


def run(line: str, folder: Path, catalogue: Path | None = None) -> subprocess.CompletedProcess[str]:
    """A line of the README in `folder`, as a POSIX shell runs it."""
    script = f'papers2bib() {{ "{sys.executable}" -m papers2bib "$@"; }}\n{line}'
    surroundings = {**os.environ, **({"PAPERS2BIB_CATALOGUE": str(catalogue)} if catalogue else {})}
    return subprocess.run(
        ["sh", "-c", script], cwd=folder, env=surroundings, capture_output=True, encoding="utf-8", check=False
    )


@pytest.mark.parametrize("option", sorted(options()))
def test_every_option_is_named(option: str) -> None:
    assert re.search(rf"(?<![\w-]){option}(?![\w-])", README)


@pytest.mark.parametrize(
    "variable",
    [
        *("PAPERS2BIB_OFFLINE", "PAPERS2BIB_CATALOGUE", "PAPERS2BIB_CACHE", "PAPERS2BIB_DATA"),
        *("PAPERS2BIB_CONTACT", "S2_API_KEY", "HF_TOKEN", *ADDRESSES, "_PAPERS2BIB_COMPLETE"),
        *("ZOTERO_API_KEY", "PAPERS2BIB_ZOTERO_URL", "PAPERS2BIB_ZOTERO_LOCAL_URL"),
    ],
)
def test_every_variable_is_named(variable: str) -> None:
    assert variable in README + WEB


def test_every_verb_and_format_is_named() -> None:
    from papers2bib.readers import READERS

    for verb in (
        "papers2bib bib",
        "papers2bib explain",
        "papers2bib catalogue info",
        "papers2bib catalogue build",
        "papers2bib catalogue update",
        "papers2bib check",
        "papers2bib update",
        "papers2bib cite",
        "papers2bib tex",
        "papers2bib zotero push",
        "papers2bib zotero status",
        "papers2bib zotero pull",
        "papers2bib zotero sync",
        "papers2bib zotero enrich",
    ):
        assert f"`{verb}" in README
    for form in READERS:
        assert f"`{form}`" in README


def test_every_file_that_is_pointed_at_is_there() -> None:
    links = re.findall(r"\]\(([^):]+)\)", README)
    named = re.findall(r"`((?:tests|examples|benchmarks)/[^`]+)`", README)
    code = [f"src/{name}" for name in re.findall(r"`(papers2bib/[^`]+\.py)`", README)]
    assert len(code) >= 1
    assert [name for name in (*links, *named, *code) if not (ROOT / name).exists()] == []


def test_the_first_commands_are_the_newcomers() -> None:
    assert blocks("sh")[0].splitlines() == [
        "pip install . && papers2bib --offline examples/ > refs.bib",
        "pip install '.[test]' && pytest -n auto",
    ]


@POSIX
def test_every_command_runs(
    small_catalogue: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zotero: ZoteroDouble
) -> None:
    monkeypatch.chdir(tmp_path)
    write_list(ATTENTION, ADAM, SHARED_TITLE, name="lists/a.txt")
    write_list(ATTENTION, name="reading-list.txt")
    write_list(*[json.dumps(fact) for fact in FACTS], name="papers.jsonl.gz")
    write_list(json.dumps({"id": "2311.12983", "title": "GAIA"}), name="arxiv-metadata-oai-snapshot.json")
    dump(Path("dblp.xml.gz"), GENTRY)
    lines = [line for block in blocks("sh") for line in block.splitlines() if "papers2bib " in line]
    ran = [line for line in lines if "pip " not in line and "COMPLETE" not in line]
    for line in ran:
        done = run(line, tmp_path, small_catalogue)
        assert done.returncode in (0, 1), f"{line}: {done.stderr}"
    assert len(ran) >= 8


@POSIX
def test_the_excerpts_on_zotero_are_what_is_printed(
    small_catalogue: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zotero: ZoteroDouble
) -> None:
    monkeypatch.chdir(tmp_path)
    write_list(ATTENTION, ADAM, name="reading-list.txt")
    lines = [
        line.strip()
        for block in blocks("sh")
        for line in block.splitlines()
        if "zotero push" in line and "4711" in line
    ]
    assert len(lines) == 3
    for line in lines[:2]:
        assert run(line, tmp_path, small_catalogue).stdout == blocks("text")[2]
    bob = zotero.person("groups/4711", 1)
    for item in list(zotero.contents("groups/4711")["items"].values()):
        if item["title"] == ATTENTION:
            bob.edit(item["key"], title="Attention is all you need")
        elif item["title"] == ADAM:
            bob.trash(item["key"])
    assert run(lines[2], tmp_path, small_catalogue).stdout == blocks("text")[3]


@POSIX
@pytest.mark.tex
def test_a_correction_in_zotero_arrives_in_the_pdf(
    small_catalogue: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zotero: ZoteroDouble
) -> None:
    need_tex()
    monkeypatch.chdir(tmp_path)
    write_list(ATTENTION, name="reading-list.txt")
    Path("paper.tex").write_text(PAPER, encoding="utf-8")
    [block] = [one for one in blocks("sh") if "zotero sync" in one and "bibtex" in one]
    assert run(block, tmp_path, small_catalogue).returncode == 0
    assert "Noam Shazeer" in printed(tmp_path)
    [item] = [
        one for one in zotero.contents("groups/4711")["items"].values() if one.get("title") == ATTENTION
    ]
    people = [
        {**one, "firstName": "Noam M."} if one["lastName"] == "Shazeer" else one for one in item["creators"]
    ]
    zotero.person("groups/4711", 1).edit(item["key"], creators=people)
    assert run(block, tmp_path, small_catalogue).returncode == 0
    assert "Noam M. Shazeer" in printed(tmp_path)


@POSIX
def test_the_excerpt_on_checking_is_what_is_printed(small_catalogue: Path, tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text(blocks("tex")[0], encoding="utf-8")
    found = run("papers2bib check refs.bib", tmp_path, small_catalogue)
    assert (found.stdout, found.returncode) == (blocks("text")[4], 1)


@POSIX
def test_the_excerpts_of_bibtex_are_what_comes_out(shipped_catalogue: Path) -> None:
    found = run("papers2bib --offline examples/", ROOT)
    assert found.returncode == 0
    assert blocks("bibtex")
    for excerpt in blocks("bibtex"):
        assert excerpt in found.stdout


@POSIX
@pytest.mark.parametrize(
    ("at", "line"), [(0, "papers2bib --offline examples/ > /dev/null"), (1, "echo GAIA |")]
)
def test_the_excerpts_of_the_summary_are_what_is_said(shipped_catalogue: Path, at: int, line: str) -> None:
    command = next(
        (one for block in blocks("sh") for one in block.splitlines() if one.startswith(line)), line
    )
    assert run(command, ROOT).stderr == blocks("text")[at]


def test_what_the_shipped_catalogue_holds_is_stated(shipped_catalogue: Path) -> None:
    catalogue = Catalogue.open(shipped_catalogue)
    if "coverage" not in catalogue.info:
        pytest.skip("it was built before years and fields were counted")
    said = " ".join(" ".join(described(catalogue)).split())
    held, _, coverage = said.partition(" years ")
    assert f"years {coverage}" in " ".join(BENCHMARKS.split())
    papers = re.search(r"papers (.* with their venue)", held)
    assert papers
    day = date.fromisoformat(str(catalogue.info["newest"]))
    stated = papers[1].replace(", ", f" papers up to {day.day} {day:%B %Y}, ")
    assert stated in " ".join(README.split())


def test_the_lists_shown_are_those_of_the_examples() -> None:
    meeting = (ROOT / "examples" / "meeting.txt").read_text(encoding="utf-8")
    shown = blocks("list")[0].splitlines()
    assert set(shown) <= set(meeting.splitlines())


def test_the_library_example_uses_the_public_names() -> None:
    import papers2bib as package

    names = re.findall(r"papers2bib\.(\w+)\(", "".join(blocks("python")))
    assert {"read", "resolve", "enrich", "write_bibtex"} <= set(names) <= set(package.__all__)


def test_the_help_of_every_command_has_its_say() -> None:
    for one in commands():
        assert one.help
        for option in one.params:
            assert not isinstance(option, click.Option) or option.help


@POSIX
def test_hooks_and_steps_shown_run_what_there_is(small_catalogue: Path, tmp_path: Path) -> None:
    said = re.findall(r"(?:entry: |run: |&& )(papers2bib check[^\n,]*)", README)
    assert len(said) == 2
    (tmp_path / "main.tex").touch()
    (tmp_path / "refs.bib").write_text(blocks("tex")[0], encoding="utf-8")
    for line in said:
        files = line if "refs.bib" in line else f"{line} refs.bib main.tex"
        assert run(files, tmp_path, small_catalogue).returncode == 1
