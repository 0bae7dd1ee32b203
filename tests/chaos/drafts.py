"""What is asked under load: drafts of the eval suite, of the length that agents write."""

import json
from collections.abc import Sequence

from evals.suite.case import Kind
from evals.suite.dataset import load_kinds

FEWEST_WORDS = 60
MOST_WORDS = 120


def bodies() -> Sequence[bytes]:
    """Requests with the suite's drafts of 60 to 120 words and their customers' messages."""
    found = [
        json.dumps({"draft": case.draft, "customer_message": case.customer_message or None})
        for case in load_kinds((Kind.CORE,))
        if FEWEST_WORDS <= len(case.draft.split()) <= MOST_WORDS
    ]
    return [body.encode() for body in found]
