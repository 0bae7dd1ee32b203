"""The examples in the prompt are held to the guardrails that its answers are held to."""

import re

import pytest

import prompts
from api.domain.comparison import compare
from api.domain.guardrails import inspect
from api.domain.lexicon import Lexicon
from api.domain.reading import read
from api.rewriting.marking import parse

_EXAMPLE = re.compile(
    r"(?:<customer>(?P<customer>[^<]{1,400})</customer>\n)?"
    r"(?:<facts>(?P<facts>[^<]{1,400})</facts>\n)?"
    r"<draft>(?P<draft>[^<]{1,900})</draft>\n<reply>(?P<reply>[^<]{1,900})</reply>"
)
_MARK = re.compile(r" ?\[[DCF]\d\]")


def _examples() -> list[re.Match[str]]:
    prompt = prompts.load("soften@production")
    system = prompt.render(draft="Hello. [D1]", tone="warm")[0].content
    return list(_EXAMPLE.finditer(system))


def test_the_prompt_teaches_by_example() -> None:
    """Few-shot examples are there to be checked below."""
    assert len(_examples()) >= 4


@pytest.mark.parametrize("example", _examples(), ids=lambda example: example["draft"][:24])
def test_no_example_teaches_what_a_guardrail_forbids(example: re.Match[str]) -> None:
    """A model copies what it is shown: an example with a finding would plant it."""
    draft = _MARK.sub("", example["draft"])
    tokens = {"⟦1⟧": "--\nKim"} if "⟦1⟧" in draft else {}
    answer = parse(f"<reply>{example['reply']}</reply>", tokens)

    inspection = inspect(
        compare(
            read(draft.replace("⟦1⟧", "--\nKim")),
            answer,
            lexicon=Lexicon.from_data(prompts.data("lexicon/en.yaml")),
            facts=[_MARK.sub("", example["facts"])] if example["facts"] else [],
            customer=example["customer"] and _MARK.sub("", example["customer"]),
        )
    )

    assert [finding.message for finding in inspection.findings] == []
