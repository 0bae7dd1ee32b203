"""What is judged: five values, each with a question and three anchored levels.

HEART (honesty, empathy, accountability, responsibility, transparency) is covered by them, one part
by each, so that nothing is judged twice. The anchors stand in the judges' prompts: people who label
and models that judge read the same words.
"""

import re
from dataclasses import dataclass

import prompts
from prompts import Prompt, PromptError

VALUES = ("care", "kindness", "integrity", "honesty", "clarity")
HEART = {
    "care": "empathy",
    "kindness": "responsibility",
    "integrity": "accountability",
    "honesty": "honesty",
    "clarity": "transparency",
}
"""Value -> the part of HEART that its anchors cover."""
LEVELS = (1, 2, 3)

_QUESTION = re.compile(r"on one value, [a-z]+: ([^?]{1,300}\?)")
_ANCHOR = re.compile(r"^([123])\. (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Anchors:
    """One value as a person is asked about it."""

    value: str
    question: str
    levels: dict[int, str]
    """Level -> what a reply on it is like; the best level first."""


def judges(version: str = "production") -> dict[str, Prompt]:
    """The judge of each value, by label, release or `working`. Raises PromptError."""
    return {value: prompts.load(f"judge-{value}@{version}") for value in VALUES}


def anchors(value: str, prompt: Prompt) -> Anchors:
    """Question and levels out of the words that the judge is told.

    Raises PromptError where they are not written as in the released judges.
    """
    told = "\n".join(section.text for section in prompt.sections if section.role == "system")
    question = _QUESTION.search(told)
    levels = {
        int(level): words for level, words in _ANCHOR.findall(told.partition("\n# Levels of")[2])
    }
    if question is None or set(levels) != set(LEVELS):
        raise PromptError(
            f"{prompt.name}@{prompt.version} does not state its question and levels 3, 2 and 1"
        )
    return Anchors(value, question[1], levels)
