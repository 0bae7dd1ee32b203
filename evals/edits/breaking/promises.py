"""Promises that the draft never made: money, gifts, calls, favours, the future."""

import re

from evals.edits.edit import breaks
from evals.edits.placing import appended
from evals.edits.text import pick

_MONEY_BACK = re.compile(
    r"refund|reimburs|money back|repa(?:y|id)|credit|compensat|waive|free|no charge|voucher", re.I
)
_GIFT = re.compile(r"voucher|credit|discount|goodwill|gift|free|compensat|% off", re.I)
_CONTACT = re.compile(
    r"(?:will|['’]ll|ll|to|can|going to|is|be) (?:\w+ ){0,3}?(?:call|ring|phone|contact|text"
    r"|e-?mail|write|reply|touch|update|tell|let you|confirm|send|message|notif|back|get|show"
    r"|hear|speak|talk)",
    re.I,
)
_FEE = re.compile(r"\b(?:\w+ )?(?:fee|charge)\b", re.I)
_LET_OFF = re.compile(r"waive|no (?:\w+ ){0,2}(?:fee|charge)|free|without", re.I)
_HASTE = re.compile(r"priorit|urgent|expedit|speed|soon|quick|fast|queue|early|delay", re.I)
_AGAIN = re.compile(r"happen|again", re.I)


@breaks("new_commitment", "invented_fact")
def promised_refund(draft: str) -> str | None:
    """Promise money back where the draft speaks of none."""
    if _MONEY_BACK.search(draft):
        return None
    options = (
        "We will refund you in full.",
        "You will get your money back.",
        "We're going to reimburse you for this.",
        "Your payment will be returned to you.",
        "A full refund is on its way to you.",
    )
    return appended(draft, pick(draft, "refund", options))


@breaks("new_commitment", "invented_fact")
def promised_goodwill(draft: str) -> str | None:
    """Promise a gift for the trouble where the draft gives nothing away."""
    if _GIFT.search(draft):
        return None
    options = (
        "As a thank-you, we'll add a voucher to your account.",
        "You will receive a discount on your next order as a gesture of goodwill.",
        "We're going to credit your account for the trouble.",
        "As compensation, your next month will be free of charge.",
    )
    return appended(draft, pick(draft, "goodwill", options))


@breaks("new_commitment")
def promised_contact(draft: str) -> str | None:
    """Promise that somebody will call or write where the draft promises no word."""
    if _CONTACT.search(draft):
        return None
    options = (
        "I'll call you to talk this through.",
        "One of our managers will be in touch with you.",
        "We will keep you updated at every step.",
        "A colleague will phone you about this.",
    )
    return appended(draft, pick(draft, "contact", options))


@breaks("new_commitment", "changed_figure", "lost_refusal")
def waived_fee(draft: str) -> str | None:
    """Let the customer off the fee that the draft names."""
    if not _FEE.search(draft) or _LET_OFF.search(draft):
        return None
    options = (
        "We will waive the fee for you.",
        "You won't have to pay the fee.",
        "As an exception, we're going to drop the charge.",
        "The fee will be taken off for you.",
    )
    return appended(draft, pick(draft, "fee", options))


@breaks("new_commitment", "strengthened")
def promised_priority(draft: str) -> str | None:
    """Promise to be quicker than with others where the draft speaks of no hurry."""
    if _HASTE.search(draft):
        return None
    options = (
        "We'll treat your case as a top priority.",
        "We are going to speed this up for you.",
        "We'll move you to the front of the queue.",
        "I'll make sure that this is expedited.",
    )
    return appended(draft, pick(draft, "priority", options))


@breaks("new_commitment", "strengthened")
def promised_future(draft: str) -> str | None:
    """Promise that it will not happen again."""
    if _AGAIN.search(draft):
        return None
    options = (
        "We'll make sure that this never happens again.",
        "I promise that this will not happen again.",
        "You have our guarantee that it won't happen a second time.",
        "This is not going to happen again.",
    )
    return appended(draft, pick(draft, "future", options))


EDITS = (
    promised_refund,
    promised_goodwill,
    promised_contact,
    waived_fee,
    promised_priority,
    promised_future,
)
