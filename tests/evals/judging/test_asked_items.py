"""The calibration items are asked once for each repeat, judge and text."""

from pathlib import Path

from evals.judging.asked_items import begun
from evals.judging.scoring import Session
from tests.evals.judging.making import item, judge

ITEMS = (item(1), item(2))


def ask(folder: Path, session: Session, repeats: int = 1, items: tuple[object, ...] = ITEMS) -> int:
    """Ask what is left; how many questions that took."""
    before = session.judge.spent.calls
    list(begun(folder, items, session, repeats).keep(session))  # type: ignore[arg-type]
    return session.judge.spent.calls - before


def test_nothing_is_asked_twice_and_repeats_are_added(tmp_path: Path) -> None:
    """Five questions for each item and repeat."""
    assert ask(tmp_path, Session(judge())) == 10
    assert ask(tmp_path, Session(judge())) == 0
    assert ask(tmp_path, Session(judge()), repeats=3) == 20
    log = begun(tmp_path, ITEMS, Session(judge()), 2)
    assert log.path.name == "calibration-judge-1.judged.jsonl"
    assert [(each.item, each.repeat) for each in log.said()] == [
        (each.id, repeat) for repeat in (0, 1) for each in ITEMS
    ]


def test_an_edited_item_and_another_judge_are_asked_anew(tmp_path: Path) -> None:
    """Answers for other texts, or by another, say nothing here."""
    ask(tmp_path, Session(judge()))

    assert ask(tmp_path, Session(judge(name="judge-2"))) == 10
    assert (
        ask(
            tmp_path,
            Session(judge()),
            items=(item(1, reply="No receipt, send us the receipt."), ITEMS[1]),
        )
        == 5
    )
    assert len(begun(tmp_path, ITEMS, Session(judge()), 1).said()) == 2
