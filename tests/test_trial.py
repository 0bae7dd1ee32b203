"""A release on trial, through the whole service: who gets it, and who is told."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

import prompts
from api.app import create_app
from api.logging import build_log
from api.rewriting.model import Refused
from api.rewriting.trial import place
from api.settings import load_settings
from prompts.labels import with_target
from tests.cli.command_line import CommandLine
from tests.cli.prompt_library import PromptLibrary
from tests.fakes import ScriptedModel

ANSWER = "<reply>I'm sorry, we can't. [D1]</reply>"
IN, OUT = (
    next(key for key in map(str, range(99)) if (place(key) < 0.5) is wanted)
    for wanted in (True, False)
)
"""A conversation in the first half, and one in the second."""


class Trying:
    """The service with soften 1.1.0 on trial for half of the conversations."""

    def __init__(
        self, here: PromptLibrary, model: ScriptedModel | None = None, **settings: Any
    ) -> None:
        self.model = model or ScriptedModel(*[ANSWER] * 12)
        self.written = io.BytesIO()
        app = create_app(
            load_settings(**settings),
            model=self.model,
            log=build_log("info", self.written),
            library=here.library,
        )
        self.client = TestClient(app, base_url="http://127.0.0.1:8080")

    def ask(self, headers: dict[str, str] | None = None, **fields: object) -> dict[str, Any]:
        """The answer to one request."""
        body = {"draft": "We can't.", **fields}
        response = self.client.post("/v1/rewrites", json=body, headers=headers)
        assert response.status_code == 200, response.text
        answer: dict[str, Any] = response.json()
        return answer

    @property
    def last_event(self) -> dict[str, Any]:
        """The last line of the log."""
        event: dict[str, Any] = json.loads(self.written.getvalue().splitlines()[-1])
        return event


@pytest.fixture
def here(tmp_path: Path, kindreply: CommandLine) -> PromptLibrary:
    """A library with 1.1.0 on trial for half of the requests."""
    here = PromptLibrary.copied(tmp_path, kindreply)
    here.release_soften()
    text = (tmp_path / "labels.yaml").read_text(encoding="utf-8")
    trial = with_target(text, "soften", "trial", prompts.Target("1.1.0", 0.5))
    (tmp_path / "labels.yaml").write_text(trial, encoding="utf-8")
    return here


@pytest.fixture
def kindreply(monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """The command line, which the library's commands would use."""
    return CommandLine(monkeypatch)


def test_a_conversation_stays_with_its_release_and_the_answer_and_the_log_name_it(
    here: PromptLibrary,
) -> None:
    """Name, version and id, in both."""
    trying = Trying(here)
    for conversation, version in ((IN, "1.1.0"), (OUT, "1.0.0")) * 2:
        answer = trying.ask(metadata={"conversation": conversation})
        id_ = here.library.load(f"soften@{version}").id

        assert answer["prompt"] == {"name": "soften", "version": version, "id": id_}
        assert trying.last_event["prompt"] == f"soften@{version}"
        assert trying.last_event["prompt_id"] == id_
    assert "The agent signs it" in trying.model.asked[0][0].content
    assert "The agent will sign it" in trying.model.asked[1][0].content


def test_without_a_conversation_the_request_itself_is_drawn(here: PromptLibrary) -> None:
    """By its id, which is the caller's where it sends one."""
    trying = Trying(here)
    ids = [f"request-{number}" for number in range(12)]
    versions = [trying.ask({"X-Request-Id": id_})["prompt"]["version"] for id_ in ids]

    assert versions == ["1.1.0" if place(id_) < 0.5 else "1.0.0" for id_ in ids]
    assert {*versions} == {"1.0.0", "1.1.0"}


def test_who_names_a_prompt_gets_that_prompt(here: PromptLibrary) -> None:
    """A caller's own choice is no part of the trial, and `trial` is a label like any other."""
    trying = Trying(here)
    for conversation, named, version in (
        (IN, "soften@production", "1.0.0"),
        (IN, "soften@1.0.0", "1.0.0"),
        (OUT, "soften@trial", "1.1.0"),
    ):
        answer = trying.ask(metadata={"conversation": conversation}, prompt=named)
        assert answer["prompt"]["version"] == version


@pytest.mark.parametrize("prompt", ["soften@1.0.0", "soften@working"])
def test_a_pinned_version_has_no_trial(here: PromptLibrary, prompt: str) -> None:
    """An operator who names a version wants that one."""
    answer = Trying(here, prompt=prompt).ask(metadata={"conversation": IN})

    assert answer["prompt"]["version"] == prompt.partition("@")[2]


def test_a_share_of_nothing_is_a_trial_that_rests(here: PromptLibrary) -> None:
    """It can be set to 0 without losing the label."""
    here.edit("labels.yaml", "share: 0.5", "share: 0")

    answer = Trying(here).ask(metadata={"conversation": IN})

    assert answer["prompt"]["version"] == "1.0.0"


def test_a_model_that_fails_is_counted_for_the_release_it_was_asked_with(
    here: PromptLibrary,
) -> None:
    """A release that models refuse more often must show in the log."""
    trying = Trying(here, ScriptedModel(Refused("no")))

    answer = trying.ask(metadata={"conversation": IN})

    assert (answer["engine"], answer["reason"]) == ("phrasebook", "refused")
    assert answer["prompt"]["version"] == "1.1.0"


def test_the_phrasebook_is_asked_with_no_prompt(here: PromptLibrary) -> None:
    """Nothing of the trial is in its words."""
    answer = Trying(here).ask(metadata={"conversation": IN}, engine="phrasebook")

    assert answer["prompt"] is None


def test_the_service_does_not_start_with_a_trial_that_leads_nowhere(here: PromptLibrary) -> None:
    """The operator learns it at once, not every tenth caller later."""
    here.edit("labels.yaml", "version: 1.1.0", "version: 7.0.0")

    with pytest.raises(prompts.UnknownPrompt, match="no such version"):
        Trying(here)


def test_only_a_prompt_that_rewrites_drafts_can_be_configured_or_asked_for(
    here: PromptLibrary,
) -> None:
    """A judge or a repair takes other inputs: refused at start, and a 422 later."""
    with pytest.raises(prompts.UnknownPrompt, match=r"judge-care 1\.0\.0 is no prompt"):
        Trying(here, prompt="judge-care@production")
    body = {"draft": "We can't.", "prompt": "repair@production"}
    response = Trying(here).client.post("/v1/rewrites", json=body)
    assert response.status_code == 422
    assert response.json()["code"] == "unknown_prompt"
