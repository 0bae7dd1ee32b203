"""Signed tokens: only what was signed, for what it was signed, until it ends."""

import dataclasses
import json
from base64 import urlsafe_b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.access.scope import ALL_SCOPES, Scope
from api.access.tokens import MAX_TOKEN_CHARS, Grant, Purpose, Signer, new_serial

SIGNER = Signer("pepper-of-at-least-thirty-two-characters")
ORIGIN = "https://desk.example"
GRANT = Grant(Purpose.WIDGET, "key1", frozenset({Scope.REWRITE}), 1_000, ORIGIN, "serial")
TOKEN = SIGNER.sign(GRANT)
GRANTS = st.builds(
    Grant,
    purpose=st.sampled_from(Purpose),
    key_id=st.text(max_size=40),
    scopes=st.frozensets(st.sampled_from(Scope)),
    expires_at_s=st.integers(min_value=0, max_value=2**40),
    origin=st.none() | st.just(ORIGIN),
    serial=st.text(max_size=16),
)
PLACES = st.integers(min_value=0, max_value=len(TOKEN) - 1)


def _sign_raw(claims: object) -> str:
    """A token whose claims no version of ours would write, with a signature that is right."""
    signed = f"kr_widget_1.{urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b'=').decode()}"
    return f"{signed}.{SIGNER._signature(Purpose.WIDGET, signed)}"


@given(GRANTS)
def test_what_was_signed_is_read_back(grant: Grant) -> None:
    """Purpose, key, scopes, origin, expiry and serial survive, whatever a key is called."""
    assert SIGNER.read(SIGNER.sign(grant), grant.purpose, now_s=-1) == grant


@given(GRANTS)
def test_a_token_ends_at_its_second(grant: Grant) -> None:
    """The last moment before is in, the second itself is out."""
    token = SIGNER.sign(grant)

    assert SIGNER.read(token, grant.purpose, now_s=grant.expires_at_s - 0.001) == grant
    assert SIGNER.read(token, grant.purpose, now_s=grant.expires_at_s) is None


@given(place=PLACES, bit=st.integers(min_value=0, max_value=7))
def test_no_bit_can_be_changed(place: int, bit: int) -> None:
    """Not even one that base64 would ignore: the signature is compared as text."""
    altered = TOKEN[:place] + chr(ord(TOKEN[place]) ^ (1 << bit)) + TOKEN[place + 1 :]

    assert SIGNER.read(altered, Purpose.WIDGET, now_s=0) is None


def test_no_character_can_be_changed_for_any_other() -> None:
    """Every place of the token, every letter that a token can hold."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.="
    accepted = [
        (place, letter)
        for place in range(len(TOKEN))
        for letter in letters
        if letter != TOKEN[place]
        and SIGNER.read(TOKEN[:place] + letter + TOKEN[place + 1 :], Purpose.WIDGET, now_s=0)
    ]

    assert accepted == []


@given(PLACES, st.text(min_size=1, max_size=20))
def test_a_cut_or_longer_token_is_refused(length: int, more: str) -> None:
    """Whatever is missing or added at either end."""
    for wrong in (TOKEN[:length], TOKEN[length + 1 :], TOKEN + more, more + TOKEN):
        assert SIGNER.read(wrong, Purpose.WIDGET, now_s=0) is None


@given(st.text(max_size=300) | st.just("." * 5) | st.just("kr_widget_1..") | st.just("\ud800.a"))
def test_noise_is_refused_and_never_raises(noise: str) -> None:
    """A header or a cookie may hold anything."""
    for purpose in Purpose:
        assert SIGNER.read(noise, purpose, now_s=0) is None


def test_a_token_longer_than_ours_is_not_even_hashed() -> None:
    """The work for a stranger has a bound."""
    long = dataclasses.replace(GRANT, key_id="k" * MAX_TOKEN_CHARS)

    assert SIGNER.read(SIGNER.sign(long), Purpose.WIDGET, now_s=0) is None


@given(GRANTS)
def test_a_token_of_one_purpose_is_none_of_another(grant: Grant) -> None:
    """Neither as it is nor with the other's name in front."""
    token = SIGNER.sign(grant)
    for other in set(Purpose) - {grant.purpose}:
        renamed = token.replace(f"kr_{grant.purpose}_", f"kr_{other}_", 1)
        assert SIGNER.read(token, other, now_s=-1) is None
        assert SIGNER.read(renamed, other, now_s=-1) is None
        assert SIGNER.read(renamed, grant.purpose, now_s=-1) is None


