"""Judges in few words: a model that answers by a function of what it is asked, and replies."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from api.domain.reply import Usage
from api.rewriting.model import Completion, ModelError
from evals.judging.items import digest
from evals.judging.judge import Judge
from evals.judging.labels import Labelled
from evals.suite.case import Case
from evals.suite.run import Sample
from prompts import Message
from tests.evals.suite.making import case

REPLY = "I'm sorry, we can't refund you. Please send us the receipt."
WHEN = "2026-11-22T05:00:00Z"

COUNTED = Usage(100, 20)

Script = Callable[[str, str], str | ModelError]
"""(value, the user's message) -> what the model says, or how it fails."""


class Answering:
    """A model that does as its script says; `asked` keeps value and question of each call."""

    def __init__(self, script: Script, usage: Usage | None = COUNTED) -> None:
        self._script = script
        self._usage = usage
        self.asked: list[tuple[str, str]] = []

    async def complete(
        self,
        messages: Sequence[Message],
        *,
        parameters: Mapping[str, float | int],
        deadline_s: float,
    ) -> Completion:
        """What the script says to this."""
        assert parameters
        assert deadline_s > 0
        system, user = (message.content for message in messages)
        found = re.search(r"on one value, ([a-z]+):", system)
        assert found
        self.asked.append((found[1], user))
        said = self._script(found[1], user)
        if isinstance(said, ModelError):
            raise said
        return Completion(said, "judge-1", self._usage)


def level(number: object, *evidence: object, reason: object = "It says so.") -> str:
    """The answer of a judge to one reply."""
    quotes = evidence or ("send us the receipt",)
    return json.dumps({"evidence": quotes, "reason": reason, "level": number})


def better(place: object, *evidence: str) -> str:
    """The answer of a judge to two replies."""
    return json.dumps({"evidence": evidence, "reason": "It says so.", "better": place})


def judge(script: Script | None = None, name: str = "judge-1") -> Judge:
    """A judge with released prompts; it gives 3 to everything, with evidence."""
    return Judge.of(Answering(script or (lambda _value, _user: level(3))), name)


def item(number: int, reply: str = REPLY, **fields: Any) -> Case:
    """A calibration item."""
    given = {"kind": "calibration", "rewrite": None, "reply": reply}
    return case(f"cal-{number:03}", **{**given, **fields})


def labelled(of: Case, rater: str = "ana", by: str = "person", **levels: int) -> Labelled:
    """A label of 3 in everything but these levels."""
    every = dict.fromkeys(("care", "kindness", "integrity", "honesty", "clarity"), 3)
    fields = {"item": of.id, "sha256": digest(of), "rater": rater, "by": by, "when": WHEN}
    return Labelled.model_validate({**fields, "levels": {**every, **levels}})


def replied(id_: str = "x-001", reply: str = REPLY, **fields: Any) -> Sample:
    """A sample of a real model with a reply."""
    return Sample(case=id_, reply=reply, outcome="rewritten", engine="model", **fields)
