"""Items as Zotero keeps them: a paper and its citation key in; fields, creators and links out."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from papers2bib.ids import PaperId
from papers2bib.model import Date, Paper
from papers2bib.name_parts import Name, split_names
from papers2bib.zotero import stored
from papers2bib.zotero.schema import Schema

PREPRINT = "preprint"
_KINDS = {"inproceedings": "conferencePaper", "article": "journalArticle"}
_CODE_HOSTS = ("github.com", "gitlab.com", "bitbucket.org", "codeberg.org")


@dataclass(frozen=True, slots=True)
class Link:
    """An address that becomes a child of an item."""

    title: str
    url: str
    content_type: str = "text/html"

    def item(self, key: str, parent: str) -> dict[str, Any]:
        """The attachment under its own key, never made before (version 0)."""
        return {
            "key": key, "version": 0, "itemType": "attachment", "linkMode": "linked_url",
            "parentItem": parent, "title": self.title, "url": self.url, "contentType": self.content_type,
        }  # fmt: skip


def kind_of(paper: Paper) -> str:
    """The item type: a preprint until kind and venue of its publication are known."""
    published = _KINDS.get(paper.kind, "") if paper.venue else ""
    return published or (PREPRINT if paper.id("arxiv") or not paper.id("doi") else "document")


def item_of(paper: Paper, citation_key: str, kind: str, schema: Schema) -> dict[str, Any]:
    """What an item of that type says of the paper, as Zotero's own arXiv translator writes it.

    Fields of which nothing is known are left out, and so are those that the type does not have.
    """
    said = _common(paper, citation_key) | (_preprint(paper) if kind == PREPRINT else _published(paper, kind))
    if citation_key and not schema.has(kind, "citationKey"):
        said["extra"] = "\n".join(filter(None, [said["extra"], f"Citation Key: {citation_key}"]))
    fields = {name: stored.text(value) for name, value in said.items()}
    item = {"itemType": kind} | {name: value for name, value in fields.items() if value}
    creators = _creators(paper) if "author" in schema.creators.get(kind, ()) else []
    return schema.fitted(item | ({"creators": creators} if creators else {}))


def links_of(paper: Paper) -> tuple[Link, ...]:
    """The PDF, the code and the project pages of a paper, each address once."""
    found: dict[str, Link] = {}
    for link in _links(paper):
        found.setdefault(link.url, link)
    return tuple(found.values())


def _common(paper: Paper, citation_key: str) -> dict[str, str]:
    arxiv, doi = paper.id("arxiv"), paper.id("doi")
    home = PaperId("arxiv", arxiv) if arxiv else PaperId("doi", doi) if doi else None
    return {
        "title": stored.line(paper.title),
        "abstractNote": paper.abstract,
        "date": str(paper.published or ""),
        "DOI": doi,
        "url": home.url if home else paper.url,
        "extra": _extra(paper),
        "citationKey": citation_key,
    }


def _extra(paper: Paper) -> str:
    arxiv = paper.id("arxiv")
    category = f" [{paper.categories[0]}]" if paper.categories else ""
    return f"arXiv:{arxiv}{category}" if arxiv else ""


def _preprint(paper: Paper) -> dict[str, str]:
    arxiv = paper.id("arxiv")
    if not arxiv:
        return {}
    said = {"repository": "arXiv", "archiveID": f"arXiv:{arxiv}", "libraryCatalog": "arXiv.org"}
    return said if paper.id("doi") else said | {"DOI": f"10.48550/arXiv.{arxiv}"}


def _published(paper: Paper, kind: str) -> dict[str, str]:
    article = kind == "journalArticle"
    if kind not in _KINDS.values():
        return {}
    return {
        "publicationTitle" if article else "proceedingsTitle": stored.line(paper.venue),
        "date": _issued(paper.issued) or str(paper.published or ""),
        "volume": paper.volume,
        "issue": paper.number if article else "",
        "pages": paper.pages,
        "publisher": paper.publisher,
    }


def _issued(date: Date | None) -> str:
    return str(date) if date and date.year else ""


def _creators(paper: Paper) -> stored.Creators:
    return stored.creators(_creator(name) for name in split_names(paper.authors))


def _creator(name: Name) -> dict[str, str]:
    """A person in two fields, a suffix behind the given name as Zotero wants it; a group in one."""
    if name.group or not name.given:
        return {"creatorType": "author", "name": f"{name.particle} {name.family}".strip()}
    given = f"{name.given}, {name.suffix}" if name.suffix else name.given
    return {
        "creatorType": "author",
        "firstName": given,
        "lastName": f"{name.particle} {name.family}".strip(),
    }


def _links(paper: Paper) -> Iterator[Link]:
    if arxiv := paper.id("arxiv"):
        yield Link(f"PDF: arXiv:{arxiv}", f"https://arxiv.org/pdf/{arxiv}", "application/pdf")
    for url, project in [(paper.code, False), *((url, True) for url in paper.links)]:
        parts = urlsplit(url.strip())
        if parts.scheme in ("http", "https") and parts.hostname:
            yield Link(_link_title(parts.hostname, parts.path, project=project), stored.text(url))


def _link_title(host: str, path: str, *, project: bool) -> str:
    """`Code: ziqipang/ADDP`, `Project: ziqipang.github.io/ADDP`."""
    code = not project or host.removeprefix("www.") in _CODE_HOSTS
    short = path.strip("/").removesuffix(".git")
    place = (
        short if code and short and host.removeprefix("www.") in _CODE_HOSTS else f"{host}{path}".rstrip("/")
    )
    return f"{'Code' if code else 'Project'}: {place}"
