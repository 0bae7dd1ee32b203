"""Our own labelled pairs: their form, and that scoring them finds what was planted."""

import hashlib

import pytest
from click.testing import CliRunner

import prompts
from api.domain.lexicon import Lexicon
from api.domain.reading import read
from evals.pairs import FOLDER, KINDS, Pair, blocked, load, main

FROZEN = "896e4a76ef44804f8ec8255d9e12292d98520086141894c65e79b2ece099d3f4"


def test_the_frozen_pairs_are_the_ones_that_were_frozen() -> None:
    """A figure on pairs that were edited after the rules does not count."""
    digest = hashlib.sha256((FOLDER / "frozen.jsonl").read_bytes()).hexdigest()

    assert digest == FROZEN


@pytest.mark.parametrize("split", ["dev", "frozen"])
def test_every_pair_can_be_read_and_its_links_stand_in_its_text(split: str) -> None:
    """A link to words that are not there would be no hint."""
    pairs = list(load(FOLDER / f"{split}.jsonl"))

    assert len({(pair.id, pair.kind) for pair in pairs}) == len(pairs)
    assert {pair.kind for pair in pairs} == set(KINDS)
    for pair in pairs:
        assert read(pair.draft).sentences
        assert len(pair.answer(linked=True).sources) == len(pair.links)


def test_a_planted_lie_is_caught_and_the_draft_itself_is_not() -> None:
    """The two ends between which every score lies."""
    lexicon = Lexicon.from_data(prompts.data("lexicon/en.yaml"))
    draft = "We may refund the fee of $20."
    lie = Pair("x", "planted", "changed_figure", draft, "We may refund $30.", (), (), None)
    truth = Pair("x", "honest", "", draft, draft, ((draft, ("D1",)),), (), None)

    assert blocked(lie, lexicon, linked=False)
    assert not blocked(truth, lexicon, linked=True)


def test_scoring_prints_both_errors_with_and_without_links() -> None:
    """A catch rate without the accusations beside it says nothing."""
    printed = CliRunner().invoke(main, ["dev"]).output

    for line in ("with links", "text alone", "caught", "honest accused", "natural accused"):
        assert line in printed
    assert printed.count("/130)") == 6
