"""Placeholders: out of the texts, into the reply, and nothing else."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.domain.reply import Answer, Source
from api.rewriting.personal.detection import build_redactor
from api.rewriting.personal.found import Found, merged
from api.rewriting.personal.names import Names
from api.rewriting.personal.placeholders import placeholders
from api.rewriting.personal.redaction import (
    NOTHING,
    Redaction,
    RedactionFailed,
    Redactor,
    edited,
    marked,
)

REDACTOR = build_redactor("CUSTOMER=CU-#{6,8}")
VALUES = (
    "4111 1111 1111 1111",
    "4111-1111-1111-1111",
    "GB33BUKB20201555555555",
    "219-09-9999",
    "12345678Z",
    "jo@example.com",
    "JO@EXAMPLE.COM",
    "+44 20 7946 0018",
    "020 7946 0018",
    "203.0.113.9",
    "CU-1234567",
    "Anna Schmidt",
    "anna",
    "⟦EMAIL_1·k7⟧",
    "⟦1⟧",
    "[D1]",
    "EMAIL_1",
    "４１１１１１１１１１１１１１１１",
)
PIECES = st.lists(
    st.one_of(st.sampled_from(VALUES), st.text(max_size=12), st.sampled_from([" ", ". ", "\n"])),
    max_size=12,
)
TEXTS = PIECES.map("".join)


def _redact(draft: str, *others: str) -> Redaction:
    return REDACTOR.redact(draft, others, names=["Anna Schmidt"])


def _sent(redaction: Redaction, *texts: str) -> list[str]:
    edits: Sequence[Sequence[tuple[int, int, str]]] = (redaction.draft, *redaction.others)
    return [edited(text, each) for text, each in zip(texts, edits, strict=True)]


@settings(max_examples=40, deadline=None)
@given(TEXTS, st.lists(TEXTS, max_size=3))
def test_what_is_hidden_comes_back_as_it_was(draft: str, others: list[str]) -> None:
    """`restore(redact(x)) == x` for every text, also one that holds placeholders itself."""
    redaction = _redact(draft, *others)
    sent, *_ = _sent(redaction, draft, *others)
    answer, personal = redaction.restore(Answer(redaction.read(sent)))
    assert answer.text == draft
    assert personal
    assert not personal.foreign


@settings(max_examples=40, deadline=None)
@given(TEXTS, st.lists(TEXTS, max_size=3))
def test_no_placeholder_stands_in_any_text_already(draft: str, others: list[str]) -> None:
    """The suffix is chosen so; what looks like one stays what it is."""
    redaction = _redact(draft, *others)
    tokens = {new for edits in (redaction.draft, *redaction.others) for _, _, new in edits}
    assert not any(token in text for token in tokens for text in (draft, *others))
    assert _redact(draft, *others) == redaction


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(VALUES[:13]), min_size=1), st.lists(st.sampled_from(VALUES[:13])))
def test_no_known_value_is_sent(drafted: list[str], said: list[str]) -> None:
    """Whatever stands in which text, and however often."""
    texts = ["; ".join(drafted), " and then ".join(said)]
    for text in _sent(_redact(*texts), *texts):
        assert not any(value in text for value in VALUES[:13])


def test_the_same_value_has_the_same_placeholder_in_all_texts() -> None:
    """So that the model can tell who is who; another spelling in the draft has its own."""
    texts = ("Mail jo@example.com or JO@example.com.", "I am JO@EXAMPLE.COM", "al@example.com")
    draft, message, fact = _sent(_redact(*texts), *texts)
    first, second = draft.removeprefix("Mail ").removesuffix(".").split(" or ")
    assert message == f"I am {first}"
    assert len({first, second, fact}) == 3
    assert first.startswith("⟦EMAIL_1·")


def test_counts_are_all_that_is_told() -> None:
    """By kind, over all texts; a redaction does not show its texts."""
    redaction = _redact("jo@example.com, CU-1234567", "jo@example.com")
    assert redaction.counts == (("EMAIL", 2), ("CUSTOMER", 1))
    assert "jo@" not in repr(redaction)


def test_a_text_without_personal_data_is_sent_as_it_is() -> None:
    """No edit, no suffix, no count."""
    redaction = _redact("We ship on 5 May.", "Thank you.")
    assert (redaction.draft, redaction.others, redaction.counts) == ((), ((),), ())


@pytest.mark.parametrize(
    "form",
    [
        "⟦ {k}_1·{s} ⟧",
        "⟦{l}_1·{s}⟧",
        "[[{k}_1·{s}]]",
        "[{k}_1·{s}]",
        "⟦{k} 1 · {s}⟧",
        "⟦{k}\\_1·{s}⟧",
    ],
)
def test_the_form_of_a_placeholder_may_differ(form: str) -> None:
    """Spaces, case, brackets and an escape: models do that."""
    redaction = _redact("Mail jo@example.com.")
    suffix = redaction.draft[0][2].partition("·")[2].removesuffix("⟧")
    said = form.format(k="EMAIL", l="email", s=suffix)
    answer, personal = redaction.restore(Answer(redaction.read(f"Write to {said}.")))
    assert answer.text == "Write to jo@example.com."
    assert personal
    assert not personal.foreign


@pytest.mark.parametrize(
    "said",
    ["⟦EMAIL_2·{s}⟧", "⟦PHONE_1·{s}⟧", "⟦EMAIL_1·x2⟧", "⟦EMAIL_1⟧", "EMAIL_1", "e_mail·{s}", "⟦x⟧",
     "EMAIL_1·{s}", "{s}", "⟦EMAIL_1·{s}", "correo⟧"],
)  # fmt: skip
def test_the_content_of_a_placeholder_may_not_differ(said: str) -> None:
    """Another kind, number or suffix, or what is left of one, stands for nothing."""
    redaction = _redact("Mail jo@example.com.")
    suffix = redaction.draft[0][2].partition("·")[2].removesuffix("⟧")
    answer, personal = redaction.restore(Answer(redaction.read(said.format(s=suffix))))
    assert "jo@example.com" not in answer.text
    assert personal
    assert personal.foreign


def test_sources_move_along_with_the_text() -> None:
    """The pieces that an answer names stay the pieces they were."""
    redaction = _redact("Mail jo@example.com. Call 020 7946 0018 now.")
    mail, call = (new for _, _, new in redaction.draft)
    first, second = f"Write to {mail}.", f"Ring {call}."
    text = f"{first} {second}"
    start = len(first) + 1
    said = Answer(
        text,
        (Source(0, len(first), ("D1",)), Source(start, len(text), ("D2",)), Source(12, 14, ())),
    )
    answer, _ = redaction.restore(said)
    assert answer.text == "Write to jo@example.com. Ring 020 7946 0018."
    pieces = [answer.text[s.start : s.end] for s in answer.sources]
    assert pieces[:2] == ["Write to jo@example.com.", "Ring 020 7946 0018."]


def test_what_comes_back_is_not_read_again() -> None:
    """A value that looks like a placeholder is not restored a second time."""
    redaction = _redact("Ask anna@example.com")
    token = redaction.draft[0][2]
    answer, _ = redaction.restore(Answer(f"{token}{token}"))
    assert answer.text == "anna@example.com" * 2


def test_new_personal_data_in_an_answer_is_foreign() -> None:
    """Nobody gave it; what the draft says is the draft's."""
    redaction = _redact("Mail jo@example.com.", "I am al@example.com")
    answer = Answer("Mail jo@example.com, al@example.com or ring 020 7946 0018.")
    _, personal = redaction.restore(answer)
    assert personal
    assert personal.foreign == {"al@example.com", "020 7946 0018"}


