"""A rewrite put together again from kept, dropped and restored sentences."""

import pytest

from api.domain.document import Format
from api.domain.reading import read
from api.domain.reply import Source
from api.domain.weaving import Plan, weave


def woven(
    draft: str,
    rewrite: str,
    *,
    dropped: tuple[int, ...] = (),
    replaced: dict[int, list[int]] | None = None,
    after: dict[int, list[int]] | None = None,
    wording: dict[int, str] | None = None,
) -> str:
    """The text of a plan."""
    plan = Plan(set(dropped), replaced or {}, after or {}, wording or {})
    plan.reasons = dict.fromkeys(range(len(read(draft).sentences)), "because")
    reply = read(rewrite, prefix="R")
    links = (frozenset[int](),) * len(reply.sentences)
    return weave(read(draft), reply, links, plan).text


LIST = "We need:\n- a red box. Big.\n- a lamp\n\nThanks for that."


@pytest.mark.parametrize(
    ("rewrite", "dropped", "expected"),
    [
        pytest.param("One. Two. Three.", (1,), "One. Three.", id="middle"),
        pytest.param("One. Two. Three.", (0,), "Two. Three.", id="first"),
        pytest.param("One. Two. Three.\n", (2,), "One. Two.\n", id="last"),
        pytest.param("One.\n\nTwo.\n\nThree.", (1,), "One.\n\nThree.", id="paragraph"),
        pytest.param("One. Two.\n\nThree. Four.", (1, 2), "One.\n\nFour.", id="across"),
        pytest.param("One.\n\n- Two\n- Three", (1,), "One.\n\n- Three", id="item"),
        pytest.param(
            "One.\n- Two. More.\n- Three", (1,), "One.\n- More.\n- Three", id="item-start"
        ),
        pytest.param("One.\n- Two\n\nThree.", (1,), "One.\n\nThree.", id="only-item"),
        pytest.param("One.\n\n-----\n\nTwo. Three.", (1,), "One.\n\n-----\n\nThree.", id="rule"),
        pytest.param("One.\n\n| a |\n|---|\n| b |\n\nTwo.", (1, 2), "One.\n\nTwo.", id="table"),
        pytest.param("One. Two。Three。", (1,), "One. Three。", id="wide"),
        pytest.param(
            "One.\n-----\nTwo.\n\n\nThree. Four.", (1, 2), "One.\n-----\nFour.", id="kept-rule"
        ),
    ],
)
def test_a_dropped_sentence_leaves_no_hole(
    rewrite: str, dropped: tuple[int, ...], expected: str
) -> None:
    """Neither a bare marker nor a double gap."""
    assert woven("Umbrellas.", rewrite, dropped=dropped) == expected


@pytest.mark.parametrize(
    ("rewrite", "replaced", "expected"),
    [
        pytest.param("Hello. Lamps!", {1: [3]}, "Hello.\n- a lamp", id="item-in-prose"),
        pytest.param("Hello. Lamps! Bye.", {1: [3]}, "Hello.\n- a lamp\n\nBye.", id="prose-behind"),
        pytest.param("Hello.\n\nLamps!", {1: [3]}, "Hello.\n\n- a lamp", id="item-for-paragraph"),
        pytest.param(
            "Hello.\n* Lamps!\n* Bye", {1: [3]}, "Hello.\n* a lamp\n* Bye", id="item-in-list"
        ),
        pytest.param(
            "Hello.\n* Lamps!", {1: [4]}, "Hello.\n* Thanks for that.", id="prose-in-list"
        ),
        pytest.param("Box! Bye.", {0: [1, 2, 3]}, "- a red box. Big.\n- a lamp\n\nBye.", id="list"),
        pytest.param(
            "Box! Bye.", {0: [1, 3]}, "- a red box.\n- a lamp\n\nBye.", id="not-neighbours"
        ),
        pytest.param(
            "Box! Bye.", {0: [0, 4]}, "We need:\n\nThanks for that. Bye.", id="paragraphs"
        ),
    ],
)
def test_a_restored_sentence_brings_its_layout(
    rewrite: str, replaced: dict[int, list[int]], expected: str
) -> None:
    """A list item is a list item, unless the rewrite has one in its place."""
    assert woven(LIST, rewrite, replaced=replaced) == expected


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        pytest.param({-1: [0]}, "We need: Hello. Bye.", id="start"),
        pytest.param({0: [3]}, "Hello.\n- a lamp\n\nBye.", id="item"),
        pytest.param({0: [2]}, "Hello. Big. Bye.", id="in-a-block"),
        pytest.param({1: [4]}, "Hello. Bye.\n\nThanks for that.", id="paragraph"),
        pytest.param({0: [1, 3]}, "Hello.\n- a red box.\n- a lamp\n\nBye.", id="two-items"),
    ],
)
def test_a_lost_sentence_goes_behind_its_neighbour(
    after: dict[int, list[int]], expected: str
) -> None:
    """On a line or in a paragraph of its own where the draft has it so."""
    assert woven(LIST, "Hello. Bye.", after=after) == expected


def test_sentences_of_one_paragraph_stay_in_it() -> None:
    """A gap in the draft's text is one space, and no new paragraph begins."""
    draft = "One. Two. Three."

    assert woven(draft, "Hello.", replaced={0: [0, 2]}) == "One. Three."
    assert woven(draft, "Hello. Bye.", after={0: [1]}) == "Hello. Two. Bye."
    assert woven(draft, "Hello. Bye.", after={-1: [0]}) == "One. Hello. Bye."
    assert woven(draft, "Hello. Bye.", after={0: [0]}) == "Hello.\n\nOne. Bye."


