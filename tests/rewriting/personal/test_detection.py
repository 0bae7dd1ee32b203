"""What is known to be personal, and what is never taken for it."""

import pytest

from api.rewriting.personal.detection import Detector
from api.rewriting.personal.masks import masks
from api.rewriting.personal.names import Names

NAMES = Names(["Anna-Lena Schmidt", "Will Young", "José Núñez", "李明", "Bo"])
DETECTOR = Detector(masks("CUSTOMER=CU-#{6,8}; POLICY=@@-####"))


def found(text: str, *more: str) -> list[tuple[str, str]]:
    """Kind and text of each piece."""
    pieces = DETECTOR.find([text, *more], NAMES)[0]
    return [(str(piece.kind), text[piece.start : piece.end]) for piece in pieces]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("CARD", "4111 1111 1111 1111"),
        ("CARD", "4111111111111111"),
        ("CARD", "4111-1111-1111-1111"),
        ("CARD", "4111.1111.1111.1111"),
        ("CARD", "4111\u00a01111\u00a01111\u00a01111"),
        ("CARD", "4111 11\n11 1111 1111"),
        ("CARD", "4\u200b111 1111 1111 11\u200d11"),
        ("CARD", "４１１１ １１１１ １１１１ １１１１"),
        ("CARD", "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1"),
        ("CARD", "3782 822463 10005"),
        ("CARD", "5555555555554444"),
        ("CARD", "2223003122003222"),
        ("CARD", "6011111111111117"),
        ("CARD", "30569309025904"),
        ("CARD", "3530111333300000"),
        ("CARD", "6200000000000005"),
        ("CARD", "4222222222222"),
        ("IBAN", "GB33BUKB20201555555555"),
        ("IBAN", "gb33 bukb 2020 1555 5555 55"),
        ("IBAN", "DE89 3704 0044 0532 0130 00"),
        ("IBAN", "FR14-2004-1010-0505-0001-3M02-606"),
        ("IBAN", "NO93 8601 1117 947"),
        ("IBAN", "MT84MALT011000012345MTLCAST001S"),
        ("ID", "219-09-9999"),
        ("ID", "AB 12 34 56 C"),
        ("ID", "ab123456c"),
        ("ID", "12345678Z"),
        ("ID", "12.345.678-z"),
        ("ID", "X1234567L"),
        ("ID", "RSSMRA85T10A562S"),
        ("ID", "2 55 08 14 168 025 38"),
        ("ID", "86095742719"),
        ("ID", "86 095 742 719"),
        ("ID", "44051401359"),
        ("ID", "529.982.247-25"),
        ("ID", "52998224725"),
        ("ID", "811218-9876"),
        ("ID", "19811218-9876"),
        ("ID", "2341 2341 2346"),
        ("ID", "756.9217.0769.85"),
        ("ID", "811218  9876"),
        ("ID", "811218\n9876"),
        ("ID", "19811218  9876"),
        ("ID", "19811218\n9876"),
        ("ID", "131052-308T"),
        ("ID", "131052-308t"),
        ("ID", "１３１０５２－３０８Ｔ"),
        ("ID", "131052308t"),
        ("ID", "131052  308T"),
        ("ID", "131052\n308T"),
        ("ID", "131052 - 308 T"),
        ("ID", "13.10.52-308T"),
        ("ID", "85.07.30-033.28"),
        ("ID", "15076500565"),
        ("EMAIL", "jo.o'neil+x@mail.example.co.uk"),
        ("EMAIL", "JO@EXAMPLE.COM"),
        ("EMAIL", "ｊｏ＠ｅｘａｍｐｌｅ．ｃｏｍ"),
        ("EMAIL", "jo@exa\u200bmple.com"),
        ("EMAIL", "jo @ example.com"),
        ("EMAIL", "jo (at) example (dot) com"),
        ("EMAIL", "jörg@münchen.example"),
        ("PHONE", "+44 20 7946 0018"),
        ("PHONE", "+44 (0)20 7946 0018"),
        ("PHONE", "+447700900123"),
        ("PHONE", "0044 20 7946 0018"),
        ("PHONE", "07700 900123"),
        ("PHONE", "(020) 7946 0018"),
        ("PHONE", "(020)/123-4567"),
        ("PHONE", "(020).12345"),
        ("PHONE", "(415) 555-0132"),
        ("PHONE", "415-555-0132"),
        ("PHONE", "1-800-555-0199"),
        ("PHONE", "06 12 34 56 78"),
        ("PHONE", "030/12345678"),
        ("PHONE", "612 34 56 78"),
        ("PHONE", "+34 612 345 678"),
        ("PHONE", "+１ ４１５ ５５５ ０１３２"),
        ("PHONE", "98765 43210"),
        ("IP", "203.0.113.9"),
        ("IP", "2001:db8::8a2e:370:7334"),
        ("CUSTOMER", "CU-1234567"),
        ("CUSTOMER", "cu-123456"),
        ("POLICY", "AB-1234"),
        ("NAME", "Anna-Lena Schmidt"),
        ("NAME", "ANNA"),
        ("NAME", "schmidt"),
        ("NAME", "Jose"),
        ("NAME", "Núñez"),
        ("NAME", "will young"),
        ("NAME", "李明"),
        ("NAME", "Bo"),
    ],
)
def test_personal_data_is_found_as_a_whole(kind: str, value: str) -> None:
    """In any spelling that people, phones and forms give it, and nothing around it with it."""
    for text in (f"I gave {value} to you.", f"{value}", f"({value}), please"):
        assert found(text) == [(kind, value)], text


