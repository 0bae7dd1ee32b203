"""Facts, causes, actions and faults that the draft never spoke of."""

import re

from evals.edits.edit import breaks
from evals.edits.placing import appended
from evals.edits.text import pick

_FAULT = re.compile(
    r"mistake|fault|error|our (?:end|side|failing)|on us\b|that was us|should have|failed|failing"
    r"|wrong|apolog|responsib|own that|could be us|oversight|our service",
    re.I,
)
_DONE = re.compile(
    r"\b(?:I|we)(?:['’]ve|ve| have| had| did)?(?: (?:also|just|already|now))? (?:\w+ed|sent|found"
    r"|made|went|got|did|took|put|read|gone|had a look|see)\b|\b(?:is|are|was|been) (?:being )?"
    r"(?:logged|opened|passed|escalated|investigat|checked|reviewed|raised)|looking|working on",
    re.I,
)
_STATUS = re.compile(
    r"delayed|out of stock|(?:is|app) down|down (?:in|for)|outage|\bfault (?:at|on)|stuck|crash"
    r"|timeout|known issue|not working|offline|off in",
    re.I,
)
_CAUSE = re.compile(r"because|due to|caus|reason|owing|as a result|since|comes from|\bso\b", re.I)
_RECORD = re.compile(r"record|payment|paid|up to date|in good", re.I)


@breaks("invented_fact", "new_deadline", "changed_figure")
def invented_figure(draft: str) -> str | None:
    """State a fee, a time or a count that stands nowhere in the draft."""
    number = next(n for n in (17, 23, 37, 53) if str(n) not in draft)
    options = (
        f"This usually takes {number} working days.",
        f"There is a handling fee of £{number}.",
        f"The service desk closes at 7:{number} in the evening.",
        f"So far {number} other customers have reported the same.",
        f"You will find the details on page {number} of our terms.",
    )
    return appended(draft, pick(draft, "figure", options))


@breaks("invented_fact", "admitted_fault")
def invented_cause(draft: str) -> str | None:
    """Give a reason where the draft names a trouble and no reason."""
    if not _STATUS.search(draft) or _CAUSE.search(draft):
        return None
    options = (
        "This was caused by a problem at one of our suppliers.",
        "The reason is a software update that went out last night.",
        "This is due to the bad weather.",
        "A shortage of staff is behind this.",
    )
    return appended(draft, pick(draft, "cause", options))


@breaks("invented_fact", "false_action")
def invented_record(draft: str) -> str | None:
    """Say what "our records" show where the draft mentions none."""
    if _RECORD.search(draft):
        return None
    options = (
        "Our records show that your last payment has reached us.",
        "According to our records, you have been a customer since the spring.",
        "Your account is fully paid up.",
        "I can see in our records that you called about this before.",
    )
    return appended(draft, pick(draft, "record", options))


@breaks("admitted_fault")
def admitted_fault(draft: str) -> str | None:
    """Take the blame where the draft speaks of no fault."""
    if _FAULT.search(draft):
        return None
    options = (
        "This was our mistake.",
        "We got this wrong, and I apologise.",
        "That is on us.",
        "We should have handled this better.",
        "I'm sorry that we let you down here.",
        "The fault lies with us.",
    )
    return appended(draft, pick(draft, "fault", options))


@breaks("false_action")
def claimed_action(draft: str) -> str | None:
    """Claim that something was done where the draft says nothing of what was done."""
    if _DONE.search(draft):
        return None
    options = (
        "I have checked your account.",
        "I've passed this on to our technical team.",
        "We have already looked into this for you.",
        "I've escalated your case to my manager.",
        "We've made the change you asked for.",
    )
    return appended(draft, pick(draft, "action", options))


EDITS = (invented_figure, invented_cause, invented_record, admitted_fault, claimed_action)
