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


def test_a_hint_holds_where_anything_supports_it() -> None:
    """Otherwise the whole draft is searched, and the link is corrected."""
    assert links("The umbrella is red, the lamp too.", ("D1", "D3")) == [{0, 2}]
    assert links("We ship your boxes Friday.", ("D1",)) == [{1}]
    assert links("Hello there.", ("D2", "F1", "C9")) == [{1}]


def test_a_sentence_from_nothing_has_a_link_only_to_what_it_repeats() -> None:
    """The writer's "from nothing" is a hint like any other."""
    assert links("Hello there.", ()) == [set()]
    assert links("We ship the boxes on Friday, yes.", ()) == [{1}]


def test_a_mark_may_cover_several_sentences_or_say_nothing() -> None:
    """A source without ids is no word at all."""
    assert links("Umbrella red. Lamp.", ("D1", "D3"), whole=True) == [{0, 2}, {0, 2}]
    assert links("Hello there.", None) == [set()]


def test_a_sentence_kept_word_for_word_is_its_own_source() -> None:
    """The first is the first where it is repeated, extra ones are the last."""
    assert links("Yes. Yes. Yes.", draft="Yes. No. Yes.") == [{0}, {2}, {2}]


def test_a_draft_sentence_that_nobody_chose_goes_to_its_best_carrier() -> None:
    """Part of a longer sentence carries it as well."""
    draft = "The red umbrella costs $5. Lamps and boxes and chairs are new."
    rewrite = "The red umbrella costs $5 today, with lamps that are bright for weeks."

    assert links(rewrite, draft=draft)[0] >= {0}


def test_work_is_bounded_where_everything_is_alike() -> None:
    """A sentence is held against the nearest in place only."""
    alike = "tall round red wooden box fits every lamp umbrella chair sofa desk"
    draft = " ".join(f"The {alike} {n}." for n in range(60))
    found = links(f"Any {alike}.", draft=draft)

    assert found == [set(range(40))]


def test_empathy_that_names_the_order_stays_free() -> None:
    """Where its writer gives it no source of the draft, it must not go when that one comes back."""
    draft = "Your order 48213-B is late."
    rewrite = "I'm so sorry for the wait on order 48213-B. Your order 48213-B is late, sadly."

    assert links(rewrite, (), ("D1",), draft=draft) == [set(), {0}]
