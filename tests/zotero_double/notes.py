"""Takes the HTML of a note as it is sent, gives it as the server keeps it: cleaned."""

from html import escape
from html.parser import HTMLParser

MAX_LENGTH = 250_000
_BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "div", "hr"})
_LISTS = frozenset({"ul", "ol"})
_VOID = frozenset({"br", "hr", "img"})
_DROPPED = frozenset({"script", "style"})
_TAGS = (
    _BLOCKS
    | _LISTS
    | _VOID
    | frozenset("li a b i em strong u sub sup span code table tbody tr td th s".split())
)
_ATTRIBUTES = frozenset({"href", "src", "style", "class", "title", "alt", "rel", "target"})


class _Cleaner(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self._dropping = 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self._dropping += tag in _DROPPED
        if self._dropping or tag not in _TAGS:
            return
        if tag in _BLOCKS | _LISTS | {"li"}:
            self._new_line()
        kept = "".join(
            f' {name}="{escape(value or "")}"' for name, value in attributes if _allowed(name, value)
        )
        self.out.append(f"<{tag}{kept}{' /' if tag in _VOID else ''}>")

    def handle_endtag(self, tag: str) -> None:
        if tag in _DROPPED:
            self._dropping = max(0, self._dropping - 1)
        elif tag in _TAGS - _VOID and not self._dropping:
            if tag in _LISTS:
                self._new_line()
            self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self._dropping:
            self.out.append(escape(data, quote=False))

    def _new_line(self) -> None:
        written = "".join(self.out).rstrip(" \n")
        if written:
            self.out = [written, "\n"]


def _allowed(name: str, value: str | None) -> bool:
    """Whether an attribute stays: no handler, no script behind an address."""
    known = name in _ATTRIBUTES or name.startswith("data-")
    return known and not (value or "").strip().lower().startswith("javascript:")


def cleaned(note: str) -> str:
    """The note without scripts and handlers; words without a block around them become a paragraph."""
    if not note.strip():
        return ""
    cleaner = _Cleaner()
    cleaner.feed(note)
    cleaner.close()
    html = "".join(cleaner.out).strip(" \n")
    return html if html.startswith("<") else f"<p>{html}</p>"


def first_line(note: str) -> str:
    """What stands for a note's title: the words of its first line."""
    parser = _Words()
    parser.feed(note.strip().partition("\n")[0])
    parser.close()
    return "".join(parser.words).strip()


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)
