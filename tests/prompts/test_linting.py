"""Every code of the lint, and the shipped prompts without a problem."""

from pathlib import Path

import pytest

import prompts
from prompts.linting import lint
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
        (SOURCE.replace("summary:", "sumary:"), "malformed"),
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
