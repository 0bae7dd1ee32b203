"""Who does what in a clause."""

import pytest

from api.domain.inflections import past
from api.domain.predicates import Actor, Predicate, predicates
from tests.domain.english import lexicon, texts


def found(text: str, before: Predicate | None = None) -> list[Predicate]:
    """The predicates of a text that is one clause."""
    said = texts(text)
    business = {cue.start: cue.end for cue in lexicon().cues.find(said) if cue.name == "business"}
    return list(predicates(said, business, {}, lexicon(), before))


def told(text: str) -> list[tuple[str, str]]:
    """Who does what in a text."""
    return [(predicate.actor.value, predicate.word) for predicate in found(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("We refund it", [("us", "refund")], id="we"),
        pytest.param("You return it", [("customer", "return")], id="you"),
        pytest.param("They open at nine", [("other", "open")], id="they"),
        pytest.param("Our team will refund it", [("us", "refund")], id="our-team"),
        pytest.param("Today a specialist will call", [("us", "call")], id="agent-noun"),
        pytest.param("The parcel will arrive", [("other", "arrive")], id="thing"),
        pytest.param("The parcel arrives", [], id="thing-without-modal"),
        pytest.param("We send you a label", [("us", "send")], id="object"),
        pytest.param("It helps us", [("other", "helps")], id="object-of-ours"),
        pytest.param("Please contact our team", [("customer", "contact")], id="object-team"),
        pytest.param("We say you are right", [("us", "say"), ("customer", "right")], id="two"),
        pytest.param("It went so you win", [("other", "went"), ("customer", "win")], id="opener"),
        pytest.param("Red umbrellas", [], id="none"),
        pytest.param("We", [], id="subject-alone"),
        pytest.param("We will", [], id="chain-alone"),
        pytest.param("We are the best", [], id="no-verb-behind"),
        pytest.param("", [], id="no-words"),
    ],
)
def test_each_subject_has_the_verb_that_it_governs(
    text: str, expected: list[tuple[str, str]]
) -> None:
    """An object is no subject, a thing only one where a modal or auxiliary follows."""
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        pytest.param("We will refund it", "refund", id="modal"),
        pytest.param("We are not going to refund it", "refund", id="going-to"),
        pytest.param("We would be happy to refund it", "refund", id="happy-to"),
        pytest.param("We can only partially refund it", "refund", id="adverbs"),
        pytest.param("You do not need to reply to it", "reply", id="reply"),
        pytest.param("We plan refunds", "plan", id="step-without-to"),
        pytest.param("You will have it", "have", id="have"),
        pytest.param("We will now", "now", id="adverb-at-the-end"),
    ],
)
def test_a_chain_leads_to_its_verb(text: str, verb: str) -> None:
    """Modals, auxiliaries, adverbs and the like stand between."""
    (predicate,) = found(text)

    assert predicate.word == verb
    assert texts(text)[predicate.verb] == verb


def test_a_chain_without_end_is_none() -> None:
    """Nobody writes nine adverbs."""
    assert found("We will now just still now just still now just refund it") == []


def test_a_chain_that_leads_to_a_name_has_no_verb() -> None:
    """ "we are your team" says what we are, not what we do."""
    assert found("We are your team") == []


@pytest.mark.parametrize(
    ("text", "promised", "negated"),
    [
        pytest.param("We will refund it", True, False, id="will"),
        pytest.param("We are going to refund it", True, False, id="going-to"),
        pytest.param("We will not refund it", False, True, id="will-not"),
        pytest.param("We never refund it", False, True, id="never"),
        pytest.param("We are unable to refund it", False, True, id="unable"),
        pytest.param("We can refund it", False, False, id="can"),
        pytest.param("We refunded it", False, False, id="done"),
    ],
)
def test_a_promise_is_still_to_be_done_and_not_denied(
    text: str, promised: bool, negated: bool
) -> None:
    """The chain says both."""
    (predicate,) = found(text)

    assert (predicate.promised, predicate.negated) == (promised, negated)


@pytest.mark.parametrize(
    ("text", "done"),
    [
        pytest.param("We refunded it", True, id="simple"),
        pytest.param("We already sent it", True, id="adverb"),
        pytest.param("We have refunded it", True, id="perfect"),
        pytest.param("We have read it", True, id="same-form"),
        pytest.param("It has been broken", True, id="been"),
        pytest.param("It was refunded", True, id="was"),
        pytest.param("We did refund it", True, id="did"),
        pytest.param("We refund it", False, id="present"),
        pytest.param("We need it", False, id="no-past"),
        pytest.param("It will be refunded", False, id="to-be"),
        pytest.param("It will have been refunded", False, id="to-have-been"),
        pytest.param("We have to read it", False, id="have-to"),
        pytest.param("We have umbrellas", False, id="have"),
        pytest.param("It was late", False, id="was-late"),
    ],
)
def test_what_is_done_is_past(text: str, done: bool) -> None:
    """Told by the verb's form and its chain."""
    (predicate,) = found(text)

    assert predicate.past is done


