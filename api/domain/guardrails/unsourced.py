"""Sentences of the rewrite that no sentence of the draft stands behind.

Such a sentence may only be courtesy, empathy, a word about the reply itself, or what the customer
reported, said back as the customer's own. Facts make more exact what the draft says: alone they
stand behind nothing.
"""

from collections.abc import Iterator, Sequence

from api.domain.comparison import Comparison
from api.domain.document import Sentence
from api.domain.features import pieces_in
from api.domain.figure import Figure, FigureKind
from api.domain.finding import Finding, Value
from api.domain.forces import BE, Force
from api.domain.frames import Frame
from api.domain.guardrails.evidence import added, unpromised
from api.domain.guardrails.sympathy import judging, of_us, sympathetic
from api.domain.lexicon import Lexicon
from api.domain.pairing import unsaid
from api.domain.predicates import HAVE, MODALS, Actor, Predicate
from api.domain.side import Side
from api.domain.utterance import Key

_TELLING = frozenset({"say", "tell", "inform", "confirm", "announce", "report", "know", "share"})
"""Verbs behind cheer that announce: "I'm pleased to *say* that", which is no mere courtesy."""
_FELT = frozenset({"how", "why"})
"""Behind "I can see", words of understanding; "I can see *that*" tells what our records say."""
_BINDING = frozenset({Force.INSTRUCTION, Force.PERMISSION, Force.PROMISE, Force.OFFER})
_GRANTING = _BINDING - {Force.INSTRUCTION}
_ASKING = frozenset({Force.INSTRUCTION, Force.PROMISE})
_BELOW = frozenset({"following", "follows", "below"})
"""Words that announce what the reply goes on to say."""
_ANNOUNCING = _BELOW | {
    "take", "step", "steps", "find", "see", "observe", "note", "proceed", "follow", "read", "key",
    "point", "points", "detail", "details", "information", "explanation", "answer", "answers",
    "option", "options", "overview", "summary", "list", "status", "current", "may", "ask",
    "response", "responses", "reply",
}  # fmt: skip
"""Words of an announcement, which say nothing of the matter."""
_OURS = frozenset({"my", "our"})
_SAYING = BE | HAVE | MODALS | {"do", "does", "did", "with", "without", "after"}
"""Words of a clause that reports something; a cry or a name alone does not."""
_INVITING = frozenset(
    {"just", "simply", "please", "kindly", "feel", "free", "reply", "write", "respond", "answer",
     "message", "drop", "send", "back", "to", "this", "email", "e-mail", "mail", "letter", "chat",
     "us", "me", "here", "a", "line", "let", "know", "get", "in", "touch", "any", "time", "anytime",
     "again", "remember", "note"}
)  # fmt: skip
"""Words of an invitation to write again, and of nothing else."""
_NEW = 2
"""Words without a source from which a clause says something of its own."""
_EXCLAIMED = 1
"""Words of a clause that may not go out for a single new one: "PINEAPPLE." """


def unsourced(comparison: Comparison) -> Iterator[Finding]:
    """Yield one finding per clause that binds somebody in a sentence without a source.

    It grants or asks, names an act that binds, or holds a figure, link or code of its own.
    """
    return _findings(comparison, binding=True)


def unsourced_statements(comparison: Comparison) -> Iterator[Finding]:
    """Yield one finding per clause that only states something in a sentence without a source."""
    return _findings(comparison, binding=False)


def _findings(comparison: Comparison, *, binding: bool) -> Iterator[Finding]:
    stated = added("invented_fact", "nothing in your draft says so.", Value.HONESTY, comparison)
    promised = unpromised(comparison)
    for frame in _unsourced(comparison, binding=binding):
        yield (promised if frame.force in _GRANTING else stated)(frame)


def _unsourced(comparison: Comparison, *, binding: bool) -> Iterator[Frame]:
    """The clauses that state something without a source, those that bind somebody or the others."""
    draft, customer = comparison.draft.about, comparison.customer
    told = draft | customer.about if customer else draft
    stated: dict[Key, tuple[int, ...]] = {}  # of sentences that are alike, one is read
    for n, (said, links) in enumerate(
        zip(comparison.reply.utterances, comparison.links, strict=True)
    ):
        if links or not said.frames:
            continue
        if said.key not in stated:
            stated[said.key] = tuple(_stating(n, comparison, told, binding=binding))
        yield from map(said.frames.__getitem__, stated[said.key])


def _stating(
    sentence: int, comparison: Comparison, told: frozenset[str], *, binding: bool
) -> Iterator[int]:
    """Positions of such clauses in one sentence; `told` is what draft and customer speak of."""
    frames, lexicon = comparison.reply.by_sentence[sentence], comparison.lexicon
    judged = any("evaluating" in frame.cues for frame in frames)
    reported = (judged or comparison.customer is not None) and said_back(frames, lexicon)
    if (judged and reported) or talks(frames):
        return
    sides, held = [comparison.draft], comparison.draft.about
    if comparison.customer and reported and _whole(frames):
        sides, held = [comparison.draft, comparison.customer], told
    if not _announces(comparison.reply.document.sentences[sentence], frames, comparison.draft):
        yield from _stated(sentence, comparison, sides, held, binding=binding)


