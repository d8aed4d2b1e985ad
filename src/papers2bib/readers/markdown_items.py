"""Takes items of Markdown, says which are papers, which head papers, and which tell of the paper above."""

import re
from collections.abc import Iterator

from papers2bib.ids import PaperId
from papers2bib.readers.markdown_blocks import Item
from papers2bib.readers.markdown_inline import Entry, is_label, is_plain_label, names_paper, parse
from papers2bib.readers.titles_layout import names_several

_BACK = re.compile(r"[\W_]*(?:back to (?:the )?(?:top|contents?)|top|↑)[\W_]*", re.IGNORECASE)
_BOLD_FRONT = re.compile(r"\*\*(?:(?!\*\*).)+\s(?:(?!\*\*).)+\s(?:(?!\*\*).)+\*\*|__\S+\s\S+\s.+?__")
"""Bold words at the front, three or more: a title, whatever follows."""
FIELD = re.compile(
    r"\W*(?:(?:authors?|year|date|venue|conference|journal|publi\w+|abstract|summary|tl;?dr|keywords?|notes?|tags?|code"
    r"|links?|pdf|status|rating|affiliations?)\b[\s*_`]*[:：]|(?:arxiv|doi|url)\b[\s*_`]*[:：]\s*\S+\s*$)",
    re.IGNORECASE,
)
"""How an item begins that tells of the paper in the heading above it."""
_SENTENCE = re.compile(r"[a-z]{2}[.!]$|[a-z]\. [A-Z]|^[a-z]+ [a-z]+ [a-z]+ ")
_ADDRESS = re.compile(r"(?i:please|feel free|note|this|we|if you|see)\b")
"""How prose that speaks to the reader begins."""


def without_emphasis(text: str) -> str:
    """A text without marks of emphasis."""
    return re.sub(r"[*_`]{1,3}(?=\W|$)|(?:(?<=\W)|^)[*_`]{1,3}", "", text)


def arxiv_ids(text: str) -> list[PaperId]:
    """The arXiv ids that a text names."""
    return [one for one in PaperId.find(text) if one.scheme == "arxiv"]


def tells_names(text: str) -> bool:
    """Whether a note says who wrote the paper: `Authors: …`, or several names."""
    return text.lower().startswith(("author", "by ")) or names_several(parse(text).title)


def beneath(item: Item) -> Iterator[str]:
    """The notes beneath an item, of all levels."""
    for child in item.children:
        yield child.text
        yield from beneath(child)


def is_labelled(entry: Entry) -> bool:
    """Whether an item is but a label and what it leads to: `Paper: [link](…)`, `[[code]](…)`."""
    named = not entry.title or (is_label(entry.title) and (not entry.marked or names_paper(entry.title)))
    return named and bool(entry.links)


def is_paper(entry: Entry) -> bool:
    """Whether an item is a paper and not a line of a table of contents, a sentence or a link to a file."""
    if is_labelled(entry):
        return any(PaperId.find(url) for _, url in entry.links)
    if not entry.title and entry.details().ids:
        return True
    if not entry.title or _BACK.fullmatch(entry.title) or (is_label(entry.title) and not entry.links):
        return False
    outside = [url for _, url in entry.links if "://" in url or url.startswith(("/papers/", "/abs/"))]
    if outside:
        return not is_label(entry.title) or (entry.marked and any(PaperId.find(url) for url in outside))
    words = len(entry.title.split())
    if entry.own:
        return not entry.own.startswith("#") and words > 2
    if entry.marked or _BOLD_FRONT.match(entry.title):
        return True
    return words > 1 and not _is_sentence(entry.title) and not entry.title.endswith(":")


def is_name(item: Item) -> bool:
    """Whether an item is one word that may be a paper's name, and not a label or a category."""
    word = item.text.strip()
    return (
        len(word.split()) == 1
        and not (item.children or word.endswith(":") or is_plain_label(word))
        and (not parse(word).links)
    )


def _is_sentence(title: str) -> bool:
    """Whether it reads as prose; a full stop behind words with capitals is that of a title."""
    return bool(_ADDRESS.match(title) or (_SENTENCE.search(title) and not in_title_case(title)))


def heads_categories(entry: Entry, children: list[tuple[Item, Entry]]) -> bool:
    """Whether an item of a few words heads items that in turn head papers."""
    if not children or entry.marked or entry.links or len(entry.title.split()) > 3:
        return False
    return any(is_category(one, [parse(below.text) for below in child.children]) for child, one in children)


def is_category(entry: Entry, children: list[Entry]) -> bool:
    """Whether an item heads the papers beneath it: it has no link, and they have titles of their own."""
    if not children or any("://" in url for _, url in entry.links):
        return False
    titled = [
        one for one in children if one.marked and not is_label(one.title) and not one.own.startswith("#")
    ]
    if any(one.own or one.links for one in titled):
        return True
    plain = [one for one in children if in_title_case(one.title)]
    heads = entry.title.endswith(":") or len(entry.title.split()) <= 3
    return heads and len(plain) * 2 > len(children) and all(not one.details().authors for one in plain)


def in_title_case(text: str) -> bool:
    """Whether most of its longer words are capitalised."""
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 3]
    return len(words) > 1 and sum(not word[0].islower() for word in words) * 10 >= len(words) * 7
