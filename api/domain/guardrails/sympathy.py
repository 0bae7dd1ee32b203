"""Sympathy, praise and good wishes, read off how they are built: they state nothing of ours.

"I can see why that took you aback", "Great choice of shelf", "Wishing your child a quick recovery":
no list holds their words. What speaks of us ("our driver"), binds or grants is none, however kind.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from api.domain.forces import Force
from api.domain.frames import Frame
from api.domain.inflections import past
from api.domain.lexicon import Lexicon
from api.domain.predicates import Actor

_OURS = frozenset({"our", "ours", "my", "mine", "us"})
_BINDING = frozenset({Force.INSTRUCTION, Force.PERMISSION, Force.PROMISE})
_SEEING = frozenset(
    {"see", "understand", "imagine", "know", "appreciate", "get", "hear", "realise"}
)
_FELT = frozenset({"how", "why"})
_THEIRS = frozenset({"you", "your", "anyone", "anybody", "this", "that", "it", "one"})
_DEGREES = frozenset({"easily", "hard", "long", "much", "quickly", "often", "far", "tiring"})
"""Words behind a "how" that say how it is: "how *easily* names get mixed up"."""
_FOND = frozenset({"love", "adore", "admire", "enjoy", "like"})
_WISHING = frozenset({"wishing", "hoping", "sending"})
_EASY = frozenset({"easy", "natural", "normal", "human", "only"})
_MISSED = frozenset(
    {"miss", "overlook", "confuse", "mix", "forget", "misread", "feel", "see", "wonder"}
)
"""Verbs behind "it is easy to" that excuse."""
_PRAISE = frozenset(
    {"great", "good", "nice", "lovely", "excellent", "fine", "smart", "clever", "fantastic",
     "wonderful", "brilliant", "superb", "solid", "cool", "sweet", "beautiful", "fun", "exciting",
     "happy", "poor"}
)  # fmt: skip
_CRIES = frozenset({"ouch", "wow", "oof", "yikes", "gosh", "ugh", "phew"})
_LEADING = frozenset({"how", "so"})
"""Words before praise behind a name: "a week by the sea, *how* nice"."""
_TELLING = frozenset({"news", "with", "including", "and", "free"})
"""Words with which an exclamation tells something: "great news"."""
_JUDGING = frozenset({"evaluating", "feeling"})
"""Lists of words that judge how something felt."""
_SHORT = 6
"""Words of an exclamation or a word of fondness at most."""
_LONG = 12
"""Words of a wish or of understanding at most."""


def sympathetic(frame: Frame, lexicon: Lexicon) -> bool:
    """True for a clause that only understands, praises or wishes."""
    words = frame.clause.texts
    material = any(lexicon.acts[act].material for act in frame.acts)
    if material or frame.force in _BINDING or len(words) > _LONG or of_us([frame]):
        return False
    return _wishes(words) or _excuses(words) or _exclaims(frame) or _understands(frame)


def of_us(frames: Iterable[Frame]) -> bool:
    """True where something of ours is spoken of: "our driver"."""
    return any(not _OURS.isdisjoint(frame.clause.texts) for frame in frames)


def judging(word: str, lexicon: Lexicon) -> bool:
    """True for a word that judges how something felt."""
    return not _JUDGING.isdisjoint(lexicon.cues.alone.get(word, ()))


def _wishes(words: Sequence[str]) -> bool:
    """True for "Wishing you ..."."""
    return words[0] in _WISHING and not {"you", "your"}.isdisjoint(words[1:3])


def _excuses(words: Sequence[str]) -> bool:
    """True for "it's easy to miss", "it's natural to be surprised"."""
    if "to" not in words or _EASY.isdisjoint(words):
        return False
    at = words.index("to") + 1
    if words[at - 2] not in _EASY:
        return False
    verb, *behind = (*words[at : at + 2], "")
    return verb in _MISSED or (verb in {"be", "get"} and past(behind[0]))


def _exclaims(frame: Frame) -> bool:
    """True for praise without a verb, and for "we love a good story"."""
    words = frame.clause.texts
    if len(words) > _SHORT or not _TELLING.isdisjoint(words):
        return False
    if not frame.predicates:
        cried = words[0] in _PRAISE or not _CRIES.isdisjoint(words)
        return cried or any(one in _LEADING and of in _PRAISE for one, of in pairwise(words))
    return all(p.actor is Actor.US and p.word in _FOND for p in frame.predicates)


def _understands(frame: Frame) -> bool:
    """True for "I can see why that upset you", "we get that this is a long wait"."""
    words = frame.clause.texts
    for p in frame.predicates:
        behind = words[p.verb + 1 :]
        if p.actor is not Actor.US or p.word not in _SEEING or not behind:
            continue
        if behind[0] in _FELT:
            return not (_THEIRS.isdisjoint(behind) and _DEGREES.isdisjoint(behind[1:2]))
        return p.word == "get" and behind[0] in {"it", "that"}
    return False
