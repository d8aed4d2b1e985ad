"""Takes an entry of the .bbl file that biber writes, gives its fields as a .bib file has them."""

import re
from collections.abc import Iterator

from papers2bib.readers.tex_groups import groups, macros, without_comments

_VERBATIM = re.compile(r"\\verb\{(?P<name>[a-z]+)\}\s*\\verb (?P<value>.*)")
_PART = re.compile(r"\b(family|given|prefix|suffix)=(?=\{)")


def fields(text: str) -> dict[str, str]:
    """The fields by name, the citation key as `ID`; a subtitle stands behind its title.

    The format is that of biblatex's manual (https://ctan.org/pkg/biblatex), versions 2.5 and later.
    """
    told = {hit["name"]: hit["value"].strip() for hit in _VERBATIM.finditer(text)}
    text = without_comments(text)
    told["ID"] = next((macro.arguments[0] for macro in macros(text, "entry", 1)), "")
    for macro in macros(text, "field", 2):
        told.setdefault(*macro.arguments)
    if told.get("title") and told.get("subtitle"):
        told["title"] = f"{told['title']}: {told['subtitle']}"
    for macro in macros(text, "name", 4):
        if macro.arguments[0] == "author":
            others = ["others"] if r"\true{moreauthor}" in text else []
            told["author"] = " and ".join([*_names(macro.arguments[3]), *others])
    return told


def _names(text: str) -> Iterator[str]:
    for person in groups(text):
        _, *parts = groups(person)
        told = _parts(parts[0]) if len(parts) == 1 else _in_order(parts)
        family = " ".join(filter(None, [told.get("prefix"), told.get("family")]))
        if family and not told.get("given"):
            yield f"{{{family}}}"
        elif family:
            yield ", ".join(filter(None, [family, told.get("suffix"), told["given"]]))


def _parts(text: str) -> dict[str, str]:
    """The parts of a name from `family={Doe}, given={Jane}`."""
    return {macro.name: macro.arguments[0] for macro in macros(_PART.sub(r"\\\1", text), "[a-z]+", 1)}


def _in_order(parts: list[str]) -> dict[str, str]:
    """The parts of a name as biblatex before 3.3 gives them: family, given, prefix, suffix and initials."""
    return dict(zip(("family", "", "given", "", "prefix", "", "suffix"), parts, strict=False))
