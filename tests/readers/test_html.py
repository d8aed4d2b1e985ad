"""Saved web pages: one test for each shape in which sites set their lists of papers."""

from collections.abc import Callable
from html import escape

import pytest
from reader_contract import ReaderContract
from reading import found, listings

from papers2bib.errors import ReaderError
from papers2bib.ids import PaperId
from papers2bib.model import Date, Listing
from papers2bib.readers import reader

Paper = tuple[str, tuple[str, ...], str]
PAPERS: tuple[Paper, ...] = (
    ("Attention Is All You Need", ("Ashish Vaswani", "Noam Shazeer", "Niki Parmar"), "1706.03762"),
    ("Deep Residual Learning for Image Recognition", ("Kaiming He", "Xiangyu Zhang"), "1512.03385"),
    ("Denoising Diffusion Probabilistic Models", ("Jonathan Ho", "Ajay Jain", "Pieter Abbeel"), "2006.11239"),
    ("Auto-Encoding Variational Bayes", ("Diederik P. Kingma", "Max Welling"), "1312.6114"),
)
MENU = (
    "<nav><a href='/'>Home</a></nav><ul class='menu'><li><a href='/cfp'>Call for Papers</a></li>"
    "<li><a href='/dates'>Important Dates</a></li><li><a href='/people'>Organizing Committee</a></li></ul>\n"
)


def page(body: str) -> str:
    return (
        "<!DOCTYPE html><html><head><title>Accepted Papers</title><script>'<li>No paper at all</li>'</script>"
        f"</head>\n<body>{MENU}{body}<footer>Impressum of the Conference</footer></body></html>"
    )


def each(shape: Callable[[int, str, str, str], str]) -> str:
    """A piece of HTML for each paper, made of its number, title, names and arXiv id."""
    return "\n".join(
        shape(number, escape(title), escape(", ".join(names)), arxiv)
        for number, (title, names, arxiv) in enumerate(PAPERS)
    )


def links(names: str, between: str = ", ") -> str:
    return between.join(f"<a href='/people/{one.split()[-1]}'>{one}</a>" for one in names.split(", "))


def read(body: str) -> list[Listing]:
    return listings("html", page(body))


def says(body: str) -> list[tuple[str, tuple[str, ...], str]]:
    """Title, authors and arXiv id of all listings."""
    return [
        (one.title, one.authors, next((x.value for x in one.ids if x.scheme == "arxiv"), ""))
        for one in read(body)
    ]


NAMED = [(title, names, "") for title, names, _ in PAPERS]
BARE = [(title, (), "") for title, _, _ in PAPERS]
FULL = list(PAPERS)

