"""Labels: what may move, on what evidence, and what is remembered of it."""

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

import pytest

from evals.suite.comparison import Comparison
from prompts import (
    EvidenceError,
    LabelError,
    Library,
    ReleaseError,
    SourceError,
    Target,
    UnknownPrompt,
)
from prompts.evidence import FORMAT, NOT_USABLE, USABLE
from prompts.moving import history, move_label, roll_back
from tests.prompts.libraries import SOURCE, make_library

AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
LATER = SOURCE.replace("  - {v", "  - {version: 1.1.0, changes: Warmer.}\n  - {v").replace(
    "Greet kindly", "Greet warmly"
)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """greet 1.0.0 in production, and 1.1.0."""
    library = make_library(tmp_path)
    library.release("greet", "1.0.0")
    edit(library, LATER)
    library.release("greet", "1.1.0")
    return library


def edit(library: Library, source: str) -> None:
    """Another working copy."""
    (library.root / "greet" / "working.prompt.md").write_text(source, encoding="utf-8")


def comparison(library: Library, **changes: Any) -> Path:
    """The file of a comparison in which 1.1.0 is b."""
    id_ = library.load("greet@1.1.0").id
    found = {
        "format": "kindreply.comparison/1",
        "verdict": "improved",
        "b": {"prompt": {"name": "greet", "version": "1.1.0", "id": id_}},
        **changes,
    }
    path = library.root / "run.json"
    path.write_text(json.dumps(found), encoding="utf-8")
    return path


def test_production_moves_on_the_evidence_of_a_comparison(library: Library) -> None:
    """The history holds when, from, to, and the file by name and digest, not by its place."""
    path = comparison(library, verdict="no evidence")

    (move,) = move_label(library, "greet", "production", Target("1.1.0"), at=AT, evidence=path)

    assert library.load("greet@production").version == "1.1.0"
    assert move.evidence
    assert move.evidence.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert history(library) == (move,)
    line = (library.root / "label_moves.jsonl").read_text(encoding="utf-8")
    assert str(library.root) not in line
    assert json.loads(line) == {
        "at": "2026-11-21T09:30:00+00:00",
        "label": "greet@production",
        "from": {"version": "1.0.0"},
        "to": {"version": "1.1.0"},
        "why": "evidence",
        "evidence": {"run": "run.json", "sha256": move.evidence.sha256, "verdict": "no evidence"},
    }


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"format": "kindreply.run/1"}, "is not of the form"),
        ({"verdict": "splendid"}, "is not of the form"),
        ({"verdict": "regressed"}, "says that this release is worse"),
        ({"verdict": "inconclusive"}, "says that nobody can tell"),
        ({"verdict": ["improved"]}, "is not of the form"),
        ({"b": {"prompt": {"id": "sha256:0"}}}, "compares another prompt: its b is sha256:0"),
        ({"b": None}, "is no comparison"),
        ({"b": {}}, "is no comparison"),
    ],
)
def test_evidence_that_does_not_speak_for_the_release_is_refused(
    library: Library, changes: dict[str, Any], said: str
) -> None:
    """The wrong file, another prompt, or a worse one: nothing moves."""
    path = comparison(library, **changes)

    with pytest.raises(EvidenceError, match=rf"^run\.json {said}"):
        move_label(library, "greet", "production", Target("1.1.0"), at=AT, evidence=path)
    assert history(library) == ()
    assert library.labels() == {"greet": {"production": "1.0.0"}}


def test_evidence_that_cannot_be_read_is_named(library: Library) -> None:
    """No such file, or no JSON."""
    with pytest.raises(EvidenceError, match=r"nowhere\.json cannot be read \(No such file"):
        move_label(
            library, "greet", "production", Target("1.1.0"), at=AT, evidence=Path("nowhere.json")
        )
    path = comparison(library)
    path.write_bytes(b"\xff")
    with pytest.raises(EvidenceError, match="is no comparison"):
        move_label(library, "greet", "production", Target("1.1.0"), at=AT, evidence=path)


