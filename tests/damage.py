"""Titles as people mangle them, with a given source of chance: the lasting test set of damaged titles."""

import random

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def misspelt(title: str, chance: random.Random) -> str:
    """Two letters replaced, left out, put in or swapped with the next."""
    for _ in range(2):
        at, letter = chance.randrange(len(title)), chance.choice(_LETTERS)
        some = title[at : at + 2]
        instead = chance.choice([letter + some[1:], some[1:], letter + some, some[::-1]])
        title = title[:at] + instead + title[at + 2 :]
    return title


def without_a_word(title: str, chance: random.Random) -> str:
    """One word left out, if there are three or more."""
    words = title.split()
    if len(words) > 2:
        del words[chance.randrange(len(words))]
    return " ".join(words)


def cut_to_half(title: str, _: random.Random) -> str:
    """The first half of the letters."""
    return title[: len(title) // 2]


DAMAGES = (misspelt, without_a_word, cut_to_half)
