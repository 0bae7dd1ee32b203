"""The notation of the phrasebook: one readable pattern, compiled when it is first tried.

    words          stand for themselves, in any case; ' and ’ are the same
    [a b]  (a|b)   may be left out; one of these
    ^  ~  $        start of the sentence; start of a clause (also after a comma); end, before "."
    ,              a comma
    <what>         up to 12 words without punctuation; <clause>: up to 24 words, commas too
    <word>         one word; <no:cannot|can't>: one of these, to be said again in the reply

A slot may be numbered (`<what2>`) so that a second one can be said again too. Every repeat is
bounded.
"""

import re
from collections.abc import Mapping

TOKEN = re.compile(r"<\w{1,16}[:>]|[()\[\]|^$~,>]|[^\s()\[\]|^$~,<>]{1,64}")
_WORD = re.compile(r"[^\W_](?:[^\W_]|['’](?=[^\W_])){0,63}")
_GAP = r"\s{1,3}"
_COMMA = r"\s{0,2},"
_SET = re.compile(r"\{(\w{1,16})\}")
_TAIL = r"(?<=\w)['’]"
"""How "'s" begins, which needs no space before it."""
_ANCHORS = {
    "^": r"^",
    "~": r"(?:^|(?<=[,;]\s))",
    "$": r"(?=[.!?…]{0,4}[\"'”’)]{0,2}\s{0,4}$)",
}
_PLAIN = r"(?:[^\s,;:.!?…()\"“”]|[.,:](?=\w)){1,64}"
_ANY = r"(?:[^\s;:.!?…\"“”]|[.:](?=\w)){1,64}"
_SLOTS = {
    "word": _PLAIN,
    "what": rf"{_PLAIN}(?:{_GAP}{_PLAIN}){{0,11}}?",
    "clause": rf"{_ANY}(?:{_GAP}{_ANY}){{0,23}}?",
}
_SUBJECT = "".join(
    rf"(?<!\b{word}\syou)"
    for word in ("to", "for", "from", "with", "by", "of", "on", "at", "about")
)
"""Before a "you" that opens a pattern: "the letter to you must ..." is not an order to anyone."""
_COMMON_WORDS = (
    "a an and are as at be been but by can do for from has have i if in is it no not of on or our "
    "please that the this to us was we were will with you your i'm we're am"
)
COMMON = frozenset(_COMMON_WORDS.split())
"""Words that stand in most sentences: useless for finding one."""
Keys = list[frozenset[str]]


class PatternError(ValueError):
    """A pattern that cannot be read; the message quotes it, for whoever writes the phrasebook."""


def words_of(text: str) -> frozenset[str]:
    """The words of a text in lower case, ’ written '; "it's" counts as "it" too."""
    found = [word.lower().replace("’", "'") for word in _WORD.findall(text)]
    return frozenset([*found, *(word.partition("'")[0] for word in found)])


class Reading:
    """Recursive descent over the tokens of one pattern."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.listed: set[str] = set()
        self._named: set[str] = set()
        self._tokens = TOKEN.findall(source)
        self._at = 0
        self.regex, self.required = self._alternatives()
        if self._at != len(self._tokens):
            raise PatternError(f"unbalanced pattern: {source!r}")

    def _alternatives(self) -> tuple[str, Keys]:
        branches = [self._sequence()]
        while self._peek() == "|":
            self._at += 1
            branches.append(self._sequence())
        if len(branches) == 1:
            return branches[0]
        source = "(?:" + "|".join(branch for branch, _ in branches) + ")"
        if any(not keys for _, keys in branches):
            return source, []
        return source, [frozenset[str]().union(*(rarest(keys) for _, keys in branches))]

    def _sequence(self) -> tuple[str, Keys]:
        source, keys, started = "", Keys(), False
        while (part := self._peek()) not in (None, "|", ")", "]", ">"):
            optional = part == "["
            piece, needed = self._item()
            if part in _ANCHORS:
                source += piece
                continue
            touching = piece.removeprefix("(?:").startswith(_COMMA)
            if not started and not touching:
                source += f"(?:{piece}{_GAP})?" if optional else piece
                started = not optional
            else:
                gap = rf"(?:{_GAP}|(?=['’]))" if _TAIL in piece else _GAP
                joined = piece if touching else gap + piece
                source += f"(?:{joined})?" if optional else joined
                started = True
            if not optional:
                keys += needed
        return source, keys

    def _item(self) -> tuple[str, Keys]:
        part = self._tokens[self._at]
        self._at += 1
        if part in ("(", "["):
            inner = self._alternatives()
            if self._peek() != (")" if part == "(" else "]"):
                raise PatternError(f"unbalanced pattern: {self.source!r}")
            self._at += 1
            return inner
        if part == ",":
            return _COMMA, []
        if part in _ANCHORS:
            return _ANCHORS[part], []
        if part.startswith("<"):
            return self._slot(part)
        if part[0] in "'’":
            return rf"{_TAIL}{re.escape(part[1:])}(?!\w)", []
        subject = _SUBJECT if self._at == 1 and part == "you" else ""
        return _literal(part) + subject, [words] if (words := frozenset(longest(part))) else []

    def _slot(self, part: str) -> tuple[str, Keys]:
        name = part[1:-1]
        if part.endswith(":"):
            inner, needed = self._alternatives()
            if self._peek() != ">":
                raise PatternError(f"unbalanced pattern: {self.source!r}")
            self._at += 1
            self.listed.add(name)
            return self._group(name, inner), needed
        kind = name.rstrip("0123456789")
        if kind not in _SLOTS:
            raise PatternError(f"unknown slot <{name}> in {self.source!r}")
        return self._group(name, _SLOTS[kind]), []

    def _group(self, name: str, inner: str) -> str:
        """The first slot of a name can be said again; a second one only matches."""
        if name in self._named:
            return f"(?:{inner})"
        self._named.add(name)
        return f"(?P<{name}>{inner})"

    def _peek(self) -> str | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None


def expanded(source: str, sets: Mapping[str, str]) -> str:
    """The pattern with each `{name}` replaced by that set; raises PatternError if unknown."""
    try:
        return _SET.sub(lambda found: f"({sets[found[1]]})", source)
    except KeyError as error:
        raise PatternError(f"unknown set {error} in {source!r}") from None


def rarest(required: Keys) -> frozenset[str]:
    """The set that the fewest sentences are likely to meet: long words, none of them common."""
    return max(
        required, key=lambda words: (min(0 if w in COMMON else len(w) for w in words), -len(words))
    )


def _literal(word: str) -> str:
    body = "['’]".join(re.escape(piece) for piece in re.split("['’]", word))
    before = r"(?<![\w'’])" if word[0].isalnum() else ""
    after = r"(?!\w)" if word[-1].isalnum() else ""
    return before + body + after


def longest(word: str) -> list[str]:
    """The longest piece of a literal, "refundable" of "non-refundable"; empty for punctuation."""
    pieces = sorted((piece.lower().replace("’", "'") for piece in _WORD.findall(word)), key=len)
    return pieces[-1:]
