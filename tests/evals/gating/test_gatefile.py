"""The file of gates."""

from pathlib import Path

import pytest

from evals.gating.gatefile import PATH, GatesError, read
from evals.gating.gates import Gate


def _written(folder: Path, text: str) -> Path:
    path = folder / "gates.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_gates_are_read_for_each_source(tmp_path: Path) -> None:
    """Shares in percent, times and cost as numbers."""
    path = _written(
        tmp_path,
        "mock:\n"
        "  leaks: {at_most: 12.5 %, sure: yes, worse_by: 1%}\n"
        "  checks.usable: {at_least: 100 %}\n"
        "live:\n"
        "  latency_ms.p95: {at_most: 3000}\n"
        "  cost_per_sample:\n"
        "    at_most: 0.002\n"
        "    sure: no\n"
        "  scores.care: {at_least: 2.5}\n",
    )

    assert read(path) == {
        "mock": (
            Gate("leaks", at_most=0.125, worse_by=0.01, sure=True),
            Gate("checks.usable", at_least=1.0),
        ),
        "live": (
            Gate("latency_ms.p95", at_most=3_000),
            Gate("cost_per_sample", at_most=0.002),
            Gate("scores.care", at_least=2.5),
        ),
    }


def test_an_empty_file_has_no_gates(tmp_path: Path) -> None:
    """Comments alone are no error."""
    assert read(_written(tmp_path, "# none yet\n")) == {}


def test_the_gates_of_the_package_hold_what_is_guaranteed() -> None:
    """In every source no link or figure of the draft is lost, and the mock never fails."""
    gates = read()

    assert set(gates) == {"mock", "cassettes", "live"}
    for source in gates.values():
        assert Gate("every.protected_kept", at_least=1.0) in source
    assert Gate("every.usable", at_least=1.0) in gates["mock"]
    assert PATH.name == "gates.yaml"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("mok:\n  leaks: {at_most: 1 %}\n", ":1: mok: is no source; there are mock, cassettes"),
        ("mock:\n  leeks: {at_most: 1 %}\n", ":2: leeks: is no figure of a run"),
        ("mock:\n  checks.usabel: {at_least: 1 %}\n", ":2: checks.usabel: is no figure of a run"),
        ("mock:\n  leaks:\n    atmost: 1 %\n", ":3: leaks: atmost is no limit; there are at_least"),
        (
            "mock:\n  leaks: {at_most: 0.02}\n",
            "leaks: at_most is a share: write it as `97.5 %`",
        ),
        ("mock:\n  leaks: {at_most: 120 %}\n", ":2: leaks: at_most is a share"),
        ("mock:\n  leaks: {at_most: [1 %]}\n", ":2: leaks: at_most is a share"),
        ("mock:\n  leaks: {at_least: 2 %}\n", ":2: leaks: at_least is the wrong way round: less"),
        (
            "mock:\n  softened: {at_most: 2 %}\n",
            "softened: at_most is the wrong way round: more",
        ),
        ("live:\n  latency_ms.p95: {at_most: 3 s}\n", "p95: at_most is a number from 0, without a"),
        ("live:\n  latency_ms.p95: {worse_by: 3}\n", "p95: worse_by is for shares only"),
        ("mock:\n  leaks: {at_most: 2 %, sure: maybe}\n", ":2: leaks: sure is yes or no"),
        ("mock:\n  leaks: {sure: yes}\n", ":2: leaks: has no limit"),
        ("mock:\n  leaks: 2 %\n", ":2: leaks: must be keys with values"),
        ("- mock\n", ":1: sources: must be keys with values"),
        ("mock:\n  leaks: {at_most: 2 %}\n  leaks: {at_most: 3 %}\n", ":3: leaks: is there twice"),
        ("mock:\n  leaks: {at_most\n", "gates.yaml:3: is no YAML"),
        ("mock: \x00\n", "gates.yaml:1: is no YAML"),
    ],
)
def test_a_wrong_line_is_an_error_with_its_number_and_key(
    tmp_path: Path, text: str, message: str
) -> None:
    """A gate that is misspelt would never close."""
    with pytest.raises(GatesError) as caught:
        read(_written(tmp_path, text))

    assert message in str(caught.value)
    assert str(caught.value).startswith("gates.yaml:")


def test_a_file_that_is_not_there_is_an_error_that_names_it(tmp_path: Path) -> None:
    """And not an empty set of gates."""
    with pytest.raises(GatesError, match=r"no\.yaml: cannot be read \(FileNotFoundError\)"):
        read(tmp_path / "no.yaml")
