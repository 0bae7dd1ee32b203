"""How a draft falls into paragraphs, list items, headings, tables and fixed parts."""

import pytest

from api.domain.blocks import blocks
from api.domain.document import Format


def outline(text: str, format: Format = Format.TEXT) -> list[tuple[str, str]]:  # noqa: A002
    """Kind and text of each block."""
    return [(block.kind.value, text[block.start : block.end]) for block in blocks(text, format)]


@pytest.mark.parametrize(
    "marker",
    ["- ", "* ", "• ", "– ", "1. ", "12) ", "a) ", "a. ", "(2) ", "(b) ", "iv. ",
     "- [ ] ", "- [x] ", "1️⃣ ", "   - ", "\t* "],
)  # fmt: skip
def test_a_list_item_keeps_its_marker(marker: str) -> None:
    """Indentation, sign and space are the marker; the words follow."""
    (block,) = blocks(f"{marker}Open it", Format.TEXT)

    assert (block.kind.value, block.marker, block.start) == ("list_item", marker, 0)


@pytest.mark.parametrize(
    "line", ["-5 is low", "A. Smith", "2.5 kg", "*bold* text", "-", "1.", "i.e. so"]
)
def test_what_only_looks_like_a_marker_is_a_paragraph(line: str) -> None:
    """A number, a name, bold words."""
    assert outline(line) == [("paragraph", line)]


def test_a_plus_is_a_marker_in_markdown_only() -> None:
    """In a text a plus may be a sum."""
    assert outline("+ 5 dollars") == [("paragraph", "+ 5 dollars")]
    assert outline("+ five", Format.MARKDOWN) == [("list_item", "+ five")]


def test_a_list_item_carries_its_continuation_lines() -> None:
    """Indented lines and wrapped prose belong to the item, a new thought does not."""
    text = "- Open it\n  and wait.\n- Send\nit back.\nWe pay."

    assert outline(text) == [
        ("list_item", "- Open it\n  and wait."),
        ("list_item", "- Send\nit back."),
        ("paragraph", "We pay."),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## Next steps\nPay.", [("heading", "## Next steps"), ("paragraph", "Pay.")]),
        ("NEXT STEPS\nPay.", [("heading", "NEXT STEPS"), ("paragraph", "Pay.")]),
        ("NEED HELP?\nCall.", [("heading", "NEED HELP?"), ("paragraph", "Call.")]),
        ("Next steps\n----------\nPay.", [("heading", "Next steps"), ("paragraph", "Pay.")]),
        ("Next steps\n===\nPay.", [("heading", "Next steps"), ("paragraph", "Pay.")]),
    ],
)
def test_a_heading_is_marked_underlined_or_in_capitals(
    text: str, expected: list[tuple[str, str]]
) -> None:
    """The underline is in no block."""
    assert outline(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "# 5 is missing",
        "STATUS: SHIPPED",
        "OK",
        "WE ARE SORRY.",
        "#thanks for all",
        "WE ARE VERY SORRY TO SAY THAT IT IS LATE",
        "{{NAME}} called",
    ],
)
def test_other_lines_are_no_headings(text: str) -> None:
    """A hash before a number, a label, a shout, a sentence."""
    assert outline(text) == [("paragraph", text)]


@pytest.mark.parametrize("rule", ["-----", "***", "- - -", "====", "———", "* * *", "___", "•••"])
def test_a_rule_is_in_no_block(rule: str) -> None:
    """It only parts."""
    assert outline(f"One.\n\n{rule}\n\nTwo.") == [("paragraph", "One."), ("paragraph", "Two.")]


def test_quoted_lines_are_one_fixed_block() -> None:
    """With the line above that says who wrote them, a blank line between or not."""
    text = "Yes.\nOn Mon, Jan 5, Kim <kim@a.example> wrote:\n\n> Can I?\n> Please.\nWe can."

    assert outline(text) == [
        ("paragraph", "Yes."),
        ("quoted", "On Mon, Jan 5, Kim <kim@a.example> wrote:"),
        ("quoted", "> Can I?\n> Please."),
        ("paragraph", "We can."),
    ]


