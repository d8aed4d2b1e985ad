"""Takes papers, gives the JSON objects and the web pages in which Hugging Face shows them.

The fields are those that the API was seen to send: https://huggingface.co/docs/hub/paper-pages.
"""

import hashlib
import html
import json
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from web_talk import Record

_WRAPPED = 90
"""Characters beyond which a title holds a line break."""


def paper(record: Record) -> dict[str, Any]:
    """What stands under `paper`; fields that are not known are left out."""
    said = {
        "id": record["arxiv_id"],
        "authors": [author(name) for name in record.get("authors", ())],
        "publishedAt": moment(record.get("published", "")),
        "submittedOnDailyAt": moment(record.get("daily", "")),
        "title": wrapped_title(record["title"]),
        "summary": textwrap.fill(record.get("abstract", ""), 75),
        "upvotes": record.get("upvotes", 0),
        "discussionId": number(record["arxiv_id"]),
        "projectPage": record.get("project"),
        "githubRepo": record.get("code"),
        "githubRepoAddedBy": "user" if record.get("code") else None,
        "githubStars": 7 if record.get("code") else None,
    }
    return {name: value for name, value in said.items() if value is not None}


def item(record: Record) -> dict[str, Any]:
    """One of the papers of a day, or of those that a search finds."""
    inner = paper(record)
    by = {"_id": number("somebody"), "fullname": "Some Body", "name": "somebody", "type": "user"}
    return {
        "paper": inner,
        "publishedAt": inner.get("publishedAt"),
        "title": inner["title"],
        "summary": inner["summary"],
        "thumbnail": f"https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/{inner['id']}.png",
        "numComments": 1,
        "submittedBy": by,
        "isAuthorParticipating": False,
    }


def single(record: Record) -> dict[str, Any]:
    """A paper by itself."""
    linked: dict[str, Any] = {"linkedModels": [], "linkedDatasets": [], "linkedSpaces": []}
    return paper(record) | linked | {"numTotalModels": 0, "numTotalDatasets": 0, "numTotalSpaces": 0}


def author(name: str) -> dict[str, Any]:
    """An author whom nobody has claimed to be."""
    return {"_id": number(name), "name": name, "hidden": False}


def page(records: Sequence[Record], props: Mapping[str, Any]) -> bytes:
    """A page of Daily Papers: its list as JSON in an attribute, and as links."""
    told = json.dumps({"dailyPapers": [item(record) for record in records], **props}, ensure_ascii=False)
    return (
        '<!doctype html>\n<html>\n<head><meta charset="utf-8"><title>Daily Papers</title></head>\n'
        f"<body>\n{_part('MainHeader', '{}', '')}<main>\n"
        f"{_part('DailyPapers', told, ''.join(map(_link, records)))}</main>\n</body>\n</html>\n"
    ).encode()


def _part(name: str, props: str, inside: str) -> str:
    head = f'<div class="SVELTE_HYDRATER contents" data-target="{name}" data-props="{html.escape(props)}">'
    return f"{head}\n{inside}</div>\n"


def _link(record: Record) -> str:
    address, title = f"/papers/{record['arxiv_id']}", html.escape(record["title"])
    return f'<article><h3><a href="{html.escape(address)}">{title}</a></h3></article>\n'


def wrapped_title(title: str) -> str:
    """Long titles hold a line break."""
    at = title.find(" ", _WRAPPED // 2)
    return f"{title[:at]}\n{title[at + 1 :]}" if len(title) > _WRAPPED and at > 0 else title


def moment(day: str) -> str | None:
    """Midnight of a day; None where it is not known."""
    return f"{day}T00:00:00.000Z" if day else None


def number(name: str) -> str:
    """24 hexadecimal digits."""
    return hashlib.sha1(name.encode(), usedforsecurity=False).hexdigest()[:24]
