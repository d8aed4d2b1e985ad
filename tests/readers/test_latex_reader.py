r"""References in LaTeX: `\bibitem` as the styles of BibTeX write it, and the .bbl of biblatex."""

from pathlib import Path

import pytest
from reader_contract import ReaderContract
from reading import found, listings

from papers2bib.errors import ReaderError
from papers2bib.ids import PaperId
from papers2bib.model import Date, Listing
from papers2bib.readers.walk import read

ATTENTION = "Attention is all you need"
PLAIN = r"""\begin{thebibliography}{10}
% \bibitem{no}

\bibitem{adam}
Diederik~P. Kingma and Jimmy Ba.
\newblock Adam: {A} method for stochastic
  optimization.
\newblock In {\em 3rd International Conference on Learning Representations},
  2015.

\bibitem{moller}
Ren{\'e} M{\o}ller.
\newblock Gr\"obner bases and $\alpha$-functions, 2020.
\end{thebibliography}
"""
BIBLATEX = r"""% $ biblatex auxiliary file $
\refsection{0}
  \datalist[entry]{nty/global//global/global}
    \entry{vaswani}{inproceedings}{}
      \name{author}{2}{}{%
        {{hash=a}{%
           family={Vaswani},
           familyi={V\bibinitperiod},
           given={Ashish},
           giveni={A\bibinitperiod}}}%
        {{hash=b}{%
           prefix={van},
           family={G{\"o}del},
           given={Kurt}}}%
      }
      \field{booktitle}{Advances in Neural Information Processing Systems}
      \field{subtitle}{Transformers}
      \field{title}{Attention is all you need}
      \field{year}{2017}
      \field{eprinttype}{arxiv}
      \verb{doi}
      \verb 10.1000/abc_1
      \endverb
      \verb{eprint}
      \verb 1706.03762
      \endverb
    \endentry
    \entry{team}{misc}{}
      \name{author}{1}{}{%
        {{hash=c}{%
           family={The Team}}}%
      }
      \field{title}{Another title}
    \endentry
  \enddatalist
\endrefsection
"""
NAMED = r"\bibinfo{author}{Vaswani, A.} \& \bibinfo{author}{Shazeer, N.}"
STYLES = {
    "plainnat": r"""\bibitem[Vaswani et~al.(2017)Vaswani, Shazeer]{k}
Ashish Vaswani and Noam Shazeer.
\newblock Attention is all you need.
\newblock \emph{Advances in Neural Information Processing Systems},
  30\penalty0 (1):\penalty0 1--11, 2017.""",
    "acl_natbib": r"""\bibitem[{Vaswani and Shazeer(2017)}]{k}
Ashish Vaswani and Noam Shazeer. 2017.
\newblock \href {https://doi.org/10.1000/x} {Attention is all you need}.
\newblock In \emph{Advances in Neural Information Processing Systems}, pages 1--11.""",
    "apalike": r"""\bibitem[Vaswani and Shazeer, 2017]{k}
Vaswani, A. and Shazeer, N. (2017).
\newblock Attention is all you need.
\newblock In {\em Advances in Neural Information Processing Systems}.""",
    "chicago": r"""\bibitem[\protect\citeauthoryear{Vaswani and Shazeer}{Vaswani and Shazeer}{2017}]{k}
Vaswani, A. and N.~Shazeer (2017).
\newblock Attention is all you need.
\newblock {\em Advances in Neural Information Processing Systems\/}~{\em 3\/}(2).""",
    "IEEEtran": r"""\bibitem{k}
\BIBentryALTinterwordspacing
A.~Vaswani and N.~Shazeer, ``Attention is all you need,'' in \emph{Advances in
  Neural Information Processing Systems}, 2017, pp. 1--11.
\BIBentrySTDinterwordspacing""",
    "splncs04": r"""\bibitem{k}
Vaswani, A., Shazeer, N.: Attention is all you need. In: Advances in Neural
  Information Processing Systems. vol.~30 (2017). \doi{10.1000/x}""",
    "elsarticle-num": r"""\bibitem{k}
A.~Vaswani, N.~Shazeer, Attention is all you need, in: Advances in Neural Information
  Processing Systems, 2017, pp. 1--10.
\newblock \href {https://doi.org/10.1000/x} {\path{doi:10.1000/x}}.""",
    "naturemag": rf"""\bibitem{{k}}
{NAMED}
\newblock \bibinfo{{title}}{{Attention is all you need}}.
\newblock In \emph{{\bibinfo{{booktitle}}{{Advances in Neural Information Processing Systems}}}},
  \bibinfo{{pages}}{{1--10}} (\bibinfo{{year}}{{2017}}).""",
    "ACM-Reference-Format": r"""\bibitem[Vaswani and Shazeer(2017)]%
        {k}
\bibfield{author}{\bibinfo{person}{Ashish Vaswani} {and} \bibinfo{person}{Noam
  Shazeer}.} \bibinfo{year}{2017}\natexlab{}.
\newblock \showarticletitle{Attention is all you need}. In
  \bibinfo{booktitle}{\emph{Advances in Neural Information Processing Systems}}.""",
    "siam": r"""\bibitem{k}
{\sc A.~Vaswani and N.~Shazeer}, {\em Attention is all you need}, Advances in Neural
  Information Processing Systems, 30 (2017), pp.~1--11.""",
    "amsplain": r"""\bibitem{k}
Ashish Vaswani and Noam Shazeer, \emph{Attention is all you need}, Advances in Neural
  Information Processing Systems \textbf{30} (2017), no.~2, 1--11.""",
    "vancouver": r"""\bibitem{k}
Vaswani A, Shazeer N. Attention is all you need; 2017.
\newblock ArXiv:1706.03762.
\newblock Available from: \url{https://arxiv.org/abs/1706.03762}.""",
    "apacite": r"""\bibitem [\protect \citeauthoryear {%
Vaswani%
\ \BBA {} Shazeer%
}{%
Vaswani%
}{%
{\protect \APACyear {2017}}%
}]{%
k}
\APACinsertmetastar {%
k}%
\begin{APACrefauthors}%
Vaswani, A.%
\BCBT {}\ \BBA {} Shazeer, N.%
\end{APACrefauthors}%
\unskip\
\newblock
\APACrefYearMonthDay{2017}{}{}.
\newblock
{\BBOQ}\APACrefatitle {Attention is all you need} {Attention is all you need}.{\BBCQ}
\newblock""",
    "by hand": r"\bibitem{k} Ashish Vaswani, Noam Shazeer. Attention is all you need. In NIPS, 2017.",
    "by hand, in quotes": r"""\bibitem{k} Ashish Vaswani and Noam Shazeer,
"Attention is all you need," NIPS 2017.""",
    "INSPIRE": r"""\bibitem{k}
A.~Vaswani and N.~Shazeer,
%``Attention is all you need,''
Phys. Lett. B \textbf{716} (2017), 1-29
[arXiv:1706.03762 [cs.CL]].
%1 citations counted in INSPIRE as of 01 Jan 2024""",
}


