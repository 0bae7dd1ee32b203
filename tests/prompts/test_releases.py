"""Every release that is shipped: what is sent, letter by letter."""

import os

import pytest

import prompts
from tests.prompts import goldens

LIBRARY = prompts.library()
RELEASES = [(name, version) for name in LIBRARY.names() for version in LIBRARY.versions(name)]


@pytest.mark.parametrize(("name", "version"), RELEASES)
def test_a_release_renders_as_it_did_when_it_was_released(name: str, version: str) -> None:
    """Any change to loader or template that changes what is sent shows as a diff.

    WRITE_GOLDEN=1 writes the files that a new release lacks.
    """
    path = goldens.path(name, version)
    if os.environ.get("WRITE_GOLDEN") and not path.exists():
        path.write_text(goldens.rendered(name, version), encoding="utf-8")

    assert goldens.rendered(name, version) == path.read_text(encoding="utf-8")


def test_no_golden_file_is_left_of_a_release_that_is_not_there() -> None:
    """A file that nothing is compared with proves nothing."""
    expected = {goldens.path(name, version).name for name, version in RELEASES}

    assert {path.name for path in goldens.HERE.glob("golden_*.txt")} == expected


@pytest.mark.parametrize("name", LIBRARY.names())
def test_every_prompt_has_a_release_in_production(name: str) -> None:
    """What is shipped can be used by its label."""
    assert prompts.load(f"{name}@production").version in LIBRARY.versions(name)
