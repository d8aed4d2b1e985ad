"""Settings of a run, gathered once by the command line and passed on as an argument."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from papers2bib.errors import ConfigError

SOURCES = ("catalogue", "huggingface", "arxiv", "semantic_scholar")
"""The names that `Settings.sources` chooses from."""

_URLS = {
    "arxiv_url": "PAPERS2BIB_ARXIV_URL",
    "s2_url": "PAPERS2BIB_S2_URL",
    "hf_url": "PAPERS2BIB_HF_URL",
    "github_url": "PAPERS2BIB_GITHUB_URL",
    "crossref_url": "PAPERS2BIB_CROSSREF_URL",
    "dblp_url": "PAPERS2BIB_DBLP_URL",
    "zotero_url": "PAPERS2BIB_ZOTERO_URL",
    "zotero_local_url": "PAPERS2BIB_ZOTERO_LOCAL_URL",
}
_FOLDERS = {"cache": "PAPERS2BIB_CACHE", "data": "PAPERS2BIB_DATA"}
_WORDS = {
    "s2_key": "S2_API_KEY",
    "hf_token": "HF_TOKEN",
    "zotero_key": "ZOTERO_API_KEY",
    "contact": "PAPERS2BIB_CONTACT",
}


@dataclass(frozen=True, slots=True)
class Settings:
    """What the sources need to know; keys are not shown by `repr`."""

    offline: bool = False
    """Ask nothing on the web: what neither the catalogues nor earlier answers hold is missing."""
    catalogues: tuple[Path, ...] = ()
    """Catalogue files to ask instead of the shipped one and its update."""
    sources: tuple[str, ...] = SOURCES
    """Which of SOURCES to ask."""
    refresh: bool = False
    """Ask again what was answered before."""
    patience: float = 60.0
    """Seconds that a run waits at most for one service that fails or wants to be left alone."""
    hf_limit: int = 10
    """How many listings at most are asked about one by one at Hugging Face."""
    s2_limit: int = 50
    """How many listings at most are asked about one by one at Semantic Scholar."""
    contact: str = "papers2bib@papers2bib.example"
    """A mail address for those who run the services."""
    cache: Path | None = None
    """Directory of the answers kept; None is the user's cache directory."""
    data: Path | None = None
    """Directory of what `catalogue update` writes; None is the user's data directory."""
    arxiv_url: str = "https://export.arxiv.org"
    s2_url: str = "https://api.semanticscholar.org"
    hf_url: str = "https://huggingface.co"
    github_url: str = "https://raw.githubusercontent.com"
    crossref_url: str = "https://api.crossref.org"
    dblp_url: str = "https://dblp.org"
    s2_key: str = field(default="", repr=False)
    hf_token: str = field(default="", repr=False)
    zotero_url: str = "https://api.zotero.org"
    zotero_local_url: str = "http://127.0.0.1:23119/api"
    """Where the Zotero that runs on this computer answers."""
    zotero_key: str = field(default="", repr=False)

    @property
    def answers(self) -> Path:
        """The file in which answers of the web are kept from run to run."""
        from platformdirs import user_cache_path

        return (self.cache or user_cache_path("papers2bib", appauthor=False)) / "answers.sqlite"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str], **options: Any) -> Self:
        """These options, with addresses, contact, directories and keys as the environment names them.

        Raises ConfigError for an address that is no http(s) URL and for a key that cannot be one.
        """
        said: dict[str, Any] = {
            name: _url(environment[variable], variable)
            for name, variable in _URLS.items()
            if environment.get(variable)
        }
        for name in ("zotero_url", "zotero_local_url"):
            _check_safe(said.get(name, ""), _URLS[name])
        said |= {
            name: _word(environment[variable], variable)
            for name, variable in _WORDS.items()
            if environment.get(variable)
        }
        said |= {
            name: Path(environment[variable])
            for name, variable in _FOLDERS.items()
            if environment.get(variable)
        }
        return cls(**said | options)


def _url(text: str, variable: str) -> str:
    """The root of a service: no slash at the end; the error does not repeat what may hold a password."""
    root = text.strip().rstrip("/")
    if not root.isprintable() or " " in root or not _is_root(root):
        raise ConfigError(f"{variable}: no address of a service: give http(s)://HOST[:PORT][/PATH]")
    return root


def _is_root(url: str) -> bool:
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna")
        named = host and parts.port != 0
    except ValueError:  # brackets, a port or a name that are none
        return False
    odd = parts.query or parts.fragment or "@" in parts.netloc
    return parts.scheme in ("http", "https") and bool(named) and not odd


def _check_safe(url: str, variable: str) -> None:
    """A key travels to this server: in plain text it stays on this machine."""
    parts = urlsplit(url)
    if parts.scheme == "http" and parts.hostname not in ("localhost", "127.0.0.1", "::1"):
        raise ConfigError(f"{variable}: a key is sent there, so that it must begin with https://")


def _word(text: str, variable: str) -> str:
    """A value fit for an HTTP header; the error does not repeat it."""
    value = text.strip()
    if not value.isascii() or not value.isprintable() or " " in value:
        raise ConfigError(f"{variable}: holds blanks or characters that do not belong there: set it anew")
    return value
