"""A rewrite may soften what the agent said; it may never promise more, nor claim more done.

Read from commitment frames (api.domain.frames). A frame of the rewrite needs a supporting frame
of the draft: an act of the same or a related class, not refused there, by the same actor. Unknown
verbs never accuse: what the lexicon does not hold is not judged here.
"""

from collections.abc import Iterator

from api.domain.acts import Mention
from api.domain.comparison import Comparison
from api.domain.finding import Finding, Severity, Value
from api.domain.frames import Actor, Force, Frame

_BINDING = frozenset({Force.PROMISE, Force.OFFER, Force.ONGOING})
_DUTY = frozenset({"need", "have", "must", "see"})
"""After "we will", words of what we need or see, not of what we promise."""
_THEIRS = frozenset({Force.INSTRUCTION, Force.PERMISSION})


def new_commitments(comparison: Comparison) -> Iterator[Finding]:
    """Yield one finding per clause that promises or offers what the draft does not."""
    for frame in comparison.reply.frames:
        if frame.force not in _BINDING or frame.negated:
            continue
        committed = list(_committed(frame, comparison))
        if any(not _supported(mention.form.act, frame, comparison) for mention in committed) or (
            not frame.acts and _unheard(frame, comparison)
        ):
            yield _finding(
                "new_commitment",
                comparison,
                frame,
                "your draft does not promise that.",
            )


def _unheard(frame: Frame, comparison: Comparison) -> bool:
    """True for a promise of ours in a verb the lexicon does not hold, with nothing behind it.

    Where the draft's sentences behind it commit to anything, or the draft uses one of its words,
    the promise counts as the draft's in other words.
    """
    if frame.force is not Force.PROMISE or frame.actor is not Actor.US or frame.courtesy:
        return False
    if {word.text for word in frame.clause.words} & _DUTY:
        return False
    about = frame.about
    return bool(about) and not any(
        source.force in _BINDING | {Force.PAST}
        or (source.actor is not Actor.CUSTOMER and about & source.about)
        for source in comparison.sources(frame)
    )


def false_actions(comparison: Comparison) -> Iterator[Finding]:
    """Yield one finding per clause that claims an act as done which the draft does not."""
    for frame in comparison.reply.frames:
        if frame.actor is Actor.CUSTOMER or frame.negated or frame.courtesy:
            continue
        claimed = frame.force is Force.PAST and any(
            mention.form.past
            and not mention.form.noun
            and mention.form.act not in comparison.lexicon.courtesy_acts
            and not _done(mention.form.act, comparison)
            for mention in frame.mentions
        )
        if claimed or _unheard_of(frame, comparison):
            yield _finding(
                "false_action",
                comparison,
                frame,
                "your draft does not say that this was done.",
            )


def _unheard_of(frame: Frame, comparison: Comparison) -> bool:
    """True for a "we have <done>" whose verb the lexicon does not hold and the draft never uses."""
    if frame.actor is not Actor.US or frame.modal != "have" or frame.force is not Force.STATEMENT:
        return False
    words = [word.text for word in frame.clause.words]
    verbs = words[words.index("have") + 1 :][:2] if "have" in words else []
    verb = next((word for word in verbs if word.endswith("ed")), None)
    if verb is None or frame.acts:
        return False
    concept = comparison.lexicon.concept(verb)
    return not any(concept in features for features in comparison.draft.features)


def _committed(frame: Frame, comparison: Comparison) -> Iterator[Mention]:
    """The acts that a clause binds us to: material ones, by us or by nobody named."""
    ours = frame.actor is Actor.US or frame.force is Force.PROMISE
    for mention in frame.mentions:
        act = comparison.lexicon.acts[mention.form.act]
        if act.name == "help" and not mention.form.noun:
            return  # "we'd love to help you keep your coverage" binds to help, not to the rest
        if ours and act.material and _ours(frame, mention, comparison):
            yield mention


def _ours(frame: Frame, mention: Mention, comparison: Comparison) -> bool:
    """True if the act is what the clause's own verb does, not the customer's or only talk."""
    words = [word.text for word in frame.clause.words]
    if mention.form.gerund and frame.force is not Force.ONGOING:
        return False
    if comparison.lexicon.speaking.within(frame.clause.words):
        return False
    if mention.form.noun:
        return bool(comparison.lexicon.giving & set(words[: mention.start]))
    before = words[max(0, mention.start - 2) : mention.start]
    return frame.actor is not Actor.US or "you" not in before


def _supported(act: str, frame: Frame, comparison: Comparison) -> bool:
    """True if the draft commits to the act, or to a related one, and does not refuse it."""
    related = comparison.lexicon.related[act]
    linked = comparison.sources(frame)
    if any(source.force in _BINDING and not source.acts for source in linked):
        return True  # an act the lexicon does not hold, in other words: the link vouches for it
    return any(_commits(source, related, frame) for source in comparison.draft.frames)


def _commits(source: Frame, related: frozenset[str], frame: Frame) -> bool:
    """True if a clause of the draft stands behind an act that a clause of the rewrite promises.

    What the customer is to do is no promise of ours, and a noun in passing ("check this page for
    updates") promises nothing.
    """
    if source.force is Force.REFUSAL or (source.force in _THEIRS and frame.actor is Actor.US):
        return False
    passing = source.force is Force.STATEMENT and frame.force is Force.PROMISE
    return any(
        mention.form.act in related and not (passing and mention.form.noun)
        for mention in source.mentions
    )


def _done(act: str, comparison: Comparison) -> bool:
    related = comparison.lexicon.related[act]
    return any(
        mention.form.act in related and (mention.form.past or source.force is Force.ONGOING)
        for source in comparison.draft.frames
        for mention in source.mentions
    )


def _finding(name: str, comparison: Comparison, frame: Frame, why: str) -> Finding:
    reply = comparison.reply.quote(frame)
    value = Value.HONESTY if name == "false_action" else Value.INTEGRITY
    message = f"The rewrite says '{reply.quote}'; {why}"
    return Finding(name, Severity.BLOCK, message, value, reply=reply)
