"""Dumps in the shape of dblp.xml, made of the records that a test needs."""

from pathlib import Path

HEAD = '<?xml version="1.0" encoding="ISO-8859-1"?>\n<!DOCTYPE dblp SYSTEM "dblp.dtd">\n<dblp>\n'
ATTENTION_NIPS = """<inproceedings mdate="2021-01-21" key="conf/nips/VaswaniSPUJGKP17">
<author>Ashish Vaswani</author>
<author>Noam Shazeer</author>
<author>Niki Parmar</author>
<author>Jakob Uszkoreit 0001</author>
<author>Llion Jones</author>
<title>Attention is All you Need.</title>
<pages>5998-6008</pages>
<year>2017</year>
<booktitle>NIPS</booktitle>
<ee type="oa">https://proceedings.neurips.cc/paper/2017/hash/3f5ee243547dee91fbd053c1c4a845aa-Abstract.html</ee>
<crossref>conf/nips/2017</crossref>
<url>db/conf/nips/nips2017.html#VaswaniSPUJGKP17</url>
</inproceedings>"""
NIPS = """<proceedings mdate="2021-01-21" key="conf/nips/2017">
<editor>Isabelle Guyon</editor>
<editor>Ulrike von Luxburg</editor>
<title>Advances in Neural Information Processing Systems 30: Annual Conference on Neural Information
 Processing Systems 2017, December 4-9, 2017, Long Beach, CA, USA</title>
<booktitle>NIPS</booktitle>
<year>2017</year>
<url>db/conf/nips/nips2017.html</url>
</proceedings>"""
NIPS_TITLE = (
    "Advances in Neural Information Processing Systems 30: Annual Conference on Neural Information Processing"
    " Systems 2017, December 4-9, 2017, Long Beach, CA, USA"
)
ATTENTION_CORR = """<article publtype="informal" mdate="2021-01-23" key="journals/corr/VaswaniSPUJGKP17">
<author>Ashish Vaswani</author>
<author>Noam Shazeer</author>
<author>Niki Parmar</author>
<author>Jakob Uszkoreit 0001</author>
<author>Llion Jones</author>
<title>Attention Is All You Need.</title>
<year>2017</year>
<volume>abs/1706.03762</volume>
<journal>CoRR</journal>
<ee type="oa">http://arxiv.org/abs/1706.03762</ee>
<url>db/journals/corr/corr1706.html#VaswaniSPUJGKP17</url>
</article>"""
GENTRY = """<article mdate="2010-04-26" key="journals/cacm/Gentry10">
<author>Craig Gentry</author>
<title>Computing arbitrary functions of encrypted data.</title>
<pages>97-105</pages>
<year>2010</year>
<volume>53</volume>
<journal>Commun. ACM</journal>
<number>3</number>
<ee>https://doi.org/10.1145/1666420.1666444</ee>
<url>db/journals/cacm/cacm53.html#Gentry10</url>
</article>"""
HOME_PAGE = """<www mdate="2004-03-23" key="homepages/g/OdedGoldreich">
<author>Oded Goldreich</author>
<title>Home Page</title>
</www>"""


def dump(path: Path, *records: str, head: str = HEAD, foot: str = "\n</dblp>\n") -> Path:
    """A file of these records, one behind the other as in the real one (`</article><article …>`)."""
    path.write_bytes((head + "".join(records) + foot).encode("latin-1"))
    return path
