"""Takes a record with named fields (a row of a table, a JSON object), gives the listing it holds."""

import re
from collections.abc import Iterable, Mapping

from papers2bib.ids import PaperId
from papers2bib.model import Date, Listing
from papers2bib.readers.dates import heading_date
from papers2bib.readers.details import URL, Details, trim_url
from papers2bib.readers.text import fold

_TITLES = (
    "title", "paper title", "article title", "papertitle", "paper name", "title of paper", "titel",
    "titre", "titulo", "título", "titolo", "tytuł", "название", "题目", "标题", "论文题目", "论文标题",
    "论文名称", "论文名", "論文題目", "タイトル", "論文タイトル", "제목", "논문 제목", "논문제목",
    "논문명", "papers", "paper", "article", "论文", "論文", "논문", "name", "work", "publication",
)  # fmt: skip
"""Names of the column of titles, the surest first."""

_ROLES = {
    "authors": "authors author author(s) creators by auteurs autores autoren autori 作者 저자 著者 автор",
    "abstract": "abstract summary abstract_note resumé zusammenfassung 摘要 초록",
    "date": "date published published_at publishedat publication_date published_date submitted"
    " submitted_date submission_date publicationdate update_date 日期 发布时间"
    " 날짜 日付",
    "year": "year publication_year yr année año jahr anno 年份 年 연도",
    "arxiv": "arxiv arxiv_id arxivid arxiv_link arxiv_url eprint id paper_id paperid",
    "doi": "doi",
    "ids": "ids externalids external_ids",
    "links": "url link links paper_url paper_link pdf pdf_url pdf_link abs_url abs url_abs"
    " url_pdf urls openreview 链接 地址 링크 リンク",
    "pages": "code code_url code_link github github_url githubrepo github_repo repo repository"
    " project projectpage project_page project_url homepage website page 代码 项目 코드",
    "venue": "venue conference journal booktitle journal_title publication_title container_title"
    " published_in where event 会议 期刊 학회 저널",
    "n_authors": "n_authors num_authors number_of_authors authors_count author_count numauthors",
    "votes": "votes upvotes likes",
}
_ROLE = {name.replace("_", " "): role for role, names in _ROLES.items() for name in names.split()}


def normal(name: str) -> str:
    """A column's name as it is compared: lower case, blanks for `_` and `-`, no markup around it."""
    return " ".join(re.sub(r"[_\-*`:#]", " ", fold(name).lower()).split())


def title_column(names: Iterable[str]) -> str | None:
    """The column that holds the titles, or None."""
    known = {normal(name): name for name in reversed(list(names))}
    return next((known[title] for title in _TITLES if title in known), None)


def listing(
    fields: Mapping[str, str],
    title: str,
    origin: str,
    *,
    listed: Date | None = None,
    links: Iterable[str] = (),
) -> Listing:
    """The listing of a record whose title is found; fields with names that say nothing are passed over."""
    from papers2bib.readers.people import split_names  # slow to come: whoever only sniffs does without

    details = Details()
    told: dict[str, str] = {}
    for name, value in fields.items():
        role = _ROLE.get(normal(name), "")
        if role and value.strip():
            told.setdefault(role, value)
            _tell_link(details, role, value)
    for url in links:
        details.add_link(url)
    details.authors = split_names(fold(told.get("authors", "")))
    details.n_authors = _number(told.get("n_authors", ""))
    details.votes = _number(told.get("votes", ""))
    details.venue = fold(told.get("venue", ""))
    details.date, issued = _dates(told)
    return details.listing(title, origin, issued or listed, fold(told.get("abstract", "")))


def _tell_link(details: Details, role: str, value: str) -> None:
    alone = {"arxiv": PaperId.arxiv, "doi": PaperId.doi}.get(role)
    if alone and (found := alone(value)):
        details.ids.setdefault(found)
    elif role in ("arxiv", "doi", "ids", "links", "pages"):
        for one in PaperId.find(value):
            details.ids.setdefault(one)
        for url in URL.findall(value):
            details.add_link(trim_url(url), page=role == "pages")


def _dates(told: Mapping[str, str]) -> tuple[Date | None, Date | None]:
    """The date of the paper itself, and the year by whose end it was out."""
    date = Date.parse(told.get("date", "").strip()[:10]) or heading_date(told.get("date", ""))
    year = re.fullmatch(r"\s*((?:19|20)\d\d)(?:\.0)?\s*", told.get("year", ""))
    issued = Date(int(year[1])) if year else None
    return (date, issued) if date and (date.month or not date.year) else (None, issued or date)


def _number(text: str) -> int | None:
    return int(text) if text.strip().isdecimal() and len(text.strip()) < 8 else None
