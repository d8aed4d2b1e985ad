"""Takes one entry of a Markdown list (bold title, links, authors, venue), gives its title and the rest."""

import re
from dataclasses import dataclass, field

from papers2bib.ids import PaperId
from papers2bib.readers.citation import is_tag, trim
from papers2bib.readers.dates import find_dates
from papers2bib.readers.details import VENUE, Details, says_details, trim_url
from papers2bib.readers.people import find_people
from papers2bib.readers.text import fold
from papers2bib.readers.title_line import part

_LINK = re.compile(
    r"\[(?P<text>(?:\\[\s\S]|[^\[\]\\]|\[(?:\\[\s\S]|[^\[\]\\])*\])*)\]"
    r"\(\s*<?(?P<url>[^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)>?(?:\s+[\"'(][^\"')]*[\"')])?\s*\)"
)
_BARE = re.compile(r"<?(?P<url>https?://[^\s<>|]+)>?")
_IN_FRONT = re.compile(
    r"(?:https?://\S+|(?:arxiv:\s?)?\d{4}\.\d{4,5}(?:v\d+)?)(?:\s*\[[a-z-]+(?:\.[A-Za-z]{2})?\])?(?:\s+[^\W\d_]|$)",
    re.IGNORECASE,
)
"""An address or an id, and a title behind it, if any."""
_IMAGE = re.compile(
    r"\[?!\[[^\]]*\]\([^()\s]*(?:\s+\"[^\"]*\")?\)(?:\]\((?P<url>[^()\s]*)\))?|<img\b[^>]*>", re.IGNORECASE
)
_ANCHOR = re.compile(
    r"<a\b[^>]*?\bhref\s*=\s*[\"']?(?P<url>[^\"'\s>]+)[\"']?[^>]*>(?P<text>.*?)</a\s*>", re.IGNORECASE
)
_BREAK = re.compile(r"<br\s*/?>|</?(?:p|div|li|ul|ol|td|tr|details|summary)\b[^>]*>", re.IGNORECASE)
_BOLD_TAG = re.compile(r"</?(?:b|strong)>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:i|em|u|s|span|font|center|small|kbd|code|a|h[1-6]|img|hr|tt|mark|ins|del)\b[^<>]*>|<!--.*?-->",
    re.IGNORECASE,
)
_EMOJI = re.compile(
    "^(?:[\u2190-\u21ff\u2300-\u23ff\u2500-\u27bf\u2900-\u297f\u2b00-\u2bff\U0001f000-\U0001faff]\\s*"
    "|:[a-z0-9_+-]+:\\s*)+"
)
_WIKI = re.compile(r"\[\[(?P<page>[^\[\]|#]+)(?:#[^\[\]|]*)?(?:\|(?P<text>[^\[\]]+))?\]\](?!\()")
"""A link to a note: `[[Title]]`, `[[key|Title]]`."""
_HASHTAGS = re.compile(r"(?:\s+#[a-z][\w/-]*)+\s*$")
_END_OF_TITLE = r"(?=\s*(?:$|[—–|·<(\[,.:;\n\-]))"
_LEADS = (
    re.compile(r"\*\*(?P<text>(?:(?!\*\*\s).)+?)\*\*(?!\*)" + _END_OF_TITLE),
    re.compile(r"__(?P<text>.+?)__(?!_)" + _END_OF_TITLE),
    re.compile(r"\*(?P<text>[^\W_][^*]*?)\*" + _END_OF_TITLE),
    re.compile(r"_(?P<text>[^\W_].*?)_(?!\w)" + _END_OF_TITLE),
    re.compile(r"[\"“](?P<text>[^\"“”]{8,}?)(?:[,.][\"”]|[\"”](?=\s*[,.(\[—–-]))"),
)
_BOLD_HEAD = re.compile(r"(?P<mark>\*\*|__)(?P<text>(?!\s)(?:(?!(?P=mark)).)+(?<!\s))(?P=mark)\s+(?=\S)")
_NAMES_FIRST = re.compile(
    r"(?P<names>[^*\[\]\n]{4,300}?)[,.:]?\s+(?P<mark>\*\*|\*)(?P<text>[^*]{8,400}?)[,.]?(?P=mark)(?=\s*(?:[,.]|$))"
)
_MARK = re.compile(
    r"(?:`[^`]{1,40}`|\([^()]{1,40}\)|(?:\*\*)?\[[^\[\]]{1,40}\](?![(\[])(?:\*\*)?|\d{4}[-./]\d\d(?:[-./]\d\d)?)\s*[:,.–—-]?\s+"
)
_WRAPS = ("***", "**", "__", "~~", "*", "_", "`")
_LABEL_WORDS = frozenset(
    "abs abstract acl acm appendix article arxiv author authors bib bibtex blog cite code colab cvf"
    " data dataset datasets demo details doi download full github gitlab hf here home homepage html"
    " hugging huggingface face ieee implementation jax keras link links matlab media model models"
    " neurips news note notes notebook official openreview page paper papers pdf pmlr post poster"
    " preprint project pytorch readme repo repository report review site slides source springer"
    " summary supp supplement supplementary talk tensorflow tf thread torch tweet twitter unofficial"
    " url video web webpage website weights x youtube 论文 代码 项目 主页 链接 中文 解读 地址 源码"
    " 数据集 논문 코드 링크".split()
)
_PAPER_LABELS = frozenset(
    "abs abstract acl acm article arxiv blog cvf doi html ieee link links news note notes openreview"
    " paper papers pdf pmlr post poster preprint review slides springer summary supp talk thread tweet"
    " twitter url video x youtube 论文 논문".split()
)
_SHORT_VENUE = re.compile(r"[A-Z][\w@]{1,11}(?: [A-Z]\w{1,14})?,?[ '’-]{0,2}(?:(?:19|20)\d\d|\d\d)")
_LONGEST = 20_000
"""Characters of an entry that are looked at."""
_WORDS = re.compile(r"[^\W\d_]+")


