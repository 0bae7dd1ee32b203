"""The forms of an English verb, made from its base: the lexicon names base forms only."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

_IRREGULAR = {
    "be": ("was", "been"), "begin": ("began", "begun"), "break": ("broke", "broken"),
    "bring": ("brought", "brought"), "build": ("built", "built"), "buy": ("bought", "bought"),
    "catch": ("caught", "caught"), "choose": ("chose", "chosen"), "come": ("came", "come"),
    "cut": ("cut", "cut"), "deal": ("dealt", "dealt"), "dig": ("dug", "dug"), "do": ("did", "done"),
    "draw": ("drew", "drawn"), "drive": ("drove", "driven"), "eat": ("ate", "eaten"),
    "fall": ("fell", "fallen"), "feel": ("felt", "felt"), "find": ("found", "found"),
    "forget": ("forgot", "forgotten"), "freeze": ("froze", "frozen"), "get": ("got", "gotten"),
    "give": ("gave", "given"), "go": ("went", "gone"), "grow": ("grew", "grown"),
    "hear": ("heard", "heard"), "hide": ("hid", "hidden"), "hold": ("held", "held"),
    "keep": ("kept", "kept"), "know": ("knew", "known"), "lead": ("led", "led"),
    "leave": ("left", "left"), "lend": ("lent", "lent"), "let": ("let", "let"),
    "lose": ("lost", "lost"), "make": ("made", "made"), "mean": ("meant", "meant"),
    "meet": ("met", "met"), "pay": ("paid", "paid"), "put": ("put", "put"),
    "read": ("read", "read"), "repay": ("repaid", "repaid"), "resend": ("resent", "resent"),
    "ride": ("rode", "ridden"), "ring": ("rang", "rung"), "rise": ("rose", "risen"),
    "run": ("ran", "run"), "say": ("said", "said"), "see": ("saw", "seen"),
    "seek": ("sought", "sought"), "sell": ("sold", "sold"), "send": ("sent", "sent"),
    "set": ("set", "set"), "show": ("showed", "shown"), "shut": ("shut", "shut"),
    "sleep": ("slept", "slept"), "speak": ("spoke", "spoken"), "speed": ("sped", "sped"),
    "spend": ("spent", "spent"), "stand": ("stood", "stood"), "steal": ("stole", "stolen"),
    "take": ("took", "taken"), "teach": ("taught", "taught"), "tell": ("told", "told"),
    "think": ("thought", "thought"), "throw": ("threw", "thrown"),
    "understand": ("understood", "understood"), "withdraw": ("withdrew", "withdrawn"),
    "overpay": ("overpaid", "overpaid"), "redo": ("redid", "redone"),
    "rewrite": ("rewrote", "rewritten"), "undergo": ("underwent", "undergone"),
    "undo": ("undid", "undone"), "withhold": ("withheld", "withheld"),
    "mistake": ("mistook", "mistaken"), "rebuild": ("rebuilt", "rebuilt"),
    "wear": ("wore", "worn"), "win": ("won", "won"), "write": ("wrote", "written"),
}  # fmt: skip
_DOUBLED = frozenset(
    {"cancel", "swap", "ship", "drop", "flag", "log", "submit", "get", "put", "set", "dig", "let",
     "run", "cut", "stop", "plan", "chat", "refer", "shut", "win", "begin", "forget", "travel",
     "transfer", "reship", "occur", "commit", "control", "wrap", "trim", "spot", "fit", "sit"}
)  # fmt: skip

BASES: Mapping[str, str] = {
    form: base for base, forms in _IRREGULAR.items() for form in forms if form != base
}
"""The base of every irregular past and participle."""
_NO_PAST = frozenset(
    {"need", "feed", "seed", "speed", "indeed", "proceed", "exceed", "succeed", "breed", "deed",
     "heed", "hundred", "red", "embed", "bed", "shed", "sled", "got"}
)  # fmt: skip


class Form(NamedTuple):
    """One inflected verb (or noun) of an act: its other words, and what the inflection says."""

    act: str
    tail: tuple[str, ...]
    past: bool
    gerund: bool
    noun: bool


def forms(acts: Mapping[str, Mapping[str, Any]]) -> dict[str, tuple[Form, ...]]:
    """Every form by its first word, the longest first; `acts` is the lexicon's data."""
    found: dict[str, list[Form]] = {}
    for name, act in acts.items():
        for verb in act["verbs"]:
            head, *tail = verb.split()
            for inflected, past, gerund in inflections(head):
                found.setdefault(inflected, []).append(Form(name, tuple(tail), past, gerund, False))
        for noun in act["nouns"]:
            for spelled in (noun, f"{noun}s"):
                head, *tail = spelled.split()
                found.setdefault(head, []).append(Form(name, tuple(tail), False, False, True))
    return {
        head: tuple(sorted(alike, key=lambda form: -len(form.tail)))
        for head, alike in found.items()
    }


def inflections(verb: str) -> Iterator[tuple[str, bool, bool]]:
    """(form, is past, is gerund) of a base verb: base, third person, past, participle, gerund."""
    yield verb, False, False
    sibilant = verb.endswith(("s", "x", "z", "ch", "sh", "o"))
    consonant_y = verb.endswith("y") and verb[-2:-1] not in set("aeiou")
    yield (verb[:-1] + "ies" if consonant_y else verb + ("es" if sibilant else "s")), False, False
    stems = {verb + verb[-1], verb} if verb in _DOUBLED else {verb}
    if verb in _IRREGULAR:
        for form in sorted(set(_IRREGULAR[verb])):
            yield form, True, False
    else:
        for base in sorted(stems):
            yield _past(base, consonant_y=consonant_y), True, False
    for base in sorted(stems):
        dropped = (
            base[:-1] if base.endswith("e") and not base.endswith("ee") and base != "be" else base
        )
        yield dropped + "ing", False, True


_EED = frozenset({"agreed", "disagreed", "freed", "guaranteed", "refereed", "decreed"})
"""Pasts of verbs that end in two e's."""


def past(form: str) -> bool:
    """True for a past or a participle that can be told by its form."""
    if form.endswith("eed") and form not in _EED:
        return False  # "need", "proceed", "reseed"
    return (form in BASES or form.endswith("ed")) and form not in _NO_PAST


def _past(base: str, *, consonant_y: bool) -> str:
    if base.endswith("e"):
        return base + "d"
    return base[:-1] + "ied" if consonant_y else base + "ed"
