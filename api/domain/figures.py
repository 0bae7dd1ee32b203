"""Amounts, dates, durations, percentages and counts, typed and canonical.

`5-7 business days` and `five to seven working days` are the same figure; so are `24 hours` and
`1 day`, `$25` and `25 dollars`. List numbers are no figures (they are markers), nor is anything
inside protected text. A bare "a day", "one" or "two" is *weak*: it may support a figure of the
other text, and never accuses.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from api.domain.document import Document, Sentence
from api.domain.figure import Figure, FigureKind, Found
from api.domain.lexicon import Lexicon
from api.domain.numerals import Numerals, Token, tokens
from api.domain.times import (
    HOURS,
    WHOLE_WEEKS,
    day_first,
    duration,
    month_first,
    time_of_day,
    weekday,
    written_date,
)

_NAMED = frozenset(
    {"§", "section", "sections", "step", "chapter", "article", "option", "page", "part"}
)
"""Words before a number that only names its place."""
_ARTICLES = frozenset({"a", "an"})
_STARTERS = frozenset(
    {"a", "an", "half", "quarter", *HOURS, *WHOLE_WEEKS, "around", "both", "another"}
)
_BOUND_REACH = 3
_BOUND_BEHIND = 4
"""Words behind a figure in which its limit stands: "at the very least"."""
_OPEN_BOUNDS = frozenset({"", "until"})
"""What a limit behind a figure may still make more exact: "until 2029 at the earliest"."""
_PARTS = {
    "quarter": 25.0, "quarters": 25.0, "third": 100 / 3, "thirds": 100 / 3, "fifth": 20.0,
    "fifths": 20.0, "tenth": 10.0, "tenths": 10.0,
}  # fmt: skip
_COUNTING = frozenset({"third", "fifth", "tenth"})
"""Parts whose names also count: "a *third* party"."""
_BEHIND_PART = frozenset(
    {"of", "off", "more", "less", "fewer", "back", "and", "or", "but", "in", "on", "at", "by",
     "for", "from", "to", "with", "if", "when", "as", "is", "was", "are", "were", "will", "would",
     "can", "may", "has", "had", "goes", "went", "each", "per", "only", "now", "upfront", "extra",
     "cheaper", "faster", "higher", "lower", "larger", "smaller", "longer", "shorter"}
)  # fmt: skip
"""Words behind a share; behind a count stands what is counted."""
_SMALL = frozenset({0.0, 1.0, 2.0})
"""Counts that people say in too many other ways: "no", "both", "a pair"."""
_NO = frozenset({"t", "not", "never", "no", "cannot"})
"""Words in front of a limit that turn it round; "t" is the end of "isn't"."""
_TURNED = {"most": "least", "least": "most"}
_POINTERS = frozenset({"that", "it", "this", "them", "these", "those"})
_MOVES = frozenset(
    {"go", "goes", "going", "gone", "went", "come", "comes", "came", "add", "adds", "added", "move",
     "moves", "moved", "put", "puts", "bring", "brings", "brought"}
)  # fmt: skip
"""Verbs whose "up to" says where something comes to."""
_COINS = {"p": "£", "pence": "£", "cent": "$", "cents": "$"}
_PICTURES = frozenset({240.0, 360.0, 480.0, 720.0, 1080.0, 1440.0, 2160.0})
"""Lines of a picture, which are written like pence: "1080p"."""

_BEFORE_MARKER = {")": frozenset({"", "\n", ".", ",", ":", ";"}), ".": frozenset({"", "\n", "."})}
"""What stands before the number of a list's item, by the mark behind it: "1) ..., 2) ..."."""
_ITEMS = 30
_CODED = 3
"""Digits of a code before an "s", and capitals before its digits; before other letters it has
more digits.
"""

_Parse = Callable[[Numerals, Lexicon, int], Found | None]


