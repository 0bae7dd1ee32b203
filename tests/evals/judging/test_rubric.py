"""What is judged is said once, in the judges' prompts."""

from dataclasses import replace

import pytest

from evals.judging.rubric import HEART, VALUES, anchors, judges
from prompts import PromptError, UnknownPrompt


def test_every_value_has_a_judge_and_together_they_cover_heart() -> None:
    """Five values, five parts, none twice."""
    assert set(judges()) == set(VALUES) == set(HEART)
    assert set(HEART.values()) == {
        "honesty",
        "empathy",
        "accountability",
        "responsibility",
        "transparency",
    }


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("version", ["production", "working"])
def test_people_are_asked_in_the_words_of_the_judge(value: str, version: str) -> None:
    """Two measures would not agree."""
    prompt = judges(version)[value]

    asked = anchors(value, prompt)

    assert asked.value == value
    assert list(asked.levels) == [3, 2, 1]
    for words in (asked.question, *asked.levels.values()):
        assert words in prompt.sections[0].text


def test_a_judge_without_anchors_cannot_be_asked_of_people() -> None:
    """The error names the prompt."""
    prompt = replace(judges()["care"], sections=())

    with pytest.raises(PromptError, match=r"judge-care@1\.0\.0 does not state"):
        anchors("care", prompt)


def test_a_version_that_there_is_not_is_refused() -> None:
    """As everywhere, with what there is."""
    with pytest.raises(UnknownPrompt, match=r"it has production, 1\.0\.0"):
        judges("9.9.9")
