"""FAULTS: by name, what can go wrong with a web API; `WebDouble.break_with` lets it happen.

Each has the number of requests that it usually befalls: once where a service recovers, else all of them.
`first`, `for_ever` and `on` give the same fault for other requests.
"""

import gzip
import hashlib
import json
import time
from collections.abc import Mapping
from dataclasses import replace
from email.utils import formatdate
from typing import Any

from arxiv_double import DEFAULTS
from arxiv_feed import feed
from disguises import bare, near_miss, retitled, usurped, wrong
from hf_paper import page
from s2_double import FORBIDDEN, TOO_MANY
from web_talk import Answered, Ending, Fault, Situation

TEN_MEGABYTES = 10_000_000
TWO_HOURS = 7200
PAGE = b"<!doctype html>\n<html><head><title>Please wait</title></head><body>Please wait</body></html>\n"
_DEEP = 100_000
_KEPT_FROM_NULL = frozenset({"id", "paperId", "title", "matchScore", "DOI", "key", "@total"})
_FRAMES = frozenset("paper data message items result hits hit info".split())


def _ending(how: Ending) -> Fault:
    return Fault(change=lambda _: Answered(ending=how))


def _half_then(how: Ending) -> Fault:
    """Half the body, of which all was promised."""

    def change(situation: Situation) -> Answered:
        body = situation.honest.body
        return replace(situation.honest, body=body[: len(body) // 2], length=len(body), ending=how)

    return Fault(change=change)


def _half(situation: Situation) -> Answered:
    return replace(situation.honest, body=situation.honest.body[: len(situation.honest.body) // 2])


def _status(status: int, **worded: Mapping[str, str]) -> Fault:
    """An error in the words of each service: JSON where it has such words, else a page."""

    def change(situation: Situation) -> Answered:
        words = worded.get(situation.asked.service)
        if words:
            return Answered(status, json.dumps(words).encode())
        return Answered(status, PAGE, "text/html")

    return Fault(change=change)


def _too_many(after: str = "") -> Fault:
    """429; where nothing is said of when to come back, Hugging Face says it in a header of its own."""

    def change(situation: Situation) -> Answered:
        service = situation.asked.service
        date = formatdate(time.time() + 2, usegmt=True)
        headers = {"Retry-After": date if after == "date" else after} if after else {}
        if service == "arxiv":
            return Answered(429, b"Rate exceeded.", "text/plain", headers)
        if service == "semantic_scholar":
            return Answered(429, json.dumps(TOO_MANY).encode(), headers=headers)
        return Answered(
            429, b'{"error":"Too Many Requests"}', headers=headers or {"RateLimit": '"api";r=0;t=1'}
        )

    return Fault(change=change)


def _instead(body: bytes, content_type: str = "", **headers: str) -> Fault:
    """200 with another body; the type is that of the honest one unless it is told."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}

    def change(situation: Situation) -> Answered:
        kind = content_type or situation.honest.content_type
        return Answered(200, body, kind, {**situation.honest.headers, **named})

    return Fault(change=change)


def _nothing_found(situation: Situation) -> Answered:
    """The reply of a service that has nothing to say."""
    asked, honest = situation.asked, situation.honest
    if asked.service == "arxiv":
        return replace(honest, status=200, body=feed({**DEFAULTS, **asked.query}, (), total=0))
    if "html" in honest.content_type:
        return replace(honest, status=200, body=page((), {}))
    empty: Any = {"data": []} if asked.path.endswith("/match") else []
    return replace(honest, status=200, body=json.dumps(_NO_HITS.get(asked.service, empty)).encode())


_NO_HITS: Mapping[str, Any] = {
    "crossref": {"status": "ok", "message": {"total-results": 0, "items": []}},
    "dblp": {"result": {"hits": {"@total": "0"}}},
}


def _nulls(situation: Situation) -> Answered:
    """JSON with null in every field but ids and titles; feeds and pages are left as they are."""
    if "json" not in situation.honest.content_type:
        return situation.honest
    return replace(situation.honest, body=json.dumps(_nulled(json.loads(situation.honest.body))).encode())


def _nulled(value: Any) -> Any:
    if isinstance(value, list):
        return [_nulled(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        name: one if name in _KEPT_FROM_NULL else _nulled(one) if name in _FRAMES else None
        for name, one in value.items()
    }


def _padded(situation: Situation) -> Answered:
    return replace(situation.honest, body=situation.honest.body + b" " * TEN_MEGABYTES)


def _packed(situation: Situation) -> Answered:
    headers = {**situation.honest.headers, "Content-Encoding": "gzip"}
    return replace(situation.honest, body=gzip.compress(_padded(situation).body), headers=headers)


def _expanding(situation: Situation) -> Answered:
    """XML whose entities name each other ten times, nine deep; JSON of lists in lists."""
    if situation.asked.service != "arxiv":
        return replace(situation.honest, body=b"[" * _DEEP + b"]" * _DEEP)
    entities = '<!ENTITY e0 "ha">' + "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    declared, _, rest = situation.honest.body.partition(b"\n")
    rest = rest.replace(b"<title>", b"<title>&e9;")
    return replace(situation.honest, body=declared + f"\n<!DOCTYPE feed [{entities}]>\n".encode() + rest)


def _elsewhere(situation: Situation) -> Answered:
    place = situation.elsewhere + situation.asked.target
    return Answered(302, PAGE, "text/html", {"Location": place})


_INTERNAL = {"message": "Internal server error"}
_RUBBISH = b"".join(hashlib.sha256(bytes([n])).digest() for n in range(100))
FAULTS: Mapping[str, Fault] = {
    "refused": replace(_ending(Ending.REFUSED), down=True),
    "timeout": _ending(Ending.SILENT),
    "reset mid-body": _half_then(Ending.RESET),
    "429": _too_many().first(1),
    "429 with seconds": _too_many("1").first(1),
    "429 with a date": _too_many("date").first(1),
    "429 with two hours": _too_many(str(TWO_HOURS)),
    "500 once": _status(500, semantic_scholar=_INTERNAL).first(1),
    "503 for ever": _status(503),
    "403": _status(403, semantic_scholar=FORBIDDEN, huggingface={"error": "Forbidden"}),
    "200 Rate exceeded.": _instead(b"Rate exceeded."),
    "200 HTML": _instead(PAGE, "text/html"),
    "empty once": Fault(change=_nothing_found).first(1),
    "empty body": _instead(b""),
    "truncated": Fault(change=_half),
    "truncated, all promised": _half_then(Ending.CLOSED),
    "gzip garbage": _instead(_RUBBISH, Content_Encoding="gzip"),
    "wrong paper with a high score": Fault(disguise=wrong),
    "near miss with a high score": Fault(disguise=near_miss),
    "wrong paper under the right id": Fault(disguise=usurped),
    "right paper under another title": Fault(disguise=retitled),
    "null in every optional field": Fault(change=_nulls, disguise=bare),
    "10 MB reply": Fault(change=_padded),
    "10 MB reply, packed": Fault(change=_packed),
    "expanding": Fault(change=_expanding),
    "redirect to another host": Fault(change=_elsewhere),
}
