"""The double says what the real server said, in each recorded case that concerns such a tool."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from zotero_replay import Stage, differences, load

AT_LEAST = 80
LEFT_OUT: Mapping[str, str] = {
    "attachments_file_upload_auth": "files are not uploaded, the store is not modelled",
    "parallel_writes": "what was written at once is not recorded request by request",
    "pyzotero_attachment_simple": "files are not uploaded, the store is not modelled",
    "searches_settings": "settings of a library are not written",
}
SKIPPED: Mapping[str, Mapping[int, str]] = {
    "protocol": {
        1: "what browsers are told of other origins",
        9: "version 1 of the web API",
        10: "version 2 of the web API",
        13: "fields hidden from clients of an older schema",
        17: "Atom",
    },
    "pyzotero_tags_notes_links": {5: "the first of two tags, whose order is the database's"},
    "read_single": {13: "CSL JSON"},
}
"""Single steps that ask for what is not modelled."""


def _lower(stage: Stage) -> None:
    stage.key("key_full").access = {"user": {"library": True, "files": True}}


def _remove_member(stage: Stage) -> None:
    stage.service.groups[stage.case["vars"]["group_private"]].remove(stage.case["vars"]["userID"])


def _delete_group(stage: Stage) -> None:
    stage.service.delete_group(stage.case["vars"]["group_private"])


def _use_up(stage: Stage) -> None:
    stage.service.limits.use_up(stage.case["vars"]["userID"])


def _wait(stage: Stage) -> None:
    stage.service.clock.sleep(10)


def _under_load(stage: Stage) -> None:
    stage.service.backoff = 5


def _only_read(stage: Stage) -> None:
    stage.service.read_only = True


def _go_down(stage: Stage) -> None:
    stage.service.down = True


BETWEEN: Mapping[str, Mapping[int, Callable[[Stage], None]]] = {
    "backoff_header": {0: _under_load},
    "group_membership_revoked": {3: _remove_member, 9: _delete_group},
    "key_permission_lowered": {1: _lower},
    "maintenance_503": {0: _only_read, 2: _go_down},
    "pyzotero_rate_limit": {0: _use_up, 1: _wait},
    "rate_limit_429": {0: _use_up},
}
"""What was done to the server between steps of a recording."""


@pytest.fixture(scope="module")
def cases(shared: Path) -> Mapping[str, Mapping[str, Any]]:
    return {case["name"]: case for case in load(shared / "zotero" / "transcripts")}


@pytest.mark.facts
def test_the_double_replies_as_the_server_did(cases: Mapping[str, Mapping[str, Any]]) -> None:
    replayed = [name for name in cases if name not in LEFT_OUT]
    found = {
        name: wrong
        for name in replayed
        if (wrong := list(differences(cases[name], BETWEEN.get(name, {}), SKIPPED.get(name, {}))))
    }
    assert not found
    assert len(replayed) >= AT_LEAST


@pytest.mark.facts
def test_what_is_left_out_is_there_to_be_left_out(cases: Mapping[str, Mapping[str, Any]]) -> None:
    assert LEFT_OUT.keys() | SKIPPED.keys() | BETWEEN.keys() <= cases.keys()
    assert all(len(cases[name]["steps"]) > max(steps) for name, steps in SKIPPED.items())
