"""The scripted provider is plain HTTP: any client gets the scripted words and is counted."""

import httpx2
import pytest

from evals import upstream


@pytest.mark.anyio
async def test_each_request_gets_the_answer_set_before_it_and_is_counted() -> None:
    """Connections are kept, as the product's client keeps them."""
    async with upstream.serve() as provider, httpx2.AsyncClient(trust_env=False) as client:
        said = []
        for provider.answer in ("One.", "Two é.\nThree."):
            response = await client.post(
                f"{provider.base_url}/chat/completions", json={"messages": []}
            )
            said.append(response.json()["choices"][0]["message"]["content"])

    assert said == ["One.", "Two é.\nThree."]
    assert provider.requests == 2
