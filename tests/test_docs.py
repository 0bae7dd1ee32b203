"""The documents are true: what they must name, they name, and what they name exists."""

import importlib.util
import json
import re
import shlex
import tomllib
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path

import click
import pytest

from api.access.scope import Scope
from api.app import build_rewriter, create_app, load_words
from api.cli import cli
from api.domain.finding import Severity, Verdict
from api.domain.guardrails import version
from api.domain.guardrails.precedence import PRECEDENCE
from api.domain.reply import Engine, Outcome, Reason
from api.http.rewrites import RewriteRequest, RewriteResponse, rewrite_response
from api.http.rules import RULES
from api.metrics import BREAKER_STATES, Metrics
from api.settings import ENV_PREFIX, Settings, load_settings
from prompts import library
from prompts.linting import CODES
from tests.scraping import everything_observed, labels_of, series_of

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text()
CHANGELOG = (ROOT / "CHANGELOG.md").read_text()
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
TYPES = re.compile(r"^# TYPE (\w+) (\w+)$", re.MULTILINE)
VALUES = {*Outcome, *Engine, *Verdict, *Severity, *Reason, *BREAKER_STATES}
"""What a label may say."""
SECTIONS = ["Security", "Added", "Changed", "Deprecated", "Removed", "Fixed"]
ENTRY = re.compile(r"- [A-Z][\w /]{1,40}: [^\n]{1,200}(?:\n  [^\n]{1,200}){0,8}")


def _rows(first_column: str) -> dict[str, list[str]]:
    """First cell without backticks -> the other cells, of the table with this first heading."""
    table = re.search(rf"^\| {first_column} \|.*\n\|[-|]+\|\n((?:\|.*\n)+)", README, re.MULTILINE)
    assert table, f"README has no table that begins with '{first_column}'"
    cells = [
        [cell.strip() for cell in line.strip("|").split(" | ")] for line in table[1].splitlines()
    ]
    return {row[0].strip("`"): row[1:] for row in cells}


def _values(words: type[StrEnum]) -> Iterable[str]:
    return [word.value for word in words]


@pytest.mark.parametrize(
    ("first_column", "words"),
    [
        pytest.param("outcome", _values(Outcome), id="outcomes"),
        pytest.param("engine", _values(Engine), id="engines"),
        pytest.param("verdict", _values(Verdict), id="verdicts"),
        pytest.param("reason", _values(Reason), id="reasons"),
        pytest.param("guardrail", PRECEDENCE, id="guardrails"),
        pytest.param("prompt", library().names(), id="prompts"),
        pytest.param("scope", _values(Scope), id="scopes"),
        pytest.param("command", [f"kindreply {name}" for name in cli.commands], id="commands"),
    ],
)
def test_a_table_of_the_readme_names_exactly_what_the_code_has(
    first_column: str, words: Iterable[str]
) -> None:
    """No word of the contract is undocumented, and none is documented that is gone."""
    assert sorted(_rows(first_column)) == sorted(words)


def test_every_code_of_the_prompt_lint_is_explained() -> None:
    """Whoever sees a code finds it in CONTRIBUTING."""
    for code in CODES:
        assert f"\n| `{code}` |" in CONTRIBUTING


def test_every_severity_is_named() -> None:
    """They are one line, not a table."""
    for severity in Severity:
        assert f"`{severity}`" in README


def test_every_setting_is_in_the_readme_with_its_default() -> None:
    """An operator reads this table and not the code."""
    rows = _rows("variable")

    assert list(rows) == [f"{ENV_PREFIX}{name.upper()}" for name in Settings.model_fields]
    for name, field in Settings.model_fields.items():
        default = field.default
        words = "none" if default is None else f"`{str(default).lower()}`"
        assert rows[f"{ENV_PREFIX}{name.upper()}"][0] == words, name


def test_every_route_that_needs_a_scope_is_in_the_row_of_that_scope() -> None:
    """Whoever makes a key reads there what it will open."""
    rows = _rows("scope")
    for path, rule in RULES.items():
        for scope in Scope:
            assert (f"`{path}`" in rows[scope][0]) is (rule is scope), path


def test_every_route_is_in_the_readme() -> None:
    """Those of the contract by the contract itself; the page and its documentation by asking."""
    app = create_app(Settings())
    described = {
        f"{method.upper()} {path}"
        for path, methods in app.openapi()["paths"].items()
        for method in methods
    }

    assert described <= _rows("route").keys()
    assert _rows("route").keys() - described == {"GET /docs", "GET /"}


def test_every_series_is_in_the_readme_with_its_labels() -> None:
    """An operator finds each name that `/metrics` shows, and what it is told apart by."""
    rows = {name: re.findall(r"`(\w+)`", cells[0]) for name, cells in _rows("series").items()}
    names = {name for name, _ in TYPES.findall(Metrics().exposition().decode())}

    assert rows.keys() == {name for name in names if name.startswith("kindreply_")}
    assert {name: labels for name, labels in rows.items() if labels} == {
        name: list(labels) for name, labels in labels_of(everything_observed()).items()
    }