def test_who_wrote_without_a_quote_is_prose() -> None:
    """Nothing quoted follows."""
    assert outline("Here is what you wrote:\nI want it.") == [
        ("paragraph", "Here is what you wrote:\nI want it.")
    ]


def test_a_forwarded_message_is_quoted_to_the_end() -> None:
    """As mail programs put it below the answer."""
    text = "Done.\n-----Original Message-----\nFrom: Kim\n\nI want it."

    assert outline(text) == [("paragraph", "Done."), ("quoted", text[len("Done.\n") :])]


@pytest.mark.parametrize("fence", ["```", "~~~", "````"])
@pytest.mark.parametrize("format", list(Format)[:2])
def test_fenced_code_is_fixed(fence: str, format: Format) -> None:  # noqa: A002
    """In both formats, list signs and signature marks inside are code."""
    code = f"{fence}sh\n- a\n--\n\n> b\n{fence}"

    assert outline(f"Run:\n{code}\nDone.", format) == [
        ("paragraph", "Run:"),
        ("code", code),
        ("paragraph", "Done."),
    ]


def test_an_open_fence_runs_to_the_end() -> None:
    """Nothing inside is reworded by mistake."""
    assert outline("```\na\n\nb") == [("code", "```\na\n\nb")]


def test_indented_code_is_for_markdown_after_a_blank_line() -> None:
    """In a text, and within a list, indentation is layout."""
    text = "Run:\n\n    npm i\n    npm t\n\nDone."

    assert ("code", "    npm i\n    npm t") in outline(text, Format.MARKDOWN)
    assert all(kind == "paragraph" for kind, _ in outline(text))
    assert outline("- a\n\n    b", Format.MARKDOWN)[1][0] == "paragraph"
    assert outline("Run\n    it", Format.MARKDOWN) == [("paragraph", "Run\n    it")]


@pytest.mark.parametrize(
    "mark", ["--", "-- ", "__", "Sent from my phone", "Get Outlook for Android"]
)
def test_a_signature_runs_to_the_end(mark: str) -> None:
    """Blank lines and lists in it included."""
    text = f"Done.\n{mark}\nSam\n\n- Acme"

    assert outline(text) == [("paragraph", "Done."), ("signature", text[len("Done.\n") :])]


def test_a_signature_mark_in_quoted_text_ends_nothing() -> None:
    """It is the customer's."""
    assert outline("> a\n> --\n> Kim\nYes.") == [
        ("quoted", "> a\n> --\n> Kim"),
        ("paragraph", "Yes."),
    ]


def test_a_table_is_rows() -> None:
    """With outer pipes or a rule under its header; other pipes are prose."""
    assert outline("| a | b |\n|---|---|\n| 1 | 2 |") == [
        ("table_row", "| a | b |"),
        ("table_row", "|---|---|"),
        ("table_row", "| 1 | 2 |"),
    ]
    assert outline("a | b\n--|--\n1 | 2\n\nc | d") == [
        ("table_row", "a | b"),
        ("table_row", "--|--"),
        ("table_row", "1 | 2"),
        ("paragraph", "c | d"),
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_newline_parts_lines(newline: str) -> None:
    """And belongs to no block."""
    assert outline(newline.join(["- a", "- b", "", "c", "# d"])) == [
        ("list_item", "- a"),
        ("list_item", "- b"),
        ("paragraph", "c"),
        ("heading", "# d"),
    ]


def test_a_heading_in_the_middle_of_a_paragraph_starts_a_block() -> None:
    """So does a quote, a fence, a table and a forwarded message."""
    assert [kind for kind, _ in outline("a\n# b\nc\n> d\ne\n```\nf\n```\ng\n|h|\ni\n--\nj")] == [
        "paragraph", "heading", "paragraph", "quoted", "paragraph", "code", "paragraph",
        "table_row", "paragraph", "signature",
    ]  # fmt: skip