@given(GRANTS, GRANTS)
def test_parts_of_two_tokens_make_no_third(one: Grant, other: Grant) -> None:
    """Claims of the one under the signature of the other: origin and expiry are bound."""
    if one != other:
        claims, _, _ = SIGNER.sign(one).rpartition(".")
        _, _, signature = SIGNER.sign(other).rpartition(".")
        assert SIGNER.read(f"{claims}.{signature}", one.purpose, now_s=-1) is None


@pytest.mark.parametrize(
    "signer",
    [
        pytest.param(Signer("another-pepper-of-thirty-two-characters"), id="another-pepper"),
        pytest.param(Signer("pepper-of-at-least-thirty-two-characters", "key"), id="a-key-more"),
        pytest.param(Signer("pepper-of-at-least-thirty-two", "-characters"), id="split-elsewhere"),
        pytest.param(Signer(None, None), id="random"),
    ],
)
def test_under_another_secret_a_token_is_noise(signer: Signer) -> None:
    """Whoever changes pepper or key ends all sessions and tokens."""
    assert signer.read(TOKEN, Purpose.WIDGET, now_s=0) is None


def test_replicas_with_the_same_secrets_read_each_others_tokens() -> None:
    """A session is not tied to the process that it began in."""
    one, other = (Signer("pepper", "key") for _ in range(2))

    assert other.read(one.sign(GRANT), Purpose.WIDGET, now_s=0) == GRANT


def test_without_a_secret_tokens_live_as_long_as_the_process() -> None:
    """One random secret for each, the same for all its tokens."""
    signer = Signer(None, None)

    assert signer.read(signer.sign(GRANT), Purpose.WIDGET, now_s=0) == GRANT
    assert Signer().read(signer.sign(GRANT), Purpose.WIDGET, now_s=0) is None


def test_a_scope_that_is_gone_ends_the_token() -> None:
    """A token of a newer or older program lends nothing that this one does not know."""
    known = _sign_raw(["key1", ["rewrite"], ORIGIN, 1_000, ""])
    unknown = _sign_raw(["key1", ["rewrite", "everything"], ORIGIN, 1_000, ""])

    assert SIGNER.read(known, Purpose.WIDGET, now_s=0) is not None
    assert SIGNER.read(unknown, Purpose.WIDGET, now_s=0) is None


def test_csrf_tokens_differ_by_session_and_are_no_tokens() -> None:
    """Each belongs to one session, is the same each time, and opens nothing."""
    grant = Grant(Purpose.SESSION, "key1", ALL_SCOPES, 1_000, serial=new_serial())
    one, other = (SIGNER.sign(g) for g in (grant, dataclasses.replace(grant, serial="other")))

    assert SIGNER.csrf_token(one) == SIGNER.csrf_token(one) != SIGNER.csrf_token(other)
    assert SIGNER.csrf_token(one) not in one
    assert SIGNER.read(SIGNER.csrf_token(one), Purpose.SESSION, now_s=0) is None


def test_a_token_fits_into_a_header_and_a_cookie() -> None:
    """Letters of base64url, dots and underscores; far below the 4 KiB of a cookie."""
    token = SIGNER.sign(Grant(Purpose.SESSION, "k" * 64, ALL_SCOPES, 2**40, serial=new_serial()))

    assert set(token) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.")
    assert len(token) < 512
    assert len({new_serial() for _ in range(1_000)}) == 1_000
