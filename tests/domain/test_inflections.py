"""The forms of English verbs, made from their bases."""

import pytest

from api.domain.inflections import BASES, Form, forms, inflections


@pytest.mark.parametrize(
    ("verb", "plain", "past", "gerund"),
    [
        pytest.param("refund", {"refund", "refunds"}, {"refunded"}, {"refunding"}, id="regular"),
        pytest.param("waive", {"waive", "waives"}, {"waived"}, {"waiving"}, id="silent-e"),
        pytest.param("agree", {"agree", "agrees"}, {"agreed"}, {"agreeing"}, id="double-e"),
        pytest.param("fix", {"fix", "fixes"}, {"fixed"}, {"fixing"}, id="sibilant"),
        pytest.param("reach", {"reach", "reaches"}, {"reached"}, {"reaching"}, id="ch"),
        pytest.param("reply", {"reply", "replies"}, {"replied"}, {"replying"}, id="consonant-y"),
        pytest.param("delay", {"delay", "delays"}, {"delayed"}, {"delaying"}, id="vowel-y"),
        pytest.param("send", {"send", "sends"}, {"sent"}, {"sending"}, id="irregular"),
        pytest.param("give", {"give", "gives"}, {"gave", "given"}, {"giving"}, id="two-pasts"),
        pytest.param("go", {"go", "goes"}, {"went", "gone"}, {"going"}, id="o"),
    ],
)
def test_a_verb_has_its_forms(verb: str, plain: set[str], past: set[str], gerund: set[str]) -> None:
    """Base and third person, past and participle, gerund: each says which it is."""
    found = list(inflections(verb))

    assert {form for form, is_past, is_gerund in found if not (is_past or is_gerund)} == plain
    assert {form for form, is_past, _ in found if is_past} == past
    assert {form for form, _, is_gerund in found if is_gerund} == gerund
    assert not any(is_past and is_gerund for _, is_past, is_gerund in found)


@pytest.mark.parametrize("form", ["cancelled", "canceled", "cancelling", "canceling", "shipped"])
def test_a_final_consonant_may_be_doubled(form: str) -> None:
    """Both spellings of either side of the Atlantic are known."""
    found = {spelled for verb in ("cancel", "ship") for spelled, _, _ in inflections(verb)}

    assert form in found


def test_an_irregular_verb_that_doubles_has_one_past() -> None:
    """ "put" is its own past; its gerund has two t."""
    found = list(inflections("put"))

    assert [form for form, past, _ in found if past] == ["put"]
    assert "putting" in {form for form, _, gerund in found if gerund}


def test_the_base_of_an_irregular_form_is_known() -> None:
    """A form that is its own base needs none."""
    assert [BASES[form] for form in ("sent", "gone", "went", "paid")] == [
        "send", "go", "go", "pay",
    ]  # fmt: skip
    assert BASES.keys().isdisjoint({"put", "come", "read", "refunded"})


def test_an_act_is_known_by_every_form_of_its_verbs_and_nouns() -> None:
    """Of a phrase the first word is inflected, of a noun its number."""
    found = forms({"refund": {"verbs": ["pay back"], "nouns": ["gift card", "refund"]}})

    assert found["paid"] == (Form("refund", ("back",), past=True, gerund=False, noun=False),)
    assert found["paying"] == (Form("refund", ("back",), past=False, gerund=True, noun=False),)
    assert found["refunds"] == (Form("refund", (), past=False, gerund=False, noun=True),)
    assert [form.tail for form in found["gift"]] == [("card",), ("cards",)]


def test_the_longest_form_comes_first() -> None:
    """ "send out" must be tried before "send"."""
    found = forms(
        {
            "send": {"verbs": ["send"], "nouns": []},
            "deliver": {"verbs": ["send out", "send out to you"], "nouns": []},
        }
    )

    assert [form.tail for form in found["sent"]] == [("out", "to", "you"), ("out",), ()]
