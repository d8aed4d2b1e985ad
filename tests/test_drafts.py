"""Drafts: a file is replaced whole or stays as it was, whatever goes wrong on the way."""

import errno
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from papers2bib.drafts import Drafts
from papers2bib.errors import TargetError

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="modes and devices of POSIX")


def write(path: Path, data: bytes = b"new") -> None:
    with Drafts() as drafts:
        drafts.open(path).write(data)


def nothing() -> None:
    return


def write_both(bib: Path, report: Path, then: Callable[[], None] = nothing) -> None:
    with Drafts() as drafts:
        drafts.open(bib).write(b"new")
        drafts.open(report).write(b"{}")
        then()


def full_disk(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "refs.bib"
    path.write_bytes(b"old")
    return path


def test_a_new_file_appears_whole_and_alone(tmp_path: Path) -> None:
    write(tmp_path / "refs.bib", b"a\r\nb\n")
    assert [path.name for path in tmp_path.iterdir()] == ["refs.bib"]
    assert (tmp_path / "refs.bib").read_bytes() == b"a\r\nb\n"


def test_until_the_end_the_old_file_stands(old: Path) -> None:
    with Drafts() as drafts:
        drafts.open(old).write(b"new")
        assert old.read_bytes() == b"old"
    assert old.read_bytes() == b"new"


def test_an_exception_leaves_everything_as_it_was(old: Path, tmp_path: Path) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_both(old, tmp_path / "report.jsonl", interrupt)
    assert [path.name for path in tmp_path.iterdir()] == ["refs.bib"]
    assert old.read_bytes() == b"old"


def test_abandoned_drafts_leave_nothing(old: Path, tmp_path: Path) -> None:
    with Drafts() as drafts:
        drafts.open(old).write(b"new")
        drafts.abandon()
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_full_disk_is_one_clear_error_and_loses_nothing(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    monkeypatch.setattr(os, call, full_disk)
    with pytest.raises(TargetError, match=r"refs\.bib: cannot be written \(no space left on device\)"):
        write(old)
    monkeypatch.undo()
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]


def test_when_one_of_several_fails_none_is_replaced(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced = []

    def second_fails(number: int) -> None:
        synced.append(number)
        if len(synced) == 2:
            full_disk()

    monkeypatch.setattr(os, "fsync", second_fails)
    with pytest.raises(TargetError):
        write_both(old, tmp_path / "report.jsonl")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]


@pytest.mark.parametrize("where", ["absent/refs.bib", "refs.bib/refs.bib", "."])
def test_a_place_that_cannot_be_written_is_found_out_before_the_work(
    old: Path, tmp_path: Path, where: str
) -> None:
    with pytest.raises(TargetError, match="cannot be written"), Drafts() as drafts:
        drafts.open(tmp_path / where)


def test_a_symbolic_link_is_followed(old: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.bib"
    try:
        link.symlink_to(old)
    except OSError:
        pytest.skip("this system makes no symbolic links")
    write(link)
    assert link.is_symlink()
    assert old.read_bytes() == b"new"


@POSIX
def test_the_mode_of_the_old_file_is_kept(old: Path) -> None:
    old.chmod(0o640)
    write(old)
    assert stat.S_IMODE(old.stat().st_mode) == 0o640


@POSIX
def test_a_new_file_obeys_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write(tmp_path / "refs.bib")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "refs.bib").stat().st_mode) == 0o640


@POSIX
def test_a_device_is_written_to_and_stays_a_device() -> None:
    write(Path(os.devnull))
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


@POSIX
def test_a_write_protected_file_is_not_replaced(old: Path) -> None:
    old.chmod(0o440)
    if os.access(old, os.W_OK):
        pytest.skip("this user may write anything")
    with pytest.raises(TargetError, match="write-protected"):
        write(old)
