"""Takes a request, gives the key that it shows; refuses versions of the web API that are not spoken."""

import re

from .talk import Call, NotModelledError, RefusalError


def secret_of(call: Call) -> str:
    """The key as it is sent: in a header of its own, as a parameter, or as a bearer's."""
    secret, parameter = call.headers.get("zotero-api-key", ""), call.one("key")
    if secret and parameter and secret != parameter:
        raise RefusalError(400, "Zotero-API-Key header and 'key' parameter differ")
    bearer = call.headers.get("authorization", "")
    if secret or parameter or not bearer.lower().startswith("bearer"):
        return secret or parameter
    found = re.fullmatch(r"(?i)bearer +([a-z0-9]+)", bearer)
    if found is None:
        raise RefusalError(400, "Invalid Authorization header format")
    return found[1]


def check_version(call: Call) -> None:
    version = call.one("v") or call.headers.get("zotero-api-version") or "3"
    if version not in ("1", "2", "3"):
        raise RefusalError(400, f"Invalid API version '{version}'")
    if version != "3":
        raise NotModelledError(f"version {version} of the web API")
