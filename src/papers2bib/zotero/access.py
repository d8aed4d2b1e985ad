"""Who may do what: the server's words on a key and a group in, a library or a plain refusal out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from papers2bib.errors import TargetError
from papers2bib.zotero.wire import NAME


@dataclass(frozen=True, slots=True)
class Place:
    """A library: of a user, or of a group."""

    kind: str
    """`user` or `group`."""
    number: int

    @property
    def path(self) -> str:
        """Where it is on the server: users/1, groups/7."""
        return f"{self.kind}s/{self.number}"


def check_key(key: Mapping[str, Any], group: int | None, *, write: bool = True) -> Place:
    """The library that is meant; raises TargetError where the key does not reach it."""
    if group is None:
        place, rights, whose = Place("user", int(key["userID"])), _rights(key, None), "your library"
    else:
        place, rights, whose = Place("group", group), _rights(key, group), f"group {group}"
    if not rights.get("library"):
        raise TargetError(NAME, f"the key does not reach {whose}: permit it at zotero.org/settings/keys")
    if write and not rights.get("write"):
        raise TargetError(NAME, f"the key may only read {whose}: permit writing at zotero.org/settings/keys")
    return place


def check_group(group: Mapping[str, Any], user: int) -> None:
    """Raise TargetError where a person may not edit the library of a group."""
    data = group["data"]
    leads = user == data["owner"] or user in data.get("admins", ())
    if data.get("libraryEditing") == "admins" and not leads:
        raise TargetError(NAME, f"in group {data['id']} only its admins may edit: ask one of them")
    if not leads and user not in data.get("members", ()):
        raise TargetError(NAME, f"you are no member of group {data['id']}, so that you cannot write there")


def is_open(group: Mapping[str, Any]) -> bool:
    """Whether everybody may read the library of a group."""
    data = group["data"]
    return bool(data.get("type") != "Private" and data.get("libraryReading") == "all")


def reach(key: Mapping[str, Any]) -> Iterator[str]:
    """What a key permits, a line each."""
    access = key.get("access", {})
    if rights := access.get("user", {}):
        yield f"your library (user {key['userID']}): {_may(rights)}"
    for name, rights in sorted(access.get("groups", {}).items()):
        yield f"{'all your groups' if name == 'all' else f'group {name}'}: {_may(rights)}"


def _rights(key: Mapping[str, Any], group: int | None) -> Mapping[str, Any]:
    access = key.get("access", {})
    if group is None:
        return dict(access.get("user", {}))
    groups = access.get("groups", {})
    found: dict[str, Any] = {}
    for name in ("all", str(group)):
        found |= {right: True for right, given in groups.get(name, {}).items() if given}
    return found


def _may(rights: Mapping[str, Any]) -> str:
    if not rights.get("library"):
        return "nothing"
    return "read and write" if rights.get("write") else "read only"
