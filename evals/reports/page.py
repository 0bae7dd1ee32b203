"""A run, or two compared, as one HTML file that asks nobody for anything.

Script and style stand in the file, named by their digests in its Content Security Policy; every
other script, style, image or request is forbidden. Texts of drafts, customers and models are data:
Jinja escapes those that the template writes, and the script writes the others as text.
"""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from evals.reports import charts, words
from evals.reports.failing import failing_cases
from evals.reports.outcomes import NO_REPLY, OUTCOMES, groups, tally
from evals.reports.payload import payload
from evals.statistics.shares import Share
from evals.suite.comparison import Comparison
from evals.suite.run import Run
from evals.suite.summary import Group, Summary

FOLDER = Path(__file__).parent
SCRIPTS = ("difference.js", "marked.js", "page.js")
"""In the order in which they build on one another."""
LEVEL_TICKS = ("1", "1.5", "2", "2.5", "3")
SHARE_TICKS = ("0", "25", "50", "75", "100 %")


@dataclass(frozen=True)
class Side:
    """One run of the page and its figures."""

    letter: str
    """a or b; "" where there is one run."""
    run: Run
    figures: Summary

    @cached_property
    def failing(self) -> Share:
        """Cases with a failure, of all."""
        return Share(len(failing_cases(self.run)), self.figures.cases)


def run_page(run: Run, figures: Summary) -> str:
    """The page of one run."""
    return _page([Side("", run, figures)], None)


def comparison_page(comparison: Comparison, a: tuple[Run, Summary], b: tuple[Run, Summary]) -> str:
    """The page of two runs; `a` and `b` are those that were compared."""
    return _page([Side("a", *a), Side("b", *b)], comparison)


def _page(sides: Sequence[Side], comparison: Comparison | None) -> str:
    style = _read("page.css")
    script = "\n".join(map(_read, SCRIPTS))
    figures = [side.figures for side in sides]
    if comparison:
        checks, levels = charts.compared(comparison), charts.compared_levels(comparison)
    else:
        checks, levels = charts.checks(figures[0]), charts.levels(figures[0])
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            policy=_policy(style, script),
            style=Markup(style),  # noqa: S704 - ours, and no text of a run is in it
            script=Markup(script),  # noqa: S704
            data=Markup(payload([side.run for side in sides], comparison)),  # noqa: S704 - escaped
            sides=sides,
            last=sides[-1],
            comparison=comparison,
            checks=list(checks),
            levels=list(levels),
            leaks=list(charts.leaks(*figures)),
            outcomes=(*OUTCOMES, NO_REPLY),
            matrix=_matrix(sides),
            share_ticks=list(zip(charts.ticks(0, 1, 4), SHARE_TICKS, strict=True)),
            level_ticks=list(zip(charts.ticks(1, 3, 4), LEVEL_TICKS, strict=True)),
            words=words,
        )
    )


@dataclass(frozen=True)
class Line:
    """What became of the answers of one model in one run."""

    model: str
    letter: str
    behaviour: str
    """The name of the scripted model; "" of a real one."""
    group: Group

    @property
    def counts(self) -> list[tuple[str, int, int]]:
        """Outcome, samples, and how many tenths of all these are, rounded up."""
        total = self.group.samples or 1
        return [(name, n, -(-10 * n // total)) for name, n in tally(self.group).items()]


def _matrix(sides: Sequence[Side]) -> list[Line]:
    """The models of both runs, those of the same name together."""
    found = [
        Line(name, side.letter, name if side.figures.behaviours else "", group)
        for side in sides
        for name, group in groups(side.figures).items()
    ]
    order = list(dict.fromkeys(line.behaviour for line in found))
    return sorted(found, key=lambda line: order.index(line.behaviour))


def _policy(style: str, script: str) -> str:
    """Nothing may be loaded, and only our own style and script may act."""
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}';"
        " img-src data:; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _read(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
