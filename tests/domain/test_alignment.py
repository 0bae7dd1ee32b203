"""Which draft sentences each sentence of a rewrite comes from."""

import pytest

from api.domain.alignment import align
from api.domain.reading import read
from api.domain.reply import Answer, Source
from api.domain.side import look
from tests.domain.english import lexicon

DRAFT = "The red umbrella costs $5. We ship boxes on Friday. Keep the lamp."


def links(
    rewrite: str, *ids: tuple[str, ...] | None, draft: str = DRAFT, whole: bool = False
) -> list[set[int]]:
    """The links of each sentence; `ids` are what the writer says of the first ones."""
    reply = read(rewrite, prefix="R")
    sources = tuple(
        Source(s.start, s.end, named) for s, named in zip(reply.sentences, ids, strict=False)
    )
    if whole:
        sources = tuple(Source(0, len(rewrite), named) for named in ids)
    sides = look(read(draft), lexicon()), look(reply, lexicon())
    return [set(found) for found in align(*sides, Answer(rewrite, sources))]


@pytest.mark.parametrize(
    ("rewrite", "expected"),
    [
        pytest.param("Boxes ship Friday. For $5 the umbrella is red.", [{1}, {0}], id="moved"),
        pytest.param("The red umbrella is $5 and boxes ship on Friday.", [{0, 1}], id="joined"),
        pytest.param("The umbrella is red. It costs $5.", [{0}, {0}], id="split"),
        pytest.param("Hello there.", [set()], id="none"),
        pytest.param("Keep the lamp.", [{2}], id="same"),
    ],
)
def test_links_are_computed_from_what_sentences_share(
    rewrite: str, expected: list[set[int]]
) -> None:
    """Figures weigh most, then acts, then words."""
    assert links(rewrite) == expected


@pytest.mark.parametrize(
    ("draft", "rewrite", "expected"),
    [
        pytest.param(
            "Lamp and sofa. Lamp and desk. Umbrella and box.",
            "Lamp and umbrella. Lamp and sofa. Lamp and desk.",
            [{2}, {0}, {1}],
            id="rare-word",
        ),
        pytest.param(
            "The red umbrella costs $5. Boxes. Lamp and sofa and desk.",
            "Boxes. Lamp and sofa and desk. $5 lamp.",
            [{1}, {2}, {0}],
            id="figure",
        ),
        pytest.param(
            "Lamp and sofa. Boxes. Lamp and desk.",
            "Lamp and sofa. Boxes. Lamp and umbrella.",
            [{0}, {1}, {2}],
            id="same-place-late",
        ),
        pytest.param(
            "Lamp and sofa. Boxes. Lamp and desk.",
            "Lamp and umbrella. Boxes. Lamp and desk.",
            [{0}, {1}, {2}],
            id="same-place-early",
        ),
        pytest.param(
            "Lamp and sofa. Lamp and desk.",
            "Lamp and sofa, umbrella. Lamp and desk.",
            [{0}, {1}],
            id="most-in-common",
        ),
        pytest.param(
            "Lamp and sofa and desk and chair and paper. Umbrella and box and glass.",
            "Lamp and sofa and desk and chair, with umbrella and box. Umbrella and box and glass.",
            [{0, 1}, {1}],
            id="second-source",
        ),
        pytest.param(
            "We saw the lamp at our practice desk on Friday and sold it.\n\nPractice Desk",
            "We looked at the lamp on Friday at our practice desk, and sold it.\n\nPractice Desk",
            [{0}, {1}],
            id="named-in-passing",
        ),
        pytest.param(
            "Lamp and sofa and desk and chair and umbrella. Boxes.",
            "Lamp with paper and glass and metal and silver. Boxes.",
            [set(), {1}],
            id="too-little",
        ),
    ],
)
def test_a_sentence_comes_from_what_it_has_most_in_common_with(
    draft: str, rewrite: str, expected: list[set[int]]
) -> None:
    """Rare words and figures count for more, and the same place where all else is equal."""
    assert links(rewrite, draft=draft) == expected


def test_a_hint_holds_where_anything_supports_it() -> None:
    """Otherwise the whole draft is searched, and the link is corrected."""
    assert links("The umbrella is red, the lamp too.", ("D1", "D3")) == [{0, 2}]
    assert links("We ship your boxes Friday.", ("D1",)) == [{1}]
    assert links("Hello there.", ("D2", "F1", "C9")) == [{1}]


def test_a_sentence_from_nothing_has_a_link_only_to_what_it_repeats() -> None:
    """The writer's "from nothing" is a hint like any other."""
    assert links("Hello there.", ()) == [set()]
    assert links("We ship the boxes on Friday, yes.", ()) == [{1}]
    assert links("The red umbrella costs $5, yes.", ()) == [{0}]
    assert links("Keep the lamp. The lamp!", ("D3",), ()) == [{2}, {2}]