def test_what_is_not_sent_needs_no_placeholder() -> None:
    """Fixed parts of the draft stay behind; a piece that reaches into one is hidden outside it."""
    draft = "jo@example.com 4111 1111 1111 1111 al@example.com"
    found = REDACTOR.redact(draft, [], unseen=[(0, 3), (14, 15), (25, 30), (35, 49), (49, 60)])
    assert [draft[start:end] for start, end, _ in found.draft] == [
        "example.com",
        "4111 1111 ",
        "1111",
    ]


def test_marks_stand_behind_the_piece_they_fall_into() -> None:
    """A number that goes over the end of a sentence is one piece all the same."""
    edits = [(2, 6, "X")]
    marks = [(1, "a"), (2, "b"), (4, "c"), (6, "d"), (8, "e")]
    assert edited("01234567", marked(edits, marks)) == "0a1bXcd67e"


def test_overlapping_pieces_are_one() -> None:
    """Named after the longest, and reaching as far as any."""
    found = [Found(4, 9, "B", "b"), Found(0, 6, "A", "a"), Found(1, 2, "C", "c")]
    assert merged([*found, Found(9, 10, "D", "d")]) == [
        Found(0, 9, "A", "a b"),
        Found(9, 10, "D", "d"),
    ]


def test_a_suffix_is_found_for_any_text() -> None:
    """It grows where all short ones are taken."""
    short = [f"{a}{b}" for a in "bcdfghjkmnpqrstvwxz" for b in "23456789"]
    assert len(placeholders([" ".join(short)]).suffix) > 2


class Broken:
    """Fails in its n-th search."""

    def __init__(self, good: int) -> None:
        self._good = good

    def find(self, texts: Sequence[str], names: Names) -> list[list[Found]]:
        """Nothing, or an error that quotes a text."""
        del names
        self._good -= 1
        if self._good < 0:
            raise LookupError(texts[0])
        return [[] for _ in texts]


def test_a_redactor_that_fails_says_so_without_any_text() -> None:
    """Before the model is asked, and when its answer is read."""
    with pytest.raises(RedactionFailed) as failed:
        Redactor(Broken(0)).redact("jo@example.com", [])
    assert not failed.value.args
    assert failed.value.__suppress_context__
    redaction = Redactor(Broken(1)).redact("jo@example.com", [])
    with pytest.raises(RedactionFailed):
        redaction.restore(Answer("x"))


def test_without_a_redactor_nothing_is_looked_for() -> None:
    """The operator has turned it off."""
    assert NOTHING.read("⟦EMAIL_1·k7⟧") == "⟦EMAIL_1·k7⟧"
    assert NOTHING.restore(Answer("x")) == (Answer("x"), None)
