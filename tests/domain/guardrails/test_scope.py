"""What holds for some things does not come to hold for all."""

import pytest

from api.domain.finding import Value
from api.domain.guardrails.scope import widened_scopes
from tests.domain.english import held
from tests.domain.guardrails.told import BLOCK, told

ARM = "We repair the left arm of the chair."


@pytest.mark.parametrize(
    "rewrite",
    [
        pytest.param("We repair any damage of the left arm.", id="any"),
        pytest.param("We repair all legs of the chair.", id="all"),
        pytest.param("We repair every penguin leg of the chair.", id="every"),
        pytest.param("We repair all the big legs of the chair.", id="a-word-between"),
        pytest.param("We repair the arm of the chair and all penguins.", id="beside-the-old"),
        pytest.param("We repair all arms, any penguin of the chair.", id="the-second-of-two"),
    ],
)
def test_an_all_over_something_new_is_found(rewrite: str) -> None:
    """The noun is new, and the rest of the clause is the draft's."""
    findings = list(widened_scopes(held(ARM, rewrite)))

    assert told(findings) == [("widened_scope", BLOCK, ARM[:-1], rewrite[:-1])]
    assert findings[0].value is Value.INTEGRITY


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        pytest.param(ARM, "We repair the arm of the chair.", id="no-all"),
        pytest.param(ARM, "We repair any left arm of the chair.", id="the-drafts-own-noun"),
        pytest.param(ARM, "We repair the arm of the chair, all of it.", id="nothing-behind-it"),
        pytest.param(ARM, "We repair the left arm of the whole chair.", id="whole"),
        pytest.param(
            ARM, "We repair all of the many other big legs of the chair.", id="far-behind-it"
        ),
        pytest.param(
            f"The chair has legs. {ARM}", "We repair all legs of the chair.", id="named-elsewhere"
        ),
        pytest.param(
            "We repair all arms of the chair.", "We repair all legs of the chair.", id="was-all"
        ),
        pytest.param(ARM, "We're sorry that we repair all legs of the chair.", id="courtesy"),
        pytest.param(ARM, "We hope we repair all legs of the chair.", id="empathy"),
        pytest.param(ARM, "Do we repair all legs of the chair?", id="question"),
        pytest.param(ARM, "If we repair all legs of the chair, good.", id="condition"),
        pytest.param(ARM, "Repair all legs of the chair.", id="order"),
        pytest.param(ARM, "All penguins knit socks for violins.", id="about-something-else"),
    ],
)
def test_an_all_that_takes_in_nothing_new_is_left_alone(draft: str, rewrite: str) -> None:
    """What the draft speaks of may be summed up; courtesy and questions state nothing."""
    assert list(widened_scopes(held(draft, rewrite))) == []


def test_an_all_about_something_else_is_no_wider_scope() -> None:
    """Though the rewrite names the sentence as its source."""
    rewrite = "All penguins knit socks for violins."

    assert not list(widened_scopes(held(ARM, rewrite, ids=(("D1",),))))


def test_each_clause_is_looked_at() -> None:
    """A sentence that keeps its "all", and a clause without one, do not end the search."""
    draft = f"All socks are warm. {ARM}"
    rewrite = "All caps are warm. We repair the chair, and we repair all legs of the chair."

    (finding,) = widened_scopes(held(draft, rewrite))

    assert finding.reply
    assert finding.reply.quote == "and we repair all legs of the chair"


@pytest.mark.parametrize(
    ("draft", "rewrite", "found"),
    [
        pytest.param("A named adult must come.", "An adult must come.", True, id="any-adult"),
        pytest.param("A named adult must come.", "A named grown-up must come.", False, id="kept"),
        pytest.param("A named adult must come.", "The adult must come.", False, id="a-known-one"),
        pytest.param(
            "Send unopened boxes only to us.",
            "Send any box to us, and only to us.",
            True,
            id="any-box",
        ),
        pytest.param(
            "We see what you named.", "We see a thing.", False, id="nothing-behind-the-word"
        ),
        pytest.param("A named adult must come.", "Bring an umbrella.", False, id="another-thing"),
    ],
)
def test_what_narrows_a_noun_stays(draft: str, rewrite: str, found: bool) -> None:
    """It may not be said of any of its kind."""
    assert bool(list(widened_scopes(held(draft, rewrite)))) is found
