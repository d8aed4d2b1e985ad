import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from papers import HOSTILE_TITLES

from papers2bib.targets.casing import brace_title
from papers2bib.targets.latex import parse
from papers2bib.targets.macros import OUTPUT


@pytest.mark.parametrize(
    ("typed", "latex"),
    [
        ("Émile and Łukasz", r"{\'E}mile and {\L}ukasz"),
        ("naïve façade", r"na{\"\i}ve fa{\c{c}}ade"),
        ("Việt", r"Vi{\d{\^e}}t"),
        (r"H\"older, Garc{\'{\i}}a", r"H{\"o}lder, Garc{\'\i}a"),
        ("B\u0304 meson", r"{\=B} meson"),
        ("α-decay of β", r"$\alpha$-decay of $\beta$"),
        ("x ≤ y ± ∞", r"x $\leq$ y $\pm$ $\infty$"),
        ("m² and H₂O", r"m$^{2}$ and H$_2$O"),
        ("“Quoted” – it’s", "``Quoted'' -- it's"),
        ("ﬁne, Ａ", "fine, A"),
        ("50% & #1 a_b <x>", r"50\% \& \#1 a\_b \textless{}x\textgreater{}"),
        ("~100, Fig.~1", r"\textasciitilde{}100, Fig. 1"),
        ("§ 5", r"{\S} 5"),
        (r"a \& b\_c \% d", r"a \& b\_c \% d"),
        (r"$\alpha_s$ in $e^+e^-$", r"$\alpha_s$ in $e^{+}e^{-}$"),
        (r"\(x\) and $$y$$", "$x$ and $y$"),
        ("from $5 to $10", r"from \$5 to \$10"),
        ("one $ alone", r"one \$ alone"),
        (r"\chi^2 and \sqrt{s}", r"$\chi^2$ and $\sqrt{s}$"),
        (r"{\it ab initio} \emph{x}", r"\textit{ab initio} \emph{x}"),
        (r"{\cal N}=4", r"$\mathcal{N}$=4"),
        (r"$\mathbb{R}^n$, $\Bbb Z$, $\R$", r"$\mathbf{R}^n$, $\mathbf{Z}$, $\mathbf{R}$"),
        (r"$E \gtrsim 5$", r"$E \stackrel{>}{\sim} 5$"),
        (r"${\rm e}^+$", r"${\mathrm{e}}^{+}$"),
        (r"$x_{\text{eff}}$, $\text{if so}$", r"$x_{\mathrm{eff}}$, $\mbox{if so}$"),
        (r"$a^b^c$", "$a^b{}^c$"),
        (r"$a \over b$", r"$\frac{a }{ b}$"),
        (r"$\{0,1\}$ and \{x\}", r"$\lbrace0,1\rbrace$ and \textbraceleft{}x\textbraceright{}"),
        (r"$é$", r"$\mbox{{\'e}}$"),
        (r"\unknown{x} $\foo{x}$", r"\textbackslash{}unknownx $\backslash\mathrm{foo}{x}$"),
        (r"\footnote{aside}Title\thanks{x}", "Title"),
        (r"\texorpdfstring{$x$}{x}-ray", "$x$-ray"),
        (r"\Large Title", "Title"),
        ("a  b\n c", "a b c"),
        ("", ""),
    ],
)
def test_prose_becomes_latex(typed: str, latex: str) -> None:
    assert parse(typed).latex == latex
    assert not parse(typed).lost


def test_what_has_no_form_stays_and_is_named_once() -> None:
    prose = parse("漢字 and 漢 with $漢$ 🙂")
    assert prose.latex == "漢字 and 漢 with $漢$ 🙂"
    assert prose.lost == ("漢", "字", "🙂")


def test_utf8_keeps_latin_letters_alone() -> None:
    assert parse("Émile: 5% α–β", utf8=True).latex == r"Émile: 5\% $\alpha$--$\beta$"


def test_escapes_of_terminals_and_invisible_characters_go() -> None:
    assert parse("\x1b[31mred\x1b[0m\x07 a\u200bb \u202e\x1b]0;x\x07c").latex == "red ab c"


FRAGMENTS = (
    *HOSTILE_TITLES,
    *r"\ { } $ $$ \( \) ^ _ % # & ~ \' \" \v \cal \it \rm \frac \over \left ( \sqrt [ ] \not".split(),
    *(
        "\\alpha ",
        "\\foo",
        "\\mbox",
        "\\emph{",
        "x",
        "X",
        " ",
        "é",
        "漢",
        "\u0301",
        "ß",
        "²",
        "≤",
        "''",
        "\\",
    ),
)
TITLES = st.one_of(
    st.text(max_size=60), st.lists(st.sampled_from(FRAGMENTS) | st.characters(), max_size=14).map("".join)
)


@given(TITLES)
def test_whatever_the_title_no_macro_but_known_ones_comes_out_and_all_is_paired(title: str) -> None:
    prose = parse(title)
    latex = brace_title(prose.atoms)
    assert set(re.findall(r"\\([A-Za-z]+)", latex)) <= OUTPUT
    assert _is_balanced(latex)
    assert len(re.findall(r"(?<!\\)(?:\\\\)*\$", latex)) % 2 == 0
    assert not re.search(r"(?<!\\)[%#&]|\^\^|\\\\|[\x00-\x1f\x7f]", latex)
    assert latex.isascii() or prose.lost


def _is_balanced(latex: str) -> bool:
    """As BibTeX counts: each brace, escaped or not."""
    depth = 0
    for char in latex:
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return False
    return depth == 0


@pytest.mark.parametrize("text", ["A\u0342", "\u017f\u0301", "x\u0342y"])
@pytest.mark.parametrize("utf8", [False, True])
def test_a_letter_under_a_mark_without_a_name_is_no_obstacle(text: str, utf8: bool) -> None:
    assert parse(text, utf8=utf8).latex
