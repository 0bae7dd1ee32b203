"""Checks of a rewrite that another tool made."""

import prompts
from api.domain.finding import Verdict
from api.domain.lexicon import Lexicon
from api.rewriting.checking import Check, CheckRequest, check
from api.rewriting.phrasebook import Phrasebook

DRAFT = "We can look into it. You must send the form by 5 May."


def _check(request: CheckRequest) -> Check:
    return check(
        request,
        lexicon=Lexicon.from_data(prompts.data("lexicon/en.yaml")),
        phrasebook=Phrasebook.from_data(prompts.data("phrasebook/en.yaml")),
    )


def test_a_faithful_rewrite_passes_as_it_is() -> None:
    """Good work is left alone."""
    rewrite = "We can look into this for you. Please send the form by 5 May, as we need it."

    found = _check(CheckRequest(DRAFT, rewrite))

    assert (found.verdict, found.mended) == (Verdict.PASS, rewrite)


def test_a_changed_figure_blocks_and_is_mended() -> None:
    """The finding quotes both sides; the mended text has the draft's date."""
    found = _check(CheckRequest(DRAFT, "We can look into this. Please send the form by 9 May."))

    assert found.verdict is Verdict.BLOCK
    assert [(f.guardrail, f.draft and f.draft.quote) for f in found.findings] == [
        ("changed_figure", "5 May")
    ]
    assert "5 May" in found.mended
    assert "9 May" not in found.mended


def test_links_that_are_given_are_hints_not_proof() -> None:
    """A link to the wrong sentence neither hides a lie nor accuses a true sentence."""
    rewrite = "We can look into this for you. Please send the form by 5 May, as we need it."
    crossed = (("We can look into this for you.", ("D2",)), ("not there", ("D1",)))

    found = _check(CheckRequest(DRAFT, rewrite, sentences=crossed))

    assert found.verdict is Verdict.PASS


def test_every_promise_of_the_draft_stands_in_the_ledger() -> None:
    """The ledger pairs the draft's words with those that carry them."""
    found = _check(CheckRequest(DRAFT, "We can look into it. Please send the form by 5 May."))

    assert [row.draft and row.draft.quote for row in found.commitments]
    assert all(row.reply for row in found.commitments)
