"""The web services that papers2bib may speak to: where each is, and how it wants to be treated."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from papers2bib.config import Settings

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Service:
    """One host, its manners, and the key that it alone is shown."""

    name: str
    root: str
    """Without a slash at the end; a request's URL is this and a path."""
    interval: float = 0.0
    """Least seconds from one request to the next, over all processes of this machine."""
    backoff: float = 1.0
    """Seconds of the first longer wait after failures; each further one is twice as long."""
    largest: int = 8 * MEGABYTE
    """Bytes of a reply beyond which it is not read."""
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Headers that are sent, and nowhere kept or shown."""


def arxiv(settings: Settings) -> Service:
    """One request in three seconds, one connection: https://info.arxiv.org/help/api/tou.html."""
    return Service(
        "arxiv", _root(settings.arxiv_url, "/api/query", "/api") + "/api/query", interval=3.1, backoff=3.0
    )


def semantic_scholar(settings: Settings) -> Service:
    """One request a second, with exponential back-off: https://api.semanticscholar.org/api-docs/."""
    secrets = {"x-api-key": settings.s2_key} if settings.s2_key else {}
    root = _root(settings.s2_url, "/graph/v1", "/graph") + "/graph/v1"
    return Service("semantic_scholar", root, interval=1.05, secrets=secrets)


def huggingface(settings: Settings) -> Service:
    """As its RateLimit headers say: https://huggingface.co/docs/hub/rate-limits."""
    secrets = {"Authorization": f"Bearer {settings.hf_token}"} if settings.hf_token else {}
    return Service("huggingface", _root(settings.hf_url, "/api"), largest=20 * MEGABYTE, secrets=secrets)


def github(settings: Settings) -> Service:
    """Files of public repositories, as they are."""
    return Service("github", settings.github_url, largest=20 * MEGABYTE)


def crossref(settings: Settings) -> Service:
    """Ten requests a second in the polite pool, which our User-Agent is for: https://api.crossref.org."""
    return Service("crossref", _root(settings.crossref_url, "/works"), interval=0.12)


def dblp(settings: Settings) -> Service:
    """A second or two between requests: https://dblp.org/faq/1474706.html."""
    path = "/search/publ/api"
    return Service("dblp", _root(settings.dblp_url, path) + path, interval=2.0, backoff=5.0)


def _root(url: str, *known: str) -> str:
    """A service's root, whether or not its well-known path was named with it."""
    for path in known:
        url = url.removesuffix(path)
    return url


def services(settings: Settings) -> list[Service]:
    """The services of the sources that the settings name."""
    known = (arxiv(settings), semantic_scholar(settings), huggingface(settings))
    return [one for one in known if one.name in settings.sources]
