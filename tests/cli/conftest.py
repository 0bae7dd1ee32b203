"""The command line as a fixture."""

import pytest

from tests.cli.command_line import CommandLine


@pytest.fixture
def kindreply(monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """Runs `kindreply` with the given arguments."""
    return CommandLine(monkeypatch)