WITH_NAMES = {
    "a link and names in italics in one item": each(
        lambda n, t, who, _: (
            f"<li class='conference'><a title='paper title' href='/paper/{n}'>{t}</a> <i>{who}</i></li>"
        )
    ),
    "a bold title and names in one item": each(lambda _n, t, who, _: f"<li><b>{t}</b> {who}</li>"),
    "a link and names in one sentence": each(lambda n, t, who, _: f"<p><a href='/{n}'>{t}</a>. {who}.</p>"),
    "names, then the title": each(lambda _n, t, who, _: f"<p>{who}<br><em>{t}</em></p>"),
    "a line each, in an item": each(lambda _n, t, who, _: f"<li>{t}<br/>{who}</li>"),
    "a line each, in one block": "<p>"
    + each(lambda _n, t, who, _: f"<strong>{t}</strong><br>{who}<br><br>")
    + "</p>",
    "quotes around the title": each(lambda _n, t, who, _: f"<li>&ldquo;{t}&rdquo; - {who}</li>"),
    "items within items": each(lambda _n, t, who, _: f"<li><strong>{t}</strong><ul><li>{who}</li></ul></li>"),
    "classes that say nothing": each(
        lambda n, t, who, _: (
            f"<div class='css-{n}x'><div class='css-1t'>{t}</div><div class='css-9u'>{who}</div></div>"
        )
    ),
    "notes with headings": each(
        lambda n, t, who, _: (
            f"<li class='note'><h4><a href='/forum?id={n}'>\n{t}\n</a> <a href='/pdf?id={n}'><img></a></h4>"
            f"<div class='note-authors'>{links(who)}</div><span class='item'>Readers: Everyone</span></li>"
        )
    ),
    "names parted by bars, buttons in front": each(
        lambda n, t, who, _: (
            f"<p class='d-sm-flex'><span class='d-block'><a class='badge' href='/{n}.pdf'>pdf</a>\n"
            f"<a class='badge' href='/{n}.bib'>bib</a></span><span class=d-block><strong>"
            f"<a href='/{n}/'>{t}</a>"
            f"</strong><br>{links(who, ' | ')}</span></p>"
            f"<div class='abstract-collapse'>We do it. It works.</div>"
        )
    ),
    "blocks named title and authors": each(
        lambda n, t, who, _: (
            f"<div id='paper{n}' class='paper_wrapper'><div class='title'>{t}</div>"
            f"<div class='authors'>{who}</div>"
            f"<div class='details'>(<a href='{n}.pdf'>PDF</a> | <a href='/{n}'>Details</a>)</div></div>"
        )
    ),
    "cards with a time and a type": each(
        lambda n, t, who, _: (
            f"<div class='maincard'><div class='maincardHeader'>Poster</div>"
            f"<div class='maincardHeader'>Tue 09:00 @"
            f" Hall {n}</div><div class='maincardBody'>{t}</div><div>{who.replace(',', ' ·')}</div></div>"
        )
    ),
    "a table with a header": (
        "<table><tr><th>ID</th><th>Title</th><th>Authors</th></tr>"
        + each(lambda n, t, who, _: f"<tr><td>{n}</td><td>{t}</td><td>{who.replace(',', ';')}</td></tr>")
        + "</table>"
    ),
    "a table without a header": (
        "<table>"
        + each(lambda n, t, who, _: f"<tr><td>{n + 1}</td><td>{who}</td><td>{t}</td><td>Poster</td></tr>")
        + "</table>"
    ),
    "a table for the layout": (
        "<table><tr><td><a href='/'>Start</a></td><td><ul>"
        + each(lambda _n, t, who, _: f"<li><a href='p.pdf'>{t}</a><br>{who}<br><i>CVPR 2020</i></li>")
        + "</ul></td></tr></table>"
    ),
    "a table of two rows for each paper": (
        "<table>"
        + each(
            lambda n, t, who, _: f"<tr><td rowspan=2>{n}</td><td><b>{t}</b></td></tr><tr><td>{who}</td></tr>"
        )
        + "</table>"
    ),
    "a cell of several rows in front": (
        "<table><tr><th>Session</th><th>Time</th><th>Paper</th></tr>"
        + each(
            lambda n, t, who, _: (
                f"<tr>{'' if n % 2 else '<td rowspan=2>Oral Session</td>'}<td>9:0{n}</td><td>{t}"
                f"<br>{who}</td></tr>"
            )
        )
        + "</table>"
    ),
    "ends of items left out": "<ul>" + each(lambda n, t, who, _: f"<li><a href=/{n}>{t}</a><br><i>{who}</i>"),
}


@pytest.mark.parametrize("body", WITH_NAMES.values(), ids=WITH_NAMES)
def test_titles_and_names_are_told_apart(body: str) -> None:
    assert says(body) == NAMED


WITH_IDS = {
    "a list with the id in front of each paper": (
        "<dl id='articles'><h3>New submissions (showing 4 of 4 entries)</h3>"
        + each(
            lambda n, t, who, arxiv: (
                f"<dt><a name='item{n}'>[{n}]</a> <a href='/abs/{arxiv}'>arXiv:{arxiv}</a> ["
                f"<a href='/pdf/{arxiv}'>"
                f"pdf</a>]</dt><dd><div class='meta'><div class='list-title mathjax'>"
                f"<span class='descriptor'>Title:"
                f"</span> {t}</div><div class='list-authors'>{links(who)}</div>"
                f"<p class='mathjax'>We do it well. It"
                " goes beyond what was done in arXiv:1409.0473 by far.</p></div></dd>"
            )
        )
        + "</dl>"
    ),
    "search results": "<ol>"
    + each(
        lambda _n, t, who, arxiv: (
            f"<li class='result'><p class='list-title'>"
            f"<a href='https://arxiv.org/abs/{arxiv}'>arXiv:{arxiv}</a></p>"
            f"<p class='title is-5'>{t}</p><p class='authors'><span>Authors:</span> {links(who)}</p>"
            "<p class='abstract'>Abstract: We compare with arXiv:1409.0473, too.</p></li>"
        )
    )
    + "</ol>",
    "a term for the title, others for names and links": "<dl>"
    + each(
        lambda n, t, who, arxiv: (
            f"<dt class='ptitle'><br><a href='/{n}.html'>{t}</a></dt><dd>"
            + ",".join(f"<form><input><a href='#'>{one}</a></form>" for one in who.split(", "))
            + f"</dd><dd>[<a href='{n}.pdf'>pdf</a>] [<a href='http://arxiv.org/abs/{arxiv}'>arXiv"
            f"</a>] <div>[<a>bibtex"
            f"</a>]<div class='bibref'>@InProceedings{{x, title = {{{t}}}}}</div></div></dd>"
        )
    )
    + "</dl>",
    "a blog with numbered headings": each(
        lambda n, t, who, arxiv: (
            f"<h3>{n + 1}. {t}</h3><p>Authors: {who}</p><p>This one is great. You should read it.</p>"
            f"<p><a href='https://arxiv.org/abs/{arxiv}'>Paper</a></p>"
        )
    )
    + "<h3>Conclusion</h3><p>Thank you for reading.</p>",
}


