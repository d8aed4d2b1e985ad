from papers2bib.cli.progress import Progress


def test_it_tells_the_rate_and_the_time_left_as_soon_as_they_are_known() -> None:
    now = [100.0]
    progress = Progress(lambda: now[0])
    assert progress.words("papers", 0, 0.0) == "papers: 0"
    now[0] = 110.0
    assert (
        progress.words("papers", 250_000, 0.25) == "papers: 250,000, 25,000 a second, about 30 s left to read"
    )
    assert progress.words("papers", 250_000, 0.0) == "papers: 250,000, 25,000 a second"
    assert progress.words("papers", 250_000, 0.01).endswith("about 16 min left to read")


def test_each_stage_has_its_own_rate_and_the_time_left_is_that_of_all_dumps() -> None:
    now = [0.0]
    progress = Progress(lambda: now[0])
    now[0] = 20.0
    assert (
        progress.words("publications", 100, 0.5) == "publications: 100, 5 a second, about 20 s left to read"
    )
    assert progress.words("papers", 0, 0.5) == "papers: 0, about 20 s left to read"
    now[0] = 30.0
    assert progress.words("papers", 100, 0.75) == "papers: 100, 10 a second, about 10 s left to read"


def test_what_comes_after_reading_has_no_rate() -> None:
    now = [0.0]
    progress = Progress(lambda: now[0])
    now[0] = 99.0
    assert progress.words("index", 1_000_000, 0.0) == "index: 1,000,000"
