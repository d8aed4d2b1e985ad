import gzip
import io
import json
import lzma
import os
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest
from small_facts import ATTENTION, GROUND_RING, UBOOST

from papers2bib.catalogue import dumps
from papers2bib.catalogue.build import build
from papers2bib.catalogue.dumps import Dump, Meter
from papers2bib.catalogue.query import Catalogue
from papers2bib.errors import SourceReplyError, SourceUnavailable

LINE = json.dumps(ATTENTION).encode() + b"\n"
DBLP = b'<?xml version="1.0"?><dblp><www key="homepages/a/A"><title>Home Page</title></www></dblp>'


@pytest.mark.parametrize("name", ["facts.jsonl", "facts.gz", "facts.xz", "facts"])
@pytest.mark.parametrize("pack", [bytes, gzip.compress, lzma.compress])
def test_how_a_file_is_packed_is_seen_by_its_content(
    tmp_path: Path, name: str, pack: Callable[[bytes], bytes]
) -> None:
    (tmp_path / name).write_bytes(pack(LINE))
    assert list(Dump(tmp_path / name).lines()) == [(f"{tmp_path / name}:1", LINE.rstrip())]


@pytest.mark.parametrize("size", [1, 2, 5, 1000])
def test_lines_are_numbered_alike_however_much_is_read_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(dumps, "_BLOCK", size)
    (tmp_path / "facts").write_bytes(b"one\n\n \t\r\ntwo\r\nthree\rfour\n\nfive")
    lines = list(Dump(tmp_path / "facts").lines())
    assert [place.rpartition(":")[2] for place, _ in lines] == ["1", "4", "5", "7"]
    assert [line.rstrip() for _, line in lines] == [b"one", b"two", b"three\rfour", b"five"]


@pytest.mark.parametrize(
    ("content", "is_xml"),
    [(LINE, False), (b"", False), (b"\n \n" + LINE, False), (DBLP, True), (b"\xef\xbb\xbf\n" + DBLP, True)],
)
def test_what_kind_of_dump_it_is_is_seen_by_its_content(tmp_path: Path, content: bytes, is_xml: bool) -> None:
    for pack in (bytes, gzip.compress, lzma.compress):
        (tmp_path / "dump").write_bytes(pack(content))
        assert Dump(tmp_path / "dump").is_xml is is_xml


def test_several_files_gzipped_one_behind_the_other_are_one(tmp_path: Path) -> None:
    (tmp_path / "facts").write_bytes(gzip.compress(LINE) + gzip.compress(LINE))
    assert len(list(Dump(tmp_path / "facts").lines())) == 2


@pytest.mark.parametrize("begin", [b"PK\x03\x04", b"BZh9", b"\x28\xb5\x2f\xfd"])
def test_what_is_packed_otherwise_is_refused_with_what_to_do(tmp_path: Path, begin: bytes) -> None:
    (tmp_path / "dump.zip").write_bytes(begin + b"\0" * 99)
    with pytest.raises(SourceReplyError, match=r"dump\.zip: packed by \w+: unpack it first"):
        build([tmp_path / "dump.zip"], tmp_path / "out.p2b")


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress])
def test_a_packed_file_with_a_wrong_byte_is_an_error(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    packed = bytearray(pack(os.urandom(5000)))
    packed[len(packed) // 2] ^= 0xFF
    (tmp_path / "facts").write_bytes(packed)
    with pytest.raises(SourceUnavailable, match="cannot be read"):
        list(Dump(tmp_path / "facts").lines())


def test_standard_input_may_be_packed_and_of_any_kind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for content, records in ((LINE, 1), (DBLP, 0)):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(content))))
        assert build([Path("-")], tmp_path / "out.p2b").records == records
        assert not sys.stdin.buffer.closed


def test_standard_input_that_is_closed_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(SourceUnavailable, match="standard input: is closed: name a file"):
        build([Path("-")], tmp_path / "out.p2b")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_pipe_is_read_once_alone(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    writer = Thread(target=(tmp_path / "pipe").write_bytes, args=[LINE])
    writer.start()
    assert build([tmp_path / "pipe"], tmp_path / "out.p2b").records == 1
    writer.join()


def test_several_files_of_several_kinds_make_one_catalogue(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(gzip.compress(LINE))
    (tmp_path / "b").write_bytes(lzma.compress(json.dumps(GROUND_RING).encode()))
    (tmp_path / "c").write_bytes(DBLP)
    (tmp_path / "d").write_text(json.dumps(UBOOST), encoding="utf-8")
    build([tmp_path / name for name in "abcd"], tmp_path / "out.p2b")
    assert len(Catalogue.open(tmp_path / "out.p2b")) == 3


def test_the_share_of_bytes_read_is_known_for_files_and_not_for_pipes(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(LINE * 3)
    (tmp_path / "two").write_bytes(LINE)
    meter = Meter()
    one, two = Dump(tmp_path / "one", meter), Dump(tmp_path / "two", meter)
    assert meter.share == 0.0
    list(one.lines())
    assert meter.share == 0.75
    list(two.lines())
    assert meter.share == 1.0
    Dump(Path("-"), meter)
    assert meter.share == 0.0
