"""The page in a browser: what an agent sees and can do, by mouse and by keyboard alone."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from api.domain.reading import read
from tests.chromium import FAINT
from tests.web.answers import REFUSED, REPLY, answer, mended, sentence, span
from tests.web.softening import Answering, soften

pytestmark = pytest.mark.browser

HOSTILE = '<img src=x onerror=alert(1)> <script>alert(2)</script> We can\'t refund "order" 7 & 8.'
DRAFTS = (
    "One. Two! Three? Four",
    "Hi {{name}},\n\nYour order 48-B left today. Track it at https://example.com/a?b=1.\n\nBye.",
    "Please:\n- restart it.\n- wait 5 min. for it\n\n> You wrote this.\n\nThanks.\n-- \nAnn",
    "Dr. Lee will call at 9 a.m. on Monday. It costs $3.50, e.g. with post.",
    "مرحبا بك. سنرد غدا.",
    REFUSED,
)
LONG = " ".join(f"word{n}" for n in range(6_000)) + "."
PAIRS = (
    (REFUSED, REPLY),
    ("", "All new."),
    ("All gone.", ""),
    ("Same.\n\nSame.", "Same.\n\nSame."),
    (" a b c d e f g", "x b y d z f g\n"),
    ("You must wait 5 days.", "Please wait 5 days."),
    ("Kept here. " + LONG, "Kept here. " + LONG.upper()),
)
READ = "async (text) => (await import('/web/sentences.js')).read(text).map((one) => one.text)"
DIFF = "async ([draft, reply]) => (await import('/web/diff.js')).diff(draft, reply)"
MARKED = "() => [...document.querySelectorAll('#mirror mark')].map((one) => one.textContent)"
CHOSEN = "() => { const d = document.getElementById('draft');"
CHOSEN += " return d.value.slice(d.selectionStart, d.selectionEnd); }"


def test_softens_an_example_without_a_model(page: Page) -> None:
    """On a fresh machine the button works, and the page says who wrote the reply and why."""
    page.click("text=Late parcel")
    page.click("#soften")

    expect(page.locator("#reply")).to_contain_text("48213-B")
    expect(page.locator("#reply")).to_contain_text("$7.50")
    expect(page.locator("#byline")).to_contain_text("no model is configured")
    expect(page.locator("#announce")).to_contain_text("Reply ready.")
    expect(page.locator("#reply-title")).to_be_focused()


def test_every_example_gets_a_reply(page: Page) -> None:
    """An example that ends in an error would be a poor welcome."""
    for name, kept in (("No refund", "$96"), ("Locked account", "https://example.com/unlock")):
        page.click(f"text={name}")
        page.click("#soften")
        expect(page.locator("#reply")).to_contain_text(kept)


def test_works_with_the_keyboard_alone(page: Page, answering: Answering) -> None:
    """Skip link, draft, ask, copy, use, undo: no mouse on the way, the focus always known."""
    answering(mended())
    page.keyboard.press("Tab")
    expect(page.locator(".skip").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#draft")).to_be_focused()
    page.keyboard.type(REFUSED)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#reply-title")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#copy")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#copy")).to_have_text("Copied")
    assert page.evaluate("() => navigator.clipboard.readText()") == REPLY
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#draft")).to_be_focused()
    expect(page.locator("#draft")).to_have_value(REPLY)
    page.focus("#undo")
    page.keyboard.press("Enter")
    expect(page.locator("#draft")).to_have_value(REFUSED)


def test_undo_goes_back_several_steps(page: Page, answering: Answering) -> None:
    """Nothing that an agent typed is lost by a click, not even by an example or by Clear."""
    answering(answer())
    soften(page, "My own words.")
    page.click("#use")
    page.click("text=No refund")
    page.click("#clear")

    for expected in ("You failed", "unexpected", "My own words."):
        page.click("#undo")
        assert expected in page.input_value("#draft")
    expect(page.locator("#undo")).to_be_hidden()


def test_markup_in_a_draft_is_only_text(page: Page) -> None:
    """Nobody's words become elements, wherever they are shown."""
    page.click("#more summary")
    page.fill("#customer", HOSTILE)
    soften(page, HOSTILE)

    expect(page.locator("#reply")).to_contain_text("<img src=x onerror=alert(1)>")
    assert page.locator("main img, main script").count() == 0


