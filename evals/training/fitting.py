"""A linear model over signs, fitted by logistic regression where only the rewrite is labelled.

Each slipped rewrite has one clause or more that give it away; the fit begins with all candidates
and keeps, in turns, those that it believes most (the heuristic of mi-SVM; Andrews et al., 2002).
Needs scikit-learn, which is installed for the gate only.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from evals.labels import Kind
from evals.training.examples import Example, Shown

STRENGTH = 0.3
"""Inverse strength of the penalty on large weights."""
TURNS = 3
RARE = 4
"""Rewrites that must show a sign before it is weighed."""
LIGHT = 0.05
"""Weights that are nearer to zero are left out."""
BIAS = "clause\tany"
"""The sign of every clause, whose weight is the bias."""

Weighing = Mapping[str, float]
"""Sign to weight, in log-odds."""


@dataclass(slots=True)
class _Table:
    """Clauses as rows of a sparse table of signs."""

    columns: Mapping[str, int]
    indices: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=lambda: [0])

    def add(self, clause: Shown) -> None:
        """One more row."""
        self.indices += [self.columns[sign] for sign in clause.signs if sign in self.columns]
        self.ends.append(len(self.indices))

    @property
    def rows(self) -> Any:
        """All of them, as scikit-learn reads them."""
        import numpy as np  # noqa: PLC0415 - with the tools of the gate only
        from scipy.sparse import csr_matrix  # type: ignore[import-untyped]  # noqa: PLC0415

        shape = (len(self.ends) - 1, len(self.columns))
        return csr_matrix((np.ones(len(self.indices)), self.indices, self.ends), shape=shape)


def score(clause: Shown, weights: Weighing) -> float:
    """What the signs of one clause weigh together."""
    return sum(weights.get(sign, 0.0) for sign in clause.signs)


def fit(examples: Sequence[Example]) -> dict[str, float]:
    """Weights of signs, small ones left out; the same examples always give the same.

    Raises ValueError where no rewrite slips, or all do.
    """
    import numpy as np  # noqa: PLC0415
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]  # noqa: PLC0415

    table = _Table(_columns(examples))
    bags: list[list[int]] = []
    candidates: list[bool] = []
    for example in examples:
        bag = [len(candidates) + n for n, clause in enumerate(example.clauses) if clause.candidate]
        bags += [bag] if bag else []
        for clause in example.clauses:
            table.add(clause)
            candidates.append(clause.candidate)
    shown, may = table.rows, np.array(candidates, dtype=bool)
    guilty = may.copy()
    model: Any = None
    for _ in range(TURNS):
        known = guilty | ~may
        model = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0)
        model.fit(shown[known], guilty[known])
        scores = model.decision_function(shown)
        guilty = may & (scores > 0)
        for bag in bags:
            guilty[max(bag, key=scores.__getitem__)] = True
    weights = dict(_weights(table.columns, model.coef_[0]))
    return _with_bias(weights, float(model.intercept_[0]))


def fit_names(examples: Iterable[Example], weights: Weighing) -> dict[str, dict[str, float]]:
    """For each category of slip, what speaks for it in the clause that gives a slip away.

    Raises ValueError for fewer than three categories.
    """
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    slips = [e for e in examples if e.kind is Kind.PLANTED and any(c.candidate for c in e.clauses)]
    table = _Table(_columns(slips))
    for example in slips:
        found = [clause for clause in example.clauses if clause.candidate]
        table.add(max(found, key=lambda clause: score(clause, weights)))
    model = LogisticRegression(C=STRENGTH, max_iter=400)
    model.fit(table.rows, [example.category for example in slips])
    return {
        str(name): _with_bias(dict(_weights(table.columns, row, light=0.3)), float(often))
        for name, row, often in zip(model.classes_, model.coef_, model.intercept_, strict=True)
    }


def _with_bias(weights: Weighing, intercept: float) -> dict[str, float]:
    return {**weights, BIAS: weights.get(BIAS, 0.0) + round(intercept, 2)}


def folds(examples: Sequence[Example], n: int) -> Iterator[tuple[list[Example], list[Example]]]:
    """Yield what to fit on and what to try, `n` times; no draft is on both sides."""
    drafts = sorted({example.group for example in examples})
    place = {draft: at % n for at, draft in enumerate(drafts)}
    for fold in range(n):
        yield (
            [example for example in examples if place[example.group] != fold],
            [example for example in examples if place[example.group] == fold],
        )


def _columns(examples: Iterable[Example]) -> dict[str, int]:
    """The signs that are not too rare, each with its column."""
    shown = Counter[str]()
    for example in examples:
        shown.update(frozenset[str]().union(*(clause.signs for clause in example.clauses)))
    return {sign: n for n, sign in enumerate(sorted(s for s, c in shown.items() if c >= RARE))}


def _weights(
    columns: Mapping[str, int], row: Sequence[float], light: float = LIGHT
) -> Iterator[tuple[str, float]]:
    for sign, at in columns.items():
        if abs(row[at]) >= light:
            yield sign, round(float(row[at]), 2)
