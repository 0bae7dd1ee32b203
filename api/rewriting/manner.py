"""How a draft speaks, so that words added to it sound like its own: I or we, plain or formal."""

import re
from dataclasses import dataclass, replace

_I = re.compile(r"\b(?:i|me|my)\b(?!\.)|\bi['’](?:m|ll|ve|d)\b", re.IGNORECASE)
_WE = re.compile(r"\b(?:we|us|our|ours)\b|\bwe['’](?:re|ll|ve|d)\b", re.IGNORECASE)
_APOLOGY = re.compile(
    r"\b(?:sorry|apolog\w{1,6}|regret\w{0,6}|(?:we['’]re|we are|i['’]m|i am) afraid)\b",
    re.IGNORECASE,
)
_CONTRACTION = re.compile(
    r"(?:n['’]t|\b(?:i|you|we|they|it|that|there|here)['’](?:m|s|re|ll|ve|d))\b", re.IGNORECASE
)
_DEAR = re.compile(r"^\s{0,8}(?:dear|to whom)\b", re.IGNORECASE | re.MULTILINE)
_PRONOUNS = {
    "we": "I",
    "we're": "I'm",
    "we've": "I've",
    "we'd": "I'd",
    "our": "my",
    "us": "me",
}
_PRONOUN = re.compile(r"\{(" + "|".join(_PRONOUNS) + r")\}")
_SHORT = re.compile(r"\b(\w{1,6})'(m|re|ve|ll|d|t)\b")
_LONG = {"m": "am", "re": "are", "ve": "have", "ll": "will", "d": "would"}
_NOT = {"can": "cannot", "won": "will not"}
MOST_PLEASES = 2
"""More than this in one reply and "please" sounds like a drum."""


@dataclass(frozen=True, slots=True)
class Manner:
    """What a reply may still use, given what is already in it."""

    singular: bool = False
    """True where the draft says "I" (and the sentence does not say "we")."""
    speaks: bool = False
    """True where the draft says "I" or "we" at all."""
    formal: bool = False
    """True for letters without contractions: ours are written out."""
    lower: bool = False
    """True where the draft has no capitals."""
    sorry: bool = True
    """False once an apology is in the reply: a second one sounds like a script."""
    pleases: int = 0
    warm: bool = False
    """True where the draft is kind already: only what is really cold is reworded."""

    @classmethod
    def of(cls, text: str, *, warm: bool = False) -> "Manner":
        """Read the manner of a whole draft."""
        singular, plural = bool(_I.search(text)), bool(_WE.search(text))
        return cls(
            singular=singular,
            speaks=singular or plural,
            formal=bool(_DEAR.search(text)) and not _CONTRACTION.search(text),
            lower=text == text.lower() and text != text.upper(),
            sorry=not apologises(text),
            pleases=_pleases(text),
            warm=warm,
        )

    def within(self, sentence: str) -> "Manner":
        """The same, with the sentence's own "I" or "we" first."""
        if _WE.search(sentence):
            return replace(self, singular=False)
        return replace(self, singular=True) if _I.search(sentence) else self

    def after(self, before: str, now: str) -> "Manner":
        """What is left once `before` has become `now`."""
        return replace(
            self,
            sorry=self.sorry and not apologises(now),
            pleases=self.pleases + max(0, _pleases(now) - _pleases(before)),
        )

    def given_back(self, now: str) -> "Manner | None":
        """The manner with what rewording took out of the reply again; None where nothing was."""
        pleases, sorry = _pleases(now), not apologises(now)
        if pleases >= self.pleases and sorry == self.sorry:
            return None
        return replace(self, pleases=pleases, sorry=sorry)

    def voice(self, saying: str) -> str:
        """Our words in this manner: `{we}` becomes "we" or "I", contractions are written out."""
        said = _PRONOUN.sub(lambda m: _PRONOUNS[m[1]] if self.singular else m[1], saying)
        if self.formal:
            said = _SHORT.sub(_written_out, said)
        return said.lower() if self.lower else said


def apologises(text: str) -> bool:
    """True where the text says sorry, or regrets, in any form."""
    return bool(_APOLOGY.search(text))


def _pleases(text: str) -> int:
    return text.lower().count("please")


def _written_out(match: re.Match[str]) -> str:
    word, ending = match[1], match[2]
    if ending == "t":
        return _NOT.get(word, f"{word.removesuffix('n')} not")
    return f"{word} {_LONG[ending]}"
