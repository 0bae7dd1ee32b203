"""Good HTTP around something that is no usable chat completion (U17 to U21, U24, U28)."""

import json
from collections.abc import Callable

from tests.chaos.fault import MODEL, ONCE, PERHAPS_RETRIED, Calls, Fault, Serve, add, fault
from tests.chaos.texts import (
    BAD,
    BAD_ANSWER,
    CUT_ANSWER,
    GOOD,
    GOOD_ANSWER,
    UPSTREAM_CANARY,
    completion,
    said,
)
from tests.chaos.wire import Wire

Body = Callable[[Wire], bytes]
DEPTH = 100_000
REFUSAL = f"I am sorry, but as {UPSTREAM_CANARY} I can't help with that."


def sends(body: Body) -> Serve:
    """A fault that is one whole answer with status 200."""

    async def serve(wire: Wire) -> None:
        await wire.answer(body(wire))

    return serve


def constant(value: bytes) -> Body:
    """The same each time."""
    return lambda _: value


def written(value: object) -> Body:
    """A JSON value."""
    return constant(json.dumps(value).encode())


def without(name: str) -> Body:
    """A completion of a bad answer without one member."""
    return written({k: v for k, v in completion(BAD_ANSWER).items() if k != name})


def reported(code: object) -> Body:
    """An error object in place of a completion."""
    return written({"error": {"message": f"{UPSTREAM_CANARY} failed", "code": code}})


def finishing(reason: object) -> Body:
    """A plausible text with another end than "stop"."""
    return constant(said(BAD_ANSWER, finish_reason=reason))


def unfinished(_wire: Wire) -> bytes:
    """A completion that does not say how it ended."""
    message = {"role": "assistant", "content": BAD_ANSWER}
    return json.dumps({"choices": [{"index": 0, "message": message}]}).encode()


def cut(wire: Wire) -> bytes:
    """The first part of a body, as a proxy sends it that lost its own upstream."""
    return BAD[: wire.dice.randrange(1, len(BAD))]


def spoilt(wire: Wire) -> bytes:
    """A body with a byte that UTF-8 does not have, inside the text."""
    at = BAD.index(UPSTREAM_CANARY.encode())
    return BAD[:at] + wire.dice.choice([b"\xff", b"\xc3\x28", b"\xed\xa0\x80"]) + BAD[at:]


def twice(_wire: Wire) -> bytes:
    """A message whose content stands twice; both are good."""
    return GOOD.replace(b'"role": "assistant"', b'"content": "x", "role": "assistant"')


def text(content: object) -> Body:
    """A whole completion around a content."""
    return constant(said(content))


CHUNK = {"choices": [{"index": 0, "delta": {"content": BAD_ANSWER}, "finish_reason": "stop"}]}
STREAM = f"data: {json.dumps(CHUNK)}\n\ndata: [DONE]\n\n".encode()
FORM = "bad_answer"
HTML = f"<!doctype html><title>{UPSTREAM_CANARY}</title><p>Please log in.".encode()

Row = tuple[str, str, Body, str, Calls]