def figures(
    document: Document, sentences: Iterable[Sentence], lexicon: Lexicon
) -> tuple[Figure, ...]:
    """Every figure of these sentences of the document in order, outside protected text."""
    numerals = Numerals(
        tokens(document, sentences, lexicon.figure_words), lexicon.numbers, lexicon.ordinals
    )
    found: list[Figure] = []
    after = 0
    for at in _starts(numerals.tokens, lexicon):
        if at < after:
            continue
        figure = _first(numerals, lexicon, at)
        if figure is None:
            continue
        start = numerals.tokens[at].start
        end = numerals.tokens[min(figure.after, len(numerals.tokens)) - 1].end
        found.append(
            Figure(
                figure.kind, figure.values, figure.unit, start, end, document.text[start:end],
                _bound(numerals, lexicon, at, figure.after), figure.weak,
            )
        )  # fmt: skip
        after = figure.after
    return tuple(found)


def _first(numerals: Numerals, lexicon: Lexicon, at: int) -> Found | None:
    if numerals.text(at - 1).lower() in _NAMED:
        return None
    parses = _BEHIND_ARTICLE if numerals.word(at) in _ARTICLES else _PARSES[numerals.kind(at)]
    return next((found for parse in parses if (found := parse(numerals, lexicon, at))), None)


def _starts(tokens: Sequence[Token], lexicon: Lexicon) -> list[int]:
    """Positions at which a figure may start; at most words of a text none may."""
    starts = lexicon.figure_starts
    return [
        at
        for at, (kind, _, _, _, word) in enumerate(tokens)
        if (word in starts or word in _STARTERS if word else kind in _PARSES)
    ]


def _money(numerals: Numerals, lexicon: Lexicon, at: int) -> Found | None:
    sign = numerals.text(at)
    currency = lexicon.currencies.get(numerals.word(at))
    if (numerals.kind(at) == "sign" and sign not in "%§") or currency:
        values, after = numerals.value(at + 1)
        if values and numerals.text(after) in {"-", "–"} and numerals.text(after + 1) == sign:
            upper, end = numerals.value(after + 2)
            values, after = values + upper, (end if upper else after)
        after += numerals.word(after) in lexicon.currencies
        return Found(FigureKind.MONEY, values, currency or sign, after) if values else None
    values, after = numerals.value(at)
    coin = _COINS.get(numerals.word(after))
    if coin and _priced(numerals, after, values):
        return Found(FigureKind.MONEY, tuple(n / 100 for n in values), coin, after + 1)
    currency = lexicon.currencies.get(numerals.word(after))
    if not values or currency is None:
        return None
    if numerals.word(at) in _ARTICLES and numerals.kind(after + 1) == "number":
        return None  # "a EUR 12 fee"
    return Found(FigureKind.MONEY, values, currency, after + 1)


def _priced(numerals: Numerals, at: int, values: tuple[float, ...]) -> bool:
    """True for "40p" and "40 cents", not for "40 p", "1080p" and parts of a coin."""
    if not values or any(number != int(number) for number in values):
        return False
    return len(numerals.word(at)) > 1 or (_beside(numerals, at) and _PICTURES.isdisjoint(values))


def _percent(numerals: Numerals, _lexicon: Lexicon, at: int) -> Found | None:
    """Shares; the whole and a half are idioms as often ("not 100 % there"), so they are weak."""
    values, after = numerals.value(at)
    word = numerals.word(after)
    if not values:
        return None
    weak = values == (100.0,)
    if numerals.text(after) == "%" or word == "percent":
        return Found(FigureKind.PERCENT, values, "", after + 1, weak)
    if (word, numerals.word(after + 1)) == ("per", "cent"):
        return Found(FigureKind.PERCENT, values, "", after + 2, weak)
    if word in _PARTS and numerals.kind(at) == "word" and _of_whole(numerals, values, after):
        share = tuple(round(number * _PARTS[word], 1) for number in values)
        return Found(FigureKind.PERCENT, share, "", after + 1, weak=values == (1.0,))
    if numerals.word(at) == "half":
        return Found(FigureKind.PERCENT, (50.0,), "", after, weak=True)
    return None


def _of_whole(numerals: Numerals, values: tuple[float, ...], at: int) -> bool:
    """True unless the "third" at this position counts what stands behind it: "a third party"."""
    word, behind = numerals.word(at), numerals.word(at + 1)
    return values != (1.0,) or word not in _COUNTING or not behind or behind in _BEHIND_PART


