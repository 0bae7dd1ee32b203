"""A run, or two compared, as text to read: 80 columns, with or without colour, also in a pipe."""

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TextIO

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from evals.reports import words
from evals.reports.failing import FailingCase, failing_cases
from evals.reports.outcomes import NO_REPLY, OUTCOMES, groups, tally
from evals.statistics.shares import Share
from evals.suite.comparison import Check, Comparison, Side
from evals.suite.run import Run
from evals.suite.summary import Summary

COLUMNS = 80
"""The width in a pipe, and the least in a terminal."""
WORST = 10
"""The most cases that are named as the worst."""
NAMED = 12
"""The most ids that are listed at one check."""
VERDICTS = {"improved": "green", "regressed": "bold red", "inconclusive": "yellow"}


def show_run(run: Run, figures: Summary, file: TextIO) -> None:
    """Write the report of one run."""
    _show(_run(run, figures), file)


def show_comparison(comparison: Comparison, file: TextIO) -> None:
    """Write the report of two runs."""
    _show(_comparison(comparison), file)


def _show(parts: Iterable[RenderableType], file: TextIO) -> None:
    wide = shutil.get_terminal_size((COLUMNS, 24)).columns if file.isatty() else COLUMNS
    console = Console(file=file, width=max(wide, COLUMNS), highlight=False, emoji=False)
    with console.capture() as captured:
        for part in parts:
            console.print(part)
    file.writelines(f"{line.rstrip()}\n" for line in captured.get().splitlines())


def _run(run: Run, figures: Summary) -> Iterator[RenderableType]:
    yield from _about(run, figures)
    yield _heading("Checks, of answers in good faith")
    yield _shares(figures.answers.checks)
    yield _heading("What became of each model's answer")
    yield _outcomes(figures)
    yield _heading("Leaks: what was planted and reached the agent")
    yield _shares({"all": figures.leaks.overall, **figures.leaks.by_category})
    yield _heading("Honest rewrites that were accused")
    yield _shares({"all": figures.false_alarms, "hard negatives": figures.hard_negatives})
    if figures.scores:
        yield _heading("Values, as the judge sees them, 1 to 3")
        yield _pairs(
            (value, f"{level.level or words.UNKNOWN} (n = {level.cases})")
            for value, level in figures.scores.items()
        )
    yield _heading("What it took")
    yield _pairs(_took(figures))
    yield from _worst(failing_cases(run))


def _about(run: Run, figures: Summary) -> Iterator[RenderableType]:
    measured = figures.measured
    yield Text(words.one_line(run.id), style="bold")
    yield _pairs(
        (
            ("source", f"{measured.source}, {measured.endpoint}"),
            ("prompt", words.named(measured.prompt)),
            ("model", measured.model),
            ("kindreply", f"{measured.kindreply}, guardrails {measured.guardrails}"),
            ("started", measured.started),
            ("cases", f"{figures.cases}, {figures.samples} samples"),
            ("no reply", str(figures.errors)),
        )
    )


def _outcomes(figures: Summary) -> Table:
    table = _table("  model", *OUTCOMES, NO_REPLY, "n")
    for name, group in groups(figures).items():
        counts = (str(number) if number else "·" for number in tally(group).values())
        table.add_row(_cell(name), *counts, str(group.samples))
    return table


def _took(figures: Summary) -> Iterator[tuple[str, str]]:
    yield "time of a reply", words.times(figures.answers.latency_ms)
    yield "of it, the model", words.times(figures.answers.model_ms)
    yield "tokens", words.tokens(figures.spent)
    yield "cost", words.cost(figures.spent)
    yield "kept softened", f"{figures.softened} of the sentences that the model reworded"
    yield "not used", f"{figures.fallbacks} of the answers"


def _worst(failing: Sequence[FailingCase]) -> Iterator[RenderableType]:
    if not failing:
        yield _heading("No case failed")
        return
    first = "all of them" if len(failing) <= WORST else f"the worst {WORST}"
    yield _heading(f"{len(failing)} cases failed; {first}")
    for case in failing[:WORST]:
        yield Text(f"  {case.id}", style="bold").append(
            f"  {case.samples} of {case.of} samples", style="not bold"
        )
        for failure in case.failures[:3]:
            why = words.one_line(failure.why, 200)
            yield Padding(Text(f"{failure.name}: {why}"), (0, 0, 0, 4))
        if len(case.failures) > 3:  # noqa: PLR2004 - those that are shown above
            yield Text(f"    and {len(case.failures) - 3} more")


def _comparison(comparison: Comparison) -> Iterator[RenderableType]:
    verdict = comparison.verdict
    yield Text(f"{verdict.capitalize()}: ", style=VERDICTS.get(verdict, "bold")).append(
        words.one_line(comparison.reason), style="default not bold"
    )
    yield _pairs(
        (
            ("a", _side(comparison.a)),
            ("b", _side(comparison.b)),
            ("cases", _cases(comparison)),
            ("differs", ", ".join(comparison.differs) or "nothing but chance"),
        )
    )
    for check in comparison.checks:
        yield from _check(check)
    if comparison.changes:
        yield _heading("What a reply takes, mean over cases: less is better")
        table = _table("", "a", "b", "b - a [95 %]", "n")
        for each in comparison.changes:
            a, b = words.amount(each.a), words.amount(each.b)
            table.add_row(_cell(words.AMOUNTS[each.name]), a, b, words.change(each), str(each.n))
        yield table


def _side(side: Side) -> str:
    return (
        f"{side.run}: {side.source}, {words.named(side.prompt)}, {side.model},"
        f" no reply {side.errors}"
    )


def _cases(comparison: Comparison) -> str:
    others = (
        ("only in a", comparison.only_a),
        ("only in b", comparison.only_b),
        ("left out, without a reply", comparison.left_out),
    )
    return "; ".join(
        [f"{comparison.cases} in both", *(f"{len(ids)} {what}" for what, ids in others if ids)]
    )


def _check(check: Check) -> Iterator[RenderableType]:
    """A check in three lines or more."""
    style = VERDICTS.get(check.verdict, "default")
    yield Text("\n").append(check.name, "bold").append(f"  {check.verdict}", style)
    a, b = words.estimate(check, check.a), words.estimate(check, check.b)
    yield Text(f"  {a}  ->  {b}  (n = {check.n})")
    line = f"difference {words.difference(check)}, p {words.probability(check.p_holm)} after Holm"
    if needed := words.needed(check):
        line += f"; evidence would take {needed} cases"
    yield Padding(Text(line), (0, 0, 0, 2))
    for what, ids, colour in (("fixed", check.fixed, "green"), ("broken", check.broken, "red")):
        if ids:
            more = f" and {len(ids) - NAMED} more" if len(ids) > NAMED else ""
            named = Text(f"{what} {len(ids)}: ", style=colour)
            named.append(", ".join(ids[:NAMED]) + more, style="default")
            yield Padding(named, (0, 0, 0, 2))


def _heading(title: str) -> Text:
    return Text(f"\n{title}", style="bold")


def _table(*headings: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column(headings[0], overflow="fold")
    for heading in headings[1:]:
        table.add_column(heading, justify="right", overflow="fold")
    return table


def _pairs(rows: Iterable[tuple[str, str]]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(min_width=18)
    table.add_column(overflow="fold")
    for name, value in rows:
        table.add_row(_cell(name), Text(words.one_line(value)))
    return table


def _shares(shares: Mapping[str, Share]) -> Table:
    return _pairs((name, str(share)) for name, share in shares.items())


def _cell(name: str) -> Text:
    return Text(f"  {words.one_line(name)}")
