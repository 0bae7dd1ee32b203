"""Every code of the lint, and the shipped prompts without a problem."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

import prompts
from prompts import Target
from prompts.linting import CODES, lint
from prompts.moving import move_label
from tests.prompts.libraries import SOURCE, make_library


def codes(library: prompts.Library) -> list[str]:
    """The codes of the problems found, in order."""
    return [problem.code for problem in lint(library)]


def test_the_shipped_prompts_have_no_problem() -> None:
    """What is released, labelled and being worked on is in order."""
    assert lint(prompts.library()) == ()


def test_a_library_in_order_has_no_problem(tmp_path: Path) -> None:
    """The test's own library passes, so each of the problems below is the one planted."""
    library = make_library(tmp_path)
    library.release("greet", "1.0.0")

    assert lint(library) == ()


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (SOURCE.replace("summary: A greeting.", "summary: 1"), "front_matter"),
        (SOURCE.replace("name: greet", "name: hello"), "front_matter"),
        (SOURCE.replace("## user", "## end"), "malformed"),
        (SOURCE.replace("Greet kindly", "Greet {{ draft }}"), "template_in_system"),
        (SOURCE.replace("Greet kindly", "{% if formal %}Greet"), "template_in_system"),
        (SOURCE + '{% include "values/care.md" %}', "stray_include"),
        (SOURCE + "{% import draft as x %}", "stray_include"),
        (SOURCE + "{% if tone %}{% extends tone %}{% endif %}", "stray_include"),
        (SOURCE + "Do: <!-- include: values/care.md -->", "stray_include"),
        (SOURCE.replace("form:", "max_prompt_tokens: 20\nform:"), "token_budget"),
        (SOURCE + "Greet kindly. " * 900, "token_budget"),
        (SOURCE + "{% if not tone %}{{ draft }}{% endif %}", "unfenced_text"),
        (SOURCE + "{% if %}", "malformed"),
        (SOURCE + "{{ weather }}", "undeclared_input"),
        (SOURCE.replace("  tone:", "  mood: {kind: number}\n  tone:"), "unused_input"),
        (SOURCE + '{% if tone == "formal" %}{{ draft }}{% endif %}', "unfenced_text"),
        (SOURCE.replace("[care]", "[care, honesty]"), "unreachable_value"),
        (SOURCE.replace("Greet kindly", "Be reassuring"), "overpromise"),
        (SOURCE + "Rest assured.", "overpromise"),
    ],
)
def test_a_fault_of_the_working_copy_is_found(tmp_path: Path, source: str, code: str) -> None:
    """Whatever branch of the template it hides in."""
    library = make_library(tmp_path)
    library.release("greet", "1.0.0")
    (tmp_path / "greet" / "working.prompt.md").write_text(source, encoding="utf-8")

    assert codes(library) == [code]


def test_every_key_of_the_front_matter_that_is_wrong_is_a_problem(tmp_path: Path) -> None:
    """One look at the list mends the file."""
    source = SOURCE.replace("name: greet", "name: Greet").replace("form:", "shape:")
    library = make_library(tmp_path, source)

    assert [p.message for p in lint(library) if p.code == "front_matter"] == [
        "the front matter lacks 'form'",
        "the front matter has an unknown key 'shape'",
        "the front matter name: small letters, digits, - and _",
    ]


def test_a_nested_include_is_found(tmp_path: Path) -> None:
    """Partials are expanded once: an include inside one would be sent as words."""
    library = make_library(tmp_path)
    library.release("greet", "1.0.0")
    care = "Care.\n<!-- include: values/care.md -->\n"
    (tmp_path / "values" / "care.md").write_text(care, encoding="utf-8")

    assert codes(library) == ["stray_include"]


def test_placeholders_that_a_system_section_talks_about_are_no_template(tmp_path: Path) -> None:
    """Rewriters are told about {{name}} all the time; only declared inputs are a mistake."""
    source = SOURCE.replace("Greet kindly", "Keep {{name}}, {{ order_id }}, %s and { draft }")
    library = make_library(tmp_path, source)
    library.release("greet", "1.0.0")

    assert lint(library) == ()


