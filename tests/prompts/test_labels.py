"""The file that says which release each label means."""

from pathlib import Path

import pytest

from prompts import SourceError, Target
from prompts.labels import parse_labels, with_target
from tests.prompts.libraries import make_library

FILE = """# Which release a label means.
soften:
  # agreed on Monday
  production: 1.0.0
  trial: {version: 1.1.0, share: 0.25}

# The judge.
judge-care: {production: 1.0.0}
"""


def test_a_label_means_a_release_and_a_trial_has_a_share_too() -> None:
    """The plain form and the one of a trial, in block and in flow style."""
    assert parse_labels(FILE) == {
        "soften": {"production": Target("1.0.0"), "trial": Target("1.1.0", 0.25)},
        "judge-care": {"production": Target("1.0.0")},
    }
    assert str(Target("1.1.0", 0.25)) == "1.1.0 (0.25)"


def test_a_file_with_nothing_in_it_has_no_labels() -> None:
    """A new library begins so."""
    assert parse_labels("# nothing yet\n") == {}
    assert parse_labels("soften:\n") == {"soften": {}}


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("a: [\n", 2, "not valid YAML"),
        ("- a\n", 1, "a mapping of prompts"),
        ("a:\n  - production\n", 2, "a mapping of labels"),
        ("a:\n  production: 1.0\n", 2, "three numbers"),
        ("a:\n  production: working\n", 2, "three numbers"),
        ("a:\n  production: {version: 1.0.0, share: 0.1}\n", 2, "a version belongs here"),
        ("a:\n  Production: 1.0.0\n", 2, "a name in small letters"),
        ("a:\n  x: 1.0.0\n  x: 1.1.0\n", 3, "each only once"),
        ("a:\n  trial: 1.0.0\n", 2, "a trial has a version and a share"),
        ("a:\n  trial:\n    version: 1.0.0\n", 3, "a trial has version and share"),
        ("a:\n  trial:\n    version: 1.0.0\n    share: 10%\n", 4, "a number from 0 to 1"),
        ("a:\n  trial: {version: 1.0.0, share: 1.5}\n", 2, "a number from 0 to 1"),
        ("a:\n  trial: {version: 1.0.0, share: [1]}\n", 2, "a number from 0 to 1"),
        ("a:\n  trial: {version: [1], share: 0.1}\n", 2, "three numbers"),
    ],
)
def test_a_mistake_is_named_with_its_line(text: str, line: int, said: str) -> None:
    """Whoever edits the file by hand finds the place at once."""
    with pytest.raises(SourceError, match=rf"^labels\.yaml, line {line}: .*{said}"):
        parse_labels(text)


def test_a_bad_byte_is_named_without_a_line() -> None:
    """Some of YAML's own complaints know no place."""
    with pytest.raises(SourceError, match="not valid YAML"):
        parse_labels("a: \0")


def test_moving_a_label_changes_its_line_and_no_other() -> None:
    """Comments and the other prompts stay as they are."""
    moved = with_target(FILE, "soften", "production", Target("1.1.0"))

    assert moved == FILE.replace("production: 1.0.0\n", "production: 1.1.0\n", 1)


def test_a_label_can_be_added_and_taken_away() -> None:
    """In a prompt written on one line, in one that has none, in a file without its last break."""
    one_line = with_target(FILE, "judge-care", "trial", Target("2.0.0", 0.1))
    fresh = with_target(FILE.rstrip(), "repair", "production", Target("1.0.0"))
    ended = with_target(FILE, "soften", "trial", None)

    assert one_line.endswith(
        "# The judge.\njudge-care:\n  production: 1.0.0\n  trial: {version: 2.0.0, share: 0.1}\n"
    )
    assert one_line.startswith(FILE.partition("# The judge.")[0])
    assert fresh == FILE.rstrip() + "\nrepair:\n  production: 1.0.0\n"
    assert ended == FILE.replace("  trial: {version: 1.1.0, share: 0.25}\n", "")


def test_a_share_is_written_without_needless_digits() -> None:
    """What was asked for can be read in the file."""
    for share, said in ((0.1, "0.1"), (1.0, "1"), (0.0, "0"), (1 / 3, "0.333333")):
        assert f"share: {said}}}" in with_target("", "a", "trial", Target("1.0.0", share))
        assert parse_labels(with_target("", "a", "trial", Target("1.0.0", share)))


def test_the_library_knows_the_trial_of_a_prompt(tmp_path: Path) -> None:
    """And that there is none."""
    library = make_library(tmp_path)
    assert library.trial("greet") is None

    text = with_target("greet: {production: 1.0.0}\n", "greet", "trial", Target("1.1.0", 0.5))
    (tmp_path / "labels.yaml").write_text(text, encoding="utf-8")

    assert library.trial("greet") == Target("1.1.0", 0.5)
    assert library.trial("repair") is None
    assert library.labels() == {"greet": {"production": "1.0.0", "trial": "1.1.0"}}
