"""Items as entries of a .bib file, and back: an item in, LaTeX out; fields of an entry in, an item out.

Where LaTeX cannot say a value so that the same comes back, it stands beside it as it is, in a field that
styles pass over (`zotero-title`). It counts as long as it is what the LaTeX was made of.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from papers2bib.accents import decode_accents
from papers2bib.ids import PaperId
from papers2bib.name_parts import Name
from papers2bib.targets.fields import Entry, FieldWriter
from papers2bib.zotero import crosswalk
from papers2bib.zotero.crosswalk import EXTRA, KEY
from papers2bib.zotero.identity import Data, citation_key_of
from papers2bib.zotero.schema import Schema

RAW = "zotero-"
"""How fields begin that hold a value as Zotero has it."""
_TYPE = f"{RAW}itemtype"
_KEY = f"{RAW}{KEY.lower()}"
"""Says what key an item has if not that of its entry: perhaps none."""
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_UNSAFE = re.compile(r'[^ -~]|[%{}\\"]|^ | $|(?<= ) ')
_ESCAPED = re.compile(r"\\([&%#_$])")
_ARXIV_LINE = re.compile(r"arXiv:(\S+)(?: \[(\S+)\])?")


def entry_of(data: Data, key: str, schema: Schema, *, utf8: bool = False, abstract: bool = False) -> Entry:
    """The entry of an item under a key: its fields as LaTeX, those of people as they have them."""
    item = _told(data, schema)
    if not abstract:
        item.pop("abstractNote", None)
    entry = _plain_entry(item, schema, utf8)
    back = _plain_item(entry.fields, item["itemType"], schema)
    for name in sorted(item.keys() | back.keys()):
        if item.get(name) != back.get(name):
            entry.fields[f"{RAW}{name.lower()}"] = _raw(item.get(name, ""))
    if (own := citation_key_of(data)) != key:
        entry.fields[_KEY] = _raw(own)
    return entry


def item_of_entry(kind: str, key: str, fields: Mapping[str, str], schema: Schema) -> dict[str, Any]:
    """What an entry says as an item; what it does not say is left out."""
    item_type = fields.get(_TYPE, "")
    item_type = item_type if item_type in schema.fields else crosswalk.usual_type(kind)
    plain = {name: value for name, value in fields.items() if not name.startswith(RAW)}
    item = _plain_item(plain, item_type, schema)
    for name in (*schema.fields[item_type], "creators"):
        if (raw := fields.get(f"{RAW}{name.lower()}")) is not None and name != KEY:
            value = _unraw(name, raw)
            if _is_what_it_was(item, name, value, plain, schema):
                item[name] = value
    item = {name: value for name, value in item.items() if value}
    own = unquote(fields.get(_KEY, key))
    if own and schema.has(item_type, KEY) and citation_key_of(item) != own:
        item[KEY] = own
    return item


def _told(data: Data, schema: Schema) -> dict[str, Any]:
    """What an item says that entries can say: the fields of its type, filled, and its creators."""
    kind = data["itemType"]
    item = {name: data[name] for name in schema.fields[kind] if data.get(name) and name != KEY}
    creators = data.get("creators") or []
    return {"itemType": kind} | item | ({"creators": list(creators)} if creators else {})


def _plain_entry(item: Data, schema: Schema, utf8: bool) -> Entry:
    """The entry without values as they are."""
    kind = item["itemType"]
    entry = Entry(crosswalk.entry_kind(kind))
    writer = FieldWriter(entry, utf8)
    names = crosswalk.entry_fields(kind, schema)
    writer.title(next((str(item.get(field) or "") for field, name in names.items() if name == "title"), ""))
    _write_creators(writer, item.get("creators") or [], crosswalk.creator_fields(kind, schema), entry)
    if "author" not in entry.fields and "title" in entry.fields:
        entry.fields["key"] = entry.fields["title"]  # styles sort by it where no one signed
    _write_date(entry, str(item.get(crosswalk.date_field(kind, schema)) or ""))
    for field, name in names.items():
        if name != "title":
            _write(writer, name, str(item.get(field) or ""))
    _write_arxiv(entry, item)
    if crosswalk.usual_type(entry.kind) != kind or not entry.fields:
        entry.fields[_TYPE] = kind
    return entry


def _write(writer: FieldWriter, name: str, value: str) -> None:
    if name == "pages":
        value = re.sub(r"(?<=\w)[-–](?=\w)", "--", value)
    if name in crosswalk.VERBATIM:
        writer.verbatim(name, value)
    else:
        writer.prose(name, value)


def _write_date(entry: Entry, date: str) -> None:
    """The year is all that LaTeX is told."""
    year = _YEAR.search(date)
    if year:
        entry.fields["year"] = year[0]


def _write_arxiv(entry: Entry, item: Data) -> None:
    """The id of a preprint on arXiv as arXiv writes it; of a publication, from the line in `extra`."""
    line = _arxiv_line(str(item.get(EXTRA) or ""))
    archive = str(item.get("archiveID") or "")
    number = PaperId.arxiv(archive) if archive.lower().startswith("arxiv:") else PaperId.arxiv(line[0])
    if number:
        entry.fields["eprint"] = number.value
        entry.fields["archiveprefix"] = "arXiv"
        if line[1] and line[0] == number.value:
            entry.fields["primaryclass"] = line[1]


def _arxiv_line(extra: str) -> tuple[str, str]:
    found = next((hit for line in extra.split("\n") if (hit := _ARXIV_LINE.fullmatch(line.strip()))), None)
    return (found[1], found[2] or "") if found else ("", "")


def _write_creators(
    writer: FieldWriter, creators: list[Data], names: Mapping[str, str], entry: Entry
) -> None:
    people: dict[str, list[str]] = {}
    for one in creators:
        name = names.get(str(one.get("creatorType")), "author")
        people.setdefault(name, []).append(writer.name(_name_of(one)))
    for name, written in sorted(people.items(), key=lambda pair: (pair[0] != "author", pair[0])):
        entry.fields[name] = " and ".join(written)


def _name_of(creator: Data) -> Name:
    """Particles stand before the family name, a suffix behind the given name."""
    if "name" in creator or not creator.get("firstName"):
        return Name(str(creator.get("name") or creator.get("lastName") or ""), group=True)
    words = str(creator.get("lastName") or "").split(" ")
    lower = next((at for at, word in enumerate(words) if not word[:1].islower()), 0)
    given, _, suffix = str(creator["firstName"]).partition(", ")
    return Name(" ".join(words[lower:]), given, " ".join(words[:lower]), suffix)


def _plain_item(fields: Mapping[str, str], item_type: str, schema: Schema) -> dict[str, Any]:
    """What the LaTeX of an entry says."""
    item: dict[str, Any] = {"itemType": item_type}
    for field, name in crosswalk.entry_fields(item_type, schema).items():
        if value := fields.get(name, ""):
            item[field] = value if name in crosswalk.VERBATIM else _text(value)
            if name == "pages":
                item[field] = item[field].replace("--", "-")
    if year := fields.get("year", ""):
        item[crosswalk.date_field(item_type, schema)] = _text(year)
    creators = [
        _creator(person, role)
        for role, name in crosswalk.creator_fields(item_type, schema).items()
        for person in _people(fields.get(name, ""))
    ]
    item |= {"creators": creators} if creators else {}
    return {name: value for name, value in (item | _arxiv_item(fields, item_type, schema)).items() if name}


def _arxiv_item(fields: Mapping[str, str], item_type: str, schema: Schema) -> dict[str, str]:
    eprint = fields.get("eprint", "")
    if not eprint or fields.get("archiveprefix", "arXiv").lower() != "arxiv":
        return {}
    said = {EXTRA: f"arXiv:{eprint}" + (f" [{cls}]" if (cls := fields.get("primaryclass")) else "")}
    if schema.has(item_type, "archiveID"):
        said |= {"archiveID": f"arXiv:{eprint}", "repository": "arXiv"}
    return said if schema.has(item_type, EXTRA) else {}


def _people(text: str) -> Iterator[str]:
    """The names in a list, taken apart at `and` outside braces."""
    depth, start = 0, 0
    for hit in re.finditer(r"\\.|[{}]| and (?=\S)", text):
        depth += {"{": 1, "}": -1}.get(hit[0], 0)
        if depth == 0 and hit[0] == " and ":
            yield text[start : hit.start()]
            start = hit.end()
    if text:
        yield text[start:]


def _creator(person: str, role: str) -> dict[str, str]:
    parts = [part.strip() for part in re.split(r",\s*(?![^{]*\})", person)]
    if len(parts) == 1:
        return {"creatorType": role, "name": _text(person)}
    given = f"{_text(parts[2])}, {_text(parts[1])}" if len(parts) > 2 else _text(parts[1])
    return {"creatorType": role, "firstName": given, "lastName": _text(parts[0])}


def _text(latex: str) -> str:
    """LaTeX as we write it, as text; other LaTeX stays in sight."""
    if "\\" not in latex and "{" not in latex:
        return latex
    return re.sub(r"[{}]", "", _ESCAPED.sub(r"\1", decode_accents(latex)))


def _raw(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, sort_keys=True)
    return _UNSAFE.sub(lambda hit: "".join(f"%{byte:02X}" for byte in hit[0].encode()), text)


def _unraw(name: str, raw: str) -> Any:
    text = unquote(raw)
    if name != "creators":
        return text
    try:
        return json.loads(text) if text else []
    except ValueError:
        return []


def _is_what_it_was(item: Data, name: str, value: Any, plain: Mapping[str, str], schema: Schema) -> bool:
    """Whether a value as it is still gives the LaTeX that stands there: nobody has edited that."""
    for utf8 in (False, True):
        made = _plain_entry({**item, name: value}, schema, utf8).fields
        without = _plain_entry({k: v for k, v in item.items() if k != name}, schema, utf8).fields
        own = {field for field in made.keys() | without.keys() if made.get(field) != without.get(field)}
        if all(made.get(field) == plain.get(field) for field in own):
            return True
    return False
