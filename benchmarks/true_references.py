"""How often `check` contradicts true references: facts, cited in the forms that people use, in; shares out.

    python benchmarks/true_references.py PUBLISHED.jsonl.gz ARXIV.jsonl.gz CATALOGUE…

Names are written out or with initials, family name first or last, with accents as macros, or end in
`and others`; venues are abbreviated; fields are missing; one title in five has a slip of the finger, and some
lack what comes after the colon.
"""

import random
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import takewhile
from pathlib import Path

from upgrades import Fact, facts

from papers2bib.bibfile.spans import scan
from papers2bib.catalogue.facts import full_venue
from papers2bib.catalogue.query import Catalogue
from papers2bib.check.asking import ask, coverage_of
from papers2bib.check.codes import Weight
from papers2bib.check.entries import entries
from papers2bib.check.findings import Outcome
from papers2bib.check.judging import Surroundings, judge
from papers2bib.model import Date
from papers2bib.name_parts import split_name
from papers2bib.targets.latex import parse

COUNT, SEED = 1000, 11
"""So many references from each file."""
_TYPOS, _CUT, _SHORT, _KEPT = 0.2, 0.05, 0.25, 0.8
_SMALL = ("of", "the", "on", "in", "and", "for")


def sample(path: Path, chance: random.Random) -> list[Fact]:
    """Facts of a file, each as likely as any other."""
    kept: list[Fact] = []
    for at, one in enumerate(facts(path)):
        place = at if at < COUNT else chance.randrange(at + 1)
        if place < COUNT:
            kept[place : place + 1] = [one]
    return kept


def written(key: str, fact: Fact, chance: random.Random) -> str:
    """The entry of a paper as somebody might write it."""
    fields = {"title": title(fact["title"], chance), "author": authors(fact.get("authors", []), chance)}
    kind, year = str(fact.get("type", "misc")), str(fact.get("year") or fact.get("published", ""))[:4]
    if kind == "misc" and chance.random() < 0.5:
        fields["journal"] = f"arXiv preprint arXiv:{fact['arxiv_id']}"
    elif kind == "misc":
        fields |= {"eprint": fact["arxiv_id"], "archiveprefix": "arXiv"}
    elif full_venue(fact) or fact.get("venue"):
        fields["journal" if kind == "article" else "booktitle"] = venue(fact, chance)
    fields |= {"year": year, "doi": fact.get("doi", ""), "pages": fact.get("pages", "")}
    kept = (name for name in fields if fields[name] and (name in _ALWAYS or chance.random() < _KEPT))
    told = "".join(f"  {name} = {{{fields[name]}}},\n" for name in kept)
    return f"@{kind}{{{key},\n{told}}}\n"


_ALWAYS = ("title", "author", "eprint")


def title(text: str, chance: random.Random) -> str:
    """The title, perhaps in lower case, cut at its colon, or with a slip of the finger."""
    if ": " in text and chance.random() < _CUT:
        text = text.partition(": ")[0]
    if chance.random() < 0.2:
        text = text.capitalize()
    return slip(text, chance) if chance.random() < _TYPOS else text


def slip(text: str, chance: random.Random) -> str:
    """The text with two letters of a long word changed for each other, or one left out."""
    long = [word for word in text.split() if len(word) > 5 and word.isalpha()]
    if not long:
        return text
    word = chance.choice(long)
    at = chance.randrange(1, len(word) - 2)
    slipped = word[at + 1] if chance.random() < 0.5 else word[at + 1] + word[at]
    return text.replace(word, word[:at] + slipped + word[at + 2 :], 1)


def authors(names: Sequence[str], chance: random.Random) -> str:
    """The names in one form, perhaps the first few alone."""
    form = chance.randrange(4)
    told = [person(name, form) for name in names]
    if len(told) > 3 and chance.random() < _SHORT:
        told = [*told[: chance.randrange(1, 4)], "others"]
    return " and ".join(told)


def person(name: str, form: int) -> str:
    """A name in reading order, family name first, or with initials in either order."""
    parts = split_name(name)
    if parts.group or not parts.given:
        return f"{{{parse(name).latex}}}"
    given, family = parts.given, f"{parts.particle} {parts.family} {parts.suffix}".strip()
    if form > 1:
        given = " ".join(f"{word[0]}." for word in given.replace("-", " ").split())
    ordered = f"{given} {family}" if form % 2 else f"{parts.particle} {parts.family}".strip() + f", {given}"
    return parse(ordered).latex


def venue(fact: Fact, chance: random.Random) -> str:
    """The venue in full, in short, or abbreviated."""
    full, short, year = full_venue(fact), fact.get("venue") or "", fact.get("year", "")
    forms = [full, abbreviated(full), *([short, f"Proc. {short}", f"{short} {year}"] if short else [])]
    return chance.choice([one for one in forms if one])


def abbreviated(full: str) -> str:
    """Every long word of the name of the venue, without place and date, cut to four letters."""
    first, *rest = full.split(",")
    name = ",".join([first, *takewhile(_is_name, rest)])
    words = [word for word in name.split() if word not in _SMALL]
    return " ".join(word if len(word) < 6 or word.isupper() else f"{word[:4]}." for word in words)


def _is_name(part: str) -> bool:
    """Whether it goes on with the name: neither an acronym nor a date."""
    return not any(char.isdigit() for char in part) and not any(word.isupper() for word in part.split())


def main(published: Path, arxiv: Path, catalogues: Sequence[Path]) -> None:
    """Print how many are contradicted, and by what."""
    chance, today = random.Random(SEED), date.today()
    asked = [Catalogue.open(one) for one in catalogues]
    around = Surroundings(coverage_of(asked), Date(today.year, today.month, today.day))
    some = [one for path in (published, arxiv) for one in sample(path, chance)]
    text = "".join(written(f"k{at}", one, chance) for at, one in enumerate(some))
    outcomes: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for entry in entries(scan(text.encode())):
        judgement = judge(entry, ask(entry, asked), around)
        outcomes[judgement.outcome.value] += 1
        telling = (one for one in judgement.findings if one.weight is not Weight.NOTE)
        found.update({f"{one.code} ({one.weight})" for one in telling})
        if judgement.outcome is Outcome.DIFFERS and "-v" in sys.argv:
            print(entry.title, "|", *(f"{one.code}: {one.message}" for one in judgement.findings))
    total = outcomes.total()
    shares = ", ".join(f"{name} {count / total:.4f}" for name, count in outcomes.items())
    print(f"{total} true references: {shares}")
    print(", ".join(f"{name} {count}" for name, count in found.most_common()))


if __name__ == "__main__":
    paths = [Path(one) for one in sys.argv[1:] if one != "-v"]
    main(paths[0], paths[1], paths[2:])
