"""Spellings of one title have one key; different titles do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papers2bib.titles import title_key, title_words

SAME = [
    (r"On Vojta's $1+\epsilon$ Conjecture", "On Vojta’s 1+ϵ conjecture"),
    (r"planar H\"{o}lder-$\alpha$ domains", 'planar H"older-α domains'),
    (r"$\sin^2\theta_W$ theory", "sin2 θW theory"),
    (r"{\L}ukasiewicz and \O re", "Łukasiewicz and Øre"),
    (r"the Poincar\'e inequality", "the Poincar'e inequality"),
    (r"maps on $\mathbb{R}^n$", "Maps on ℝⁿ"),
    (r"$H_\alpha$ in H$_2$O", "Hα in H2O"),
    (r"Erd\H{o}s\textendash R\'enyi".replace(r"\textendash", "-"), "Erdős–Rényi"),
    ("Detecting & Verifying", "detecting and verifying"),
    ("Detecting &amp; Verifying", r"Detecting \& Verifying"),
    ("CO<sub>2</sub> capture", "CO2 Capture"),
    ("Bose–Einstein con\u00addensates", "Bose-Einstein Condensates"),
    (r"\textit{Ab initio} study of $\gamma^*\gamma$", "Ab-initio study of γ∗γ"),
    (r"$3\times 3$ matrices", "3×3 matrices"),
    (r"action of $\Z^2$", "Action of Z2"),
    (r"a $10^6\msun$ black hole", "a 106msun black hole"),
    ("naïve  Bayes", "Naive\u00a0Bayes"),
    ("ﬁne-tuning", "fine tuning"),
]
OTHER = [
    ("ZeRO++", "ZeRO"),
    ("Spectra. II", "Spectra. III"),
    ("The Llama 2 models", "The Llama 3 models"),
    ("深度学习", "机器学习"),
    ("Supervised learning", "Unsupervised learning"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_typography_does_not_change_a_key(one: str, other: str) -> None:
    assert title_key(one) == title_key(other) != ""


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_what_tells_papers_apart_stays_in_the_key(one: str, other: str) -> None:
    assert title_key(one) != title_key(other)


@given(st.text())
def test_any_text_has_words_without_blanks_or_capitals(text: str) -> None:
    words = title_words(text)
    assert words == " ".join(words.split())
    assert words == words.lower()
    assert title_key(text) == words.replace(" ", "")


@given(st.text(st.characters(max_codepoint=126)))
def test_the_key_of_a_plain_title_is_its_words_run_together(text: str) -> None:
    assert title_key(text) == title_words(text).replace(" ", "")


@given(st.text())
def test_a_key_is_its_own_key(text: str) -> None:
    assert title_key(title_key(text)) == title_key(text)
