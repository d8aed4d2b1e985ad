"""Takes the elements of one paper on a page, gives its title and what they say of it, line by line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from papers2bib.ids import PaperId
from papers2bib.readers.details import absolute
from papers2bib.readers.html_records import Record
from papers2bib.readers.html_tree import Node
from papers2bib.readers.markdown_inline import Entry, is_label, is_plain_label, names_paper, statements
from papers2bib.readers.people import find_people, split_names
from papers2bib.readers.text import fold
from papers2bib.readers.title_line import part
from papers2bib.readers.titles_layout import item, names_several

_MOST_LINES = 40
_LONGEST_LINE = 2000
_AUTHOR = re.compile(r"(?<![a-z])authors?(?![a-z])|authors?\b|\bcreators?\b|\bbyline\b")
_APART = re.compile(r"abstract|bibtex|bibref|\bbib\b|citation-text|tl-?dr")
_PROSE = re.compile(r"[a-z)][.!?] [A-Z]\S* [a-z]+ [a-z]+|^(?:We|Our|This|In this|I)\b.{30}")
_BEHIND = re.compile(
    r"(?P<title>.{8,}?\S)(?:\s+[-–—|]\s+(?P<names>[^|—–]+)|\s*\((?P<inner>[^()]*(?:\([^()]*\)[^()]*)*)\))"
)
_BRACKETS = re.compile(r"(?:\s*\[[^\[\]]*\])+\s*")
_QUOTED = re.compile(r"[\"“„«]\s*(?P<title>[^\"“”„«»]{4,}?)[,.]?\s*[\"”“»](?:[\s,.:;—–-]+(?P<rest>.*)|$)")


@dataclass(slots=True)
class Words:
    """What a record says: lines of text, each with its links, and names in elements marked as authors'."""

    lines: list[tuple[str, list[tuple[str, str]]]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)


def entry(record: Record) -> tuple[Entry, tuple[str, ...]]:
    """The entry of a paper, and the names in elements that are marked as its authors'."""
    title, told = title_of(record.title)
    words = _words(record)
    inner = [(one.text.strip(), one.href) for one in record.title.walk() if one.tag == "a" and one.href]
    around = [one.href for one in record.title.above() if one.tag == "a" and one.start >= record.start]
    own = next((url for text, url in inner if 2 * len(text) > len(title)), next(iter(around), ""))
    links = [(title, own)] if own else []
    links += [(text, url) for text, url in inner if url != own and _counts(text, url)]
    rest = told
    for line, linked in words.lines:
        links += [(text, url) for text, url in linked if url != own and _counts(text, url)]
        rest += [] if _PROSE.search(line) else _statements(line, [text for text, _ in linked])
    if len(rest) > 1:
        rest.sort(key=lambda line: not names_several(line))
    return Entry(title, marked=True, links=links, rest=rest, own=own), tuple(words.names)


def _words(record: Record) -> Words:
    telling = _Telling(record.title)
    for one in record.parts:
        telling.take(one)
        telling.end()
    return telling.words


def says_of(record: Record) -> bool:
    """Whether what stands with a title says that it is a paper's: names, a venue, a date, an id, a PDF.

    A date or a venue in the very text of the title does not: news and courses have them, too.
    """
    found, names = entry(record)
    known = found.details()
    if names or known.ids or len(known.authors) > 1:
        return True
    if any(names_paper(text) for text, _ in found.links if text != found.title):
        return True
    own = title_of(record.title)[1]
    found.rest = [line for line in found.rest if line not in own]
    return found.details().sure


def title_of(node: Node) -> tuple[str, list[str]]:
    """The title that an element holds, and what else its text says."""
    return cut(spoken(node))


def cut(text: str) -> tuple[str, list[str]]:
    """A text as title and what else it says: its number and quotes left out, names and ids apart."""
    title, told = part(item(text).text)
    if quoted := _QUOTED.fullmatch(title):
        title = quoted["title"]
        told += filter(None, [quoted["rest"]])
    elif (behind := _BEHIND.fullmatch(title)) and names_several(behind["names"] or behind["inner"]):
        title = behind["title"]
        told.append(behind["names"] or behind["inner"])
    return title if title.endswith("...") else title.rstrip(" .,;:") or title, told


