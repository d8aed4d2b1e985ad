"""The workflow and the hook of examples/action keep refs.bib beside a list, as a runner would run them."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from command import ADAM, ATTENTION, SHARED_TITLE, write_list

FOLDER = Path(__file__).resolve().parents[1] / "examples" / "action"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the steps are for a POSIX shell")
GH = '#!/bin/sh\necho "$*" >> "$GH_LOG"\n[ "$2" != list ] || cat "$GH_OPEN"\n'
NO_SETTINGS = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}


def steps() -> list[str]:
    text = (FOLDER / ".github" / "workflows" / "refs.yml").read_text(encoding="utf-8")
    found = re.findall(r"^( +)run: \|\n((?:\1  .*\n)+)", text, re.MULTILINE)
    return [re.sub(rf"^{indent}  ", "", block, flags=re.MULTILINE) for indent, block in found]


class Repository:
    """A repository with a list, its origin, and a `gh` that notes what it is told."""

    def __init__(self, folder: Path, catalogue: Path) -> None:
        self.log, self.open = folder / "gh.log", folder / "open"
        programs = folder / "bin"
        programs.mkdir()
        (programs / "gh").write_text(GH, encoding="utf-8")
        (programs / "papers2bib").write_text(
            f'#!/bin/sh\nexec "{sys.executable}" -m papers2bib --offline "$@"\n', encoding="utf-8"
        )
        for one in programs.iterdir():
            one.chmod(0o755)
        self._environment = os.environ | NO_SETTINGS | {"PAPERS2BIB_CATALOGUE": str(catalogue)}
        self._environment |= {"GH_LOG": str(self.log), "GH_OPEN": str(self.open)}
        self._environment["PATH"] = f"{programs}{os.pathsep}{os.environ['PATH']}"
        self.open.write_text("0\n", encoding="utf-8")
        self.sh(
            "git init -q --bare ../origin.git && git init -q -b main && git remote add origin ../origin.git"
        )

    def sh(self, script: str, *, fails: bool = False) -> str:
        done = subprocess.run(
            ["bash", "-e", "-c", script], env=self._environment, capture_output=True, text=True, check=False
        )
        assert (done.returncode != 0) is fails, done.stderr
        return done.stdout

    def commit(self, *titles: str) -> None:
        write_list(*(f"- {title}" for title in titles), name="README.md")
        self.sh("git switch -q main 2>/dev/null || true; git add README.md")
        self.sh("git -c user.name=A -c user.email=a@b.example commit -qm List")

    def act(self) -> str:
        """What `gh` is told by one run of the workflow."""
        self.log.write_text("", encoding="utf-8")
        for step in steps():
            self.sh(step)
        return self.log.read_text(encoding="utf-8")


@pytest.fixture
def repository(small_catalogue: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    return Repository(tmp_path, small_catalogue)


def test_the_workflow_opens_one_change_and_only_when_something_moves(repository: Repository) -> None:
    repository.commit(ATTENTION, SHARED_TITLE)
    assert "pr create --head papers2bib --title Update refs.bib" in repository.act()
    there = repository.sh("git ls-tree --name-only papers2bib").split()
    assert there == ["README.md", "choices.jsonl", "papers2bib.lock", "refs.bib"]
    assert "eprint = {1706.03762}" in repository.sh("git -C ../origin.git show papers2bib:refs.bib")
    assert repository.act() == ""
    repository.open.write_text("1\n", encoding="utf-8")
    repository.commit(ATTENTION, SHARED_TITLE, ADAM)
    assert "pr create" not in repository.act()
    assert "eprint = {1412.6980}" in repository.sh("git -C ../origin.git show papers2bib:refs.bib")


def test_a_workflow_that_cannot_do_its_work_fails(repository: Repository) -> None:
    repository.commit(ATTENTION)
    Path("papers2bib.lock").write_text("<<<<<<< HEAD", encoding="utf-8")
    repository.sh(steps()[0], fails=True)


def test_the_hook_adds_what_the_list_has_more(repository: Repository) -> None:
    text = (FOLDER / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    entry = re.search(r"entry: (.*)", text)
    assert entry
    write_list(f"- {ATTENTION}", name="README.md")
    repository.sh(f"{entry[1]} README.md")
    before = Path("refs.bib").read_bytes()
    repository.sh(f"{entry[1]} README.md")
    assert before.count(b"@") == 1
    assert Path("refs.bib").read_bytes() == before
