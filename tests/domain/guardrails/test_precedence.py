"""Of several findings at one place one is told, and all of them in the order of the rewrite."""

from api.domain.finding import Finding, Severity, Span, Value
from api.domain.guardrails.precedence import primary

DRAFT = "We never refund the fee. Ask Kim."
REWRITE = "We refund the fee. Please ask."


def found(
    guardrail: str,
    *,
    lost: str | None = None,
    new: str | None = None,
    severity: Severity = Severity.BLOCK,
) -> Finding:
    """A finding that quotes these words of draft and rewrite."""
    spans = [
        Span.of(text, text.index(words), text.index(words) + len(words)) if words else None
        for text, words in ((DRAFT, lost), (REWRITE, new))
    ]
    return Finding(guardrail, severity, "", Value.HONESTY, draft=spans[0], reply=spans[1])


def test_a_loss_and_something_new_are_two_problems() -> None:
    """The one has its place in the draft and the other in the rewrite, wherever that is."""
    lost = found("dropped_fact", lost="We never refund the fee")
    new = found("new_commitment", new="We refund the fee")

    assert list(primary([new, lost])) == [lost, new]


def test_what_stands_side_by_side_is_two_problems() -> None:
    """Only what overlaps is one."""
    first = found("new_commitment", new="We refund")
    second = found("widened_scope", new=" the fee")

    assert list(primary([second, first])) == [first, second]


def test_a_label_does_not_name_itself_among_the_others() -> None:
    """Two findings of one kind at one place are told once."""
    clause = found("new_commitment", new="We refund the fee")
    word = found("new_commitment", new="refund")
    other = found("widened_scope", new="the fee", severity=Severity.REVIEW)

    (told,) = primary([clause, word, other])

    assert (told.guardrail, told.also) == ("new_commitment", ("widened_scope",))


def test_what_is_lost_is_told_in_the_order_of_the_draft() -> None:
    """However bad each of them is."""
    first = found("dropped_fact", lost="refund the fee", severity=Severity.REVIEW)
    second = found("lost_request", lost="Ask Kim")

    assert list(primary([second, first])) == [first, second]


def test_a_finding_on_the_whole_text_is_told_as_well() -> None:
    """It quotes nothing."""
    whole = found("changed_language")

    assert list(primary([whole])) == [whole]
