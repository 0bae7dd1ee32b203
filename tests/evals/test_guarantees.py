"""The evals' own look at a reply, which trusts no guardrail."""

from api.domain.reading import read
from evals.guarantees import broken, changed_digits, holds


def test_a_lost_link_and_a_changed_code_line_are_named() -> None:
    """Byte for byte: a code block with one more space is another block."""
    draft = read("See https://example.com/a now.\n\n> You wrote this.\n\nThanks.")

    assert not list(broken(draft, draft.text))
    (link,) = broken(draft, "See it now.\n\n> You wrote this.\n\nThanks.")
    (quoted,) = broken(draft, "See https://example.com/a now.\n\nYou wrote this.\n\nThanks.")
    assert "https://example.com/a" in link
    assert "quoted" in quoted


def test_numbers_that_come_or_go_are_named() -> None:
    """The phrasebook rewords no figure, so its digits are the draft's."""
    assert not list(changed_digits("Pay $25 in 3 days.", "In 3 days, please pay $25."))
    assert list(changed_digits("Pay $25.", "Pay $20.")) == [
        "20 is only in the reply",
        "25 is only in the draft",
    ]


def test_words_are_found_across_lines_and_case() -> None:
    """A planted promise that was wrapped is still a planted promise."""
    assert holds("we will refund", "Of course: We will\n  refund you.")
    assert not holds("we will refund", "We will not refund you.")
