"""What one would write in an afternoon: FastAPI, AsyncOpenAI, `create`. We are held against it."""

import os
from typing import Annotated

from fastapi import Depends, FastAPI
from openai import AsyncOpenAI
from pydantic import BaseModel

app = FastAPI()
client = AsyncOpenAI(base_url=os.environ.get("UPSTREAM", "http://127.0.0.1:9/v1"), api_key="none")


class Draft(BaseModel):
    """What comes in."""

    draft: str


class Softened(BaseModel):
    """What goes out."""

    reply: str


def openai_client() -> AsyncOpenAI:
    """One client for the process."""
    return client


@app.get("/healthz")
async def healthz() -> dict[str, str]:
    """Say that the server is up."""
    return {"status": "ok"}


@app.post("/v1/rewrites")
async def soften(body: Draft, model: Annotated[AsyncOpenAI, Depends(openai_client)]) -> Softened:
    """Ask the model and hand on what it says."""
    completion = await model.chat.completions.create(
        model="scripted",
        messages=[
            {"role": "system", "content": "Make this support reply kinder and clearer."},
            {"role": "user", "content": body.draft},
        ],
    )
    return Softened(reply=completion.choices[0].message.content or "")
