"""All signs of some clauses, word for word.

The weights know signs by their names: one that is renamed, or counted otherwise, would silently
weigh nothing. `WRITE_GOLDEN=1` writes the file anew, for you to read; then fit the weights anew.
"""

import json
import os
from itertools import chain
from pathlib import Path

import pytest

from api.domain.finding import Finding, Severity, Value
from api.domain.weighing.judging import Weighed, clauses_of
from tests.domain.english import held

GOLDEN = Path(__file__).with_name("golden_signs.json")
PAIRS = {
    "a hedge that goes": (
        "We may be able to refund the $25 fee within 5 days, but we can't promise it.",
        "We'll happily refund the $25 fee tomorrow, and you won't have to wait 5 days.",
    ),
    "somebody else does it": (
        "You must send the form to the council by 4 May. They decide within 3 weeks.",
        "We will send the form to the council by 4 May, and you'll hear from us in 3 weeks.",
    ),
    "said, asked and left out": (
        "Hi Ann,\nIf you return the lamp, please add the receipt. Only lamps bought in May count. "
        "The shop does not take bulbs. I have asked the depot to look for it.",
        "Hi Ann,\nThank you so much for your patience! The lamp has been found at the depot, so "
        "there is nothing you need to do. Lamps count.",
    ),
    "figures that changed places": (
        "A visit costs $40 and takes 2 hours. A repair costs $15 and takes 3 hours.",
        "The repair is $40, which takes roughly 2 hours. Visits are never free: $15 or $60.",
    ),
    "what the customer says": (
        "Repairs take a week.",
        "A broken wheel is a nuisance. Would you like us to call you once your repair is done?",
    ),
}


def signs_of(name: str) -> dict[str, list[str]]:
    """The signs of every clause of a pair, with a finding on the first of each side."""
    draft, rewrite = PAIRS[name]
    pair = held(draft, rewrite, customer="My wheel is broken!")
    reply = pair.reply.quote(pair.reply.frames[-1])
    found = [
        Finding("new_deadline", Severity.BLOCK, "Found.", Value.INTEGRITY, reply=reply),
        Finding("dropped_fact", Severity.REVIEW, "Lost.", Value.HONESTY,
                draft=pair.draft.quote(pair.draft.frames[-1])),
    ]  # fmt: skip
    return {_called(clause): _listed(clause) for clause in clauses_of(pair, found)}


def _called(clause: Weighed) -> str:
    side = "draft" if clause.lost else "rewrite"
    return f"{side} {clause.sentence}: {' '.join(clause.frame.clause.texts)}"


def _listed(clause: Weighed) -> list[str]:
    return sorted(f"{kind}: {value}" for kind, value in clause.signs if "~" not in value)


@pytest.mark.parametrize("name", PAIRS)
def test_a_clause_shows_the_signs_that_the_weights_were_fitted_on(name: str) -> None:
    """Groups of synonyms aside, whose numbers change with the lexicon."""
    if os.environ.get("WRITE_GOLDEN"):
        written = {each: signs_of(each) for each in PAIRS}
        GOLDEN.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")

    assert signs_of(name) == json.loads(GOLDEN.read_text(encoding="utf-8"))[name]


def test_the_goldens_show_most_kinds_of_signs() -> None:
    """Or they would pin little."""
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    clauses = chain.from_iterable(pair.values() for pair in golden.values())
    kinds = {sign.split(": ")[0] for clause in clauses for sign in clause}

    assert len(kinds) >= 50
