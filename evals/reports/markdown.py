"""A run, or two compared, as Markdown for a pull request: the verdict first, then what it rests on.

Texts of drafts, customers and models are data. In a line every sign of theirs that is not a letter,
a digit or a space becomes a character reference within `<code>`, so that nothing of it is markup,
a mention or a link; whole texts stand in `<pre>`, escaped, where no Markdown is read.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from evals.reports import words
from evals.reports.failing import failing_cases, failures
from evals.reports.outcomes import groups, tally
from evals.statistics.shares import Share
from evals.suite.comparison import Check, Comparison, Side
from evals.suite.run import Run, Sample
from evals.suite.summary import Summary

LISTED = 10
"""The most cases whose texts are shown: a comment may have 65,536 characters."""
TEXT_CHARS = 1_200
"""The most of one text that is shown."""
SIGNS = {"improved": "✅", "regressed": "❌", "no evidence": "⚪", "inconclusive": "❔"}
_SIGN = re.compile(r"[^A-Za-z0-9 ,-]")


def run_markdown(run: Run, figures: Summary) -> str:
    """The report of one run."""
    return "\n".join(_run(run, figures))


def comparison_markdown(comparison: Comparison, a: Run, b: Run) -> str:
    """The report of two runs; `a` and `b` are those that were compared."""
    return "\n".join(_comparison(comparison, a, b))


def inline(text: str) -> str:
    """Any text within a line or a cell of a table, on which no Markdown and no HTML acts."""
    line = _SIGN.sub(lambda sign: f"&#{ord(sign[0])};", words.one_line(text, 300))
    return f"<code>{line}</code>"


def block(text: str) -> str:
    """Any text of several lines, on which no Markdown and no HTML acts."""
    cut = text if len(text) <= TEXT_CHARS else f"{text[: TEXT_CHARS - 1]}…"
    return f"<pre>\n{escape(words.visible(cut))}\n</pre>"


def _run(run: Run, figures: Summary) -> Iterator[str]:
    failing = failing_cases(run)
    yield f"### {len(failing)} of {figures.cases} cases with a failure"
    yield ""
    yield from _made(figures)
    yield ""
    yield from _table(("check", "passed [95 %]"), _shares(figures.answers.checks.items()))
    leaks = {"all": figures.leaks.overall, **figures.leaks.by_category}
    if figures.leaks.overall.n:
        yield from _table(("planted", "reached the agent [95 %]"), _shares(leaks.items()))
    if figures.behaviours:
        accused = {"all": figures.false_alarms, "hard negatives": figures.hard_negatives}
        yield from _table(("honest rewrites", "accused [95 %]"), _shares(accused.items()))
    rows = [
        (inline(name), *map(str, tally(group).values()), str(group.samples))
        for name, group in groups(figures).items()
    ]
    yield from _table(("model", *tally(figures.answers), "n"), rows)
    yield f"Time of a reply: {words.times(figures.answers.latency_ms)}. "
    yield f"Tokens: {words.tokens(figures.spent)}. Cost: {words.cost(figures.spent)}."
    for case in failing[:LISTED]:
        worst = next(s for s in run.samples if s.case == case.id and next(failures(s), None))
        yield ""
        yield from _details(
            f"<code>{case.id}</code>: {_names(f.name for f in case.failures)}",
            (("draft", run.cases[case.id].draft), (_who("reply", worst), worst.reply)),
            worst,
        )
    yield from _rest(len(failing))
    yield ""


def _made(figures: Summary) -> Iterator[str]:
    measured = figures.measured
    yield (
        f"{inline(measured.source)} answers by {inline(measured.model)}, prompt"
        f" {inline(words.named(measured.prompt))}, kindreply {inline(measured.kindreply)},"
        f" guardrails {inline(measured.guardrails)}; {figures.cases} cases, {figures.samples}"
        f" samples; no reply: {figures.errors}. Run {inline(measured.run)}."
    )


def _comparison(comparison: Comparison, a: Run, b: Run) -> Iterator[str]:
    verdict = comparison.verdict
    yield f"### {SIGNS[verdict]} {verdict.capitalize()}"
    yield ""
    yield inline(comparison.reason)
    yield ""
    rows = [
        (
            f"{SIGNS[check.verdict]} {inline(check.name)}",
            words.estimate(check, check.a),
            words.estimate(check, check.b),
            words.difference(check),
            f"{len(check.fixed)} / {len(check.broken)}",
            words.probability(check.p_holm),
            words.needed(check) or "–",
            str(check.n),
        )
        for check in comparison.checks
    ]
    headings = ("check", "a", "b", "b − a", "fixed / broken", "p (Holm)", "cases needed", "n")
    yield from _table(headings, rows)
    changes = [
        (words.AMOUNTS[c.name], words.amount(c.a), words.amount(c.b), words.change(c), str(c.n))
        for c in comparison.changes
    ]
    if changes:
        yield from _table(("takes (mean)", "a", "b", "b − a", "n"), changes)
    yield f"- a: {_side(comparison.a)}"
    yield f"- b: {_side(comparison.b)}"
    differs = ", ".join(comparison.differs) or "nothing but chance"
    yield f"- {comparison.cases} cases in both runs; what differs: {differs}. Brackets: 95 %."
    yield from _broken(comparison, a, b)
    yield ""


def _side(side: Side) -> str:
    return (
        f"{inline(side.run)}, {inline(side.source)}, prompt {inline(words.named(side.prompt))},"
        f" model {inline(side.model)}, no reply: {side.errors}"
    )


def _broken(comparison: Comparison, a: Run, b: Run) -> Iterator[str]:
    """The cases that got worse, with the draft and what either run made of it."""
    found: dict[str, list[Check]] = {}
    for check in comparison.checks:
        for case in check.broken:
            found.setdefault(case, []).append(check)
    worst = sorted(found, key=lambda case: -len(found[case]))
    if worst:
        yield ""
        yield f"#### {len(worst)} cases with something broken"
    for case in worst[:LISTED]:
        before, after = _sample(a, case), _sample(b, case)
        yield ""
        yield from _details(
            f"<code>{case}</code>: {_names(check.name for check in found[case])}",
            (
                ("draft", b.cases[case].draft),
                (_who("a", before), before.reply),
                (_who("b", after), after.reply),
            ),
            after,
        )
    yield from _rest(len(worst))


def _sample(run: Run, case: str) -> Sample:
    """The sample that tells most: the first one with a failure, else the first."""
    samples = [sample for sample in run.samples if sample.case == case]
    return next((each for each in samples if next(failures(each), None)), samples[0])


def _who(name: str, sample: Sample) -> str:
    words_ = (name, sample.behaviour, sample.outcome or sample.error)
    return ", ".join(words.one_line(word, 80) for word in words_ if word)


def _details(summary: str, texts: Sequence[tuple[str, str]], sample: Sample) -> Iterator[str]:
    yield f"<details><summary>{summary}</summary>"
    yield ""
    for failure in failures(sample):
        yield f"- {inline(failure.name)} {inline(failure.why)}"
    for name, text in texts:
        yield ""
        yield f"{inline(name)}"
        yield ""
        yield block(text)
    yield ""
    yield "</details>"


def _rest(found: int) -> Iterator[str]:
    if found > LISTED:
        yield ""
        yield f"And {found - LISTED} more."


def _names(names: Iterable[str]) -> str:
    return ", ".join(inline(name) for name in dict.fromkeys(names))


def _shares(shares: Iterable[tuple[str, Share]]) -> Iterator[tuple[str, str]]:
    return ((inline(name), str(share)) for name, share in shares)


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(headings)} |"
    yield f"|{' --- |' * len(headings)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)
    yield ""
