import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from papers import HOSTILE_TITLES, paper, references
from typesetting import STYLES, complaints, count_printed, need_tex, validate

from papers2bib.ids import PaperId
from papers2bib.model import Date, Paper
from papers2bib.targets.bibtex import write_bibtex

NAMES = (
    "Émile Zola",
    "Łukasz Kaiser",
    "Laurens van der Maaten",
    "George N. Phillips Jr.",
    "The ATLAS Collaboration",
    "José Ortega y Gasset",
    "ångström, Ösel",
    "Søren Þór",
    "Đorđe Žikelić",
    "via Gobetti 93/3 #5",
    r"\input{x}",
)
DIVERSE = (
    "Ünïcödé àccents: ęąśćżźňřťďūīķņģļşţğőűæœøßđðþı",
    "Symbols: × ÷ ± ≤ ≥ ≠ ≈ ∞ → ⇒ ∈ ∉ ⊂ ∪ ∩ ∀ ∃ ∂ ∇ ∑ ∏ √ ∝ ⊗ ⊕ ⟨x⟩ ‖ ° § ¶ © ® ™ € £ ¥ ¿ ¡ « » ‹ › • · … ‰",
    "Greek: αβγδεζηθικλμνξοπρστυφχψω ΓΔΘΛΞΠΣΥΦΨΩ ϕ ϑ ς",
    "Letters: 𝐀 𝒜 ℝ ℤ ℓ ² ³ ⁿ ₂ ½ ﬁ Å µ",
    r"Math: $\mathbb{R}^{n}$, $\mathfrak{sl}_2$, $\lesssim \gtrsim \leqslant$, $\bm{x}$, $\text{a b}$, $\R$",
    r"Text: {\it x} {\bf x} {\em x} \textsc{x} \texttt{x} \ce{H2O} {\cal N} \S\ \P\ \copyright\ \dots",
)


def made_up() -> Iterator[Paper]:
    for at, title in enumerate(filter(None, (*HOSTILE_TITLES, *DIVERSE))):
        number = f"{at % 10 + 15}04.{at + 1:05}"  # natbib tells but 26 papers of one year apart
        note, code = (title, "https://github.com/a/b_c%20d#e~f&g") if at % 2 else ("", "")
        yield paper(title, number, authors=(*NAMES, title), journal_ref=note, code=code, abstract=title)
    doi = "10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-#_x"
    links = ("https://x.org/~a_b/%7B#c", "https://y.org/{z}?q=1&r=$2^3")
    yield paper(
        "An Article", "2504.20001", doi, kind="article", venue="J. of A & B_c", volume="1", number="2"
    )
    yield paper(
        "A Talk", "2504.20002", kind="inproceedings", venue="Proc. of 5%", volume="3", number="4", links=links
    )
    yield paper("No Authors", "2504.20003", authors=())
    yield paper("By DOI", "", doi, published=Date(2020))


def write(papers: list[Paper], folder: Path) -> int:
    entries = [one.text for one in write_bibtex(references(*papers), abstract=True) if one.text.isascii()]
    (folder / "refs.bib").write_text("".join(entries), encoding="utf-8")
    return len(entries)


@pytest.mark.tex
@pytest.mark.parametrize("style", STYLES)
def test_diverse_and_hostile_entries_compile_in_every_style(style: str, tmp_path: Path) -> None:
    need_tex()
    papers = list(made_up())
    assert write(papers, tmp_path) == len(papers)
    assert complaints(tmp_path, style) == []
    assert count_printed(tmp_path) == len(papers)


@pytest.mark.tex
def test_biblatex_lacks_but_the_fields_code_and_project(tmp_path: Path) -> None:
    need_tex()
    write(list(made_up()), tmp_path)
    assert validate(tmp_path) <= {"code", "project"}


@pytest.mark.tex
@pytest.mark.facts
def test_1500_real_titles_with_latex_or_accents_compile(shared: Path, tmp_path: Path) -> None:
    need_tex()
    papers = list(real_papers(shared / "catalogue" / "arxiv.jsonl.gz", 1500))
    assert write(papers, tmp_path) == 1500
    assert complaints(tmp_path, "plain") == []
    assert count_printed(tmp_path) == 1500


def real_papers(facts: Path, wanted: int) -> Iterator[Paper]:
    """Papers of all years whose titles are not plain ASCII prose, without those that LaTeX cannot print."""
    every = 40
    with gzip.open(facts, "rt", encoding="utf-8") as lines:
        odd = (line for line in lines if re.search(r'"title":"[^"]*(?:[\\$^_{}]|[^\x00-\x7f])', line))
        for at, line in enumerate(odd):
            if at % every == 0 and wanted and not re.search(r"[\u2e80-\uffff]", line):
                wanted -= 1
                yield from_facts(json.loads(line))


def from_facts(fact: dict[str, object]) -> Paper:
    return Paper(
        source="facts",
        title=str(fact["title"]),
        ids=(PaperId("arxiv", str(fact["arxiv_id"])),),
        authors=tuple(map(str, fact["authors"])),  # type: ignore[call-overload]  # a list, by its README
        published=Date.parse(str(fact["published"])),
        journal_ref=str(fact.get("venue", "")),
        code=str(fact.get("code_url", "")),
    )
