"""The page of a run, as a file."""

import base64
import hashlib
import re

from api.domain.reading import read
from evals.reports.page import SCRIPTS, comparison_page, run_page
from evals.suite.case import Case, Kind
from evals.suite.checks import CHECKS
from evals.suite.comparison import compare
from evals.suite.dataset import load_kinds
from evals.suite.run import Run, Sample
from evals.suite.summary import summary
from tests.evals.reports.runs import OTHER, hostile, many, regressed, sample, scripted
from tests.evals.suite.making import run

MOST_BYTES = 1_500_000
CASES = 240
PROMISE = {
    "act": "deadline",
    "strength": "will",
    "change": "same",
    "draft": {"start": 200, "end": 260},
}


def _compared() -> str:
    comparison, a, b = regressed()
    return comparison_page(comparison, (a, summary(a)), (b, summary(b)))


def test_the_policy_allows_our_own_script_and_style_and_nothing_else() -> None:
    """By their digests, so that no other script can act even if one got in."""
    page = run_page(scripted(), summary(scripted()))

    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', page)
    for tag in ("style", "script"):
        (text,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{tag}-src &#39;sha256-{digest}&#39;" in policy
    assert policy.startswith("default-src &#39;none&#39;;")
    assert "unsafe" not in policy


def test_the_page_names_no_other_file_and_no_address() -> None:
    """Nothing to load: no link, source, import or URL but those within the page."""
    page = _compared()

    assert set(re.findall(r'(?:src|href)="([^"]*)"', page)) == {"data:,", "#cases"}
    assert not re.search(r"@import|url\(|https?://|fetch\(|XMLHttpRequest|innerHTML|eval\(", page)
    assert not re.search(r'\sstyle="|\son[a-z]+="', page)


def test_the_verdict_stands_first_and_each_share_has_its_interval_and_count() -> None:
    """Also for those who read no chart."""
    page = _compared()

    assert re.search(r'<h1 id="verdict"><span class="word regressed">Regressed</span>', page)
    assert 'aria-label="a 100.0 % [75.8, 100.0]; b 8.3 % [1.5, 35.4]"' in page
    single = run_page(scripted(), summary(scripted()))
    assert "1 of 2 cases have a failure; 1 of 2 planted slips reached the agent</h1>" in single
    assert "Leaks: 50.0 % [9.5, 90.5] (1/2)." in single


def test_a_comparison_says_which_cases_it_could_not_pair() -> None:
    """Those of one run only, and those without a reply."""
    a, b = many(), many(id="r2", prompt=OTHER)
    lone = many()
    shorter = Run(
        b.header.model_copy(update={"cases": b.header.cases[1:]}),
        (*b.samples[1:-1], Sample(case="x-011", error="ReadTimeout")),
    )
    there = comparison_page(compare(a, shorter), (a, summary(a)), (shorter, summary(shorter)))
    back = comparison_page(compare(shorter, lone), (shorter, summary(shorter)), (a, summary(a)))

    assert "11 cases in both runs, 1 only in a; 1 left out, since a run has no reply." in there
    assert "1 only in b" in back


def test_the_judge_has_its_chart_where_it_was_asked() -> None:
    """Levels from 1 to 3."""
    judge = {"name": "judge", "version": "1.0.0", "id": "sha256:cc"}
    score = {"value": "care", "level": 2, "judge": judge, "model": "j", "evidence": ["sorry"]}
    judged = run(sample("x-001", scores=[score]))

    assert '<h2 id="values-title">Values</h2>' in run_page(judged, summary(judged))
    assert "values-title" not in _compared()


def test_a_hostile_text_is_text_in_every_place_of_the_page() -> None:
    """Names, models, drafts, answers, reasons: none opens or ends an element."""
    page = run_page(hostile(), summary(hostile()))

    assert page.count("<script") == page.count("</script>") == 2
    assert "<img" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;" in page


def test_the_scripts_and_the_style_cannot_end_their_own_elements() -> None:
    """They stand in the page as they are."""
    page = run_page(many(), summary(many()))

    assert page.count("</style>") == 1
    assert len(SCRIPTS) == 3


def _answered(case: Case, *, better: bool) -> Sample:
    """A case as a real model would answer it: one close to the honest rewrite, or a mended one."""
    plain = case.plain_rewrite if better else f"Hello there. {case.plain_rewrite} Kind regards!"
    sentences = [each.text for each in read(plain).sentences]
    return sample(
        case.id,
        good=better,
        answer=case.rewrite if better else plain.replace("the", "that"),
        reply=plain,
        sentences=[{"text": text, "sources": ["D1"], "kind": "reworded"} for text in sentences],
        promises=[{**PROMISE, "reply": {"start": n, "end": 90 + n}} for n in range(8)],
        checks=[
            {"name": name, "passed": better or name != "short_sentences", "why": plain[:60]}
            for name in CHECKS
        ],
    )


def test_240_cases_in_two_versions_fit_in_one_and_a_half_megabytes() -> None:
    """A page can be attached to an e-mail and opens at once."""
    cases = load_kinds([Kind.CORE])[:CASES]
    a = run(*(_answered(case, better=True) for case in cases), cases=cases)
    b = run(*(_answered(case, better=False) for case in cases), cases=cases, id="r2", prompt=OTHER)
    page = comparison_page(compare(a, b), (a, summary(a)), (b, summary(b)))

    assert len(cases) == CASES
    assert len(page.encode()) <= MOST_BYTES
