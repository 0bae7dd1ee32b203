"""Where a sentence of a support reply ends."""

import pytest

from api.domain.document import Format
from api.domain.reading import read


def written(text: str, format: Format = Format.TEXT) -> list[str]:  # noqa: A002
    """The sentences of a text."""
    return [sentence.text for sentence in read(text, format).sentences]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Mr. Lee and Dr. Okafor will call.", id="titles"),
        pytest.param("We cover fees, taxes, etc. for you.", id="etc"),
        pytest.param("Bring proof, e.g. A passport, i.e. The original.", id="eg"),
        pytest.param("It weighs approx. 5 kg vs. 7 kg before.", id="approx"),
        pytest.param("See No. 5 and Fig. 3 on p. 12.", id="numbered"),
        pytest.param("Acme Inc. Support is closed.", id="inc"),
        pytest.param("We open at 9 a.m. Monday and close at 5 p.m. Eastern.", id="hours"),
        pytest.param("The U.S. Government and the St. James office agree.", id="us"),
        pytest.param("It ships on Jan. 5 or Tue. 6.", id="calendar"),
        pytest.param("J. R. Smith wrote to you.", id="initials"),
        pytest.param("Version 2.10.3 costs 4.50 now.", id="decimals"),
        pytest.param("See https://shop.example/a.b?c=d!e for more.", id="url"),
        pytest.param("Write to first.last@mail.example.com for help.", id="email"),
        pytest.param("Your .gov domain and the file report.v2.pdf are fine.", id="domain"),
        pytest.param("Well… we looked, and... it is gone.", id="ellipsis"),
        pytest.param("Under 45 C.F.R. §155.430(d)(2) you may appeal.", id="law"),
        pytest.param('Hello {{ user.name | date: "%Y. B" }} and %(a. B)s there.', id="template"),
        pytest.param("1. Open the box and wait.", id="marker"),
        pytest.param('They said "Done." and left.', id="quote"),
        pytest.param("(We looked. It is gone. Sorry.)", id="brackets"),
        pytest.param("We can help (see the note. It is short) at once.", id="inside"),
        pytest.param("Open Settings . . . then wait.", id="spaced-dots"),
        pytest.param("Our Yahoo!-style page is ready.", id="bang"),
        pytest.param("Run `a. B` now.", id="code"),
        pytest.param("it is gone and we cannot get it back", id="bare"),
        pytest.param("Hope this helps! ^SA", id="agent"),
        pytest.param("Hope this helps. /CH", id="slash-agent"),
        pytest.param("Hope this helps!\n^SA", id="agent-below"),
        pytest.param("Thanks so much! 😀🎉", id="emoji"),
        pytest.param("Thanks so much!😀", id="emoji-close"),
        pytest.param("Dept. of Labor, Acme Co. and Smith et al. agree.", id="dept"),
        pytest.param("Send your order no. and a photo.", id="order-no"),
        pytest.param("It takes 3 biz. days.", id="biz"),
        pytest.param("The fee, est. $5, is due (min. 2 days).", id="est"),
    ],
)
def test_a_sentence_is_not_cut_in_two(text: str) -> None:
    """What looks like an end, and is none, stays inside."""
    bare = text.removeprefix("1. ")

    assert written(text) == [bare]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("We can at 5 p.m. We will.", ["We can at 5 p.m.", "We will."], id="pm"),
        pytest.param("it is a no. we tried.", ["it is a no.", "we tried."], id="lower-no"),
        pytest.param("no. sorry", ["no.", "sorry"], id="only-no"),
        pytest.param("No. We cannot.", ["No.", "We cannot."], id="no"),
        pytest.param(
            "ok. we cannot do it. thanks", ["ok.", "we cannot do it.", "thanks"], id="lower"
        ),
        pytest.param("Really?! We did.", ["Really?!", "We did."], id="marks"),
        pytest.param('He said "no." We agree.', ['He said "no."', "We agree."], id="quote"),
        pytest.param("(It is gone.) We looked.", ["(It is gone.)", "We looked."], id="bracket"),
        pytest.param("**Done.** We looked.", ["**Done.**", "We looked."], id="bold"),
        pytest.param("Wait... Then go.", ["Wait...", "Then go."], id="ellipsis"),
        pytest.param("Take Plan B. We can.", ["Take Plan B.", "We can."], id="letter"),
        pytest.param("It cost 5. You paid 7.", ["It cost 5.", "You paid 7."], id="number"),
        pytest.param("Thanks! 😀 We sent it.", ["Thanks! 😀", "We sent it."], id="emoji"),
        pytest.param("Great! 😀 We do.", ["Great! 😀", "We do."], id="emoji-both"),
        pytest.param("So sad 😟 While we try.", ["So sad 😟", "While we try."], id="emoji-stop"),
        pytest.param("We paid. $5 is left.", ["We paid.", "$5 is left."], id="amount"),
        pytest.param("Hi {{n}}. {{m}} is due.", ["Hi {{n}}.", "{{m}} is due."], id="template"),
        pytest.param(
            "Look: https://a.example/x. Hope it helps!",
            ["Look: https://a.example/x.", "Hope it helps!"],
            id="url-stop",
        ),
        pytest.param(
            "Look: https://a.example/x Hope it helps!",
            ["Look: https://a.example/x", "Hope it helps!"],
            id="url-no-stop",
        ),
        pytest.param(
            "不能退款。请联系我们！谢谢", ["不能退款。", "请联系我们！", "谢谢"], id="chinese"
        ),
        pytest.param("هل تريد؟ لا نستطيع. شكرا", ["هل تريد؟", "لا نستطيع.", "شكرا"], id="arabic"),
        pytest.param("شکریہ۔ ہم کریں گے۔", ["شکریہ۔", "ہم کریں گے۔"], id="urdu"),
        pytest.param("One.\r\nTwo.\r\n\r\nThree.", ["One.", "Two.", "Three."], id="crlf"),
        pytest.param(
            "We open at 9 a.m. please wait.",
            ["We open at 9 a.m.", "please wait."],
            id="lower-starter",
        ),
        pytest.param("Wait . Then go.", ["Wait .", "Then go."], id="space-before"),
        pytest.param(
            "It failed :( Sorry (again). Bye.",
            ["It failed :( Sorry (again).", "Bye."],
            id="sad-face",
        ),
        pytest.param("Sorted 🙂. Bye", ["Sorted 🙂.", "Bye"], id="emoji-full-stop"),
        pytest.param("Hi. 🙂.\u00a0a", ["Hi. 🙂.", "a"], id="stop-emoji-stop"),
    ],
)
def test_a_sentence_ends(text: str, expected: list[str]) -> None:
    """Also without a capital behind it, without a space in Chinese, and behind a link."""
    assert written(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Dear Sam,\nwe looked.", ["Dear Sam,", "we looked."], id="greeting"),
        pytest.param("Hi Sam\nWe looked.", ["Hi Sam", "We looked."], id="bare-greeting"),
        pytest.param("Done.\nBest,\nSam", ["Done.", "Best,", "Sam"], id="closing"),
        pytest.param("Kind regards,\nthe team", ["Kind regards,", "the team"], id="lower-team"),
        pytest.param(
            "STATUS: Rejected\nORDER: 5\nwe looked",
            ["STATUS: Rejected", "ORDER: 5", "we looked"],
            id="labels",
        ),
        pytest.param("We need:\nyour name", ["We need:", "your name"], id="colon"),
        pytest.param("Next steps\nYou pay.", ["Next steps", "You pay."], id="title"),
        pytest.param("We cannot\nrefund it.", ["We cannot\nrefund it."], id="wrapped"),
        pytest.param(
            "We are sorry to say that the order which you have placed with\r\nAcme is gone.",
            ["We are sorry to say that the order which you have placed with\r\nAcme is gone."],
            id="wrapped-long",
        ),
        pytest.param("We cannot\n\nrefund it", ["We cannot", "refund it"], id="blank-line"),
        pytest.param("Thanks!\n🎉🎉\nBye", ["Thanks!", "🎉🎉", "Bye"], id="emoji-line"),
        pytest.param(
            "Everything that we know about it is on this page, at https://a.example/x\nThanks",
            ["Everything that we know about it is on this page, at https://a.example/x", "Thanks"],
            id="link-last",
        ),
    ],
)
def test_a_newline_ends_a_sentence_unless_prose_was_wrapped(text: str, expected: list[str]) -> None:
    """Greetings, closings, labels and titles are sentences without a full stop."""
    assert written(text) == expected