def test_the_alerts_of_the_readme_ask_for_series_that_exist() -> None:
    """A query over a series that was renamed never fires, and nobody notices."""
    alerts = README.partition("```promql\n")[2].partition("```")[0]
    exposition = everything_observed()
    known = series_of(exposition)

    asked = set(re.findall(r"\bkindreply_\w+", alerts))
    assert len(asked) >= 5
    assert asked <= known
    for name, selected in re.findall(r"(kindreply_\w+)\{(.*?)\}", alerts):
        for label, value in re.findall(r'(\w+)="(\w+)"', selected):
            assert f'{label}="{value}"' in exposition or value in VALUES, name
            assert label in labels_of(exposition)[name], name


def test_the_answer_in_the_readme_is_what_the_service_answers() -> None:
    """An example that was true once misleads; only its id and its time may differ."""
    shown = json.loads(README.partition("```json\n")[2].partition("```")[0])
    asked = json.loads(README.partition("-d '")[2].partition("'\n```")[0])
    words = load_words()
    reply = build_rewriter(load_settings(), words=words).rewrite_without_model(
        RewriteRequest.model_validate(asked).as_request()
    )
    answered = rewrite_response(
        reply, guardrails_version=version(words.lexicon), total_ms=1.0, model_ms=None
    ).model_dump(mode="json", by_alias=True)

    assert shown.keys() == RewriteResponse.model_fields.keys()
    for same in (shown, answered):
        del same["id"], same["timing_ms"]
    assert answered == shown


def _commands() -> Iterator[list[str]]:
    """The words of every command in README and CONTRIBUTING, settings before it left out."""
    blocks = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    lines = "".join(blocks).splitlines() + re.findall(r"^    (\S.*)$", CONTRIBUTING, re.MULTILINE)
    for line in lines:
        for command in line.split(" && "):
            try:
                words = shlex.split(command, comments=True)
            except ValueError:
                continue  # the first line of a body in quotes
            while words and re.match(r"KINDREPLY_\w+=", words[0]):
                words = words[1:]
            if words:
                yield words


def test_commands_of_the_documents_exist() -> None:
    """Scripts, subcommands and modules that a reader is told to run."""
    seen = set()
    for program, *arguments in _commands():
        name = program.removeprefix(".venv/bin/")
        if name == "kindreply":
            assert arguments[0] in cli.commands, arguments
        elif name == "sh":
            assert (ROOT / arguments[0]).is_file(), arguments
        elif name == "python" and arguments[0] == "-m":
            assert importlib.util.find_spec(arguments[1]), arguments
            if arguments[1] == "evals.bench":
                _require_subcommand(arguments[2])
        else:
            continue
        seen.add(name)

    assert seen == {"kindreply", "sh", "python"}


def _require_subcommand(name: str) -> None:
    from evals.bench import main as bench  # noqa: PLC0415 - only this command needs it

    assert isinstance(bench, click.Group)
    assert name in bench.commands


def test_links_of_the_documents_lead_to_files() -> None:
    """A document that moved takes its links with it."""
    for text in (README, CONTRIBUTING, CHANGELOG):
        for target in re.findall(r"\]\(([^):#]+)\)", text):
            assert (ROOT / target).exists(), target


def test_every_runtime_dependency_is_justified() -> None:
    """With its licence and what it costs, so that the next one is weighed too."""
    table = CONTRIBUTING.partition("## Why each dependency")[2]
    for wanted in PYPROJECT["project"]["dependencies"]:
        name = re.match(r"[\w-]+", wanted)
        assert name
        assert f"\n| {name[0]} |" in table, name[0]
    for wanted in PYPROJECT["dependency-groups"]["dev"]:
        name = re.match(r"[\w-]+", wanted)
        assert name
        assert name[0] in table, name[0]


def test_the_changelog_speaks_to_users_by_area_with_security_first() -> None:
    """Keep a Changelog: unreleased on top, known sections in order, one sentence an entry."""
    title, *releases = re.split(r"^## ", CHANGELOG, flags=re.MULTILINE)

    assert title.startswith("# Changelog\n")
    assert releases[0].startswith("[Unreleased]\n")
    for release in releases:
        heading, *sections = re.split(r"^### ", release, flags=re.MULTILINE)
        assert re.fullmatch(r"\[(Unreleased\]|\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d)\s*", heading)
        names = [section.partition("\n")[0] for section in sections]
        assert names == [name for name in SECTIONS if name in names]
        for section in sections:
            for entry in section.partition("\n")[2].strip().split("\n- "):
                line = f"- {entry.removeprefix('- ')}"
                assert ENTRY.fullmatch(line), line
                assert line.endswith("."), line
                assert " now " in line.replace("\n", " "), line