def _ordinal(numerals: Numerals, _lexicon: Lexicon, at: int) -> Found | None:
    """The third day is day 3; an ordinal alone ("first, ...") says nothing, so it is weak."""
    values, after = numerals.ordinal(at)
    weak = after == at + 1  # "the twenty-first" is a day
    return Found(FigureKind.NUMBER, values, "", after, weak) if values else None


def _count(numerals: Numerals, _lexicon: Lexicon, at: int) -> Found | None:
    values, after = numerals.value(at)
    if not values or numerals.word(at) == "half":
        return None
    people = numerals.word(after) == "s"  # "under 2s"
    idle = len(values) == 1 and values[0] in _SMALL and not people
    always = numerals.text(after) == "/" or numerals.text(at - 1) == "/"  # "24/7"
    listed = numerals.text(at - 1) in _BEFORE_MARKER.get(numerals.text(after), ())
    listed = listed and len(values) == 1 and values[0] < _ITEMS
    weak = idle or always or listed or _in_a_code(numerals, at, after)
    return Found(FigureKind.NUMBER, values, "", after, weak)


def _in_a_code(numerals: Numerals, at: int, after: int) -> bool:
    """True for the digits of "MAI15", "5102QT" and "429s", not for those of "B12" and "500GB"."""
    front = numerals.text(at - 1)
    if front.isupper() and len(front) >= _CODED and _beside(numerals, at):
        return True
    behind = numerals.text(after)
    if not behind.isalpha() or not _beside(numerals, after):
        return False
    digits = len(numerals.text(at))
    return (behind == "s" and digits >= _CODED) or (behind.isupper() and digits > _CODED)


def _beside(numerals: Numerals, at: int) -> bool:
    """True if nothing stands between a token and the one before it."""
    return numerals.tokens[at - 1].end == numerals.start(at)


_PARSES: Mapping[str, tuple[_Parse, ...]] = {
    "word": (
        weekday, month_first, time_of_day, _money, duration, _percent, day_first, _ordinal, _count,
    ),
    "number": (time_of_day, _money, duration, _percent, day_first, _count),
    "clock": (time_of_day,),
    "sign": (_money,),
    **dict.fromkeys(("iso", "slash", "version"), (written_date,)),
}  # fmt: skip
"""What a figure may be that starts with a token of this kind, in the order in which it is tried."""
_BEHIND_ARTICLE: tuple[_Parse, ...] = (_money, duration, _percent)
"""What it may be that starts with an article: "a pound", "a day", "a third"."""


def _bound(numerals: Numerals, lexicon: Lexicon, at: int, after: int) -> str:
    """Which way a figure is a limit: "up to five", "five or more"."""
    before = _spoken(numerals.tokens[max(0, at - _BOUND_REACH) : at])
    found = next((c for c in lexicon.bounds.find(before) if c.end == len(before)), None)
    name = found.name if found and not _moved(before[: found.end], found.start) else ""
    if found and found.start and before[found.start - 1] in _NO:
        name = _TURNED.get(name, name)
    if name not in _OPEN_BOUNDS and not _overruled(before):
        return name
    after += _behind_of(numerals, after)
    at_most = numerals.word(after).endswith("s") and numerals.word(after + 1) == "or"
    behind = _spoken(numerals.tokens[after : after + _BOUND_BEHIND])
    return next((c.name for c in lexicon.bounds_behind.find(behind) if c.start <= at_most), name)


def _behind_of(numerals: Numerals, at: int) -> int:
    """How many words "of that", "of it" stand here: "half of that at most"."""
    return 2 * (numerals.word(at) == "of" and numerals.word(at + 1) in _POINTERS)


def _overruled(before: Sequence[str]) -> bool:
    """True behind "as long as" and "over", which say something else as often."""
    return before[-3:] == ("as", "long", "as") or before[-1:] == ("over",)


def _moved(words: Sequence[str], at: int) -> bool:
    """True for the "up to" of "it goes up to £5", which is no limit."""
    return words[at:] == ("up", "to") and at > 0 and words[at - 1] in _MOVES


def _spoken(tokens: Sequence[Token]) -> tuple[str, ...]:
    return tuple([token.word or token.text for token in tokens])
