"""From paths to listings: which files are read, in which order, and what is said of the others."""

import io
import os
import sys
from pathlib import Path

import pytest

from papers2bib.readers.walk import read

LIST = "1. Attention Is All You Need\n2. Deep Residual Learning for Image Recognition\n"


class Told:
    """Listings, notes and problems of one reading."""

    def __init__(
        self, *paths: str | Path, form: str | None = None, ignore: frozenset[Path] = frozenset()
    ) -> None:
        self.notes: list[str] = []
        self.problems: list[str] = []
        problem = self.problems.append
        found = read(paths, form, ignore=ignore, note=self.notes.append, problem=lambda e: problem(str(e)))
        self.listings = list(found)

    @property
    def origins(self) -> list[str]:
        return [one.origin for one in self.listings]

    @property
    def titles(self) -> list[str]:
        return [one.title for one in self.listings]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_directory_is_read_sorted_and_deep(here: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", "a.txt"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text("1. Title of " + name, encoding="utf-8")
    told = Told(".")
    assert [Path(origin) for origin in told.origins] == [
        Path(".", name) for name in ("a/b/c.txt:1", "a/z.txt:1", "a.txt:1", "b.txt:1")
    ]


def test_origins_are_paths_as_typed(here: Path) -> None:
    Path("seeds").mkdir()
    Path("seeds/a.txt").write_text("\n" + LIST, encoding="utf-8")
    assert Told("seeds/a.txt").origins == ["seeds/a.txt:2", "seeds/a.txt:3"]
    assert Told(str(here / "seeds" / "a.txt")).origins[0] == f"{here / 'seeds' / 'a.txt'}:2"


def test_what_is_no_list_is_skipped_with_one_note(here: Path) -> None:
    files = {
        "list.txt": LIST.encode(),
        "script.py": b"import os\n",
        ".hidden.txt": LIST.encode(),
        "settings.json": b'{"a": 1}',
        "image.png": b"\x89PNG\r\n\x1a\n\0\0\0",
        "essay.txt": b"this is prose that runs on,\nline for line, with no\ntitles in it. and so on.\n" * 9,
        "empty.txt": b"",
    }
    for name, data in files.items():
        Path(name).write_bytes(data)
    Path(".git").mkdir()
    Path(".git/list.txt").write_text(LIST, encoding="utf-8")
    told = Told(str(here))
    assert len(told.listings) == 2
    assert told.problems == []
    (note,) = told.notes
    assert note.startswith("skipped 6 files that are no lists: ")
    assert ".git" not in note


def test_a_named_file_is_always_read(here: Path) -> None:
    Path("notes.py").write_text("Attention Is All You Need\n", encoding="utf-8")
    assert Told("notes.py").titles == ["Attention Is All You Need"]


def test_a_format_overrides_what_a_file_looks_like(here: Path) -> None:
    Path("list.txt").write_text("title,year\nA Title,2020\n", encoding="utf-8")
    assert Told("list.txt", form="titles").titles == ["title,year", "A Title,2020"]


def test_what_the_run_writes_is_not_read(here: Path) -> None:
    Path("a.txt").write_text(LIST, encoding="utf-8")
    Path("out.txt").write_text(LIST, encoding="utf-8")
    written = frozenset({here.resolve() / "out.txt"})
    assert len(Told(".", ignore=written).listings) == 2
    told = Told("out.txt", ignore=written)
    assert told.listings == []
    assert told.notes == ["out.txt: not read, for this run writes it"]


def test_no_file_is_read_twice(here: Path) -> None:
    Path("a.txt").write_text(LIST, encoding="utf-8")
    assert len(Told("a.txt", ".", "./a.txt").listings) == 2


def test_a_path_that_is_not_there_does_not_stop_the_rest(here: Path) -> None:
    Path("a.txt").write_text(LIST, encoding="utf-8")
    told = Told("none.txt", "a.txt")
    assert len(told.listings) == 2
    (problem,) = told.problems
    assert problem.startswith("none.txt: no such file or directory: ")


@pytest.mark.skipif(
    sys.platform == "win32" or (hasattr(os, "geteuid") and os.geteuid() == 0), reason="reads all"
)
def test_an_unreadable_file_does_not_stop_the_rest(here: Path) -> None:
    for name in ("a.txt", "b.txt"):
        Path(name).write_text(LIST, encoding="utf-8")
    Path("a.txt").chmod(0)
    told = Told(".")
    assert len(told.listings) == 2
    assert "cannot be read (permission denied)" in told.problems[0]


def test_a_directory_that_cannot_be_opened_as_a_file_is_no_crash(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("a.txt").write_text(LIST, encoding="utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    told = Told("a.txt")
    assert told.problems == ["a.txt: cannot be read (permission denied): check the path and its permissions"]


def test_a_binary_file_given_by_name_is_a_problem(here: Path) -> None:
    Path("paper.pdf").write_bytes(b"%PDF-1.5\n\0\1\2")
    told = Told("paper.pdf")
    assert told.listings == []
    assert told.problems[0].startswith("paper.pdf: binary, not a list")


def test_an_empty_file_is_noted(here: Path) -> None:
    Path("a.txt").write_bytes(b"")
    told = Told("a.txt")
    assert (told.listings, told.problems) == ([], [])
    assert told.notes == ["a.txt: holds no papers (read as titles)"]


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(LIST.encode())))
    assert Told("-").origins == ["<stdin>:1", "<stdin>:2"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings_are_told_apart(here: Path, encoding: str) -> None:
    text = "1. Erdős–Rényi Graphs\n2. Über “Attention”\n".replace("ő", "ö")
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    Path("a.txt").write_bytes(mark + text.encode(encoding))
    told = Told("a.txt")
    assert told.titles == ["Erdös–Rényi Graphs", "Über “Attention”"]
    assert [note.partition(": ")[0] for note in told.notes] == (["a.txt:1"] if encoding == "cp1252" else [])


def test_only_the_lines_that_are_not_utf8_are_taken_for_windows_1252(here: Path) -> None:
    Path("a.txt").write_bytes("1. Schrödinger\n2. ".encode() + b"Schr\xf6dinger\n3. \x81\xf6\n")
    told = Told("a.txt")
    assert told.titles == ["Schrödinger", "Schrödinger", "ö"]
    assert told.notes == ["a.txt:2: not UTF-8, read as Windows-1252; check the accents"]


def test_letters_that_lie_across_a_piece_of_the_file_are_kept(here: Path) -> None:
    title = "é" * 100
    Path("a.txt").write_text("".join(f"{n}. {title}\n" for n in range(1, 2000)), encoding="utf-8")
    assert set(Told("a.txt").titles) == {title}


@pytest.mark.parametrize(
    ("name", "text", "titles"),
    [
        (
            "LICENSE",
            "MIT License\n\nPermission is hereby granted, free of charge, to any person\nobtaining a copy\n",
            0,
        ),
        ("requirements.txt", "numpy>=1.2\nscipy==1.4.1\ntorch\n", 0),
        ("robots.txt", "User-agent: *\nDisallow: /\n", 0),
        ("CMakeLists.txt", "project(foo)\nadd_executable(foo main.c)\n", 0),
        ("notes.txt", "We met on Monday. It was long.\n\nAnother paragraph has sentences. It ends.\n", 0),
        ("README.md", "# My project\n\nInstall it.\n\n- fast\n- small\n", 0),
        (
            "CHANGELOG.md",
            "## 1.0\n\n- Added a thing that does things\n- Fixed a bug\n- Removed a third one\n",
            0,
        ),
        ("settings.json", '{"title": "x", "list": [1, 2]}', 0),
        ("numbers.csv", "a,b\n1,2\n", 0),
        ("page.html", "<!DOCTYPE html><html><body><p>Hello</p></body></html>", 0),
        ("app.log", "2024-01-01 10:00 INFO Started\n", 0),
        ("titles.txt", "Deep Image Prior\nMask R-CNN\n", 2),
        ("links.txt", "https://arxiv.org/abs/1706.03762\nhttps://arxiv.org/abs/1703.06870\n", 2),
        ("awesome.md", "- [A](https://arxiv.org/abs/1706.03762)\n", 1),
        ("markdown.txt", "- **A Title** [x](https://a.org)\n- **Another Title** [x](https://a.org)\n", 2),
        ("zh.txt", "1、大语言模型综述\n2、注意力机制\n", 2),
        ("refs.bbl", "\\bibitem{k} Jane Doe. \\newblock A Title. \\newblock 2020.\n", 1),
        ("refs.bib", "@misc{a, title={A Title}}", 1),
        ("papers.json", '[{"title": "A Title"}]', 1),
        ("papers.csv", "id;title\n1;A Title\n", 1),
        ("reviews.tsv", "sentence one is good\t1\nsentence two is bad\t0\n", 0),
        ("papers.txt", "year\ttitle\n2017\tA Title\n", 1),
    ],
)
def test_in_a_directory_only_lists_are_claimed(here: Path, name: str, text: str, titles: int) -> None:
    Path(name).write_text(text, encoding="utf-8")
    told = Told(".")
    assert len(told.listings) == titles
    assert (told.problems, len(told.notes)) == ([], int(titles == 0))


def test_the_column_taken_for_titles_is_noted(here: Path) -> None:
    Path("list.tsv").write_text("Attention Is All You Need\t2017\nMask R-CNN for Everyone\t2017\n", "utf-8")
    told = Told(".")
    assert told.titles == ["Attention Is All You Need", "Mask R-CNN for Everyone"]
    assert told.problems == []
    (note,) = told.notes
    assert note.endswith("list.tsv:1: no column is named 'title': column 1 is taken, which reads as titles")
