"""What a clause shows beside the other text."""

import pytest

from api.domain.comparison import Comparison
from api.domain.weighing.gains import Gains
from api.domain.weighing.losses import Losses
from api.domain.weighing.signs import MANY, Together, runs, step
from api.domain.weighing.weights import Sign
from tests.domain.english import held


def gained(draft: str, rewrite: str, clause: int = 0, **given: str) -> set[Sign]:
    """The signs of one clause of the rewrite's last sentence."""
    comparison = held(draft, rewrite, customer=given.get("customer"))
    last = len(comparison.reply.by_sentence) - 1
    return set(Gains(comparison).signs(comparison.reply.by_sentence[last][clause], last))


def lost(draft: str, rewrite: str, clause: int = 0) -> set[Sign]:
    """The signs of one clause of the draft's last sentence."""
    comparison = held(draft, rewrite)
    last = len(comparison.draft.by_sentence) - 1
    return set(Losses(comparison).signs(comparison.draft.by_sentence[last][clause], last))


def stretches(comparison: Comparison) -> list[tuple[int, str, bool]]:
    """Runs of the rewrite's first clause that the draft does not say."""
    return list(runs(comparison.reply.frames[0], comparison.draft.about))


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0.0, 0), (0.34, 2), (0.5, 2), (0.99, 5), (1.0, 5)],
)
def test_a_share_has_a_step(value: float, expected: int) -> None:
    """An edge belongs to the step above it."""
    assert step(value) == expected


def test_words_slipped_in_together_are_one_run() -> None:
    """With the word in front of them, and whether they end the clause."""
    comparison = held("Your bill is estimated.", "Your bill is estimated by winter usage.")

    assert stretches(comparison) == [(2, "by", True)]


def test_new_words_between_known_ones_are_runs_of_their_own() -> None:
    """As where a sentence is freely reworded."""
    found = stretches(held("The parcel left Leeds.", "The bulky parcel quietly left Leeds."))

    assert [length for length, _, last in found if not last] == [1, 1]


def test_a_run_at_the_start_of_a_clause_has_its_edge_in_front() -> None:
    """Not the word that ends the clause."""
    assert stretches(held("It left Leeds.", "Bulky parcels left Leeds.")) == [(2, "^", False)]


def test_a_clause_that_says_nothing_new_has_no_run() -> None:
    """Its words all stand in the draft."""
    assert stretches(held("The parcel left Leeds.", "The parcel left Leeds!")) == []


def test_a_new_word_a_new_pair_and_a_new_share_are_signs() -> None:
    """Each says how far the clause goes beyond the draft."""
    signs = gained("We may refund the fee.", "We will refund the fee tomorrow.")

    assert {("new", "tomorrow"), ("new", "will"), ("new pair", "will refund")} <= signs
    assert ("modal from", "may will") in signs
    assert ("strength from", "1 4") in signs


def test_a_word_of_another_sentence_comes_from_elsewhere() -> None:
    """It is not new, and still not what its own source says."""
    signs = gained(
        "The sofa is here. The lamp is late.", "The sofa is here.\n\nThe lamp is here, and late."
    )

    assert not any(kind == "new" and value == "here" for kind, value in signs)


def test_a_later_sentence_is_held_against_its_own_counterpart() -> None:
    """Also where nobody asked about the sentences before it."""
    draft, rewrite = "The lamp is here. We can't refund it.", "The lamp is here. We can refund it."

    assert ("no", "gone") in gained(draft, rewrite)
    assert ("no lost", "1") in lost(draft, rewrite)


def test_new_words_of_one_meaning_show_the_group_that_they_share() -> None:
    """So that what was learnt from one of them holds for the others."""
    rapid, swift = (
        {value for kind, value in gained("It is here.", rewrite) if kind == "new group"}
        for rewrite in ("It is rapid.", "It is swift.")
    )

    assert rapid & swift


