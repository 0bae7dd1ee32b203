"""What is told to be so in the end must be the draft's."""

import pytest

from api.domain.finding import Value
from api.domain.guardrails.outcomes import new_outcomes
from tests.domain.english import held
from tests.domain.guardrails.told import BLOCK, told


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        pytest.param(
            "Close the valve.", "Close the valve, and your hot water will return.", id="thing"
        ),
        pytest.param(
            "Ask the practice.", "Ask the practice, and they'll give you yours.", id="people"
        ),
        pytest.param(
            "The parcel is in Leer.", "The parcel is in Leer, so it'll get to you too.", id="so"
        ),
        pytest.param(
            "Unlock it under Cards.",
            "Unlock it under Cards, and the next payment will go through.",
            id="next",
        ),
        pytest.param(
            "The parcel is in Leer.",
            "Weekends will be sunny. The parcel is in Leer, so it'll get to you too.",
            id="behind-what-has-no-source",
        ),
    ],
)
def test_an_outcome_that_the_draft_does_not_have_is_found(draft: str, rewrite: str) -> None:
    """A step that the draft names brings nothing that it does not."""
    found = told(new_outcomes(held(draft, rewrite)))
    assert [row[:2] for row in found] == [("strengthened", BLOCK)]


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        pytest.param(
            "Close the valve. Then the water returns.",
            "Close the valve, and the water will return.",
            id="said",
        ),
        pytest.param(
            "Ask the practice, they will reply.", "Ask the practice, they will answer.", id="told"
        ),
        pytest.param("Ask them.", "Ask them, and they might reply.", id="possible"),
        pytest.param("Ask them by Friday.", "Ask them, it will close Friday.", id="figure"),
        pytest.param("Ask them.", "Ask them; it will not bite.", id="denied"),
        pytest.param("Ask them.", "Ask them. Lamps will fall.", id="no-source"),
        pytest.param("Ask them which one.", "Which one will they pick?", id="question"),
        pytest.param("The rule is old.", "The rule is old and the rule will remain.", id="stays"),
        pytest.param(
            "Close the valve.", "Close the valve if the cellar will flood.", id="condition"
        ),
        pytest.param("Ask the practice.", "Ask the practice: will the nurse visit?", id="asked"),
        pytest.param(
            "Close the valve.", "Close the valve, and the cellar will not flood.", id="will-not"
        ),
        pytest.param("Close the valve.", "Close the valve, and we will visit.", id="of-us"),
        pytest.param("Ask them.", "Ask them, the shop will close at 5 pm.", id="new-figure"),
        pytest.param(
            "The water will return once you close the valve.",
            "Close the valve, and the supply will resume.",
            id="foretold-in-other-words",
        ),
        pytest.param(
            "Ask the practice whether the nurse visits.",
            "Please ask the practice whether the nurse will come round.",
            id="asked-whether",
        ),
    ],
)
def test_what_the_draft_foretells_may_be_told(draft: str, rewrite: str) -> None:
    """A present tense of the draft may be told as what comes."""
    assert told(new_outcomes(held(draft, rewrite))) == []


def test_each_sentence_may_hold_out_an_outcome() -> None:
    """What the customer counts on and does not get costs integrity."""
    found = list(
        new_outcomes(
            held(
                "Close the valve. Ask the practice.",
                "Close the valve, and your hot water will return. "
                "Ask the practice, and they'll give you yours.",
            )
        )
    )

    assert [quote for *_, quote in told(found)] == [
        "Close the valve, and your hot water will return",
        "and they'll give you yours",
    ]
    assert {finding.value for finding in found} == {Value.INTEGRITY}
