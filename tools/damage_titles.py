"""Make the lasting test set of damaged titles: a catalogue in, `tests/damaged_titles.jsonl` out.

    python tools/damage_titles.py [CATALOGUE.p2b]

Made once, so that a later change of the catalogue or of the program meets the same titles. One JSON object a
line: the damage, the title that it leaves, the number of authors, and the arXiv id of the paper.
"""

import json
import random
import sys
from pathlib import Path

from papers2bib.catalogue.query import Catalogue
from papers2bib.sources.catalogue import shipped

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from damage import DAMAGES

ROOT = Path(__file__).parents[1]
EACH = 250
SEED = 20


def main() -> None:
    """Write the file."""
    catalogue = Catalogue.open(Path(sys.argv[1]) if len(sys.argv) > 1 else shipped())
    chance = random.Random(SEED)
    with (ROOT / "tests" / "damaged_titles.jsonl").open("w", encoding="utf-8", newline="\n") as file:
        for damage in DAMAGES:
            for number in sorted(chance.sample(range(len(catalogue)), EACH)):
                paper = catalogue.paper(number)
                row = {
                    "damage": damage.__name__,
                    "title": damage(paper.title, chance),
                    "n_authors": len(paper.authors),
                    "arxiv_id": paper.id("arxiv"),
                }
                file.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
