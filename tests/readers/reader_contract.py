"""The contract of the Reader protocol; each reader's test class subclasses it and gives a sample."""

import dataclasses
import io
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from papers2bib.errors import ReaderError
from papers2bib.model import Listing
from papers2bib.readers import Reader, reader
from papers2bib.readers.walk import HEAD

INHERITED = settings(suppress_health_check=[HealthCheck.differing_executors])
"""Each subclass is a test of its own, which hypothesis takes for one test with several executors."""


class ReaderContract:
    """Subclasses say which format they test, and give a small list in it that holds two papers or more."""

    form: ClassVar[str]
    name: ClassVar[str]
    sample: ClassVar[str]

    @property
    def reader(self) -> Reader:
        return reader(self.form)

    def read(self, data: bytes) -> list[Listing | ReaderError]:
        return list(self.reader.read(io.BytesIO(data), self.name))

    def test_its_own_sample_is_claimed_and_read(self) -> None:
        data = self.sample.encode()
        assert self.reader.sniff(self.name, data[:HEAD])
        assert len(self.read(data)) >= 2
        assert all(isinstance(one, Listing) and one.title for one in self.read(data))

    @pytest.mark.parametrize(
        ("name", "head"),
        [
            ("a.py", b"import os\n\ndef main():\n    return os.getcwd()\n"),
            ("settings.json", b'{"name": "papers", "version": 3}'),
            ("ci.yml", b"name: tests\non: [push]\njobs:\n  test:\n    runs-on: ubuntu\n"),
            ("a.tex", b"\\documentclass{article}\n\\begin{document}\nHello\n"),
            ("Makefile", b"all: test\n\ntest:\n\tpytest\n"),
            ("run.log", b"2024-01-01 10:00 INFO started\n2024-01-01 10:01 INFO done\n"),
        ],
    )
    def test_what_is_no_list_is_not_claimed(self, name: str, head: bytes) -> None:
        assert not self.reader.sniff(name, head)

    def test_an_empty_stream_gives_nothing(self) -> None:
        assert self.read(b"") == []

    def test_origins_name_lines_in_order(self) -> None:
        origins = [one.origin for one in self.read(self.sample.encode())]
        numbers = [int(origin.removeprefix(f"{self.name}:")) for origin in origins]
        assert numbers == sorted(numbers)
        assert 1 <= numbers[0] <= numbers[-1] <= self.sample.count("\n") + 1

    @pytest.mark.parametrize("end", ["\r\n", "\r"])
    def test_line_ends_do_not_matter(self, end: str) -> None:
        assert self.read(self.sample.replace("\n", end).encode()) == self.read(self.sample.encode())

    def test_a_byte_order_mark_does_not_matter(self) -> None:
        assert self.read(b"\xef\xbb\xbf" + self.sample.encode()) == self.read(self.sample.encode())

    def test_listings_are_frozen(self) -> None:
        first = self.read(self.sample.encode())[0]
        with pytest.raises(dataclasses.FrozenInstanceError):
            first.title = "another"  # type: ignore[misc, union-attr]  # the point of the test

    @INHERITED
    @given(st.binary(max_size=400))
    @example(b"\xff\xfe\x00")
    @example(b"{" * 100_000)
    @example(b"[" * 100_000)
    def test_any_bytes_give_listings_or_reader_errors(self, data: bytes) -> None:
        for one in self.read(data):
            assert isinstance(one, (Listing, ReaderError))

    @INHERITED
    @given(st.data())
    def test_any_damage_to_a_list_gives_listings_or_reader_errors(self, data: st.DataObject) -> None:
        whole = self.sample.encode()
        start = data.draw(st.integers(0, len(whole)))
        end = data.draw(st.integers(start, len(whole)))
        for one in self.read(whole[:start] + data.draw(st.binary(max_size=8)) + whole[end:]):
            assert isinstance(one, (Listing, ReaderError))

    @INHERITED
    @given(st.binary(max_size=200), st.text(max_size=12))
    def test_sniffing_never_fails(self, head: bytes, name: str) -> None:
        assert self.reader.sniff(name, head) in (True, False)
