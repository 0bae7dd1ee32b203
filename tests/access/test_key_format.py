"""The form of a key: what a scanner can tell without asking anybody."""

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.access.key_format import DIGITS, beginning, is_key, new_key


def test_a_new_key_has_the_form_that_is_documented() -> None:
    """`kr_live_`, 37 random characters of base 62, 6 of a checksum."""
    key = new_key()

    assert key.startswith("kr_live_")
    assert len(key) == 8 + 37 + 6
    assert set(key[8:]) <= set(DIGITS)
    assert is_key(key)


def test_no_two_keys_are_the_same() -> None:
    """They are random."""
    assert len({new_key() for _ in range(200)}) == 200


def test_the_checksum_is_the_crc32_of_what_stands_before_it() -> None:
    """In base 62, most significant digit first: a scanner in any language can do it."""
    key = new_key()
    value = 0
    for character in key[-6:]:
        value = value * 62 + DIGITS.index(character)

    assert value == zlib.crc32(key[:-6].encode())


@given(st.integers(8, 50), st.sampled_from(DIGITS))
def test_a_key_with_one_other_character_is_none(place: int, character: str) -> None:
    """A typing mistake is found before anybody looks the key up."""
    key = new_key()
    other = key[:place] + character + key[place + 1 :]

    assert is_key(other) is (other == key)


@given(st.text(max_size=60))
def test_other_texts_are_no_keys(text: str) -> None:
    """Whatever a header may hold."""
    assert not is_key(text)
    assert not is_key(f"kr_live_{text}")


@pytest.mark.parametrize("change", ["{}\n", " {}", "{}x", "xx{}", "{}\0"])
def test_a_key_with_something_around_it_is_none(change: str) -> None:
    """Nothing is trimmed here."""
    assert not is_key(change.format(new_key()))


def test_the_beginning_shows_four_random_characters() -> None:
    """33 that nobody sees are left."""
    key = new_key()

    assert key.startswith(beginning(key))
    assert len(beginning(key)) == 12
