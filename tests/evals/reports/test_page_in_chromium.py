"""The page of a run in a browser: what people see, and can do with keys alone."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from evals.reports.page import comparison_page, run_page
from evals.suite.run import Run
from evals.suite.summary import summary
from tests.chromium import FAINT, chromium
from tests.evals.reports.runs import BROKEN, DRAFT, HOSTILE, KIND, hostile, regressed, scripted

pytestmark = pytest.mark.browser

Opening = Callable[..., Page]
PAIRS = (
    (DRAFT, KIND),
    (DRAFT, BROKEN),
    ("", "All new."),
    ("All gone.", ""),
    ("Same.\n\nSame.", "Same.\n\nSame."),
    ("a b 7 d e", "x b 7 y e"),
    ("word " * 3_500, "other " * 3_500),
)
NESTED = """() => [...document.querySelectorAll('h1, h2, h3')]
  .filter((node) => node.checkVisibility()).map((node) => Number(node.tagName[1]))"""
UNNAMED = """() => [...document.querySelectorAll('input, select, button, a[href], svg[role=img]')]
  .filter((node) => node.checkVisibility())
  .filter((node) => !(node.labels?.length || node.textContent.trim() || node.ariaLabel))
  .map((node) => node.outerHTML)"""
SELECTED = "() => document.activeElement.textContent"


def _compared() -> str:
    comparison, a, b = regressed()
    return comparison_page(comparison, (a, summary(a)), (b, summary(b)))


def _of(run: Run) -> str:
    return run_page(run, summary(run))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with chromium() as browser:
        yield browser


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opening]:
    """Opens a page from a file. Fails the test on an error, a warning, a dialog or a request."""
    wrong: list[str] = []
    contexts = []

    def open_page(
        html: str,
        *,
        width: int = 1280,
        scheme: Literal["light", "dark"] = "light",
        script: bool = True,
    ) -> Page:
        path = tmp_path / "page.html"
        path.write_text(html, encoding="utf-8")
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        context.set_default_timeout(5_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: wrong.append(f"dialog {dialog.message}"))
        page.on("console", lambda said: wrong.append(said.text))
        page.on(
            "request",
            lambda asked: (
                wrong.append(asked.url)
                if asked.url not in {path.as_uri(), "data:,"} and "#" not in asked.url
                else None
            ),
        )
        page.goto(path.as_uri())
        return page

    yield open_page
    assert wrong == []
    for context in contexts:
        context.close()


def _keys(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_the_keys_j_k_enter_and_escape_walk_through_the_cases(opened: Opening) -> None:
    """From the list into a case, on to the next, and back to where it was left."""
    page = opened(_compared())

    _keys(page, "j", "j", "j", "k")
    assert page.evaluate(SELECTED) == "x-001"
    _keys(page, "Enter")
    expect(page.locator("#case-title")).to_have_text("x-001")
    expect(page.locator("#case-title")).to_be_focused()
    expect(page.locator(".steps")).to_contain_text("2 of 12")
    assert page.title() == "x-001 · kindreply evaluation"
    _keys(page, "j", "j", "k")
    expect(page.locator("#case-title")).to_have_text("x-002")
    _keys(page, "Escape")
    expect(page.locator("#overview")).to_be_visible()
    assert page.evaluate(SELECTED) == "x-002"


def test_the_first_and_the_last_case_have_no_neighbour_beyond(opened: Opening) -> None:
    """Keys stay where they are; k in an untouched list goes to its end."""
    page = opened(_compared())

    _keys(page, "k", "j", "Enter")
    expect(page.locator("#case-title")).to_have_text("x-011")
    _keys(page, "j")
    expect(page.locator("#case-title")).to_have_text("x-011")
    expect(page.locator(".steps [aria-disabled]")).to_contain_text("Next")


def test_filters_work_by_keys_alone(opened: Opening) -> None:
    """f goes to the filters, arrows choose, / searches, Escape leaves the field."""
    page = opened(_compared())
    found = page.locator("#found")

    expect(found).to_have_text("12 of 12 cases")
    _keys(page, "f", "ArrowRight")
    expect(found).to_have_text("11 of 12 cases")
    _keys(page, "/")
    page.keyboard.type("X-004 WILL")
    expect(found).to_have_text("1 of 12 cases")
    _keys(page, "Escape", "j")
    assert page.evaluate(SELECTED) == "x-004"
    page.get_by_role("button", name="Clear").click()
    expect(found).to_have_text("12 of 12 cases")
    page.get_by_label("About").select_option("refund")
    page.get_by_label("Search").fill("no such words")
    expect(found).to_contain_text("None of 12 cases fits")


def test_broken_and_fixed_cases_can_be_shown_by_check(opened: Opening) -> None:
    """As the comparison has them."""
    page = opened(_compared())
    found = page.locator("#found")

    page.get_by_text("Broken 11", exact=True).click()
    expect(found).to_have_text("11 of 12 cases")
    page.get_by_label("Check", exact=True).select_option("keeps_facts")
    expect(found).to_have_text("11 of 12 cases")
    page.get_by_label("Outcome").select_option("rewritten")
    expect(found).to_contain_text("None of 12")
    page.get_by_role("button", name="Clear").click()
    page.get_by_text("Fixed 0", exact=True).click()
    expect(found).to_contain_text("None of 12")


def test_a_figure_leads_to_its_cases(opened: Opening) -> None:
    """A count of a check, and a cell of the matrix, of the run that it belongs to."""
    page = opened(_compared())

    page.get_by_role("button", name="11 broken, keeps facts: show the cases").click()
    expect(page.locator("#found")).to_have_text("11 of 12 cases")
    expect(page.locator("#by-check")).to_have_value("keeps_facts")
    page.get_by_role("button", name="12 rewritten: show the cases").click()
    expect(page.locator("#found")).to_have_text("12 of 12 cases")
    page.get_by_role("button", name="1 rewritten: show the cases", exact=True).click()
    expect(page.locator("#found")).to_have_text("1 of 12 cases")


def test_single_keys_can_be_switched_off(opened: Opening) -> None:
    """Those who speak to their computer need it (WCAG 2.1.4)."""
    page = opened(_compared())

    _keys(page, "?")
    expect(page.get_by_role("dialog", name="Keyboard")).to_be_visible()
    page.get_by_label("Single keys act").uncheck()
    _keys(page, "Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    _keys(page, "j", "/")
    assert page.evaluate("() => document.activeElement.closest('#rows, form')") is None


def test_a_case_shows_what_each_version_changed(opened: Opening) -> None:
    """Draft to a, a to b; or both with the draft, or no comparison at all."""
    page = opened(_compared())
    _keys(page, "j", "Enter")
    sheets = page.locator("#sheets .sheet")

    expect(sheets).to_have_count(3)
    expect(sheets.nth(0).locator("ins, del")).to_have_count(0)
    assert "I'm sorry, we" in "".join(sheets.nth(1).locator("ins").all_text_contents())
    gone = "".join(sheets.nth(2).locator("del").all_text_contents())
    assert "🙂" in gone
    _keys(page, "d")
    expect(page.get_by_label("Compare")).to_have_value("draft")
    assert "🙂" not in "".join(sheets.nth(2).locator("del").all_text_contents())
    _keys(page, "d")
    expect(page.locator("#sheets :is(ins, del)")).to_have_count(0)
    expect(sheets.nth(1).locator(".text")).to_have_text(KIND)
    page.get_by_label("Compare").select_option("previous")
    expect(sheets.nth(1).locator("ins").first).to_be_visible()


def test_a_case_marks_facts_refusals_promises_and_what_must_not_be_said(opened: Opening) -> None:
    """At their places, and a table says which are kept; an emoji shifts nothing."""
    page = opened(_compared())
    _keys(page, "j", "Enter", "d", "d")
    draft, a, b = (page.locator("#sheets .sheet").nth(at) for at in range(3))

    assert "".join(draft.locator("mark.fact").all_text_contents()) == "£243 May"
    assert "".join(a.locator("mark.fact").all_text_contents()) == "£243 May"
    assert "".join(a.locator("mark.refusal").all_text_contents()) == "can't refund"
    assert "".join(a.locator("mark.promise").all_text_contents()) == "we can't refund the £24"
    expect(b.locator("mark.forbidden")).to_have_text("will refund")
    kept = page.get_by_role("row", name="3 May")
    expect(kept.locator(".tag")).to_have_text(["kept", "not found"])
    expect(draft.locator("mark.promise").first).to_have_attribute(
        "title", "promise: refund, refused"
    )


def test_a_case_says_why_it_failed_and_what_lies_behind(opened: Opening) -> None:
    """Reasons of checks, findings, promises, sentences and the model's own answer."""
    page = opened(_compared())
    _keys(page, "j", "Enter")

    expect(page.locator("#case").get_by_role("row", name="keeps facts")).to_contain_text(
        "lacks £24"
    )
    second = page.locator(".more").nth(1)
    second.get_by_text("Findings (1)").click()
    expect(second.get_by_role("row", name="new commitment")).to_contain_text("promises a refund")
    second.get_by_text("The model’s own answer").click()
    expect(second.locator("pre")).to_contain_text("We will refund it. [D1] More. [D2]")
    second.get_by_text("Promises (1)").click()
    expect(second.get_by_role("row", name="refund, refused")).to_contain_text("lost")
    expect(page.locator(".more").first).to_contain_text("apart from the marks of its sources")


