"""Fixed blocks that are gone, and where they belong."""

import pytest

from api.domain.fixed import fixed_text, missing, places
from api.domain.reading import read


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param("> a\n\nHi.", "Hi.", ["> a"], id="gone"),
        pytest.param("> a\n\nHi.", "Hi.\n\n> a", [], id="moved"),
        pytest.param("> a\n\nHi.", "Hi, > a", ["> a"], id="inside-a-sentence"),
        pytest.param("> a\n\nHi.", "Hi.\n\n> a\n> b", ["> a"], id="longer"),
        pytest.param("> a\r\n> b\r\n\r\nHi.", "> a\n> b\n\nHi.", ["> a\r\n> b"], id="line-ends"),
        pytest.param("Hi.\n--\nKim", "Hi.\n--\nKim ", ["--\nKim"], id="space"),
    ],
)
def test_a_block_is_there_only_byte_for_byte(one: str, other: str, expected: list[str]) -> None:
    """And as a block of its own."""
    document = read(one)

    assert [fixed_text(document, block) for block in missing(document, read(other))] == expected


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [
        pytest.param([0, 12, 21], [1, 2, 3], id="in-order"),
        pytest.param([12, 0, 21], [2, 2, 3], id="moved"),
        pytest.param([None, 0, None], [2, 2, 3], id="courtesy-around"),
        pytest.param([12, 21], [0, 1, 2], id="first-gone"),
        pytest.param([], [0, 0, 0], id="empty"),
        pytest.param([0, 29], [1, 1, 1], id="signature-is-there"),
        pytest.param([0, 12, 29, 29], [1, 2, 2], id="two-from-behind"),
    ],
)
def test_a_block_stands_behind_what_comes_before_it(
    drawn: list[int | None], expected: list[int]
) -> None:
    """The last ones at the end, but before what comes from behind them."""
    document = read("One two.\n> a\n\nTwo.\n> b\nThree four.\n> c\n--\nKim")
    blocks = [block for block in document.blocks if block.fixed][:3]
    starts = {sentence.text: sentence.start for sentence in document.sentences}
    named = {0: 0, 12: starts["Two."], 21: starts["Three four."], 29: blocks[2].end + 1, None: None}

    assert places(document, blocks, [named[offset] for offset in drawn]) == expected


def test_a_draft_without_sentences_has_its_blocks_at_the_end() -> None:
    """Even one that begins with its first character stands behind a courtesy."""
    document = read("> a")

    assert places(document, document.blocks, [None]) == [1]
