"""The operator's own patterns: what they find, and which ones are refused."""

import pytest

from api.rewriting.personal.masks import MaskError, masks


def _found(pattern: str, text: str) -> list[str]:
    return [text[f.start : f.end] for mask in masks(pattern) for f in mask.find(text)]


@pytest.mark.parametrize(
    ("mask", "text", "found"),
    [
        ("CU-#{6,8}", "of CU-123456, cu-12345678 and CU-12345", ["CU-123456", "cu-12345678"]),
        ("@@-####", "AB-1234 AB-12345 ABC-1234 aB-0000.", ["AB-1234", "aB-0000"]),
        ("??##", "A199, Z9 00, 1234", ["A199", "1234"]),
        ("K#{3} #{3}", "K123\n456 K123  456", ["K123\n456"]),
        ("#{4,6}/@", "1234/x 1234567/x 123456/Y", ["1234/x", "123456/Y"]),
        (r"\####", "#123 and 0123", ["#123"]),
        ("A#{0,2}-BBB", "A-BBB, A12-bbb, A123-BBB", ["A-BBB", "A12-bbb"]),
    ],
)
def test_a_mask_finds_what_fits_and_is_no_part_of_more(
    mask: str, text: str, found: list[str]
) -> None:
    """Letters in any case, a space for any white space, bounded repeats."""
    assert _found(f"OWN={mask}", text) == found


def test_several_masks_have_their_own_labels() -> None:
    """They are separated by semicolons; empty entries do not count."""
    assert [mask.label for mask in masks(" CUSTOMER=CU-#### ; POLICY=@@-####;; ")] == [
        "CUSTOMER",
        "POLICY",
    ]
    assert masks("") == ()


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("CU-####", "pattern 1"),
        ("OK=####; customer=####", "pattern 2"),
        ("A=####", "pattern 1"),
        ("CARD=####", "CARD"),
        ("OWN=####; OWN=@@@@", "OWN"),
        ("OWN=", "OWN"),
        ("OWN=CUST", "OWN"),
        ("OWN=###", "OWN"),
        ("OWN=#{0,9}", "OWN"),
        ("OWN=#{99}", "OWN"),
        ("OWN=#{4,2}", "OWN"),
        ("OWN=####-#{0}", "OWN"),
        ("OWN=#{4,}", "OWN"),
        ("OWN=####{", "OWN"),
        ("OWN=####}", "OWN"),
        ("OWN=#{4,6}#", "OWN"),
        ("OWN=#{4,6}?", "OWN"),
        ("OWN=?{4,6}@", "OWN"),
        ("OWN=@{4,6}X", "OWN"),
        ("OWN=X{1,4}@@@@", "OWN"),
        ("OWN=x{1,4}X###", "OWN"),
        ("OWN=#{4,6}-{0,1}#", "OWN"),
        ("OWN=####\u200b", "OWN"),
        (";".join(f"N{chr(65 + n // 26)}{chr(65 + n % 26)}=####" for n in range(33)), "32"),
    ],
)
def test_a_mask_that_cannot_be_used_is_named(written: str, named: str) -> None:
    """Before the service starts: nothing that matches too much, or needs more than one pass."""
    with pytest.raises(MaskError, match=named):
        masks(written)
