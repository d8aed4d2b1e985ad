"""Takes the lines of an outline in Org mode, gives its papers: headings with drawers, lists, tables."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from papers2bib.ids import PaperId
from papers2bib.model import Listing
from papers2bib.readers import markdown
from papers2bib.readers.markdown_inline import parse
from papers2bib.readers.text import Line
from papers2bib.readers.titles_layout import is_link

_HEADING = re.compile(
    r"(?P<stars>\*+)\s+(?:(?P<state>{})\s+)?(?:\[#\w\]\s*)?(?P<text>.*?)\s*(?:\s:[\w@#%:-]+:)?\s*".format(
        "TODO|DONE|NEXT|WAIT|WAITING|HOLD|STARTED|SOMEDAY|CANCELL?ED|READ|READING|TOREAD|TO-READ|IN-?PROGRESS"
    )
)
_COOKIE = re.compile(r"\s*\[\d*(?:/\d*|%)\]\s*")
_DRAWER = re.compile(r"\s*:(?P<name>[\w-]+):\s*", re.ASCII)
_PROPERTY = re.compile(r"\s*:(?P<name>[\w+-]+):\s+(?P<value>.*\S)\s*")
_SOURCE = re.compile(r"\s*#\+(?P<what>begin|end)_\w+", re.IGNORECASE)
_PASSED = re.compile(r"\s*(?:#(?:\+\w+.*|\s.*)?|(?:SCHEDULED|DEADLINE|CLOSED|CLOCK):.*)")
_RULE = re.compile(r"\s*\|[-+|\s]*-[-+|\s]*\|?\s*")
_LINK = re.compile(r"\[\[(?P<url>[^\[\]]+)\](?:\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])+)\])?\]")
_TIME = re.compile(r"[<\[]\d{4}-\d\d-\d\d[^<>\[\]]*[>\]]")
_BOLD = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]*[^*\s])\*(?![\w*])")
_ITALIC = re.compile(r"(?<![\w/:.])/(?=[^\s/])([^/\n]*[^/\s])/(?![\w/])")
_CODE = re.compile(r"(?<!\w)([=~])(?=\S)([^=~\n]*\S)\1(?!\w)")
_ITEM = re.compile(r"\s*(?:[-+]|\d+[.)])\s+(?:\[[ xX-]\]\s|\[[^\[\]]+\]\()|\s*\|[^-]")
"""Markdown's, of what is to be read, not of notes."""
_OF_PAPERS = frozenset(
    "title author authors year doi url arxiv eprint journal booktitle venue conference pdf".split()
)
"""Properties that papers have, and tasks have not."""
_LABELS = {"eprint": "arxiv", "booktitle": "venue", "title": "note"}
_LABELLED = re.compile(
    r"\s*(?:[-+] )?(?:authors?|year|doi|arxiv|url|pdf|venue|journal|conference)\s*:", re.IGNORECASE
)


@dataclass(slots=True)
class _Section:
    """A heading (the first one has none), its drawer, and the lines beneath it up to the next heading."""

    line: Line
    level: int = 0
    title: str = ""
    state: bool = False
    told: dict[str, str] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)

    @property
    def sure(self) -> bool:
        """Whether it is a paper, whatever stands beneath it."""
        return bool(self.told or PaperId.find(self.title))

    @property
    def heads_list(self) -> bool:
        """Whether beneath it stand things to be read: boxes to tick, links in a list, a table."""
        return sum(_ITEM.match(line.text) is not None for line in self.lines) > 1


def read_lines(source: Iterable[Line], origin: str) -> Iterator[Listing]:
    """The papers in order.

    A heading is a paper if it has a state (`TODO`) and heads nothing to be read, or a drawer or link that
    tells of a paper; in an outline of headings alone, each that has none beneath it. For the syntax see
    https://orgmode.org/worg/org-syntax.html.
    """
    sections = list(_sections(source))
    plain = not any(one.state or one.sure or one.heads_list for one in sections) and not _has_items(sections)
    within = 0
    """Level of the paper whose notes are being read, or 0."""
    gathered: list[Line] = []
    for at, section in enumerate(sections):
        within = 0 if section.level <= within else within
        if section.sure or (not within and _is_paper(section, sections[at + 1 :], plain=plain)):
            yield from markdown.read_lines(gathered, origin)
            gathered, within = [], section.level
            yield from _paper(section, origin)
        elif not within:
            heading = [Line(section.line.number, f"{'#' * min(section.level, 6)} {section.title}")]
            gathered += [*(heading if section.level else []), *section.lines]
    yield from markdown.read_lines(gathered, origin)


def _is_paper(section: _Section, following: Sequence[_Section], *, plain: bool) -> bool:
    """Whether a heading is a paper by its state; in an outline of headings alone, by having none beneath."""
    below = list(takewhile(lambda one: one.level > section.level, following))
    if not section.title or section.heads_list:
        return False
    return (
        not below
        if plain
        else section.state and not any(one.state or one.sure or one.heads_list for one in below)
    )


def _has_items(sections: Iterable[_Section]) -> bool:
    return any(re.match(r"\s*(?:[-+]|\d+[.)])\s", line.text) for one in sections for line in one.lines)


def _sections(source: Iterable[Line]) -> Iterator[_Section]:
    """The sections in order, their lines as Markdown has them."""
    section, drawer, code = _Section(Line(0, "")), "", False
    for line in source:
        hit = _HEADING.fullmatch(line.text)
        if hit:
            yield section
            title = _TIME.sub("", _COOKIE.sub(" ", hit["text"]))
            section = _Section(line, len(hit["stars"]), _markdown(title).strip(), bool(hit["state"]))
            drawer, code = "", False
        elif source_block := _SOURCE.match(line.text):
            code = source_block["what"].lower() == "begin"
        elif drawer_line := _DRAWER.fullmatch(line.text):
            drawer = "" if drawer_line["name"].lower() == "end" else drawer_line["name"].lower()
        elif drawer:
            _take_property(section, drawer, line.text)
        elif not code and not _PASSED.fullmatch(line.text):
            section.lines.append(Line(line.number, _markdown(line.text)))
    yield section


def _take_property(section: _Section, drawer: str, text: str) -> None:
    hit = _PROPERTY.fullmatch(text) if drawer == "properties" else None
    if hit and (name := hit["name"].lower()) in _OF_PAPERS:
        section.told.setdefault(name, hit["value"])


def _markdown(text: str) -> str:
    """A line with the links and the emphasis of Markdown."""
    if _RULE.fullmatch(text):
        return text.replace("+", "|")
    text, parts, at = _TIME.sub("", text), [], 0
    for hit in _LINK.finditer(text):
        link = f"[{hit['text']}]({hit['url']})" if hit["text"] else f" {hit['url']} "
        parts += [_emphasis(text[at : hit.start()]), link]
        at = hit.end()
    return "".join([*parts, _emphasis(text[at:])])


def _emphasis(text: str) -> str:
    return _CODE.sub(r"\2", _ITALIC.sub(r"*\1*", _BOLD.sub(r"**\1**", text)))


def _paper(section: _Section, origin: str) -> Iterator[Listing]:
    """The paper of a heading, with what its drawer and the labels and links beneath it say."""
    entry = parse(section.title)
    details = entry.details()
    for name, value in section.told.items():
        details.add(f"{_LABELS.get(name, name)}: {value}")
    for line in section.lines:
        if is_link(line.text.strip()) or _LABELLED.match(line.text):
            details.add(line.text)
    title = section.told.get("title", "") or entry.title
    if title:
        yield details.listing(title, f"{origin}:{section.line.number}")
