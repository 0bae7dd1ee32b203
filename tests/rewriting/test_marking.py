"""A draft to its marked form and an answer back: tolerant of form, strict about content."""

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from api.domain.document import Format
from api.domain.errors import DraftError
from api.domain.reading import read
from api.rewriting.marking import mark, parse
from api.rewriting.model import BadAnswer, CutShort, ModelError

DRAFT = read("Your parcel is late. It ships today. Please wait.")
TOKENS = mark(DRAFT).tokens
LETTER = read("Hi Jo,\n\nIt is late.\n\n> where is it?\n> please\n\nIt ships today.\n\n-- \nAnna")


def links(answer: str, tokens: object = TOKENS) -> list[tuple[str, tuple[str, ...] | None]]:
    """Each piece of the parsed answer with the ids it names."""
    parsed = parse(answer, tokens)  # type: ignore[arg-type]
    return [(parsed.text[each.start : each.end], each.ids) for each in parsed.sources]


def test_a_draft_is_marked_after_each_sentence_and_its_fixed_blocks_are_tokens() -> None:
    """Quoted lines and signature never reach the model."""
    marked = mark(LETTER)

    assert marked.text == ("Hi Jo, [D1]\n\nIt is late. [D2]\n\n⟦1⟧\n\nIt ships today. [D3]\n\n⟦2⟧")
    assert dict(marked.tokens) == {"⟦1⟧": "> where is it?\n> please", "⟦2⟧": "-- \nAnna"}
    assert len(marked.tokens) == 2
    assert not marked.collides


def test_neighbouring_fixed_blocks_are_one_token() -> None:
    """The fewer tokens there are, the fewer a model can lose."""
    marked = mark(read("See below.\n\n> a\n\n```\nx\n```\n\n-- \nAnna"))

    assert list(marked.tokens.values()) == ["> a\n\n```\nx\n```\n\n-- \nAnna"]


PARTS = [
    *"ab D1.!?,;:-–()[]{}<>/⟦⟧*>#|`~\n\n\n\r\t\"'é你🙂\u200f\u00a0_=+",
    *("Hi. ", "\r\n", "It is late.", "\n\n", "\n> ", "\n- ", "[D1]", "⟦1⟧", "\n-- \n", "\n```\n"),
]
TEXTS = st.lists(st.sampled_from(PARTS), min_size=1, max_size=40).map("".join)


@given(TEXTS, st.sampled_from([Format.TEXT, Format.MARKDOWN]), st.booleans())
@example("[D1]\r\n[D1]", Format.TEXT, False)
@settings(max_examples=400)
def test_an_unchanged_answer_gives_the_draft_byte_for_byte(
    text: str, written: Format, lines: bool
) -> None:
    """Whatever the layout: marks leave no trace, and each sentence names itself."""
    try:
        draft = read(text, written)
    except DraftError:
        assume(False)
        raise
    marked = mark(draft)
    wrapped = f"<reply>\n{marked.text}\n</reply>" if lines else f"<reply>{marked.text}</reply>"

    answer = parse(wrapped, marked.tokens)

    assert answer.text == text
    if not marked.collides:
        linked = [each for each in answer.sources if each.ids]
        assert [each.ids for each in linked] == [(each.id,) for each in draft.sentences]
        for source, sentence in zip(linked, draft.sentences, strict=True):
            assert source.start <= sentence.start
            assert sentence.end <= source.end


@given(
    st.text(max_size=60)
    | st.lists(
        st.sampled_from(
            [
                "<reply>",
                "</reply>",
                "[D1]",
                "[D",
                "⟦1⟧",
                "⟦",
                "{",
                "}",
                '"reply":',
                "```\n",
                "\n",
                " ",
                "ok.",
            ]
        ),
        max_size=12,
    ).map("".join)
)
@settings(max_examples=300)
def test_no_answer_raises_anything_but_a_model_error(answer: str) -> None:
    """And every piece of an answer that is taken lies in its text, in order."""
    try:
        parsed = parse(answer, mark(LETTER).tokens)
    except ModelError:
        return
    edges = [edge for each in parsed.sources for edge in (each.start, each.end)]
    assert edges == sorted(edges)
    assert not edges or edges[-1] <= len(parsed.text)
    for text in mark(LETTER).tokens.values():
        assert text in parsed.text


