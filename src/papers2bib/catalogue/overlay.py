"""Catalogues one over the other: ids in, the papers of the topmost file that has them out.

A file lies over another one when its newest record is newer; of two as new, the one named later.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Self

from papers2bib.catalogue.query import Catalogue
from papers2bib.model import Date, Paper
from papers2bib.titles import title_key

_PUBLICATION = ("kind", "venue", "issued", "volume", "number", "pages", "publisher")


def by_age(catalogues: Iterable[Catalogue]) -> list[Catalogue]:
    """The catalogues in the order of their newest records, the oldest first."""
    return sorted(catalogues, key=lambda one: str(one.info["newest"]))


class Overlay:
    """What catalogue files, the topmost first, say of papers; may be sent to other processes.

    Papers that no file has are lacking only if they were made public on the day `since` or later.
    """

    def __init__(self, paths: Sequence[Path], since: Date | None = None) -> None:
        self._paths, self._since = tuple(paths), since

    def __reduce__(self) -> tuple[type[Self], tuple[object, ...]]:
        return type(self), (self._paths, self._since)

    @cached_property
    def catalogues(self) -> Sequence[Catalogue]:
        """The files, opened."""
        return [Catalogue.open(path) for path in self._paths]

    def find(self, paper: Paper) -> Paper | None:
        """The paper under the same id in the topmost file that has it."""
        return _find(self.catalogues, paper)

    def papers(self) -> Iterator[Paper]:
        """All papers, each from the topmost file that has it."""
        for at, one in enumerate(self.catalogues):
            yield from (paper for paper in one.papers() if _find(self.catalogues[:at], paper) is None)

    def renewed(self, paper: Paper) -> Paper:
        """A newer account of a paper, with what is known of it besides."""
        known = self.find(paper)
        return renewed(known, paper) if known else paper

    def lacks(self, paper: Paper, /) -> bool:
        """Whether the files have it not, or otherwise."""
        known = self.find(paper)
        return paper != known if known else self._since is None or _is_since(paper, self._since)


def renewed(known: Paper, new: Paper) -> Paper:
    """The new account of a paper, with what the known one says besides: venue, other titles, code."""
    dated = known if _is_vaguer(new, known) else new
    titles = {title_key(one): one for one in (new.title, *known.titles)}
    more = {key: one for one in (known.title, *new.titles) if (key := title_key(one)) not in titles}
    there = new if new.kind else known
    return replace(
        new,
        titles=(*known.titles, *more.values()),
        ids=tuple(dict.fromkeys((*known.ids, *new.ids))),
        authors=new.authors or known.authors,
        published=dated.published,
        date_precision=dated.date_precision,
        journal_ref=new.journal_ref or known.journal_ref,
        categories=new.categories or known.categories,
        url=new.url or known.url,
        code=new.code or known.code,
        **{name: getattr(there, name) for name in _PUBLICATION},
    )


def _find(catalogues: Iterable[Catalogue], paper: Paper) -> Paper | None:
    for one in catalogues:
        for known in one.lookup(paper.ids[:1]):
            if known.ids[:1] == paper.ids[:1]:
                return known
    return None


def _is_vaguer(new: Paper, known: Paper) -> bool:
    return known.published is not None and (
        new.published is None
        or (known.published.exact and not new.published.exact)
        or bool(new.date_precision and not known.date_precision)
    )


def _is_since(paper: Paper, since: Date) -> bool:
    """Whether it may have been made public then or later."""
    known = paper.published or paper.issued
    return known is None or Date(known.year, known.month or 12, known.day or 31) >= since