@pytest.mark.parametrize(
    ("rewrite", "expected"),
    [
        pytest.param("Ann brings lamps, chairs and rugs.", "5", id="all"),
        pytest.param("Ann brings lamps under York castle.", "2", id="half"),
        pytest.param("Old cats sleep under broken lamps at York castle.", "0", id="one-word"),
    ],
)
def test_what_a_clause_shares_with_its_source_is_counted_in_fifths(
    rewrite: str, expected: str
) -> None:
    """Of the smaller of the two, where the writer named the source."""
    comparison = held("Ann brought the lamp, a chair and rugs to Leeds.", rewrite, ids=(("D1",),))
    (frame,) = comparison.reply.frames

    assert ("shared", expected) in set(Gains(comparison).signs(frame, 0))


def test_what_only_the_customer_says_is_no_new_run() -> None:
    """Saying it back is care."""
    told = gained("We repair it.", "We repair your bicycle.", customer="My bicycle broke.")
    untold = gained("We repair it.", "We repair your bicycle.")

    assert told != untold


def test_who_does_it_is_a_sign() -> None:
    """The same verb with another subject."""
    signs = gained("You need to send the form.", "We will send the form.")

    assert ("subject from", "customer us") in signs
    assert ("chain", "+will") in signs


@pytest.mark.parametrize(
    ("draft", "rewrite", "expected"),
    [
        ("We will refund the fee.", "We will refund your fee.", "same us W 0"),
        ("The lamp is here.", "You must send the form.", "new customer D 0"),
        ("You must send the form.", "We will send the form.", "other us W 0"),
    ],
)
def test_how_it_is_done_is_a_sign(draft: str, rewrite: str, expected: str) -> None:
    """As in the draft, otherwise, or not there at all."""
    assert ("predicate", expected) in gained(draft, rewrite)


def test_a_claim_that_something_was_done_is_a_sign() -> None:
    """Where the draft only says that it will be."""
    signs = gained("We will cancel the order.", "We have cancelled the order.")

    assert ("chain", "past") in signs


def test_a_figure_on_another_thing_is_nearer_to_another_of_the_draft() -> None:
    """Both amounts stand in the draft."""
    draft = "A repair costs $40. A visit costs $15."
    right = gained(draft, "A visit costs $15, all in.")
    wrong = gained(draft, "A visit costs $40, all in.")

    assert any(kind == "figure rather" and int(value) > 0 for kind, value in right)
    assert any(kind == "figure rather" and int(value) < 0 for kind, value in wrong)


def in_figures(draft: str, rewrite: str) -> dict[str, str]:
    """What the one figure of the rewrite's last sentence shows, by its kind."""
    return {kind: value for kind, value in gained(draft, rewrite) if kind.startswith("figure")}


FEE = "The yearly boiler repair visit costs"


@pytest.mark.parametrize(
    ("draft", "rewrite", "expected"),
    [
        pytest.param(
            f"{FEE} $40. Ann got $15.", "Each boiler repair visit costs $40.", "3", id="own"
        ),
        pytest.param(
            f"{FEE} $15. Ann got $40.", "Each boiler repair visit costs $40.", "-3", id="other"
        ),
        pytest.param("A visit costs $40. Ann got $15.", "Each visit costs $40.", "2", id="short"),
    ],
)
def test_how_much_nearer_a_figure_is_counts_up_to_three_words(
    draft: str, rewrite: str, expected: str
) -> None:
    """One word more tells nothing more, and a figure of the draft may have none of them."""
    assert in_figures(draft, rewrite)["figure rather"] == expected


