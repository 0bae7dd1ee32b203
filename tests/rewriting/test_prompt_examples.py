"""The examples in the prompt are held to the guardrails that its answers are held to."""

import re

import pytest

import prompts
from api.domain.comparison import compare
from api.domain.guardrails import Inspection, inspect
from api.domain.lexicon import Lexicon
from api.domain.reading import read
from api.domain.reply import Answer
from api.rewriting.marking import parse

_EXAMPLE = re.compile(
    r"(?:<customer>(?P<customer>[^<]{1,400})</customer>\n)?"
    r"(?:<facts>(?P<facts>[^<]{1,400})</facts>\n)?"
    r"<draft>(?P<draft>[^<]{1,900})</draft>\n"
    r"(?:<rewrite>(?P<rewrite>[^<]{1,900})</rewrite>\n(?P<findings>[^§]{1,1200}?))?"
    r"<reply>(?P<reply>[^<]{1,900})</reply>"
)
_MARK = re.compile(r" ?\[[DCF]\d\]")


_NAMED = re.compile(r"^Finding \d, (\w+):$", re.MULTILINE)


def _examples(name: str) -> list[re.Match[str]]:
    system, _ = prompts.load(f"{name}@production").sections
    return list(_EXAMPLE.finditer(system.text))


def _inspected(example: re.Match[str], rewrite: str) -> Inspection:
    draft = _MARK.sub("", example["draft"])
    tokens = {"⟦1⟧": "--\nKim"} if "⟦1⟧" in draft else {}
    return inspect(
        compare(
            read(draft.replace("⟦1⟧", "--\nKim")),
            parse(f"<reply>{rewrite}</reply>", tokens),
            lexicon=Lexicon.from_data(prompts.data("lexicon/en.yaml")),
            facts=[_MARK.sub("", example["facts"])] if example["facts"] else [],
            customer=example["customer"] and _MARK.sub("", example["customer"]),
        )
    )


@pytest.mark.parametrize(("name", "at_least"), [("soften", 4), ("repair", 2)])
def test_the_prompts_teach_by_example(name: str, at_least: int) -> None:
    """Few-shot examples are there to be checked below."""
    assert len(_examples(name)) >= at_least


@pytest.mark.parametrize("example", _examples("repair"), ids=lambda example: example["draft"][:24])
def test_a_finding_that_repair_is_shown_is_one_of_the_guardrails(example: re.Match[str]) -> None:
    """The model learns from findings as they come, not from invented ones."""
    found = {f.guardrail for f in _inspected(example, example["rewrite"]).findings}

    assert found == {*_NAMED.findall(example["findings"])}


@pytest.mark.parametrize(
    "example",
    [*_examples("soften"), *_examples("repair")],
    ids=lambda example: example["draft"][:24],
)
def test_no_example_teaches_what_a_guardrail_forbids(example: re.Match[str]) -> None:
    """A model copies what it is shown: an example with a finding would plant it."""
    inspection = _inspected(example, example["reply"])

    assert [finding.message for finding in inspection.findings] == []


@pytest.mark.parametrize("value", ["care", "kindness", "integrity", "honesty", "clarity"])
def test_no_guardrail_accuses_the_reply_that_a_judge_is_shown_as_the_best(value: str) -> None:
    """Level 3 of one value at the cost of another would teach the judge a bad bargain."""
    shown = prompts.load(f"judge-{value}@production").sections[0].text.partition("Example.")[2]
    draft, reply = (re.search(rf'{name}: "([^"]{{1,400}})"', shown) for name in ("Draft", "3"))
    assert draft
    assert reply

    found = inspect(
        compare(
            read(draft[1]),
            Answer(reply[1]),
            lexicon=Lexicon.from_data(prompts.data("lexicon/en.yaml")),
        )
    )

    assert [finding.message for finding in found.findings] == []
