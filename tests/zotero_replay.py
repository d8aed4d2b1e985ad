"""Takes a recorded case of the real server, plays its requests to the double, gives what differs."""

import base64
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from web_talk import Answered
from zotero_double.people import FULL, READ_ONLY
from zotero_double.service import Service
from zotero_double.talk import Call, asked_for, taken_apart

RECORDED_AT = "http://127.0.0.1:8180"
COMPARED = ("last-modified-version", "total-results", "link", "backoff", "retry-after", "allow")
"""The headers that a client goes by."""
Step = Mapping[str, Any]


@dataclass
class Stage:
    """A double in which the people, groups and keys of a case exist."""

    service: Service
    case: Mapping[str, Any]

    def key(self, name: str) -> Any:
        return self.service.keys[self.case["vars"][name]]


Between = Mapping[int, Callable[[Stage], None]]
"""What the people who recorded did before a step, by the number of the step."""


def staged(case: Mapping[str, Any]) -> Stage:
    """The double as it was when the recording began."""
    service = Service()
    service.around.url = RECORDED_AT
    told = case["vars"]
    for name, value in told.items():
        if name.lower().endswith("userid"):
            service.add_user(value, f"vec{value}", f"Vector {value}")
    for name, id_ in told.items():
        if name.startswith("group"):
            _found_group(service, case, name, id_)
    for name, secret in told.items():
        if name.startswith("key"):
            _hand_out(service, case, name, secret)
    return Stage(service, case)


def _found_group(service: Service, case: Mapping[str, Any], name: str, id_: int) -> None:
    said = case.get("groups", {}).get(name, {})
    owner = said.get("owner", case["vars"]["userID"])
    if owner not in service.users:
        service.add_user(owner, f"vec{owner}", f"Vector {owner}")
    title = f"{case['name']} {name} {case['vars']['userID']}"
    if name == "group":
        title = f"{case['name']}{case['vars']['userID']}"
    options = {"type": said.get("type_", "Private")}
    options |= {word: said[word] for word in ("reading", "editing") if word in said}
    service.add_group(id_, owner, title, **options)
    for member in said.get("members", ()):
        service.groups[id_].add(member)


def _hand_out(service: Service, case: Mapping[str, Any], name: str, secret: str) -> None:
    access = case.get("key_access", {}).get(name)
    if access is None:
        access = READ_ONLY if "readonly" in case["name"] else FULL
    holders = {"key_member": "member_userID", "key_otheruser": "other_userID", "key_owner": "owner_userID"}
    service.add_key(case["vars"][holders.get(name, "userID")], access, secret)


def differences(case: Mapping[str, Any], between: Between, skipped: Mapping[int, str]) -> Iterator[str]:
    """What the double does otherwise than the server did, step by step."""
    stage = staged(case)
    for number, step in enumerate(case["steps"]):
        if number in between:
            between[number](stage)
        if number in skipped:
            continue
        stage.service.clock.moment = max(stage.service.clock.moment, _hour(case["steps"][number:]))
        answered = _played(stage.service, step)
        for what, theirs, ours in compared(step, answered):
            if theirs != ours:
                request = step["request"]
                where = f"step {number}, {request['method']} {request['path']}"
                yield f"{where}: {what} {ours!r} is not {theirs!r}"


def _played(service: Service, step: Step) -> Answered:
    request = step["request"]
    body = request.get("body_json", request.get("body_text", ""))
    sent = body if "body_json" not in request else json.dumps(body)
    asked = asked_for(request["method"], request["path"], request["headers"], _bytes(sent))
    keys = iter(_drawn_keys(step, taken_apart(asked)))
    for library in service.libraries.values():
        library.draw_key = lambda: next(keys, "") or "".join(service.random.choices("ABCDEFGH", k=8))
    return service.answer(asked)


def _hour(steps: Sequence[Step]) -> float:
    """When a step was recorded, from what it or the next one that tells of times says; 0 where none does."""
    for step in steps:
        if told := _MOMENT.findall(json.dumps(step["response"].get("body_json"))):
            return datetime.fromisoformat(max(told)).timestamp()
    return 0.0


def _bytes(body: str) -> bytes:
    if body.startswith("base64:"):
        return base64.b64decode(body.removeprefix("base64:"))
    return body.encode()


def _drawn_keys(step: Step, call: Call) -> Iterator[str]:
    """The keys that the server chose for objects that came without one."""
    body = step["response"].get("body_json")
    if not isinstance(body, dict) or "success" not in body:
        return
    for place, each in enumerate(call.json()):
        if isinstance(each, dict) and "key" not in each and str(place) in body["success"]:
            yield body["success"][str(place)]


def compared(step: Step, answered: Answered) -> Iterator[tuple[str, Any, Any]]:
    """Pairs of what the server and the double said: status, headers, body."""
    response = step["response"]
    yield "status", response["status"], answered.status
    theirs = {name.lower(): value for name, value in response["headers"].items()}
    ours = {name.lower(): value for name, value in answered.headers.items()}
    for name in COMPARED:
        yield name, theirs.get(name), ours.get(name)
    if "body_json" in response:
        yield from _differing("body", _neutral(response["body_json"]), _neutral(_document(answered)))
    else:
        yield "body", _neutral(response["body_text"]), _neutral(answered.body.decode())


def _document(answered: Answered) -> Any:
    """The body of a reply, as JSON where it is such."""
    return (
        json.loads(answered.body) if answered.content_type == "application/json" else answered.body.decode()
    )


def _differing(where: str, theirs: Any, ours: Any) -> Iterator[tuple[str, Any, Any]]:
    """The places in two documents that differ, each with what is there."""
    if isinstance(theirs, dict) and isinstance(ours, dict):
        for name in sorted(theirs.keys() | ours.keys()):
            yield from _differing(f"{where}.{name}", theirs.get(name), ours.get(name))
        if where.endswith("body"):
            yield f"{where} order", list(theirs), list(ours)
    elif isinstance(theirs, list) and isinstance(ours, list) and len(theirs) == len(ours):
        for place, pair in enumerate(zip(theirs, ours, strict=True)):
            yield from _differing(f"{where}[{place}]", *pair)
    else:
        yield where, theirs, ours


_MOMENT = re.compile(r"2026-11-2\dT\d\d:\d\d:\d\dZ")


def _neutral(value: Any) -> Any:
    """Without what depends on the hour and numbers of libraries; tags and equal labels in one order."""
    if isinstance(value, dict):
        return {name: _neutral(one) for name, one in value.items()}
    if isinstance(value, list):
        tags = value and all(isinstance(one, dict) and {"tag", "links"} <= one.keys() for one in value)
        value = sorted(value, key=lambda tag: (tag["tag"], tag["meta"]["type"])) if tags else value
        labelled = value and all(isinstance(one, dict) and "localized" in one for one in value)
        value = sorted(value, key=lambda one: (one["localized"], *one.values())) if labelled else value
        return [_neutral(one) for one in value]
    if isinstance(value, str):
        value = _MOMENT.sub("NOW", value)
        value = re.sub(r"'\d+/[A-Z0-9]{8}'", "'LIBRARY/KEY'", value)
        return re.sub(r"in library \d+$", "in LIBRARY", value)
    return value


def load(folder: Path) -> Iterator[Mapping[str, Any]]:
    """All recorded cases."""
    for path in sorted(folder.glob("*.json")):
        yield json.loads(path.read_text(encoding="utf-8"))
