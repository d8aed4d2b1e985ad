"""Takes an address as a person types it, gives the page or file on the web that it means; asks nothing."""

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit

from papers2bib.errors import ReaderError
from papers2bib.ids import PaperId
from papers2bib.readers.hf_period import Period

if TYPE_CHECKING:
    from papers2bib.config import Settings

_ADDRESS = re.compile(r"hf:|[a-z][a-z0-9+.-]+://|https?:/", re.IGNORECASE)
_POSSIBLE = (
    "give a page of Daily Papers (hf:today, hf:2025-10-31, hf:2026-W12, hf:2026-03,"
    " https://huggingface.co/papers…) or a repository or file at https://github.com"
)
_READMES = ("README.md", "readme.md", "Readme.md", "README.markdown", "README.txt", "README", "README.rst")


class DailyPage(NamedTuple):
    """A page of Daily Papers, without a period the newest."""

    period: Period | None = None

    @property
    def path(self) -> str:
        """Where it is at Hugging Face."""
        return self.period.path if self.period else "/papers"


class SearchPage(NamedTuple):
    """What Hugging Face finds for a query."""

    query: str

    @property
    def path(self) -> str:
        """Where browsers find the same."""
        return f"/papers?{urlencode({'q': self.query})}"


class PaperPage(NamedTuple):
    """The page of one paper."""

    paper: PaperId

    @property
    def path(self) -> str:
        """Where it is."""
        return f"/papers/{self.paper.value}"


class RepositoryFile(NamedTuple):
    """A file at GitHub."""

    paths: tuple[str, ...]
    """The first of these that there is, each `OWNER/REPOSITORY/REVISION/PATH`, percent-encoded."""


Place = DailyPage | SearchPage | PaperPage | RepositoryFile


def is_address(path: str) -> bool:
    """Whether a path is meant for the web: a URL, or short for one (`hf:today`)."""
    return _ADDRESS.match(path) is not None


def place(address: str, settings: "Settings") -> Place:
    """What an address means; raises ReaderError where it is nothing that can be read.

    Besides the known hosts, the addresses of the settings are understood.
    """
    short = address[:3].lower() == "hf:"
    if found := _short(address[3:]) if short else _of_url(address, settings):
        return found
    raise ReaderError(address, f"not an address to read from: {_POSSIBLE}")


def _short(name: str) -> DailyPage | None:
    if name.lower() == "today":
        return DailyPage()
    period = Period.parse(name)
    return DailyPage(period) if period else None


def _of_url(address: str, settings: "Settings") -> Place | None:
    from papers2bib.session.services import github, huggingface

    address = re.sub(r"^(https?):/+", r"\1://", address.strip(), flags=re.IGNORECASE)
    mirrors: dict[str, _Reads] = {huggingface(settings).root: _daily_papers, github(settings).root: _raw}
    for root, reads in mirrors.items():
        if address.startswith(f"{root}/"):
            return _read_by(reads, urlsplit(address[len(root) :]))
    try:
        parts = urlsplit(address)
        at_home = parts.scheme in ("http", "https") and parts.port in (None, 80, 443)
    except ValueError:  # a port or an IPv6 address that is none
        return None
    reads_there = _HOSTS.get((parts.hostname or "").removeprefix("www."))
    return _read_by(reads_there, parts) if at_home and reads_there else None


def _read_by(reads: "_Reads", parts: SplitResult) -> Place | None:
    steps = [unquote(step) for step in parts.path.split("/") if step]
    return None if {".", ".."} & set(steps) else reads(steps, parts.query)


def _daily_papers(steps: Sequence[str], query: str) -> Place | None:
    match steps:
        case ["papers"]:
            return _queried(dict(parse_qsl(query)))
        case ["papers", ("date" | "week" | "month") as kind, value]:
            return _period(kind, value)
        case ["papers", value] if paper := PaperId.arxiv(value):
            return PaperPage(paper)
    return None


def _queried(asked: dict[str, str]) -> Place | None:
    if query := asked.get("q", "").strip():
        return SearchPage(query)
    kind = next((kind for kind in ("date", "week", "month") if kind in asked), None)
    return _period(kind, asked[kind]) if kind else DailyPage()


def _period(kind: str, value: str) -> DailyPage | None:
    period = Period.parse(value)
    return DailyPage(period) if period and period.kind == kind else None


def _repository(steps: Sequence[str], _: str) -> Place | None:
    match steps:
        case [owner, name]:
            return _readme(owner, name, "HEAD")
        case [owner, name, "tree", revision, *folders]:
            return _readme(owner, name, revision, *folders)
        case [owner, name, "blob" | "raw", revision, first, *rest]:
            return _named(owner, name.removesuffix(".git"), revision, first, *rest)
    return None


def _readme(owner: str, name: str, *folder: str) -> RepositoryFile:
    there = _joined(owner, name.removesuffix(".git"), *folder)
    return RepositoryFile(tuple(f"{there}/{readme}" for readme in _READMES))


def _raw(steps: Sequence[str], _: str) -> Place | None:
    return _named(*steps) if len(steps) > 3 else None


def _named(owner: str, name: str, revision: str, *path: str) -> RepositoryFile:
    """A file; the branch that most repositories once had, or have now, may be the other one by now.

    Links to files follow a branch that is renamed, files as they are do not:
    https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository.
    """
    renamed = ("HEAD",) if revision in ("master", "main") else ()
    return RepositoryFile(tuple(_joined(owner, name, one, *path) for one in (revision, *renamed)))


def _joined(*steps: str) -> str:
    return "/".join(quote(step, safe="") for step in steps)


_Reads = Callable[[Sequence[str], str], Place | None]
_HOSTS: dict[str, _Reads] = {
    "huggingface.co": _daily_papers,
    "hf.co": _daily_papers,
    "github.com": _repository,
    "raw.githubusercontent.com": _raw,
}