@pytest.mark.parametrize(
    ("label", "target", "error", "said"),
    [
        ("production", Target("1.0.0"), LabelError, "means 1.0.0 already"),
        ("trial", None, LabelError, "means nothing already"),
        ("production", None, LabelError, "production always means a release"),
        ("production", Target("1.1.0"), LabelError, "--without-evidence"),
        ("production", Target("1.1.0", 0.5), LabelError, "no other label has one"),
        ("production", Target("9.0.0"), UnknownPrompt, "no release 9.0.0; it has 1.0.0, 1.1.0"),
        ("trial", Target("1.1.0"), LabelError, "a trial has a share"),
        ("trial", Target("1.0.0", 0.5), LabelError, "another release than production"),
    ],
)
def test_a_move_that_makes_no_sense_is_refused(
    library: Library, label: str, target: Target | None, error: type[Exception], said: str
) -> None:
    """With the reason, before anything is written."""
    with pytest.raises(error, match=said):
        move_label(library, "greet", label, target, at=AT)
    assert history(library) == ()


def test_an_edited_release_gets_no_label(library: Library) -> None:
    """Its id would not be what the evidence was about."""
    path = library.root / "greet" / "1.1.0.prompt.md"
    path.write_text(path.read_text(encoding="utf-8").replace("warmly", "coldly"), encoding="utf-8")

    with pytest.raises(ReleaseError):
        move_label(library, "greet", "production", Target("1.1.0"), at=AT, without_evidence=True)


def test_a_prompt_without_releases_or_unknown_has_no_labels_to_move(tmp_path: Path) -> None:
    """What there is instead is said."""
    library = make_library(tmp_path)

    with pytest.raises(UnknownPrompt, match=r"no release 1\.0\.0; it has none"):
        move_label(library, "greet", "trial", Target("1.0.0", 0.1), at=AT)
    with pytest.raises(UnknownPrompt, match="no such prompt; there is greet"):
        move_label(library, "harden", "trial", Target("1.0.0", 0.1), at=AT)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  tone:", "  mood: {kind: text}\n  tone:"),
        ("draft: {kind: text", "draft: {kind: texts"),
        ("{kind: choice, c", "{kind: choice, required: true, c"),
        ("[warm, formal]", "[warm]"),
    ],
)
def test_a_trial_takes_what_production_takes(library: Library, old: str, new: str) -> None:
    """One service renders both: an input that only one of them has would break the other."""
    source = LATER.replace(old, new, 1).replace("version: 1.1.0", "version: 2.0.0")
    source = source.replace(
        "{% if tone %}",
        "{% if tone %}{% if mood %}.{% endif %}" if "mood" in new else "{% if tone %}",
    )
    edit(library, source)
    library.release("greet", "2.0.0")

    with pytest.raises(LabelError, match="takes other inputs"):
        move_label(library, "greet", "trial", Target("2.0.0", 0.1), at=AT)


def test_a_trial_may_take_more_choices_and_require_less(library: Library) -> None:
    """Whatever suits production suits it too."""
    source = LATER.replace("[warm, formal]", "[warm, formal, plain]").replace(
        "required: true", "required: false"
    )
    edit(library, source.replace("version: 1.1.0", "version: 2.0.0"))
    library.release("greet", "2.0.0")

    move_label(library, "greet", "trial", Target("2.0.0", 0.1), at=AT)

    assert library.trial("greet") == Target("2.0.0", 0.1)


def test_a_trial_needs_a_production_to_be_tried_against(library: Library) -> None:
    """Else its share would be of nothing."""
    (library.root / "labels.yaml").write_text("", encoding="utf-8")

    with pytest.raises(LabelError, match="another release than production, None"):
        move_label(library, "greet", "trial", Target("1.1.0", 0.1), at=AT)


