"""The released wording of soften: what it must cover."""

import re

import pytest

import prompts

SLIPS = {
    "new_commitment": "we'll gladly help",
    "strengthened": "may be eligible → are eligible",
    "new_deadline": "within 24 hours",
    "changed_figure": "7 business days",
    "dropped_fact": "Unpaid accounts are closed.",
    "lost_refusal": "just yet",
    "dropped_condition": "we refund unopened items",
    "false_action": "I've escalated",
    "widened_scope": "anytime",
    "swapped_actor": "we decide",
    "admitted_fault": "We made a mistake",
    "lost_request": "Reply by Friday.",
    "reattached_fact": "$50 fee, $20 deposit",
    "invented_fact": "To keep you safe",
    "altered_protected": "{{first_name}}",
    "disclosure": "We see that it was broken",
    "changed_language": "Ihr Paket ist da.",
}
"""Guardrail to words of its slip. Not here: hidden_characters (cannot be shown), too_long and
unkind_wording (stated as guidance)."""


@pytest.mark.parametrize("value", ["care", "kindness", "clarity", "integrity", "honesty"])
def test_every_value_is_reachable_from_the_working_copy_and_in_the_release(value: str) -> None:
    """One partial for each value, with a heading of its name."""
    assert f"values/{value}.md" in prompts.library().partials("soften")
    system = prompts.load("soften@1.0.0").sections[0].text
    assert re.search(rf"^# {value}:", system, re.MULTILINE | re.IGNORECASE)


def test_what_other_prompts_need_too_is_a_part_that_they_share() -> None:
    """The judge of clarity asks for what the rewriter is told."""
    assert {"values/clarity.md", "shared/copying.md"} <= {*prompts.library().partials("soften")}


@pytest.mark.parametrize(("guardrail", "words"), SLIPS.items())
def test_every_guardrail_with_a_rule_has_a_slip(guardrail: str, words: str) -> None:
    """The model is shown each slip that the guardrails would find."""
    slips = re.findall(r"<slip>(.{1,200}?)</slip>", prompts.load("soften@1.0.0").sections[0].text)

    assert any(words in slip for slip in slips), guardrail


def test_the_system_message_stays_within_its_budget() -> None:
    """It is paid for with every request: at about four characters a token, under 2,300 tokens."""
    assert len(prompts.load("soften@1.0.0").sections[0].text) <= 9_200


def test_every_tone_of_the_contract_has_words_of_its_own() -> None:
    """No tone falls back to another."""
    prompt = prompts.load("soften@1.0.0")
    lines = {
        prompt.render(draft="Hi.", tone=tone)[1].content for tone in prompt.inputs["tone"].choices
    }

    assert set(prompt.inputs["tone"].choices) == {"warm", "formal", "plain", "shorter", "spelling"}
    assert len(lines) == 5
    assert all("Tone: " in line for line in lines)


def test_the_examples_keep_the_form_they_teach() -> None:
    """Each example answers in the form, and its marks name sentences that are there."""
    system = prompts.load("soften@1.0.0").sections[0].text
    examples = system.partition("# Examples\n")[2].partition("\n# Before")[0]
    pairs = re.findall(
        r"((?:<(?:customer|facts|draft)>[^§]{0,2000}?)+)<reply>([^§]{0,2000}?)</", examples
    )

    assert len(pairs) == 5
    for given, reply in pairs:
        there = set(re.findall(r"[DFC]\d", given))
        assert {
            mark for group in re.findall(r"\[([DFC\d ]+)\]", reply) for mark in group.split()
        } <= there
        assert all(line.endswith("]") for line in reply.split("\n") if line and "⟦" not in line)
