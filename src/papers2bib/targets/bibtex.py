"""BibTeX: references in, entries with their citation keys out, ready to be joined into a .bib file."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from papers2bib.model import Reference
from papers2bib.targets import Written
from papers2bib.targets.fields import Entry, make_entry
from papers2bib.targets.keys import DEFAULT_PATTERN, assign_keys, key_maker


@dataclass(frozen=True, slots=True)
class BibtexTarget:
    """How to write BibTeX; a bad `key_pattern` raises ConfigError when the target is made."""

    utf8: bool = False
    """Write Latin letters as Unicode instead of `{\\'e}`."""
    abstract: bool = False
    key_pattern: str | None = None
    """Such as `[auth.lower][year]`; the default is DEFAULT_PATTERN of papers2bib.targets.keys."""

    def __post_init__(self) -> None:
        key_maker(self.key_pattern or DEFAULT_PATTERN)

    def write(self, references: Iterable[Reference]) -> Iterator[Written]:
        """One entry for each reference, in the order given; their texts joined are a .bib file.

        All references are read before the first entry comes out: keys that clash are told apart.
        """
        everything = list(references)
        keys = assign_keys([one.paper for one in everything], self.key_pattern)
        for reference, key in zip(everything, keys, strict=True):
            entry = make_entry(reference.paper, utf8=self.utf8, abstract=self.abstract)
            warnings = (*reference.warnings, *entry.warnings)
            yield Written(reference, key, entry_text(entry, key), warnings)


def entry_text(entry: Entry, key: str) -> str:
    """The entry as it stands in a .bib file, with the empty line behind it."""
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in entry.fields.items())
    return f"@{entry.kind}{{{key},\n{fields}}}\n\n"


def write_bibtex(
    references: Iterable[Reference],
    *,
    utf8: bool = False,
    abstract: bool = False,
    key_pattern: str | None = None,
) -> Iterator[Written]:
    """The references as BibTeX entries, in order; see BibtexTarget."""
    return BibtexTarget(utf8, abstract, key_pattern).write(references)
