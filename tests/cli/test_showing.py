"""What a person sees."""

import io

import pytest

from api.cli.showing import (
    CHANGES,
    REASONS,
    SEVERITIES,
    VERDICTS,
    WRITERS,
    byline,
    check_sections,
    reply_sections,
    show,
    visible,
)
from api.domain.commitment import Change, Commitment
from api.domain.finding import Finding, Severity, Span, Value, Verdict
from api.domain.reply import Dropped, Engine, Outcome, Reason, Reply

SPAN = Span(0, 12, "may\nrefund it")
FULL = Reply(
    "We may refund it.",
    Outcome.MENDED,
    Engine.MODEL,
    Verdict.REVIEW,
    dropped=(Dropped("D2", "As I said.", "blame"),),
    findings=(Finding("strengthened", Severity.REVIEW, "Look here.", Value.INTEGRITY),),
    commitments=(
        Commitment("refund", "business", "may", "+", None, (), SPAN, None, Change.LOST),
        Commitment("refund", "business", "may", "+", None, (), None, None, Change.NEW),
    ),
    care_notes=("A loss is mentioned.",),
    questions=("Which order?",),
    model="small",
)


class Terminal(io.StringIO):
    """A stream that a person looks at."""

    def isatty(self) -> bool:
        """Pretend."""
        return True


def test_every_word_of_the_contract_can_be_shown() -> None:
    """A new reason, verdict, engine, severity or change fails here until it has words."""
    assert set(REASONS) == set(Reason)
    assert set(VERDICTS) == set(Verdict)
    assert set(WRITERS) == set(Engine)
    assert set(SEVERITIES) == set(Severity)
    assert set(CHANGES) == set(Change)


@pytest.mark.parametrize("file", [io.StringIO(), Terminal()])
def test_all_that_is_known_is_shown(file: io.StringIO) -> None:
    """In a terminal and in a file."""
    show(reply_sections("We will refund it.", FULL), file)
    text = file.getvalue()
    for words in ("What changed", "lost", "“may refund it”", "As I said.", "Look here.",
                  "A loss is mentioned.", "Which order?", "(small)", "put back"):  # fmt: skip
        assert words in text


def test_what_is_empty_is_not_shown() -> None:
    """An unchanged draft gets one line."""
    same = Reply("Thanks.", Outcome.UNCHANGED, Engine.PHRASEBOOK, Verdict.PASS)
    assert [section.title for section in reply_sections("Thanks.", same)] == [""]
    assert byline(same) == "Nothing was changed: the draft is good as it is."


def test_a_fallback_says_why() -> None:
    """Honestly."""
    reply = Reply(
        "x", Outcome.FALLBACK, Engine.DRAFT, Verdict.UNVERIFIED, Reason.LANGUAGE_NOT_CHECKED
    )
    assert byline(reply) == (
        "These are the draft's own words, because its language cannot be checked yet."
    )


def test_texts_too_long_for_a_diff_are_said_to_be() -> None:
    """Instead of a minute of silence."""
    reply = Reply("a " * 3_000, Outcome.REWRITTEN, Engine.MODEL, Verdict.PASS)
    file = io.StringIO()
    show(reply_sections("b " * 3_000, reply), file)
    assert "too long to be compared" in file.getvalue()


def test_markup_and_escape_sequences_of_a_draft_have_no_effect() -> None:
    """Neither rich's markup nor a terminal's control characters."""
    file = Terminal()
    show(check_sections("x", Verdict.PASS, (), "[bold]loud[/bold] \x1b[31mred\x9b"), file)
    assert "[bold]loud[/bold]" in file.getvalue()
    assert "\x1b[31mred" not in file.getvalue()
    assert visible("a\tb\nc\x1b\x07") == "a\tb\nc��"


def test_without_colour_changes_are_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR and plain files show the same signs."""
    monkeypatch.setenv("TERM", "dumb")
    for file in (io.StringIO(), Terminal()):
        show(reply_sections("You must pay.", Reply("Please pay.", *_PLAIN)), file)
        assert "[-You must-]" in file.getvalue()
        assert "{+Please+}" in file.getvalue()


_PLAIN = (Outcome.REWRITTEN, Engine.PHRASEBOOK, Verdict.PASS)
