"""Lists of authors compared: names as cited and as recorded in, who is missing, who is no author, out."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from papers2bib.name_parts import split_name
from papers2bib.names import NameAgreement, compare, fold, handles
from papers2bib.spelling import slips

_LONGEST = 400
"""Names; of longer lists so many are compared, and none is said to be missing or too many."""


_FEW = 40
"""So many names without a partner are looked at for slips."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a list of authors as cited differs from one as recorded."""

    agreed: int
    """So many names stand in both."""
    missing: tuple[str, ...] = ()
    """Recorded, and not cited."""
    extra: tuple[str, ...] = ()
    """Cited, and not recorded."""
    misspelt: tuple[tuple[str, str], ...] = ()
    """Cited and recorded forms of names that differ by a slip."""
    renamed: tuple[tuple[str, str], ...] = ()
    """Those that have the family name and the initial in common, and other given names."""
    reordered: bool = False

    @property
    def faults(self) -> int:
        """How many names part the lists."""
        return len(self.missing) + len(self.extra)

    @property
    def fits(self) -> bool:
        """Nothing parts them."""
        return not (self.faults or self.misspelt or self.renamed or self.reordered)


@lru_cache(maxsize=4096)
def compare_people(cited: tuple[str, ...], recorded: tuple[str, ...]) -> Comparison:
    """Compare two lists of names, given names first, in whatever form."""
    if max(len(cited), len(recorded)) > _LONGEST:
        return Comparison(len(_pairs(cited[:_LONGEST], recorded[:_LONGEST])))
    pairs = _pairs(cited, recorded)
    unlike = [(cited[i], recorded[j]) for i, (j, alike) in pairs.items() if not alike]
    renamed = tuple(pair for pair in unlike if _is_renamed(*pair))
    taken = {j for j, _ in pairs.values()}
    named = {recorded[j] for j in taken}  # a record may name somebody twice
    places = [pairs[i][0] for i in sorted(pairs)]
    return Comparison(
        len(pairs),
        tuple(name for j, name in enumerate(recorded) if j not in taken and name not in named),
        tuple(name for i, name in enumerate(cited) if i not in pairs),
        tuple(pair for pair in unlike if pair not in renamed),
        renamed,
        places != sorted(places),
    )


def signs_for_others(names: Sequence[str]) -> bool:
    """Whether a group signed: its members may be named elsewhere."""
    return any(split_name(name).group for name in names)


def _pairs(cited: tuple[str, ...], recorded: tuple[str, ...]) -> dict[int, tuple[int, bool]]:
    """Cited name → recorded name of the same person, and whether both are written alike; by their places."""
    pairs: dict[int, tuple[int, bool]] = {}
    free = set(range(len(recorded)))
    for i, (ours, theirs) in enumerate(zip(cited, recorded, strict=False)):
        if compare(ours, theirs) >= NameAgreement.INITIALS:
            pairs[i] = i, True
            free.discard(i)
    by_handle: dict[str, list[int]] = {}
    for j in sorted(free):
        for handle in handles(recorded[j]):
            by_handle.setdefault(handle, []).append(j)
    for fits in (_is_person, _is_family, _is_misspelt):
        left = [i for i in range(len(cited)) if i not in pairs]
        if fits is _is_misspelt and max(len(left), len(free)) > _FEW:
            break
        for i in left:
            near = (
                free
                if fits is _is_misspelt
                else {j for one in handles(cited[i]) for j in by_handle.get(one, ())}
            )
            if found := sorted(j for j in near & free if fits(cited[i], recorded[j])):
                j = i if i in found else found[0]
                pairs[i] = j, fits is _is_person
                free.discard(j)
    return pairs


def _is_person(one: str, other: str) -> bool:
    return compare(one, other) >= NameAgreement.INITIALS


def _is_family(one: str, other: str) -> bool:
    """The family name is the same, and the given names begin alike or one of them lacks."""
    if compare(one, other) < NameAgreement.FAMILY:
        return False
    ours, theirs = (split_name(name).given[:1].lower() for name in (one, other))
    return not (ours and theirs) or ours == theirs


def _is_renamed(one: str, other: str) -> bool:
    """Both given names are written out, and neither is a short or misspelt form of the other."""
    if compare(one, other) < NameAgreement.FAMILY:
        return False
    ours, theirs = (fold(split_name(name).given)[:1] for name in (one, other))
    if not ours or not theirs or min(len(ours[0]), len(theirs[0])) < 3:
        return False
    short, long = sorted((ours[0], theirs[0]), key=len)
    return not long.startswith(short) and slips(short, long) is None


def _is_misspelt(one: str, other: str) -> bool:
    """All words of both, in order, are the same but for slips."""
    ours, theirs = fold(one), fold(other)
    if not ours or not theirs or ours[0][:1] != theirs[0][:1]:
        return False
    joined, known = "".join(ours), "".join(theirs)
    found = slips(joined, known) if len(known) > 5 else None
    return found is not None or (len(ours[-1]) > 4 and slips(ours[-1], theirs[-1]) is not None)
