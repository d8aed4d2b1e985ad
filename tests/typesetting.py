"""What TeX, BibTeX and biber say of a .bib file."""

import re
import shutil
import subprocess
from pathlib import Path

from needs import missing

STYLES = ("plain", "plainurl", "abbrv", "IEEEtran", "unsrtnat")
_DOCUMENT = r"""\documentclass{article}
\usepackage[T1]{fontenc}
\usepackage[utf8]{inputenc}
%s\usepackage{hyperref}
\begin{document}
\nocite{%s}
\bibliographystyle{%s}
\bibliography{refs}
\end{document}
"""


def need_tex() -> None:
    """Skip the test at hand where TeX is not installed, or fail it where it is required."""
    for program in ("pdflatex", "bibtex", "biber"):
        if not shutil.which(program):
            missing("tex", f"no {program} on the path")


def complaints(folder: Path, style: str, cited: str = "*") -> list[str]:
    """Errors of LaTeX, errors and warnings of BibTeX, for cited entries of `folder/refs.bib` in one style."""
    natbib = "\\usepackage[numbers]{natbib}\n" if style == "unsrtnat" else ""
    (folder / "paper.tex").write_text(_DOCUMENT % (natbib, cited, style), encoding="utf-8")
    latex = ["pdflatex", "-draftmode", "-no-shell-escape", "-interaction=nonstopmode", "paper"]
    _run(folder, latex)
    bibtex = _run(folder, ["bibtex", "paper"])
    _run(folder, latex)
    log = _run(folder, latex)
    return [line for line in bibtex.splitlines() if re.search(r"Warning--|---line|error message", line)] + [
        "\n".join(log.splitlines()[at : at + 4])
        for at, line in enumerate(log.splitlines())
        if re.match(r"! [A-Z]", line)
    ]


def count_printed(folder: Path) -> int:
    """How many entries BibTeX put into the bibliography."""
    return (folder / "paper.bbl").read_text(encoding="utf-8").count("\\bibitem")


def printed(folder: Path) -> str:
    """The text of `folder/paper.pdf`, which says `\\pdfcompresslevel=0`."""
    pages = (folder / "paper.pdf").read_bytes().decode("latin-1")
    return re.sub(r"\)(-?\d+)\(", lambda gap: " " if int(gap[1]) < -200 else "", pages)


def found(folder: Path, key: str) -> bool:
    """Whether BibTeX finds an entry of `folder/refs.bib` by its key."""
    aux = f"\\relax\n\\citation{{{key}}}\n\\bibstyle{{plain}}\n\\bibdata{{refs}}\n"
    (folder / "paper.aux").write_text(aux, encoding="utf-8")
    _run(folder, ["bibtex", "paper"])
    return f"\\bibitem{{{key}}}" in (folder / "paper.bbl").read_text(encoding="utf-8", errors="replace")


def validate(folder: Path) -> set[str]:
    """The fields of `folder/refs.bib` that biblatex does not know, and whatever else biber warns of."""
    said = _run(folder, ["biber", "--tool", "--validate-datamodel", "refs.bib"])
    found = set()
    for line in re.findall(r"^(?:WARN|ERROR) - (.*)", said, re.MULTILINE):
        field = re.search(r"Field '(\w+)' invalid in data model", line)
        found.add(field[1] if field else line)
    return found


def _run(folder: Path, command: list[str]) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, timeout=300, check=False)
    return (done.stdout + done.stderr).decode("utf-8", "replace")
