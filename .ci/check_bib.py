"""A .bib file and a scratch directory in; fails unless it parses and compiles cleanly."""

import subprocess
import sys
from pathlib import Path

import bibtexparser
from bibtexparser.bparser import BibTexParser

_DOCUMENT = r"""\documentclass{article}
\usepackage[T1]{fontenc}
\usepackage{hyperref}
\begin{document}\nocite{*}\bibliographystyle{plainurl}\bibliography{refs}\end{document}
"""


def main(bib: Path, scratch: Path) -> None:
    """Raise or exit with a message at the first thing that is wrong."""
    text = bib.read_text(encoding="utf-8")
    entries = bibtexparser.loads(
        text, BibTexParser(common_strings=True, ignore_nonstandard_types=False)
    ).entries
    if not entries or len(entries) != sum(line.startswith("@") for line in text.splitlines()):
        sys.exit(f"{bib}: {len(entries)} entries parsed")
    scratch.mkdir(parents=True)
    (scratch / "refs.bib").write_text(text, encoding="utf-8")
    (scratch / "paper.tex").write_text(_DOCUMENT, encoding="utf-8")
    latex = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "paper"]
    for command in (latex, ["bibtex", "paper"], latex, latex):
        done = subprocess.run(
            command, cwd=scratch, capture_output=True, text=True, errors="replace", check=False
        )
        if done.returncode or "Warning--" in done.stdout:
            sys.exit(f"{' '.join(command)}:\n{done.stdout[-3000:]}")
    print(f"{len(entries)} entries, {(scratch / 'paper.pdf').stat().st_size} bytes of PDF")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
