"""Real drafts are read from outside the project, with what others wrote over them."""

from pathlib import Path

import pytest

from evals import real_drafts


def test_a_draft_comes_with_every_rewrite_of_it(small_bench: Path) -> None:
    """Natural rewrites are in a file of their own and belong to a draft by its id."""
    first, second = real_drafts.load(small_bench)

    assert set(first.rewrites) == {"honest", "planted", "eager"}
    assert second.rewrites["natural friendly"] == ("Thank you, Ana. It arrives on 4 December.",)
    assert first.facts == ("Refunds need a receipt.",)
    assert second.facts == ()
    assert first.planted_words == "We will refund the $25 today"
    assert second.planted_words is None


def test_the_folder_is_named_by_the_environment(small_bench: Path) -> None:
    """No text of it is in the project, so it is somewhere else on each machine."""
    assert real_drafts.folder() == small_bench


def test_without_a_folder_the_place_beside_the_project_is_meant(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It need not exist; who loads it finds out."""
    monkeypatch.delenv("KINDREPLY_BENCH", raising=False)

    assert real_drafts.folder().name == "bench"