def test_no_word_about_the_source_is_not_from_nothing() -> None:
    """Half in common makes a link, unless the writer says that there is none."""
    draft, rewrite = "Lamp and sofa. Boxes.", "The sofa. Lamp and desk."

    assert links(rewrite, draft=draft) == [{0}, {0}]
    assert links(rewrite, ("D1",), None, draft=draft) == [{0}, {0}]
    assert links(rewrite, ("D1",), (), draft=draft) == [{0}, set()]


def test_a_mark_may_cover_several_sentences_or_say_nothing() -> None:
    """A source without ids is no word at all."""
    assert links("Umbrella red. Lamp.", ("D1", "D3"), whole=True) == [{0, 2}, {0, 2}]
    assert links("Hello there.", None) == [set()]


def test_marks_name_the_sentences_that_they_cover() -> None:
    """Two in one sentence count together; one that only touches a sentence says nothing of it."""
    sides = look(read(DRAFT), lexicon()), look(read("Oh。Hey。", prefix="R"), lexicon())
    touching = (Source(0, 3, ("D1",)), Source(3, 7, ("D3",)))
    halves = (Source(0, 1, ("D1",)), Source(1, 3, ("D3",)))

    assert align(*sides, Answer("Oh。Hey。", touching)) == (frozenset({0}), frozenset({2}))
    assert align(*sides, Answer("Oh。Hey。", halves)) == (frozenset({0, 2}), frozenset())


def test_a_sentence_kept_word_for_word_is_its_own_source() -> None:
    """The first is the first where it is repeated, extra ones are the last."""
    assert links("Yes. Yes. Yes.", draft="Yes. No. Yes.") == [{0}, {2}, {2}]
    assert links("Yes. Yes. Yes.", draft="Yes. No. Yes. Yes.") == [{0}, {2}, {3}]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param("A sofa awaits your cousin.", set(), id="nothing-in-common"),
        pytest.param("The umbrella grants free rides to your cousin.", set(), id="a-word-or-two"),
        pytest.param("That umbrella is red, and $5.", {0}, id="said-again"),
    ],
)
@pytest.mark.parametrize("told", ["The red umbrella costs $5.", "It's $5 the red umbrella costs."])
def test_a_source_that_is_told_already_is_no_source_of_something_else(
    said: str, expected: set[int], told: str
) -> None:
    """Whatever the writer names: what is added to a whole reply says something of its own."""
    found = links(f"{told} We ship boxes on Friday. {said}", ("D1",), ("D2",), ("D1",))

    assert found == [{0}, {1}, expected]


def test_a_draft_sentence_that_nobody_chose_goes_to_its_best_carrier() -> None:
    """Part of a longer sentence carries it as well."""
    draft = "The red umbrella costs $5. Lamps and boxes and chairs are new."
    rewrite = "The red umbrella costs $5 today, with lamps that are bright for weeks."

    assert links(rewrite, draft=draft)[0] >= {0}


def test_the_first_of_equal_carriers_is_the_best() -> None:
    """A weaker one does not take its place either."""
    draft = "The red umbrella costs $5. Lamp and sofa."
    first, second = (
        "The red umbrella costs $5 with a lamp.",
        "The red umbrella, a lamp: it costs $5.",
    )

    assert links(f"{first} {second}", draft=draft) == [{0, 1}, {0}]


def test_work_is_bounded_where_everything_is_alike() -> None:
    """A sentence is held against the nearest in place only."""
    alike = "tall round red wooden box fits every lamp umbrella chair sofa desk"
    draft = " ".join(f"The {alike} {n}." for n in range(60))
    found = links(f"Any {alike}.", draft=draft)

    assert found == [set(range(40))]


@pytest.mark.parametrize(
    ("at", "of", "first"),
    [
        pytest.param(0, 3, 0, id="start"),
        pytest.param(1, 3, 13, id="middle"),
        pytest.param(9, 10, 60, id="end"),
    ],
)
def test_the_nearest_in_place_lie_around_it(at: int, of: int, first: int) -> None:
    """As far into the draft as the sentence lies into the rewrite, or as near to that as can be."""
    alike = "tall round red wooden box fits every lamp umbrella chair sofa desk"
    draft = " ".join(f"The {alike} {n}." for n in range(100))
    rewrite = ["Hello there."] * of
    rewrite[at] = f"Any {alike}."

    assert links(" ".join(rewrite), draft=draft)[at] == set(range(first, first + 40))


def test_empathy_that_names_the_order_stays_free() -> None:
    """Where its writer gives it no source of the draft, it must not go when that one comes back."""
    draft = "Your order 48213-B is late."
    rewrite = "I'm so sorry for the wait on order 48213-B. Your order 48213-B is late, sadly."

    assert links(rewrite, (), ("D1",), draft=draft) == [set(), {0}]
