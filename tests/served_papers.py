"""Takes rows of facts, gives the papers that the doubles of the web APIs serve."""

import hashlib
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from web_talk import Record

from papers2bib.catalogue.facts import full_venue

SATURDAY = 5


def served(fact: Mapping[str, Any], **more: Any) -> Record:
    """The paper that a row of facts tells of, with what is lacking invented, alike each time.

    Keys, all but the first two optional, here and for every double:
    `arxiv_id` (without version; "": not on arXiv), `title`, `authors` (names as they are shown),
    `affiliations` (a list for each author), `published`, `updated` (YYYY-MM-DD), `version` (the newest),
    `first_title` (of version 1, where the newest has another one), `categories` (the primary one first),
    `abstract`, `comment`, `journal_ref`, `doi` (of the publication), `venue`, `year`, `s2_id` (absent: not
    known to Semantic Scholar), `corpus_id`, `code`, `project`, `upvotes`, `daily` (YYYY-MM-DD; absent: not
    known to Hugging Face), `dblp` (its key there), `pages`, `updated_by` (notices as Crossref has them).
    """
    said = {
        "arxiv_id": fact.get("arxiv_id", ""),
        "title": fact["title"],
        "authors": list(fact.get("authors", ())),
        "published": exact(fact.get("published", "")),
        "first_title": next(iter(fact.get("alt_titles", ())), ""),
        "categories": categories(fact),
        "abstract": abstract(fact["title"]),
        "doi": fact.get("doi", ""),
        "journal_ref": "" if full_venue(fact) else fact.get("venue", ""),
        "venue": full_venue(fact) or published_in(fact),
        "year": fact.get("year", "")[:4],
        "code": fact.get("code_url", ""),
    }
    known = {key: value for key, value in said.items() if value or key == "arxiv_id"}
    return known | invented(known) | more


def exact(day: str) -> str:
    """A day (YYYY-MM-DD), one in the middle where only the month or the year is known."""
    return {4: f"{day}-07-01", 7: f"{day}-15"}.get(len(day), day)


def categories(fact: Mapping[str, Any]) -> list[str]:
    """The primary one first."""
    primary, others = fact.get("primary", ""), fact.get("categories", ())
    return list(dict.fromkeys([*filter(None, [primary]), *others]))


def published_in(fact: Mapping[str, Any]) -> str:
    """The venue of the publication that a fact on a preprint names, or ""."""
    return next((str(one["venue"]) for one in fact.get("published_as", ()) if one.get("venue")), "")


def abstract(title: str) -> str:
    """A few sentences that say nothing of a paper's contents."""
    return f"We present work on the matter of our title. The title is {title}. This abstract is invented."


def invented(known: Record) -> dict[str, Any]:
    """What Semantic Scholar and Hugging Face add: names made from the id, a weekday after submission."""
    digest = hashlib.sha1((known["arxiv_id"] or known["title"]).encode(), usedforsecurity=False)
    more: dict[str, Any] = {
        "s2_id": digest.hexdigest(),
        "corpus_id": int.from_bytes(digest.digest()[:4], "big") % 300_000_000,
        "upvotes": digest.digest()[4],
    }
    if known["arxiv_id"] and len(known.get("published", "")) == len("YYYY-MM-DD"):
        more["daily"] = next_weekday(known["published"])
    return more


def next_weekday(day: str) -> str:
    """The first day from Monday to Friday after one."""
    following = date.fromisoformat(day) + timedelta(days=1)
    while following.weekday() >= SATURDAY:
        following += timedelta(days=1)
    return following.isoformat()
