import pytest

from papers2bib.accents import decode_accents, plain_letters


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (r"Erd\H os", "Erdős"),
        (r"H\"older", "Hölder"),
        (r"{\L}ukasz", "Łukasz"),
        (r"\L ukasz", "Łukasz"),
        (r"Garc\'{\i}a", "García"),
        (r"\v{C}ech", "Čech"),
        (r"Vi\d{\^e}t", "Việt"),
        (r"{\'e}t{\' e}", "été"),
        (r"\o stergaard", "østergaard"),
        (r"Fran\c{c}ois", "François"),
        ("plain", "plain"),
        (r"\alpha and \overline{x}", r"\alpha and \overline{x}"),
        (r"\vec v", r"\vec v"),
        (r"\~5", r"\~5"),
    ],
)
def test_accent_macros_become_letters_and_others_stay(typed: str, meant: str) -> None:
    assert decode_accents(typed) == meant


@pytest.mark.parametrize(
    ("letters", "plain"),
    [
        ("Łódź", "Lodz"),
        ("Žižek", "Zizek"),
        ("Straße", "Strasse"),
        ("Ærø", "AEro"),
        ("ﬁ", "fi"),
        ("王伟", "王伟"),
    ],
)
def test_letters_lose_their_accents(letters: str, plain: str) -> None:
    assert plain_letters(letters) == plain
