"""A double of Zotero with two people and their group, as its own tests begin."""

import json
from collections.abc import Mapping
from typing import Any

import httpx2
from pyzotero import zotero
from zotero_double import ZoteroDouble

ADA, BOB, GROUP = 1, 2, 7
BOOK: Mapping[str, Any] = {"itemType": "book", "title": "A"}


def world() -> ZoteroDouble:
    """Ada leads the group in which Bob is."""
    double = ZoteroDouble()
    double.add_user(ADA, "ada", "Ada")
    double.add_user(BOB, "bob", "Bob")
    double.add_group(GROUP, owner=ADA, name="Reading")
    double.groups[GROUP].add(BOB)
    return double


class Asking:
    """Somebody with a key who asks the double by a client of httpx2."""

    def __init__(self, client: httpx2.Client, secret: str, root: str = "https://api.zotero.org") -> None:
        self.client, self.root = client, root
        self.headers = {"Zotero-API-Key": secret}

    def get(self, path: str, **headers: str) -> httpx2.Response:
        return self.client.get(f"{self.root}/{path}", headers=self._with(headers))

    def post(self, path: str, *objects: Mapping[str, Any], **headers: str) -> httpx2.Response:
        body = json.dumps(objects)
        return self.client.post(f"{self.root}/{path}", content=body, headers=self._with(headers))

    def patch(self, path: str, version: int, **changes: Any) -> httpx2.Response:
        headers = self._with({"If_Unmodified_Since_Version": str(version)})
        return self.client.patch(f"{self.root}/{path}", content=json.dumps(changes), headers=headers)

    def _with(self, headers: Mapping[str, str]) -> dict[str, str]:
        return self.headers | {name.replace("_", "-"): value for name, value in headers.items()}


def asking(double: ZoteroDouble, user: int = ADA) -> Asking:
    """A user who asks without sockets."""
    return Asking(double.client(), double.key(user).secret)


def pyzotero_of(double: ZoteroDouble, secret: str, group: int = GROUP) -> zotero.Zotero:
    """Pyzotero on the library of a group, without sockets."""
    return zotero.Zotero(str(group), "group", secret, client=double.client())
