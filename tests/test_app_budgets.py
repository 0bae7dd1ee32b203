"""The whole service with keys that may do so much: requests a minute, tokens a day."""

from pathlib import Path

from tests.http.fakes import assert_problem
from tests.whole import DRAFT, ScriptedModel, Service

KEY = "correct-horse-battery"


def test_spent_tokens_leave_a_usable_reply_and_say_so() -> None:
    """The model is not asked, and the answer is no error."""
    model = ScriptedModel(
        "<reply>We can't refund the booking fee. [D1] Please send it. [D2]</reply>"
    )
    service = Service(model, api_key=KEY, tokens_per_day=8_000)
    service.client.headers["Authorization"] = f"Bearer {KEY}"
    first = service.rewrite(DRAFT)
    assert first.json()["engine"] == "model"
    assert '"tokens";r=7997;' in first.headers["ratelimit"]
    service = Service(model, api_key=KEY, tokens_per_day=1_000)
    service.client.headers["Authorization"] = f"Bearer {KEY}"
    spent = service.rewrite(DRAFT)
    assert spent.status_code == 200
    answer = spent.json()
    assert (answer["engine"], answer["reason"]) == ("phrasebook", "token_budget")
    assert (answer["prompt"], answer["model"]) == (None, None)
    assert len(model.asked) == 1


def test_a_key_that_asks_too_often_is_turned_away() -> None:
    """And this machine without a key never is."""
    service = Service(api_key=KEY, requests_per_minute=1)
    service.client.headers["Authorization"] = f"Bearer {KEY}"
    assert service.rewrite(DRAFT).status_code == 200
    refused = service.rewrite("")
    assert_problem(refused, 429, "rate_limited")
    assert 1 <= int(refused.headers["retry-after"]) <= 60

    local = Service(requests_per_minute=1)
    assert [local.rewrite("Thanks.").status_code for _ in range(2)] == [200, 200]


def test_what_a_key_has_spent_survives_a_restart(tmp_path: Path) -> None:
    """With a database, whichever key it is."""
    settings = {
        "api_key": KEY,
        "database": str(tmp_path / "kind.db"),
        "key_pepper": "Q3mZr8kTq0vLxW2nB7yHs5dPf1gJc6aEuR4tYiO9",
        "tokens_per_day": 8_000,
    }
    model = ScriptedModel(
        "<reply>We can't refund the booking fee. [D1] Please send it. [D2]</reply>"
    )
    left = []
    for _ in range(2):
        service = Service(model, **settings)
        service.client.headers["Authorization"] = f"Bearer {KEY}"
        with service.client:
            left.append(service.rewrite(DRAFT).headers["ratelimit"].partition("tokens")[2][:9])
    assert left == ['";r=7997;', '";r=7994;']
