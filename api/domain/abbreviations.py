"""Full stops that end no sentence: "Dr.", "e.g.", "5 p.m. Monday", "J. Smith", "No. 5".

Some abbreviations may end a sentence; there the next word decides.
"""

# ruff: noqa: SIM905 - lists of words are read as words

import re

_OPENERS = "([{\"'“‘«*_~<-–—/"
_WORD_REACH = 32
_NEXT_WORD = r"[\"'“‘(\[*_]{0,4}([^\W\d_][\w'’]{0,14})"
_ACRONYM = re.compile(r"(?:[^\W\d_]\.){1,6}[^\W\d_]")

_NEVER = frozenset(
    "mr mrs ms mx dr prof rev hon gen col capt lt sgt messrs mme mlle e.g i.e eg ie cf viz "
    "vs approx ca al resp incl excl".split()
)
"""Something must follow: no sentence ends here."""
_MAYBE = frozenset(
    "etc inc ltd co corp llc plc llp gmbh bros assoc jr sr esq st ave rd blvd hwy apt ste "
    "bldg dept govt univ est dist tel ext max min misc qty ref acct appt addr attn amt avg "
    "temp intl natl hr hrs mins sec secs wk wks mos yr yrs ft lb lbs oz sq ph.d m.d b.sc a.m "
    "p.m u.s u.k e.u inv ord doc pkg reg std mgr biz bus dep wknd".split()
)
"""May end a sentence: it does where the next word is one that starts sentences."""
_CALENDAR = frozenset(
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri "
    "Sat Sun".split()
)
_BEFORE_NUMBER = frozenset(
    "no nos nr fig figs p pp art sec para vol ch eq ver v ed ext tel apt item line rs".split()
)
STARTERS = frozenset(
    "i we you he she it they this that these those there here the a an our your my his her "
    "its their if when while once as after before because since although though until unless "
    "please thank thanks sorry unfortunately however also so then next first second finally "
    "meanwhile in on for to from with without under and but or yes no ok okay what which who "
    "why how where can could will would should may must do does did is are was were have has "
    "had let check click contact see note reply send call visit try keep hope more really "
    "any all each some many most one both either don't we'll we've we're we'd i'll i've i'm "
    "i'd you'll you've you're you'd it's it'll that's there's here's they'll they're let's "
    "can't kindly regarding sincerely regards feel just make use go happy take enjoy stay "
    "good great looking head follow wishing love".split()
)
"""Words, in lower case, that often start a sentence and seldom go on behind an abbreviation."""
_LOWER_STARTERS = frozenset(
    "i we it please thanks this they i'll i've i'm we'll we've we're it's you'll".split()
)


def full_stop(text: str, begin: int, at: int, following: str) -> bool:
    """True where a single full stop is one, not the end of an abbreviation or a list number."""
    words = text[max(begin, at - _WORD_REACH) : at].rsplit(None, 1)
    if not words or text[at - 1].isspace():
        return following[0].isupper()
    word = words[-1].lstrip(_OPENERS)
    lower = word.lower()
    alone = at - begin <= _WORD_REACH and text[begin:at].strip() == word
    numbered = lower in _BEFORE_NUMBER and (following[0].isdigit() or following[0] in "#§")
    if lower in _NEVER or numbered or (alone and word.isdigit()):
        return False
    if lower in ("no", "nos") and following[0].islower() and not alone:
        return _starts_sentence(following)
    single = len(word) == 1 and word.isalpha() and not following[0].isdigit()
    if single or lower in _MAYBE or word in _CALENDAR or _ACRONYM.fullmatch(word):
        return _starts_sentence(following)
    return True


def _starts_sentence(following: str) -> bool:
    if following[0].isdigit() or following[0] in "§#($€£":
        return False
    match = re.match(_NEXT_WORD, following)
    if match is None:
        return True
    word = match[1].replace("’", "'")
    return word.lower() in (_LOWER_STARTERS if word[0].islower() else STARTERS)
