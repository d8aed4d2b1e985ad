"""Takes references and the bytes of a .bib file, gives it with what it lacks, all else as it was."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from papers2bib.bibfile.spans import Span, join
from papers2bib.errors import TargetError
from papers2bib.living.entries import Entries
from papers2bib.living.filling import filled
from papers2bib.living.known import Known, recognise
from papers2bib.model import Reference
from papers2bib.readers.encoding import is_utf8
from papers2bib.targets import Written
from papers2bib.targets.bibtex import BibtexTarget

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_LINE_END = re.compile(rb"\r\n|\n|\r")


class LivingTarget:
    """A .bib file as the target of a run: entries of new papers go to its end, others stay as they are."""

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

    @property
    def problems(self) -> list[str]:
        """What in the file cannot be read, by its line; it stays as it is."""
        return [
            f"{self._name}:{self._entries.line(span.problem.at)}: {_called(span)}: {span.problem.text}"
            for span in self._entries.spans
            if span.problem
        ]

    @property
    def old(self) -> bytes:
        """The file as it was."""
        return self._entries.data

    def result(self) -> bytes:
        """The file as it is to be: not a byte else if nothing is new."""
        data = join(self._spans) if self.count["filled"] else self.old
        if not self._added:
            return data
        end = b"\r\n" if b"\r\n" in data else b"\n" if b"\n" in data or b"\r" not in data else b"\r"
        added = (end * 2).join(one.strip().replace(b"\n", end) for one in self._added) + end
        blank = data[len(data.rstrip(b" \t\r\n")) :]
        lines = len(_LINE_END.findall(blank))
        return data + (end * max(0, 2 - lines) if data.removeprefix(b"\xef\xbb\xbf") else b"") + added

    def _known(self, reference: Reference, at: int) -> Written:
        span = self._entries.own[at]
        self.count["known"] += 1
        if self._fill and span.kind == "entry":
            self._fill_in(reference, at)
        return Written(reference, span.key, "", reference.warnings)

    def _fill_in(self, reference: Reference, at: int) -> None:
        place = self._places[at]
        span, names = filled(self._spans[place], self._entries.texts(at), self._entry.entry(reference.paper))
        self._spans[place] = span
        self.count["filled"] += bool(names)

    def _new(self, one: Written, found: Known) -> Written:
        self.count["added"] += 1
        self._added.append(one.text.encode("utf-8"))
        doubts = tuple(f"added, but {self._name}, {doubt}" for doubt in found.doubts)
        return Written(one.reference, one.key, one.text, (*one.warnings, *doubts))


def _called(span: Span) -> str:
    return f"@{span.type}{{{span.key}" if span.key else f"@{span.type}"