def test_markup_in_an_answer_is_only_text(page: Page, answering: Answering) -> None:
    """The model's words are no more trusted than anybody's: reasons, notes and all."""
    row = {**mended()["commitments"][0], "act": HOSTILE, "condition": HOSTILE, "figures": [HOSTILE]}
    finding = {**mended()["findings"][0], "message": HOSTILE, "guardrail": HOSTILE}
    answering(
        answer(
            HOSTILE,
            model=HOSTILE,
            engine="model",
            reason=HOSTILE,
            sentences=[sentence(HOSTILE, "D1", HOSTILE, why=HOSTILE)],
            dropped=[{"id": HOSTILE, "text": HOSTILE, "why": HOSTILE}],
            findings=[finding],
            commitments=[row],
            care_notes=[HOSTILE],
            questions=[HOSTILE],
        )
    )
    soften(page, "Plain words.")
    page.click("#sources summary")

    expect(page.locator("#sources-list li")).to_have_count(1)
    assert page.locator("main img, main script").count() == 0


def test_shows_all_that_a_mended_reply_tells(page: Page, answering: Answering) -> None:
    """Care notes first; what to look at apart from what was stopped; a lost promise stands out."""
    answering(mended())
    soften(page, REFUSED)

    expect(page.locator("#care-list li")).to_have_count(2)
    expect(page.locator("#byline")).to_contain_text("scripted-1 and mended")
    expect(page.locator("#byline")).to_contain_text("One thing is worth a look")
    expect(page.locator("#findings-list li")).to_contain_text("the reply is less sure")
    expect(page.locator("#findings-list .sides")).to_contain_text("You should keep access")
    expect(page.locator("#stopped-list li")).to_contain_text("lost refusal, new commitment")
    expect(page.locator("#stopped-list .sides")).to_contain_text("The model’s answer")
    expect(page.locator("#dropped-list li")).to_contain_text("We received your request.")
    expect(page.locator("#ledger tr.lost")).to_contain_text("not in the reply")
    expect(page.get_by_role("rowheader", name="keep access")).to_be_visible()
    care, sheet = page.locator("#care").bounding_box(), page.locator(".sheet").bounding_box()
    assert care is not None
    assert sheet is not None
    assert care["y"] < sheet["y"]


def test_a_source_is_shown_in_the_draft(page: Page, answering: Answering) -> None:
    """Hover or focus marks the draft's sentence, a click selects it."""
    answering(mended())
    soften(page, REFUSED)
    page.click("#sources summary")
    refusal = "You failed to cancel in time, so your refund request is denied."
    page.hover("#reply .said >> nth=1")
    assert page.evaluate(MARKED) == [refusal]
    page.mouse.move(0, 0)
    page.wait_for_function("() => !document.querySelector('#mirror mark')")
    page.focus("#sources-list [data-source=D3]")
    assert page.evaluate(MARKED) == ["You will keep access until 3 December."]
    page.keyboard.press("Enter")
    expect(page.locator("#draft")).to_be_focused()
    assert page.evaluate(CHOSEN) == "You will keep access until 3 December."


def test_a_source_that_cannot_be_placed_is_not_pointed_at(page: Page, answering: Answering) -> None:
    """A wrong pointer is worse than none: the number is shown, and no draft sentence marked."""
    answering(answer(sentences=[sentence(REPLY, "D1", "D7")]))
    soften(page, REFUSED)
    page.click("#sources summary")

    expect(page.locator("#sources-list .chip")).to_have_text(["D1", "D7"])
    expect(page.locator("#sources-list button.chip")).to_have_count(0)
    page.hover("#reply .said")
    assert page.evaluate(MARKED) == []


def test_reads_a_draft_as_the_service_does(page: Page) -> None:
    """The page and `api.domain.reading` agree on what `D2` is."""
    for draft in DRAFTS:
        assert page.evaluate(READ, draft) == [one.text for one in read(draft).sentences]


