"""Takes the lines of titles in a list, gives what most of them have around the title, and takes it off.

A tag, date or number in front, labels in brackets or names behind are told from a part of the title by their
being there in line after line: one title that ends with brackets keeps them.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from papers2bib.readers.people import find_people

Step = Callable[[str, list[str]], str]
"""Takes the text of a line, gives it without one thing around the title, which goes to what is told."""

_MOST_STEPS = 6
_LEAST = 3
"""So many lines must have a thing before it counts."""
_SHARE = 0.6
"""And such a share of all."""
_CLOCK = r"\d{1,2}[:.h]\d\d(?:\s?[ap]\.?m\.?)?"
_FRONTS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<told>{_CLOCK}(?:\s*[-–—]\s*{_CLOCK})?)\s*[:|,–—-]?\s+",
        r"(?P<told>\d{4}[-./]\d{1,2}(?:[-./]\d{1,2})?|\d{1,2}[-./]\d{1,2}(?:[-./](?:\d\d){1,2})?)\s*[:|,.–—-]?\s+",
        r"[(\[]?(?P<told>(?:19|20)\d\d)(?:[)\]]\s*[:|,.–—-]?|\s*[:|,.–—-])\s+",
        r"(?:(?:paper|submission|poster|talk|id|no|nr|number)\b\.?\s*){1,2}[#№]?\s?[\w.-]{0,4}\d{1,6}\s*[:|.)–—-]?\s+",
        r"[#№]?\s?\d{1,6}\s*[:|.)–—-]?\s+",
        r"\[[ x✓✔]\]\s+",
        r"\[(?P<told>[^\[\]()]{1,40})\]\s*[:|–—-]?\s+(?!\()",
    )
)
_LABEL = re.compile(r"(?P<label>[^\W\d_a-z][\w-]*(?: [\w-]+){0,2})\s?[:|]\s+")
_BEHIND = (
    re.compile(r"(?:\s*\.){4,}\s*\d{0,5}$|\s*\.{3,}\s*\d{1,5}$"),
    re.compile(r"\s*[\[(](?P<told>[^\[\]()]{1,150})[\])]\.?$"),
    re.compile(r"[,.;]?\s+(?:[—–|-]\s+)?(?P<told>(?:In\s+)?[A-Z][^,.—|]{1,80}?,?\s(?:19|20)\d\d)[.)]?$"),
)
_INITIAL = re.compile(r"[\s,][^\W\d_a-z]$")
_COLUMNS = (" | ", "\t", " — ", " – ", " :: ", " // ")
_NAMES_BEHIND = (" - ", " / ", " by ", ". ", "; ", ", ")


def learn(texts: Sequence[str]) -> tuple[Step, ...]:
    """What to take off the titles of a list, in order, given some of its lines."""
    left, steps = list(texts), []
    for _ in range(_MOST_STEPS if len(left) >= _LEAST else 0):
        step = next((one for one in _candidates(left) if _is_usual(one, left)), None)
        if step is None:
            break
        steps.append(step)
        left = [step(text, []) for text in left]
    return tuple(steps)


def _candidates(texts: Sequence[str]) -> Iterator[Step]:
    for mark in _COLUMNS:
        if (at := _column(texts, mark)) is not None:
            yield partial(_of_column, mark=mark, at=at)
    yield from (partial(_without_front, form=form) for form in _FRONTS)
    if labels := _labels(texts):
        yield partial(_without_label, labels=labels)
    yield from (partial(_without_behind, form=form) for form in _BEHIND)
    for mark in _NAMES_BEHIND:
        step = partial(_without_names, mark=mark)
        if _names_several(step, texts):
            yield step


def _is_usual(step: Step, texts: Sequence[str]) -> bool:
    changed = sum(step(text, []) != text for text in texts)
    return changed >= _LEAST and changed >= _SHARE * len(texts)


def _is_title(text: str) -> bool:
    return len(text.split()) > 1 and any(char.isalpha() for char in text)


def _without_front(text: str, told: list[str], form: re.Pattern[str]) -> str:
    hit = form.match(text)
    if not hit or not _is_title(text[hit.end() :]):
        return text
    told += filter(None, hit.groupdict().values())
    return text[hit.end() :]


def _labels(texts: Sequence[str]) -> frozenset[str]:
    """Words before a colon that recur (`Oral: …`): names of methods stand in front of one title each."""
    counts = Counter(hit["label"] for text in texts if (hit := _LABEL.match(text)))
    return frozenset(label for label, count in counts.items() if count > 1)


def _without_label(text: str, _: list[str], labels: frozenset[str]) -> str:
    hit = _LABEL.match(text)
    return text[hit.end() :] if hit and hit["label"] in labels and _is_title(text[hit.end() :]) else text


def _without_behind(text: str, told: list[str], form: re.Pattern[str]) -> str:
    hit = form.search(text)
    if not hit or not _is_title(text[: hit.start()]):
        return text
    told += filter(None, hit.groupdict().values())
    return text[: hit.start()].rstrip(" ,;")


def _without_names(text: str, told: list[str], mark: str) -> str:
    """The title in front of the first such mark that nothing but names follow."""
    at = text.find(mark)
    while at >= 0:
        names = text[at + len(mark) :].rstrip(" .")
        title = text[:at]
        if len(title.split()) > 2 and not _INITIAL.search(title) and find_people(names):
            told.append(names)
            return title.rstrip(" ,.;")
        at = text.find(mark, at + 1)
    return text


def _names_several(step: Step, texts: Sequence[str]) -> bool:
    """Whether several persons are named now and then: one might be the second half of a title."""
    told: list[str] = []
    for text in texts:
        step(text, told)
    return sum("," in one for one in told) * 3 > len(told)


def _column(texts: Sequence[str], mark: str) -> int | None:
    """Which part of the lines holds the titles, if a mark cuts most of them into equally many parts."""
    rows = [text.split(mark) for text in texts]
    count, times = Counter(map(len, rows)).most_common(1)[0]
    if count < 2 or times < max(_LEAST, 0.8 * len(rows)):
        return None
    whole = [row for row in rows if len(row) == count]
    return max(range(count), key=lambda at: sum(_weight(row[at]) for row in whole))


def _weight(cell: str) -> int:
    """How much a cell looks like a title: by its words, unless it names people."""
    people = find_people(cell)
    return 0 if people and (len(people.names) > 1 or len(cell.split()) < 4) else min(len(cell.split()), 20)


def _of_column(text: str, told: list[str], mark: str, at: int) -> str:
    cells = [cell.strip(" |") for cell in text.split(mark)]
    if len(cells) <= at or len(cells) < 2 or not _is_title(cells[at]):
        return text
    told += [cell for place, cell in enumerate(cells) if place != at and cell]
    return cells[at]
