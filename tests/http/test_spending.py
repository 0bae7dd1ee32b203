"""What a call to the model costs its caller, and what happens when the tokens are spent."""

import asyncio
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.access.budgets import Budgets
from api.domain.reply import Usage
from api.http.spending import (
    COMMON_MAX_TOKENS,
    FREE,
    MOST_TOKENS,
    BudgetedModel,
    Payer,
    estimate,
    paid_by,
)
from api.rewriting.model import (
    BadAnswer,
    Completion,
    Misconfigured,
    ModelError,
    NotAsked,
    PromptRejected,
    RateLimited,
    TimedOut,
)
from prompts import Message

ASKED = (Message("system", "abc"), Message("user", "defé"))
"""Eight bytes: three tokens of a message, by our count."""
CAPPED = {"max_tokens": 97}
PAYER = Payer("key", 1_000)


class PricedModel:
    """Answers with a count of tokens, raises, or waits until it is let go."""

    def __init__(self, script: Usage | ModelError | None = None) -> None:
        self.script = script
        self.asked = 0
        self.started = asyncio.Event()
        self.go = asyncio.Event()
        self.go.set()

    async def complete(
        self,
        messages: Sequence[Message],
        *,
        parameters: Mapping[str, float | int],
        deadline_s: float,
    ) -> Completion:
        """The one answer."""
        assert messages
        assert parameters is CAPPED
        assert deadline_s == 5
        self.asked += 1
        self.started.set()
        await self.go.wait()
        if isinstance(self.script, ModelError):
            raise self.script
        return Completion("fine", "scripted", self.script)


async def spent(model: PricedModel, budgets: Budgets, payer: Payer = PAYER) -> int:
    """Ask once, whatever comes of it: the tokens that are gone then."""
    before = budgets.left(payer.key_id, limit=payer.tokens_per_day)
    with paid_by(payer):
        try:
            await BudgetedModel(model, budgets).complete(ASKED, parameters=CAPPED, deadline_s=5)
        except ModelError as error:
            assert error is model.script  # noqa: PT017 - it passes through as it is
    return before - budgets.left(payer.key_id, limit=payer.tokens_per_day)


def test_an_estimate_counts_the_messages_and_the_longest_answer() -> None:
    """By whichever name the prompt caps it; without a cap, a common one."""
    assert estimate(ASKED, CAPPED) == 100
    assert estimate(ASKED, {"max_completion_tokens": 197, "temperature": 1}) == 200
    assert estimate(ASKED, {}) == 3 + COMMON_MAX_TOKENS
    assert estimate([Message("user", "\ud800")], CAPPED) == 98


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("script", "cost"),
    [
        pytest.param(Usage(40, 2), 42, id="what the provider counted"),
        pytest.param(None, 100, id="nothing counted"),
        pytest.param(Usage(0, 0), 100, id="counted as nothing"),
        pytest.param(Usage(-5, 2), 100, id="less than nothing"),
        pytest.param(Usage(MOST_TOKENS, 1), 100, id="more than can be"),
        pytest.param(TimedOut("late"), 100, id="failed after it was sent"),
        pytest.param(BadAnswer("html"), 100, id="written, and of no use"),
        pytest.param(Misconfigured("key"), 0, id="refused: our key"),
        pytest.param(PromptRejected("400"), 0, id="refused: this request"),
        pytest.param(RateLimited("429"), 0, id="refused: too many"),
        pytest.param(NotAsked("breaker open"), 0, id="not asked"),
    ],
)
async def test_a_call_costs_what_it_cost_or_was_thought_to(
    script: Usage | ModelError | None, cost: int
) -> None:
    """Only what a provider cannot have written is free."""
    assert await spent(PricedModel(script), Budgets(clock=lambda: 0)) == cost
    if isinstance(script, ModelError):
        free = script.reason in FREE or isinstance(script, NotAsked)
        assert free == (cost == 0)


@pytest.mark.anyio
async def test_a_caller_who_leaves_pays_what_was_reserved() -> None:
    """The provider may bill it all the same."""
    model, budgets = PricedModel(Usage(1, 1)), Budgets(clock=lambda: 0)
    model.go.clear()
    call = asyncio.create_task(spent(model, budgets))
    await model.started.wait()
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    assert budgets.left("key", limit=1_000) == 900


@pytest.mark.anyio
async def test_spent_tokens_are_a_failure_of_their_own_and_no_call() -> None:
    """The phrasebook answers then, as for any model that fails."""
    model, budgets = PricedModel(), Budgets(clock=lambda: 0)
    with paid_by(Payer("key", 99)), pytest.raises(NotAsked) as error:
        await BudgetedModel(model, budgets).complete(ASKED, parameters=CAPPED, deadline_s=5)
    assert (model.asked, error.value.reason) == (0, "token_budget")


@pytest.mark.anyio
async def test_without_anybody_to_pay_nothing_is_counted() -> None:
    """The command line, and this machine without a key."""
    model, budgets = PricedModel(Usage(40, 2)), Budgets(clock=lambda: 0)
    completion = await BudgetedModel(model, budgets).complete(
        ASKED, parameters=CAPPED, deadline_s=5
    )
    assert completion.text == "fine"
    assert budgets.largest_share == 0


@given(
    limit=st.integers(0, 1_500),
    costs=st.lists(st.none() | st.integers(1, 300), min_size=1, max_size=20),
)
def test_calls_at_once_never_overshoot_by_more_than_was_under_way(
    limit: int, costs: list[int | None]
) -> None:
    """All begin before any ends: as many are let through as the reservations allow, no more."""
    asyncio.run(_ask_at_once(limit, costs))


async def _ask_at_once(limit: int, costs: list[int | None]) -> None:
    budgets = Budgets(clock=lambda: 0)
    models = [PricedModel(None if cost is None else Usage(cost, 0)) for cost in costs]
    for model in models:
        model.go.clear()

    async def ask(model: PricedModel) -> int:
        with paid_by(Payer("key", limit or 1)):
            try:
                await BudgetedModel(model, budgets).complete(ASKED, parameters=CAPPED, deadline_s=5)
            except NotAsked:
                return 0
        return 1

    calls = [asyncio.create_task(ask(model)) for model in models]
    await asyncio.sleep(0)
    assert budgets.left("key", limit=limit) >= 0
    for model in models:
        model.go.set()
    served = sum(await asyncio.gather(*calls))
    assert served == sum(model.asked for model in models) == min(len(costs), limit // 100)
    cost = sum(100 if cost is None else cost for cost in costs[:served])
    assert budgets.left("key", limit=10**6) == 10**6 - cost