def test_a_restored_sentence_takes_over_the_marker_of_what_was_dropped_before_it() -> None:
    """The list item keeps its place in the list."""
    text = woven("Hi. Go on.", "Hello.\n- Two. More.", dropped=(1,), replaced={2: [1]})

    assert text == "Hello.\n- Go on."


def test_the_phrasebook_may_word_a_restored_sentence() -> None:
    """Its marker stays."""
    text = woven(LIST, "Hello. Lamps!", replaced={1: [3]}, wording={3: "a nice lamp"})

    assert text == "Hello.\n- a nice lamp"


def test_headings_and_table_rows_come_back_on_lines_of_their_own() -> None:
    """With a blank line above where the draft has one."""
    draft = "Hi.\n\n# Next\n\nGo on.\n\n| fee | tax |\n|---|---|\n| five | six |"

    assert woven(draft, "Hello.", after={0: [1]}) == "Hello.\n\n# Next"
    assert woven(draft, "Hello. Bye.", replaced={1: [1]}) == "Hello.\n\n# Next"
    assert woven(draft, "Hello.", after={0: [3, 4]}) == (
        "Hello.\n\n| fee | tax |\n|---|---|\n| five | six |"
    )


def test_a_first_line_is_restored_with_a_blank_line_above() -> None:
    """The draft shows no gap before it."""
    assert woven("- a lamp", "Hello.", after={0: [0]}) == "Hello.\n\n- a lamp"


def test_fixed_blocks_of_the_draft_stay_and_others_go() -> None:
    """Neither sentences nor layout are hurt."""
    draft = "Hi.\n\n> a\n\nGo on."

    assert woven(draft, "Hello.\n\n> a\n\nGo!") == "Hello.\n\n> a\n\nGo!"
    assert woven(draft, "Hello.\n\n> b\n\nGo!") == "> a\n\nHello.\n\nGo!"


def test_neighbours_with_a_fixed_block_between_them_do_not_bring_it_twice() -> None:
    """The block comes back by itself."""
    draft = "Hi. Go on.\n\n> a\n\nThanks for that."

    text = woven(draft, "Hello.", replaced={0: [1, 2]})

    assert text == "Go on.\n\n> a\n\nThanks for that."


def test_invisible_characters_between_sentences_go() -> None:
    """The draft's own stay."""
    assert woven("Hi.", "One.\n\u200b\nTwo.") == "One.\n\nTwo."
    assert woven("Hi\u200b.", "One.\n\u200b\nTwo.") == "One.\n\u200b\nTwo."


@pytest.mark.parametrize(
    ("draft", "rewrite", "expected"),
    [
        pytest.param("A.\r\n\r\nB.", "Hello.", "Hello.\r\n\r\nB.", id="of-the-draft"),
        pytest.param("A.\r\n\r\nB.", "Hello.\n", "Hello.\n\nB.\n", id="of-the-rewrite"),
        pytest.param("A.\n\nB.", "Hello.\r\n", "Hello.\r\n\r\nB.\r\n", id="crlf-rewrite"),
    ],
)
def test_line_ends_are_not_mixed(draft: str, rewrite: str, expected: str) -> None:
    """The rewrite's where it has any, else the draft's."""
    assert woven(draft, rewrite, after={0: [1]}) == expected


@pytest.mark.parametrize(
    ("draft", "rewrite", "expected"),
    [
        pytest.param("A.\r\n\r\nB.", "Hello.\nBye.", "A.\n\nB.\nBye.", id="crlf-draft"),
        pytest.param("A.\n\nB.", "Hello.\r\nBye.", "A.\r\n\r\nB.\r\nBye.", id="crlf-rewrite"),
    ],
)
def test_line_ends_between_restored_neighbours_are_the_rewrites(
    draft: str, rewrite: str, expected: str
) -> None:
    """Their gap is the draft's own, but for that."""
    assert woven(draft, rewrite, replaced={0: [0, 1]}) == expected


def test_every_piece_names_the_draft_sentences_it_comes_from() -> None:
    """A kept sentence those of its link, a restored one itself; a fixed block is no sentence."""
    draft, reply = read("Hi.\n\n> a\n\nGo on."), read("Hello!\n\n> a\n\nGo!", prefix="R")
    plan = Plan(replaced={1: [1]}, reasons={1: "because"})

    answer = weave(draft, reply, (frozenset({0}), frozenset()), plan)

    assert answer.text == "Hello!\n\n> a\n\nGo on."
    assert answer.sources == (Source(0, 6, ("D1",)), Source(13, 19, ("D2",), "because"))


def test_a_lost_block_goes_behind_the_sentence_that_carries_what_came_before_it() -> None:
    """Wherever the rewrite says that."""
    draft, reply = read("Hi.\n\n> a\n\nGo on."), read("Hello! Go!", prefix="R")

    answer = weave(draft, reply, (frozenset({0}), frozenset({1})), Plan())

    assert answer.text == "Hello!\n\n> a\n\nGo!"


def test_a_woven_list_reads_as_a_list() -> None:
    """What comes back is what the draft had."""
    text = woven(LIST, "Hello. Bye.", after={0: [1, 2, 3]})
    blocks = read(text, Format.MARKDOWN).blocks

    assert [block.marker for block in blocks] == ["", "- ", "- ", ""]


def test_restored_neighbours_stand_as_in_the_draft() -> None:
    """Between two of them that had no full stop none is put, unless one has other words."""
    draft = "See https://a.example/x We go"
    both = {0: [0, 1]}

    assert woven(draft, "Lamps!", replaced=both) == draft
    assert woven(draft, "Lamps!", replaced=both, wording={0: "Hats"}) == "Hats. We go"
