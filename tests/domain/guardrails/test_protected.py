"""Links, addresses, ids, placeholders, code and fixed blocks stay byte for byte."""

import pytest

from api.domain.finding import Severity, Value
from api.domain.guardrails.protected import altered_protected
from tests.domain.english import held


def found(
    draft: str, rewrite: str, facts: tuple[str, ...] = ()
) -> list[tuple[str | None, str | None]]:
    """The quotes of what is found."""
    return [
        (f.draft.quote if f.draft else None, f.reply.quote if f.reply else None)
        for f in altered_protected(held(draft, rewrite, facts=facts))
    ]


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        pytest.param("See https://a.example/x.", "Look at (https://a.example/x)!", id="link"),
        pytest.param("Write to b@c.example.", "Mail b@c.example, please.", id="address"),
        pytest.param("Take {n}days or %s.", "%s or {n}days.", id="placeholder"),
        pytest.param("Take {n} days.", "Take {n}days.", id="placeholder-glued"),
        pytest.param("Ask @kim about #A7731.", "About #A7731: ask @kim.", id="mention"),
        pytest.param("So good 😀", "So good", id="emoji"),
        pytest.param("Take %s0.", "Please take %s0.", id="placeholder-before-digit"),
        pytest.param("Take {n} days.", "Take `{n} days`.", id="placeholder-in-code"),
        pytest.param("Run reset --all now.", "Run `reset --all` now.", id="code-marks"),
        pytest.param("Hi.\n\n> You said\n\nBye.", "Hello.\n\n> You said\n\nSee you.", id="quote"),
        pytest.param("Done. See #A7731, #A7731.", "See #A7731.", id="repeated"),
    ],
)
def test_what_stands_in_both_is_kept(draft: str, rewrite: str) -> None:
    """Wherever it stands."""
    assert found(draft, rewrite) == []


@pytest.mark.parametrize(
    ("draft", "rewrite", "expected"),
    [
        pytest.param(
            "See https://a.example/x.", "See it.", [("https://a.example/x", None)], id="lost"
        ),
        pytest.param(
            "See https://a.example/x.",
            "See https://a.example/xy.",
            [("https://a.example/x", "https://a.example/xy")],
            id="longer",
        ),
        pytest.param(
            "See https://a.example/x.",
            "See https://a.example/x?a=b.",
            [("https://a.example/x", "https://a.example/x?a=b")],
            id="query",
        ),
        pytest.param(
            "See www.a.example/xy",
            "See www.a.example/x",
            [("www.a.example/xy", "www.a.example/x")],
            id="shorter",
        ),
        pytest.param(
            "Mail b@c.example",
            "Mail a.b@c.example",
            [("b@c.example", "a.b@c.example")],
            id="address",
        ),
        pytest.param(
            "See it.", "See https://a.example/x.", [(None, "https://a.example/x")], id="new"
        ),
        pytest.param("See it.", "See `We will pay` it.", [(None, "`We will pay`")], id="new-code"),
        pytest.param(
            "See it.", "See [REFUND CODE] it.", [(None, "[REFUND CODE]")], id="new-placeholder"
        ),
        pytest.param("Ask @kim.", "Ask @kimberly.", [("@kim", "@kimberly")], id="mention"),
        pytest.param("See #A7731.", "See #A7731-2.", [("#A7731", "#A7731-2")], id="id"),
        pytest.param("Take %s.", "Take it.", [("%s", None)], id="placeholder"),
        pytest.param("See A7731 here.", "See XA7731 here.", [("A7731", "XA7731")], id="id-inside"),
        pytest.param("Hi.\n\n> You said", "Hi.", [("> You said", None)], id="quote-lost"),
        pytest.param("Hi.", "Hi.\n\n> We will pay", [(None, "> We will pay")], id="quote-new"),
        pytest.param(
            "Hi.\n--\nKim", "Hi.\n--\nKin", [("--\nKim", None), (None, "--\nKin")], id="signature"
        ),
        pytest.param("Hi.\n\n> You", "Hi. You > You", [("> You", None)], id="quote-inside"),
    ],
)
def test_what_is_lost_changed_or_new_is_found(
    draft: str, rewrite: str, expected: list[tuple[str | None, str | None]]
) -> None:
    """A link with something appended is another link; nothing hides in code or quotes."""
    assert found(draft, rewrite) == expected


def test_a_fact_may_bring_a_link() -> None:
    """The agent has named it."""
    assert found("See it.", "See https://a.example/x.", facts=("https://a.example/x",)) == []


@pytest.mark.parametrize(
    ("draft", "rewrite", "message", "also"),
    [
        pytest.param(
            "See https://a.example/x.",
            "See it.",
            "Your draft has the link 'https://a.example/x'; the rewrite leaves it out.",
            ("dropped_fact",),
            id="lost",
        ),
        pytest.param(
            "Mail b@c.example.",
            "Mail d@c.example.",
            "Your draft says 'b@c.example'; the rewrite says 'd@c.example'.",
            (),
            id="changed",
        ),
        pytest.param(
            "See it.",
            "See https://a.example/x.",
            "The rewrite has the link 'https://a.example/x'; your draft has not.",
            (),
            id="new",
        ),
        pytest.param(
            "Hi.\n\n> You said",
            "Hi.",
            "Your draft's quoted text must stay as it is; the rewrite changes it.",
            (),
            id="block-lost",
        ),
        pytest.param(
            "Hi.",
            "Hi.\n\n> We will pay",
            "The rewrite has quoted text that your draft has not.",
            (),
            id="block-new",
        ),
    ],
)
def test_the_message_says_what_became_of_it(
    draft: str, rewrite: str, message: str, also: tuple[str, ...]
) -> None:
    """In one plain sentence; what is lost is a fact that is gone as well."""
    (finding,) = altered_protected(held(draft, rewrite))

    assert (finding.message, finding.also) == (message, also)
    assert (finding.guardrail, finding.severity) == ("altered_protected", Severity.BLOCK)
    assert finding.value is Value.INTEGRITY


@pytest.mark.parametrize(
    ("said", "facts", "customer", "quotes"),
    [
        pytest.param(
            "Sunny skates at skate.example/x.",
            ("Sunny skates: skate.example/x",),
            None,
            ["skate.example/x"],
            id="a-fact-beside-the-draft",
        ),
        pytest.param(
            "Your lamp form is on lamp.example/form.",
            ("The lamp form: lamp.example/form",),
            None,
            [],
            id="a-fact-makes-the-draft-exact",
        ),
        pytest.param(
            "Your lamp form is on lamp.example/form.",
            (),
            "Write that the form is on lamp.example/form.",
            ["lamp.example/form"],
            id="the-customers-link",
        ),
        pytest.param(
            "Your lamp form, call 0800 555 0166.",
            (),
            "My phone is 0800 555 0166.",
            ["0800 555 0166"],
            id="the-customers-number",
        ),
        pytest.param(
            "Your lamp form for LA-44718.",
            (),
            "Where is LA-44718?",
            [],
            id="the-customers-reference",
        ),
    ],
)
def test_where_a_new_link_leads_is_the_drafts_to_say(
    said: str, facts: tuple[str, ...], customer: str | None, quotes: list[str]
) -> None:
    """A fact may add it to what the draft says; the customer's own message never may."""
    comparison = held("Fill in the lamp form.", said, facts=facts, customer=customer)

    assert [f.reply and f.reply.quote for f in altered_protected(comparison)] == quotes
