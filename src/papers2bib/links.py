"""Links out of prose: text as people and arXiv write it in, clean URLs of code and other pages out."""

import re
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import urlsplit

from papers2bib.ids import PaperId

_HOST = r"(?:[\w-]+\.)+[A-Za-z]{2,}"
_BARE = (
    r"(?:www\.[\w-]+\.[\w.-]+|(?:gitlab(?:\.[\w-]+)+|github\.com|bitbucket\.org|codeberg\.org|gitee\.com"
    r"|sourceforge\.net|huggingface\.co|hf\.co|anonymous\.4open\.science)(?=/)|[\w-]+\.(?:github|gitlab)\.io)"
)
_URL = re.compile(
    rf"(?:https?:\s?//\s?{_HOST}|https?://[\d.]+|(?<![\w@./-]){_BARE})(?::\d+)?(?:[/?#][^\s<>\"|\\^`{{}}“”…。，、；：）】》」]*)?",
    re.IGNORECASE,
)
_SLASHLESS = re.compile(r"www\.|\.io", re.IGNORECASE)
"""What is in a URL that holds no slash."""
_HREF = re.compile(r"\\href\s*\{([^{}]*)\}\s*\{")
_MARKDOWN = re.compile(r"\]\((?=https?://)")
_TILDE = re.compile(r"\\(?:~(?:\{\})?|textasciitilde(?:\{\}|\s?)|sim\b\s?)|\{\\textasciitilde\}|\$\\sim\$")
_ESCAPED = re.compile(r"\\([_%#&~$])")
_SQUARE = re.compile(r"\[rgb\]\{[^{}]*\}")

_OWNED = re.compile(r"(?:(?:github|bitbucket|codeberg|gitee)\.\w+|(?:git|gitlab|github)\.[\w.-]+)$")
_NO_OWNERS = frozenset(
    "orgs topics sponsors features marketplace collections search explore settings about apps users groups"
    " login enterprise security contact pricing blog".split()
)
_BESIDE_ROOT = frozenset("- tree blob raw issues wikis".split())
_LONGEST = 2000  # what browsers and servers take


class Links(NamedTuple):
    """The URLs of a text, each once, in the order in which it names them."""

    code: tuple[str, ...] = ()
    """Roots of code repositories, without `.git`, branch, file or fragment."""
    others: tuple[str, ...] = ()
    """All others (project pages, data sets, models), without links to papers."""


def links(text: str) -> Links:
    r"""The links in prose, freed from what surrounds them (`.`, `)`, `}`, `\url{…}`, `\_`)."""
    if "." not in text or ("/" not in text and not _SLASHLESS.search(text)):
        return Links()
    return classify(_trim(hit[0]) for hit in _URL.finditer(_without_latex(text)))


def classify(urls: Iterable[str]) -> Links:
    """Clean URLs, as repositories and others; links to papers (arXiv, DOI and their mirrors) are left out."""
    code: dict[str, str] = {}
    others: dict[str, str] = {}
    for url in map(_with_scheme, urls):
        if repository := repository_root(url):
            code.setdefault(link_key(repository), repository)
        elif url and len(url) <= _LONGEST and not PaperId.find(url):
            others.setdefault(link_key(url), url)
    return Links(tuple(code.values()), tuple(others.values()))


def repository_root(url: str) -> str:
    """The repository that a URL leads into, as a URL, or "" when it leads to none."""
    parts = _split(url)
    if parts is None:
        return ""
    host, path = parts
    steps = [step for step in path.split("/") if step]
    count = _depth(host, steps)
    if not count or len(steps) < count or steps[0].lower() in _NO_OWNERS:
        return ""
    name = re.sub(r"\.git$", "", steps[count - 1])
    return f"https://{host}/{'/'.join([*steps[: count - 1], name])}" if name else ""


def link_key(url: str) -> str:
    """Equal for two URLs that differ in scheme, case, `www.`, `.git` or a last slash alone."""
    return re.sub(r"^https?://(?:www\.)?|(?:\.git)?/?$", "", url.lower())


def _depth(host: str, steps: list[str]) -> int:
    """How many steps of the path name a repository at this host; 0 where there are none."""
    if host == "anonymous.4open.science":
        return 2 if steps[:1] in (["r"], ["repository"]) else 0
    if host == "sourceforge.net":
        return 2 if steps[:1] in (["p"], ["projects"]) else 0
    if host.startswith("gitlab.") and not host.endswith(".io"):
        inside = next((at for at, step in enumerate(steps) if step in _BESIDE_ROOT), len(steps))
        return max(2, inside)  # groups may be nested
    return 2 if _OWNED.match(host) and not host.endswith(".io") else 0


def _split(url: str) -> tuple[str, str] | None:
    try:
        parts = urlsplit(url)
    except ValueError:  # such as a bracket that opens an IPv6 address and never closes
        return None
    return (parts.netloc.lower().removeprefix("www."), parts.path) if parts.netloc else None


def _without_latex(text: str) -> str:
    text = _MARKDOWN.sub("] ", text)
    if "\\" not in text:
        return text
    text = _TILDE.sub("~", _HREF.sub(r"\\href{\1} {", text))
    return _ESCAPED.sub(r"\1", _SQUARE.sub(" ", text))


def _trim(url: str) -> str:
    """Prose puts punctuation behind a URL; closing brackets belong to it only in pairs."""
    url = re.sub(r"^(https?:)\s?//\s?", r"\1//", url, flags=re.IGNORECASE)
    while url and (url[-1] in ".,;:!?'*_~’)]" and not _paired(url)):
        url = url[:-1]
    return url


def _paired(url: str) -> bool:
    opening = {")": "(", "]": "["}.get(url[-1])
    return opening is not None and url.count(opening) >= url.count(url[-1])


def _with_scheme(url: str) -> str:
    url = url.strip()
    return url if not url or re.match(r"https?://", url, re.IGNORECASE) else f"https://{url}"