ROWS: tuple[Row, ...] = (
    ("empty_200", "U17", constant(b""), FORM, PERHAPS_RETRIED),
    ("blank_200", "U17", constant(b" \r\n "), FORM, PERHAPS_RETRIED),
    ("cut_json", "U17", cut, FORM, PERHAPS_RETRIED),
    ("bad_utf8", "U17", spoilt, FORM, PERHAPS_RETRIED),
    ("utf16", "U17", constant(BAD.decode().encode("utf-16")), FORM, PERHAPS_RETRIED),
    ("deep_json", "U17", constant(b"[" * DEPTH + b"]" * DEPTH), FORM, PERHAPS_RETRIED),
    (
        "deep_content",
        "U17",
        constant(b'{"choices":[{"message":{"content":' + b"[" * DEPTH + b"]" * DEPTH + b"}}]}"),
        FORM,
        PERHAPS_RETRIED,
    ),
    ("trailing_junk", "U17", constant(BAD + b"{}"), FORM, PERHAPS_RETRIED),
    ("event_stream", "U26", constant(STREAM), FORM, PERHAPS_RETRIED),
    ("html_200", "U18", constant(HTML), FORM, PERHAPS_RETRIED),
    ("json_list", "U18", written([completion(BAD_ANSWER)]), FORM, PERHAPS_RETRIED),
    ("json_text", "U18", written(BAD_ANSWER), FORM, PERHAPS_RETRIED),
    ("json_null", "U18", written(None), FORM, PERHAPS_RETRIED),
    ("no_choices", "U18", without("choices"), FORM, PERHAPS_RETRIED),
    ("choices_null", "U18", written(completion() | {"choices": None}), FORM, PERHAPS_RETRIED),
    ("choices_empty", "U18", written(completion() | {"choices": []}), FORM, PERHAPS_RETRIED),
    ("choices_number", "U18", written(completion() | {"choices": 7}), FORM, PERHAPS_RETRIED),
    ("choice_null", "U18", written(completion() | {"choices": [None]}), FORM, PERHAPS_RETRIED),
    ("message_null", "U18", constant(said(message=None)), FORM, PERHAPS_RETRIED),
    ("message_text", "U18", constant(said(message=BAD_ANSWER)), FORM, PERHAPS_RETRIED),
    ("error_in_200", "U18", reported(None), "provider_error", PERHAPS_RETRIED),
    ("status_in_200", "U18", reported(429), "rate_limited", PERHAPS_RETRIED),
    ("quota_in_200", "U14", reported("insufficient_quota"), "misconfigured", ONCE),
    (
        "error_text_in_200",
        "U18",
        written({"error": UPSTREAM_CANARY}),
        "provider_error",
        PERHAPS_RETRIED,
    ),
    ("no_usage", "U19", written(completion() | {"usage": None}), MODEL, ONCE),
    ("usage_text", "U19", written(completion() | {"usage": "many"}), MODEL, ONCE),
    (
        "usage_negative",
        "U19",
        written(completion() | {"usage": {"prompt_tokens": -5, "completion_tokens": 1e9}}),
        MODEL,
        ONCE,
    ),
    (
        "usage_huge",
        "U19",
        written(completion() | {"usage": {"prompt_tokens": 10**30, "completion_tokens": 1}}),
        MODEL,
        ONCE,
    ),
    ("model_number", "U19", written(completion() | {"model": 7}), MODEL, ONCE),
    ("with_a_bom", "U19", constant(b"\xef\xbb\xbf" + GOOD), MODEL, ONCE),
    ("duplicate_keys", "U19", twice, MODEL, ONCE),
    ("content_null", "U20", text(None), FORM, PERHAPS_RETRIED),
    ("content_number", "U20", text(7), FORM, PERHAPS_RETRIED),
    ("content_list", "U20", text([{"type": "text", "text": BAD_ANSWER}]), FORM, PERHAPS_RETRIED),
    ("content_empty", "U20", text(""), FORM, PERHAPS_RETRIED),
    ("content_blank", "U20", text(" \n\t "), FORM, PERHAPS_RETRIED),
    ("empty_reply_tag", "U20", text("<reply>\n</reply>"), FORM, PERHAPS_RETRIED),
    (
        "refusal_field",
        "U20",
        constant(said(message={"role": "assistant", "content": None, "refusal": REFUSAL})),
        "refused",
        ONCE,
    ),
    (
        "refusal_and_content",
        "U20",
        constant(said(message={"content": BAD_ANSWER, "refusal": REFUSAL})),
        "refused",
        ONCE,
    ),
    ("refusal_in_words", "U20", text(REFUSAL), "refused", ONCE),
    ("finish_length", "U21", finishing("length"), "cut_short", ONCE),
    (
        "cut_text",
        "U21",
        constant(said(CUT_ANSWER, finish_reason="length")),
        "cut_short",
        ONCE,
    ),
    ("cut_text_that_says_stop", "U21", text(CUT_ANSWER), "cut_short", ONCE),
    ("finish_content_filter", "U21", finishing("content_filter"), "refused", ONCE),
    ("finish_tool_calls", "U21", finishing("tool_calls"), FORM, PERHAPS_RETRIED),
    ("finish_function_call", "U21", finishing("function_call"), FORM, PERHAPS_RETRIED),
    ("finish_error", "U21", finishing("error"), "provider_error", PERHAPS_RETRIED),
    ("finish_null", "U21", finishing(None), "cut_short", ONCE),
    ("finish_missing", "U21", unfinished, "cut_short", ONCE),
    ("finish_unknown", "U21", finishing("paused"), FORM, PERHAPS_RETRIED),
    ("finish_number", "U21", finishing(0), FORM, PERHAPS_RETRIED),
    ("nul_in_content", "U24", text(f"\0{BAD_ANSWER}"), FORM, PERHAPS_RETRIED),
    ("escape_in_content", "U24", text(BAD_ANSWER + "\x1b[2J"), FORM, PERHAPS_RETRIED),
    (
        "lone_surrogate",
        "U24",
        constant(BAD.replace(UPSTREAM_CANARY.encode(), rb"\ud83d")),
        FORM,
        PERHAPS_RETRIED,
    ),
    ("half_a_mark", "U28", text(BAD_ANSWER.replace("[D3]", "[D3")), FORM, PERHAPS_RETRIED),
    ("half_a_token", "U28", text(BAD_ANSWER.replace("⟦1⟧", "⟦1")), FORM, PERHAPS_RETRIED),
    (
        "text_without_end",
        "U28",
        text(f"<reply>{UPSTREAM_CANARY} " + "very " * 150_000 + "</reply>"),
        FORM,
        PERHAPS_RETRIED,
    ),
)

