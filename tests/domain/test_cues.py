"""Words and phrases that signal something."""

import pytest

from api.domain.cues import Cue, Cues, places
from tests.domain.english import texts


def found(lists: dict[str, list[str]], text: str) -> list[tuple[str, int, int]]:
    """Every cue in a text, as its list and its word positions."""
    return [(cue.name, cue.start, cue.end) for cue in Cues.of(lists).find(texts(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("up to now", [("limit", 0, 3)], id="longest"),
        pytest.param("up to five", [("limit", 0, 2)], id="shorter"),
        pytest.param("so now, up to five", [("limit", 1, 2), ("limit", 2, 4)], id="two"),
        pytest.param("up there", [], id="begun"),
        pytest.param("we go up", [], id="cut-off"),
        pytest.param("", [], id="no-words"),
    ],
)
def test_of_one_list_the_longest_phrase_wins(
    text: str, expected: list[tuple[str, int, int]]
) -> None:
    """ "up to" and "now" inside "up to now" are not found again."""
    assert found({"limit": ["up to", "up to now", "now"]}, text) == expected


def test_cues_of_other_lists_may_overlap() -> None:
    """What one rule listens for does not deafen another."""
    lists = {"hedge": ["for now"], "time": ["now", "for now and then"], "end": ["then"]}

    assert found(lists, "For now and then") == [("time", 0, 4), ("hedge", 0, 2), ("end", 3, 4)]


def test_a_phrase_may_stand_in_two_lists_and_twice_in_one() -> None:
    """It is found once for each list."""
    lists = {"no": ["not able", "not able"], "able": ["not able"]}

    assert found(lists, "We are not able") == [("no", 2, 4), ("able", 2, 4)]


def test_contractions_are_heard_as_the_words_they_stand_for() -> None:
    """The lists are written in full: "can not" finds "can't"."""
    assert found({"no": ["can not"]}, "We can't, we cannot") == [("no", 1, 3), ("no", 4, 6)]


def test_words_may_be_looked_up_by_something_else() -> None:
    """By their stems, say: only the first word of a phrase is inflected."""
    cues = Cues.of({"refund": ["pay back", "repay"]})

    assert cues.find(texts("We paid back"), ["we", "pay", "back"]) == (Cue("refund", 1, 3),)
    assert cues.find(texts("We paid backs"), ["we", "pay", "back"]) == ()


def test_without_lists_nothing_is_found() -> None:
    """And an empty list is no list."""
    assert Cues.of({"none": []}).find(texts("up to now")) == ()
    assert Cues.of({}) == Cues({}, {})
    assert Cue("no", 0, 1).end == 1


def test_cues_are_sorted_by_their_lists() -> None:
    """A list of which nothing stands there is not named."""
    cues = Cues.of({"no": ["not"], "able": ["able"], "yes": ["yes"]}).find(texts("not able, not"))

    assert places(cues) == {"no": [(0, 1), (2, 3)], "able": [(1, 2)]}