def _stated(
    sentence: int, comparison: Comparison, sides: list[Side], held: frozenset[str], *, binding: bool
) -> Iterator[int]:
    """Those of a sentence that may state something; its sources, if any, are these `sides`."""
    reply, lexicon = comparison.reply, comparison.lexicon
    frames = reply.by_sentence[sentence]
    judging_in = None if of_us(frames) else lexicon
    coded = frozenset(_coded(reply.document.sentences[sentence], frames, reply, sides))
    for at, frame in enumerate(frames):
        if _INVITING.issuperset(frame.clause.texts):  # "if anything is unclear, *just reply*"
            continue
        heard = sides
        if comparison.customer and sympathetic(frame, lexicon):
            heard = [*sides, comparison.customer]
        counted = any(_new(figure, heard) for figure in reply.figures_in(frame))
        if counted or at in coded or _grants(frame, lexicon):
            if binding:
                yield at
            continue
        asks = frame.force in _ASKING or _material(frame, lexicon)
        if asks is binding and _states(frame, held, judging_in):
            yield at


def _announces(sentence: Sentence, frames: Sequence[Frame], draft: Side) -> bool:
    """True for "please take these steps:" and "please find the key points below".

    It says nothing else that the draft does not say.
    """
    told = sentence.text.rstrip().endswith(":") or any(
        not _BELOW.isdisjoint(frame.clause.texts) for frame in frames
    )
    return told and not any(
        frame.force in _GRANTING
        or any(
            not term.light and term.word.text not in _ANNOUNCING
            for term in unsaid(frame, draft.about)
        )
        for frame in frames
    )


def talks(frames: Sequence[Frame]) -> bool:
    """True for courtesy, empathy and what is said about the reply; an announcement is none."""
    if any("cheer" in f.cues and not _TELLING.isdisjoint(f.clause.texts) for f in frames):
        return False
    return any(frame.talk or _understands(frame) for frame in frames)


def said_back(frames: Sequence[Frame], lexicon: Lexicon) -> bool:
    """True where nothing is told of us, and nothing asked: what the customer reports may be said.

    What binds us (a refund, a fee that is waived) is no report of the customer's.
    """
    return not any(_tells(frame, lexicon) and not sympathetic(frame, lexicon) for frame in frames)


def _tells(frame: Frame, lexicon: Lexicon) -> bool:
    return (
        frame.force in _BINDING
        or not _OURS.isdisjoint(frame.clause.texts[:1])
        or any(lexicon.acts[act].material for act in frame.acts if not frame.negated)
        or any(p.order or _ours(p, lexicon) for p in frame.predicates)
    )


def condoles(frame: Frame, sentence: Sequence[Frame], lexicon: Lexicon) -> bool:
    """True for a clause of sympathy in a sentence that tells nothing of us."""
    kind = frame.talk or sympathetic(frame, lexicon)
    return kind and said_back(sentence, lexicon)


def _understands(frame: Frame) -> bool:
    """True for "I can see how", "we hear why"."""
    return any(
        p.actor is Actor.US and not _FELT.isdisjoint(frame.clause.texts[p.verb + 1 : p.verb + 2])
        for p in frame.predicates
    )


def _whole(frames: Sequence[Frame]) -> bool:
    """True if something is said of something; a cry or a name alone reports nothing."""
    return any(frame.predicates or not _SAYING.isdisjoint(frame.clause.texts) for frame in frames)


def _new(figure: Figure, sides: Sequence[Side]) -> bool:
    """True for a figure that no source has; "three things" counts what the reply itself says."""
    if figure.weak or figure.kind is FigureKind.NUMBER:
        return False
    return not any(side.holds(figure) for side in sides)


def _coded(
    sentence: Sentence, frames: Sequence[Frame], reply: Side, sides: Sequence[Side]
) -> Iterator[int]:
    """Positions of the clauses with a link, a code or an address that no source has."""
    for piece in pieces_in(reply.document.protected, sentence):
        if not any(piece.text in side.document.text for side in sides):
            yield max(0, sum(frame.clause.start <= piece.start for frame in frames) - 1)


def _grants(frame: Frame, lexicon: Lexicon) -> bool:
    """True for a promise or a permission of an act that binds."""
    granting = frame.force in _GRANTING - {Force.OFFER}
    return granting and not frame.negated and _material(frame, lexicon)


def _material(frame: Frame, lexicon: Lexicon) -> bool:
    """True where an act is named that binds whoever does it."""
    return any(lexicon.acts[act].material for act in frame.acts)


def _states(frame: Frame, held: frozenset[str], lexicon: Lexicon | None) -> bool:
    """True if half of what the clause says, and more than one word of it, is new.

    Sympathy states nothing, and what judges a feeling is not new; the `lexicon` knows both, and is
    not asked where something of ours is spoken of.
    """
    new = {term.word.text for term in unsaid(frame, held)}
    if new and lexicon:
        if sympathetic(frame, lexicon):
            return False
        new = {word for word in new if not judging(word, lexicon)}
    telling = {term.word.text for term in frame.terms if not term.light}
    alone = len(frame.clause.words) == _EXCLAIMED
    enough = 1 if alone or frame.force in _BINDING - {Force.OFFER} else _NEW
    return len(new) >= enough and len(new) * 2 >= len(telling)


def _ours(predicate: Predicate, lexicon: Lexicon) -> bool:
    """True if we are said to do more than to see or to understand."""
    seen = predicate.stem in lexicon.unspecific or predicate.word in lexicon.noticing
    return predicate.actor is Actor.US and not seen
