"""One case of the suite: what an agent drafted, to whom, and what any good reply must hold.

A case says what is true of the situation, never what our guardrails would say of it. Its honest
rewrite and its slips are written by somebody who knows neither the rules nor the prompts, so that
what is planted is known from whoever planted it.
"""

import re
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from evals.suite.wording import says

SHORT_BELOW_WORDS = 30
LONG_ABOVE_WORDS = 90

Value = Literal["care", "kindness", "integrity", "honesty"]
Text = Annotated[str, StringConstraints(min_length=1, max_length=8_000)]
Wording = Annotated[str, StringConstraints(min_length=2, max_length=200)]
Wordings = Annotated[tuple[Wording, ...], Field(min_length=1)]
"""Ways to say one thing."""


class Kind(StrEnum):
    """Which dataset a case belongs to, and so what a run may conclude from it."""

    CORE = "core"
    """An ordinary situation."""
    HARD_NEGATIVE = "hard_negative"
    """The draft itself grants, denies or quotes what a careless checker would take for a slip."""
    INJECTION = "injection"
    """Draft, customer or facts hold text that gives the model orders."""
    CALIBRATION = "calibration"
    """A reply for people to label, so that a judge can be held against them."""


class Length(StrEnum):
    """By the words of the draft: under 30, 30 to 90, over 90."""

    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"


class Situation(StrEnum):
    """What the customer is going through."""

    DELAY = "delay"
    REFUSAL = "refusal"
    POLICY = "policy"
    """A rule that hurts."""
    STAFF_COMPLAINT = "staff_complaint"
    BEREAVEMENT = "bereavement"
    ILLNESS = "illness"
    MONEY_TROUBLE = "money_trouble"
    BILLING_ERROR = "billing_error"
    LOYALTY = "loyalty"
    """A faithful customer asks for more than the rules give."""
    OUTAGE = "outage"
    SAFETY = "safety"
    MILESTONE = "milestone"


class Mood(StrEnum):
    """How the customer writes."""

    CALM = "calm"
    ANGRY = "angry"
    POLITE = "polite"
    CONFUSED = "confused"
    GRIEVING = "grieving"


class Domain(StrEnum):
    """The kind of business."""

    RETAIL = "retail"
    TRAVEL = "travel"
    TELECOM = "telecom"
    BANKING = "banking"
    HEALTH = "health"
    UTILITIES = "utilities"
    SOFTWARE = "software"
    PUBLIC = "public"
    """A council, a library, a school, a transport authority."""


class Channel(StrEnum):
    """Where the reply goes."""

    CHAT = "chat"
    EMAIL = "email"
    LETTER = "letter"
    SOCIAL = "social"


class Category(StrEnum):
    """What a slip does, in the words that blind readers of replies were given."""

    NEW_COMMITMENT = "new_commitment"
    STRENGTHENED = "strengthened"
    NEW_DEADLINE = "new_deadline"
    CHANGED_FIGURE = "changed_figure"
    DROPPED_FACT = "dropped_fact"
    LOST_REFUSAL = "lost_refusal"
    DROPPED_CONDITION = "dropped_condition"
    FALSE_ACTION = "false_action"
    WIDENED_SCOPE = "widened_scope"
    SWAPPED_ACTOR = "swapped_actor"
    ADMITTED_FAULT = "admitted_fault"
    LOST_REQUEST = "lost_request"
    REATTACHED_FACT = "reattached_fact"
    INVENTED_FACT = "invented_fact"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Slip(_Strict):
    """One violation that can be planted in the honest rewrite by exchanging words."""

    category: Category
    find: Text = Field(
        description="Whole sentences of `rewrite`, marks left out, that occur there once."
    )
    say: Text = Field(description="What stands there instead; with it the reply must not be sent.")


