"""The words of a title as arXiv's index may know them: which are sure, and what else may have been typed."""

import pytest

from papers2bib.sources.arxiv_words import runs, spellings, telling_words, words_of


def said(title: str) -> str:
    """The words, the unsure ones as `?`."""
    return " ".join(word.text if word.sure else "?" for word in words_of(title))


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Heat-bath random walks (with Markov bases)", "heat bath random walks with markov bases"),
        ("Attention: “All” you need?", "attention all you need"),
        ('ti:"x" OR au:y ANDNOT (z)*', "ti x or ? andnot z"),
        ("C++ & Rust / Go", "c rust go"),
        ("Qwen2.5-Omni in 1,000 U.S. cities.", "qwen2.5 omni in 1,000 u.s cities"),
        ("ﬁne eﬃcient ｗｏｒｄｓ", "fine efficient words"),
        ("It&#39;s 5 &lt; 6 &amp; more", "? 5 6 more"),
        ("Can’t stop, won't stop, Bayes' rule", "? stop ? stop bayes rule"),
        ("Poincaré, Łukasiewicz and Erd\\H{o}s", "? ? and ?"),
        ("The $k$-means of $\\alpha$-stable laws", "the ? means of ? stable laws"),
        (r"\textbf{Bold} claims, \emph{real} proofs", "? claims ? proofs"),
        ("$ω$Test: flaky ωTest", "? flaky ?"),
        ("b→s decays at 10⁻³ GeV", "? decays at ? gev"),
        ("H<sub>2</sub>O on foo_bar", "? on ?"),
        ("GAIA:a test", "? test"),
        ("{GAN}s and nets", "? and nets"),
        ("深度学习 with BERT", "? with bert"),
        ("a" * 51 + " is long", "? is long"),
        ("x\ud800y", "x y"),
        ("Ends in the mid…", "ends in the"),
        ("Ends in the mid ...", "ends in the mid"),
        ("…", ""),
        ("$$ – !", "?"),
        ("– !", ""),
        ("0", "0"),
    ],
)
def test_words_that_others_may_have_typed_otherwise_are_unsure(title: str, words: str) -> None:
    assert said(title) == words


@pytest.mark.parametrize(
    ("title", "stretches"),
    [
        ("Models of $f$-divergence with regret", ["models of", "divergence with regret"]),
        ("$k$ of the $n$ models", ["models"]),
        ("What is it?", ["what is it"]),
        ("α", []),
    ],
)
def test_sure_words_make_stretches_of_which_those_that_tell_something_count(
    title: str, stretches: list[str]
) -> None:
    assert [" ".join(run) for run in runs(words_of(title))] == stretches


@pytest.mark.parametrize(
    ("title", "typed"),
    [
        ("Schrödinger Bridge", ["schrödinger bridge", "schrodinger bridge", "schr odinger bridge"]),
        (r"Schr\"odinger Bridge", ["schrödinger bridge", "schrodinger bridge", "schr odinger bridge"]),
        ("α-Divergence", ["α divergence", "alpha divergence"]),
        ("Can’t “stop”", ["can't stop", "cant stop"]),
        (r"$\Lambda$CDM", ["lambda cdm", "lambdacdm"]),
        ("C++", ["c"]),
        ("深度学习", ["深度学习"]),
        ("—", []),
    ],
)
def test_a_title_without_sure_words_is_spelt_in_the_ways_that_people_type(
    title: str, typed: list[str]
) -> None:
    assert spellings(title) == typed


def test_no_spelling_is_long_or_can_end_a_phrase() -> None:
    found = spellings('é" \\\\" OR ti:"x" ' + "é" * 300)
    assert all(0 < len(one) <= 200 and not set('"\\\\()') & set(one) for one in found)


def test_small_words_and_single_letters_tell_nothing() -> None:
    assert telling_words("Towards a Model of the Model: a b c via BERT, 2 and 3D") == ("model", "bert", "3d")
