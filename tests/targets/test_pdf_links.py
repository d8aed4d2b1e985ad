"""From a list to a PDF as the README has it; links in the PDF lead to the address as it is."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from command import ADAM, ATTENTION, write_list
from papers import paper, references
from pdf import links
from typesetting import need_tex

from papers2bib.targets.bibtex import BibtexTarget

pytestmark = pytest.mark.tex
README = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")
BIBTEX, BIBLATEX = re.findall(
    r"^```latex\n(.*?)^```\n+.*?^```sh\n(.*?)^```", README, re.MULTILINE | re.DOTALL
)
URL = "https://x.example/~a_b/%7Bc%7D?q=1&r=$2#d_e"
DOI = "10.5555/a_b(c)#d"


def make(folder: Path, document: str, lines: list[str]) -> set[str]:
    """Run the lines beside the document, and give the links of the PDF."""
    (folder / "paper.tex").write_text(document, encoding="utf-8")
    for line in lines:
        script = f'set -e; papers2bib() {{ "{sys.executable}" -m papers2bib --offline "$@"; }}\n'
        script += line.replace("pdflatex", "pdflatex -halt-on-error -interaction=nonstopmode")
        done = subprocess.run(["sh", "-c", script], cwd=folder, capture_output=True, check=False)
        assert done.returncode == 0, (line, (done.stdout + done.stderr)[-2000:])
    return links(folder / "paper.pdf")


@pytest.mark.skipif(os.name == "nt", reason="the commands are for a POSIX shell")
@pytest.mark.parametrize(("document", "commands"), [BIBTEX, BIBLATEX], ids=["bibtex", "biblatex"])
def test_three_commands_lead_from_a_list_to_a_pdf(
    document: str, commands: str, small_catalogue: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    need_tex()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PAPERS2BIB_CATALOGUE", str(small_catalogue))
    write_list(ATTENTION, ADAM, name="reading-list.txt")
    lines = commands.splitlines()
    assert len(lines) == 3
    found = make(tmp_path, document, lines)
    assert {"https://arxiv.org/abs/1706.03762", "https://arxiv.org/abs/1412.6980"} <= {
        one.replace("http:", "https:") for one in found
    }


@pytest.mark.parametrize("style", ["plainurl", "IEEEtran", "biblatex"])
def test_links_lead_to_the_address_as_it_is(style: str, tmp_path: Path) -> None:
    need_tex()
    papers = (paper("A Page", "", url=URL), paper("An Article", "", DOI, kind="article", venue="J"))
    target = BibtexTarget(utf8=style == "biblatex", biblatex=style == "biblatex")
    text = "".join(one.text for one in target.write(references(*papers)))
    (tmp_path / "refs.bib").write_text(text, encoding="utf-8")
    document, commands = BIBLATEX if style == "biblatex" else BIBTEX
    found = make(
        tmp_path,
        re.sub(r"As .*?\. |plainurl", lambda hit: style * (hit[0] == "plainurl"), document),
        commands.splitlines()[1:],
    )
    assert URL in found
    assert f"https://doi.org/{DOI}" in found or f"https://doi.org/{DOI.replace('#', '%23')}" in found
