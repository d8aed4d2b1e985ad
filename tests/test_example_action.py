"""The workflow and the hooks of examples/action keep refs.bib beside a list; those of the root check one.

They are run as a runner would run them, and, where it is installed, by pre-commit itself.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command import ADAM, ATTENTION, SHARED_TITLE, UNKNOWN, write_list

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "examples" / "action"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the steps are for a POSIX shell")
COMMIT = "git -c user.name=A -c user.email=a@b.example commit -qm List"
GH = '#!/bin/sh\necho "$*" >> "$GH_LOG"\n[ "$2" != list ] || cat "$GH_OPEN"\n'
ENTRY = "@misc{a, title = {%s}, author = {Vaswani, Ashish and others}, eprint = {1706.03762}}\n"
ABSENT = (
    f"@article{{b, title = {{{UNKNOWN}}}, author = {{Doe, Jane}}, journal = {{Annals}}, year = {{2016}}}}\n"
)
NO_SETTINGS = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}


def hook(path: Path) -> list[str]:
    """The words of the first hook of a file, to which pre-commit adds the names of files."""
    entry = re.search(r"^ *entry: (.*)", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert entry
    return shlex.split(entry[1])


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
            f'#!/bin/sh\nexec "{sys.executable}" -m papers2bib "$@"\n', encoding="utf-8"
        )
        for one in programs.iterdir():
            one.chmod(0o755)
        self.environment = os.environ | NO_SETTINGS | {"PAPERS2BIB_CATALOGUE": str(catalogue)}
        self.environment |= {"GH_LOG": str(self.log), "GH_OPEN": str(self.open), "PAPERS2BIB_OFFLINE": "1"}
        self.environment["PATH"] = f"{programs}{os.pathsep}{os.environ['PATH']}"
        self.open.write_text("0\n", encoding="utf-8")
        self.sh(
            "git init -q --bare ../origin.git && git init -q -b main && git remote add origin ../origin.git"
        )

    def sh(self, script: str, *, fails: bool = False) -> str:
        done = subprocess.run(
            ["bash", "-e", "-c", script], env=self.environment, capture_output=True, text=True, check=False
        )
        assert (done.returncode != 0) is fails, done.stderr
        return done.stdout

    def commit(self, *titles: str) -> None:
        write_list(*(f"- {title}" for title in titles), name="README.md")
        self.sh("git switch -q main 2>/dev/null || true; git add README.md")
        self.sh(COMMIT)

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
    entry = shlex.join(hook(FOLDER / ".pre-commit-config.yaml"))
    write_list(f"- {ATTENTION}", name="README.md")
    repository.sh(f"{entry} README.md")
    before = Path("refs.bib").read_bytes()
    repository.sh(f"{entry} README.md")
    assert before.count(b"@") == 1
    assert Path("refs.bib").read_bytes() == before


def test_pre_commit_stops_until_what_has_moved_is_added(repository: Repository, tmp_path: Path) -> None:
    if not shutil.which("pre-commit"):
        pytest.skip("pre-commit is not installed")
    repository.environment["PRE_COMMIT_HOME"] = str(tmp_path / "kept")
    shutil.copy(FOLDER / ".pre-commit-config.yaml", ".")
    write_list(f"- {ATTENTION}", name="README.md")
    repository.sh("git add -A; pre-commit install")
    repository.sh(COMMIT, fails=True)
    repository.sh(f"git add -A; {COMMIT}")
    there = repository.sh("git ls-tree --name-only main").split()
    assert there == [".pre-commit-config.yaml", "README.md", "choices.jsonl", "papers2bib.lock", "refs.bib"]
    write_list(f"- {ATTENTION}", f"- {ADAM}", name="README.md")
    repository.sh("git add README.md")
    repository.sh(COMMIT, fails=True)
    repository.sh(f"git add -A; {COMMIT}")
    write_list(f"- {ATTENTION}", f"- {ADAM}", f"- {SHARED_TITLE}", name="README.md")
    repository.sh("git add README.md")
    repository.sh(COMMIT, fails=True)
    repository.sh(f"git add -A; {COMMIT}", fails=True)
    choices = Path("choices.jsonl").read_text(encoding="utf-8")
    Path("choices.jsonl").write_text(
        choices.replace('"choose": null', '"choose": "arxiv:1612.00796"'), encoding="utf-8"
    )
    repository.sh(f"pre-commit run --all-files || git add -A; {COMMIT}")
    assert "eprint = {1612.00796}" in repository.sh("git show main:refs.bib")


@pytest.mark.parametrize(("title", "fails"), [(ATTENTION, False), ("Attention Is All We Need", True)])
@pytest.mark.parametrize("others", ["", ABSENT])
def test_what_the_catalogue_contradicts_stops_a_commit_and_an_action(
    repository: Repository, title: str, fails: bool, others: str
) -> None:
    Path("refs.bib").write_text(ENTRY % title + others, encoding="utf-8")
    repository.sh(shlex.join([*hook(ROOT / ".pre-commit-hooks.yaml"), "refs.bib"]), fails=fails)
    action = (ROOT / "action.yml").read_text(encoding="utf-8")
    install, check = re.findall(r"^    - run: (.*)\n      shell: bash$", action, re.MULTILINE)
    assert install == 'pip install "$GITHUB_ACTION_PATH"'
    repository.environment["FILES"] = "refs.bib"
    assert ("::error file=refs.bib" in repository.sh(check, fails=fails)) is fails
