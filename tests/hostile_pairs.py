"""Drafts and rewrites crafted to make a check slow or wrong, for each pattern and loop of the core.

A builder makes a pair whose texts have at most so many characters each, or as many as the cap on
sentences allows. Texts are named after what they repeat; "near" ones almost match a pattern.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from itertools import count, repeat

import prompts
from api.domain.comparison import compare
from api.domain.document import Format
from api.domain.mending import Mended, mend
from api.domain.reading import read
from api.domain.reply import Answer, Source
from api.rewriting.phrasebook import Phrasebook
from tests.domain.english import lexicon
from tests.hostile_texts import KEPT, LOST, MOST, NEW, Text, again, each, filled, made_up

PROMISE = "We will refund you at https://pay.example/now."
"""What no crafted draft says: it blocks, so that mending runs as well."""
_SPARE = 60
"""Characters left for what the rewrite adds."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A draft and a rewrite of it, as a check gets them."""

    draft: str
    answer: Answer
    facts: tuple[str, ...] = ()
    format: Format = Format.TEXT

    @property
    def chars(self) -> int:
        """Code points that the check reads."""
        return len(self.draft) + len(self.answer.text) + sum(map(len, self.facts))


Builder = Callable[[int], Pair]


@cache
def phrasebook() -> Phrasebook:
    """The phrasebook that the service mends with."""
    return Phrasebook.from_data(prompts.data("phrasebook/en.yaml"))


def checked(pair: Pair) -> Mended:
    """One whole check: read, compare, inspect, mend. Raises DraftError for what is refused."""
    draft = read(pair.draft, pair.format)
    comparison = compare(draft, pair.answer, lexicon=lexicon(), facts=pair.facts)
    return mend(comparison, pair.answer, phrasebook().wording)


def _kept(text: Text) -> Builder:
    """The rewrite keeps every sentence and promises something."""

    def build(chars: int) -> Pair:
        draft = text(chars - _SPARE)
        return Pair(draft, Answer(f"{PROMISE}\n{draft}"))

    return build


def _lost(text: Text) -> Builder:
    """The rewrite keeps nothing, so that everything is put back."""
    return lambda chars: Pair(text(chars), Answer(f"Thank you. {PROMISE}"))


def _new(text: Text) -> Builder:
    """Only the rewrite has the text."""
    return lambda chars: Pair(
        "Thank you for your message.", Answer(f"{PROMISE}\n{text(chars - _SPARE)}")
    )


def _turned(draft: Text, rewrite: Text) -> Builder:
    """The rewrite has another text, said to be all drawn from the draft's first sentence."""

    def build(chars: int) -> Pair:
        text = rewrite(chars - _SPARE)
        source = Source(0, len(text), ("D1",))
        return Pair(draft(chars), Answer(f"{text}\n{PROMISE}", (source,)))

    return build