@pytest.mark.parametrize(
    ("rewrite", "expected"),
    [
        pytest.param("Most cinemas in York let members pay $40 upfront by card.", "4 4", id="near"),
        pytest.param("Most clubs in Leeds let members pay $40 later by phone.", "2 4", id="before"),
        pytest.param(
            "Most clubs in Leeds let visitors owe $40 upfront by card.", "2 4", id="after"
        ),
    ],
)
def test_the_words_nearest_to_a_figure_tell_what_it_is_the_figure_of(
    rewrite: str, expected: str
) -> None:
    """Before and behind it, however the rest of the clause reads."""
    draft = "Some clubs in Leeds let members pay $40 upfront by card."

    assert in_figures(draft, rewrite)["figure among"] == expected


def test_a_figure_that_only_an_unrelated_sentence_has_comes_from_elsewhere() -> None:
    """The draft says it, and not of this."""
    cost, bring = "A repair costs $40.", "Bring the old lamp to the shop on Monday"
    draft = f"{cost} {bring}."

    assert ("figure", "from elsewhere") in gained(draft, f"{cost} {bring} with $40.")
    assert ("figure", "from elsewhere") not in gained(draft, f"{bring}.\n\nA repair is $40.")


def test_a_figure_that_is_hardly_one_shows_only_that_it_is_new() -> None:
    """A "one" or "a day" belongs to nothing."""
    assert in_figures("It is here.", "It is here in a day.") == {"figure": "duration weak new"}
    assert in_figures("It is here in a day.", "It is here within a day.") == {}


def test_in_a_draft_full_of_figures_nobody_asks_what_each_belongs_to() -> None:
    """Each with each would take long."""
    draft, rewrite = "A repair costs $40. ", "A repair costs $40 now."
    many = "".join(f"Lamp {n} is red. " for n in range(2, 60))

    assert "figure among" in in_figures(draft, rewrite)
    assert "figure among" not in in_figures(draft + many, rewrite)


def test_a_figure_that_is_new_or_gone_is_a_sign() -> None:
    """On the side where it stands."""
    assert ("figure", "money new") in gained("It costs $5.", "It costs $6.")
    assert ("figure", "money lost") in lost("It costs $5.", "It costs $6.")


def test_a_no_that_is_gone_is_a_sign_on_both_sides() -> None:
    """Of the rewrite's clause, and of the draft's."""
    draft, rewrite = "We can't refund the fee.", "We can refund the fee."

    assert ("no", "gone") in gained(draft, rewrite)
    assert ("no lost", "1") in lost(draft, rewrite)
    assert ("no", "new") in gained(rewrite, draft)


def test_what_is_left_out_is_a_sign() -> None:
    """Words, pairs, and the more so where the rest of the clause stands."""
    signs = lost("Only members get the discount.", "Members get the discount.")

    assert {("lost", "only"), ("lost alone", "only"), ("lost pair", "only members")} <= signs


def test_what_goes_with_its_whole_sentence_is_another_sign() -> None:
    """Nothing carries it."""
    signs = lost("Hello. Please bring the receipt.", "Hello.")

    assert ("lost with all", "receipt") in signs
    assert ("duty lost", "0") in signs


def test_a_condition_and_a_request_that_are_gone_are_signs() -> None:
    """By the word that opens the clause, and by the duty."""
    draft = "If you send the form, we refund the fee."
    signs = lost(draft, "We refund the fee.")

    assert ("opener of draft", "if-") in signs
    assert ("denied lost", "1") in lost("You must not open it.", "You must open it.")


def test_a_condition_and_a_duty_that_stay_are_no_loss() -> None:
    """Also in other words."""
    draft, rewrite = "If you call, we come.", "If you call us, we'll come."

    assert ("opener of draft", "if") in lost(draft, rewrite)
    assert ("opener", "if") in gained(draft, rewrite)
    signs = lost("You must send us the form.", "You are required to post the form.")
    assert not any(kind == "duty lost" for kind, _ in signs)


def test_a_clause_is_held_against_so_many_and_no_more() -> None:
    """However many there are in a sentence that nobody would write."""
    comparison = held("it is, " * 200, "It is.")

    assert len(Together.of(comparison.draft.frames).frames) <= MANY