@pytest.mark.parametrize(
    ("text", "ending"),
    [
        pytest.param("we look at the box, and " * 100, ",", id="behind-a-comma"),
        pytest.param("we look at the box and " * 100, "", id="between-words"),
        pytest.param("we😀go" * 500, "", id="no-space"),
        pytest.param("| " + "a box " * 400 + "|", "", id="table-row"),
        pytest.param("word " * 199 + "https://a.example/" + "a" * 900 + " is it", "", id="link"),
        pytest.param("word " * 195 + "x" * 24 + "{{a name " + "b" * 99 + "}} is it", "", id="name"),
    ],
)
def test_a_sentence_without_end_is_cut(text: str, ending: str) -> None:
    """Nobody writes 1,000 characters without a full stop; rules look at all pairs of clauses."""
    document = read(text)

    *cut, last = document.sentences
    assert cut
    assert all(len(sentence.text) <= 2_000 for sentence in cut)
    assert all(sentence.text.endswith(ending) for sentence in cut)
    for piece in document.protected:
        assert any(s.start <= piece.start and piece.end <= s.end for s in document.sentences)
    gaps = zip(document.sentences, document.sentences[1:], strict=False)
    assert not any(text[one.end : other.start].strip() for one, other in gaps)
    assert last.text


def test_what_cannot_be_cut_stays_whole() -> None:
    """A long link is one word, and so is Chinese without punctuation."""
    assert len(written("https://a.example/" + "a" * 3_000)) == 1
    assert len(written("答" * 3_000)) == 1