def test_scripted_models_of_a_case_can_be_chosen(opened: Opening) -> None:
    """The one that leaked stands first under Leaked; an error is said to be one."""
    page = opened(_of(scripted()))

    page.get_by_text("Leaked 1", exact=True).click()
    _keys(page, "j", "Enter")
    planted = page.locator("#sheets mark.planted").all_text_contents()
    assert "".join(planted) == "We will refund it"
    expect(page.locator("#case").get_by_role("rowheader", name="leak")).to_have_count(1)
    expect(page.locator(".more")).to_contain_text("new commitment, by a writer: We will refund it")
    page.get_by_label("Scripted model").select_option(label="✗ http 500")
    expect(page.locator("#sheets")).to_contain_text("No reply: provider_error")
    expect(page.locator(".more")).to_contain_text("The model gave no answer.")
    page.go_back()
    expect(page.locator("#overview")).to_be_visible()
    page.get_by_role("button", name="1 faithful, rewritten: show the cases").click()
    expect(page.locator("#by-behaviour")).to_have_value("faithful")
    expect(page.locator("#found")).to_have_text("1 of 2 cases")


def test_a_case_has_its_own_address(opened: Opening, tmp_path: Path) -> None:
    """It can be sent to a colleague who has the file; an unknown one shows the overview."""
    page = opened(_compared())

    page.goto((tmp_path / "page.html").as_uri() + "#case=x-003")
    page.reload()
    expect(page.locator("#case-title")).to_have_text("x-003")
    page.goto((tmp_path / "page.html").as_uri() + "#case=nothing")
    expect(page.locator("#overview")).to_be_visible()


