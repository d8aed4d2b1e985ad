import pytest

from papers2bib.name_parts import Name, split_name, split_names


@pytest.mark.parametrize(
    ("written", "given", "particle", "family", "suffix"),
    [
        ("Alexey Dosovitskiy", "Alexey", "", "Dosovitskiy", ""),
        ("Laurens van der Maaten", "Laurens", "van der", "Maaten", ""),
        ("Juan de la Cruz", "Juan", "de la", "Cruz", ""),
        ("Gerard 't Hooft", "Gerard", "'t", "Hooft", ""),
        ("Sophie in 't Veld", "Sophie", "in 't", "Veld", ""),
        ("K. v. Klitzing", "K.", "v.", "Klitzing", ""),
        ("Nicola De Cao", "Nicola", "", "De Cao", ""),
        ("Luc Van Gool", "Luc", "", "Van Gool", ""),
        ("Nicolas Le Roux", "Nicolas", "", "Le Roux", ""),
        ("Sankar Das Sarma", "Sankar", "", "Das Sarma", ""),
        ("Anthony St. John", "Anthony", "", "St. John", ""),
        ("Toan Van Nguyen", "Toan Van", "", "Nguyen", ""),
        ("Nguyen Van Anh", "Nguyen Van", "", "Anh", ""),
        ("Quoc V. Le", "Quoc V.", "", "Le", ""),
        ("The Anh Han", "The Anh", "", "Han", ""),
        ("George N. Phillips Jr.", "George N.", "", "Phillips", "Jr."),
        ("Russell E. Ryan, Jr.", "Russell E.", "", "Ryan", "Jr."),
        ("Jr. Harnden F. R.", "F. R.", "", "Harnden", "Jr."),
        ("William Henry Gates III", "William Henry", "", "Gates", "III"),
        ("I. II", "I.", "", "II", ""),
        ("J.-L. Starck", "J.-L.", "", "Starck", ""),
        ("A.V.Kavokin", "A.V.", "", "Kavokin", ""),
        ("Kavokin A.V.", "A.V.", "", "Kavokin", ""),
        ("de Vries H.", "H.", "de", "Vries", ""),
        ("Malcolm X", "Malcolm", "", "X", ""),
        ("Plato", "", "", "Plato", ""),
        ("王伟", "", "", "王伟", ""),
        ("Dosovitskiy, Alexey", "Alexey", "", "Dosovitskiy", ""),
        ("Berg, Jan van den", "Jan", "van den", "Berg", ""),
        ("van den Berg, Jan", "Jan", "van den", "Berg", ""),
        ("King, Jr., Martin Luther", "Martin Luther", "", "King", "Jr."),
        ("José Ortega y Gasset", "José", "", "Ortega y Gasset", ""),
        ("Maria da Costa e Silva", "Maria", "da", "Costa e Silva", ""),
        ("A. H. Castro Neto", "A. H.", "", "Castro Neto", ""),
        ("Antonio H. Neto", "Antonio H.", "", "Neto", ""),
        ("Valeria D'Addona", "Valeria", "", "D'Addona", ""),
        ("Jean d’Alembert", "Jean", "", "d'Alembert", ""),
        ('Linxi "Jim" Fan', 'Linxi "Jim"', "", "Fan", ""),
        ("R. C. Group", "R. C.", "", "Group", ""),
        ("M. Huertas-Company", "M.", "", "Huertas-Company", ""),
        ('M. P"urrer', "M.", "", "Pürrer", ""),
        ("D. Trifir`o", "D.", "", "Trifirò", ""),
        ("K. O`Sullivan", "K.", "", "O'Sullivan", ""),
        (r"\DJor\dje Nikolić", "Đorđe", "", "Nikolić", ""),
        ("V. K. ~Mitrjushkin", "V. K.", "", "Mitrjushkin", ""),
        ("Xianwei Sha*", "Xianwei", "", "Sha", ""),
        ("and W. Greiner", "W.", "", "Greiner", ""),
    ],
)
def test_a_person_is_split(written: str, given: str, particle: str, family: str, suffix: str) -> None:
    assert split_name(written) == Name(family, given, particle, suffix)


@pytest.mark.parametrize(
    "written",
    [
        "ATLAS Collaboration",
        "The ATLAS Collaboration",
        "for the H1 Collaboration",
        "H. E. S. S. Collaboration",
        "DeepSeek-AI",
        "OpenAI",
        "Meta AI",
        "Qwen Team",
        "Gemini Team Google",
        "LLM-Core Xiaomi",
        "via Gobetti 93/3",
        "The CDF",
        "E. Caputo, S. Sello",
        "Cornell University",
    ],
)
def test_what_is_no_person_stays_whole(written: str) -> None:
    assert split_name(written) == Name(written, group=True)


def test_a_suffix_cut_off_its_name_is_put_back() -> None:
    assert split_names([r"G. Phillips", r"\ Jr.", "A. Other"]) == [
        Name("Phillips", "G.", suffix="Jr."),
        Name("Other", "A."),
    ]


def test_punctuation_is_no_author() -> None:
    assert split_names(["A. Author", ":", ";", ")", "", "Plato"]) == [Name("Author", "A."), Name("Plato")]
