"""The recipe for latexmk in the README, run by latexmk."""

import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from needs import missing
from typesetting import need_tex

README = (Path(__file__).resolve().parents[1] / "README.md").read_text(encoding="utf-8")
TEXT = r"""\documentclass{article}
\begin{document}
\cite{arxiv:1706.03762}
\bibliographystyle{plain}
\bibliography{refs}
\end{document}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A text with the recipe beside it, and the program on the path."""
    need_tex()
    if not shutil.which("latexmk"):
        missing("latexmk", "no latexmk on the path")
    (recipe,) = re.findall(r"```perl\n(.*?)```", README, re.DOTALL)
    (tmp_path / ".latexmkrc").write_text(recipe, encoding="utf-8")
    program = tmp_path / "bin" / "papers2bib"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m papers2bib "$@"\n', encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return tmp_path


def make(folder: Path, text: str, catalogue: Path) -> str:
    """The list of references that comes out; the run has to succeed."""
    (folder / "main.tex").write_text(text, encoding="utf-8")
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["latexmk", "-pdf", "-interaction=nonstopmode", "main"],
        cwd=folder,
        env={**os.environ, "PATH": path, "PAPERS2BIB_CATALOGUE": str(catalogue)},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:]
    return (folder / "main.bbl").read_text(encoding="utf-8")


@pytest.mark.tex
def test_what_is_cited_by_id_is_in_the_references_and_what_is_added_later_too(
    folder: Path, small_catalogue: Path
) -> None:
    first = make(folder, TEXT, small_catalogue)
    assert "{arxiv:1706.03762}" in first
    assert "Vaswani" in first
    second = make(folder, TEXT.replace("cite{", "cite{arxiv:1412.6980,"), small_catalogue)
    assert "{arxiv:1412.6980}" in second
    assert "Kingma" in second
