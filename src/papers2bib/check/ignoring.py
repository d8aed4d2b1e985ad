"""Suppressions: from an entry or the configuration to findings left out, and those that are not there.

An entry says `papers2bib = {ignore venue, year: the journal version is meant}`: codes, a colon, the reason.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from papers2bib.check.codes import CODES, Weight
from papers2bib.check.entries import Entry
from papers2bib.check.findings import Finding, Located
from papers2bib.errors import ConfigError

FIELD = "papers2bib"
_SAID = re.compile(r"ignore\s+(?P<codes>[a-z, -]+?)\s*:\s*(?P<reason>\S.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Ignore:
    """Findings that somebody does not want to hear of."""

    code: str
    key: str
    """Of the entry; "" for all of them."""
    reason: str


def said_by(entry: Entry) -> Iterator[Ignore]:
    """The suppressions on an entry; raises ConfigError for what is none."""
    said = entry.text(FIELD)
    if not said:
        return
    found = _SAID.fullmatch(said)
    if not found:
        raise ConfigError(
            f"{entry.key}: {FIELD} = {{{said}}} is no suppression: write {{ignore CODE: reason}}"
        )
    for code in re.split(r"[,\s]+", found["codes"].strip()):
        yield checked(Ignore(code, entry.key, found["reason"]), entry.key)


def checked(one: Ignore, where: str) -> Ignore:
    """The suppression, if its code is known and it has a reason; raises ConfigError."""
    if one.code not in CODES:
        raise ConfigError(
            f"{where}: no finding has the code {one.code!r}: see papers2bib check --explain all"
        )
    if not one.reason.strip():
        raise ConfigError(f"{where}: to ignore {one.code!r} needs a reason")
    return one


def without(found: Iterable[Located], ignored: Collection[Ignore]) -> Iterator[Located]:
    """The findings that are not to be ignored, and after them those suppressions that hit nothing."""
    used: set[Ignore] = set()
    for one in found:
        hit = [some for some in ignored if some.code == one.finding.code and some.key in ("", one.key)]
        used.update(hit)
        if not hit:
            yield one
    for some in ignored:
        if some not in used:
            said = f"nothing to ignore: {some.code} ({some.reason})"
            yield Located(some.key, -1, Finding("unused-ignore", Weight.WARNING, said, (FIELD,)))
