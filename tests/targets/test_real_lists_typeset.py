"""The references of real lists compile in every style, and biblatex knows all their fields but two."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typesetting import STYLES, complaints, count_printed, need_tex, validate

pytestmark = [pytest.mark.facts, pytest.mark.tex]

LISTS = [
    "seeds",
    "lists/04_hf_weekly_2026/stripped.txt",
    "lists/21_all_fields_first_author_2022/stripped.txt",
    "lists/31_latex_titles/stripped.txt",
]
Write = Callable[[str], Path]


@pytest.fixture(scope="module")
def write(shared: Path, full_catalogue: Path, tmp_path_factory: pytest.TempPathFactory) -> Write:
    """Writes the references of a list once, and gives the folder of refs.bib."""
    made: dict[str, Path] = {}

    def written(name: str) -> Path:
        if name not in made:
            made[name] = tmp_path_factory.mktemp("bib")
            command = [sys.executable, "-m", "papers2bib", "--offline", "--quiet", str(shared / name)]
            command += ["--catalogue", str(full_catalogue), "-o", str(made[name] / "refs.bib")]
            done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
            assert done.returncode == 1, done.stderr  # some are open
        return made[name]

    return written


def portions(keys: list[str], most: int) -> list[list[str]]:
    """The keys, no portion of them with more than `most` papers by one first author in one year."""
    seen: dict[str, int] = {}
    parted: dict[int, list[str]] = {}
    for key in keys:
        author_and_year = re.sub(r"(?<=\d{4}).*", "", key)
        seen[author_and_year] = seen.get(author_and_year, -1) + 1
        parted.setdefault(seen[author_and_year] // most, []).append(key)
    return list(parted.values())


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", LISTS)
def test_the_references_of_a_list_compile_in_every_style(name: str, style: str, write: Write) -> None:
    need_tex()
    folder = write(name)
    keys = re.findall(r"^@\w+\{(.+),$", (folder / "refs.bib").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(keys) > 60
    # natbib tells papers of one author and year apart by one letter each, in numeric styles too.
    for portion in portions(keys, 26 if style == "unsrtnat" else len(keys)):
        assert complaints(folder, style, ",".join(portion)) == []
        assert count_printed(folder) == len(portion)


@pytest.mark.parametrize("name", LISTS)
def test_biblatex_knows_all_fields_but_code_and_project(name: str, write: Write) -> None:
    need_tex()
    assert validate(write(name)) <= {"code", "project"}
