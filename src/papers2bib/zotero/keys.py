"""Keys of objects that we make in a library: what is made in, the same eight characters every time out."""

import hashlib

from papers2bib.model import Paper
from papers2bib.titles import title_key

ALPHABET = "23456789ABCDEFGHIJKLMNPQRSTUVWXYZ"
"""What the server takes: https://www.zotero.org/support/dev/web_api/v3/write_requests"""
_LENGTH = 8
_SCHEMES = ("arxiv", "doi", "dblp", "s2")


def made_key(library: str, *what: str) -> str:
    """The key of an object in a library: equal for equal words, so that making it twice makes it once."""
    digest = hashlib.sha256("\n".join((library, *what)).encode()).digest()
    number = int.from_bytes(digest, "big")
    letters = ""
    for _ in range(_LENGTH):
        number, place = divmod(number, len(ALPHABET))
        letters += ALPHABET[place]
    return letters


def paper_name(paper: Paper) -> str:
    """What a paper is known by for ever: its first id by scheme, else its title and first author."""
    for scheme in _SCHEMES:
        if value := paper.id(scheme):
            return f"{scheme}:{value}"
    return f"title:{title_key(paper.title)}:{title_key(paper.authors[0]) if paper.authors else ''}"
