"""The same in other words: short forms, synonyms, hedges, limits, conditions, the passive."""

import pytest

from evals.edits.edit import Edit
from evals.edits.preserving.spelling import apostrophes, contracted, shorthand, tidied, written_out
from evals.edits.preserving.synonyms import passive, synonyms
from evals.edits.preserving.wording import conditions, duty, hedged_alike, limits, unable


@pytest.mark.parametrize(
    ("edit", "draft", "expected"),
    [
        (contracted, "We will not wait. It is here.", ["We'll not wait. It's here."]),
        (contracted, "Do not withdraw it is wrong.", ["Don't withdraw it is wrong."]),
        (written_out, "I'll ask, it can't wait.", ["I will ask, it cannot wait."]),
        (written_out, "Why don't you wait, it can't?", [None]),
        (apostrophes, "ive seen it, dont wait", ["I've seen it, don't wait"]),
        (shorthand, "pls bring ur id & wait", ["please bring your id and wait"]),
        (shorthand, "Ask at Fox & Hound.", [None]),
        (tidied, "it is here. we will wait", ["It is here. We will wait."]),
        (tidied, "it is here. Ana", [None]),
        (unable, "I can't change it.", [f"I am {no} change it." for no in (
            "unable to", "not able to", "not in a position to")]),
        (unable, "We are unable to change it.", ["We cannot change it."]),
        (unable, "We can't say yet.", [None]),
        (duty, "You must send it.", ["You need to send it.", "You have to send it."]),
        (duty, "You must not send it.", [None]),
        (hedged_alike, "We may be able to.", ["We might be able to."]),
        (hedged_alike, "It takes about 5 days.", [
            f"It takes {near} 5 days." for near in ("around", "roughly", "approximately")]),
        (hedged_alike, "You may write to us.", [None]),
        (limits, "Give us at least 14 days.", [f"Give us {least} 14 days." for least in (
            "a minimum of", "not less than", "no less than")]),
        (limits, "If we hear by 9 June, good.", ["If we hear on or before 9 June, good."]),
        (limits, "Cancel up to 24 hours before.", [None]),
        (conditions, "It stays until you pay.", ["It stays till you pay."]),
        (conditions, "Open till you pay.", ["Open until you pay."]),
        (conditions, "If you want it, pay.", ["Should you want it, pay."]),
        (conditions, "As soon as it is here, pay.", ["Once it is here, pay."]),
        (conditions, "If you paid, wait.", [None]),
        (synonyms, "We bought it.", ["We purchased it."]),
        (synonyms, "Bring photo ID.", [None]),
        (passive, "We have cancelled the order.", [
            "The order has been cancelled.", "The order has been cancelled by us."]),
        (passive, "I'll replace your cards when they are here.", [
            "Your cards will be replaced when they are here."]),
        (passive, "I can't reset the box from here.", ["The box cannot be reset from here."]),
        (passive, "We sent the letters.", [
            "The letters were sent.", "The letters were sent by us."]),
        (passive, "The order is here.", [None]),
    ],
)  # fmt: skip
def test_the_same_is_said_in_other_words(
    edit: Edit, draft: str, expected: list[str | None]
) -> None:
    """One of the wordings by a hash, or nothing where another word would say something else."""
    assert edit(draft) in expected