@pytest.mark.parametrize(
    "answer",
    [
        "<reply>It is late. [D1] It ships. [D2]</reply>",
        "<Reply>\nIt is late. [D1] It ships. [D2]\n</ REPLY >",
        "Sure! Here it is:\n<reply>It is late. [D1] It ships. [D2]</reply>\nAnything else?",
        "It is late. [D1] It ships. [D2]",
        "```\nIt is late. [D1] It ships. [D2]\n```",
        "```xml\n<reply>\nIt is late. [D1] It ships. [D2]\n</reply>\n```",
        "<reply>```text\nIt is late. [D1] It ships. [D2]\n```</reply>",
        '{"reply": "It is late. [D1] It ships. [D2]", "notes": []}',
        '```json\n{"reply": "<reply>It is late. [D1] It ships. [D2]</reply>"}\n```',
        "<think>I'll write <reply> first</think>\nIt is late. [D1] It ships. [D2]",
        "It is late [D1]. It ships [D2].",
        "It is late.[D1] It ships.[D2]",
        "It is late.[D1]It ships.[D2]",
        "It is late.  [d1] It ships. [ D2 ]",
        "It is late. 【D1】 It ships. [D02]",
        "It is late. (D1) It ships. (D2)",
    ],
)
def test_the_same_reply_is_found_in_every_wrapping(answer: str) -> None:
    """Models keep to a form most of the time; the words are what counts."""
    assert links(answer) == [("It is late.", ("D1",)), ("It ships.", ("D2",))]
    assert parse(answer, TOKENS).text == "It is late. It ships."


@pytest.mark.parametrize(
    ("written", "ids"),
    [
        ("[D1 D2]", ("D1", "D2")),
        ("[D1, D2; D3]", ("D1", "D2", "D3")),
        ("[D1][D2]", ("D1", "D2")),
        ("[D1] [D2]", ("D1", "D2")),
        ("[D1]\n[D2]", ("D1", "D2")),
        ("[D1-D3]", ("D1", "D2", "D3")),
        ("[D1–3]", ("D1", "D2", "D3")),
        ("[D2 and F1 & C1]", ("D2", "F1", "C1")),
        ("[D3-D1]", ("D3",)),
        ("[-]", ()),
        ("[–]", ()),
        ("[D9]", None),
        ("[D0]", None),
        ("[D1 D9]", ("D1",)),
        ("[D1-D999]", ("D1", "D2", "D3")),
        ("[F1 F1]", ("F1",)),
    ],
)
def test_a_mark_is_read_in_all_its_forms(written: str, ids: tuple[str, ...] | None) -> None:
    """Ids that the draft does not have are kept out; of "[-]" it is known that it has none."""
    assert links(f"It is late. {written}") == [("It is late.", ids)]


def test_marks_written_before_their_sentences_are_no_links() -> None:
    """Taken for marks after a sentence, each would name the wrong one."""
    assert links("[D1] It is late. [D2] It ships.") == [("It is late.", None), ("It ships.", None)]
    assert links("[D1] It is late. [D1]") == [("It is late.", ("D1",))]
    assert (
        parse("- [D1] It is late.\n- [D2] It ships.", TOKENS).text == "- It is late.\n- It ships."
    )


def test_a_mark_behind_a_fixed_block_is_taken_away() -> None:
    """Some models mark every line."""
    answer = "It is late. [D2]\n\n⟦1⟧ [-]\n\nIt ships. [D3]\n\n⟦2⟧ [-]"

    assert parse(answer, LETTER_TOKENS).text == (
        f"It is late.\n\n{QUOTE}\n\nIt ships.\n\n{SIGNATURE}"
    )


def test_without_a_draft_at_hand_any_id_is_taken() -> None:
    """A plain mapping of tokens says nothing about sentences."""
    assert links("It is late. [D9]", {}) == [("It is late.", ("D9",))]


