r"""Takes LaTeX with a `thebibliography`, or biblatex's .bbl, gives the references in it as listings."""

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import BinaryIO

from papers2bib.errors import ReaderError
from papers2bib.model import Listing
from papers2bib.readers.bibtex import listing_of
from papers2bib.readers.text import Line, decode, lines

_SUFFIXES = (".tex", ".bbl", ".ltx", ".txt", "")
_ITEM = r"\\bibitem\s*(?=[\[{%]|$)"
_ENTRY = r"\\entry\{[^{}]+\}\{[a-z]+\}\{"
_BEGINS = re.compile(rf"{_ITEM}|{_ENTRY}", re.MULTILINE)
_ENDS = re.compile(r"\\end\{(?:thebibliography|document)\}|\\endentry\b")
_TITLE_IN_COMMENT = re.compile(r"\s*%\s*``.*''\s*$")
"""INSPIRE's references hide titles so, which physicists leave out in print."""
_LONGEST = {"\\entry": 50_000, "\\bibit": 400}
"""Lines that are kept of an entry, which may have thousands of names, and of a reference without an end."""
_NONE = "no thebibliography in this LaTeX: give its .bbl file, or the .bib file that it cites from"


def sniff(name: str, head: bytes) -> bool:
    """Whether a .tex, .bbl or a text with no telling name begins with references."""
    plain = PurePath(name).suffix.lower() in _SUFFIXES or name == "<stdin>"
    return plain and (text := decode(head)).count("\\") > 1 and _BEGINS.search(text) is not None


def read(stream: BinaryIO, origin: str) -> Iterator[Listing | ReaderError]:
    r"""The references in order, each with its key; one without title and id is a ReaderError.

    `\bibitem` is that of LaTeX (https://ctan.org/pkg/latex-base), in the styles of BibTeX; `\entry` is what
    biber writes for biblatex.
    """
    blank, found = True, False
    for number, text in _references(lines(stream)):
        if number:
            found = True
            yield _listing(text, f"{origin}:{number}")
        blank = blank and not text
    if not found and not blank:
        yield ReaderError(origin, _NONE)


def _listing(text: str, origin: str) -> Listing | ReaderError:
    from papers2bib.readers import bibitem, biblatex_bbl  # here, since most lists are not LaTeX

    if text.startswith("\\entry"):
        listing = listing_of(biblatex_bbl.fields(text), origin)
    else:
        listing = bibitem.listing(text, origin)
    return listing or ReaderError(origin, "a reference without a title: give it one, or its DOI")


def _references(source: Iterable[Line]) -> Iterator[Line]:
    """The text of each reference, and the number of its first line; text apart from them has the number 0."""
    number = 0
    gathered: list[str] = []
    for line in source:
        comment = line.text.lstrip().startswith("%")
        text = line.text.lstrip(" %") if comment and _TITLE_IN_COMMENT.match(line.text) else line.text
        for part in () if comment and text is line.text else _parted(text):
            if _BEGINS.match(part):
                if number:
                    yield Line(number, "\n".join(gathered))
                number, gathered = line.number, [part]
            elif number and (ends := _ENDS.search(part)):
                yield Line(number, "\n".join([*gathered, part[: ends.start()]]))
                number = 0
            elif number and len(gathered) < _LONGEST[gathered[0][:6]]:
                gathered.append(part)
            elif part.strip():
                yield Line(0, part)
    if number:
        yield Line(number, "\n".join(gathered))


def _parted(text: str) -> Iterator[str]:
    """A line, parted where references begin or end within it."""
    at = 0
    for hit in _BEGINS.finditer(text):
        if hit.start() > at:
            yield text[at : hit.start()]
        at = hit.start()
    yield text[at:]
