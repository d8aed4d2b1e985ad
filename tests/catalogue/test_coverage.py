from small_facts import ATTENTION, GROUND_RING, UBOOST, Make

from papers2bib.catalogue.coverage import by_field, by_year


def test_papers_are_counted_by_year_of_the_id_and_by_primary_category(make: Make) -> None:
    held = make(ATTENTION, GROUND_RING, UBOOST | {"published": "2011-01-01"}).info["coverage"]
    assert held == {
        "years": {"1991": 1, "2013": 1, "2017": 1},
        "fields": {"": 1, "cs.CL": 1, "hep-th": 1},
        "held": {},
        "venues": 0,
    }


def test_titles_are_counted_by_venue_and_year_once_each(make: Make) -> None:
    there = {"title": "T", "doi": "10.1000/x", "type": "inproceedings", "year": "2021"}
    full = there | {"booktitle": "35th Conference on Neural Information Processing Systems, NeurIPS 2021"}
    again = there | {"doi": "10.1000/y", "venue": "NeurIPS", "booktitle": ""}
    other = there | {"doi": "10.1000/z", "title": "U", "booktitle": "NeurIPS 2021 Workshop on Cheese"}
    ours = ATTENTION | {"venue": "ICML 2018"}
    held = make(full, again, other, ours).info["coverage"]["held"]
    assert held == {"ICML 2018": 1, "NeurIPS 2021": 1}


def test_without_an_arxiv_id_the_year_is_that_of_the_publication(make: Make) -> None:
    article = {"title": "T", "doi": "10.1000/x", "type": "article", "journal": "J. X", "year": "2003"}
    dated = {"title": "T", "doi": "10.1000/y", "published": "1999-05"}
    nothing = {"title": "T", "doi": "10.1000/z", "venue": "J. X", "code_url": "https://example.org"}
    held = make(article, dated, nothing).info["coverage"]
    assert (held["years"], held["venues"]) == ({"": 1, "1999": 1, "2003": 1}, 1)


def test_a_record_that_was_replaced_does_not_count(make: Make) -> None:
    held = make(ATTENTION, ATTENTION | {"primary": "stat.ML", "categories": ["stat.ML"]}).info["coverage"]
    assert held["fields"] == {"stat.ML": 1}


def test_early_years_of_little_weight_are_put_together() -> None:
    assert by_year({"1991": 1, "1995": 2, "2000": 300, "2001": 1, "2002": 96}) == [
        ("1991-1995", 3),
        ("2000", 300),
        ("2001", 1),
        ("2002", 96),
    ]
    assert by_year({"": 5, "2000": 1}) == [("2000", 1), ("not known", 5)]
    assert by_year({}) == []


def test_fields_of_little_weight_are_put_together_by_archive() -> None:
    fields = {"cs.LG": 5000, "cs.CV": 4000, "cs.SE": 90, "cs.OS": 60, "math.AG": 30, "math.GT": 30}
    assert by_field(fields | {"econ.EM": 2, "nlin.CD": 3, "": 700}) == [
        ("cs.LG", 5000),
        ("cs.CV", 4000),
        ("other cs", 150),
        ("math", 60),
        ("others", 5),
        ("not known", 700),
    ]
