"""The budget of retries."""

from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from api.rewriting.calling.retry_budget import RetryBudget


def test_ten_retries_at_the_start_and_then_no_more() -> None:
    """An outage finds ten."""
    budget = RetryBudget()

    assert [budget.spend() for _ in range(12)] == [True] * 10 + [False] * 2
    assert budget.left == 0


def test_ten_successes_earn_one_retry_exactly() -> None:
    """Tenths are whole numbers here: nine are not enough, and no rounding makes it eleven."""
    budget = RetryBudget(0)
    assert not budget.spend()

    full = RetryBudget(1)
    assert full.spend()
    for _ in range(9):
        full.earn()
    assert not full.spend()
    full.earn()
    assert full.spend()


def test_good_times_are_not_saved_up_over_the_most() -> None:
    """A day of successes does not pay for thousands of retries."""
    budget = RetryBudget()
    for _ in range(1_000):
        budget.earn()

    assert budget.left == 10


class Spending(RuleBasedStateMachine):
    """Successes and retries in any order, beside plain arithmetic in tenths."""

    def __init__(self) -> None:
        super().__init__()
        self.budget = RetryBudget()
        self.tenths = 100
        self.earned = 0
        self.spent = 0

    @rule()
    def earn(self) -> None:
        """A call went well."""
        self.budget.earn()
        self.earned += 1
        self.tenths = min(100, self.tenths + 1)

    @rule()
    def spend(self) -> None:
        """A call is to be repeated."""
        allowed = self.tenths >= 10
        assert self.budget.spend() == allowed
        self.tenths -= 10 * allowed
        self.spent += allowed

    @invariant()
    def holds(self) -> None:
        """Never in debt, never over the most, and a tenth of the successes over time."""
        assert self.budget.left == self.tenths / 10
        assert 0 <= self.budget.left <= 10
        assert self.spent <= 10 + self.earned / 10


TestSpending = Spending.TestCase
TestSpending.settings = settings(max_examples=50, stateful_step_count=60, deadline=None)