def test_a_hostile_text_neither_runs_nor_breaks_anything(opened: Opening) -> None:
    """It stands there as it was written, wherever it came from."""
    page = opened(_of(hostile()))
    _keys(page, "j", "Enter")
    page.evaluate(
        "() => document.querySelectorAll('details').forEach((one) => { one.open = true; })"
    )

    expect(page.locator("#sheets .sheet").nth(1).locator(".text")).to_contain_text(
        "</script><img src=x onerror=alert(1)>"
    )
    assert page.locator("img, script[src], iframe").count() == 0
    assert page.evaluate("() => document.querySelectorAll('[onerror], [style]').length") == 0
    expect(page.locator("#sheets mark.fact").first).to_have_text("<img src=x")
    assert HOSTILE.splitlines()[-1] in str(page.locator("#sheets .text").last.text_content())


@pytest.mark.parametrize("pair", PAIRS, ids=[f"{a:.12}->{b:.12}" for a, b in PAIRS])
def test_a_difference_makes_up_both_texts(opened: Opening, pair: tuple[str, str]) -> None:
    """What is same or new is the later text to the letter; same or gone has the earlier words."""
    page = opened(_compared())
    parts = page.evaluate("([before, after]) => difference(before, after)", list(pair))

    def told(*kinds: str) -> str:
        return "".join(part["text"] for part in parts if part["what"] in kinds)

    assert told("same", "ins") == pair[1]
    assert told("same", "del").split() == pair[0].split()


def test_a_lone_word_between_two_changes_joins_them_and_a_figure_does_not(
    opened: Opening,
) -> None:
    """A figure that stayed is worth seeing."""
    page = opened(_compared())
    told = page.evaluate("() => difference('a b c 7 e f', 'x b y 7 z f')")

    assert [(part["what"], part["text"]) for part in told] == [
        ("del", "a b c "),
        ("ins", "x b y "),
        ("same", "7 "),
        ("del", "e "),
        ("ins", "z "),
        ("same", "f"),
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_everything_is_readable_named_and_in_order(
    opened: Opening, scheme: Literal["light", "dark"], width: int
) -> None:
    """Contrast of 4.5 to 1, a name for each control, headings one by one, nothing to the side."""
    for html in (_compared(), _of(scripted())):
        page = opened(html, scheme=scheme, width=width)
        for _ in ("overview", "case"):
            assert page.evaluate(FAINT) == []
            assert page.evaluate(UNNAMED) == []
            levels = page.evaluate(NESTED)
            assert levels[0] == 1
            assert levels.count(1) == 1
            assert all(after <= before + 1 for before, after in pairwise(levels))
            assert page.evaluate("() => document.documentElement.scrollWidth") <= width
            _keys(page, "j", "Enter")
            expect(page.locator("#case-title")).to_be_visible()


def test_the_figures_need_no_script(opened: Opening) -> None:
    """The cases do, and the page says so."""
    page = opened(_compared(), script=False)

    expect(page.get_by_role("heading", level=1)).to_have_text("Regressed")
    expect(page.get_by_role("img").first).to_be_visible()
    expect(page.get_by_text("need JavaScript")).to_be_visible()
    expect(page.locator("#filters")).to_be_hidden()


def test_paper_shows_no_controls(opened: Opening) -> None:
    """Figures and texts only."""
    page = opened(_compared())
    page.emulate_media(media="print")

    expect(page.locator("#filters")).to_be_hidden()
    expect(page.locator("#help-open")).to_be_hidden()
    expect(page.locator("#list")).to_be_visible()
