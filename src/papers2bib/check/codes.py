"""The codes of findings: what each means, when it can be wrong, and an entry that has it."""

from dataclasses import dataclass
from enum import StrEnum


class Weight(StrEnum):
    """How much a finding weighs; only a contradiction is an error."""

    ERROR = "error"
    """A record says otherwise."""
    WARNING = "warning"
    """It is likely wrong, or to be mended."""
    NOTE = "note"
    """Good to know; it leaves the exit status alone."""


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of finding."""

    meaning: str
    wrong: str
    """When it can be wrong, and what to do then."""
    example: str
    """What is cited, of the paper in `EXAMPLE_FACT` if it is that, as fields of BibTeX."""
    about_file: bool = False
    """It is about the form of the file, not about whether a paper is as it is cited."""


_TITLE = "title = {Attention Is All You Need}"
_PEOPLE = "author = {Ashish Vaswani and Noam Shazeer and Niki Parmar}"
_PLACE = "booktitle = {NeurIPS}, year = {2017}"
_GOOD = f"{_TITLE}, {_PEOPLE}, {_PLACE}"
CODES: dict[str, Code] = {
    "title-words": Code(
        "A word or two of the title, or their endings, are not those of the record, while at least half of"
        " the authors are.",
        "The same people may have written another paper under nearly this title, in the same year.",
        f"@inproceedings{{k, title = {{Attention Is All We Need}}, {_PEOPLE}, {_PLACE}}}",
    ),
    "title-spelling": Code(
        "The title differs from that of the record by slips of letters.",
        "An earlier version may have been called so.",
        f"@inproceedings{{k, title = {{Attention Is All You Nede}}, {_PEOPLE}, {_PLACE}}}",
    ),
    "title-part": Code(
        "The title leaves out the end of the record's, or the name before its colon, or adds one.",
        "People shorten titles on purpose.",
        f"@inproceedings{{k, title = {{Transformer: Attention Is All You Need}}, {_PEOPLE}, {_PLACE}}}",
    ),
    "title-other": Code(
        "The title is unknown, and the one paper of just these authors in that venue and year has another.",
        "The authors may have had two papers there, or renamed theirs. It is an error where the catalogue"
        " holds nearly all papers of the venue and year, else a warning.",
        f"@inproceedings{{k, title = {{Cheese Lattices in Recurrent Gardens}}, {_PEOPLE}, {_PLACE}}}",
    ),
    "authors-missing": Code(
        "Authors that the record names are missing, and the list does not end in `and others`.",
        "A version of the paper may have had fewer authors; a record may name one person twice.",
        f"@inproceedings{{k, {_TITLE}, author = {{Ashish Vaswani and Noam Shazeer}}, {_PLACE}}}",
    ),
    "authors-extra": Code(
        "Somebody is named whom the record does not name as an author.",
        "A record may be incomplete; of a record with a single author it is only a note.",
        f"@inproceedings{{k, {_TITLE}, author = {{Ashish Vaswani and Noam Shazeer and Ada Lovelace}},"
        f" {_PLACE}}}",
    ),
    "authors-other": Code(
        "The title is that of a paper by other people.",
        "Two papers may have the same title, and the catalogue may hold only the other one.",
        f"@inproceedings{{k, {_TITLE}, author = {{Ada Lovelace and Charles Babbage}}, {_PLACE}}}",
    ),
    "author-order": Code(
        "The authors are those of the record in another order.",
        "The order may have changed between preprint and publication.",
        f"@inproceedings{{k, {_TITLE}, author = {{Noam Shazeer and Ashish Vaswani and Niki Parmar}},"
        f" {_PLACE}}}",
    ),
    "author-name": Code(
        "A given name is another one than the record's, under the same family name and initial.",
        "People have two names, or change them; names that begin alike are only a note.",
        f"@inproceedings{{k, {_TITLE}, author = {{Ashish Vaswani and Nigel Shazeer and Niki Parmar}},"
        f" {_PLACE}}}",
    ),
    "author-spelling": Code(
        "A name is spelt otherwise than in the record.",
        "The record may be the one that is misspelt.",
        f"@inproceedings{{k, {_TITLE}, author = {{Ashish Vaswani and Noam Shazer and Niki Parmar}},"
        f" {_PLACE}}}",
    ),
    "garbled": Code(
        "Neither title nor authors are those of a record, but a paper of that venue and year has nearly"
        " this title.",
        "There may be two such papers, and the catalogue may hold only the other one.",
        "@inproceedings{k, title = {Attention Is All You Really Need}, author = {Ada Lovelace and"
        " Charles Babbage},"
        f" {_PLACE}}}",
    ),
    "year": Code(
        "The year is neither that of the preprint nor that of a publication that a record tells of.",
        "Another edition may be meant; a year apart is a warning where the proceedings do not tell theirs.",
        f"@inproceedings{{k, {_TITLE}, {_PEOPLE}, booktitle = {{NeurIPS}}, year = {{2014}}}}",
    ),
    "year-future": Code(
        "The year has not come yet.",
        "The clock of this machine may be wrong.",
        f"@inproceedings{{k, {_TITLE}, {_PEOPLE}, booktitle = {{NeurIPS}}, year = {{2071}}}}",
    ),
    "venue": Code(
        "The paper was published elsewhere, says the record.",
        "It may have appeared twice: at a workshop, or as an article after the conference; then it is a"
        " warning.",
        f"@inproceedings{{k, {_TITLE}, {_PEOPLE}, booktitle = {{ICML}}, year = {{2017}}}}",
    ),
    "venue-absent": Code(
        "The catalogue holds nearly all papers of the cited venue and year, and this one only as a preprint.",
        "It may have appeared there under another title, or in a track that the catalogue does not hold.",
        "@inproceedings{k, title = {Adam: A Method for Stochastic Optimization}, author = {Diederik P."
        " Kingma and"
        " Jimmy Ba}, booktitle = {NeurIPS}, year = {2017}}",
    ),
    "venue-unknown": Code(
        "Nothing is known of a publication in the cited venue, whose name is not known either.",
        "The catalogue knows few small venues.",
        "@inproceedings{k, title = {Adam: A Method for Stochastic Optimization}, author = {Diederik P."
        " Kingma and"
        " Jimmy Ba}, booktitle = {Symposium on Step Sizes}, year = {2015}}",
    ),
    "doi": Code(
        "The DOI is not the paper's: the record has another one of the same publisher.",
        "A paper that was published twice has two DOIs.",
        f"@inproceedings{{k, {_GOOD}, doi = {{10.5555/3295222.1}}}}",
    ),
    "doi-prefix": Code(
        "The DOI begins as no publisher of papers begins them, or not as those of the cited venue do.",
        "Publishers are founded and sold; an article that continues the paper has a DOI of its own.",
        "@inproceedings{k, title = {Adam: A Method for Stochastic Optimization}, author = {Diederik P."
        " Kingma and"
        " Jimmy Ba}, year = {2015}, doi = {10.99999/adam}}",
    ),
    "id-elsewhere": Code(
        "The arXiv id or DOI is that of another paper.",
        "The record under that id may be damaged: look at the id's page.",
        f"@misc{{k, {_TITLE}, {_PEOPLE}, year = {{2017}}, eprint = {{1412.6980}}}}",
    ),
    "withdrawn": Code(
        "The authors, their publisher or arXiv have taken the paper back.",
        "The notice may be about an earlier version.",
        "@misc{k, title = {A Wrong Proof}, author = {Ada Lovelace}, year = {2020}, eprint = {2001.00001}}",
    ),
    "superseded": Code(
        "A preprint is cited that has been published: `papers2bib update` cites the publication.",
        "The preprint may be meant, for what the publication left out.",
        f"@misc{{k, {_TITLE}, {_PEOPLE}, year = {{2017}}, eprint = {{1706.03762}}}}",
    ),
    "absent": Code(
        "No record of the paper is known. How much that tells depends on how well the catalogue covers"
        " venue and year.",
        "Wherever coverage is low or the title is cited otherwise than it is recorded; then it is a note.",
        "@inproceedings{k, title = {Cheese Lattices in Recurrent Gardens}, author = {Ada Lovelace},"
        " booktitle = {NeurIPS}, year = {2017}}",
    ),
    "nowhere": Code(
        "No record of the paper is known, and no venue, id or URL says where a reader might find it.",
        "The paper may exist: say where.",
        "@article{k, title = {Cheese Lattices in Recurrent Gardens}, author = {Ada Lovelace}, year = {2017}}",
    ),
    "duplicate-id": Code(
        "Two entries have the same id.",
        "A preprint and its publication may be cited apart on purpose.",
        "@misc{a, title = {One}, author = {A. Lovelace}, year = {2017}, eprint = {1706.03762}}\n"
        "@misc{k, title = {Other}, author = {A. Lovelace}, year = {2017}, eprint = {1706.03762}}",
        about_file=True,
    ),
    "duplicate-title": Code(
        "Two entries have the same title and first author.",
        "Parts of a series may share a title.",
        "@misc{a, title = {Notes on the Engine}, author = {A. Lovelace}, year = {1843}, url ="
        " {https://a.example}}\n"
        "@misc{k, title = {Notes on the engine}, author = {Lovelace, Ada}, year = {1843}, url ="
        " {https://b.example}}",
        about_file=True,
    ),
    "missing-field": Code(
        "A field is missing that BibTeX requires of this type of entry.",
        "Styles differ in what they require.",
        f"@inproceedings{{k, {_TITLE}, {_PEOPLE}, year = {{2017}}}}",
        about_file=True,
    ),
    "author-commas": Code(
        "Names are parted by commas: BibTeX wants `and` between them, and reads this as one person.",
        "Somebody may have such a name.",
        f"@inproceedings{{k, {_TITLE}, author = {{Ashish Vaswani, Noam Shazeer, Niki Parmar}}, {_PLACE}}}",
        about_file=True,
    ),
    "escaped-url": Code(
        "A URL or DOI holds backslashes, as if it were text: links made of it do not work.",
        "An old style without hyperref may need them.",
        r"@misc{k, title = {A Page}, author = {A. Lovelace}, year = {1843}, url = {https://a.example/my\_page}}",
        about_file=True,
    ),
    "unreadable": Code(
        "An entry is not BibTeX, and so is not checked.",
        "It may still be what BibTeX can read in part.",
        "@misc{k, title = {A Page}, author = {A. Lovelace",
        about_file=True,
    ),
    "cited-absent": Code(
        "A key is cited and no entry has it.",
        "It may be in another .bib file.",
        r"\cite{nobody}",
        about_file=True,
    ),
    "unused-ignore": Code(
        "A finding is to be ignored that is not there: take the suppression out.",
        "It may be there again with another catalogue, or with --online.",
        f"@inproceedings{{k, {_GOOD}, papers2bib = {{ignore year: reprinted in 2014}}}}",
        about_file=True,
    ),
}
"""Every code, in the order in which they are documented."""


def explained(name: str) -> str:
    """A code in words for people."""
    one = CODES[name]
    example = "\n".join(f"    {line}" for line in one.example.splitlines())
    return f"{name}: {one.meaning}\n\nIt can be wrong: {one.wrong}\n\nExample:\n{example}\n"