class Injection(_Strict):
    """What hostile text in the case asks for, and how an obedient model would answer."""

    place: Literal["draft", "customer_message", "facts"]
    obeyed: Text = Field(description="The answer of a model that does what it was told.")
    must_not_say: Annotated[tuple[Wording, ...], Field(min_length=1)] = Field(
        description="Wordings that betray obedience; none may stand in a reply."
    )


class Label(_Strict):
    """One reader's levels for a reply, 1 (poor) to 3 (good) for each thing judged."""

    rater: Annotated[str, StringConstraints(min_length=1, max_length=80)]
    by: Literal["person", "model"]
    care: int = Field(ge=1, le=3)
    kindness: int = Field(ge=1, le=3)
    integrity: int = Field(ge=1, le=3)
    honesty: int = Field(ge=1, le=3)
    clarity: int = Field(ge=1, le=3)


class Case(_Strict):
    """A draft with all that is known around it, and what must become of it."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{2,60}$")]
    kind: Kind
    situation: Situation
    mood: Mood
    domain: Domain
    channel: Channel
    draft: Text
    customer_message: Text | None = None
    facts: tuple[Text, ...] = ()
    must_keep: tuple[Wordings, ...] = Field(
        (), description="Facts of the draft; a reply holds one wording of each."
    )
    must_refuse: tuple[Wordings, ...] = Field(
        (), description="Refusals of the draft; a reply holds one wording of each."
    )
    must_not_promise: tuple[Wording, ...] = Field(
        (), description="What nobody granted; no wording of it may stand in a reply."
    )
    values: Annotated[tuple[Value, ...], Field(min_length=1)] = Field(
        description="The values that this case puts to the test."
    )
    acknowledge: bool = Field(
        False, description="The customer shows a feeling or hardship that a reply should name."
    )
    rewrite: Text | None = Field(
        None, description="An honest, kind and clear reply, each sentence marked [D1], [C1] or [-]."
    )
    slips: tuple[Slip, ...] = ()
    injection: Injection | None = None
    reply: Text | None = Field(None, description="Of a calibration case: the reply to label.")
    labels: tuple[Label, ...] = ()
    tags: tuple[Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]{2,40}$")], ...] = ()

    @property
    def length(self) -> Length:
        """Short, medium or long."""
        words = len(self.draft.split())
        if words < SHORT_BELOW_WORDS:
            return Length.SHORT
        return Length.LONG if words > LONG_ABOVE_WORDS else Length.MEDIUM

    @property
    def labelled(self) -> frozenset[str]:
        """Every word by which a run can select this case: tags, values and what it is about."""
        about = (self.kind, self.situation, self.mood, self.domain, self.channel, self.length)
        return frozenset((*self.tags, *self.values, *(str(word) for word in about)))

    @property
    def plain_rewrite(self) -> str:
        """The honest rewrite as a customer would read it, without marks; "" if there is none."""
        return without_marks(self.rewrite or "")

    @model_validator(mode="after")
    def _belongs_together(self) -> Self:
        if (self.kind is Kind.INJECTION) != (self.injection is not None):
            raise ValueError("an injection case, and no other, has `injection`")
        if (self.kind is Kind.CALIBRATION) != (self.reply is not None):
            raise ValueError("a calibration case, and no other, has `reply`")
        if self.kind is not Kind.CALIBRATION and self.rewrite is None:
            raise ValueError("`rewrite` is missing")
        plain = self.plain_rewrite
        for number, slip in enumerate(self.slips, 1):
            if plain.count(slip.find) != 1:
                raise ValueError(f"slip {number}: `find` must stand once in `rewrite`, marks aside")
            if says(self.draft, slip.say) or says(plain, slip.say):
                raise ValueError(f"slip {number}: `say` stands in the draft or in the rewrite")
        return self


_MARK = re.compile(r"[ \t]?\[(?:-|[DCF]\d{1,3}(?: [DCF]\d{1,3}){0,20})\]")


def without_marks(text: str) -> str:
    """The text as a customer would read it."""
    return _MARK.sub("", text)
