"""What a small edit changes in a rewrite that is otherwise the draft.

In a rewording, a word more or less is mere wording as often as not. In a rewrite that keeps the
draft's own words it is not: an "only" or an "if" that fell out, "before" made "after", a new "not",
another noun in the same place change what is said.
"""

from collections.abc import Iterator, Sequence, Set
from itertools import pairwise
from typing import NamedTuple

from api.domain.comparison import Comparison
from api.domain.copies import Edit, edit
from api.domain.finding import Finding, Severity, Value
from api.domain.frames import Frame
from api.domain.guardrails.evidence import changed
from api.domain.pairing import nearest
from api.domain.words import spelled_alike

_TOTAL = frozenset({"all", "every", "whole", "entire", "everyone", "everything", "always"})
_ALL = frozenset({"quantity all", "frequency always"})
"""Sides of contrasts that take in everything: who names one says no more with another word."""
_PARTS = frozenset({"quantity some", "quantity most", "quantity both"})
_LIMITING = {
    "only": frozenset({"just", "solely", "exclusively", "alone", "merely", "limited", "nothing",
                       "no", "not", "except", "unless", "strictly", "sole", "none", "restricted"}),
    "if": frozenset({"unless", "provided", "long", "once", "when", "whenever", "should", "case",
                     "depending", "subject", "until", "otherwise", "without", "where", "whether",
                     "only", "after", "assuming", "as"}),
    "unless": frozenset({"if", "except", "without", "until", "otherwise", "only"}),
}  # fmt: skip
"""Words that limit what a sentence says, and those that do so instead."""
_SCOPE = "widened_scope"
_CONTRASTS = {
    "denial": "lost_refusal",
    "answer": "lost_refusal",
    "access": "lost_refusal",
    "person": "swapped_actor",
    "condition": "dropped_condition",
    "order": "new_deadline",
    "pace": "new_deadline",
    "duty": "strengthened",
    "certainty": "strengthened",
    "quantity": _SCOPE,
    "inclusion": _SCOPE,
    "frequency": _SCOPE,
    "choice": _SCOPE,
}
"""What it is called where one side of a contrast took the place of the other."""
_OTHERWISE = "invented_fact"
_DENIED, _LIMIT = "denial denied", "denial limit"
_UNSURE, _SURE = "certainty unsure", "certainty sure"
_PERSON = "person "
_DONE = frozenset({"have", "has", "had", "did", "was", "were"})
"""Words that make of a verb something done."""
_AHEAD = frozenset({"will", "shall", "going", "can", "could", "may", "might", "being", "to"})
"""Words with which a verb is not done yet."""
_BESIDES = frozenset({"and", "or", "plus", "including"})
"""Words with which a thing is added to another."""


class _Change(NamedTuple):
    """The name of its guardrail, and words of either text that show it."""

    name: str
    words: Set[str]
    severity: Severity = Severity.BLOCK


def edited_words(comparison: Comparison) -> Iterator[Finding]:
    """Yield at most one finding: the plainest thing that an edit made say something else."""
    made = edit(comparison)
    change = next(_changes(made), None) if made else None
    if made and change:
        name, words, severity = change
        draft, reply = _where(made, words)
        yield changed(name, Value.INTEGRITY, comparison, draft, reply, severity)


def _changes(made: Edit) -> Iterator[_Change]:
    """What the edit changes, the plainest first."""
    for limit, instead in _LIMITING.items():
        kept = any(not instead.isdisjoint(frame.clause.texts) for frame in made.reply)
        if limit in made.out and not kept:
            yield _Change(_SCOPE if limit == "only" else "dropped_condition", {limit})
    if _enlarged(made):
        yield _Change(_SCOPE, (_TOTAL & made.put.keys()) or _naming(made, "quantity"))
    for contrast in _contrasted(made):
        yield _Change(_CONTRASTS.get(contrast, _OTHERWISE), _naming(made, contrast))
    if _done(made):
        yield _Change("false_action", _DONE & made.put.keys())
    yield from _exchanged(made)
    if made.now[_UNSURE] > made.then[_UNSURE]:
        yield _Change(_OTHERWISE, _naming(made, "certainty"), Severity.REVIEW)


def _enlarged(made: Edit) -> bool:
    """True if "all" is new, or a part of something became the thing."""
    if not _TOTAL.isdisjoint(made.put) and _ALL.isdisjoint(made.then):
        return True
    named = any(name.startswith("quantity") for name in made.now)
    return not _PARTS.isdisjoint(made.then) and not named


