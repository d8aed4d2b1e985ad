"""The library: a light import, typed public names, and the flow from lists to BibTeX."""

import subprocess
import sys
from pathlib import Path

import pytest
from command import ADAM, ATTENTION, SHARED_TITLE, UNKNOWN, write_list

import papers2bib


def test_importing_it_imports_next_to_nothing() -> None:
    program = "import sys; import papers2bib; print([m for m in sys.modules if m.startswith('papers2bib.')])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", sorted(set(papers2bib.__all__) - {"__version__"}))
def test_every_public_name_is_there_and_documented(name: str) -> None:
    assert name in dir(papers2bib)
    assert getattr(papers2bib, name).__doc__


def test_other_names_are_not_there() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = papers2bib.nonsense


def test_from_lists_to_bibtex(small_catalogue: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = write_list(ATTENTION, UNKNOWN, ADAM, SHARED_TITLE)
    listings = papers2bib.read([path])
    matches = list(papers2bib.resolve(listings, [papers2bib.CatalogueSource([small_catalogue])]))
    assert [match.verdict for match in matches] == [
        papers2bib.Verdict.MATCHED,
        papers2bib.Verdict.MISSING,
        papers2bib.Verdict.MATCHED,
        papers2bib.Verdict.AMBIGUOUS,
    ]
    written = list(papers2bib.write_bibtex(papers2bib.enrich(matches)))
    assert [one.reference.paper.id("arxiv") for one in written] == ["1706.03762", "1412.6980"]
    assert all(one.text.startswith(f"@misc{{{one.key},\n") for one in written)
