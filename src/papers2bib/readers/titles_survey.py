"""Takes the first lines of a list, gives the layout they show, and whether they look like a list at all."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from papers2bib.ids import PaperId
from papers2bib.readers.dates import only_date
from papers2bib.readers.details import says_details
from papers2bib.readers.text import Line, fold
from papers2bib.readers.title_line import part
from papers2bib.readers.titles_affixes import Step, learn
from papers2bib.readers.titles_layout import (
    Item,
    Layout,
    is_link,
    is_reference,
    item,
    names_several,
    surely_details,
    underline,
)


def survey(sample: Sequence[Line]) -> Layout:
    """The layout that the first lines of a list show."""
    written = [line for line in sample if line.text.strip() and not underline(line.text)]
    if not written:
        return Layout("", 0)
    items = [(line, item(line.text)) for line in written]
    mark = _mark(items)
    if mark:
        titled = [pair for pair in items if pair[1].mark and mark in (pair[1].mark, "marked")]
        texts = [one.text for _, one in titled]
        return Layout(mark, _indent(titled), cited=_are_cited(texts), around=_around(texts))
    links = not is_link(fold(written[0].text))
    deep = _nested(written)
    if deep:
        return Layout("", deep, links=links, nested=True)
    texts = [one.text if one.mark == "bullet" else fold(line.text) for line, one in items]
    around = _around(texts) or _around([text for text in texts if not surely_details(text)])
    blocks = links and _in_blocks(sample, whole_lines=bool(around))
    pairs = not (blocks or around) and _in_pairs(written)
    outer = min(line.indent for line in written)
    cited = _are_cited(texts)
    return Layout("", outer, blocks=blocks, links=links, pairs=pairs, cited=cited, around=around)


def _are_cited(texts: Sequence[str]) -> bool:
    """Whether most lines are references that begin with names."""
    known = sum(map(is_reference, texts))
    return known > 2 and known * 10 >= len(texts) * 6


def _around(texts: Sequence[str]) -> tuple[Step, ...]:
    """What most lines have around the title, once ids and links are told from them."""
    return learn([part(text)[0] for text in texts])


def _nested(written: Sequence[Line]) -> int:
    """The indent of titles that stand beneath unindented headings, or 0 if what is indented are details."""
    outer = min(line.indent for line in written)
    heads = [line.text for line in written if line.indent <= outer + 1]
    deeper = [line for line in written if line.indent > outer + 1]
    telling = sum(says_details(line.text) for line in deeper)
    short = sum(len(text.split()) for text in heads) <= 4 * len(heads)
    return min(line.indent for line in deeper) if short and telling * 2 < len(deeper) else 0


def _in_pairs(written: Sequence[Line]) -> bool:
    """Whether titles and their details alternate: details stand beneath every other line, twice at least."""
    telling = [surely_details(line.text) for line in written]
    return _alternate(telling) and sum(telling) * 4 >= len(telling)


def _alternate(telling: Sequence[bool]) -> bool:
    """Whether details follow on a title more than once."""
    return not telling[0] and sum(b and not a for a, b in pairwise(telling)) > 1


def _indent(bearing: list[tuple[Line, Item]]) -> int:
    """Columns in front of the titles; numbers set flush right begin in several."""
    ends = {line.indent + len(str(one.number)) for line, one in bearing if one.mark == "number"}
    indents = [line.indent for line, _ in bearing]
    return max(indents) if len(ends) == 1 else min(indents)


def _mark(items: list[tuple[Line, Item]]) -> Literal["number", "bullet", "named", "marked", ""]:
    if any(one.mark == "named" for _, one in items):
        return "named"
    numbered = [pair for pair in items if pair[1].mark == "number"]
    bulleted = [pair for pair in items if pair[1].mark == "bullet"]
    counted = _counts([one.number for _, one in numbered]) and len(numbered) * 8 >= len(items)
    if bulleted and len(bulleted) * 3 >= len(items) and (not counted or _are_sections(items)):
        return "bullet"
    if not counted:
        return "bullet" if len(bulleted) * 4 >= len(items) else ""
    level = min(line.indent for line, _ in numbered)
    return "marked" if any(line.indent <= level for line, _ in bulleted) else "number"


def _counts(numbers: list[int]) -> bool:
    """Whether the numbers count something: they begin at 0 or 1, or one follows the other."""
    if not numbers:
        return False
    grows = len(numbers) > 2 and all(a < b for a, b in pairwise(numbers))
    return grows or numbers[0] in (0, 1) or any(b == a + 1 for a, b in pairwise(numbers))


def _are_sections(items: list[tuple[Line, Item]]) -> bool:
    """Whether the numbered lines head groups of bulleted titles rather than being titles with notes."""
    marks = [one.mark for _, one in items]
    heads = [i for i, mark in enumerate(marks) if mark == "number"]
    led = [i for i in heads if i + 1 < len(marks) and marks[i + 1] == "bullet"]
    notes = [items[i + 1][1].text for i in led]
    return len(led) * 2 > len(heads) and sum(map(surely_details, notes)) * 2 < len(notes)


def _in_blocks(sample: Sequence[Line], *, whole_lines: bool) -> bool:
    """Whether most groups of lines between blank ones are one title and its details.

    Where lines are papers as a whole, with names and all, a list of them without a gap is no such group.
    """
    groups: list[list[str]] = [[]]
    for line in sample:
        if line.text.strip():
            groups[-1].append(line.text)
        elif groups[-1]:
            groups.append([])
    groups = [group for group in groups if group]
    longer = [group for group in groups if len(group) > 1]
    if len(groups) == 1 and (whole_lines or not all(map(says_details, groups[0][1:]))):
        return False
    if any(_alternate(list(map(names_several, group))) for group in longer):
        return False
    detailed = [group for group in longer if len(group) <= 8 and any(map(surely_details, group[1:]))]
    apparent = [group for group in longer if says_details(group[1])]
    return len(detailed) * 2 > len(longer) or bool(detailed and len(apparent) == len(longer))


def looks_listed(sample: Sequence[Line], *, plainly: bool) -> bool:
    """Whether lines look like titles: marked as items, or (if `plainly` will do) a column of them."""
    layout = survey(sample)
    written = [line for line in sample if line.text.strip() and not underline(line.text)]
    if layout.mark:
        marked = [one.text for one in map(item, (line.text for line in written)) if one.mark]
        return _worthy([text for text in marked if not only_date(text)])
    least = layout.indent if layout.nested else 0
    top = [line.text for line in written if least <= line.indent <= layout.indent + 1]
    return plainly and _worthy([fold(text) for text in top])


def _worthy(texts: list[str]) -> bool:
    """Whether texts read as titles: several words, no sentences, no code."""
    good = sum(map(_title_like, texts))
    return good > 0 and good * 10 >= len(texts) * 7


def _title_like(text: str) -> bool:
    title, told = part(text)
    if told and not title:
        return any(PaperId.find(one) or PaperId.arxiv(one) for one in told)
    letters = sum(char.isalpha() or char.isspace() for char in title)
    return (
        4 <= len(title) <= 300
        and letters * 10 >= len(title) * 7
        and not title[0].islower()
        and not title.endswith((",", ";", ":", "/", "=", "{", "}", ": *"))
        and not re.search(r"^\W*(?:import|def|class|return|if|for|#include)\b.*[:(;]", title)
        and not re.search(r"[.!?] [A-Z][a-z]+ .*\.$", title)
    )
