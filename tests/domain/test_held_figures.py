"""Whether a text holds a figure."""

from itertools import product

from api.domain.figures import Figure, figures
from api.domain.held_figures import HeldFigures, distinct
from api.domain.reading import read
from tests.domain.english import lexicon

TEXT = (
    "$5 to $7, $9, 5%, 5 days, 5-7 weeks, 4 March, 5 March 2027, 6 March 2028, Friday, 5 pm,"
    " 12 boxes, 3-8 lamps, version 2.0.1 and a day; half of it on 4 March 2026."
)


def found(text: str) -> tuple[Figure, ...]:
    """The figures of a text."""
    return figures(read(text), lexicon())


def test_every_figure_is_held_by_its_own_text() -> None:
    """Whatever its kind."""
    held = HeldFigures(found(TEXT), TEXT)

    assert all(figure in held for figure in found(TEXT))


def test_equal_is_the_same_as_same() -> None:
    """For any two figures."""
    others = found(TEXT + " 5 March 2028, March 5, $6, 6 days, Monday, version 2.0.2.")

    for one, other in product(others, others):
        assert HeldFigures([one]).equal(other) == one.same(other)


def test_ends_of_ranges_and_bare_numbers_are_held() -> None:
    """One end of an amount, both ends of a range, a number that stands in the text."""
    held = HeldFigures(found(TEXT), TEXT)

    assert [figure in held for figure in found("$7, $5-$9, 4-9 boxes, 1-9 boxes, 2027")] == [
        True, True, False, False, True,
    ]  # fmt: skip
    assert [figure in held for figure in found("6 weeks, 7 weeks, 5-6 days, version 2")] == [
        False, False, False, False,
    ]  # fmt: skip


def test_digits_inside_other_numbers_or_words_do_not_count() -> None:
    """The 5 of 1500 is no 5."""
    held = HeldFigures((), "1500, 2.5, A6, 7, 8,000.")

    assert [figure in held for figure in found("5 and 6 and 15 and 7 and 8,000 left")] == [
        False, False, False, True, True,
    ]  # fmt: skip


def test_what_is_said_twice_accuses_once() -> None:
    """And what is said in passing never."""
    assert [figure.quote for figure in distinct(found("$5, 5 dollars, a day, 2 days"))] == [
        "$5", "2 days",
    ]  # fmt: skip
