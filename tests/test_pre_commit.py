"""The hook in the README, run by pre-commit."""

import os
import re
import shutil
import stat
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from command import ATTENTION
from needs import missing

README = (Path(__file__).resolve().parents[1] / "README.md").read_text(encoding="utf-8")
GOOD = (
    f"@misc{{a, title = {{{ATTENTION}}}, author = {{Vaswani, A. and others}}, year = 2017,"
    " eprint = {1706.03762}}\n"
)
ABSENT = "@article{b, title = {Quantum Cheese}, author = {A. B.}, journal = {J. Cheese}, year = 1999}\n"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with the hook in its settings, and the program on the path."""
    if not find_spec("pre_commit") or not shutil.which("git"):
        missing("pre-commit", "no pre-commit")
    (hook,) = re.findall(r"```yaml\n(- repo: local\n.*?)```", README, re.DOTALL)
    (tmp_path / ".pre-commit-config.yaml").write_text(f"repos:\n{hook}", encoding="utf-8")
    program = tmp_path / "bin" / "papers2bib"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m papers2bib "$@"\n', encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    subprocess.run(["git", "init", "-q", "."], cwd=tmp_path, check=True)
    return tmp_path


@pytest.mark.parametrize(
    ("text", "passes"),
    [(GOOD, True), (GOOD + ABSENT, True), (GOOD.replace("1706.03762", "1412.6980"), False)],
)
def test_the_hook_fails_for_findings_alone(
    repository: Path, small_catalogue: Path, text: str, passes: bool
) -> None:
    (repository / "refs.bib").write_text(text, encoding="utf-8")
    subprocess.run(["git", "add", "."], cwd=repository, check=True)
    environment = {
        **os.environ,
        "PATH": f"{repository / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PAPERS2BIB_CATALOGUE": str(small_catalogue),
        "PRE_COMMIT_HOME": str(repository / "home"),
    }
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "run", "--all-files"],
        cwd=repository,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode == 0) is passes, done.stdout + done.stderr
    assert ("Passed" if passes else "id-elsewhere: a: ") in done.stdout
