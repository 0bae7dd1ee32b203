"""Invisible characters and other languages do not go out."""

import pytest

from api.domain.guardrails.hygiene import changed_language, hidden_characters
from tests.domain.english import held


@pytest.mark.parametrize(
    ("draft", "rewrite", "expected"),
    [
        pytest.param("Hello.", "Hel\u200blo.", ["\u200b"], id="zero-width"),
        pytest.param("Hello.", "\u202eHello.\u202c", ["\u202e", "\u202c"], id="bidi"),
        pytest.param("Hello.", "Hello.\x07", ["\x07"], id="control"),
        pytest.param("Hel\u200blo.", "Hel\u200blo!", [], id="of-the-draft"),
        pytest.param("Hello.", "Hello,\tyou.\r\n", [], id="white-space"),
        pytest.param("Hello.", "Hello 👩\u200d🚀.", [], id="emoji"),
        pytest.param("Hello.", "He\u200dllo.", ["\u200d"], id="joiner-in-a-word"),
        pytest.param("Hello.", "A\u200ba\u200b. B\u200b.", ["\u200b", "\u200b"], id="per-sentence"),
        pytest.param("Hello.", "Héllo – “x”.", [], id="visible"),
    ],
)
def test_an_invisible_character_is_found(draft: str, rewrite: str, expected: list[str]) -> None:
    """Once per sentence and kind; the draft's own may stay."""
    found = hidden_characters(held(draft, rewrite))

    assert [finding.reply.quote for finding in found if finding.reply] == expected


def test_the_message_names_the_character() -> None:
    """What cannot be seen must be said; a control character has only a number."""
    named, numbered = hidden_characters(held("Hello.", "Hel\u200blo\x07."))

    assert "zero width space" in named.message
    assert "u+0007" in numbered.message.lower()


def test_a_sentence_in_another_language_is_found() -> None:
    """The draft's own foreign sentence may stay."""
    german = "Wir können das leider nicht und nie erstatten."

    (finding,) = changed_language(held("We cannot refund it.", f"Sorry. {german}"))

    assert finding.reply
    assert finding.reply.quote == german
    assert not list(changed_language(held(f"Sorry. {german}", f"Hello. {german}")))


@pytest.mark.parametrize(
    ("rewrite", "found"),
    [
        pytest.param("\U0001f469\u200d", False, id="behind-an-emoji"),
        pytest.param("\u200d\U0001f469", False, id="before-an-emoji"),
        pytest.param("Hi \U0001f469a\u200db", True, id="an-emoji-two-away"),
        pytest.param("Hi a\u200db\U0001f469", True, id="an-emoji-two-behind"),
        pytest.param("Hi \U0001f469\u200b", True, id="no-joiner"),
    ],
)
def test_a_joiner_belongs_to_the_emoji_beside_it(rewrite: str, found: bool) -> None:
    """Right beside it, on either side; no other invisible character does."""
    findings = list(hidden_characters(held("Hi.", rewrite)))

    assert bool(findings) is found
    assert all(finding.guardrail == "hidden_characters" for finding in findings)
