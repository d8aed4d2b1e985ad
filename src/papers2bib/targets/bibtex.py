"""BibTeX: references in, entries with their citation keys out, ready to be joined into a .bib file."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from papers2bib.model import Paper, Reference
from papers2bib.targets import Written
from papers2bib.targets.fields import Entry, make_entry
from papers2bib.targets.keys import DEFAULT_PATTERN, assign_keys, is_key, key_maker


@dataclass(frozen=True, slots=True)
class BibtexTarget:
    """How to write BibTeX; a bad `key_pattern` raises ConfigError when the target is made."""

    utf8: bool = False
    """Write Latin letters as Unicode instead of `{\\'e}`."""
    abstract: bool = False
    key_pattern: str | None = None
    """Such as `[auth.lower][year]`; the default is DEFAULT_PATTERN of papers2bib.targets.keys."""

    biblatex: bool = False
    """Write what BibLaTeX calls for, with the keys under which a paper was listed as its `ids`."""

    def __post_init__(self) -> None:
        key_maker(self.key_pattern or DEFAULT_PATTERN)

    def write(self, references: Iterable[Reference], taken: Collection[str] = ()) -> Iterator[Written]:
        """One entry for each reference, in the order given; their texts joined are a .bib file.

        All references are read before the first entry comes out: keys that clash, with each other or with
        those `taken`, are told apart.
        """
        everything = list(references)
        keys = assign_keys([one.paper for one in everything], self.key_pattern, taken)
        for reference, key in zip(everything, keys, strict=True):
            entry = self.entry(reference.paper)
            if self.biblatex and (old := _old_keys(reference, key)):
                entry.fields = {"ids": old} | entry.fields
            warnings = (*reference.warnings, *entry.warnings)
            yield Written(reference, key, entry_text(entry, key), warnings)

    def entry(self, paper: Paper) -> Entry:
        """What an entry says of the paper, whatever its key."""
        return make_entry(paper, utf8=self.utf8, abstract=self.abstract, biblatex=self.biblatex)


def entry_text(entry: Entry, key: str) -> str:
    """The entry as it stands in a .bib file, with the empty line behind it."""
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in entry.fields.items())
    return f"@{entry.kind}{{{key},\n{fields}}}\n\n"


def _old_keys(reference: Reference, key: str) -> str:
    """Keys under which lists have the paper, as far as they can stand beside each other."""
    old = dict.fromkeys(listing.key for listing in reference.listings if is_key(listing.key))
    old.pop(key, None)
    return ",".join(old)


def write_bibtex(
    references: Iterable[Reference],
    *,
    utf8: bool = False,
    abstract: bool = False,
    key_pattern: str | None = None,
) -> Iterator[Written]:
    """The references as BibTeX entries, in order; see BibtexTarget."""
    return BibtexTarget(utf8, abstract, key_pattern).write(references)
