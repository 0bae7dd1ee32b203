"""Texts to make a check slow or wrong, by what they repeat; a "near" one almost matches a pattern.

`KEPT` ones are worst where a rewrite keeps them, `LOST` ones where it drops them, `NEW` ones where
the draft has them not.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from itertools import count, repeat

from api.domain.errors import MAX_SENTENCES

MOST = MAX_SENTENCES - 10
"""Sentences of one text; some are left for what a rewrite adds."""

Text = Callable[[int], str]
"""Makes a text of at most so many characters."""


def filled(pieces: Iterable[str], chars: int, most: int | None = None) -> str:
    """As many of the pieces as fit into so many characters, at most `most`."""
    made: list[str] = []
    length = 0
    for n, piece in enumerate(pieces):
        length += len(piece)
        if length > chars or n == most:
            break
        made.append(piece)
    return "".join(made)


def again(piece: str, sentences: int = 0) -> Text:
    """The same piece again and again; `sentences` says how many there are in a piece, if any."""
    return partial(filled, repeat(piece), most=MOST // sentences if sentences else None)


def each(piece: Callable[[int], str], sentences: int = 0) -> Text:
    """Pieces made from 0, 1, 2, ..., all different."""
    most = MOST // sentences if sentences else None
    return lambda chars: filled(map(piece, count()), chars, most)


def made_up(number: int) -> str:
    """A word that no lexicon holds, for each number below 17,576 another one."""
    return "q" + "".join(chr(97 + number // 26**place % 26) for place in range(3)) + "q"


_LINK = "https://a.example/"
KEPT: Mapping[str, Text] = {
    "long words": again("a" * 99 + " "),
    "blank lines": lambda chars: "We can.\n" + "\n \t\n" * (chars // 4 - 4) + "We may.",
    "list lines": again("- item\n", 1),
    "deep lists": each(lambda n: " " * (n % 40) + "- we can\n", 1),
    "indented dashes": again(" " * 39 + "-\n"),
    "near fences": again("``` a`\n", 1),
    "table rows": again("| a | 5 |\n", 1),
    "table rules": again("a|b\n-|-\n", 2),
    "headings": again("Steps\n===\n", 1),
    "near headings": again("###### # a\n", 1),
    "rules": again("- - - - - -\n"),
    "labels": again("Status: a\n", 1),
    "initials": again("we can see it\n^SA\n", 1),
    "wrapped lines": again("we went on and on until the very end of the longest line there was\n"),
    "full stops": again("....!!?? "),
    "closing marks": again(".\"')]*_~ a "),
    "brackets": again("(a. :( b. ) ( "),
    "ellipses": again("a… b... "),
    "short sentences": again("Go on.\n", 1),
    "near domains": again("a-a.a-a.a-a.a-a.a-a.a- "),
    "emoji": again("😀 "),
    "flags and keycaps": again("🇩🇪🇫🇷1\ufe0f\u20e3#\ufe0f\u20e3🇩 "),
    "apostrophes and hyphens": again("a'b'c'd-e-f "),
    "if": again("if "),
    "not": again("not "),
    "you must": again("you must "),
    "may": again("may "),
    "keep": again("keep "),
    "and": again("and we and you and "),
    "courtesies": again("Thanks for that, sorry! ", 1),
    "mixed scripts": again("we говорим с вами 答え مرحبا "),
    "months": again("May June Jul "),
    "dashes": again("- -- — "),
    "words over the cap": lambda chars: "a" * chars,
    "sentences over the cap": again("1.\n"),
    "nothing to see": lambda chars: "\u200b \n" * (chars // 3),
    "half a character": lambda chars: "a " * (chars // 2 - 1) + "\ud800",
}
LOST: Mapping[str, Text] = {
    "one link": lambda chars: _LINK + "a" * (chars - len(_LINK)),
    "one link with brackets": lambda chars: _LINK + "()[]" * ((chars - len(_LINK)) // 4),
    "near list marks": again("(1 12 - iv (a\n", 1),
    "many fences": again("```\na\n```\n"),
    "quoted lines": again("> > > a\n\n"),
    "quote headers": again("Kim wrote:\n", 1),
    "capitals": again("NEXT STEPS\n\n", 1),
    "near forwarded": again("---- Forwarded messag ----\n", 1),
    "near sent from": again("Sent from a\n", 1),
    "greetings": again("Good morning to whom it may\n", 1),
    "near closings": again("with my kind regard\n", 1),
    "abbreviations": again("e.g. Mr. No. 5 p.m. etc. a.b.c. "),
    "one giant sentence": again("we look at the box and the label "),
    "alike sentences": again("We look at your box again today. ", 1),
    "almost alike sentences": each(lambda n: f"We look at box w{n}x of yours. ", 1),
    "links": each(lambda n: f"https://a.example/{n} "),
    "near links": again("http://( www. ftp:// "),
    "domains": each(lambda n: f"a{n}.example.com "),
    "long domains": again("a" * 60 + "." + "b" * 60 + ". "),
    "addresses": each(lambda n: f"a{n}@b.co "),
    "near addresses": again("a.b+c%d@e- "),
    "mentions": each(lambda n: f"@a{n} "),
    "code": each(lambda n: f"`a{n}` "),
    "placeholders": each(lambda n: f"{{{{a{n}}}}} "),
    "near placeholders": again("{{a %(b <c «d *|e [[f {%g "),
    "bracketed words": each(lambda n: f"[Name {n}] "),
    "overlapping pieces": again("[see https://a.example/{{x}}@y.co#12345 `a@b.co`] "),
    "phones": each(lambda n: f"+1 415 555 {n:04} "),
    "extensions": again("call +1 415 555 0132 ext "),
    "ids": each(lambda n: f"AB-{n:06} "),
    "near ids": again("1_-a1-B/c+d= "),
    "hashes of commits": again("0123456789abcdef0 "),
    "shouted words": again("order PLEASE ticket CANNOT "),
    "paragraphs of law": again("§ 5(a)(b)(c) §"),
    "contractions": again("we'll won't n't 'd've y'all'd've "),
    "different words": each(lambda n: f"{made_up(n)} "),
    "our": again("our "),
    "please": again("please "),
    "pledges": again("we will refund you, we will call you, "),
    "unheard promises": again("we will frobnicate, "),
    "refusals": again("we cannot refund it, "),
    "refusal sentences": each(lambda n: f"We cannot refund item w{n}x. ", 1),
    "offers": again("we could offer you a discount, "),
    "past acts": again("we have sent it, we have frobnicated, "),
    "questions": again("Could you send a photo of it? ", 1),
    "instructions": again("please send it, "),
    "near phrases": again("we should have not no longer do not at no nothing more we "),
    "guarantees": again("guaranteed maybe definitely possibly "),
    "faults": again("we should have failed our end of it, "),
    "joints": again("a;b:c(d)e—f - "),
    "digits": again("1234567890 "),
    "one hundred": again("one hundred "),
    "number words": again("twenty-one thousand and five hundred "),
    "versions": again("1.1.1.1.1.1.1.1.1.1.1a "),
    "durations": each(lambda n: f"{n} days, "),
    "near durations": again("5 business working full calendar "),
    "slash dates": each(lambda n: f"{n % 28 + 1}/{n // 28 % 12 + 1}/{1900 + n // 336} "),
    "near dates": again("1/2/ 4th of of May May 5 or May to "),
    "clocks": again("half past quarter to 5 p.m. 13:00-5 o'clock "),
    "amounts": each(lambda n: f"${n}.50 "),
    "ranges": each(lambda n: f"${n}-${n + 5}, "),
    "percentages": each(lambda n: f"{n}% "),
    "ordinals": again("first second third "),
    "bounds": again("at least at most up to 5 "),
}
NEW: Mapping[str, Text] = {
    "zero width": again("\u200b" * 5 + "a "),
    "open fences": again("```\na\n"),
    "nested brackets": lambda chars: "(" * (chars // 400) + "([{ a. )]} " * (chars // 12),
    "full stops of the East": again("答え。", 1),
    "near code": again("`a ``b ```c "),
    "near bracketed words": again("[A b c d e f g h i j k l m n o p q r s t u v w x y z, "),
    "format strings": again("%s %d %1$s %.2f %%a%% %name% "),
    "joined emoji": again("👩🏽\u200d👩🏽\u200d👧🏽\u200d👦🏽"),
    "tagged flags": again("🏴\U000e0067\U000e0062\U000e007f"),
    "near phones": again("1 2 (3) 4-5/6.7 8 a "),
    "combining marks": again("e\u0301a\u0308 "),
    "letters": again("b c d e f g h j k l m n "),
    "no": again("no "),
    "make": again("make get no "),
    "foreign sentences": again("vous avez votre argent et nous le savons. ", 1),
    "small numbers": again("1 2 3 "),
    "different numbers": each(lambda n: f"{n} "),
    "fractions": again("1/2 half an hour and a half, three quarters of "),
    "dates of one day": each(lambda n: f"{n % 10_000:04}-05-04 "),
    "years": each(lambda n: f"May 5, {1900 + n % 200} "),
    "weekdays": again("Mon Tuesdays Wed "),
    "near amounts": again("$ € 5-$ £-5 7k "),
    "CRLF": again("We can send it.\r\n\r\n", 1),
}
