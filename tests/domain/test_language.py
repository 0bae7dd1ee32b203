"""Whether a text is in a language the guardrails know."""

import pytest

from api.domain.language import in_language
from api.domain.words import words
from tests.domain.english import lexicon


@pytest.mark.parametrize(
    ("text", "known"),
    [
        pytest.param("We cannot refund the fee, and this is why.", True, id="english"),
        pytest.param("Wir können Ihnen die Gebühr leider nicht und nie erstatten.", False, id="de"),
        pytest.param(
            "Nous ne pouvons pas vous rembourser et c'est tout pour la page.", False, id="fr"
        ),
        pytest.param("Мы не можем вернуть деньги.", False, id="script"),
        pytest.param("不能退款。", False, id="chinese"),
        pytest.param("Dear Zoë Ängström, naïve café.", True, id="accents"),
        pytest.param("OK", True, id="short"),
        pytest.param("Danke!", True, id="benefit-of-the-doubt"),
        pytest.param("😀 12345", True, id="no-words"),
    ],
)
def test_a_language_is_told_by_function_words_and_script(text: str, known: bool) -> None:
    """Short texts get the benefit of the doubt."""
    assert in_language(text, words(text), lexicon()) is known
