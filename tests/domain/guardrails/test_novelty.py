"""No fact and no name that only the rewrite has."""

import pytest

from api.domain.finding import Severity, Value
from api.domain.guardrails.novelty import invented_facts, invented_names
from tests.domain.english import held
from tests.domain.guardrails.told import BLOCK, REVIEW, told

TRAM = "Your tram is red."


@pytest.mark.parametrize(
    ("rewrite", "severity", "quote"),
    [
        pytest.param(f"{TRAM} Tulips feed penguins.", BLOCK, "Tulips feed penguins", id="all-new"),
        pytest.param(f"{TRAM} Tulips smell nice.", BLOCK, "Tulips smell nice", id="light-words"),
        pytest.param(
            f"Sorry about that. {TRAM} Tulips feed penguins.",
            BLOCK,
            "Tulips feed penguins",
            id="behind-a-courtesy",
        ),
        pytest.param(
            "Red trams feed penguins walnuts.",
            REVIEW,
            "Red trams feed penguins walnuts",
            id="three-of-five",
        ),
        pytest.param("Red trams feed penguins.", REVIEW, "Red trams feed penguins", id="half"),
        pytest.param(
            "Red tulips feed penguins.", BLOCK, "Red tulips feed penguins", id="three-of-four"
        ),
    ],
)
def test_a_clause_of_mostly_new_words_is_found(rewrite: str, severity: str, quote: str) -> None:
    """Two new words that are half of a clause are a reader's to judge, most of it does not go."""
    findings = list(invented_facts(held(TRAM, rewrite)))

    assert told(findings) == [("invented_fact", severity, None, quote)]
    assert findings[0].value is Value.HONESTY


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        pytest.param(TRAM, "The tram you have is a red one.", id="the-same"),
        pytest.param(TRAM, "Your tram is blue.", id="one-word"),
        pytest.param(TRAM, "Tulips.", id="nothing-but-one-word"),
        pytest.param(
            "Red trams ride on tracks.",
            "Red trams ride on tracks to penguins and tulips.",
            id="less-than-half",
        ),
        pytest.param(TRAM, "Sorry, tulips feed penguins on violins.", id="courtesy"),
        pytest.param(TRAM, "It sounds like tulips feed penguins.", id="empathy"),
        pytest.param(TRAM, "Any questions on tulips, penguins or violins, ask.", id="closer"),
        pytest.param(
            TRAM, "It sounds like a joke, but tulips feed penguins.", id="sentence-of-empathy"
        ),
        pytest.param(TRAM, "Tulips, tulips, tulips.", id="one-word-again-and-again"),
    ],
)
def test_a_word_here_and_there_needs_no_source(draft: str, rewrite: str) -> None:
    """Nor do courtesy and empathy."""
    assert list(invented_facts(held(draft, rewrite))) == []


def test_the_customer_and_the_facts_are_sources() -> None:
    """What they say may be said back."""
    rewrite = f"{TRAM} Tulips feed penguins."

    assert not list(invented_facts(held(TRAM, rewrite, customer="Do tulips feed penguins?")))
    assert not list(invented_facts(held(TRAM, rewrite, facts=("Tulips feed penguins.",))))
    assert list(invented_facts(held(TRAM, rewrite, facts=("Violins.",), customer="Walnuts?")))


@pytest.mark.parametrize(
    ("rewrite", "names"),
    [
        pytest.param("Your tram goes to Lisbon.", ["Lisbon"], id="place"),
        pytest.param("Your tram goes, Lisbon first.", ["Lisbon"], id="behind-a-comma"),
        pytest.param("Your tram goes to Lisbon, then to Porto.", ["Lisbon", "Porto"], id="two"),
        pytest.param("Your tram goes to New Lisbon.", ["New"], id="of-two-words"),
        pytest.param("Lisbon has your tram.", [], id="first-word"),
        pytest.param("Your tram goes to OK Bo.", [], id="abbreviation"),
        pytest.param("Your tram goes in March, on a Monday.", [], id="month-and-day"),
        pytest.param("Hello to Lisbon.", [], id="greeting"),
        pytest.param(
            "Hello to Lisbon. Your tram goes to Porto.", ["Porto"], id="behind-a-greeting"
        ),
        pytest.param('Your tram is the "Old Lisbon" one.', [], id="name-in-quotes"),
        pytest.param("Take {the Lisbon code} for it.", [], id="placeholder"),
        pytest.param("Ask @kim Lisbon there.", [], id="behind-a-mention"),
        pytest.param("Ask @kim in Lisbon there.", ["Lisbon"], id="after-a-mention"),
        pytest.param("Ask in Lisbon of @kim there.", ["Lisbon"], id="before-a-mention"),
    ],
)
def test_a_name_that_stands_nowhere_else_is_found(rewrite: str, names: list[str]) -> None:
    """A capitalised word inside a sentence; a greeting and a date may have one."""
    findings = list(invented_names(held(TRAM, rewrite)))

    assert told(findings) == [("invented_fact", Severity.REVIEW, None, name) for name in names]
    for finding in findings:
        assert finding.reply
        assert rewrite[finding.reply.start : finding.reply.end] == finding.reply.quote
        assert finding.also == ("changed_figure", "swapped_actor")
        assert finding.value is Value.HONESTY


def test_a_name_may_come_from_any_text_beside_the_rewrite() -> None:
    """In any case."""
    rewrite = "Your tram goes to Lisbon."

    assert not list(invented_names(held("Your tram goes to LISBON.", rewrite)))
    assert not list(invented_names(held(TRAM, rewrite, customer="is it in lisbon?")))
    assert not list(invented_names(held(TRAM, rewrite, facts=("Lisbon",))))


def test_a_known_name_does_not_end_the_search() -> None:
    """The draft has one of the two."""
    pair = held("Your tram goes to Lisbon.", "Your tram goes to Lisbon and Porto.")

    assert [f.reply and f.reply.quote for f in invented_names(pair)] == ["Porto"]


def test_a_first_name_does_not_end_the_search() -> None:
    """Each name is looked at by itself."""
    rewrite = "Your tram goes in May to Lisbon."

    assert [f.reply and f.reply.quote for f in invented_names(held(TRAM, rewrite))] == ["Lisbon"]
