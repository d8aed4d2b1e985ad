"""Takes a saved Daily Papers page of Hugging Face (text, HTML or Markdown), gives its listings."""

import re
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import PurePath
from typing import BinaryIO

from papers2bib.errors import ReaderError
from papers2bib.model import Listing
from papers2bib.readers import hf_text, html
from papers2bib.readers.text import LARGEST_WHOLE, decode, lines

_COUNTED = re.compile(
    r"^[ \t]*(?:[•*·-][ \t]*\d+[ \t]+authors?\b|\d+[ \t]+authors?[ \t]*\n\s*·)", re.MULTILINE
)
_PAGE = re.compile(r"^#{0,3}[ \t]*Daily Papers[ \t]*$", re.MULTILINE)
_PAPER_LINK = re.compile(r"\]\((?:https?://(?:huggingface\.co|hf\.co))?/papers/\d{4}\.\d{4,5}")


def sniff(name: str, head: bytes) -> bool:
    """Whether this is a page of Hugging Face papers: its HTML, or its text with the counts of authors."""
    text = decode(head)
    if html.HTML.match(text) or PurePath(name).suffix.lower() in (".html", ".htm"):
        return "huggingface" in text.lower() or "SVELTE_HYDRATER" in text
    if PurePath(name).suffix.lower() in (".md", ".markdown"):
        return len(_PAPER_LINK.findall(text)) > 1 and _COUNTED.search(text) is not None
    return _PAGE.search(text) is not None or len(_COUNTED.findall(text)) > 1


def read(stream: BinaryIO, origin: str) -> Iterator[Listing | ReaderError]:
    """The papers of the page in order, with ids where the page holds them."""
    source = lines(stream, longest=LARGEST_WHOLE)
    sample = list(islice(source, 50))
    whole = chain(sample, source)
    if html.HTML.match("\n".join(line.text for line in sample)) or origin.lower().endswith((".html", ".htm")):
        return html.read_lines(whole, origin)
    return hf_text.read_lines(whole, origin)
