"""A reader sees no label, and what the reader says is counted for the right side."""

from typing import Any

import pytest

from evals.blind import JudgementError, Pair, hide, tally

PAIRS = [
    Pair("cold", "No receipt, no refund.", "We need the receipt first.", "Hi", frozenset({"cold"})),
    Pair("plain", "It ships on Monday.", "It ships on Monday, then.", None, frozenset({"fact"})),
    Pair("rude", "Read the manual.", "The manual has the steps.", None, frozenset({"rude"})),
    Pair("good", "Thanks, all set.", "Thanks, all set.", None, frozenset({"scripted"})),
]


def _said(key: dict[str, Any], about: dict[str, dict[str, str]]) -> list[dict[str, str]]:
    """Judgements by draft id, with `reply` and `draft` turned into the hidden side."""
    judgements = []
    for hidden_id, hidden in key["pairs"].items():
        sides = {"reply": hidden["reply"], "draft": "AB".replace(hidden["reply"], "")}
        said = {"kinder": "same", "odd": "none", **about.get(hidden["draft"], {})}
        judgements.append({"id": hidden_id, **{k: sides.get(v, v) for k, v in said.items()}})
    return judgements


def test_pairs_carry_texts_only_and_the_key_tells_them_apart() -> None:
    """No tag, no draft id, no order that gives the reply away; an unchanged draft is not shown."""
    shown, key = hide(PAIRS, seed=3)

    assert [set(pair) for pair in shown] == [{"id", "customer_message", "A", "B"}] * 3
    texts = {pair.id: {pair.draft, pair.reply} for pair in PAIRS}
    for pair in shown:
        hidden = key["pairs"][pair["id"]]
        assert {pair["A"], pair["B"]} == texts[hidden["draft"]]
        assert pair[hidden["reply"]] in {p.reply for p in PAIRS}
    assert key["unchanged"] == {"good": ["scripted"]}


def test_the_seed_alone_decides_order_and_sides() -> None:
    """A run can be repeated, and another seed hides the pairs anew."""
    assert hide(PAIRS, seed=3) == hide(PAIRS[::-1], seed=3)
    assert len({str(hide(PAIRS, seed=seed)[0]) for seed in range(20)}) > 1


def test_kinder_counts_unkind_drafts_only_and_an_unchanged_one_is_not_kinder() -> None:
    """Shares are of what was asked, not of what could be shown."""
    _, key = hide(PAIRS, seed=5)

    judged = tally(
        _said(key, {"cold": {"kinder": "reply"}, "plain": {"kinder": "reply"}}),
        key,
    )

    assert (judged.kinder.hits, judged.kinder.n) == (1, 3)
    assert (judged.odd_or_worse.hits, judged.odd_or_worse.n) == (0, 4)


@pytest.mark.parametrize(
    ("said", "counted"),
    [
        pytest.param({"odd": "reply"}, (1, 0), id="the reply is odd"),
        pytest.param({"odd": "draft"}, (0, 0), id="the draft is odd"),
        pytest.param({"odd": "both"}, (1, 1), id="both are odd"),
        pytest.param({"worse": "reply"}, (1, 0), id="the reply is worse"),
        pytest.param({"worse": "draft"}, (0, 0), id="the draft is worse"),
        pytest.param({"kinder": "draft"}, (1, 0), id="the reply is less kind"),
    ],
)
def test_odd_or_worse_counts_what_is_said_of_the_reply(
    said: dict[str, str], counted: tuple[int, int]
) -> None:
    """A draft that was odd before is named, so that a reader of the figure can tell."""
    _, key = hide(PAIRS, seed=8)

    judged = tally(_said(key, {"rude": {"note": "stiff", **said}}), key)

    assert (judged.odd_or_worse.hits, judged.odd_like_the_draft) == counted
    assert [line.partition(" ")[0] for line in judged.worst] == ["rude"] * counted[0]


@pytest.mark.parametrize("wrong", ["missing", "twice", "unknown", "unclear"])
def test_judgements_that_do_not_fit_the_key_are_refused(wrong: str) -> None:
    """A figure over half of the pairs would look like a figure over all."""
    _, key = hide(PAIRS, seed=1)
    said = _said(key, {})
    broken = {
        "missing": said[1:],
        "twice": [*said, said[0]],
        "unknown": [{**said[0], "id": "p999"}, *said[1:]],
        "unclear": [{**said[0], "kinder": "perhaps"}, *said[1:]],
    }[wrong]

    with pytest.raises(JudgementError):
        tally(broken, key)