def test_the_first_production_needs_no_evidence(library: Library) -> None:
    """There is nothing to compare it with."""
    (library.root / "labels.yaml").write_text("", encoding="utf-8")

    (move,) = move_label(library, "greet", "production", Target("1.0.0"), at=AT)

    assert move.why == "first"
    with pytest.raises(LabelError, match="knows nothing"):
        roll_back(library, "greet", "production", at=AT)


def test_a_trial_ends_when_its_release_becomes_production(library: Library) -> None:
    """Both moves are in the history."""
    move_label(library, "greet", "trial", Target("1.1.0", 0.1), at=AT)

    moves = move_label(
        library, "greet", "production", Target("1.1.0"), at=AT, without_evidence=True
    )

    assert [(move.label, move.after, move.why) for move in moves] == [
        ("production", Target("1.1.0"), "without evidence"),
        ("trial", None, "promoted"),
    ]
    assert library.trial("greet") is None


def test_a_rollback_goes_to_what_the_label_meant_before(library: Library) -> None:
    """Production as well as the share of a trial, and a trial that was not."""
    move_label(library, "greet", "trial", Target("1.1.0", 0.1), at=AT)
    move_label(library, "greet", "trial", Target("1.1.0", 0.5), at=AT)

    (move,) = roll_back(library, "greet", "trial", at=AT)

    assert (move.before, move.after) == (Target("1.1.0", 0.5), Target("1.1.0", 0.1))
    assert library.trial("greet") == Target("1.1.0", 0.1)
    assert history(library)[-1] == move
    move_label(library, "greet", "production", Target("1.1.0"), at=AT, without_evidence=True)
    (back,) = roll_back(library, "greet", "production", at=AT)
    assert (back.after, back.why) == (Target("1.0.0"), "rollback")


def test_a_trial_that_was_begun_by_mistake_is_rolled_back_to_none(library: Library) -> None:
    """Before it there was no trial."""
    move_label(library, "greet", "trial", Target("1.1.0", 0.1), at=AT)

    roll_back(library, "greet", "trial", at=AT)

    assert library.trial("greet") is None


def test_a_label_that_was_moved_by_hand_is_not_rolled_back(library: Library) -> None:
    """What it meant before is not known."""
    with pytest.raises(LabelError, match="knows nothing that greet@production meant before 1"):
        roll_back(library, "greet", "production", at=AT)
    move_label(library, "greet", "production", Target("1.1.0"), at=AT, without_evidence=True)
    (library.root / "labels.yaml").write_text("greet: {production: 1.0.0}\n", encoding="utf-8")
    with pytest.raises(LabelError, match="knows nothing"):
        roll_back(library, "greet", "production", at=AT)


@pytest.mark.parametrize(
    "line",
    [
        "no json",
        "[]",
        '{"at": "x", "label": "greet", "from": null, "to": null, "why": "x"}',
        '{"at": "x", "label": "greet@trial", "from": {"v": 1}, "to": null, "why": "x"}',
        '{"at": "x", "label": "greet@trial", "from": null, "to": null}',
    ],
)
def test_a_line_of_the_history_that_is_no_move_is_named(library: Library, line: str) -> None:
    """By its number."""
    move_label(library, "greet", "trial", Target("1.1.0", 0.1), at=AT)
    with (library.root / "label_moves.jsonl").open("a", encoding="utf-8") as file:
        file.write(line + "\n")

    with pytest.raises(SourceError, match=r"^label_moves\.jsonl, line 2: no move"):
        history(library)


def test_evidence_is_read_in_the_form_in_which_comparisons_are_written() -> None:
    """Format and verdicts are those of the evals; none is forgotten."""
    fields = Comparison.model_fields

    assert fields["format"].default == FORMAT
    assert {*get_args(fields["verdict"].annotation)} == {*USABLE, *NOT_USABLE}
