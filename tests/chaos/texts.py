"""One request whose every part holds a word of its own, and what a good model answers to it.

A word found where it must not be names its source: what the agent, the customer or the operator
wrote belongs in no log and no metric, what the provider wrote in no reply that is not the model's.
"""

import json

DRAFT_CANARY = "Zebrafinch"
CUSTOMER_CANARY = "Numbat"
FACT_CANARY = "Quokka"
UPSTREAM_CANARY = "Wolverine"
MODEL_KEY = "sk-chaos-Pangolin-0001"
SECOND_MODEL_KEY = "sk-chaos-Dugong-0002"
CANARIES = (
    DRAFT_CANARY,
    CUSTOMER_CANARY,
    FACT_CANARY,
    UPSTREAM_CANARY,
    "Pangolin",
    "Dugong",
)
"""None of them may stand in a log or among the metrics."""

QUOTED = "> I was charged twice"
"""A line that is kept byte for byte, and goes to the model as a token."""

DRAFT = f"""\
Hello {DRAFT_CANARY},

You must send the receipt before 4 December. We cannot refund the booking fee of $4.90. Once we \
have the receipt, we will check the second charge, which usually takes 3 working days.

{QUOTED}

We apologise for any inconvenience caused."""

GOOD_ANSWER = f"""\
<reply>Hello {DRAFT_CANARY}, [D1]

Please send the receipt before 4 December. [D2] We can't refund the booking fee of $4.90. [D3] \
Once we have the receipt, we'll check the second charge, which usually takes 3 working days. [D4]

⟦1⟧

We're sorry for the trouble. [D5]</reply>"""

GOOD_REPLY = f"""\
Hello {DRAFT_CANARY},

Please send the receipt before 4 December. We can't refund the booking fee of $4.90. Once we have \
the receipt, we'll check the second charge, which usually takes 3 working days.

{QUOTED}

We're sorry for the trouble."""

BAD_ANSWER = GOOD_ANSWER.replace("Please send", f"Dear {UPSTREAM_CANARY}, please send")
"""As plausible as the good one: only how it is sent says that it must not be used."""

CUT_ANSWER = f"<reply>Hello {DRAFT_CANARY}, [D1]\n\nDear {UPSTREAM_CANARY}, we can refund"

REQUEST = {
    "draft": DRAFT,
    "customer_message": f"I am {CUSTOMER_CANARY} and I paid twice. This is so frustrating!",
    "facts": [f"The {FACT_CANARY} plan has a booking fee of $4.90."],
}


def completion(content: object = GOOD_ANSWER, **more: object) -> dict[str, object]:
    """A chat completion around any content; `finish_reason=...` replaces "stop"."""
    message = more.pop("message", {"role": "assistant", "content": content})
    choice = {"index": 0, "message": message, "finish_reason": more.pop("finish_reason", "stop")}
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "chaos",
        "choices": [choice],
        "usage": {"prompt_tokens": 90, "completion_tokens": 60, "total_tokens": 150},
        **more,
    }


def said(content: object = GOOD_ANSWER, **more: object) -> bytes:
    """The body of a chat completion."""
    return json.dumps(completion(content, **more)).encode()


GOOD = said()
BAD = said(BAD_ANSWER)
