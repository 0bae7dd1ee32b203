"""What goes and what comes back."""

from collections.abc import Iterable

from api.domain.comparison import Comparison
from api.domain.finding import Finding, Severity, Span, Value
from api.domain.guardrails import inspect
from api.domain.planning import draft_positions, plan
from api.domain.weaving import Plan
from tests.domain.english import held

DRAFT = "We cannot refund the umbrella fee. Boxes ship on Friday. Keep the red lamp."


def planned(draft: str, rewrite: str, *ids: tuple[str, ...], also: tuple[int, ...] = ()) -> Plan:
    """The plan for what blocks in a rewrite."""
    comparison = held(draft, rewrite, ids=ids)
    return plan(comparison, inspect(comparison).blocks, also, lambda _: None)


def blames(comparison: Comparison, *sentences: tuple[str, int]) -> Iterable[Finding]:
    """A finding for each sentence of the rewrite, with its message."""
    document = comparison.reply.document
    for message, n in sentences:
        said = document.sentences[n]
        span = Span.of(document.text, said.start, said.end)
        yield Finding("new_commitment", Severity.BLOCK, message, Value.HONESTY, reply=span)


def test_a_blocked_sentence_makes_room_for_its_sources() -> None:
    """With the finding as the reason; the others stay."""
    made = planned(DRAFT, "We will refund the umbrella fee. Boxes ship Friday. Keep the red lamp.")

    assert (made.replaced, made.after, made.dropped) == ({0: [0]}, {}, set())
    assert made.reasons[0].startswith("Put back. Your draft says 'We cannot refund")


def test_a_group_goes_back_as_a_whole() -> None:
    """All that links join, so that nothing is said twice."""
    made = planned(
        DRAFT,
        "We will refund the umbrella fee. Boxes ship Friday; refund umbrella. Keep the red lamp.",
        ("D1",),
        ("D1", "D2"),
    )

    assert (made.replaced, made.dropped) == ({0: [0], 1: [1]}, set())
    assert set(made.reasons) == {0, 1}


def test_a_group_goes_back_once_with_the_first_reason() -> None:
    """However many findings and earlier rounds name it, and whatever was found in between."""
    comparison = held(
        DRAFT,
        "The umbrella fee is $7. Boxes ship on Monday. It's about the umbrella fee.",
        ids=(("D1",), ("D2",), ("D1",)),
    )
    blocks = tuple(blames(comparison, ("One.", 0), ("Two.", 1), ("Three.", 2)))

    made = plan(comparison, blocks, (0, 2), str.upper)

    assert made.reasons == {
        0: "Put back. One.",
        1: "Put back. Two.",
        2: "Put back, to fit with the sentences around it.",
    }
    assert (made.replaced, made.after, made.dropped) == ({0: [0], 1: [1]}, {1: [2]}, {2})
    assert set(made.wording) == {0, 1, 2}


def test_every_sentence_that_blocks_goes() -> None:
    """One group after the other."""
    comparison = held("The lamp is red.", "We refund you. The lamp is red. We replace the box.")

    made = plan(comparison, tuple(blames(comparison, ("One.", 0), ("Two.", 2))), (), str.upper)

    assert (made.dropped, made.replaced) == ({0, 2}, {})


def test_a_lost_sentence_goes_behind_the_carrier_of_its_neighbour() -> None:
    """Or to the start where nothing before it is carried."""
    assert planned(DRAFT, "We cannot refund the umbrella fee. Keep the red lamp.").after == {0: [1]}
    assert planned(DRAFT, "Boxes ship on Friday. Keep the red lamp.").after == {-1: [0]}


def test_a_courtesy_that_promises_goes_whole() -> None:
    """It has no source to put back."""
    made = planned("The lamp is red.", "The lamp is red. We will replace the umbrella.")

    assert (made.dropped, made.replaced) == ({1}, {})


def test_cheer_goes_with_the_refusal_that_had_to_be_put_back() -> None:
    """Above a plain no it no longer fits; above good news it may stay."""
    cheer = "Great news! "

    refused = planned(
        DRAFT, cheer + "We will refund the umbrella fee. Boxes ship on Friday. Keep the red lamp."
    )
    moved = planned(
        DRAFT, cheer + "We cannot refund the umbrella fee. Boxes ship on Monday. Keep the red lamp."
    )

    assert refused.dropped == {0}
    assert moved.dropped == set()


def test_sentences_named_besides_come_back_as_well() -> None:
    """From an earlier round, with a reason of their own."""
    made = planned(DRAFT, DRAFT, also=(2,))

    assert made.replaced == {2: [2]}
    assert made.reasons[2] == "Put back, to fit with the sentences around it."


def test_what_changed_without_a_link_comes_back_in_its_place() -> None:
    """A finding joins the sentences that it quotes."""
    draft, rewrite = "| fee | $5 |\n| tax | $6 |", "| fee | $7 |\n| tax | $6 |"

    assert planned(draft, rewrite).replaced == {0: [0]}


def test_a_better_wording_is_taken_where_there_is_one() -> None:
    """The phrasebook's, for each restored sentence."""
    comparison = held(DRAFT, "Boxes ship on Friday. Keep the red lamp.")

    made = plan(comparison, inspect(comparison).blocks, (), lambda text: text.upper())

    assert made.wording == {0: "WE CANNOT REFUND THE UMBRELLA FEE."}


def test_findings_name_the_draft_sentences_they_quote() -> None:
    """Those outside any sentence name none."""
    comparison = held("Hi.\n\n> a\n\nThe box costs $5.", "Hi.")

    assert draft_positions(comparison, inspect(comparison).blocks) == {1}


def test_only_so_many_sentences_come_back_in_kinder_words() -> None:
    """The phrasebook is not asked for more of them than people write; the rest come back too."""
    draft = " ".join(f"We cannot refund item w{n}x." for n in range(80))
    comparison = held(draft, "Thank you.")
    asked: list[str] = []

    made = plan(comparison, inspect(comparison).blocks, (), asked.append)

    assert len(made.reasons) == 80
    assert asked == [sentence.text for sentence in comparison.draft.document.sentences[:60]]