class TestBibitem(ReaderContract):
    form = "latex"
    name = "paper.tex"
    sample = PLAIN


class TestBiblatex(ReaderContract):
    form = "latex"
    name = "paper.bbl"
    sample = BIBLATEX


@pytest.mark.parametrize("style", STYLES)
def test_the_title_is_found_in_references_of_every_style(style: str) -> None:
    text = f"\\begin{{thebibliography}}{{9}}\n{STYLES[style]}\n\n\\end{{thebibliography}}\nAfter it.\n"
    (one,) = listings("latex", text)
    assert (one.title, one.key, one.listed) == (ATTENTION, "k", Date(2017))
    assert len(one.authors) == 2
    assert all("Vaswani" in one or "Shazeer" in one for one in one.authors)


def test_a_block_of_plain_is_told() -> None:
    adam, moller = listings("latex", PLAIN)
    assert adam == Listing(
        title="Adam: {A} method for stochastic optimization",
        origin="list.txt:4",
        authors=("Diederik P. Kingma", "Jimmy Ba"),
        listed=Date(2015),
        venue="3rd International Conference on Learning Representations",
        key="adam",
    )
    assert (moller.title, moller.authors, moller.listed) == (
        r"Gr\"obner bases and $\alpha$-functions",
        ("René Møller",),
        Date(2020),
    )


def test_an_entry_of_biblatex_is_told() -> None:
    one, other = listings("latex", BIBLATEX)
    assert one == Listing(
        title="Attention is all you need: Transformers",
        origin="list.txt:4",
        ids=(PaperId("arxiv", "1706.03762"), PaperId("doi", "10.1000/abc_1")),
        authors=("Ashish Vaswani", "Kurt van Gödel"),
        n_authors=2,
        listed=Date(2017),
        venue="Advances in Neural Information Processing Systems",
        key="vaswani",
    )
    assert (other.title, other.authors) == ("Another title", ("The Team",))


