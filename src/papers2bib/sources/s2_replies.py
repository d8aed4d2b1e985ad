"""Takes replies of Semantic Scholar's Graph API, gives the papers in them and how far they are an answer."""

import re
from collections.abc import Sequence

from papers2bib.errors import SourceRefused, SourceReplyError
from papers2bib.ids import PaperId
from papers2bib.model import Paper
from papers2bib.session.reply import Answer, Reply
from papers2bib.sources.s2_fields import record, text
from papers2bib.sources.s2_records import asked_for, read_paper
from papers2bib.titles import title_key

_NONE_KNOWN = "No valid paper ids given"
"""What a batch is answered, with status 400, where none of its ids is known (or one has no proper form)."""
_NO_MATCH = "Title match not found"
_PROPER_DOI = re.compile(r"10\.\d{4,9}/[a-z0-9._;()/:-]+")


def read_batch(reply: Reply, ids: Sequence[PaperId]) -> Answer[list[Paper]]:
    """What stands at the place of each id asked for: a record, or null where it is not known."""
    said = reply.json()
    if reply.status == 400:
        return _refused_batch(reply.source, text(record(said).get("error")), ids)
    if not isinstance(said, list) or len(said) != len(ids):
        raise SourceReplyError(reply.source, f"answered with something that is no list of {len(ids)} papers")
    _check_records(reply.source, [one for one in said if one is not None])
    found = [asked_for(one, asked) for one, asked in zip(said, ids, strict=True)]
    return Answer([one for one in found if one], whole=all(found))


def _refused_batch(source: str, why: str, ids: Sequence[PaperId]) -> Answer[list[Paper]]:
    if why == _NONE_KNOWN and (len(ids) == 1 or all(map(_is_proper, ids))):
        return Answer([], whole=False)
    raise SourceRefused(source, f"refuses the request (HTTP 400{': ' * bool(why)}{why[:200]})")


def _is_proper(one: PaperId) -> bool:
    return one.scheme != "doi" or bool(_PROPER_DOI.fullmatch(one.value))


def _check_records(source: str, said: Sequence[object]) -> None:
    """What is about papers: the service names its own id in every record."""
    if said and not any("paperId" in record(one) for one in said):
        raise SourceReplyError(source, "answered with a list of something else than papers")


def read_match(reply: Reply, title: str) -> Answer[list[Paper]]:
    """The one paper found, whatever its title, or none."""
    said = record(reply.json())
    if reply.status == 404 and said.get("error") == _NO_MATCH:
        return Answer([], whole=False)
    records = said.get("data")
    if reply.status != 200 or not isinstance(records, list):
        raise SourceReplyError(reply.source, "answered with something that is no search result")
    _check_records(reply.source, records)
    found = [one for one in map(read_paper, records) if one]
    whole = any(title_key(one.title) == title_key(title) for one in found)
    return Answer(found, whole=whole, doubtful=not records)
