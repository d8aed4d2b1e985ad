import pytest

from papers2bib.targets.casing import brace_title
from papers2bib.targets.latex import parse


@pytest.mark.parametrize(
    ("title", "braced"),
    [
        ("Attention Is All You Need", "Attention Is All You Need"),
        ("BERT: Pre-training of Transformers", "{BERT}: Pre-training of Transformers"),
        ("DeepSeek-R1: A Survey of LLMs", "{DeepSeek-R1}: A Survey of {LLMs}"),
        ("GPT-4 in 3D", "{GPT}-4 in {3D}"),
        ("CLIP-Driven Models", "{CLIP}-Driven Models"),
        ("T5 and Llama2", "{T5} and {Llama2}"),
        ("Deep Q-Learning, Part II", "Deep {Q}-Learning, Part {II}"),
        ("The A* Algorithm: Is It A Star", "The {A}* Algorithm: Is It A Star"),
        ("Hepatitis A", "Hepatitis {A}"),
        ("Should I Stay? It Depends", "Should {I} Stay? {I}t Depends"),
        ("X-Ray Vision", "X-Ray Vision"),
        ("A new bound for the Riemann zeta function", "A new bound for the {Riemann} zeta function"),
        ("On models: Bayesian methods are good", "On models: Bayesian methods are good"),
        ("THE WHOLE TITLE SHOUTS", "THE WHOLE TITLE SHOUTS"),
        ("GAN", "{GAN}"),
        ("l'Hôpital of É and O'Neil", r"{l'H{\^o}pital} of {{\'E}} and {O'Neil}"),
        ("École and ÉCLAIR", r"{\'E}cole and {{\'E}CLAIR}"),
        (r"$\Lambda$ of $\alpha$ in $kNN$", r"{$\Lambda$} of $\alpha$ in {$kNN$}"),
        (r"\emph{BERT} and \textit{x}", r"\emph{BERT} and \textit{x}"),
        ("", ""),
    ],
)
def test_only_what_styles_would_wrongly_lower_case_is_braced(title: str, braced: str) -> None:
    assert brace_title(parse(title).atoms) == braced