def test_missing_marks_are_missing_links_not_errors() -> None:
    """Links are then computed by alignment."""
    assert links("It is late. It ships.") == [("It is late. It ships.", None)]
    assert links("It is late. [D1] It ships.") == [("It is late.", ("D1",)), ("It ships.", None)]


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ("It is late.\n[D1]\nIt ships. [D2]", "It is late.\nIt ships."),
        ("It is late.\n\n[D1]\n\nIt ships. [D2]", "It is late.\n\nIt ships."),
        ("It is late. [D1]\n\n- one [D2]\n- two [D3]", "It is late.\n\n- one\n- two"),
        ("It is late [D1], and it ships. [D2]", "It is late, and it ships."),
        ('He said "late" [D1]" twice. [D2]', 'He said "late"" twice.'),
        ("[D1] It is late.", "It is late."),
        ("It is late. [D1]It ships. [D2]", "It is late. It ships."),
        ("It is late.\n[D1] It ships.", "It is late.\nIt ships."),
        ("[D1]\nIt is late. [D2]", "It is late."),
        ("It is late. [D1]  \nIt ships. [D2]", "It is late.  \nIt ships."),
    ],
)
def test_the_layout_is_as_if_no_mark_had_been_written(answer: str, text: str) -> None:
    """No doubled spaces, no empty lines, no space before a full stop."""
    assert parse(answer, TOKENS).text == text


@pytest.mark.parametrize(
    "answer",
    [
        "It is late. [D1] It ships. [D",
        "It is late. [D1",
        "It is late. D1]",
        "It is late. [",
        "It is late. [D1 because it is] yes.",
        "It is late.</reply",
        "It is late.</reply>",
        "<reply>It is late.</reply> or <reply>It will come.</reply>",
        "It is late. ⟦9⟧",
        "It is late. ⟦1",
        "It is late. 1⟧",
        "<draft>It is late.</draft>",
        "It is late. <customer-3f9c1a>Where?</customer-3f9c1a>",
        "<reply></reply>",
        "<reply>[D1]</reply>",
        "",
        "  \n ",
        "{}",
        '{"reply": 3}',
        '{"reply": ""}',
        '{"reply": "It is \\ud800 late."}',
        '{"reply": "It is \\u0000 late."}',
        "[]",
    ],
)
def test_broken_content_is_refused(answer: str) -> None:
    """What is left of a mark, token or tag must not reach a customer."""
    if answer == "[]":
        assert parse(answer, TOKENS).text == "[]"
        return
    with pytest.raises(BadAnswer):
        parse(answer, TOKENS)


def test_an_answer_without_its_end_is_cut_short() -> None:
    """What is missing could be the "not"."""
    with pytest.raises(CutShort):
        parse("<reply>It is late. [D1] It will", TOKENS)
    with pytest.raises(CutShort):
        parse("</reply><reply>It is late.", TOKENS)


def test_braces_of_a_reply_are_not_json() -> None:
    """A reply may begin and end with placeholders."""
    assert parse("{name}, it is late. [D1] {sig}", TOKENS).text == "{name}, it is late. {sig}"
    assert parse("{" * 20_000 + "}" * 20_000, TOKENS).text.startswith("{{")
    assert parse('{"a":' * 20_000 + "}" * 20_000, TOKENS).text.startswith('{"a"')


@pytest.mark.parametrize("own", ["Press [D1] to go on.", "Done [-] or not?", "See [C2, D4]."])
def test_a_draft_with_brackets_like_marks_keeps_them(own: str) -> None:
    """It is sent without marks, and the brackets of the answer are its own."""
    marked = mark(read(f"It is late. {own}"))

    assert marked.collides
    assert marked.text == f"It is late. {own}"
    assert links(f"<reply>{marked.text}</reply>", marked.tokens) == [(marked.text, None)]


def test_marks_that_a_colliding_draft_does_not_have_are_refused() -> None:
    """They can no longer be told from text."""
    tokens = mark(read("Press [D1] to go on.")).tokens

    for answer in ("Press [D1] to go on. [D2]", "Press [D1] to go on. [D1]"):
        with pytest.raises(BadAnswer):
            parse(answer, tokens)


def test_round_brackets_of_a_draft_are_never_marks() -> None:
    """Vitamin (D3) stays, with or without marks beside it."""
    tokens = mark(read("Take vitamin (D3) daily.")).tokens

    assert parse("Take vitamin (D3) daily.", tokens).text == "Take vitamin (D3) daily."
    assert parse("Vitamin (D3) daily. [D1]", tokens).text == "Vitamin (D3) daily."