@pytest.mark.parametrize("body", WITH_IDS.values(), ids=WITH_IDS)
def test_ids_are_those_of_the_paper(body: str) -> None:
    assert says(body) == FULL


WITHOUT_NAMES = {
    "items": f"<ul>{each(lambda _n, t, _who, _: f'<li>{t}</li>')}</ul>",
    "links": f"<ul>{each(lambda n, t, _who, _: f'<li><a href=/poster/{n}>{t}</a></li>')}</ul>",
    "paragraphs": each(lambda _n, t, _who, _: f"<p>{t}</p>"),
    "headings over prose": each(
        lambda n, t, _who, _: f"<h3>{n + 1}. {t}</h3><p>I like it. It is about something that works.</p>"
    ),
}


@pytest.mark.parametrize("body", WITHOUT_NAMES.values(), ids=WITHOUT_NAMES)
def test_titles_alone_are_enough(body: str) -> None:
    assert says(body) == BARE


def test_a_bibliography_gives_names_title_year_and_doi() -> None:
    (one, *_) = found_papers = read(
        "<ul class='publ-list'><li class='year'>2020</li>"
        + each(
            lambda n, t, who, _: (
                f"<li class='entry inproceedings'><nav class='publ'><ul><li>"
                f"<a href='https://doi.org/10.1109/X.{n}'>"
                "electronic edition via DOI</a></li></ul></nav><cite class='data' itemprop='headline'>"
                + ", ".join(
                    f"<span itemprop='author'><a href='/pid'>{one}</a></span>" for one in who.split(", ")
                )
                + f":<br> <span class='title' itemprop='name'>{t}.</span> "
                f"<span itemprop='isPartOf'>CVPR</span>"
                " <span itemprop='datePublished'>2016</span>: <span itemprop='pagination'>1-10</span>"
                "</cite></li>"
            )
        )
        + "</ul>"
    )
    assert [(one.title, one.authors, "") for one in found_papers] == NAMED
    assert one.ids == (PaperId("doi", "10.1109/x.0"),)


def test_a_profile_gives_first_names_as_initials_venue_and_year() -> None:
    (one, *others) = read(
        "<table><thead><tr><th></th></tr><tr><th><a href='/c'>Title</a></th><th>Cited by</th><th>Year"
        "</th></tr></thead>"
        + each(
            lambda n, t, who, _: (
                f"<tr><td><a href='/citations?{n}' class='gsc_a_at'>{t}</a><div class='gs_gray'>"
                + ", ".join(f"{one[0]} {one.split()[-1]}" for one in who.split(", "))
                + "</div><div class='gs_gray'>Advances in neural information processing 30, 2017</div>"
                "</td>"
                f"<td><a href='/cites'>{90 - n}</a></td><td><span>2017</span></td></tr>"
            )
        )
        + "</table>"
    )
    assert one.title == "Attention Is All You Need"
    assert one.authors == ("A Vaswani", "N Shazeer", "N Parmar")
    assert one.venue.startswith("Advances in neural information processing")
    assert one.listed == Date(2017)
    assert [other.title for other in others] == [title for title, _, _ in PAPERS[1:]]


def test_search_results_are_freed_from_marks_and_labels() -> None:
    result = read(
        each(
            lambda n, t, who, _: (
                "<div class='gs_ri'><h3 class='gs_rt'><span class='gs_ctc'><span>[PDF]</span></span> "
                + (f"<a href='https://example.org/{n}'>{t}</a>" if n else f"<span>{t}</span>")
                + f"</h3><div class='gs_a'>{who} - Neural Computation, 2017 - example.org</div>"
                "<div class='gs_rs'>The dominant models are complex … and we propose a simple one</div>"
                "<div><a href='/cite'>Cited by 12</a> <a href='/related'>Related articles</a></div></div>"
            )
        )
    )
    assert [(one.title, one.authors, "") for one in result] == NAMED
    assert result[0].venue == "Neural Computation, 2017"


