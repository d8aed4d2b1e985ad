"""Runs of `cite` and `tex`: what is cited in; entries on stdout or at the end of a .bib file out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from papers2bib.bibfile.spans import scan
from papers2bib.check.citing import citations
from papers2bib.check.entries import Entry, entries
from papers2bib.cli.checking import read
from papers2bib.cli.screen import Screen
from papers2bib.cli.stdout import Stdout
from papers2bib.config import Settings
from papers2bib.drafts import Drafts
from papers2bib.ids import PaperId
from papers2bib.merging import merge
from papers2bib.model import Listing, Match, Paper, Reference
from papers2bib.pipeline import resolve
from papers2bib.sources.catalogue import CatalogueSource
from papers2bib.targets.bibtex import entry_text, write_bibtex
from papers2bib.targets.fields import make_entry
from papers2bib.titles import title_key

_SCHEMES = ("arxiv:", "doi:")


def cite_papers(wanted: Sequence[str], into: Path | None, settings: Settings, screen: Screen) -> int:
    """Print references, or add them to a file and print their keys; 1 if any was not found."""
    listings = [_listing(one) for one in wanted]
    matches = list(resolve(listings, [CatalogueSource(settings.catalogues, settings.data)]))
    references = [_reference(one) for one in matches if one.paper]
    known = list(entries(scan(read(into)))) if into and into.is_file() else []
    out = Stdout()
    taken = {entry.key.lower() for entry in known}
    new: list[bytes] = []
    for one in write_bibtex(references):
        there = _same(known, one.reference.paper)
        key = there.key if there else _free(one.key, taken)
        text = one.text.replace(f"{{{one.key},", f"{{{key},", 1)
        out.write(f"{key}\n".encode() if into else text.encode())
        if not there:
            new.append(text.encode())
    out.flush()
    if into:
        _append(into, new)
    return _complain(matches, screen)


def cite_text(main: Path, into: Path, settings: Settings, screen: Screen) -> int:
    """Add entries under the ids that a text cites; 1 if any was not found."""
    known = {entry.key for entry in entries(scan(read(into)))} if into.is_file() else set[str]()
    cited = [one.key for one in citations(main) if one.key.lower().startswith(_SCHEMES)]
    lacking = {key: one for key in cited if key not in known and (one := PaperId.parse(key))}
    papers = _by_id(CatalogueSource(settings.catalogues, settings.data).lookup(set(lacking.values())))
    added = [
        entry_text(make_entry(papers[one]), key).encode() for key, one in lacking.items() if one in papers
    ]
    _append(into, added)
    missing = [key for key in cited if key not in known and lacking.get(key) not in papers]
    for key in missing:
        screen.complain(f"{key}: not in the catalogue")
    screen.say(f"{len(added)} added to {into}, {len(cited) - len(added) - len(missing)} there before")
    return 1 if missing else 0


def _listing(said: str) -> Listing:
    one = PaperId.parse(said)
    return Listing("" if one else said, repr(said), ids=(one,) if one else ())


def _reference(match: Match) -> Reference:
    assert match.paper
    return merge([match.paper]).reference([match.listing])


def _same(known: Iterable[Entry], paper: Paper) -> Entry | None:
    """The entry of a paper, by id, else by title and first author."""
    for entry in known:
        if set(entry.ids) & set(paper.ids):
            return entry
    keys = {title_key(one) for one in (paper.title, *paper.titles)}
    same = (
        entry for entry in known if title_key(entry.title) in keys and entry.authors[:1] and paper.authors
    )
    return next((one for one in same if _family(one.authors[0]) == _family(paper.authors[0])), None)


def _family(name: str) -> str:
    from papers2bib.name_parts import split_name

    return title_key(split_name(name).family)


def _free(key: str, taken: set[str]) -> str:
    letters = ("", *"abcdefghijklmnopqrstuvwxyz")
    free = next((key + letter for letter in letters if (key + letter).lower() not in taken), f"{key}-")
    taken.add(free.lower())
    return free


def _by_id(papers: Iterable[Paper]) -> Mapping[PaperId, Paper]:
    return {one: paper for paper in papers for one in paper.ids}


def _append(path: Path, new: Sequence[bytes]) -> None:
    """Put entries at the end of a file, all else staying as it is."""
    if not new:
        return
    old = read(path) if path.is_file() else b""
    between = b"" if not old or old.endswith(b"\n\n") else b"\n" if old.endswith(b"\n") else b"\n\n"
    with Drafts() as drafts:
        drafts.open(path).write(old + between + b"".join(new).rstrip(b"\n") + b"\n")


def _complain(matches: Sequence[Match], screen: Screen) -> int:
    open_ones = [one for one in matches if not one.paper]
    for one in open_ones:
        screen.complain(f"{one.listing.name}: {one.verdict}{''.join(_best(one))}")
    return 1 if open_ones else 0


def _best(match: Match) -> Iterator[str]:
    for one in match.candidates[:3]:
        named = " ".join(map(str, one.paper.ids[:1]))
        yield f"; {named} {one.paper.title}"
