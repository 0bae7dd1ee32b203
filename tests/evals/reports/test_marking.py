"""Where a wording stands in a text."""

import pytest

from evals.reports.marking import spans
from evals.suite.dataset import FILES, load
from evals.suite.wording import says


@pytest.mark.parametrize(
    ("text", "wording", "found"),
    [
        pytest.param("Send it by 14 May.", "14 may", ["14 May"], id="any case"),
        pytest.param("14\n May, 14 May", "14 May", ["14\n May", "14 May"], id="any spacing"),
        pytest.param("We can’t send it", "can't send", ["can’t send"], id="any apostrophe"),
        pytest.param("No refund – sorry", "refund - sorry", ["refund – sorry"], id="any dash"),
        pytest.param("It costs £24.50", "£24", ["£24"], id="at a point"),
        pytest.param("It costs £240", "£24", [], id="no part of a word"),
        pytest.param("not safe for us to send", "not safe * send", ["not safe for us to send"]),
        pytest.param("not safe. We send", "not safe * send", [], id="a star ends with a sentence"),
        pytest.param("🙂 by 3 May", "3 May", ["3 May"], id="code points"),
        pytest.param("We cannot and can not", "can't", ["cannot", "can not"], id="contracted"),
        pytest.param(" . ", "**", ["."], id="stars say nothing, and end"),
        pytest.param("anything", "*", [], id="a star alone is nothing"),
    ],
)
def test_a_wording_is_found_however_it_is_typed(text: str, wording: str, found: list[str]) -> None:
    """Case, spacing, contractions, quotes and dashes do not matter; words are whole."""
    assert [text[start:end] for start, end in spans(text, [wording])] == found


def test_places_of_several_wordings_are_in_reading_order_and_each_there_once() -> None:
    """Two wordings of one fact may stand at the same place."""
    assert spans("3 May or May 3", ["May 3", "3 May", "3 may"]) == ((0, 5), (9, 14))


def test_what_is_marked_is_what_the_checks_look_for() -> None:
    """On every draft and rewrite that comes with the package, with every wording of its case."""
    tried = 0
    for case in load(*FILES.values()):
        wordings = [w for group in (*case.must_keep, *case.must_refuse) for w in group]
        for wording in (*wordings, *case.must_not_promise):
            for text in (case.draft, case.plain_rewrite):
                assert bool(spans(text, [wording])) == says(text, wording), (case.id, wording)
                tried += 1

    assert tried > 1_000
