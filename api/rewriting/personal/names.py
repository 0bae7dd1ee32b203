"""Names of people, as the request's metadata gives them, in any case and spelling of accents.

"Anna-Lena Schmidt" stands in a text whole, as "Anna-Lena", as "Schmidt" or as "anna". A part that
is an everyday word too ("Will", "May", "Young") counts only where it is written as a name: with a
capital, not where a sentence begins; "Will you be at home in May?" stays as it is.
"""

# ruff: noqa: SIM905 - lists of words are read as words

import re
from collections.abc import Iterable, Iterator

from api.rewriting.personal.folding import fold
from api.rewriting.personal.found import Found, Kind

_WORD = re.compile(r"[^\W\d_]+")
_BETWEEN = re.compile(r"[ \t.'’\-]{1,3}|[ \t]?\r?\n[ \t]?")
_LEAST = 2
_OPENING = re.compile(r"(?:^|[.!?:;\n\r•*>\"“(\-])[\s\"'“‘(*_>#-]{0,8}$")
_GREETED = re.compile(
    r"\b(?:hi|hello|hey|dear|thanks|thank you|sorry|mr|mrs|ms|miss|dr|prof|sir|madam|regards|"
    r"cheers|sincerely|wishes|love)\b[,.!]?\s{1,3}$",
    re.IGNORECASE,
)
_PARTICLES = frozenset(
    (
        "van von der den de del della di da do dos das du la le el al bin bint ibn abu ten ter "
        "te zu af av y e of the and mr mrs ms miss dr prof sir madam jr sr ii iii"
    ).split()
)
"""Belong to a name beside its other parts, and are none alone."""
_EVERYDAY = frozenset(
    (
        "a ace all am amber an and angel any april art as ash august autumn baker bank banks "
        "bay be bear bell best bill bird bishop black blue bond book boss branch brook brooks "
        "brown bush but call candy car carpenter case cash chance chase chip church clay cliff "
        "close cloud coin cole cook crystal dale dawn day days dean do done down drew duke earl "
        "early east ever faith fair field fine fish flower ford forest frank free gene gift "
        "glass gold good grace grant gray green guy hand happy hardy harmony has have he head "
        "help her hill him his holiday holly hope house how i ice in is it iris ivy jack jade "
        "jasmine jay jewel john joy july june just key king lake lane last law lee light lily "
        "link little long lord love low major man march mark marks marsh mason may me melody "
        "mercy miles miller moon more most my new nice nick no north not now of oh olive on one "
        "only or our out park parks pat pearl penny piper pool poppy porter post power price "
        "prince queen rain ray read rich right ring river rob robin rock rod rose ruby rush "
        "sage sales savage see sharp short sky so sole south spring star stone storm strange "
        "street strong stuart sue summer sunny swift taylor teller temple the this tiger time "
        "to tom town trip true tuesday up us van victor violet wade walker wall ward waters way "
        "we weeks well west what when white who will win winter wise wolf wood woods worth yes "
        "you young your"
    ).split()
)


class Names:
    """The names of one request, ready to be looked for in its texts."""

    def __init__(self, given: Iterable[str]) -> None:
        self._parts: set[str] = set()
        self._wholes: set[tuple[str, ...]] = set()
        self._unspaced: set[str] = set()
        for name in given:
            words = tuple(word.casefold() for word in _WORD.findall(fold(name).text))
            if len(words) > 1:
                self._wholes.add(words)
            for word in words:
                if not word.isascii() and any(map(_is_unspaced, word)):
                    self._unspaced.add(word)
                elif len(word) >= _LEAST:
                    self._parts.add(word)

    def find(self, text: str) -> Iterator[Found]:
        """Yield names; parts that stand beside each other are one."""
        for word in self._unspaced:
            at = text.find(word)
            while at >= 0:
                yield Found(at, at + len(word), Kind.NAME, word)
                at = text.find(word, at + len(word))
        if not self._parts:
            return
        run: list[re.Match[str]] = []
        parts = self._parts
        for found in [word for word in _WORD.finditer(text) if word[0].casefold() in parts]:
            if run and not _BETWEEN.fullmatch(text, run[-1].end(), found.start()):
                yield from self._of(run, text)
                run = []
            run.append(found)
        if run:
            yield from self._of(run, text)

    def _of(self, run: list[re.Match[str]], text: str) -> Iterator[Found]:
        """The name in these neighbouring words, without what is none at its ends."""
        words = [word.group().casefold() for word in run]
        if tuple(words) not in self._wholes:
            sure = [_is_name(word, text) for word in run]
            if not any(sure):
                return
            first, last = sure.index(True), len(sure) - sure[::-1].index(True)
            run, words = run[first:last], words[first:last]
        yield Found(run[0].start(), run[-1].end(), Kind.NAME, " ".join(words))


def _is_name(word: re.Match[str], text: str) -> bool:
    """True for a part that is a name where it stands."""
    said = word.group()
    folded = said.casefold()
    if folded in _PARTICLES:
        return False
    if folded not in _EVERYDAY:
        return True
    before = text[max(0, word.start() - 16) : word.start()]
    if not said[0].isupper() or folded == "i":
        return False
    return bool(_GREETED.search(before)) or not _OPENING.search(before)


def _is_unspaced(char: str) -> bool:
    """True for scripts that put no spaces between words: Han, kana, Thai."""
    return (
        "\u0e00" <= char <= "\u0e7f" or "\u3040" <= char <= "\u30ff" or "\u3400" <= char <= "\u9fff"
    )