@pytest.mark.parametrize(
    ("form", "expected"),
    [("refunded", True), ("sent", True), ("refund", False), ("need", False), ("red", False)],
)
def test_a_past_form_can_be_told_by_its_look(form: str, expected: bool) -> None:
    """What merely ends like one is none."""
    assert past(form) is expected


@pytest.mark.parametrize(
    ("text", "passive"),
    [
        pytest.param("It will be refunded", True, id="be"),
        pytest.param("It was already refunded", True, id="adverb-between"),
        pytest.param("We refunded it", False, id="active"),
        pytest.param("It is late", False, id="no-participle"),
    ],
)
def test_a_passive_does_not_say_who_does_it(text: str, passive: bool) -> None:
    """Only that it is done."""
    (predicate,) = found(text)

    assert predicate.passive is passive


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Return the box", ["return"], id="verb"),
        pytest.param("Please return the box", ["return"], id="please"),
        pytest.param("Then kindly juggle the box", ["juggle"], id="asked"),
        pytest.param("Juggle the box", [], id="unknown"),
        pytest.param("Please the box", [], id="no-verb"),
        pytest.param("Please be kind", [], id="auxiliary"),
        pytest.param("Return", [], id="label"),
        pytest.param("Please then", [], id="only-adverbs"),
        pytest.param("Please sign it and return it", ["sign", "return"], id="and"),
        pytest.param("Please sign it and please juggle it", ["sign", "juggle"], id="and-please"),
        pytest.param("Please sign it and the box", ["sign"], id="and-thing"),
        pytest.param("The box and return it", [], id="nothing-before"),
    ],
)
def test_a_verb_that_begins_a_clause_is_an_order(text: str, expected: list[str]) -> None:
    """The customer is to do it; behind a "please" any verb is one."""
    orders = found(text)

    assert [predicate.word for predicate in orders] == expected
    assert all(p.order and p.duty and p.actor is Actor.CUSTOMER for p in orders)


def test_an_order_may_be_denied() -> None:
    """ "do not return it"."""
    (predicate,) = found("Please do not return it")

    assert predicate.order
    assert predicate.negated


@pytest.mark.parametrize(
    ("text", "duty"),
    [
        pytest.param("You must return it", True, id="must"),
        pytest.param("You need to return it", True, id="need-to"),
        pytest.param("You must not return it", False, id="must-not"),
        pytest.param("You can return it", False, id="can"),
        pytest.param("We must return it", False, id="ours"),
    ],
)
def test_a_duty_is_what_the_customer_is_told_to_do(text: str, duty: bool) -> None:
    """What we must do is none of theirs."""
    (predicate,) = found(text)

    assert predicate.duty is duty


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("We will check it and refund it", ["check", "refund"], id="base"),
        pytest.param("We will check it and gladly refund it", ["check", "refund"], id="adverb"),
        pytest.param("We will check it and juggle it", ["check"], id="unknown-verb"),
        pytest.param("We will check it and umbrellas", ["check"], id="noun"),
        pytest.param("We will check it and", ["check"], id="nothing"),
        pytest.param("We checked it and refunded it", ["checked", "refunded"], id="past"),
        pytest.param("We check it and refunded it", ["check"], id="other-tense"),
    ],
)
def test_a_joined_verb_has_subject_and_chain_of_the_one_before(
    text: str, expected: list[str]
) -> None:
    """What "and" joins is as much a promise, or as much a deed."""
    joined = found(text)

    assert [predicate.word for predicate in joined] == expected
    assert len({(p.actor, p.chain, p.past) for p in joined}) == 1


def test_a_clause_may_go_on_with_the_predicate_of_the_one_before() -> None:
    """ "We will look into it - and refund it"."""
    (before,) = found("We will check it")
    (joined,) = found("and refund it", before)

    assert joined.actor is Actor.US
    assert joined.promised


@pytest.mark.parametrize(
    ("text", "about"),
    [
        pytest.param("We refunded it", "refund", id="verb"),
        pytest.param("We will make a refund", "refund", id="light-verb"),
        pytest.param("We made you a refund", "refund", id="light-past"),
        pytest.param("We will get it", None, id="nothing-behind"),
        pytest.param("We will get it to you with the umbrella", None, id="too-far"),
    ],
)
def test_a_light_verb_is_about_what_follows_it(text: str, about: str | None) -> None:
    """ "make a refund" is to refund."""
    assert found(text)[0].about == (lexicon().concepts(about) if about else frozenset())


def test_a_phrase_says_what_it_stands_for() -> None:
    """With the verb in it, or behind a light one."""
    said = texts("We will make it good and refund it")

    make, refund = predicates(said, {0: 1}, {4: frozenset("a"), 6: frozenset("b")}, lexicon())

    assert make.about == lexicon().concepts("good") | {"a"}
    assert refund.about == lexicon().concepts("refund") | {"b"}


def test_the_stem_of_a_verb_is_that_of_its_base() -> None:
    """ "sent" is "send"."""
    (predicate,) = found("We sent it")

    assert predicate.stem == "send"
