"""The LaTeX macros that may be written: only those that every LaTeX has, without any package."""

MATH_SYMBOLS = frozenset(
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi"
    " varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi"
    " Pi Sigma Upsilon Phi Psi Omega aleph hbar imath jmath ell wp Re Im prime emptyset nabla surd top"
    " bot angle forall exists neg flat natural sharp partial infty triangle backslash clubsuit"
    " diamondsuit heartsuit spadesuit sum prod coprod int oint bigcap bigcup bigsqcup bigvee bigwedge"
    " bigodot bigotimes bigoplus biguplus pm mp times div ast star circ bullet cdot cap cup uplus"
    " sqcap sqcup vee wedge setminus wr diamond bigtriangleup bigtriangledown triangleleft"
    " triangleright oplus ominus otimes oslash odot bigcirc dagger ddagger amalg leq le geq ge equiv"
    " models prec succ sim perp preceq succeq simeq mid ll gg asymp parallel subset supset approx"
    " bowtie subseteq supseteq cong sqsubseteq sqsupseteq neq ne smile doteq frown in ni notin propto"
    " vdash dashv leftarrow gets rightarrow to leftrightarrow Leftarrow Rightarrow Leftrightarrow"
    " longleftarrow longrightarrow longleftrightarrow Longleftarrow Longrightarrow Longleftrightarrow"
    " mapsto longmapsto hookleftarrow hookrightarrow leftharpoonup leftharpoondown rightharpoonup"
    " rightharpoondown rightleftharpoons iff uparrow downarrow updownarrow Uparrow Downarrow"
    " Updownarrow nearrow searrow swarrow nwarrow lfloor rfloor lceil rceil langle rangle lbrace"
    " rbrace vert Vert ldots cdots vdots ddots dots quad qquad arccos arcsin arctan arg cos cosh cot"
    " coth csc deg det dim exp gcd hom inf ker lg lim liminf limsup ln log max min Pr sec sin sinh sup"
    " tan tanh bmod lq rq colon".split()
)
"""Without argument, in math."""

MATH_ARGUMENTS = {
    name: name
    for name in (
        "bar hat tilde vec dot ddot acute grave breve check mathring widehat widetilde overline"
        " underline overbrace underbrace overrightarrow overleftarrow mathrm mathbf mathcal mathit"
        " mathsf mathtt pmod"
    ).split()
} | {
    "Bbb": "mathbf", "mathbb": "mathbf", "mathbbm": "mathbf", "mathds": "mathbf", "mathfrak": "mathbf",
    "frak": "mathbf", "bm": "mathbf", "boldsymbol": "mathbf", "pmb": "mathbf", "bold": "mathbf",
    "mathscr": "mathcal", "mathnormal": "mathit", "operatorname": "mathrm", "mathop": "mathrm",
    "roman": "mathrm", "Cal": "mathcal",
}  # fmt: skip
"""With one argument, in math → what is written; those of AMS packages give way to plain ones."""

MATH_FRACTIONS = {
    "frac": "frac",
    "dfrac": "frac",
    "tfrac": "frac",
    "stackrel": "stackrel",
    "overset": "stackrel",
}
"""With two arguments, in math → what is written."""

MATH_BETWEEN = {"over": r"\frac{%s}{%s}", "choose": r"{%s \choose %s}", "atop": r"{%s \atop %s}"}
"""What stands between two halves of a group → how the halves are written."""

MATH_SWITCHES = {
    "rm": "mathrm", "bf": "mathbf", "cal": "mathcal", "it": "mathit", "sf": "mathsf", "tt": "mathtt",
    "sl": "mathit", "mit": "mathit", "scr": "mathcal",
}  # fmt: skip
"""In force to the end of the group → the macro that does it for an argument."""

MATH_TEXT = frozenset(
    "text mbox hbox textrm textit textbf texttt textsf textsc emph textnormal textup".split()
)
"""With one argument that is text, in math."""

MATH_ALIASES = {
    "lesssim": r"\stackrel{<}{\sim}", "gtrsim": r"\stackrel{>}{\sim}", "leqslant": r"\leq",
    "geqslant": r"\geq", "varnothing": r"\emptyset", "hslash": r"\hbar", "varkappa": r"\kappa",
    "land": r"\wedge", "lor": r"\vee", "lnot": r"\neg", "owns": r"\ni", "mod": r"\bmod",
    "dotsc": r"\ldots", "dotsb": r"\cdots", "lvert": r"\vert", "rvert": r"\vert", "lVert": r"\Vert",
    "rVert": r"\Vert", "degree": r"{}^{\circ}", "sp": "^", "sb": "_", "R": r"\mathbf{R}",
    "C": r"\mathbf{C}", "Z": r"\mathbf{Z}", "Q": r"\mathbf{Q}", "N": r"\mathbf{N}", "F": r"\mathbf{F}",
    "RR": r"\mathbf{R}", "CC": r"\mathbf{C}", "ZZ": r"\mathbf{Z}", "QQ": r"\mathbf{Q}",
    "NN": r"\mathbf{N}", "FF": r"\mathbf{F}", "PP": r"\mathbf{P}", "S": r"\S", "P": r"\P", "lt": "<",
    "gt": ">", "and": r"\&", "cprime": "'", "ast": r"\ast", "star": r"\star",
}  # fmt: skip
"""Macros of packages and habits, in math → their nearest plain form."""

