"""Personal data in a rewrite: the draft's own, once more and whole; nobody else's."""

import pytest

from api.domain.comparison import Comparison, hold
from api.domain.finding import Severity
from api.domain.guardrails import inspect
from api.domain.guardrails.disclosures import altered_personal, disclosures
from api.domain.personal import Personal
from api.domain.reading import read
from api.domain.reply import Answer
from api.domain.side import look
from tests.domain.english import lexicon

DRAFT = "Hi Anna, your card 4111 was charged. Please write to Anna at jo@example.com."


def _comparison(reply: str, personal: Personal | None, draft: str = DRAFT) -> Comparison:
    return hold(look(read(draft), lexicon()), Answer(reply), lexicon=lexicon(), personal=personal)


def _altered(reply: str, *own: str, draft: str = DRAFT) -> list[tuple[str | None, str | None]]:
    found = altered_personal(_comparison(reply, Personal(own), draft))
    return [(f.draft.quote if f.draft else None, f.reply.quote if f.reply else None) for f in found]


def test_without_a_redactor_nothing_is_found() -> None:
    """The domain looks for no personal data itself."""
    comparison = _comparison("Hi ⟦NAME_1·k7⟧, write to al@example.com.", None)
    assert not [*disclosures(comparison), *altered_personal(comparison)]


def test_what_the_draft_does_not_have_blocks_and_is_not_quoted_to_the_customer() -> None:
    """A placeholder that was not restored, or new personal data; also within a word."""
    personal = Personal(foreign=frozenset(("⟦NAME_2·k7⟧", "al@example.com", "Anna")))
    comparison = _comparison("Hi x⟦NAME_2·k7⟧x, Anna. al@example.com", personal)
    found = list(disclosures(comparison))
    assert {f.reply.quote for f in found if f.reply} == {"al@example.com", "⟦NAME_2·k7⟧"}
    assert {f.severity for f in found} == {Severity.BLOCK}
    assert not any("al@" in f.message for f in found)
    assert "disclosure" in {f.guardrail for f in inspect(comparison).blocks}


@pytest.mark.parametrize(
    ("reply", "found"),
    [
        ("Hi Anna, card 4111. Anna: jo@example.com.", []),
        ("Hi Anna, card 4111: jo@example.com.", []),
        ("Hi Anna, your card: jo@example.com.", [("4111", None)]),
        ("Hi Anna, card 41112: jo@example.com.", [("4111", None)]),
        ("Hi Anna, card x4111: jo@example.com.", [("4111", None)]),
        ("Hi Anna, Anna, Anna, 4111: jo@example.com.", [(None, "Anna")]),
    ],
)
def test_the_drafts_own_data_is_there_and_not_more_often(
    reply: str, found: list[tuple[str | None, str | None]]
) -> None:
    """At least once, whole, at most as often as in the draft."""
    assert _altered(reply, "Anna", "4111", "jo@example.com") == found


def test_a_piece_that_never_stands_alone_is_looked_for_anywhere() -> None:
    """The draft itself writes it without a space."""
    assert _altered("Card no4111 it is.", "4111", draft="Your card no4111 is here.") == []
    assert _altered("Your card is here.", "4111", draft="Your card no4111 is here.") == [
        ("4111", None)
    ]


def test_the_place_behind_its_own_source_may_stay() -> None:
    """Of two places, the one that the draft's sentence does not have goes."""
    draft = "We refunded the fee of the old booking. Please write to jo@example.com."
    reply = (
        "We refunded the fee of the old booking, jo@example.com. Please write to jo@example.com."
    )
    finding = next(altered_personal(_comparison(reply, Personal(("jo@example.com",)), draft)))
    assert finding.reply
    assert finding.reply.start < reply.index(".")
