"""Mended replies, printed for a reader."""

from click.testing import CliRunner

from evals import mended


def test_as_many_as_are_asked_for_are_printed_with_what_they_came_from() -> None:
    """Each with its draft and its rewrite, and never one that mending left alone."""
    ran = CliRunner().invoke(mended.main, ["--count", "3"])

    assert ran.exit_code == 0, ran.output
    parts = ran.output.split("=" * 80 + "\n")[1:]
    assert [part[:3] for part in parts] == ["[1]", "[2]", "[3]"]
    for part in parts:
        _, rest = part.split("--- draft\n")
        draft, rest = rest.split("\n--- rewrite\n")
        rewrite, text = rest.split("\n--- mended\n")
        assert draft
        assert rewrite != text.rstrip("\n")
