"""The schema of a server, kept from run to run: asked for again after a day, and then by its tag."""

import json
import time
from contextlib import suppress
from pathlib import Path

from papers2bib.drafts import Drafts
from papers2bib.errors import TargetError
from papers2bib.zotero.schema import Schema
from papers2bib.zotero.server import Door
from papers2bib.zotero.wire import NAME

_FRESH = 86_400.0


def schema_of(door: Door, path: Path) -> Schema:
    """The item types of the server; raises TargetError where it names none."""
    kept = _kept(path)
    etag = ""
    if kept is not None:
        schema, etag, asked = kept
        if 0 <= time.time() - asked < _FRESH:
            return schema
    document, etag = door.schema(etag)
    if document is None and kept is not None:
        _keep(path, kept[0], etag)
        return kept[0]
    try:
        schema = Schema.of(document or {})
    except (KeyError, TypeError) as error:
        raise TargetError(NAME, "names no item types: check PAPERS2BIB_ZOTERO_URL") from error
    _keep(path, schema, etag)
    return schema


def _kept(path: Path) -> tuple[Schema, str, float] | None:
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
        said = json.loads(path.read_bytes())
        creators = {kind: tuple(names) for kind, names in said["creators"].items()}
        return Schema(said["fields"], creators), str(said["etag"]), path.stat().st_mtime
    return None


def _keep(path: Path, schema: Schema, etag: str) -> None:
    said = {"etag": etag, "fields": schema.fields, "creators": schema.creators}
    with suppress(TargetError, OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with Drafts() as drafts:
            drafts.open(path).write(json.dumps(said).encode())
