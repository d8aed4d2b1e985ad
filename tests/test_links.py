import re
from pathlib import Path

import pytest

from papers2bib.links import Links, classify, link_key, links, repository_root

REPOSITORY = "https://github.com/owner/some_name"


@pytest.mark.parametrize(
    "prose",
    [
        "Code: https://github.com/owner/some_name",
        "Our code is at https://github.com/owner/some_name.",
        "(see https://github.com/owner/some_name).",
        r"Code is available at \url{https://github.com/owner/some\_name}.",
        r"Code\footnote{https://github.com/owner/some_name} is public.",
        r"\footnote{The code is on https://github.com/owner/some_name.",
        r"\href{https://github.com/owner/some\_name}{here}",
        "[code](https://github.com/owner/some_name)",
        "**https://github.com/owner/some_name**",
        "<https://github.com/owner/some_name>",
        "see github.com/owner/some_name, where",
        "https: //github.com/owner/some_name",
        "http://www.github.com/owner/some_name.git",
        "HTTPS://GitHub.com/owner/some_name/tree/main/src#readme",
        "https://github.com/owner/some_name?tab=readme-ov-file",
        "代码见https://github.com/owner/some_name。",
        "Project Page: https://github.com/owner/some_name/",
    ],
)
def test_a_repository_is_found_without_debris(prose: str) -> None:
    assert links(prose) == Links(code=(REPOSITORY,))


@pytest.mark.parametrize(
    ("prose", "others"),
    [
        (r"\textcolor[rgb]{1, 0, 0}{Code available at http://www.example.cn/}.", ("http://www.example.cn/",)),
        ("at https://some-game.github.io/", ("https://some-game.github.io/",)),
        ("see some-game.github.io/demo.", ("https://some-game.github.io/demo",)),
        (
            "data at https://huggingface.co/datasets/Org/set-1",
            ("https://huggingface.co/datasets/Org/set-1",),
        ),
        (
            "https://en.wikipedia.org/wiki/Set_(mathematics)",
            ("https://en.wikipedia.org/wiki/Set_(mathematics)",),
        ),
        (r"http://example.org/\~{}someone/x", ("http://example.org/~someone/x",)),
        ("https://github.com/owner", ("https://github.com/owner",)),
        ("https://github.com/orgs/some/repositories", ("https://github.com/orgs/some/repositories",)),
        ("www.example.org/a and www.example.org/a/", ("https://www.example.org/a",)),
    ],
)
def test_other_links_are_kept_as_written(prose: str, others: tuple[str, ...]) -> None:
    assert links(prose) == Links(others=others)


@pytest.mark.parametrize(
    "prose",
    [
        "",
        "Code will be released.",
        "Code will be released on GitHub.",
        "as in arXiv:2504.11457 or https://arxiv.org/abs/2504.11457",
        "https://doi.org/10.1000/xyz",
        "mail me@github.com/x",
        "http://[broken",
        "a-" * 50_000 + ".github.io",
    ],
)
def test_what_is_no_link_or_leads_to_a_paper_is_left_out(prose: str) -> None:
    assert links(prose) == Links()


@pytest.mark.parametrize(
    ("url", "root"),
    [
        ("https://gitlab.inria.fr/team/group/name/-/tree/main", "https://gitlab.inria.fr/team/group/name"),
        ("https://gitlab.com/a/b", "https://gitlab.com/a/b"),
        ("https://bitbucket.org/a/b/src", "https://bitbucket.org/a/b"),
        ("https://codeberg.org/a/b", "https://codeberg.org/a/b"),
        ("https://github.com/actions/checkout", "https://github.com/actions/checkout"),
        ("https://anonymous.4open.science/r/name-1A/README.md", "https://anonymous.4open.science/r/name-1A"),
        ("https://sourceforge.net/projects/name/files", "https://sourceforge.net/projects/name"),
        ("https://owner.github.io/name/page", ""),
        ("https://huggingface.co/owner/name", ""),
    ],
)
def test_the_root_of_a_repository(url: str, root: str) -> None:
    assert repository_root(url) == root


def test_repositories_and_others_keep_their_order_and_come_once() -> None:
    found = classify(
        [
            "https://b.org/x",
            "https://github.com/a/b",
            "https://github.com/A/B.git",
            "http://c.org",
            "b.org/x/",
        ]
    )
    assert found == Links(("https://github.com/a/b",), ("https://b.org/x", "http://c.org"))


def test_the_key_of_a_link_ignores_what_makes_no_difference() -> None:
    assert link_key("HTTPS://www.GitHub.com/a/") == link_key("http://github.com/a")


@pytest.mark.facts
def test_all_links_of_the_abstracts_of_two_real_lists_are_exact(shared: Path) -> None:
    prose = "\n".join(path.read_text("utf-8") for path in sorted(shared.glob("seeds/*.txt")))
    found = links(prose)
    assert sorted(re.sub(r"^https://github\.com/", "", url) for url in found.code) == sorted(
        "JLiangLab/Eden Raibows/CREAM SJShin-AI/UDIM SLIT-AI/ADPA UESTC-GQJ/TKRE alibaba-damo-academy/alice"
        " asiresearch/lm-theory dunzeng/MORE j-min/CLIP-Caption-Reward kaistAI/Janus naver-ai/RRR"
        " neurospin-projects/2024_rlouiset_sep_clr pearls-lab/multiobj-align quanshr/DMoERM-v1"
        " ziqipang/ADDP".split()
    )
    assert set(found.others) == {
        "http://www.bhchen.cn/",
        "https://huggingface.co/datasets/Anthropic/discrim-eval",
        "https://socialdeductionllm.github.io/",
    }
