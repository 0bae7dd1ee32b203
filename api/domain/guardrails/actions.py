"""Done is only what the draft says is done."""

from collections.abc import Iterator

from api.domain.comparison import Comparison
from api.domain.finding import Finding, Value
from api.domain.frames import Actor, Force, Frame
from api.domain.guardrails.evidence import added


def false_actions(comparison: Comparison) -> Iterator[Finding]:
    """Yield one finding per clause that claims an act as done which the draft does not."""
    done = _done(comparison)
    finding = added(
        "false_action", "your draft does not say that this was done.", Value.HONESTY, comparison
    )
    for frame in comparison.reply.frames:
        if frame.actor is Actor.CUSTOMER or frame.negated or frame.courtesy:
            continue
        claimed = frame.force is Force.PAST and any(
            mention.form.past
            and not mention.form.noun
            and mention.form.act not in comparison.lexicon.courtesy_acts
            and not comparison.lexicon.related[mention.form.act] & done
            for mention in frame.mentions
        )
        if claimed or _unheard_of(frame, comparison):
            yield finding(frame)


def _unheard_of(frame: Frame, comparison: Comparison) -> bool:
    """True for a "we have <done>" whose verb the lexicon does not hold, with nothing behind it."""
    if frame.actor is not Actor.US or frame.modal != "have" or frame.force is not Force.STATEMENT:
        return False
    words = [word.text for word in frame.clause.words]
    verbs = words[words.index("have") + 1 :][:2] if "have" in words else []
    verb = next((word for word in verbs if word.endswith("ed")), None)
    if verb is None or frame.acts:
        return False
    return not any(frame.about & source.about for source in comparison.sources(frame))


def _done(comparison: Comparison) -> frozenset[str]:
    """The acts that the draft says are done or under way."""
    return frozenset(
        mention.form.act
        for frame in comparison.draft.frames
        for mention in frame.mentions
        if mention.form.past or frame.force is Force.ONGOING
    )
