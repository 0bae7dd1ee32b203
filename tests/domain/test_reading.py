"""Reading any text: exact spans, nothing lost, clear refusals."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from api.domain.document import BlockKind, Document, Format
from api.domain.errors import (
    MAX_CHARS,
    MAX_SENTENCES,
    DraftError,
    EmptyDraft,
    ForbiddenCharacter,
    TooLong,
    TooManySentences,
    UnsupportedFormat,
    WordTooLong,
)
from api.domain.reading import read

BENCH = Path(os.environ.get("KINDREPLY_BENCH", Path(__file__).parents[3] / "shared" / "bench"))
PIECES = st.sampled_from(
    [
        "We can. ", "Sorry! ", "ok ", "\n", "\r\n", "\n\n", "\r", "- ", "1. ", "> ", "# ",
        "```\n",
        "~~~\n", "| a | b |\n", "--\n", "-----\n", "===\n", "--|--\n", "{{a.b}}", "{",
        "}", "%(x)s",
        "[NAME]", "<x>", "<", "https://a.example/x", "a@b.example", "@sam", "`a. b`", "`", "😀",
        "。",
        "؟ ", "…", "... ", "e.g. ", "5 p.m. ", "$5.00", "#A123", "+1 415 555 0132",
        "Dear Sam,\n",
        "STATUS: ", "(", ")", '"', "'", "*", "_", "   ", "\t", "\u200b", "\u202e",
        "\ufeff", "\u2028",
        "ß", "中", "wrote:\n", ":( ", "^SA", "A1B2C3", "order 12345 ", "www.", "//", ".", "!", "?",
        ",", ":", "-", "|", "\x85", "\x1c", "²", "٣", "[x](", "_", "/",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=24).map("".join) | st.text(max_size=60)
FORMATS = st.sampled_from([Format.TEXT, Format.MARKDOWN])


def check(text: str, document: Document) -> None:
    """What holds for every document that was read."""
    assert document.text == text
    assert document.write({}) == text
    assert document.write({one.id: one.text for one in document.sentences}) == text
    covered = bytearray(len(text))
    end = 0
    for block in document.blocks:
        assert end <= block.start < block.end
        assert text[block.end - 1] not in "\r\n"
        assert text.startswith(block.marker, block.start)
        end = block.end
        covered[block.start : block.start + len(block.marker)] = b"x" * len(block.marker)
        if block.fixed:
            covered[block.start : block.end] = b"x" * (block.end - block.start)
    end = 0
    for number, sentence in enumerate(document.sentences, 1):
        block = document.blocks[sentence.block]
        assert sentence.id == f"D{number}"
        assert sentence.text == text[sentence.start : sentence.end]
        assert sentence.text == sentence.text.strip()
        assert sentence.text
        assert max(end, block.start + len(block.marker)) <= sentence.start
        assert sentence.end <= block.end
        assert not block.fixed
        end = sentence.end
        covered[sentence.start : sentence.end] = b"x" * (sentence.end - sentence.start)
    assert not [
        char for char, seen in zip(text, covered, strict=True) if char.isalnum() and not seen
    ]
    end = 0
    for piece in document.protected:
        assert end <= piece.start < piece.end
        assert piece.text == text[piece.start : piece.end]
        end = piece.end


@given(text=TEXTS, format=FORMATS)
@example(text="\ufeffHi", format=Format.TEXT)
@example(text="a\n--|--", format=Format.TEXT)
@settings(max_examples=400, deadline=None)
def test_any_text_is_read_without_loss_or_refused(text: str, format: Format) -> None:  # noqa: A002
    """Spans are exact, every letter is in a sentence, a marker or a fixed block."""
    try:
        document = read(text, format)
    except DraftError:
        return
    check(text, document)


@pytest.mark.skipif(not BENCH.is_dir(), reason="set KINDREPLY_BENCH to the folder of real drafts")
def test_real_drafts_are_read_without_loss() -> None:
    """Drafts and rewrites that real people and models wrote."""
    texts = []
    for line in (BENCH / "dev_pairs.jsonl").read_text("utf-8").splitlines():
        case = json.loads(line)
        texts += [case["draft"], case["honest"], case["planted"]["text"], case["eager"]["text"]]
    for line in (BENCH / "natural.jsonl").read_text("utf-8").splitlines():
        texts.append(json.loads(line)["rewrite"])
    for text in texts:
        for format_ in (Format.TEXT, Format.MARKDOWN):
            check(text, read(text, format_))


@pytest.mark.parametrize("text", ["", "  \r\n\t", "\u200b \u202e\ufeff"])
def test_a_text_with_nothing_to_see_is_refused(text: str) -> None:
    """Blank or only invisible characters."""
    with pytest.raises(EmptyDraft, match="at least one visible character"):
        read(text)


@pytest.mark.parametrize("text", ["ab\x00", "ab\ud800c"])
def test_what_no_valid_text_holds_is_refused(text: str) -> None:
    """With its place; a lone surrogate could not even be sent back."""
    with pytest.raises(ForbiddenCharacter, match="character 2 "):
        read(text)


def test_a_text_over_the_limit_is_refused() -> None:
    """The limit itself is read."""
    assert read("ab. " * 100 + "a " * ((MAX_CHARS - 400) // 2)).sentences
    with pytest.raises(TooLong, match=r"40,001 characters; at most 40,000"):
        read("a " * (MAX_CHARS // 2) + "b")


def test_too_many_sentences_are_refused() -> None:
    """The limit itself is read."""
    assert len(read("We go. " * MAX_SENTENCES).sentences) == MAX_SENTENCES
    with pytest.raises(TooManySentences, match="more than 1,000 sentences"):
        read("We go. " * (MAX_SENTENCES + 1))


@pytest.mark.parametrize(
    "text",
    ["x" * 201, "Hi\n" + "ab-" * 1700, "https://a.example/x " + "é" * 201, "{{x}}" + "a" * 201],
)
def test_a_word_over_the_limit_is_refused(text: str) -> None:
    """It is no word of a reply, and the message does not repeat it."""
    with pytest.raises(WordTooLong, match="at most 200") as refusal:
        read(text)
    assert "aaa" not in str(refusal.value)
    assert "xxx" not in str(refusal.value)


@pytest.mark.parametrize(
    "text",
    [
        "x" * 200,
        "See https://a.example/" + "x" * 5_000,
        "Token " + "a1B2" * 200,
        "订单已经发货" * 100,
        "hello https://a.example/" + "x" * 300 + " and https://a.example/" + "y" * 300,
        "[{{x}}]" * 60,
    ],
)
def test_links_ids_placeholders_and_texts_without_spaces_may_be_long(text: str) -> None:
    """Nobody can break them."""
    assert read(text).sentences


def test_html_is_refused_with_what_to_send() -> None:
    """Named in the contract, not read yet."""
    with pytest.raises(UnsupportedFormat, match="send text or markdown") as refusal:
        read("<p>Hi</p>", Format.HTML)
    assert refusal.value.code == "unsupported_format"


def test_every_refusal_has_its_code() -> None:
    """Callers of the HTTP interface act on it."""
    codes = {error.code for error in DraftError.__subclasses__()}

    assert codes == {
        "empty", "too_long", "too_many_sentences", "word_too_long", "forbidden_character",
        "unsupported_format",
    }  # fmt: skip


def test_ids_carry_the_prefix() -> None:
    """Facts and the customer's words have their own."""
    assert [one.id for one in read("A. B we.", prefix="F").sentences] == ["F1"]
    assert [one.id for one in read("We go. You go.", prefix="C").sentences] == ["C1", "C2"]


