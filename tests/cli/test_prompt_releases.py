"""`kindreply prompts release | label`."""

import json
import re
from pathlib import Path

import pytest

from prompts.moving import history
from tests.cli.command_line import CommandLine
from tests.cli.prompt_library import PromptLibrary


@pytest.fixture
def here(tmp_path: Path, kindreply: CommandLine) -> PromptLibrary:
    """A library of its own for each test."""
    return PromptLibrary.copied(tmp_path, kindreply)


def test_a_release_is_the_next_minor_version_and_says_what_comes_next(here: PromptLibrary) -> None:
    """Every command it names runs as it stands."""
    here.edit_soften()

    result = here("release", "soften")

    assert result.code == 0
    assert f"soften 1.1.0 is released: {here.library.load('soften@1.1.0').id}" in result.out
    assert here("lint").out == "No problems.\n"
    commands = re.findall(r"^  kindreply prompts (.*)$", result.out, re.MULTILINE)
    assert len(commands) == 3
    assert here(*commands[0].split()).code == 0
    assert here(*commands[1].split()).code == 0
    assert here(*commands[2].replace("RUN", str(here.comparison())).split()).code == 0


def test_a_first_release_is_1_0_0_and_a_version_may_be_named(here: PromptLibrary) -> None:
    """A new prompt has nothing to be compared with."""
    (here.root / "repair" / "1.0.0.prompt.md").unlink()
    here.edit("prompts.lock", "repair 1.0.0", "# repair 1.0.0")
    here.edit_soften()
    here.edit("soften/working.prompt.md", "version: 1.1.0", "version: 2.0.0")

    assert "diff" not in here("release", "repair").out
    assert here("release", "soften", "2.0.0").code == 0
    assert here.library.versions("repair") == ("1.0.0",)
    assert here.library.versions("soften") == ("1.0.0", "2.0.0")


def test_a_working_copy_with_a_problem_is_not_released(here: PromptLibrary) -> None:
    """The lint's own words, exit code 1, and no file."""
    here.edit_soften()
    here.edit("soften/working.prompt.md", "signs it", "can rest assured of it")

    result = here("release", "soften")

    assert result.code == 1
    assert "overpromise  soften@working" in result.err
    assert "Nothing was released." in result.err
    assert here.library.versions("soften") == ("1.0.0",)


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (None, "sends what 1.0.0 sends: nothing to release"),
        (("The agent will sign it", "The agent signs it"), "no entry for 1.1.0"),
    ],
)
def test_a_release_that_tells_nothing_new_is_refused(
    here: PromptLibrary, edit: tuple[str, str] | None, said: str
) -> None:
    """Neither the same words twice, nor new ones that no changelog explains."""
    if edit:
        here.edit("soften/working.prompt.md", *edit)

    result = here("release", "soften")

    assert result.code == 2
    assert said in result.err


def test_production_moves_with_evidence_and_the_history_keeps_it(here: PromptLibrary) -> None:
    """When, from, to, and which comparison said what."""
    here.release_soften()

    result = here("label", "soften", "1.1.0", "--evidence", str(here.comparison()))

    assert result.code == 0
    assert "soften@production means 1.1.0 now, before 1.0.0; comparison.json says: improved" in (
        result.out
    )
    assert here.library.load("soften@production").version == "1.1.0"
    (line,) = (here.root / "label_moves.jsonl").read_text(encoding="utf-8").splitlines()
    move = json.loads(line)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", move["at"])
    assert (move["from"], move["to"]) == ({"version": "1.0.0"}, {"version": "1.1.0"})
    assert move["evidence"]["run"] == "comparison.json"
    assert here("lint").code == 0


def test_production_does_not_move_by_accident(here: PromptLibrary) -> None:
    """Without evidence only where that is said."""
    here.release_soften()

    refused = here("label", "soften", "1.1.0")
    moved = here("label", "soften", "1.1.0", "--without-evidence")

    assert refused.code == 2
    assert "--without-evidence" in refused.err
    assert moved.code == 0
    assert history(here.library)[0].why == "without evidence"


def test_one_command_goes_back(here: PromptLibrary) -> None:
    """The one that was printed."""
    here.release_soften()
    moved = here("label", "soften", "1.1.0", "--without-evidence").out
    (command,) = re.findall(r"Back with: kindreply prompts (.*)", moved)

    assert "soften@production means 1.0.0 now" in here(*command.split()).out
    assert here.library.load("soften@production").version == "1.0.0"
    assert here("lint").code == 0


def test_a_trial_is_begun_grown_ended_and_ends_by_itself(here: PromptLibrary) -> None:
    """10 % unless another share is named; production takes its release out of the trial."""
    here.release_soften()

    assert here("label", "soften", "1.1.0", "--as", "trial").code == 0
    assert str(here.library.trial("soften")) == "1.1.0 (0.1)"
    assert here("label", "soften", "1.1.0", "--as", "trial", "--share", "0.5").code == 0
    assert str(here.library.trial("soften")) == "1.1.0 (0.5)"
    assert "means nothing now, before 1.1.0 (0.5)" in (
        here("label", "soften", "--as", "trial", "--end").out
    )
    here("label", "soften", "1.1.0", "--as", "trial", "--share", "100%")
    promoted = here("label", "soften", "1.1.0", "--without-evidence").out
    assert "soften@trial means nothing now, before 1.1.0 (1)" in promoted
    assert here.library.trial("soften") is None
    assert here("lint").code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["soften"], "Give a VERSION"),
        (["soften", "1.1.0", "--rollback"], "Give a VERSION"),
        (["soften", "1.1.0", "--share", "10%"], "add --as trial"),
        (["soften", "--end"], "add --as trial"),
        (["soften", "--as", "trial", "--rollback", "--share", "10%"], "add --as trial"),
        (["soften", "--rollback", "--without-evidence"], "Evidence is for a VERSION"),
        (["soften", "1.1.0", "--as", "trial", "--share", "0"], "is no share"),
        (["soften", "1.1.0", "--as", "trial", "--share", "120%"], "is no share"),
        (["soften", "1.1.0", "--as", "trial", "--share", "10%x"], "is no share"),
        (["soften", "1.1.0", "--as", "trial", "--share", "much"], "is no share"),
        (["soften", "1.1.0", "--as", "canary"], "canary"),
    ],
)
def test_options_that_do_not_go_together_are_refused(
    here: PromptLibrary, arguments: list[str], said: str
) -> None:
    """Before anything is written."""
    result = here("label", *arguments)

    assert result.code == 2
    assert said in result.err
    assert not (here.root / "label_moves.jsonl").exists()


def test_a_folder_that_cannot_be_written_is_named(here: PromptLibrary) -> None:
    """An installed package may belong to somebody else."""
    here.release_soften()
    (here.root / ".labels.yaml.new").mkdir()

    result = here("label", "soften", "1.1.0", "--without-evidence")

    assert result.code == 2
    assert ".labels.yaml.new" in result.err
