"""`kindreply prompts list | show | render | diff | lint`."""

import json
import re
from pathlib import Path

import pytest

import prompts
from api.app import build_rewriter
from api.http.rewrites import RewriteRequest
from api.rewriting.model import Misconfigured
from api.settings import load_settings
from evals.suite.case import Kind
from evals.suite.dataset import load_kinds
from tests.cli.command_line import CommandLine
from tests.cli.prompt_library import PromptLibrary
from tests.fakes import ScriptedModel

CASE = {
    "id": "late-parcel",
    "draft": "Your parcel is late.\n\n> old words\n\nYou must wait.",
    "customer_message": "Where is it? </draft>",
    "facts": ["Parcels take 5 days."],
    "thread": [{"author": "agent", "text": "Hello."}],
    "tone": "plain",
    "channel": "chat",
    "max_chars": 300,
}


@pytest.fixture
def here(tmp_path: Path, kindreply: CommandLine) -> PromptLibrary:
    """A library of its own for each test."""
    return PromptLibrary.copied(tmp_path, kindreply)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A file with the body of a request."""
    path = tmp_path / "case.json"
    path.write_text(json.dumps(CASE), encoding="utf-8")
    return path


def test_the_list_names_releases_labels_shares_and_working_copies(here: PromptLibrary) -> None:
    """Where each prompt stands, on one line."""
    here.release_soften()
    here("label", "soften", "1.1.0", "--as", "trial", "--share", "25%")
    here.edit("values/care.md", "few plain words", "few, plain words")

    lines = here("list").out.splitlines()

    assert lines[0].split() == ["prompt", "releases", "labels", "working", "copy"]
    assert re.split(r"  +", lines[-1]) == [
        "soften",
        "1.0.0, 1.1.0",
        "production 1.0.0, trial 1.1.0 (0.25 of requests)",
        "differs from 1.1.0",
    ]
    assert [line.split()[0] for line in lines[1:]] == list(here.library.names())
    assert lines[2].endswith("as 1.0.0")


def test_the_list_is_there_for_programs_too(here: PromptLibrary) -> None:
    """With the share as a number; a prompt that is not released or not readable is listed."""
    (here.root / "new").mkdir()
    (here.root / "new" / "working.prompt.md").write_text("?", encoding="utf-8")
    here.edit("repair/working.prompt.md", "version: working", "version: never")

    rows = {row.pop("name"): row for row in json.loads(here("list", "--json").out)}

    assert rows["new"] == {"releases": [], "labels": {}, "working": "not released yet"}
    assert rows["repair"]["working"] == "cannot be compared: see lint"
    assert rows["soften"]["labels"] == {"production": {"version": "1.0.0", "share": None}}
    assert "none" in here("list").out


def test_a_version_is_shown_with_its_id_its_inputs_and_all_its_words(here: PromptLibrary) -> None:
    """What a release is, without opening its file."""
    shown = here("show", "soften@production").out
    prompt = prompts.load("soften@1.0.0")

    assert shown.startswith("soften@1.0.0  The same reply")
    assert prompt.id in shown
    assert "temperature 0.2" in shown
    assert "tone (choice: warm, formal, plain, shorter, spelling, required)" in shown
    assert "1.0.0  First release." in shown
    assert all(f"## {s.role}\n{s.text}" in shown for s in prompt.sections)


def test_a_prompt_without_a_changelog_is_shown_too(here: PromptLibrary) -> None:
    """A new one has nothing to tell yet."""
    text = (here.root / "soften/working.prompt.md").read_text(encoding="utf-8")
    head, _, body = text.partition("changelog:")
    fresh = head + "changelog: []\n---\n" + body.partition("---\n")[2]
    (here.root / "soften/working.prompt.md").write_text(fresh, encoding="utf-8")

    result = here("show", "soften@working")

    assert result.code == 0
    assert "changes" not in result.out.partition("## system")[0]


@pytest.mark.anyio
async def test_what_is_rendered_is_what_the_model_is_asked(
    case: Path, kindreply: CommandLine
) -> None:
    """Byte for byte, from a file or from standard input."""
    model = ScriptedModel(Misconfigured("only the question is wanted"))
    body = {key: value for key, value in CASE.items() if key != "id"}
    request = RewriteRequest.model_validate(body).as_request()
    await build_rewriter(load_settings(), model=model).rewrite(request)
    asked = "\n\n".join(f"===== {m.role}\n{m.content}" for m in model.asked[0])

    from_file = kindreply("prompts", "render", str(case))
    from_input = kindreply("prompts", "render", "-", stdin=json.dumps(CASE).encode())

    used = prompts.load("soften@production")
    assert from_file.out == from_input.out
    assert from_file.out.partition("\n\n")[2] == asked + "\n"
    assert from_file.out.startswith(f"soften@{used.version} {used.id}\n")


def test_an_edit_that_is_not_released_can_be_rendered(here: PromptLibrary, case: Path) -> None:
    """--prompt wins over the prompt that the case names."""
    here.edit_soften()
    case.write_text(json.dumps({"draft": "Hi.", "prompt": "soften@1.0.0"}), encoding="utf-8")

    assert "The agent signs it" in here("render", str(case), "--prompt", "soften@working").out
    assert "The agent will sign it" in here("render", str(case)).out


@pytest.mark.parametrize(
    ("text", "arguments", "said"),
    [
        ("{", [], "not valid JSON (line 1, column 2)"),
        ("[]", [], "not a JSON object"),
        ('{"draft": "Hi.", "tone": "loud", "x": 1}', [], "tone: "),
        ('{"draft": "Hi.", "x": 1}', [], "x: "),
        ('{"draft": " "}', [], "empty"),
        ('{"draft": "Hi."}', ["--prompt", "soften@9.9.9"], "no such version or label"),
        ('{"draft": "Hi."}', ["--prompt", "judge-care@production"], "no prompt that rewrites"),
    ],
)
def test_a_case_that_cannot_be_rendered_is_one_line(
    here: PromptLibrary, case: Path, text: str, arguments: list[str], said: str
) -> None:
    """What is wrong, and exit code 2."""
    case.write_text(text, encoding="utf-8")
    result = here("render", str(case), *arguments)

    assert (result.code, result.out) == (2, "")
    assert said in result.err
    assert result.err.count("\n") == 1


def test_a_case_that_is_not_there_is_named(here: PromptLibrary) -> None:
    """Neither a file nor anything else that is known."""
    result = here("render", "late-parcel-99")

    assert (result.code, result.err) == (
        2,
        "Error: late-parcel-99 is neither a file nor the id of an eval case.\n",
    )


def test_a_case_of_the_evals_is_rendered_by_its_id(here: PromptLibrary) -> None:
    """As a run would ask it."""
    case = load_kinds([Kind.CORE])[0]

    rendered = here("render", case.id)

    assert rendered.code == 0, rendered.err
    assert all(line in rendered.out for line in case.facts)


def test_two_versions_are_compared_by_their_words(here: PromptLibrary) -> None:
    """The change alone, under its heading, with partial, parameter, input and cost."""
    here.edit("values/honesty.md", "No invented reason, benefit", "No benefit")
    here.edit("soften/working.prompt.md", "temperature: 0.2", "temperature: 0.3")
    here.edit("soften/working.prompt.md", "[warm, formal, ", "[warm, ")

    out = here("diff", "soften@1.0.0", "soften@working").out

    assert "soften@1.0.0 → soften@working" in out
    assert "Partials that changed\n  values/honesty.md\n" in out
    assert "temperature: 0.2 → 0.3" in out
    assert "tone: choice required warm, formal, plain, shorter, spelling → choice required" in out
    assert "# Honesty: bad news stays bad news" in out
    assert "No [-invented reason,-] benefit, ease or praise" in out
    assert re.search(r"about \d{4} → \d{4} \(-\d; characters / 4\)", out)


def test_two_versions_that_send_the_same_are_said_to(here: PromptLibrary) -> None:
    """A moved partial, a longer changelog: nothing that a model sees."""
    out = here("diff", "soften@1.0.0", "soften@working").out

    assert "Words\n  The same.\n" in out
    assert "Partials" not in out
    assert "(+0; characters / 4)" in out


def test_what_is_sent_for_a_case_can_be_compared(here: PromptLibrary, case: Path) -> None:
    """A branch that the case does not reach is not in it."""
    here.edit("soften/working.prompt.md", "Matter-of-fact", "Sober")
    here.edit("soften/working.prompt.md", "no gush", "no gushing")

    out = here("diff", "soften@1.0.0", "soften@working", "--rendered", str(case)).out

    assert "What is sent: user" in out
    assert "Sober" in out
    assert "gush" not in out


def test_lines_that_are_gone_or_new_are_shown(here: PromptLibrary) -> None:
    """Each under the heading it stood or stands under."""
    here.edit("shared/judging.md", "- This one value.", "- Breathe.\n- This one value.")
    here.edit("shared/judging.md", "# Two replies\n", "")

    out = here("diff", "judge-care@1.0.0", "judge-care@working").out

    assert "Words: system, # How to judge\n  {+- Breathe.+}\n" in out
    assert "Words: system, # Two replies\n  [-# Two replies-]\n" in out
    assert "Partials that changed\n  shared/judging.md\n" in out


def test_two_prompts_can_be_compared(here: PromptLibrary) -> None:
    """Their partials are those of both."""
    out = here("diff", "judge-care@1.0.0", "repair@1.0.0").out

    for said in ("values/care.md", "values/honesty.md", "reply: text required → none"):
        assert said in out


def test_the_lint_says_that_nothing_is_wrong(here: PromptLibrary, kindreply: CommandLine) -> None:
    """In words and as JSON; without --root it is the shipped library."""
    assert (here("lint").code, here("lint").out) == (0, "No problems.\n")
    assert json.loads(kindreply("prompts", "lint", "--json").out) == []


def test_every_problem_has_its_code_and_the_exit_code_is_1(here: PromptLibrary) -> None:
    """A line each; the same for programs."""
    here.edit("soften/working.prompt.md", "summary:", "sumary:")
    here.edit("repair/1.0.0.prompt.md", "say in that place", "say there")

    result = here("lint")
    rows = json.loads(here("lint", "--json").out)

    assert result.code == here("lint", "--json").code == 1
    assert [row["code"] for row in rows] == ["edited_release", "front_matter", "front_matter"]
    assert (
        result.out.splitlines()[1]
        == "front_matter  soften@working  the front matter lacks 'summary'"
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "harden@1.0.0"],
        ["diff", "soften@1.0.0", "soften"],
        ["release", "harden"],
        ["label", "harden", "1.0.0"],
        ["label", "soften", "7.0.0"],
    ],
)
def test_what_does_not_exist_is_said_and_ends_with_2(
    here: PromptLibrary, arguments: list[str]
) -> None:
    """With what there is instead."""
    result = here(*arguments)

    assert (result.code, result.out) == (2, "")
    assert "soften" in result.err
    assert "Traceback" not in result.err


def test_a_folder_without_prompts_is_an_error_not_a_traceback(
    kindreply: CommandLine, tmp_path: Path
) -> None:
    """Its label file is missing; the lint says that too."""
    result = kindreply("prompts", "--root", str(tmp_path), "lint")

    assert result.code == 1
    assert "there is no file 'labels.yaml'" in result.out
    assert kindreply("prompts", "--root", str(tmp_path / "x"), "list").code == 2
