"""Papers to write, for the tests of the targets."""

from papers2bib.ids import PaperId
from papers2bib.model import Date, Paper, Reference


def paper(title: str = "A Title", arxiv: str = "2504.11457", doi: str = "", **facts: object) -> Paper:
    """A paper on arXiv by Ada Lovelace, unless other facts are given."""
    ids = [PaperId(scheme, value) for scheme, value in (("arxiv", arxiv), ("doi", doi)) if value]
    known: dict[str, object] = {"authors": ("Ada Lovelace",), "ids": tuple(ids)}
    if arxiv == "2504.11457":
        known["published"] = Date(2025, 4, 15)
    return Paper(source="catalogue", title=title, **(known | facts))  # type: ignore[arg-type]  # a short hand


def references(*papers: Paper) -> list[Reference]:
    return [Reference(one) for one in papers]


HOSTILE_TITLES = (
    r"\input{/etc/passwd}",
    r"\write18{rm -rf /} and \immediate\openout5=x",
    r"\catcode`\@=11 \csname end\endcsname \def\a{b}\a",
    r"\begin{document} \end{document}",
    r"$\input{/etc/passwd}$ and $\mbox{\input{x}}$",
    "^^5cinput and ^^M",
    "} unbalanced",
    "{ unbalanced",
    r"\} escaped \{ unbalanced",
    "$ a lone dollar, $5 and $10",
    "$ } $ and $ { $ and $a^b^c'_d_e$",
    "@comment{ and @article{x, title={}}",
    "100% of #1 & _all_ ~ ^ \\",
    "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x07 bell",
    "A \"quoted\" title, with 'others'",
    r"\verb|x| \frac \sqrt \left( \over",
    r"$\left( \over \choose \sqrt[3 \frac{} \bar$",
    r"\\ \\ \- \/ \! \, \; \> \1 \* \[ \]",
    "{" * 300 + "$" + "{" * 300,
    r"\textit{" * 100 + r"$\mbox{" * 100,
    "right\u202eto left\u202c, zero\u200bwidth",
    "",
)
