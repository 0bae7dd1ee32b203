"""A model that declines or repeats itself wrote no rewrite, however good its form."""

import pytest

from api.domain.reading import read
from api.domain.reply import Answer, Source
from api.rewriting.model import BadAnswer, Refused
from api.rewriting.no_rewrite import refuse, refuse_repetition

DRAFT = read("We can't refund the fee of £5. Send the receipt to us by Friday.")


@pytest.mark.parametrize(
    "text",
    [
        "I'm sorry, but I can't help with that request.",
        "I’m sorry, but I cannot assist with this.",
        "Sorry, I am unable to help with that.",
        "As an AI, I don't send messages.",
        "I won't rewrite this message.",
    ],
)
def test_a_model_that_declines_in_words_has_refused(text: str) -> None:
    """Above the agent's restored sentences, the customer would read a no that nobody said."""
    with pytest.raises(Refused):
        refuse(Answer(text), DRAFT)


@pytest.mark.parametrize(
    ("text", "draft"),
    [
        ("I'm sorry, we can't refund the fee of £5.", DRAFT.text),
        ("I'm sorry, I can't help with that.", "Can't help with that, I cannot assist you."),
        ("I'm sorry. " + "Here is more of it. " * 20 + "I can't help with that.", DRAFT.text),
    ],
)
def test_a_no_of_the_draft_is_no_refusal_of_the_model(text: str, draft: str) -> None:
    """Nor is one in the middle of a whole letter: there, guardrails look at each sentence."""
    refuse(Answer(text), read(draft))


def test_an_answer_whose_sentences_come_from_the_draft_is_a_rewrite() -> None:
    """The agent, too, may be unable to help."""
    text = "I'm sorry, I can't help with the fee."

    refuse(Answer(text, (Source(0, len(text), ("D1",)),)), DRAFT)


def test_a_reply_that_says_everything_again_is_a_bad_answer() -> None:
    """A model in a loop."""
    with pytest.raises(BadAnswer, match="repeats itself"):
        refuse_repetition(read(f"{DRAFT.text}\n\n{DRAFT.text}"), DRAFT)


@pytest.mark.parametrize(
    "reply",
    [
        "We can't refund the fee of £5. We can't refund the fee of £5. Send the receipt.",
        "Thank you. Yes. We can't. Thank you. Yes. We can't. Thank you. Yes. We can't.",
    ],
)
def test_a_sentence_said_twice_and_short_ones_pass(reply: str) -> None:
    """A warning may be repeated, and thanks."""
    refuse_repetition(read(reply), DRAFT)


def test_a_reply_may_repeat_what_the_draft_repeats() -> None:
    """Lists of the same words are the agent's own."""
    listed = read("- Send the blue form back.\n" * 4)

    refuse_repetition(listed, listed)