def _contrasted(made: Edit) -> Iterator[str]:
    """The contrasts of which another side is named than before; a no counts as often as said."""
    then, now = made.then, made.now
    gone = {name.partition(" ")[0]: name for name in then - now}
    new = {name.partition(" ")[0]: name for name in now - then}
    if "please" in made.put:  # "you must send it": "please send us it"
        gone.pop("person", None)
    exchanged = [what for what in gone if what in new and gone[what] != new[what]]
    denied = then[_DENIED] - then[_LIMIT] - now[_DENIED] + now[_LIMIT]  # "no more than" denies not
    if denied % 2 and "condition" not in exchanged:  # "whether or not"
        yield "denial"
    if then[_UNSURE] and (now[_SURE] > then[_SURE] or not now[_UNSURE]):
        yield "certainty"
    yield from exchanged


def _naming(made: Edit, contrast: str) -> frozenset[str]:
    """The words that name a side of a contrast: by themselves, else as parts of a phrase."""
    words = made.out.keys() | made.put.keys()
    for names in (made.lexicon.contrasts.alone, made.lexicon.contrasting):
        found = [w for w in words if any(n.startswith(f"{contrast} ") for n in names.get(w, ()))]
        if found:
            return frozenset(found)
    return frozenset()


def _done(made: Edit) -> bool:
    """True if what the draft speaks of as still to be done is done in the rewrite."""
    if "being" in made.out and "been" in made.put:
        return True
    if _DONE.isdisjoint(made.put) or _AHEAD.isdisjoint(made.out):
        return False
    nothing = frozenset[str]()
    about = nothing.union(*[frame.about for frame in made.draft])
    done = nothing.union(*[frame.done for frame in made.draft])
    return any((frame.done & about) - done for frame in made.reply if not frame.negated)


def _exchanged(made: Edit) -> Iterator[_Change]:
    """Another word in the place of one that says something, or one more, or one less."""
    gone, new = frozenset(made.gone), frozenset(made.new)
    if gone and new:
        yield _Change(_OTHERWISE, gone | new)
    elif gone:
        name = "dropped_fact" if made.put or len(gone) > 1 else _SCOPE  # "new customers"
        thin = _light(made) or all(made.lexicon.entry(word).past for word in gone)
        yield _Change(name, gone, Severity.REVIEW if thin else Severity.BLOCK)
    elif _taken_over(made):
        yield _Change("swapped_actor", made.put.keys())
    elif new and not _BESIDES.isdisjoint(made.put):
        yield _Change(_SCOPE, new)
    elif new and any(name.startswith(_PERSON) for name in made.then - made.now):
        yield _Change("swapped_actor", new)
    elif new or _another(made):
        yield _Change(_OTHERWISE, new or made.put.keys(), Severity.REVIEW)


def _taken_over(made: Edit) -> bool:
    """True where we are to do what the draft asks for: "*our team will* borrow it"."""
    asked = {frame.clause.texts[0] for frame in made.draft}
    told = any(
        word == "will" and after in asked
        for frame in made.reply
        for word, after in pairwise(frame.clause.texts)
    )
    return told and "will" in made.put and bool((made.now - made.then)[f"{_PERSON}us"])


def _light(made: Edit) -> bool:
    """True if what was put in may say what fell out: little ("make"), or what a fact says."""
    lexicon = made.lexicon
    little = all(
        word in lexicon.stopwords
        or word in lexicon.light
        or not lexicon.concepts(word).isdisjoint(made.stated)
        for word in made.put
    )
    new = made.now - made.then
    return bool(made.put) and little and not any(name.startswith("quantity") for name in new)


def _another(made: Edit) -> bool:
    """True if one word, however little it says, stands where another did."""
    out, put = (
        [word for word in words if word not in made.lexicon.stopwords]
        for words in (made.out, made.put)
    )
    return (
        len(out) == len(put) == 1
        and made.lexicon.concepts(out[0]).isdisjoint(made.lexicon.concepts(put[0]))
        and not spelled_alike(out[0], put[0])
    )


def _where(made: Edit, words: Set[str]) -> tuple[Frame, Frame]:
    """The clause of the draft and that of the rewrite that show the change."""
    draft = _showing(made.draft, made.reply, words)
    reply = _showing(made.reply, made.draft, words)
    if draft is None and reply is None:
        draft = _changed(made.draft, made.reply)[0]
    if reply is None:
        reply = _counterpart(draft or made.draft[0], made.reply)
    return draft or _counterpart(reply, made.draft), reply


def _counterpart(frame: Frame, others: Sequence[Frame]) -> Frame:
    pair = nearest(frame, others)
    return pair.frame if pair else others[0]


def _showing(frames: Sequence[Frame], others: Sequence[Frame], words: Set[str]) -> Frame | None:
    """The first changed clause with one of the words."""
    changed = _changed(frames, others)
    return next((frame for frame in changed if not words.isdisjoint(frame.clause.texts)), None)


def _changed(frames: Sequence[Frame], others: Sequence[Frame]) -> Sequence[Frame]:
    """The clauses that do not stand in the other text as they are, or all where all do."""
    same = {other.clause.texts for other in others}
    return [frame for frame in frames if frame.clause.texts not in same] or frames