@pytest.mark.parametrize(
    "text",
    [
        "We refunded $4,111.11 and €1.234.567,89 on 12.05.2024, 2024-05-12 and 5/12/24.",
        "It takes 5-7 business days, 24 hours, or 3 to 5 weeks; call within 14 days.",
        "Between 08:30 and 17:45, 10 to 12, 50% or 12.5 % of 1,000,000 people.",
        "Order 4815162342, ticket #0123456789, tracking number: 0123456789012345678.",
        "Invoice no. 0151 2345678 and case 0800 555 0142 are closed.",
        "The code WXY-4471, model 15-CX0056WM, SKU 0987654321, ISBN 978-3-16-148410-0.",
        "EAN 4111111111111111, version 10.0.19.1 of 2024, firmware 1.2.3.4.",
        "That is 12345678901234567890 in all, or 1111 1111 1111 1111.",
        "It was 4.1.2023 - 10.2.2023, whose digits could be a card's.",
        "From 1.5.2024 to 15.5.2024, and 10 20 30 40 50 60.",
        "They cost USD 612 345 678 or 612 345 678 euros or 0.0123456789 each.",
        "At 12 noon tomorrow we ship; be there by 12 34 56 a day. It is 20 to 30.",
        "In 2023 2024 2025 we sold 1 234 567 of them (24/7).",
        "Will you be at home in May? Young people may. We will.",
        "std::vector::push_back at 12:30:45, a:b, and ::, too.",
        "Mention @jo, me@, @ home, or a@b; [at] example.com.",
        "A4111111111111111 and 219-09-99991 are codes, DE00 3704 0044 0532 0130 00 is none.",
        "Since 20240512\n1407 came, from 19811218  9876 hours, 19811218\n9876.50 in all.",
        "131052308A, 131052 308 T shirts, €131052308T and (05).12345; 12/34/56/78 or 1234-5678.",
        "It is 111222333. My BSN follows.",
        "We need 1234567 a month, 8934963 MB, 1234567W and 1234567 we had; box 7654321 be it.",
        "111222333 came before BSN number 1.",
        "219-00-9999 and 666-09-9999 and 900-12-3456 were never given; nor was GB123456A.",
    ],
)
def test_what_is_not_personal_stays(text: str) -> None:
    """Amounts, dates, times, durations, orders, codes and small words."""
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("My SSN is 123456789", "123456789"),
        ("123456789 is my social security number", "123456789"),
        ("BSN: 111222333", "111222333"),
        ("My SIN is 130 692 544", "130 692 544"),
        ("130 692 544 (SIN)", "130 692 544"),
        ("111222333 (that is my BSN)", "111222333"),
        ("111222333, which is my BSN", "111222333"),
        ("Hetu: 1310523140", "1310523140"),
        ("My NHS number is 943476 5919", "943476 5919"),
        ("9434765919 is my NHS number", "9434765919"),
        ("NIF 902341570", "902341570"),
        ("You asked for the tax file number; here it is: 913524709", "913524709"),
        ("TFN: 913524709", "913524709"),
        ("Meine SV-Nummer: 1237 010180", "1237 010180"),
        ("CPR 311299-1237", "311299-1237"),
    ],
)
def test_digits_that_could_be_anything_are_an_identity_number_beside_their_word(
    text: str, value: str
) -> None:
    """Alone they could be anything."""
    assert ("ID", value) in found(text)
    assert not found(value)