def test_a_homepage_lists_its_publications_and_neither_news_nor_courses() -> None:
    result = read(
        "<h2>News</h2><ul><li>[May 2023] Two papers accepted at ICML 2023!</li>"
        "<li>[Jan 2023] I joined the lab.</li>"
        "</ul><h2>Publications</h2><ul>"
        + each(
            lambda n, t, who, _: (
                f"<li>{who.replace('Kaiming He', '<b>Kaiming He</b>')}. <i>{t}</i>. In Proc. CVPR 2016."
                f" <a href='{n}.pdf'>[pdf]</a> <a href='https://github.com/a/b{n}'>[code]</a></li>"
            )
        )
        + "</ul><h2>Teaching</h2><ul><li>CS 101: Introduction to Programming, Fall 2022</li></ul>"
    )
    assert [(one.title, one.authors, "") for one in result] == NAMED
    assert result[1].urls == ("https://github.com/a/b1",)
    assert result[1].venue == "In Proc. CVPR 2016"


def test_sessions_of_a_programme_are_no_papers_and_its_days_are_dates() -> None:
    first, second = each(lambda _n, t, who, _: f"<h4>{t}</h4><p>{who}</p>").split("<h4>Denoising")
    result = read(
        "<h2>Monday, June 3, 2024</h2><h3 class='session-title'>Oral Session 1: Advances in Language</h3>"
        f"{first}<h3 class='session-title'>Oral Session 2: Advances in Generation</h3><h4>Denoising{second}"
    )
    assert [(one.title, one.authors, "") for one in result] == NAMED


def test_a_readme_gives_papers_and_no_table_of_contents() -> None:
    result = read(
        "<article class='markdown-body'><h1>Awesome Things</h1><ul><li>"
        "<a href='#survey'>Survey Papers on Learning</a>"
        "</li><li><a href='#vision'>Vision and Language Methods</a></li></ul>"
        "<h2>Survey Papers on Learning</h2><ul>"
        + each(
            lambda n, t, who, arxiv: (
                f"<li><strong>{t}</strong>, {who.split(',')[0]} et al., <em>arXiv 2017</em>. ["
                f"<a href='https://arxiv."
                f"org/abs/{arxiv}'>paper</a>] [<a href='https://github.com/a/b{n}'>code</a>]</li>"
            )
        )
        + "</ul><h2>Contributing</h2><ul><li>Please open an issue or a pull request</li></ul></article>"
    )
    assert [(one.title, one.authors, one.ids[0].value) for one in result] == [
        (title, names[:1], arxiv) for title, names, arxiv in PAPERS
    ]
    assert result[0].urls == ("https://github.com/a/b0",)


def test_bookmarks_in_folders_are_papers_and_folders_are_not() -> None:
    text = "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE>\n<DL><p>\n"
    text += "<DT><H3>To read at work</H3>\n<DL><p>\n"
    text += each(lambda _n, t, _who, x: f"<DT><A HREF='https://arxiv.org/abs/{x}' ADD_DATE='1'>[{x}] {t}</A>")
    result = listings("html", f"{text}\n</DL><p>\n</DL><p>\n")
    assert [(one.title, one.ids[0].value) for one in result] == [(title, arxiv) for title, _, arxiv in PAPERS]
    assert result[0].origin == "list.txt:6"


def test_papers_side_by_side_in_a_table_are_all_read() -> None:
    cells = each(lambda _n, t, who, _: f"<td><a href='/p'><b>{t}</b></a><br>{who}</td>").split("\n")
    body = f"<tr>{cells[0]}{cells[1]}</tr>\n<tr>{cells[2]}{cells[3]}</tr>"
    assert says(f"<table>{body}</table>") == NAMED


def test_talks_with_and_posters_without_names_are_all_read() -> None:
    talks = each(lambda _n, t, who, _: f"<li><b>{t}</b><br>{who}</li>")
    posters = each(lambda _n, t, _who, _: f"<li>On {t} of Others</li>\n<li>Towards {t} Once More</li>")
    result = says(
        f"<h2>Talks</h2><ul class='talks'>{talks}</ul><h2>Posters</h2><ul class='posters'>{posters}</ul>"
    )
    assert result[:4] == NAMED
    assert len(result) == 12


def test_a_list_in_one_block_is_read_beside_papers_in_elements() -> None:
    aside = "<ul><li><b>A Paper of Our Own Lab</b><br>Jane Doe, Max Moe</li>"
    aside += "<li><b>Another Paper of Our Own</b><br>Jane Doe, Ann Poe</li></ul>"
    block = each(lambda _n, t, who, _: f"{t}<br>\n{who}<br>\n<br>")
    assert says(f"<div>{block}</div><div>{aside}</div>") == [
        *NAMED,
        ("A Paper of Our Own Lab", ("Jane Doe", "Max Moe"), ""),
        ("Another Paper of Our Own", ("Jane Doe", "Ann Poe"), ""),
    ]