def _linked(chars: int, *, to_one: bool) -> Pair:
    """Every sentence of the rewrite is drawn from one of the draft, or one from all."""
    made = [f"We may look at box {made_up(n)} of yours.\n" for n in range(min(chars // 33, MOST))]
    text = PROMISE + "\n" + "".join(made)
    ids = ("D1",) if to_one else tuple(f"D{n}" for n in range(1, len(made) + 1))
    length = len(made[0])
    starts = range(len(PROMISE) + 1, len(text), length)
    spans = [(at, at + length) for at in starts] if to_one else [(0, len(PROMISE))]
    draft = "".join(made).replace("may", "can")
    return Pair(draft, Answer(text[:chars], tuple(Source(*span, ids) for span in spans)))


def _half_lost(chars: int) -> Pair:
    """Every other sentence of the draft is in the rewrite."""
    made = [
        f"The {made_up(2 * n)} of {made_up(2 * n + 1)} is {made_up(n + 9_000)}.\n"
        for n in range(min(chars // 28, MOST))
    ]
    return Pair("".join(made), Answer("".join(made[::2])))


def _blocks_lost(chars: int) -> Pair:
    """Quotes behind the last words, of which the first half is gone."""
    quotes = [f"> {n}\n\n" for n in range(chars // 9)]
    said = "We can send it.\n\n"
    kept = "".join(quotes[len(quotes) // 2 :])
    return Pair(said + "".join(quotes), Answer(f"{PROMISE} {said}{kept}"))


def _prefixes(chars: int) -> Pair:
    """Ids of which each is a part of the next, and a rewrite in which all are part of one."""
    ids = filled(("1" * n + " " for n in count(7)), chars)
    return Pair(ids, Answer(again("1" * min(900, chars // 2) + " ")(chars - _SPARE) + PROMISE))


def _needles(chars: int) -> Pair:
    """Sentences that the draft almost holds, wherever one looks in it."""
    draft = filled(repeat("o" * 99 + " "), min(chars, 29_000))
    lines = ("o" * 19 + made_up(n) + "o" * 14 + "\n" for n in count())
    return Pair(draft, Answer(filled(lines, chars - _SPARE, MOST) + PROMISE))


def _unseen(chars: int) -> Pair:
    """Every sentence of the rewrite holds many invisible characters, all different."""
    unseen = "".join(map(chr, (*range(0x200B, 0x2010), *range(0x2060, 0x2065), 0xAD, 0x61C)))
    line = f"We can send{unseen} it.\n"
    return Pair("We can send it.\n" * min(chars // 16, MOST), Answer(again(line, 1)(chars)))


def _all_from_one(chars: int) -> Pair:
    """Promises that are all drawn from one sentence of many clauses."""
    made = [f"We will frob it {made_up(n + 9_000)}.\n" for n in range(min(chars // 25, MOST))]
    length = len(made[0])
    spans = [(at * length, (at + 1) * length) for at in range(len(made))]
    draft = each(lambda n: f"we will send {made_up(n)}, ")(chars)
    text = "".join(made) + PROMISE
    return Pair(draft, Answer(text, tuple(Source(*span, ("D1",)) for span in spans)))


def _one_from_all(chars: int) -> Pair:
    """One sentence with a word of each of the draft's, and as many new figures as fit."""
    names = [made_up(n) for n in range(min(chars // 12, MOST))]
    said = "box " + " ".join(names) + " "
    figures = filled((f"{n} " for n in count(1_000)), chars - len(said))
    return Pair("".join(f"Box {name}.\n" for name in names), Answer(said + figures))


def _with_facts(chars: int) -> Pair:
    """Facts as long as a draft, and figures that none of them holds."""
    facts = each(lambda n: f"{n + 70_000} days, ")(chars)
    return Pair("Thanks.", Answer(each(lambda n: f"{n} days, ")(chars)), (facts,))


def _marked_up(chars: int) -> Pair:
    """Indented code between paragraphs, as only markdown reads it."""
    text = again("We can.\n\n    a 5\n\n+ b\n\n", 2)(chars - _SPARE)
    return Pair(text, Answer(f"{PROMISE}\n\n{text}"), format=Format.MARKDOWN)


_CRAFTED: Mapping[str, Builder] = {
    "all links to one sentence": partial(_linked, to_one=True),
    "one sentence linked to all": partial(_linked, to_one=False),
    "all promises from one sentence": _all_from_one,
    "one sentence from all, with figures": _one_from_all,
    "half of the sentences lost": _half_lost,
    "quotes lost behind the last words": _blocks_lost,
    "prefixes of an id": _prefixes,
    "near copies of the draft": _needles,
    "hidden characters": _unseen,
    "figures in facts": _with_facts,
    "markdown": _marked_up,
    "a question in many clauses": _turned(
        lambda chars: again("could you send it, ")(chars - 10) + "do you?",
        lambda chars: again("you can send it, ")(chars - 30) + "it is there. Is it?",
    ),
    "clauses turned into one": _turned(again("we cannot refund it, "), again("refund ")),
    "addresses turned": _turned(
        each(lambda n: f"a{n}@b.co "),
        each(lambda n: f"a{n}@b.cx "),
    ),
    "mentions turned": _turned(each(lambda n: f"@a{n} "), each(lambda n: f"@a{n}x ")),
    "refusals turned": _turned(again("we cannot refund it, "), again("we refund it, ")),
    "hedges turned": _turned(again("you may get it, "), again("you get it, ")),
    "conditions turned": _turned(again("if you like it, we go, "), again("we go, ")),
    "bounds turned": _turned(again("up to 5%, "), again("at least 5%, ")),
    "promises with nothing behind": _turned(
        each(lambda n: f"the {made_up(n)} box is there, "),
        each(lambda n: f"we will {made_up(n + 9_000)}, "),
    ),
    "refunds with nothing behind": _turned(
        each(lambda n: f"the {made_up(n)} refund is there, "), again("we will refund you, ")
    ),
    "acts with nothing behind": _turned(
        each(lambda n: f"the {made_up(n)} box is there, "),
        each(lambda n: f"the box, we have {made_up(n + 9_000)}ed, "),
    ),
    "refusals denied elsewhere": _turned(
        each(lambda n: f"We cannot refund {made_up(n)}. ", 1),
        each(lambda n: f"no {made_up(n + 9_000)}, "),
    ),
    "list items turned": _turned(
        each(lambda n: f"- We cannot send box w{n}x.\n", 1),
        each(lambda n: f"- We can send box w{n}x.\n", 1),
    ),
}
HOSTILE: Mapping[str, Builder] = {
    **{name: _kept(text) for name, text in KEPT.items()},
    **{name: _lost(text) for name, text in LOST.items()},
    **{name: _new(text) for name, text in NEW.items()},
    **_CRAFTED,
}
"""Every crafted pair by name."""
