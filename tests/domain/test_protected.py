"""What a reply must carry byte for byte."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.domain.protected import protected

ID_WORDS = ("order", "code", "case", "number", "numbers", "no", "no.", "nr.", "#", "is", "was")


def pieces(text: str) -> list[tuple[str, str]]:
    """Kind and text of each protected piece."""
    return [(piece.kind.value, piece.text) for piece in protected(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See https://a.example/x?y=1#z.", "https://a.example/x?y=1#z"),
        ("See (https://a.example/x).", "https://a.example/x"),
        ("See https://a.example/x_(y), ok", "https://a.example/x_(y)"),
        ("See www.a.example/x!", "www.a.example/x"),
        ("[here](https://a.example/x) we go", "https://a.example/x"),
        ("See <https://a.example/x>.", "https://a.example/x"),
        ("<https://a.example/?d={{ d }}>", "https://a.example/?d={{ d }}"),
        ("See https://a.example/%{id}/x.", "https://a.example/%{id}/x"),
        ("See example.com/help, please", "example.com/help"),
        ("See shop.example.co.uk.", "shop.example.co.uk"),
        ("HTTPS://A.EXAMPLE/X", "HTTPS://A.EXAMPLE/X"),
        ("去 https://a.example/x。谢谢", "https://a.example/x"),
        ("mailto:a@b.example?subject=x", "mailto:a@b.example?subject=x"),
        ("**https://a.example/x**", "https://a.example/x"),
    ],
)
def test_finds_links(text: str, expected: str) -> None:
    """With or without scheme; the punctuation of the sentence is not part of the link."""
    assert pieces(text) == [("url", expected)]


@pytest.mark.parametrize(
    "text",
    [
        "Fees etc.Then we go.",
        "and/or",
        "a.m./p.m.",
        "the .gov domain",
        "Ask.We know",
        "n.b",
        "http://",
    ],
)
def test_finds_no_link_in_prose(text: str) -> None:
    """A missing space or a slash makes no link."""
    assert pieces(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Write to a.b+c@mail.example.com.", [("email", "a.b+c@mail.example.com")]),
        ("@Sam_1 hi, @kim.", [("mention", "@Sam_1"), ("mention", "@kim")]),
        ("Run `npm i`, ``b``.", [("code", "`npm i`"), ("code", "``b``")]),
        ("Thanks 👍🏽!", [("emoji", "👍🏽")]),
        (
            "Go 👩‍👩‍👧 🇩🇪 1️⃣ ❤️",
            [("emoji", "👩‍👩‍👧"), ("emoji", "🇩🇪"), ("emoji", "1️⃣"), ("emoji", "❤️")],
        ),
        ("Yes 🎉🎉", [("emoji", "🎉🎉")]),
    ],
)
def test_finds_addresses_mentions_code_and_emoji(
    text: str, expected: list[tuple[str, str]]
) -> None:
    """Joined emoji, skin tones, flags and keycaps are one piece."""
    assert pieces(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Call +1 (415) 555-0132.", "+1 (415) 555-0132"),
        ("Call 415-555-0132 ext. 12 now", "415-555-0132 ext. 12"),
        ("Call (415) 555-0132", "(415) 555-0132"),
        ("Call us on 555-0132.", "555-0132"),
        ("+44 20 7946 0958", "+44 20 7946 0958"),
        ("020 7946 0958 is ours", "020 7946 0958"),
        ("06 12 34 56 78", "06 12 34 56 78"),
        ("1 800 555 0132", "1 800 555 0132"),
        ("at 415.555.0132", "415.555.0132"),
        ("1800 123 456", "1800 123 456"),
        ("(our line: 415 555 0132) ok", "415 555 0132"),
        ("(our line: 415 555 0132) 5 times", "415 555 0132"),
        ("reach us at 555-0132", "555-0132"),
        ("Call 0345 555 0142 (24/7).", "0345 555 0142"),
        ("Call (0345) 555 0142 (9-5)", "(0345) 555 0142"),
        ("Call +44 (0)20 7946 0958 now", "+44 (0)20 7946 0958"),
    ],
)
def test_finds_phone_numbers(text: str, expected: str) -> None:
    """International, spaced, dashed, with brackets or an extension."""
    assert pieces(text) == [("phone", expected)]


@pytest.mark.parametrize(
    "text",
    [
        "on 2026-11-21 or 21/11/2026 or 21.11.2026",
        "from 2019-2020 to 2021/22",
        "it costs $1,234,567.00 or 10 000 000 EUR",
        "between 1000-2000 units",
        "version 1.10.20.30, at 10:30",
        "5-7 days, 24/7, 4-6 hours, 90 days",
        "12345 items",
        "10 20 30 40 50",
        "100%, 1000000.50 and 1,000,000",
    ],
)
def test_takes_no_date_price_or_range_for_a_phone_or_an_id(text: str) -> None:
    """Figures are read elsewhere; protecting them would forbid "five to seven days"."""
    assert pieces(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Order #W3361211 is late", "#W3361211"),
        ("Note it: REF-1234567.", "REF-1234567"),
        ("flight HAT045 left", "HAT045"),
        ("invoice INV-2024-001", "INV-2024-001"),
        ("reservation IFOYYZ is gone", "IFOYYZ"),
        ("your reservation ID is EHGLPQ.", "EHGLPQ"),
        ("Reservation (MDCLVA)", "MDCLVA"),
        ("and NQNU5R too", "NQNU5R"),
        ("see #12345", "#12345"),
        ("order number 12345", "12345"),
        ("ticket no. 4711, please", "4711"),
        ("Case: 1234", "1234"),
        ("use code SAVE20 today", "SAVE20"),
        ("code: WELCOME", "WELCOME"),
        ("commit ae1b9f66 broke it", "ae1b9f66"),
        ("2f1e0c9a-1b2c-4d3e-8f90-a1b2c3d4e5f6", "2f1e0c9a-1b2c-4d3e-8f90-a1b2c3d4e5f6"),
        ("pi_3MtwBwLkdIwHu7ix28a3tqPa failed", "pi_3MtwBwLkdIwHu7ix28a3tqPa"),
        ("number 123456789 it is", "123456789"),
        ("1Z999AA10123456784", "1Z999AA10123456784"),
        ("ID **#W77**", "#W77"),
        ("under §155.430(d)(2).", "§155.430(d)(2)"),
        ("-HAT045", "HAT045"),
        ("订单12345678吗", "12345678"),
    ],
)
def test_finds_ids(text: str, expected: str) -> None:
    """By their look, or shorter ones by the word before them."""
    assert pieces(text) == [("id", expected)]


@pytest.mark.parametrize(
    "text",
    [
        "PLEASE READ THIS and COVID-19, UTF-8, B2B, MP3, 4K, 24H, 100GB, F1",
        "#1 choice, #thanks",
        "your order SHIPPED AGAIN today",
        "ORDER STATUS: done",
        "mid-2024 and 30-day-trial",
        "&#128512; and $1234567",
        "order 12 of 500",
        "the order was 4500 dollars and is CANCELLED; Order: SHIPPED",
        "19-May-2024, 24MAY2024 and USD500",
        "in order to CANCEL it",
        "- 5",
    ],
)
def test_finds_no_id_in_prose(text: str) -> None:
    """Capitals alone, product names and quantities are words."""
    assert pieces(text) == []


@pytest.mark.parametrize(
    "placeholder",
    [
        "{{name}}", "{{{name}}}", "{{ user.name | upper }}", "{name}", "{0}", "%{name}", "%(name)s",
        "%s", "%d", "%1$s", "%.2f", "${name}", "#{name}", "[NAME]", "[Plan Name]", "[plan name]",
        "[Termination 1 First Name]", "<name>", "<First Name>", "<<name>>", "«name»", "{% if x %}",
        "<%= name %>", "*|FNAME|*", "[[name]]", "%name%", "%%name%%", "<br/>", "</b>",
    ],
)  # fmt: skip
def test_finds_placeholders(placeholder: str) -> None:
    """Of the template languages that helpdesks use, byte for byte."""
    assert pieces(f"Dear {placeholder}, hi") == [("placeholder", placeholder)]


@pytest.mark.parametrize(
    "text",
    [
        "We <3 you",
        "100%s of it",
        "a 50% discount",
        "[x] done",
        "- [ ] open",
        "[our page][1]",
        "[1]",
        "if 3 < 4 and 5 > 2",
        "[This is a long remark of more than six words, really]",
        "{}",
        "$5 {",
    ],
)
def test_finds_no_placeholder_in_prose(text: str) -> None:
    """Hearts, percentages, checkboxes and link texts are none."""
    assert pieces(text) == []


@given(st.lists(st.sampled_from([*ID_WORDS, "212", "A-17", "is number", "#"]), max_size=7))
def test_any_row_of_words_that_lead_to_an_id_is_read_to_its_end(words: list[str]) -> None:
    """ "Yours is number 212." once kept the service busy for ever."""
    text = f"Yours {' '.join(words)} 212."

    assert all(text[piece.start : piece.end] == piece.text for piece in protected(text))


def test_keeps_the_longest_of_overlapping_pieces_in_order() -> None:
    """An address inside a link, an id inside a placeholder: one piece each."""
    text = "{{order.12345678}} https://a.example/b@c.example/#12345 x@y.example"

    found = protected(text)

    assert [(piece.kind.value, piece.text) for piece in found] == [
        ("placeholder", "{{order.12345678}}"),
        ("url", "https://a.example/b@c.example/#12345"),
        ("email", "x@y.example"),
    ]
    assert all(text[piece.start : piece.end] == piece.text for piece in found)


def test_a_domain_is_found_wherever_its_dots_stand() -> None:
    """At the ends of a text, behind a line or a bracket, beside a word that only has a dot."""
    text = "shop.com\nthen (help.example.org/a.b), e.g.that\u00a0a.co"

    assert [piece.text for piece in protected(text)] == [
        "shop.com",
        "help.example.org/a.b",
        "a.co",
    ]