def spoken(node: Node) -> str:
    """The text of an element without links and tags that are but labels (`[pdf]`)."""
    if not any(one.children for one in node.children):
        return node.text.strip()
    return fold("".join(_spoken(node))) or node.text


def _spoken(node: Node) -> Iterator[str]:
    for one in node.children:
        if one.tag in ("#text", "br"):
            yield one.text or " "
        elif not (one.inline and is_tag(one)):
            yield from _spoken(one) if one.inline else (" ", *_spoken(one), " ")


def is_tag(node: Node) -> bool:
    """Whether an element within a line is a label, and no words of the line."""
    if node.tag == "a" and node.href and is_plain_label(node.text):
        return True
    return bool(_BRACKETS.fullmatch(node.text)) or "badge" in node.names


class _Telling:
    """Gathers the words of a record, its title left out, line by line."""

    def __init__(self, title: Node) -> None:
        self.words = Words()
        self._title = title
        self._around = {one.start for one in title.above()}
        self._line: list[str] = []
        self._links: list[tuple[str, str]] = []

    def take(self, node: Node) -> None:
        """One element that belongs to the record."""
        if node.start in self._around:
            self._take_children(node)
        elif node is self._title or len(self.words.lines) > _MOST_LINES or _is_apart(node):
            self.end()
        elif node.tag == "#text":
            self._line.append(node.text)
        elif names := _authors(node):
            self.end()
            self.words.names += names
        elif node.tag == "a":
            self._links.append((node.text, node.href))
            self._line.append("" if is_label(node.text) or any(map(is_tag, node.children)) else node.text)
        elif not (node.inline and is_tag(node)):
            self._take_children(node)

    def end(self) -> None:
        """A line ends here."""
        text = fold("".join(self._line))[:_LONGEST_LINE]
        if text or self._links:
            self.words.lines.append((text, self._links))
        self._line, self._links = [], []

    def _take_children(self, node: Node) -> None:
        apart = not node.inline or node.tag == "br"
        if apart:
            self.end()
        for child in node.children:
            self.take(child)
        if apart:
            self.end()


def _is_apart(node: Node) -> bool:
    """Whether an element holds an abstract or a citation to be copied."""
    return node.tag == "pre" or _APART.search(node.names) is not None


def _authors(node: Node) -> list[str]:
    return names_in(node) if node.text and _AUTHOR.search(node.names) else []


def names_in(node: Node) -> list[str]:
    """The names in an element that is said to hold authors: of its links or parts, else of its text."""
    names = [name for unit in _units(node) for name in _one_name(unit)]
    if names and 5 * sum(map(len, names)) >= 3 * len(node.text):
        return names
    return list(split_names(node.text)) if find_people(node.text) else []


def _units(node: Node) -> Iterator[str]:
    """The texts of links, items and innermost elements."""
    for one in node.children:
        if one.tag in ("a", "li") or (one.children and all(inner.tag == "#text" for inner in one.children)):
            yield one.text
        else:
            yield from _units(one)


def _one_name(text: str) -> tuple[str, ...]:
    people = find_people(text.strip(" ,;*†‡"))
    return people.names if people else ()


def _statements(line: str, linked: list[str]) -> list[str]:
    """What a line says; a line of links with bars or dots between them names persons."""
    linked = [text for text in linked if not is_label(text)]
    names = ", ".join(linked)
    if len(linked) > 1 and 5 * len(names) >= 4 * len(line) and find_people(names):
        return [names]
    return statements(line)


def links_in(node: Node) -> list[tuple[str, str]]:
    """The links in an element that speak of a paper."""
    links = [(one.text, one.href) for one in node.walk() if one.tag == "a" and one.href]
    return [(text, url) for text, url in links if _counts(text, url)]


def _counts(text: str, url: str) -> bool:
    """Whether a link speaks of the paper: it has an id, or a label that says where it leads."""
    return bool(PaperId.find(absolute(url))) or (bool(text) and is_label(text))