def test_names_of_biblatex_before_its_third_version_are_told() -> None:
    text = (
        "\\entry{k}{article}{}\n\\true{moreauthor}\n\\name{author}{1}{}{%\n"
        "{{hash=a}{Vaswani}{V\\bibinitperiod}{Ashish}{A\\bibinitperiod}{}{}{}{}}%\n}\n"
        "\\field{title}{A title}\n\\endentry\n"
    )
    (one,) = listings("latex", text)
    assert (one.authors, one.n_authors) == (("Ashish Vaswani",), None)


@pytest.mark.parametrize(
    ("text", "title", "names"),
    [
        (r"OpenAI. \newblock GPT-4 technical report, 2023.", "GPT-4 technical report", ()),
        (r"A title of nobody. \newblock In \emph{Proc.\ of NIPS}, 2017.", "A title of nobody", ()),
        (
            r"M. Ribeiro and S. Singh. \newblock ``{W}hy {I}?'': a study. \newblock 2016.",
            "``{W}hy {I}?'': a study",
            ("M. Ribeiro", "S. Singh"),
        ),
        (
            r"\bibinfo{author}{Jovine, A.~S.} \emph{et~al.} \newblock \bibinfo{title}{A title}.",
            "A title",
            ("Jovine, A. S.",),
        ),
        (r"J. Doe, M. Moe, A title, of things, Springer, 2015.", "A title, of things", ("J. Doe", "M. Moe")),
        (
            r"Doe, J., Moe, M.: A title of $d^+$. CoRR abs/x (2015)",
            "A title of $d^+$",
            ("Doe, J.", "Moe, M."),
        ),
        (r"J. Doe. \newblock Towards SN 1994d. \newblock 2008.", "Towards SN 1994d", ("J. Doe",)),
        (r"J. Doe. \newblock A title, 2024{\natexlab{a}}.", "A title", ("J. Doe",)),
        (r"D. Knuth, \textit{The \TeX{} book} (Addison, 1984).", r"The \TeX{} book", ("D. Knuth",)),
    ],
)
def test_titles_of_unusual_references_are_found(text: str, title: str, names: tuple[str, ...]) -> None:
    (one,) = listings("latex", rf"\bibitem{{k}} {text}")
    assert (one.title, one.authors) == (title, names)


def test_a_reference_that_leaves_the_title_out_is_listed_by_its_ids() -> None:
    text = (
        r"\bibitem{k} G. Aad \emph{et al.}, Phys. Lett. B 716, 1 (2012) [arXiv:1207.7214 [hep-ex]]."
        "\n"
        r"\bibitem{l} \bibfield{author}{\bibinfo{author}{\bibfnamefont{G.}~\bibnamefont{Aad}}} "
        r"\href{https://doi.org/10.1000/x}{\bibfield{journal}{\bibinfo{journal}{Phys. Lett.}}}"
    )
    one, other = listings("latex", text)
    assert (one.title, one.ids, one.authors) == ("", (PaperId("arxiv", "1207.7214"),), ("G. Aad",))
    assert (other.title, other.ids, other.venue) == ("", (PaperId("doi", "10.1000/x"),), "Phys. Lett")


def test_a_reference_without_title_and_id_is_reported_and_the_rest_read() -> None:
    text = "\\bibitem{a}\n\n\\bibitem{b} Jane Doe. \\newblock A title. \\newblock 2020.\n"
    result = found("latex", text.encode(), "refs.tex")
    assert [one.title for one in result if isinstance(one, Listing)] == ["A title"]
    assert [str(one) for one in result if isinstance(one, ReaderError)] == [
        "refs.tex:1: a reference without a title: give it one, or its DOI"
    ]


def test_a_text_without_references_is_no_list_and_says_so_when_named(tmp_path: Path) -> None:
    paper = tmp_path / "paper.tex"
    paper.write_text("\\documentclass{article}\n\\begin{document}\nHello\n\\bibliography{refs}\n", "utf-8")
    problems: list[str] = []
    assert list(read([tmp_path], problem=lambda error: problems.append(str(error)))) == []
    assert problems == []
    assert list(read([paper], problem=lambda error: problems.append(str(error)))) == []
    assert problems == [
        f"{paper}: no thebibliography in this LaTeX: give its .bbl file, or the .bib file that it cites from"
    ]


def test_an_entry_of_a_large_collaboration_is_read_whole() -> None:
    people = "".join(f"{{{{hash=x}}{{%\nfamily={{Doe}},\ngiven={{J{n}}}}}}}%\n" for n in range(3000))
    text = f"\\entry{{k}}{{article}}{{}}\n\\name{{author}}{{3000}}{{}}{{%\n{people}}}\n"
    (one,) = listings("latex", text + "\\field{title}{A title}\n\\endentry\n")
    assert (one.title, one.n_authors) == ("A title", 3000)
