"""Reports for a pull request."""

import re

import pytest
from markdown_it import MarkdownIt

from evals.reports.markdown import block, comparison_markdown, inline, run_markdown
from evals.suite.comparison import compare
from evals.suite.run import Run
from evals.suite.summary import summary
from tests.evals.reports.runs import HOSTILE, hostile, many, regressed, scripted

GITHUB_MOST = 65_536


def _html(markdown: str) -> str:
    """As a CommonMark reader with tables shows it."""
    return str(MarkdownIt("commonmark").enable("table").render(markdown))


def test_a_comparison_begins_with_its_verdict() -> None:
    """Then the reason, the table of checks, how it was made and the broken cases."""
    comparison, a, b = regressed()
    text = comparison_markdown(comparison, a, b)

    assert text.startswith("### ❌ Regressed\n")
    html = _html(text)
    assert "<td>100.0 % [75.8, 100.0]</td>\n<td>8.3 % [1.5, 35.4]</td>" in html
    assert "<td>0 / 11</td>" in html
    assert "12 cases in both runs; what differs: prompt." in html
    assert "<h4>11 cases with something broken</h4>" in html
    assert html.count("<details>") == html.count("</details>") == 10
    assert "And 1 more." in html
    assert "We will refund it." in html


def test_a_comparison_in_which_nothing_broke_lists_nothing() -> None:
    """And says that only chance differs."""
    a, b = many(bad=1), many(id="r2")
    text = comparison_markdown(compare(a, b), a, b)

    assert text.startswith("### ⚪ No evidence\n")
    assert "<details>" not in text
    assert "nothing but chance" in text


def test_a_comparison_without_amounts_has_no_table_of_them() -> None:
    """Scripted models are not paired on what they take where one run answers nothing."""
    a, b = many(), many(id="r2")
    bare = compare(a, b).model_copy(update={"changes": ()})

    assert "takes (mean)" not in comparison_markdown(bare, a, b)


def test_a_run_lists_its_figures_with_counts_and_its_worst_cases() -> None:
    """Leaks and false alarms only where something was planted."""
    html = _html(run_markdown(scripted(), summary(scripted())))

    assert "<h3>1 of 2 cases with a failure</h3>" in html
    assert "<td>50.0 % [9.5, 90.5] (1/2)</td>" in html
    assert "hard negatives" in html
    assert html.count("<details>") == 1
    real = run_markdown(many(bad=12), summary(many(bad=12)))
    assert "reached the agent" not in real
    assert "And 2 more." in real


@pytest.mark.parametrize("length", [1, 30_000])
def test_no_text_can_break_out_whatever_it_holds(length: int) -> None:
    """Nothing of it is markup, a mention, an issue or a link; the comment fits GitHub."""
    run = hostile()
    long = run.samples[0].model_copy(update={"reply": HOSTILE * length})
    hostile_run = Run(run.header, (long,))
    text = run_markdown(hostile_run, summary(hostile_run))

    assert len(text) < GITHUB_MOST
    html = _html(text)
    assert not re.search(r"<(?:script|img|a|strong|em|h1|!--)\b", html)
    assert html.count("<table>") == 2
    assert html.count("</details>") == 1
    outside = re.sub(r"<(code|pre)>.*?</\1>", "", html, flags=re.DOTALL)
    assert not re.search("maintainers|example|#1|Heading", outside)
    assert not re.search(
        r"@maintainers|www\.|https:", re.sub(r"<pre>.*?</pre>", "", text, flags=re.S)
    )


def test_a_line_of_any_text_is_code_without_a_sign_that_acts() -> None:
    """Signs become character references, line ends blanks."""
    assert inline("a|b\n@c") == "<code>a&#124;b &#64;c</code>"
    assert _html(inline("*x* `y` <b> [z](u)")) == ("<p><code>*x* `y` &lt;b&gt; [z](u)</code></p>\n")


def test_a_text_keeps_its_lines_and_ends_where_it_should() -> None:
    """Blank lines do not end it."""
    assert _html(block("a\n\n# b\n</pre>c")) == "<pre>\na\n\n# b\n&lt;/pre&gt;c\n</pre>"