@pytest.mark.parametrize("own", ["⟦1⟧", "<reply>", "</draft>", "<customer>", "[D"])
def test_a_draft_keeps_what_would_be_debris_in_an_answer(own: str) -> None:
    """It is the agent's text; the model may copy it."""
    draft = read(f"Write {own} here, please.\n\n-- \nAnna")
    marked = mark(draft)

    assert parse(f"<reply>{marked.text}</reply>", marked.tokens).text == draft.text
    assert "⟦2⟧" in marked.tokens if own == "⟦1⟧" else "⟦1⟧" in marked.tokens


LETTER_TOKENS = mark(LETTER).tokens
QUOTE, SIGNATURE = LETTER_TOKENS.values()


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        (
            "Hi Jo, [D1]\n\nIt's late. [D2]\n\nIt ships today. [D3]",
            f"Hi Jo,\n\nIt's late.\n\n{QUOTE}\n\nIt ships today.\n\n{SIGNATURE}",
        ),
        (
            "Hi Jo, [D1] it's late. [D2] It ships today. [D3]\n\n⟦2⟧",
            f"Hi Jo, it's late. It ships today.\n\n{QUOTE}\n\n{SIGNATURE}",
        ),
        ("Hi Jo, it's late.\n\n⟦1⟧", f"Hi Jo, it's late.\n\n{QUOTE}\n\n{SIGNATURE}"),
        ("It's late.", f"It's late.\n\n{QUOTE}\n\n{SIGNATURE}"),
        ("It's late. ⟦1⟧ It ships. ⟦2⟧", f"It's late. \n{QUOTE}\n It ships. \n{SIGNATURE}"),
        ("It's late.\n⟦1⟧\n⟦1⟧\n⟦2⟧\n⟦2⟧", f"It's late.\n{QUOTE}\n\n{SIGNATURE}\n"),
        ("It's late.\n⟦1⟧⟦2⟧", f"It's late.\n{QUOTE}\n{SIGNATURE}"),
        ("It's late.\n⟦ 1 ⟧\n⟦2⟧", f"It's late.\n{QUOTE}\n{SIGNATURE}"),
        ("⟦1⟧\n\nIt ships. [D3]\n\n⟦2⟧", f"{QUOTE}\n\nIt ships.\n\n{SIGNATURE}"),
        ("It ships. [D3]\n\n⟦2⟧", f"It ships.\n\n{SIGNATURE}\n\n{QUOTE}"),
    ],
)
def test_fixed_blocks_come_back_once_and_on_lines_of_their_own(answer: str, text: str) -> None:
    """A lost one goes where the draft has it, as far as links say; a doubled one goes once."""
    assert parse(answer, LETTER_TOKENS).text == text


def test_a_lost_block_before_all_sentences_comes_back_at_the_start() -> None:
    """The draft answers below the customer's words."""
    tokens = mark(read("> where?\n\nIt is late.\n\n> and?\n\nSoon.")).tokens

    assert parse("Late. [D1]\n\n⟦2⟧\n\nSoon. [D2]", tokens).text == (
        "> where?\n\nLate.\n\n> and?\n\nSoon."
    )
    assert parse("Late. [D1] Soon. [D2]", tokens).text == "> where?\n\nLate. Soon.\n\n> and?"


def test_a_block_unknown_to_the_draft_goes_to_the_end() -> None:
    """With a plain mapping nothing says where it was."""
    assert parse("It is late.", {"⟦1⟧": "-- \nAnna"}).text == "It is late.\n\n-- \nAnna"


def test_line_ends_and_outer_white_space_are_the_drafts() -> None:
    """A model answers with plain newlines and trims its answer."""
    draft = read("\r\n  It is late.\r\n\r\nIt ships.\r\n")
    marked = mark(draft)

    assert marked.text == "It is late. [D1]\n\nIt ships. [D2]"
    assert parse("Late. [D1]\n\nShips. [D2]", marked.tokens).text == (
        "\r\n  Late.\r\n\r\nShips.\r\n"
    )
    assert parse("Late.\r\n", mark(read("A.\nB.")).tokens).text == "Late."