@pytest.mark.parametrize(
    "text", ["https://a.example/x", "--\nSam\nAcme", "> Can I?", "```\na\n```"]
)
def test_a_draft_may_be_only_a_link_or_fixed(text: str) -> None:
    """There is nothing to reword, and nothing is lost."""
    document = read(text)

    assert document.write({}) == text
    assert len(document.sentences) == (1 if text.startswith("http") else 0)


def test_hidden_characters_are_kept() -> None:
    """The agent wrote them; a guardrail looks at those that are new."""
    text = "שלום \u202eabc\u202c zero\u200bwidth."

    assert [one.text for one in read(text).sentences] == [text]


def test_a_table_row_is_one_sentence_and_its_rule_none() -> None:
    """The pipes stay with the row, so that it is written back whole."""
    document = read("| Fee. | Due. |\n|---|---|\n| $5 | today |")

    assert [one.text for one in document.sentences] == ["| Fee. | Due. |", "| $5 | today |"]
    assert [block.kind for block in document.blocks] == [BlockKind.TABLE_ROW] * 3


def test_writing_replaces_only_the_named_sentences() -> None:
    """Markers, newlines and spaces between stay."""
    document = read("Hi Sam,\r\n\r\n- We can.  You go.\r\n--\r\nKim")

    assert document.write({"D2": "We could."}) == "Hi Sam,\r\n\r\n- We could.  You go.\r\n--\r\nKim"
    with pytest.raises(KeyError, match="D9"):
        document.write({"D9": "x"})