def test_the_diff_loses_no_word_of_either_side(page: Page) -> None:
    """Kept and removed are the draft, kept and added are the reply."""
    for draft, reply in PAIRS:
        parts = page.evaluate(DIFF, [draft, reply])["parts"]
        texts = {
            what: "".join(part["text"] for part in parts if part["what"] in ("same", what))
            for what in ("del", "ins")
        }
        assert texts["ins"] == reply
        assert "".join(texts["del"].split()) == "".join(draft.split())


def test_a_change_is_told_by_more_than_colour(page: Page, answering: Answering) -> None:
    """Struck and underlined for the eye, `ins` and `del` with words for a screen reader."""
    answering(answer("Please wait 5 days."))
    soften(page, "You must wait 5 days.")

    expect(page.locator("#diff del")).to_have_text("[removed: You must]")
    expect(page.locator("#diff ins")).to_have_text("[added: Please]")
    expect(page.locator("#diff del")).to_have_css("text-decoration-line", "line-through")
    expect(page.locator("#diff ins")).to_have_css("text-decoration-line", "underline")


def test_not_checked_is_said_plainly(page: Page, answering: Answering) -> None:
    """`unverified` never looks like passed."""
    answering(answer(verdict="unverified", engine="draft", reason="language_not_checked"))
    soften(page, "Guten Tag.")

    expect(page.locator("#verdict")).to_have_text("Not checked")
    expect(page.locator("#byline")).to_contain_text("its language cannot be checked yet")
    expect(page.locator("#byline")).to_contain_text("read it yourself")


def test_three_hundred_sentences_stay_quick(page: Page, answering: Answering) -> None:
    """Reply, diff and sources of a very long draft are there within two seconds."""
    draft = " ".join(
        f"You must send form {n} to desk {n % 7} before it closes." for n in range(300)
    )
    texts = [f"Please send form {n} to our desk {n % 7} before it closes." for n in range(300)]
    rows = [sentence(text, f"D{n}") for n, text in enumerate(texts, 1)]
    answering(answer(" ".join(texts), sentences=rows))
    page.fill("#draft", draft)
    start = page.evaluate("() => performance.now()")
    page.click("#soften")
    page.click("#sources summary")
    expect(page.locator("#sources-list li")).to_have_count(300)
    expect(page.locator("#changes-note")).to_contain_text("words in")

    assert page.evaluate("() => performance.now()") - start < 2_000
    assert page.locator("#sources-list button.chip").count() == 300


def test_right_to_left_words_keep_their_direction(page: Page, answering: Answering) -> None:
    """Direction comes from the words themselves, on both sides."""
    answering(answer("نأسف للتأخير. سيصل الطلب غدا."))
    soften(page, "الطلب متأخر.")

    for name in ("#draft", "#reply"):
        assert page.eval_on_selector(name, "(node) => node.matches(':dir(rtl)')")


def test_nothing_sticks_out_at_any_width(page: Page, answering: Answering) -> None:
    """Long words wrap, the ledger folds up, and nobody scrolls sideways."""
    word = "https://example.com/" + "a" * 300
    row = {**mended()["commitments"][0], "draft": span(word, word), "condition": word}
    answering({**mended(), "reply": f"See {word}", "commitments": [row], "care_notes": [word]})
    soften(page, word)
    page.click("#sources summary")

    for width in (320, 390, 768, 1024, 1440):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width
        assert page.evaluate("() => document.getElementById('ledger').scrollWidth") <= width


def test_the_button_is_in_reach_on_a_phone(page: Page) -> None:
    """However long the draft, the button stays on the screen."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.fill("#draft", "A line.\n" * 80)
    page.click("#more summary")
    page.evaluate("() => scrollTo(0, 0)")

    expect(page.locator("#soften")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_word_can_be_read(page: Page, answering: Answering, scheme: Any) -> None:
    """Text and ground differ by 4.5:1 or more in every state, light and dark."""
    page.emulate_media(color_scheme=scheme)
    assert page.evaluate(FAINT) == []
    answering(mended())
    soften(page, REFUSED)
    page.click("#sources summary")
    expect(page.locator("#sources-list li")).to_have_count(3)
    expect(page.locator("#diff ins").first).to_be_visible()
    assert page.evaluate(FAINT) == []
    answering({"status": 500, "request_id": "r"}, status=500)
    soften(page, "Hello.")
    expect(page.locator("#trouble")).to_be_visible()
    assert page.evaluate(FAINT) == []
