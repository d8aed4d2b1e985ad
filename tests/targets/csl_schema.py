"""What every version of CSL-JSON since 1.0 allows: decoded items in, what is wrong with them out.

The facts are those of https://resource.citationstyles.org/schema/v1.0/input/json/csl-data.json and, at
https://github.com/citation-style-language/schema, of schemas/input/csl-data.json.
"""

from collections.abc import Callable, Iterator, Mapping

TYPES = frozenset(
    "article article-journal article-magazine article-newspaper bill book broadcast chapter classic"
    " collection dataset document entry entry-dictionary entry-encyclopedia figure graphic hearing"
    " interview legal_case legislation manuscript map motion_picture musical_score pamphlet"
    " paper-conference patent performance periodical personal_communication post post-weblog regulation"
    " report review review-book software song speech standard thesis treaty webpage".split()
)
_TEXTS = (
    "language journalAbbreviation shortTitle abstract annote archive archive_collection archive_location"
    " archive-place authority call-number citation-label collection-title container-title"
    " container-title-short dimensions division DOI event event-place genre ISBN ISSN jurisdiction keyword"
    " medium note original-publisher original-publisher-place original-title part-title PMCID PMID"
    " publisher publisher-place references reviewed-title scale section source status title title-short"
    " translated-title translated-title-short URL version year-suffix"
).split()
_NUMBERS = (
    "id chapter-number citation-number collection-number edition first-reference-note-number issue locator"
    " number number-of-pages number-of-volumes page page-first part printing supplement volume"
).split()
_PEOPLE = (
    "author chair collection-editor compiler composer container-author contributor curator director editor"
    " editorial-director executive-producer illustrator interviewer organizer original-author performer"
    " producer recipient reviewed-author translator"
).split()
_DAYS = "accessed available-date event-date issued original-date submitted".split()
_PARTS_OF_NAMES = frozenset("family given dropping-particle non-dropping-particle suffix literal".split())


def faults(items: object) -> list[str]:
    """What is wrong with the content of a file, each fault with the place of its item."""
    if not isinstance(items, list):
        return ["not a list"]
    return [f"{at}: {fault}" for at, item in enumerate(items) for fault in _faults(item)]


def _faults(item: object) -> Iterator[str]:
    if not isinstance(item, dict):
        yield "no object"
        return
    yield from (f"lacks {name}" for name in ("id", "type") if name not in item)
    for name, value in item.items():
        known = _VARIABLES.get(name)
        if known is None:
            yield f"{name} is no variable"
        elif not known(value):
            yield f"{name} cannot be {value!r}"


def _is_type(value: object) -> bool:
    return isinstance(value, str) and value in TYPES


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_number(value: object) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool)


def _are_people(value: object) -> bool:
    return isinstance(value, list) and all(_is_name(one) for one in value)


def _is_name(value: object) -> bool:
    return isinstance(value, dict) and value.keys() <= _PARTS_OF_NAMES and all(map(_is_text, value.values()))


def _is_day(value: object) -> bool:
    """A date, or a range of two, each of one to three numbers; other ways to say one are not ours."""
    parts = value.get("date-parts") if isinstance(value, dict) and len(value) == 1 else None
    if not isinstance(parts, list) or not 1 <= len(parts) <= 2:
        return False
    return all(isinstance(one, list) and 1 <= len(one) <= 3 and all(map(_is_number, one)) for one in parts)


_VARIABLES: Mapping[str, Callable[[object], bool]] = {
    "type": _is_type,
    **dict.fromkeys(_TEXTS, _is_text),
    **dict.fromkeys(_NUMBERS, _is_number),
    **dict.fromkeys(_PEOPLE, _are_people),
    **dict.fromkeys(_DAYS, _is_day),
}
