"""The command in a process of its own: pipes, signals, closed streams, full disks, odd surroundings."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command import ADAM, ATTENTION, UNKNOWN, process, write_list

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals and devices of POSIX")
SHELL = pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
FULL = Path("/dev/full")
NEEDS_FULL = pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")


@pytest.fixture(autouse=True)
def surroundings(small_catalogue: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty directory, the small catalogue, and no web."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PAPERS2BIB_CATALOGUE", str(small_catalogue))
    monkeypatch.setenv("PAPERS2BIB_OFFLINE", "1")


def shell(line: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A line of sh in which `papers2bib` is the command."""
    script = f'papers2bib() {{ "{sys.executable}" -m papers2bib "$@"; }}\n{line}'
    surroundings = {**os.environ, **environment}
    return subprocess.run(["sh", "-c", script], capture_output=True, text=True, env=surroundings, check=False)


def interrupted(number: int) -> tuple[int, str]:
    """Exit status and stderr of a run that a signal meets while it waits for its list."""
    running = process("-", "-o", "refs.bib", "--report", "r.jsonl")
    deadline = time.monotonic() + 20
    while len(list(Path().glob(".papers2bib-*"))) < 2 and time.monotonic() < deadline:
        time.sleep(0.02)
    running.send_signal(number)
    _, err = running.communicate()
    return running.returncode, err.decode()


@SHELL
def test_a_reader_that_goes_away_is_no_error_and_costs_no_report() -> None:
    write_list(*[f"{ATTENTION}\n{ADAM}"] * 3)
    found = shell("{ papers2bib -q list.txt --report r.jsonl; echo status $? >&2; } | true")
    assert found.stderr.strip() in {"status 141", "status 0"}  # 0: all was in the pipe before it closed
    assert len(Path("r.jsonl").read_text(encoding="utf-8").splitlines()) == 6


@SHELL
def test_a_pipe_that_is_broken_from_the_start_is_silent() -> None:
    write_list(ATTENTION)
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "papers2bib", "-q", "list.txt"],
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


@SHELL
def test_a_lost_stderr_does_not_lose_the_work() -> None:
    write_list(ATTENTION, UNKNOWN)
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "papers2bib", "list.txt"], stdout=subprocess.PIPE, stderr=writing, check=False
    )
    os.close(writing)
    assert done.returncode == 1
    assert b"1706.03762" in done.stdout


@SHELL
@pytest.mark.parametrize("closed", ["2>&-", "<&-", "2>&- <&-"])
def test_closed_streams_do_not_end_up_in_the_files(closed: str) -> None:
    write_list(ATTENTION, UNKNOWN)
    assert shell(f"papers2bib list.txt -o refs.bib --report r.jsonl {closed}").returncode == 1
    assert Path("refs.bib").read_text(encoding="utf-8").startswith("@")
    assert Path("r.jsonl").read_text(encoding="utf-8").count("\n") == 2


@SHELL
def test_a_closed_stdout_is_one_clear_line() -> None:
    write_list(ATTENTION)
    found = shell("papers2bib list.txt >&-")
    assert (found.returncode, found.stderr) == (1, "papers2bib: standard output: is closed: give -o FILE\n")


@SHELL
def test_a_closed_stdin_is_one_clear_line() -> None:
    found = shell("papers2bib - <&-")
    assert (found.returncode, found.stderr) == (1, "papers2bib: standard input: is closed: name a file\n")


@NEEDS_FULL
@SHELL
@pytest.mark.parametrize("where", ["> /dev/full", "-o /dev/full", "-o refs.bib --report /dev/full"])
def test_a_full_disk_is_one_clear_line(where: str) -> None:
    write_list(ATTENTION)
    Path("refs.bib").write_text("precious", encoding="utf-8")
    found = shell(f"papers2bib -q list.txt {where}")
    assert found.returncode == 1
    assert found.stderr.lower().endswith("cannot be written (no space left on device)\n")
    assert found.stderr.count("\n") == 1
    assert Path("refs.bib").read_text(encoding="utf-8") == "precious"


@NEEDS_FULL
@SHELL
@pytest.mark.parametrize("words", ["--help", "--version", "catalogue info"])
def test_words_for_a_full_disk_are_one_clear_line(words: str) -> None:
    found = shell(f"papers2bib {words} > /dev/full")
    assert (found.returncode, found.stderr) == (1, "papers2bib: No space left on device\n")


@SHELL
@pytest.mark.parametrize("words", ["--help", "catalogue info"])
def test_words_for_a_reader_that_has_gone_are_dropped(words: str) -> None:
    found = shell(f"{{ papers2bib {words}; }} | true")
    assert found.stderr == ""


