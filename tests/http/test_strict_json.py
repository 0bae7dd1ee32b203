"""What is JSON to us, and what is not."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.http.strict_json import MAX_DEPTH, BadJSON, parse

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)  # fmt: skip


@given(values)
@settings(max_examples=100)
def test_strict_json_reads_what_json_writes(value: object) -> None:
    """Strictness costs no valid text."""
    assert parse(json.dumps(value).encode()) == value


@pytest.mark.parametrize(
    "body",
    [
        b"", b" ", b"{", b"[1,]", b"{'a': 1}", b'{"a": NaN}', b"[Infinity]", b"[-Infinity]",
        b"[1e999]", b"[-1e999]", b'{"a": 1, "a": 1}', b'{"a": {"b": 1, "b": 2}}', b'"\xff"',
        b"\xff\xfe{\x00}\x00", b"{\x00}\x00", b"[" * 33 + b"]" * 33, b"[" * 30_000, b'"\n"',
        b"1" * 5_000, b"[1] [2]", b"// x\n1", b"\xef\xbb\xbf", b'{"a":' * 20_000,
    ],
)  # fmt: skip
def test_what_parsers_disagree_about_is_refused(body: bytes) -> None:
    """Duplicate keys, constants that are not JSON, other encodings, depth, trailing text."""
    with pytest.raises(BadJSON):
        parse(body)


def test_a_byte_order_mark_is_accepted() -> None:
    """Some editors and clients write one."""
    assert parse(b'\xef\xbb\xbf{"a": 1}') == {"a": 1}


def test_the_deepest_allowed_value_passes() -> None:
    """The limit counts levels, and is where the constant says."""
    assert parse(b"[" * MAX_DEPTH + b"]" * MAX_DEPTH)


def test_a_message_never_quotes_the_body() -> None:
    """Not even the word that is wrong."""
    with pytest.raises(BadJSON) as error:
        parse(b'{"zebra": zebra}')
    assert "zebra" not in str(error.value)
