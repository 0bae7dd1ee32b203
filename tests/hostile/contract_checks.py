"""What schemathesis looks at besides its own checks; it imports this module as its hooks."""

from typing import Any

import schemathesis

from tests.hostile.sending import Answer, broken_promises

Case = schemathesis.Case[Any]
BEYOND_A_SCHEMA = frozenset(
    {
        "empty",
        "too_long",
        "too_many_sentences",
        "unknown_prompt",
        "unsupported_format",
        "unusable_draft",
        "word_too_long",
    }
)
"""Why a request may be refused that fits the schema: what the words of its texts mean."""


@schemathesis.check
def only_meaning_is_refused(
    _context: schemathesis.CheckContext, response: schemathesis.Response, case: Case
) -> None:
    """A request that fits the schema is never called invalid: the document would be wrong."""
    fits = case.meta is not None and case.meta.generation.mode.is_positive
    if fits and response.status_code == 422:
        code = response.json()["code"]
        assert code in BEYOND_A_SCHEMA, f"fits the schema, and is refused as {code}"


@schemathesis.check
def keeps_the_promises_of_errors(
    _context: schemathesis.CheckContext, response: schemathesis.Response, _case: Case
) -> None:
    """Problem details with the id of the request, whatever went wrong."""
    headers = {name: values[0] for name, values in response.headers.items()}
    faults = list(broken_promises(Answer(response.status_code, headers, response.content)))
    assert not faults, "; ".join(faults)