@SHELL
def test_the_standard_streams_can_be_named_as_files() -> None:
    write_list(ATTENTION)
    found = shell("papers2bib -q list.txt -o refs.bib --report /dev/stdout | cat")
    assert '"verdict": "matched"' in found.stdout


@POSIX
@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_run_leaves_everything_as_it_was(number: int, status: int) -> None:
    Path("refs.bib").write_text("precious", encoding="utf-8")
    found, err = interrupted(number)
    assert found == status
    assert "Traceback" not in err
    reported = {"r.jsonl"} if number == signal.SIGINT else set()  # what was done when a person interrupted
    assert {path.name for path in Path().iterdir()} == {"refs.bib", *reported}
    assert Path("refs.bib").read_text(encoding="utf-8") == "precious"


@SHELL
@pytest.mark.parametrize("redirected", ["> refs.bib", ">> refs.bib 2> words.md", "> refs.bib 2>&1"])
def test_what_the_shell_redirects_into_the_directory_is_not_read(redirected: str) -> None:
    write_list(ATTENTION, ADAM, UNKNOWN)
    for _ in range(2):
        shell(f"papers2bib . --report r.jsonl {redirected}")
        assert len(Path("r.jsonl").read_text(encoding="utf-8").splitlines()) == 3


@POSIX
@pytest.mark.parametrize(
    "environment", [{"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}]
)
def test_names_in_no_encoding_and_a_bare_locale_do_no_harm(environment: dict[str, str]) -> None:
    name = os.fsdecode(b"l\xe9st\xff.txt")
    try:
        Path(name).write_text(f"{ATTENTION}\n{UNKNOWN} über 数\n", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes only Unicode names")
    running = process(name, "--report", "r.jsonl", **environment)
    out, err = running.communicate()
    assert running.returncode == 1
    assert b"1706.03762" in out
    assert b"Traceback" not in err
    assert b"1 missing" in err


@POSIX
def test_the_home_directory_is_not_needed() -> None:
    write_list(ATTENTION)
    running = process("list.txt", HOME=os.devnull, XDG_CACHE_HOME=os.devnull)
    out, _ = running.communicate()
    assert running.returncode == 0
    assert b"1706.03762" in out


def test_the_bib_is_written_as_bytes_whatever_the_locale() -> None:
    write_list("GAIA: a benchmark for General AI Assistants")
    running = process("list.txt", "--utf8", PYTHONIOENCODING="ascii")
    out, _ = running.communicate()
    assert "Grégoire" in out.decode("utf-8")
    assert b"\r" not in out


@pytest.mark.parametrize("args", [["--help"], ["--version"]])
def test_the_module_can_be_run(args: list[str]) -> None:
    running = process(*args)
    out, err = running.communicate()
    assert (running.returncode, err) == (0, b"")
    assert b"papers2bib" in out


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_the_shell_can_be_taught_to_complete(name: str) -> None:
    running = process(_PAPERS2BIB_COMPLETE=f"{name}_source")
    out, _ = running.communicate()
    assert b"papers2bib" in out
    assert b"_PAPERS2BIB_COMPLETE" in out


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("papers2bib ca", "plain,catalogue"),
        ("papers2bib --un", "plain,--unresolved"),
        ("papers2bib li", "file,li"),
        ("papers2bib --offline li", "file,li"),
        ("papers2bib list.txt --rep", "plain,--report"),
        ("papers2bib catalogue bu", "plain,build"),
    ],
)
def test_verbs_options_and_paths_are_completed(line: str, offered: str) -> None:
    words = {"COMP_WORDS": line, "COMP_CWORD": str(len(line.split()) - 1)}
    running = process(_PAPERS2BIB_COMPLETE="bash_complete", **words)
    out, _ = running.communicate()
    assert offered in out.decode().splitlines()


def test_help_needs_neither_the_catalogue_nor_what_writes() -> None:
    heavy = (
        "rapidfuzz|bibtexparser|pylatexenc|rich|requests|linkify_it|papers2bib.catalogue|papers2bib.pipeline"
    )
    assert loaded(heavy, "--help") == "[]"


def test_a_run_over_lists_needs_nothing_of_what_builds_catalogues(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("Attention Is All You Need\n", encoding="utf-8")
    building = "numpy|msgspec|papers2bib.catalogue.(build|store|index|reading)"
    assert loaded(building, "--offline", str(tmp_path / "list.txt"), "-o", str(tmp_path / "refs.bib")) == "[]"
    assert (tmp_path / "refs.bib").read_text(encoding="utf-8").startswith("@")


def loaded(modules: str, *arguments: str) -> str:
    """Those modules among some that a run with these arguments imports."""
    program = (
        f"import re, sys\nsys.argv = {['papers2bib', *arguments]!r}\nfrom papers2bib.cli import main\n"
        f"try: main()\nexcept SystemExit: print([m for m in sys.modules if re.match({modules!r}, m)])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[-1]