@pytest.mark.parametrize(
    "text",
    [
        "Call 5551234567 please",
        "4155550132 is my mobile",
        "Ring 555-0132",
        "Tel: 20123456",
        "Call 12/34/56/78",
        "Call 1234-5678",
    ],
)
def test_bare_numbers_are_phones_beside_their_word(text: str) -> None:
    """Before or behind the number."""
    assert [kind for kind, _ in found(text)] == ["PHONE"]


def test_a_number_known_in_one_text_is_known_in_all() -> None:
    """The customer says what it is; the draft repeats it bare, or in its national form."""
    assert found("We have 111222333 on file.", "My BSN is 111222333.") == [("ID", "111222333")]
    assert found("We tried 2079460018 twice.", "Call +44 20 7946 0018") == [("PHONE", "2079460018")]


def test_names_at_the_beginning_of_a_sentence_need_to_be_names() -> None:
    """An everyday word with a capital there is a word; after a greeting it is a name."""
    assert found("Will, we are sorry. Hi Will, it will come.") == [("NAME", "Will")]
    assert found("Dear Will Young, young people wait. It was Will's.") == [
        ("NAME", "Will Young"),
        ("NAME", "Will"),
    ]


def test_what_overlaps_is_one_piece() -> None:
    """No rule leaves a part of what another one found."""
    assert found("Write anna.schmidt@example.com now") == [("EMAIL", "anna.schmidt@example.com")]
    assert found("4111 1111 1111 1111 020 7946 0018") == [
        ("CARD", "4111 1111 1111 1111"),
        ("PHONE", "020 7946 0018"),
    ]


def test_a_full_stop_ends_a_number() -> None:
    """The next sentence may begin with another one."""
    assert found("We have 4. 07700 900123 is it.") == [("PHONE", "07700 900123")]
    assert found("Call 0345 555 0142 (24/7).") == [("PHONE", "0345 555 0142")]


def test_several_numbers_in_a_row_are_all_found() -> None:
    """One behind the other, on a line or on several."""
    text = "020 7946 0018, 020 7946 0019\n020 7946 0020"
    assert [value for _, value in found(text)] == [
        "020 7946 0018",
        "020 7946 0019",
        "020 7946 0020",
    ]


def test_an_address_begins_behind_quotes_and_needs_a_name() -> None:
    """What stands around it is no part of it; a bare domain is nobody's."""
    assert found("Write 'jo@example.com' or *al@example.com*.") == [
        ("EMAIL", "jo@example.com"),
        ("EMAIL", "al@example.com"),
    ]
    assert found("We are @example.com") == []


def test_small_words_of_a_name_are_none_alone() -> None:
    """Particles and initials belong to the name that they stand in."""
    names = Names(["Jan van der Berg", "J. Ruiz de la Torre"])
    text = "Van Gogh, de facto, J. Torre; jan van der berg, van der Berg"
    pieces = DETECTOR.find([text], names)[0]
    assert [text[piece.start : piece.end] for piece in pieces] == [
        "Torre",
        "jan van der berg",
        "Berg",
    ]