_AROUND = " []()*_`·:;,.!⭐★"


@dataclass(slots=True)
class Entry:
    """One entry: its title ("" if there is none), whether bold or a link, and what goes with it."""

    title: str
    marked: bool = False
    links: list[tuple[str, str]] = field(default_factory=list)
    """Pairs of text and URL; the text of a bare URL is ""."""
    rest: list[str] = field(default_factory=list)
    own: str = ""
    """The URL that the title itself links to."""

    def details(self) -> Details:
        """What the entry says of the paper besides its title."""
        details = Details()
        self.tell(details)
        return details

    def tell(self, details: Details) -> None:
        """Add what the entry says to what is known already."""
        for text, url in self._links_of_paper():
            details.add_link(url, page=not names_paper(text))
        for text in self.rest:
            details.add(text)

    def _links_of_paper(self) -> list[tuple[str, str]]:
        """The title's link and those with labels; one in the prose may name another paper."""
        told = [(text, url) for text, url in self.links if url == self.own or is_label(text)]
        has_id = any(PaperId.find(url) for _, url in told)
        return told if has_id else self.links


def parse(text: str) -> Entry:
    """Take an entry apart; the title is as typed but for outer emphasis and link."""
    text = _EMOJI.sub("", _plain_markup(_HASHTAGS.sub("", text[:_LONGEST]))).strip()
    marks: list[str] = []
    while (mark := _MARK.match(text)) and _is_mark(mark[0], text[mark.end() :]):
        marks.append(mark[0].strip(" `()[]:,.–—-*_"))
        text = _EMOJI.sub("", text[mark.end() :]).strip()
    entry = _lead(text)
    entry.rest = [*marks, *entry.rest]
    return entry


def is_label(text: str) -> bool:
    """Whether a link's text says what it leads to (`arXiv`, `[code]`, a URL, a venue) and is no title."""
    return is_plain_label(text) or _SHORT_VENUE.fullmatch(text.strip(_AROUND)) is not None


def is_plain_label(text: str) -> bool:
    """Whether a text says what a link leads to, names of venues apart: papers have such names, too."""
    bare = text.strip(_AROUND)
    words = _WORDS.findall(bare.lower())
    if not words or PaperId.arxiv(bare) or bare.startswith(("http://", "https://", "www.")):
        return True
    return len(words) <= 4 and all(word in _LABEL_WORDS for word in words)


def unwrap(title: str) -> str:
    """The title without emphasis or link around the whole of it, each taken off once."""
    title = title.strip()
    if (link := _LINK.fullmatch(title)) and not is_label(link["text"]):
        title = link["text"].strip()
    for mark in _WRAPS:
        inner = title[len(mark) : -len(mark)]
        if (
            title.startswith(mark)
            and title.endswith(mark)
            and inner
            and (inner[0].isalnum() or inner[0] in '[$"“')
        ):
            return unwrap(inner) if mark not in inner else title
    return fold(title)


def names_paper(text: str) -> bool:
    """Whether a label stands for the paper itself or talk about it, not for its code or project."""
    words = _WORDS.findall(text.lower())
    return bool(words) and all(word in _PAPER_LABELS for word in words)


def _plain_markup(text: str) -> str:
    """The text without images, with HTML links as Markdown's and line breaks as line ends."""
    badges = "".join(f" [link]({hit['url']})" for hit in _IMAGE.finditer(text) if hit["url"])
    text = _IMAGE.sub(" ", text) + badges
    text = _ANCHOR.sub(lambda hit: f"[{hit['text']}]({hit['url']})", text)
    return _TAG.sub("", _BOLD_TAG.sub("**", _BREAK.sub("\n", text)))


def _is_mark(mark: str, rest: str) -> bool:
    """Whether brackets in front are a date, venue or tag; `(Almost) Certain` and `[Re] X` are titles."""
    inner = mark.strip(" `()[]:,.–—-*_")
    dated = is_tag(inner) or bool(find_dates(inner)) or VENUE.fullmatch(inner) is not None
    return dated or (rest.startswith(("[", "**", "__")) and not rest.startswith("[["))


