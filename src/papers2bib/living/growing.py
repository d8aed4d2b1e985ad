"""Takes references and the bytes of a .bib file, gives it with what it lacks, all else as it was."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import takewhile

from papers2bib.bibfile.spans import Span, join, scan
from papers2bib.errors import TargetError
from papers2bib.living.entries import Entries
from papers2bib.living.filling import filled
from papers2bib.living.known import Known, recognise
from papers2bib.model import Paper, Reference
from papers2bib.readers.encoding import is_utf8
from papers2bib.targets import Written
from papers2bib.targets.bibtex import BibtexTarget, entry_text

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_MARK = b"\xef\xbb\xbf"
_LINE_END = re.compile(rb"\r\n|\n|\r")


class LivingTarget:
    """A .bib file as the target of a run: entries of new papers go to its end, others stay as they are.

    Behind an entry that is open to the end of the file nobody would read them: there they go before it.
    """

    def __init__(self, name: str, data: bytes, entry: BibtexTarget, *, fill: bool = False) -> None:
        if data.startswith(_UTF16):
            raise TargetError(name, "is UTF-16, which BibTeX cannot read: save it as UTF-8")
        self._name, self._fill = name, fill
        self._entry = entry if is_utf8(data) else replace(entry, utf8=False)
        self._entries = Entries(data)
        self._spans = list(self._entries.spans)
        self._places = [at for at, span in enumerate(self._spans) if span.kind in ("entry", "broken")]
        self._added: list[bytes] = []
        self.count: Counter[str] = Counter()
        """How many papers were `added` or `known`, how many entries were `filled`."""

    def write(self, references: Iterable[Reference]) -> Iterator[Written]:
        """Each reference under the key it has in the file, or is given now; its text is what is added."""
        everything = list(references)
        known = [recognise(one, self._entries) for one in everything]
        new = [one for one, found in zip(everything, known, strict=True) if found.entry is None]
        written = self._entry.write(new, taken=self._entries.keys)
        for reference, found in zip(everything, known, strict=True):
            if found.entry is None:
                yield self._new(next(written), found)
            else:
                yield self._known(reference, found.entry)

    def has_key(self, key: str) -> bool:
        """Whether an entry of the file has this very key."""
        return any(self._entries.own[at].key == key for at in self._entries.under_key(key))

    def add_under(self, papers: Mapping[str, Paper]) -> None:
        """An entry under each of these keys, which the file has not got, whatever it knows of the papers."""
        for key, paper in papers.items():
            self._add(entry_text(self._entry.entry(paper), key))

    @property
    def problems(self) -> list[str]:
        """What in the file cannot be read, by its line; it stays as it is."""
        return [
            f"{self._name}:{self._entries.line(span.problem.at)}: {_called(span)}: {span.problem.text}"
            f"{self._advice(span)}"
            for span in self._entries.spans
            if span.problem
        ]

    @property
    def old(self) -> bytes:
        """The file as it was."""
        return self._entries.data

    def result(self) -> bytes:
        """The file as it is to be: not a byte else if nothing is new."""
        if not self._added:
            return self._with_fields()
        before, behind = self._parted()
        end = _line_end(self.old)
        added = (end * 2).join(one.strip().replace(b"\n", end) for one in self._added) + end
        return before + _blank(before, end) + added + (end + behind if behind else b"")

    def _parted(self) -> tuple[bytes, bytes]:
        """What is to stand before new entries, in whole lines, and what behind them."""
        at = self._open
        if at is None:
            return self._with_fields(), b""
        while True:
            before = join(self._spans[:at])
            indented = before.rstrip(b" \t")
            if indented.removeprefix(_MARK)[-1:] in (b"", b"\n", b"\r"):
                return indented, before[len(indented) :] + join(self._spans[at:])
            at -= 1

    @property
    def _open(self) -> int | None:
        """The number of the span that is open to the end of the file, if one is.

        If others that are broken lead up to it, that of the first: what lacks its end alone takes the next
        `@` for a part of it, too.
        """
        open_one = next((at for at in self._places if _swallows(self._spans[at])), None)
        if open_one is None:
            return None
        own = [at for at in range(open_one, -1, -1) if self._spans[at].kind != "text"]
        return list(takewhile(lambda at: self._spans[at].problem, own))[-1]

    def _with_fields(self) -> bytes:
        return join(self._spans) if self.count["filled"] else self.old

    def _advice(self, span: Span) -> str:
        if not _swallows(span):
            return ""
        new = " (new entries stand before it)" if self._added else ""
        return f": close it, for all behind it is taken for a part of it{new}"

    def _known(self, reference: Reference, at: int) -> Written:
        span = self._entries.own[at]
        self.count["known"] += 1
        names = self._filled(reference, at) if self._fill and span.kind == "entry" else []
        return Written(_having(reference, names), span.key, "", reference.warnings)

    def _filled(self, reference: Reference, at: int) -> list[str]:
        """The names of the fields that an entry now has besides."""
        known, place = self._entry.entry(reference.paper), self._places[at]
        span, names = filled(self._spans[place], self._entries.texts(at), known, reference.written)
        self._spans[place] = span
        self.count["filled"] += bool(names)
        return names

    def _new(self, one: Written, found: Known) -> Written:
        self._add(one.text)
        names = [field.name for span in scan(one.text.encode("utf-8")) for field in span.fields]
        doubts = tuple(f"added, but {self._name}, {doubt}" for doubt in found.doubts)
        return Written(_having(one.reference, names), one.key, one.text, (*one.warnings, *doubts))

    def _add(self, text: str) -> None:
        self.count["added"] += 1
        self._added.append(text.encode("utf-8"))


def _having(reference: Reference, names: Iterable[str]) -> Reference:
    """The reference, these fields of which are in the file now."""
    return replace(reference, written=tuple(sorted({*reference.written, *names})))


def _swallows(span: Span) -> bool:
    return span.problem is not None and span.problem.swallows


def _called(span: Span) -> str:
    return f"@{span.type}{{{span.key}" if span.key else f"@{span.type}"


def _line_end(data: bytes) -> bytes:
    """That of the file, where it has several that of DOS."""
    return b"\r\n" if b"\r\n" in data else b"\n" if b"\n" in data or b"\r" not in data else b"\r"


def _blank(before: bytes, end: bytes) -> bytes:
    """What makes an empty line behind a file, as far as it has none; no line of it is gone on with."""
    if not before.removeprefix(_MARK):
        return b""
    lines = len(_LINE_END.findall(before[len(before.rstrip(b" \t\r\n")) :]))
    return end * max(2 - lines, before[-1:] not in b"\r\n")