IN_TEXT = frozenset({"empty_reply_tag", "half_a_mark", "half_a_token", "text_without_end"})

for name, entry, body, reason, calls in ROWS:
    add(Fault(name, entry, sends(body), frozenset({reason}), calls, in_text=name in IN_TEXT))


def mendable(name: str, entry: str, answer: str) -> None:
    """A fault of the text itself: whoever's reply comes, the text must pass all guardrails."""
    reasons = frozenset({MODEL, FORM, "blocked"})
    add(Fault(name, entry, sends(text(answer)), reasons, PERHAPS_RETRIED))


mendable("token_lost", "U28", GOOD_ANSWER.replace("⟦1⟧\n\n", ""))
mendable("token_doubled", "U28", GOOD_ANSWER.replace("⟦1⟧", "⟦1⟧\n\n⟦1⟧"))
mendable("token_invented", "U28", GOOD_ANSWER.replace("⟦1⟧", "⟦1⟧\n\n⟦7⟧"))
mendable("bidi_in_content", "U24", GOOD_ANSWER.replace("$4.90", "\u202e09.4$\u202c"))
mendable("zero_width_in_content", "U24", GOOD_ANSWER.replace("refund", "re\u200bfund"))
mendable("tags_in_content", "U24", GOOD_ANSWER + "".join(chr(0xE0000 + ord(c)) for c in "free"))
mendable("promise", "U28", GOOD_ANSWER.replace("We can't refund", "We will refund"))
mendable("lost_not", "U28", GOOD_ANSWER.replace("We can't", "We can"))
mendable("other_amount", "U28", GOOD_ANSWER.replace("$4.90", "$49.00"))
mendable("two_replies", "U28", GOOD_ANSWER + "\n" + GOOD_ANSWER)
mendable("a_link", "U28", GOOD_ANSWER.replace("[D5]", "[D5] See https://evil.example. [D5]"))


@fault("U28", MODEL, "refused", "bad_answer", "cut_short", "blocked", calls=PERHAPS_RETRIED)
async def echoes_the_prompt(wire: Wire) -> None:
    """The model says what it was told, system prompt and all."""
    await wire.answer(said(wire.messages()[0][:6_000]))


@fault("U28", MODEL, "bad_answer", "blocked", calls=PERHAPS_RETRIED)
async def drops_every_not(wire: Wire) -> None:
    """The model repeats the draft in its own marks, its refusals turned round."""
    shown = wire.messages()[-1].partition("<draft>")[2].partition("</draft>")[0]
    turned = shown.replace("cannot", "can")
    await wire.answer(said(f"<reply>{turned}</reply>"))
