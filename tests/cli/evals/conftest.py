"""A folder to run in, and a judge behind a loopback endpoint."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.upstream import Answer, Upstream, says


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a command runs: runs/ and labels/ are below it."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def judged(body: Any) -> Answer:
    """The level that stands in the reply as a digit, else 3; evidence is how the reply ends."""
    asked = body["messages"][1]["content"]
    reply = re.findall(r"<(?:reply|first)>\n(.*?)\n</", asked, re.DOTALL)[0]
    quote = " ".join(reply.split()[-3:])
    found = re.search(r"[123]", reply)
    verdict: dict[str, Any] = {"level": int(found[0]) if found else 3}
    if "<second>" in asked:
        verdict = {"better": "same"}
    return says(json.dumps({"evidence": [quote], "reason": "So it ends.", **verdict}))


@pytest.fixture
def endpoint() -> Iterator[Upstream]:
    """A model that judges."""
    with Upstream(judged) as upstream:
        yield upstream
