"""Takes a search query of the arXiv API, gives a function that tells how well a paper answers it.

The language is that of https://info.arxiv.org/help/api/user-manual.html#query_details: fields, phrases in
quotes, AND, OR, ANDNOT, parentheses, ranges of dates. Clauses without an operator between them must all hold.
A hyphen outside quotes is read as NOT: https://github.com/arXiv/arxiv-search/issues/322.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field

from web_talk import Record

_TOKEN = re.compile(
    r"\s*(?:(?P<open>\()|(?P<close>\))|(?P<operator>ANDNOT|AND|OR)(?=[\s()]|$)|(?P<field>[A-Za-z]+):(?=[^\s:])"
    r'|"(?P<phrase>[^"]*)"|\[(?P<range>[^][]*)\]|(?P<word>[^\s()":[\]]+))\s*'
)
_RANGE = re.compile(r"(\d{12}) TO (\d{12})")
_TEXT_FIELDS = {
    "ti": ("title",),
    "au": ("authors",),
    "abs": ("abstract",),
    "co": ("comment",),
    "jr": ("journal_ref",),
    "rn": ("report_number",),
    "all": (
        "title",
        "authors",
        "abstract",
        "comment",
        "journal_ref",
        "report_number",
        "categories",
        "arxiv_id",
    ),
}
_DATE_FIELDS = {"submittedDate": "published", "lastUpdatedDate": "updated"}
_EXACT_FIELDS = ("cat", "id")


class MalformedQuery(ValueError):  # noqa: N818 - reads as what it is
    """A query that the API refuses."""


@dataclass(frozen=True)
class Indexed:
    """A paper, ready to be searched."""

    record: Record

    _texts: dict[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """The words of a field between blanks, with `|` between authors."""
        if name not in self._texts:
            value = self.record.get(name) or ""
            parts = [value] if isinstance(value, str) else value
            self._texts[name] = "|".join(f" {words(part)} " for part in parts)
        return self._texts[name]

    def date(self, name: str) -> str:
        """YYYYMMDDTTTT, in the evening of the day."""
        day = self.record.get(name) or self.record.get("published") or ""
        return day.replace("-", "") + "1759" if day else ""


Clause = Callable[[Indexed], int]
"""How often a paper answers to it; 0: not at all."""


def words(text: str) -> str:
    """Lower-case letters and digits without accents, one blank between words."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", plain.lower()))


def parse(query: str) -> Clause:
    """The meaning of a query; raises MalformedQuery."""
    parser = _Parser(list(_tokens(query)))
    clause = parser.either("all")
    if parser.rest:
        raise MalformedQuery(f"unexpected {parser.rest[0][1]!r} in the query")
    return clause


def _tokens(query: str) -> list[tuple[str, str]]:
    found, at = [], 0
    while at < len(query):
        token = _TOKEN.match(query, at)
        if token is None or token.lastgroup is None:
            raise MalformedQuery(f"cannot read the query at {query[at : at + 20]!r}")
        found.append((token.lastgroup, token[token.lastgroup]))
        at = token.end()
    return found


class _Parser:
    """Reads clauses from the front of what is left of a query; a field holds for what comes next to it."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.rest = tokens

    def either(self, field: str) -> Clause:
        """Clauses with OR between them, which binds least."""
        clause = self.together(field)
        while self._skips("OR"):
            clause = _sum(clause, self.together(field))
        return clause

    def together(self, field: str) -> Clause:
        """Clauses with AND, ANDNOT or nothing between them."""
        clause = self.one(field)
        while self.rest and self.rest[0] not in (("operator", "OR"), ("close", ")")):
            without = self._skips("ANDNOT")
            if not without:
                self._skips("AND")
            further = self.one(field)
            clause = _without(clause, further) if without else _both(clause, further)
        return clause

    def one(self, field: str) -> Clause:
        """A group, phrase, range or word."""
        if not self.rest:
            raise MalformedQuery("the query ends too early")
        kind, text = self.rest.pop(0)
        if kind == "field":
            return self.one(_known(text))
        if kind == "open":
            return self._group(field)
        made = {"phrase": _phrase, "range": _range, "word": _word}.get(kind)
        if made is None:
            raise MalformedQuery(f"unexpected {text!r} in the query")
        return made(field, text)

    def _group(self, field: str) -> Clause:
        clause = self.either(field)
        if not self.rest or self.rest.pop(0)[0] != "close":
            raise MalformedQuery("a parenthesis is not closed")
        return clause

    def _skips(self, operator: str) -> bool:
        if self.rest and self.rest[0] == ("operator", operator):
            self.rest.pop(0)
            return True
        return False


def _known(field: str) -> str:
    if field not in _TEXT_FIELDS and field not in _DATE_FIELDS and field not in _EXACT_FIELDS:
        raise MalformedQuery(f"unknown field {field!r}")
    return field


def _phrase(field: str, text: str) -> Clause:
    if field in _DATE_FIELDS:
        raise MalformedQuery(f"{field} wants a range")
    if field == "cat":
        return lambda paper: int(text in paper.record.get("categories", ()))
    if field == "id":
        return lambda paper: int(paper.record["arxiv_id"] == re.sub(r"v\d+$", "", text))
    if not words(text):
        return lambda paper: 0
    sought, names = f" {words(text)} ", _TEXT_FIELDS[field]
    return lambda paper: int(any(sought in paper.text(name) for name in names))


def _word(field: str, text: str) -> Clause:
    if field in _EXACT_FIELDS or field in _DATE_FIELDS or not words(text):
        return _phrase(field, text)
    first, *others = text.split("-")
    clause: Clause = _phrase(field, first) if first else lambda paper: 1
    for other in filter(words, others):
        clause = _without(clause, _phrase(field, other))
    return clause


def _range(field: str, text: str) -> Clause:
    found = _RANGE.fullmatch(text)
    if field not in _DATE_FIELDS or not found:
        raise MalformedQuery(f"{field} does not take the range {text!r}")
    name, first, last = _DATE_FIELDS[field], found[1], found[2]
    return lambda paper: int(first <= paper.date(name) <= last)


def _sum(one: Clause, other: Clause) -> Clause:
    return lambda paper: one(paper) + other(paper)


def _both(one: Clause, other: Clause) -> Clause:
    return lambda paper: (hits + more) if (hits := one(paper)) and (more := other(paper)) else 0


def _without(one: Clause, other: Clause) -> Clause:
    return lambda paper: 0 if other(paper) else one(paper)
