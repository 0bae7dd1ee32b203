"""Moving a label: checked, written, and remembered in one line of `label_moves.jsonl`.

{"at": "2026-11-21T09:30:00+00:00", "label": "soften@production", "from": {"version": "1.0.0"},
 "to": {"version": "1.1.0"}, "why": "evidence", "evidence": {"run": ..., "verdict": ...}}
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from prompts.bundle import Prompt
from prompts.errors import LabelError, SourceError, UnknownPrompt
from prompts.evidence import Evidence, read_evidence
from prompts.files import read_text, write_text
from prompts.front_matter import NAME
from prompts.labels import LABELS, PRODUCTION, TRIAL, Target, with_target
from prompts.library import Library

HISTORY = "label_moves.jsonl"


@dataclass(frozen=True, slots=True)
class Move:
    """One label of one prompt, moved from one target to another; None where there was none.

    `at` is in ISO 8601; `why` is "first", "evidence", "without evidence", "rollback" or
    "promoted", which ends the trial of a release that became production.
    """

    at: str
    prompt: str
    label: str
    before: Target | None
    after: Target | None
    why: str
    evidence: Evidence | None = None


def move_label(
    library: Library,
    name: str,
    label: str,
    target: Target | None,
    *,
    at: datetime,
    evidence: Path | None = None,
    without_evidence: bool = False,
) -> tuple[Move, ...]:
    """Let a label of `name` mean `target`, or nothing for None; what moved, the history's lines.

    `production` moves with `evidence`, the file of a comparison, or explicitly without; its first
    release needs none. A trial ends when its release becomes production. Raises PromptError.
    """
    before = _targets(library, name).get(label)
    if target == before:
        raise LabelError(f"{name}@{label} means {target or 'nothing'} already")
    proof, why = None, "without evidence"
    if target is None:
        if label == PRODUCTION:
            raise LabelError("production always means a release: move it to another one")
    else:
        release = _release(library, name, label, target)
        if evidence is not None:
            proof, why = read_evidence(evidence, release.id), "evidence"
        elif before is None:
            why = "first"
        elif label == PRODUCTION and not without_evidence:
            raise LabelError(
                "production moves with --evidence RUN, the file of a comparison,"
                " or explicitly --without-evidence"
            )
    return _write(library, [Move(at.isoformat(), name, label, before, target, why, proof)])


def roll_back(library: Library, name: str, label: str, *, at: datetime) -> tuple[Move, ...]:
    """Let a label mean what it meant before its last move; needs no evidence.

    Raises LabelError where the history knows no move to what it means now.
    """
    now = _targets(library, name).get(label)
    moves = [move for move in history(library) if (move.prompt, move.label) == (name, label)]
    if not moves or moves[-1].after != now or (label == PRODUCTION and moves[-1].before is None):
        raise LabelError(f"the history knows nothing that {name}@{label} meant before {now}")
    before = moves[-1].before
    if before is not None:
        library.released(name, before.version)
    return _write(library, [Move(at.isoformat(), name, label, now, before, "rollback")])


def history(library: Library) -> tuple[Move, ...]:
    """Every move, oldest first; raises SourceError that names the line which is no move."""
    try:
        lines = read_text(library.root, HISTORY).splitlines()
    except UnknownPrompt:
        return ()
    return tuple(_parsed(lines))


def _targets(library: Library, name: str) -> Mapping[str, Target]:
    if name not in library.names():
        raise UnknownPrompt(f"no such prompt; there is {', '.join(library.names())}")
    return library.targets().get(name, {})


def _release(library: Library, name: str, label: str, target: Target) -> Prompt:
    """The release that gets the label, if it may have it."""
    if target.version not in library.versions(name):
        there = ", ".join(library.versions(name)) or "none"
        raise UnknownPrompt(f"{name} has no release {target.version}; it has {there}")
    if (target.share is None) != (label != TRIAL):
        raise LabelError("a trial has a share of the requests, and no other label has one")
    release = library.released(name, target.version)
    production = _targets(library, name).get(PRODUCTION)
    if label == TRIAL:
        if production is None or production.version == target.version:
            raise LabelError(f"a trial is of another release than production, {production}")
        if not _takes_what(library.released(name, production.version), release):
            raise LabelError(
                f"{name} {target.version} takes other inputs than {production}: the service could"
                " not use both at once"
            )
    return release


def _takes_what(production: Prompt, trial: Prompt) -> bool:
    """True where every input that suits the one suits the other."""
    return production.inputs.keys() == trial.inputs.keys() and all(
        old.kind == new.kind
        and (old.required or not new.required)
        and {*old.choices} <= {*new.choices}
        for old, new in ((of, trial.inputs[name]) for name, of in production.inputs.items())
    )


def _write(library: Library, moves: list[Move]) -> tuple[Move, ...]:
    """The labels first, in one step, then the history."""
    (move,) = moves
    trial = library.trial(move.prompt)
    if move.label == PRODUCTION and move.after and trial and trial.version == move.after.version:
        moves.append(Move(move.at, move.prompt, TRIAL, trial, None, "promoted"))
    text = read_text(library.root, LABELS)
    for each in moves:
        text = with_target(text, each.prompt, each.label, each.after)
    write_text(library.root, LABELS, text)
    with (library.root / HISTORY).open("a", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{json.dumps(_as_json(each), ensure_ascii=False)}\n" for each in moves)
    return tuple(moves)


def _as_json(move: Move) -> dict[str, Any]:
    return {
        "at": move.at,
        "label": f"{move.prompt}@{move.label}",
        "from": _target_as_json(move.before),
        "to": _target_as_json(move.after),
        "why": move.why,
        **({"evidence": asdict(move.evidence)} if move.evidence else {}),
    }


def _target_as_json(target: Target | None) -> dict[str, Any] | None:
    if target is None:
        return None
    return {key: value for key, value in asdict(target).items() if value is not None}


def _parsed(lines: list[str]) -> Iterator[Move]:
    for number, line in enumerate(lines, 1):
        try:
            found = json.loads(line)
            name, _, label = found["label"].partition("@")
            if not (NAME.fullmatch(name) and NAME.fullmatch(label)):
                raise ValueError
            before, after = (
                Target(**found[side]) if found[side] else None for side in ("from", "to")
            )
            proof = Evidence(**found["evidence"]) if "evidence" in found else None
            yield Move(str(found["at"]), name, label, before, after, str(found["why"]), proof)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise SourceError(f"{HISTORY}, line {number}: no move of a label") from error