def test_a_slip_may_show_what_the_wording_may_not_say(tmp_path: Path) -> None:
    """A slip is what the model is told to avoid."""
    source = SOURCE.replace("Greet kindly", "<slip>weekdays → anytime, <b>no problem</b></slip>")
    library = make_library(tmp_path, source)
    library.release("greet", "1.0.0")

    assert lint(library) == ()


def test_an_edited_a_lost_and_an_unpinned_release_are_found(tmp_path: Path) -> None:
    """The lock and the files must agree, both ways."""
    library = make_library(tmp_path)
    library.release("greet", "1.0.0")
    path = tmp_path / "greet" / "1.0.0.prompt.md"
    released = path.read_text(encoding="utf-8")

    path.write_text(released.replace("kindly", "coldly"), encoding="utf-8")
    assert codes(library) == ["edited_release"]

    path.write_text(released, encoding="utf-8")
    (path.parent / "1.1.0.prompt.md").write_text(released, encoding="utf-8")
    assert codes(library) == ["unpinned_release"]

    path.unlink()
    assert codes(library) == ["unpinned_release", "unpinned_release", "dangling_label"]


def test_a_release_whose_changelog_lost_its_entry_is_found(tmp_path: Path) -> None:
    """The changelog may be mended after a release, but not emptied."""
    library = make_library(tmp_path)
    library.release("greet", "1.0.0")
    path = tmp_path / "greet" / "1.0.0.prompt.md"
    text = path.read_text(encoding="utf-8").replace("{version: 1.0.0, ch", "{version: 0.9.0, ch")
    path.write_text(text, encoding="utf-8")

    assert codes(library) == ["no_changelog"]


def test_a_prompt_without_any_choice_is_linted_too(tmp_path: Path) -> None:
    """Choices are what makes a template branch; a prompt may have none."""
    source = SOURCE.replace("  tone: {kind: choice, choices: [warm, formal]}\n", "")
    source = source[: source.index("{% if tone")]
    library = make_library(tmp_path, source)
    library.release("greet", "1.0.0")

    assert lint(library) == ()


@pytest.mark.parametrize("file", ["prompts.lock", "labels.yaml", "label_moves.jsonl"])
def test_a_file_beside_the_prompts_that_cannot_be_read_is_one_problem(
    tmp_path: Path, file: str
) -> None:
    """And the rest is linted all the same."""
    library = make_library(tmp_path, SOURCE + "Rest assured.")
    library.release("greet", "1.0.0")
    (tmp_path / file).write_text("{broken\n", encoding="utf-8")

    found = {(problem.code, problem.where) for problem in lint(library)}

    assert found == {("malformed", file), ("overpromise", "greet@working")}


def test_a_release_that_is_pinned_twice_is_a_mistake_of_the_lock(tmp_path: Path) -> None:
    """Which of the two would count must not depend on their order."""
    library = make_library(tmp_path)
    pinned = library.release("greet", "1.0.0")
    with (tmp_path / "prompts.lock").open("a", encoding="utf-8") as lock:
        lock.write(f"greet 1.0.0 {pinned.id}\n")

    (problem,) = lint(library)

    assert (problem.code, problem.where) == ("malformed", "prompts.lock")


def test_a_label_that_was_moved_by_hand_is_found(tmp_path: Path) -> None:
    """The history must be able to say when and why."""
    library = make_library(tmp_path)
    library.release("greet", "1.0.0")
    labels = tmp_path / "labels.yaml"
    labels.write_text("", encoding="utf-8")
    move_label(library, "greet", "production", Target("1.0.0"), at=datetime.now(UTC))
    assert lint(library) == ()

    labels.write_text("greet: {}\n", encoding="utf-8")
    (problem,) = lint(library)

    assert problem.code == "unlogged_move"
    assert "means nothing, the history says 1.0.0" in problem.message


def test_every_code_is_named_once() -> None:
    """The list is what users read; the tests above plant each."""
    assert len(CODES) == len(set(CODES)) == 15