def test_nothing_unseen_comes_out_of_a_page() -> None:
    result = read(
        each(
            lambda n, t, who, _: (
                f"<li><a href='/{n}'>{t.replace(' ', '&#8203; &#27;')}</a><script>alert(1)</script> "
                f"<i>{who}</i>"
                f" <a href='https://github.com/a/&#27;b{n}'>code</a> <a href='javascript:alert(1)'>code"
                f"</a></li>"
            )
        )
    )
    assert [(one.title, one.authors, "") for one in result] == NAMED
    assert [one.urls for one in result] == [(f"https://github.com/a/b{n}",) for n in range(4)]


def test_the_page_of_one_paper_is_read() -> None:
    body = (
        "<h1 class='title mathjax'><span class='descriptor'>Title:</span>Attention Is All You Need</h1>"
        "<div class='authors'><span class='descriptor'>Authors:</span><a>Ashish Vaswani</a>, "
        "<a>Noam Shazeer</a></div>"
        "<blockquote class='abstract'>We do it. It goes beyond arXiv:1409.0473 by far.</blockquote>"
    )
    assert says(body) == [("Attention Is All You Need", ("Ashish Vaswani", "Noam Shazeer"), "")]


def test_an_item_that_is_made_otherwise_is_not_lost() -> None:
    body = WITH_NAMES["a link and names in italics in one item"]
    odd = "<li class='conference'>Generative Adversarial Networks for All of Us</li>"
    assert [one.title for one in read(f"<ul>{body}{odd}</ul>")] == [
        *(title for title, _, _ in PAPERS),
        "Generative Adversarial Networks for All of Us",
    ]


def test_a_volume_is_no_paper_of_its_own() -> None:
    volume = "<p><b><a href='/v'>Proceedings of the 60th Meeting</a></b><br>Jane Doe, Max Moe</p>"
    papers = each(lambda n, t, who, _: f"<p><b><a href='/{n}'>{t}</a></b><br>{who}</p>")
    assert says(volume + papers) == NAMED


def test_what_stands_with_many_papers_names_nobody() -> None:
    result = read(
        "<table>"
        + each(
            lambda n, t, who, _: (
                f"<tr><td><a href='/poster/{n}'>{t}</a><br>Poster Session Monday<br>"
                f"<i>{who.split(',')[0]}</i></td></tr>"
            )
        )
        + "</table>"
    )
    assert [one.authors for one in result] == [names[:1] for _, names, _ in PAPERS]


def test_a_page_without_its_end_is_read_and_reported() -> None:
    whole = page(f"<ul>{WITH_NAMES['a bold title and names in one item']}</ul>")
    result = found("html", whole[: whole.index("<footer>")].encode(), "page.html")
    assert [one.title for one in result if isinstance(one, Listing)] == [title for title, _, _ in PAPERS]
    assert [str(one) for one in result if isinstance(one, ReaderError)] == [
        "page.html:6: the page breaks off here: save it once more"
    ]


@pytest.mark.parametrize(
    "mark", ["<div><b>" * 2000, "<" * 20_000, "<table><tr><td>" * 1000, "<a href='x'><li>" * 3000]
)
def test_broken_pages_are_read_as_far_as_they_go(mark: str) -> None:
    body = f"<ul>{WITH_NAMES['a bold title and names in one item']}</ul>"
    assert set(NAMED) <= set(says(body + mark))


@pytest.mark.parametrize(
    ("name", "head", "claimed"),
    [
        ("x.html", "<html><head><title>CVPR 2022 Open Access: accepted papers</title>", True),
        (
            "x.htm",
            "<a href='https://arxiv.org/abs/1706.03762'>a</a> "
            "<a href='https://arxiv.org/abs/1512.03385'>b</a>",
            True,
        ),
        ("bookmarks.html", "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Lesezeichen</TITLE>", True),
        ("x.html", "<!DOCTYPE html><title>My holidays</title>", False),
        ("x.txt", "Accepted papers\n", False),
    ],
)
def test_pages_that_speak_of_papers_are_claimed(name: str, head: str, claimed: bool) -> None:
    assert reader("html").sniff(name, head.encode()) is claimed


class TestContract(ReaderContract):
    form = "html"
    name = "page.html"
    sample = page(f"<ul>{WITH_NAMES['a bold title and names in one item']}</ul>")