DROPPED = frozenset(
    "left right big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr limits nolimits"
    " displaystyle textstyle scriptstyle scriptscriptstyle tiny scriptsize footnotesize small"
    " normalsize large Large LARGE huge Huge boldmath unboldmath noindent protect xspace relax par"
    " break newline nonumber mathstrut strut ensuremath normalfont rmfamily upshape mdseries em"
    " endtitle null allowbreak nobreak smallskip".split()
)
"""Without meaning in a title, an abstract or a note."""

_STYLES = "emph textit textbf textsl textsc texttt textsf underline textsuperscript textsubscript"
TEXT_STYLES = {name: name for name in _STYLES.split()} | {"uline": "underline"}
"""With one argument, in text → what is written."""

TEXT_SWITCHES = {
    "it": "textit", "itshape": "textit", "em": "emph", "bf": "textbf", "bfseries": "textbf",
    "sl": "textsl", "slshape": "textsl", "sc": "textsc", "scshape": "textsc", "tt": "texttt",
    "ttfamily": "texttt", "sf": "textsf", "sffamily": "textsf", "rm": "", "boldit": "textbf",
}  # fmt: skip
"""In force to the end of the group, in text → the macro that does it for an argument."""

TEXT_SPELT = {
    "textendash": "–", "textemdash": "—", "textquoteleft": "‘", "textquoteright": "’",
    "textquotedblleft": "“", "textquotedblright": "”", "lq": "‘", "rq": "’", "ldots": "…", "dots": "…",
    "textellipsis": "…", "S": "§", "P": "¶", "copyright": "©", "textcopyright": "©",
    "textregistered": "®", "texttrademark": "™", "textdegree": "°", "degree": "°", "deg": "°",
    "degr": "°", "pounds": "£", "textmu": "µ", "quad": " ", "qquad": " ", "space": " ", "slash": "/",
    "textasciitilde": "\u223c", "textasciicircum": "^", "textbackslash": "\\", "textunderscore": "_",
    "textbar": "|", "textless": "<", "textgreater": ">", "textasteriskcentered": "*", "textdollar": "$",
    "textpercent": "%", "textampersand": "&", "LaTeX": "LaTeX", "TeX": "TeX", "BibTeX": "BibTeX",
    "dag": "†", "ddag": "‡", "textquotesingle": "'", "textquotedbl": '"', "textperiodcentered": "·",
    "textbullet": "•", "texteuro": "€", "euro": "€", "textsection": "§", "guillemotleft": "«",
    "guillemotright": "»", "textbraceleft": "{", "textbraceright": "}", "and": "&",
}  # fmt: skip
"""Without argument, in text → the characters they print."""

TEXT_PLAIN = {
    "text": 0, "mbox": 0, "hbox": 0, "textrm": 0, "textnormal": 0, "textup": 0, "textmd": 0,
    "lowercase": 0, "uppercase": 0, "ce": 0, "url": 0, "path": 0, "fbox": 0, "texorpdfstring": 0,
    "textcolor": 1, "href": 1, "color": 1, "hspace": 1, "vspace": 1, "raisebox": 1, "MakeLowercase": 0,
    "MakeUppercase": 0, "textquote": 0, "thanks": 1, "footnote": 1, "footnotemark": 0, "label": 1,
}  # fmt: skip
"""Of no effect, in text → how many arguments go with it unseen."""

OUTPUT = (
    MATH_SYMBOLS
    | frozenset(MATH_ARGUMENTS.values())
    | frozenset(MATH_FRACTIONS.values())
    | frozenset(TEXT_STYLES.values())
    | frozenset(
        "choose atop sqrt not mbox S P copyright pounds dag ddag ldots textbackslash textasciitilde"
        " textasciicircum textbraceleft textbraceright textless textgreater textbar textregistered"
        " texttrademark textbullet texteuro textexclamdown textquestiondown guillemotleft"
        " guillemotright guilsinglleft guilsinglright quotesinglbase quotedblbase textordfeminine"
        " textordmasculine textperthousand textcent textyen textcurrency textmu i j aa AA ae AE oe OE"
        " o O l L ss dh DH dj DJ th TH ng NG u v H r c k d b".split()
    )
)
"""Every macro made of letters that can appear in what is written."""
