"""Merging: what several sources say of one paper in, one Paper and the source of each of its fields out."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from papers2bib.contradictions import sift
from papers2bib.ids import PaperId
from papers2bib.links import classify, link_key, links, repository_root
from papers2bib.model import Listing, Paper, Reference
from papers2bib.trust import DOI_ORDER, LIST, RULES, SEMANTIC_SCHOLAR, Rule, by_trust, rule_of


class Merged(NamedTuple):
    """One paper from several accounts of it."""

    paper: Paper
    provenance: Mapping[str, str]
    """Field of Paper → source that it was taken from; sources joined by `+` where they were united."""
    accounts: tuple[Paper, ...]
    """What was merged, in the usual order of trust."""
    unused: tuple[Paper, ...] = ()
    """Accounts that are of another paper, by the look of them."""
    warnings: tuple[str, ...] = ()
    """Why they were not used."""

    def reference(self, listings: Iterable[Listing]) -> Reference:
        """The paper as a reference for these listings."""
        return Reference(
            self.paper, tuple(listings), self.provenance, self.warnings, self.accounts, self.unused
        )


def from_listing(listing: Listing) -> Paper:
    """What a list says that a record may lack: abstract and links, never the title or the authors."""
    told, given = links(listing.abstract), classify(listing.urls)
    code = (*told.code, *given.code)
    others = _distinct((*told.others, *given.others, *code[1:]), without=code[0] if code else "")
    return Paper(source=LIST, title="", abstract=listing.abstract, code=code[0] if code else "", links=others)


def merge(papers: Sequence[Paper]) -> Merged:
    """One paper from several accounts, each field from the source that is trusted most with it (RULES).

    The first account is the one that was matched: what contradicts it is left out with a warning, and so is
    an id that they share, if the other one is trusted more in such ids. The order of the others counts only
    among those of one source.
    """
    used, unused = sift(papers[0], by_trust(dict.fromkeys(papers[1:])))
    disputed = {account: _disputed(account, used) for account in unused}
    accounts = [_with_links_of_abstract(one) for one in by_trust(used)]
    values, provenance = _chosen(accounts)
    values["code"] = _root(values.get("code", ""))
    values["ids"] = _ids(accounts, {one for ids in disputed.values() for one in ids})
    values["titles"] = _titles(accounts, values.get("title", ""))
    values["links"] = _distinct(_urls(accounts), without=values["code"])
    values["withdrawn"] = any(one.withdrawn for one in accounts)
    for name, tells in _UNITED.items():
        if values[name]:
            provenance[name] = "+".join(dict.fromkeys(one.source for one in accounts if tells(one)))
    merged = replace(Paper(source=papers[0].source, title=""), **values)
    warnings = (_warning(one, said, disputed[one]) for one, said in unused.items())
    return Merged(merged, provenance, tuple(by_trust(used)), tuple(unused), tuple(warnings))


_UNITED: dict[str, Callable[[Paper], object]] = {
    "ids": lambda one: one.ids,
    "titles": lambda one: one.titles or one.title,
    "links": lambda one: one.links or one.code,
    "withdrawn": lambda one: one.withdrawn,
}
"""Field → whether an account adds to it."""


def _disputed(unused: Paper, used: Sequence[Paper]) -> list[PaperId]:
    """Ids that are another paper's, says an account that is trusted more in them than all that are used."""
    disputed = []
    for one in unused.ids:
        tellers = [paper for paper in used if one in paper.ids]
        if tellers and by_trust([*tellers, unused], _order(one.scheme))[0] is unused:
            disputed.append(one)
    return disputed


def _warning(unused: Paper, said: str, disputed: Sequence[PaperId]) -> str:
    nor = f", nor is {' or '.join(map(str, disputed))}" if disputed else ""
    return f"{unused.source} {said}: not used{nor}"


def _chosen(accounts: Sequence[Paper]) -> tuple[dict[str, Any], dict[str, str]]:
    """The fields that are taken of one account, and of which."""
    values: dict[str, Any] = {}
    provenance: dict[str, str] = {}
    for rule in RULES:
        if not rule.united and (chosen := _choose(rule, accounts)):
            taken = {name: getattr(chosen, name) for name in rule.fields}
            values |= taken
            provenance |= {name: chosen.source for name, value in taken.items() if value}
    return values, provenance


def _order(scheme: str) -> tuple[str, ...]:
    return DOI_ORDER if scheme == "doi" else rule_of("ids").order


def _choose(rule: Rule, accounts: Iterable[Paper]) -> Paper | None:
    known = [one for one in by_trust(accounts, rule.order) if getattr(one, rule.fields[0])]
    if special := _BEFORE_TRUST.get(rule.fields[0]):
        known.sort(key=special)
    return known[0] if known else None


_BEFORE_TRUST: dict[str, Callable[[Paper], tuple[bool, bool]]] = {
    "published": lambda one: (one.source == SEMANTIC_SCHOLAR, bool(one.date_precision)),
    "code": lambda one: (one.source != LIST, one.source != LIST and not _names_its_code(one)),
}
"""Field → what counts more than the order of sources."""


def _ids(accounts: Sequence[Paper], disputed: set[PaperId]) -> tuple[PaperId, ...]:
    """One id of each scheme, of the account trusted most in it."""
    found: dict[str, PaperId] = {}
    for scheme in dict.fromkeys(one.scheme for account in accounts for one in account.ids):
        tellers = by_trust(accounts, _order(scheme))
        if scheme == "doi" and (there := _choose(rule_of("venue"), accounts)):
            tellers = [there, *(one for one in tellers if _is_there(one, there))]
        known = (one for teller in tellers for one in teller.ids if one.scheme == scheme)
        if first := next((one for one in known if one not in disputed), None):
            found[scheme] = first
    return tuple(found.values())


def _is_there(account: Paper, publication: Paper) -> bool:
    """Whether the account names a publication of that kind and year; a DOI may be that of another one."""
    years = [one.issued.year for one in (account, publication) if one.issued]
    return account.kind == publication.kind and years[:1] == years[1:]


def _titles(accounts: Iterable[Paper], chosen: str) -> tuple[str, ...]:
    titles = dict.fromkeys(title for one in accounts for title in (one.title, *one.titles) if title)
    titles.pop(chosen, None)
    return tuple(titles)


def _urls(accounts: Iterable[Paper]) -> Iterator[str]:
    for one in accounts:
        yield from (*one.links, _root(one.code))


def _names_its_code(account: Paper) -> bool:
    """Whether the repository is the abstract's own, and so the authors' word."""
    return account.code in links(account.abstract).code


def _with_links_of_abstract(account: Paper) -> Paper:
    """The account with the links of its abstract among its own, the abstract's repository as its code."""
    told = links("" if account.source == LIST else account.abstract)
    if not (told.code or told.others):
        return account
    code = told.code[0] if told.code else account.code
    others = (*told.others, *account.links, _root(account.code), *told.code[1:])
    return replace(account, code=code, links=_distinct(others, without=_root(code)))


def _root(url: str) -> str:
    return repository_root(url) or url


def _distinct(urls: Iterable[str], without: str = "") -> tuple[str, ...]:
    known: dict[str, str] = {}
    for url in urls:
        known.setdefault(link_key(url), url)
    known.pop(link_key(without), None)
    known.pop("", None)
    return tuple(known.values())