def _lead(text: str) -> Entry:
    if (link := _LINK.match(text)) and not is_label(link["text"]):
        return _entry(link["text"], text[link.end() :], own=link["url"], marked=True)
    if (note := _WIKI.match(text)) and not is_label(title := _of_note(note)):
        return _entry(title, _WIKI.sub(_of_note, text[note.end() :]), own="", marked=False)
    for lead in _LEADS:
        if hit := lead.match(text):
            return _from_emphasis(hit["text"], text[hit.end() :])
    head = _BOLD_HEAD.match(text)
    if head and _is_title_alone(head["text"], text[head.end() :]):
        return _from_emphasis(head["text"], text[head.end() :])
    return _from_plain(text)


def _is_title_alone(inner: str, rest: str) -> bool:
    """Whether bold words at the front are the whole title: they end a sentence, or names follow them."""
    details = Details()
    details.add(rest)
    ended = len(inner.split()) > 2 and inner.endswith((".", "?", "!", "。", ",", ":"))
    return ended or (details.sure and not rest[0].islower())


def _of_note(link: re.Match[str]) -> str:
    """What a link to a note says: the longer of its name, without folders, and the words shown for it."""
    return max(link["page"].rpartition("/")[2].strip(), (link["text"] or "").strip(), key=len)


def _from_emphasis(inner: str, rest: str) -> Entry:
    """A title set in bold, unless it is a name or label in front of the link that holds the title."""
    titled = next((hit for hit in _LINK.finditer(rest) if _is_title_link(hit)), None)
    if titled and (is_label(inner) or (len(inner.split()) <= 3 and len(titled["text"].split()) > 3)):
        return _entry(titled["text"], rest[titled.end() :], own=titled["url"], marked=True)
    link = _LINK.search(inner)
    return _entry(inner, rest, own=link["url"] if link else "", marked=True)


def _is_title_link(hit: re.Match[str]) -> bool:
    return not is_label(hit["text"]) and bool(PaperId.find(hit["url"]) or hit["url"].lower().endswith(".pdf"))


def _from_plain(text: str) -> Entry:
    titled = next((hit for hit in _LINK.finditer(text) if _is_title_link(hit)), None)
    if titled and len(titled["text"].split()) > 2:
        return _entry(
            titled["text"],
            f"{text[: titled.start()]}\n{text[titled.end() :]}",
            own=titled["url"],
            marked=True,
        )
    if (hit := _NAMES_FIRST.match(text)) and _is_title_behind(hit):
        return _entry(hit["text"], f"{hit['names']}\n{text[hit.end() :].lstrip(' ,.')}", own="", marked=True)
    line, _, beneath = text.partition("\n")
    if _IN_FRONT.match(line):
        title, told = part(line)
        return _entry(title, "\n".join([*told, beneath]), own="", marked=False)
    first = _LINK.search(text) or _BARE.search(text)
    cut = min(first.start() if first else len(text), text.find("\n") if "\n" in text else len(text))
    lead = text[:cut].rstrip(" [(:,–—-|·")
    title, dash, authors = lead.partition(" — ")
    if dash and says_details(authors.partition(" — ")[0]):
        return _entry(title, f"{authors}\n{text[cut:]}", own="", marked=False)
    title, told = part(lead)
    if len(title) < len(lead) and title.startswith(("**", "__", "*")):
        return _emphasised(title, told, text[cut:])
    return _entry(title, "\n".join([*told, text[cut:]]), own="", marked=False)


def _is_title_behind(hit: re.Match[str]) -> bool:
    """Whether it is names that stand in front of words in italics, and these are no venue."""
    venue = VENUE.fullmatch(hit["text"]) or is_label(hit["text"])
    return len(hit["text"].split()) > 2 and not venue and find_people(hit["names"]) is not None


def _emphasised(title: str, told: list[str], rest: str) -> Entry:
    """The entry of an emphasised title that names stand in front of."""
    entry = _lead(title)
    behind = _entry("", rest, own="", marked=False)
    entry.links += behind.links
    entry.rest += [*told, *behind.rest]
    return entry


def _entry(title: str, rest: str, *, own: str, marked: bool) -> Entry:
    links = [(own and title, own)] if own else []
    links += [(hit["text"], hit["url"]) for hit in _LINK.finditer(rest)]
    rest = _LINK.sub(" ", rest)
    links += [("", trim_url(hit["url"])) for hit in _BARE.finditer(rest)]
    told: list[str] = []
    title = trim(unwrap(title), told)
    return Entry(title, marked, links, [*told, *statements(_BARE.sub(" ", rest))], own)


def statements(rest: str) -> list[str]:
    """The parts of what follows a title: those in brackets, and those between them."""
    rest = re.sub(r"\*+([^*\n]+)\*+", r"\1", rest)
    parts = re.split(r"\n|\s[—–|]\s|(?<=\s)-\s|^\s*[-—–:|,.]\s|\(([^()]*)\)", rest)
    bare = (part.strip(" \t·,;:|[]*_`") for part in parts if part)
    return [part for part in bare if part]
