"""Explanations: a row of a report in; lines out that say why this paper, and where each field came from."""

from collections.abc import Iterator

from papers2bib.matching import SURE
from papers2bib.report_rows import Chosen, Offered, Row, Told
from papers2bib.trust import RULES, Rule

_LONGEST = 300
"""Characters of a value that are shown."""


def explained(row: Row) -> Iterator[str]:
    """All that is to be said of a listing; what strangers wrote in it is not yet harmless to a terminal."""
    yield f"{row.origin}: {row.verdict}: {row.title}"
    if row.key:
        yield f"    key: {row.key}"
    yield from (f"    problem: {one}" for one in row.problems)
    yield from (f"    warning: {one}" for one in row.warnings)
    for candidate in row.candidates:
        yield ""
        yield from _candidate(candidate)
    for rule in RULES:
        yield from _rule(row, rule)


def _candidate(one: Offered) -> Iterator[str]:
    yield f"    candidate {' '.join(map(str, one.ids)) or 'without an id'}: {_short(one.title)}"
    yield from (f"    {piece.bits:+8.1f}  {piece.because}" for piece in one.evidence)
    bits = sum(piece.bits for piece in one.evidence)
    yield f"    {bits:+8.1f}  bits in all: score {one.score:.4f} beside the others ({SURE} is a match)"


def _rule(row: Row, rule: Rule) -> Iterator[str]:
    known = [name for name in rule.fields if name in row.fields or any(name in one.facts for one in row.said)]
    for name in known:
        yield ""
        yield from _field(row, rule, name)
    if known:
        yield f"        why: {rule.why}"


def _field(row: Row, rule: Rule, name: str) -> Iterator[str]:
    chosen = row.fields.get(name, Chosen("nothing", ""))
    source = f", from {', '.join(chosen.source.split('+'))}" if chosen.source else ""
    yield f"    {name}: {_short(chosen.value)}{source}"
    for told in sorted(row.said, key=lambda one: (one.unused, _place(rule, one.source))):
        if name in told.facts:
            yield f"        {_called(told)} {_short(told.facts[name])}"


def _place(rule: Rule, source: str) -> int:
    return rule.order.index(source) if source in rule.order else len(rule.order)


def _called(told: Told) -> str:
    return f"{told.source} (not used):" if told.unused else f"{told.source}:"


def _short(value: str) -> str:
    return value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…"
