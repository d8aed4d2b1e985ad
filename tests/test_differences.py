"""The edits between two titles say which differences are harmless and which tell papers apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papers2bib.differences import Kind, difference

CASES = [
    ("Attention Is All You Need", "attention is all you need", []),
    ("Robustnessof Sequential Modles", "Robustness of Sequential Models", [Kind.GLUED, Kind.TYPO]),
    ("Sequential Recommender ystems", "Sequential Recommender Systems", [Kind.TYPO]),
    ("TowardsC omputtional Provenance", "Towards Computational Provenance", [Kind.TYPO]),
    ("Text-to-Image Diffusion Model", "Text-to-Image Diffusion Models", [Kind.INFLECTED]),
    ("Control for Diffusion", "Control in Diffusion", [Kind.SMALL]),
    ("3rd Place Solution for MeViS", "1st Place Solution for MeViS", [Kind.NUMBER]),
    ("Qwen2.5-Omni Technical Report", "Qwen3.5-Omni Technical Report", [Kind.NUMBER]),
    ("New Spectra. II. Observation", "New Spectra. III. Observation", [Kind.NUMBER]),
    ("A Theory of Everything", "A Theory of Everything II", [Kind.NUMBER]),
    ("Image Recognition in Fog", "Image Segmentation in Fog", [Kind.SWAPPED]),
    ("Deep Supervised Learning", "Deep Unsupervised Learning", [Kind.SWAPPED]),
    ("Symmetric Group Actions", "Asymmetric Group Actions", [Kind.SWAPPED]),
    ("Reproducibility Study of Null-Space Edits", "Null-Space Edits", [Kind.OTHER_WORK]),
    ("Comment on Quantum Gravity", "Quantum Gravity", [Kind.OTHER_WORK]),
    ("Prompt Tuning", "Prompt Tuning: A Survey", [Kind.OTHER_WORK]),
    ("CogAgent", "CogAgent: A Visual Language Model for GUI Agents", [Kind.NAME]),
    ("Conditional Fields for Networks", "Conditional Fields for Networks with Memory", [Kind.CUT]),
    ("Aligning Models with Prefer", "Aligning Models with Preferences at Scale", [Kind.BROKEN_OFF]),
    ("Data for Roadside Perception", "RCooper: Data for Roadside Perception", [Kind.NAME_LOST]),
    ("Data for Roadside Perception", "DaGAN++: Data for Roadside Perception", [Kind.NUMBER]),
    ("Federated Learning of Maps", "Non-convex Federated Learning of Maps", [Kind.HEAD_LOST]),
    ("A2E: An Auditing Engine", "An Auditing Engine", [Kind.NAME_ADDED]),
    ("Stable Estimators for Squares (Extended Abstract)", "Stable Estimators for Squares", [Kind.LABEL]),
    ("Stable Estimators for Squares (2017)", "Stable Estimators for Squares", [Kind.LABEL]),
    ("Overview of the Shared Task 2017", "Overview of the Shared Task", [Kind.TAIL_ADDED]),
    ("Fast Sparse Attention", "Fast Attention", [Kind.ADDED]),
    ("Fast Attention", "Fast Sparse Attention", [Kind.LOST]),
    ("Structure o Clusters oin Motion", "Structure of Clusters in Motion", [Kind.SHORT_TYPO] * 2),
    ("Self-Supervised aske Mesh Learning", "Self-Supervised Masked Mesh Learning", [Kind.SHORT_TYPO]),
    ("Learning Dynamics of LLM Tuning", "Learning Dynamics of VLM Tuning", [Kind.SWAPPED]),
    ("Decoder-Only Registration", "Encoder-Only Registration", [Kind.SWAPPED]),
    ("AAugmented Annalytics", "Augmented Analytics", [Kind.TYPO]),
]


@pytest.mark.parametrize(("listed", "recorded", "kinds"), CASES)
def test_each_difference_is_named(listed: str, recorded: str, kinds: list[Kind]) -> None:
    assert [edit.kind for edit in difference(listed, recorded).edits] == kinds


def test_agreeing_letters_and_words_are_counted_without_the_edits() -> None:
    found = difference("Image Recognition in Fog", "Image Segmentation in Fog")
    assert (found.letters, found.words) == (len("ImageinFog"), 3)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_can_be_compared(one: str, other: str) -> None:
    found = difference(one, other)
    assert found.words >= 0
    assert found.edits == () or difference(one, one).edits == ()


@given(st.lists(st.sampled_from(["deep", "learning", "graphs", "2", "of", "models"]), min_size=1, max_size=8))
def test_a_title_does_not_differ_from_itself(words: list[str]) -> None:
    assert difference(" ".join(words), " ".join(words)).edits == ()
