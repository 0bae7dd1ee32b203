"""The planted data is what it says it is, and the scorer finds it wherever it went."""

from random import Random
from typing import Any

import pytest

from tests.hostile.checksums import luhn, mod_11_10, verhoeff
from tests.hostile.look_alikes import look_alikes
from tests.hostile.national_ids import NATIONAL_IDS
from tests.hostile.personal_data import Heard
from tests.hostile.planting import FROZEN, PLACES, Personal, Planted, digest, requests


@pytest.fixture(scope="module")
def everything() -> list[tuple[dict[str, Any], list[Planted]]]:
    """All requests: some seconds to make."""
    return list(requests())


def test_the_planted_data_is_the_one_that_was_frozen(
    everything: list[tuple[dict[str, Any], list[Planted]]],
) -> None:
    """Figures are for this data; who changes it measures anew and says so."""
    assert digest([body for body, _ in everything]) == FROZEN


def test_there_are_ten_thousand_values_and_as_many_look_alikes(
    everything: list[tuple[dict[str, Any], list[Planted]]],
) -> None:
    """Of many kinds, in all four places, by sixty sentences and more."""
    planted = [one for _, batch in everything for one in batch]
    personal = [one for one in planted if isinstance(one.what, Personal)]

    assert len(personal) >= 10_000
    assert len(planted) - len(personal) >= 10_000
    assert {one.place for one in personal} == set(PLACES)
    kinds = {one.what.kind for one in personal if isinstance(one.what, Personal)}
    assert {"card", "IBAN", "e-mail", "phone", "IPv4", "IPv6", "name"} | set(NATIONAL_IDS) == kinds


def test_no_value_is_hidden_from_the_scorer_by_its_writing() -> None:
    """Spaces, dots, full-width forms and invisible characters are seen through."""
    for body, batch in requests(0.2):
        heard = Heard("\n".join([body["draft"], body["customer_message"], *body["facts"]]))
        for one in batch:
            if isinstance(one.what, Personal) and one.place != "thread":
                assert heard.holds(one.what), one


def test_what_was_taken_out_is_not_found() -> None:
    """A scorer that found everything would be no scorer."""
    for _, batch in requests(0.02):
        for one in batch:
            if isinstance(one.what, Personal):
                hidden = one.text.replace(one.what.written.text, "⟦KIND_1·x7⟧")
                assert not Heard(hidden).holds(one.what), one


def test_most_of_a_number_counts_as_the_number() -> None:
    """A detector that leaves the last twelve digits of a card has leaked it."""
    for _, batch in requests(0.02):
        for one in batch:
            if isinstance(one.what, Personal) and one.what.kind == "card":
                assert Heard(one.what.value[:-3]).holds(one.what)
                assert not Heard(one.what.value[-4:]).holds(one.what)


@pytest.mark.parametrize(
    ("made", "published"),
    [
        (luhn("7992739871"), "3"),
        (luhn("811218987"), "6"),
        (mod_11_10("8609574271"), "9"),
        (verhoeff("236"), "3"),
    ],
)
def test_check_digits_are_those_of_published_examples(made: str, published: str) -> None:
    """Or the values would be no values."""
    assert made == published


def test_look_alikes_are_the_same_for_everybody() -> None:
    """From one seed."""
    one, other = (list(look_alikes(Random(7), 0.1)) for _ in range(2))  # noqa: S311 - not secret

    assert one == other
    assert all(each.text in each.sentence for each in one)
