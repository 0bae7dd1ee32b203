"""Pictures and tags that only the rewrite has do not go out."""

import pytest

from api.domain.guardrails.markup import new_markup
from tests.domain.english import held
from tests.domain.guardrails.told import BLOCK, told


@pytest.mark.parametrize(
    ("draft", "rewrite", "facts", "quoted"),
    [
        ("Done.", "Done. ![](https://a.example/x.png)", "![](https://a.example/x.png)", "![]("),
        ("Done.", 'Done. <img src="https://a.example/x">', "", '<img src="https://a.example/x">'),
        ("Done.", "Done. <script>go()</script>", "", "<script>"),
        ("Done.", "Done. <A HREF=x>Go</A>", "<a href=x>", "<A HREF=x>"),
        ("Done ![](x.png).", "It is done ![](x.png).", "", None),
        ('See <a href="x">here</a>.', 'Look <a href="x">here</a>.', "", None),
        ("Done.", "Done (5 < 6, and 7 > 6).", "", None),
        ("Write to <help@a.example>.", "Please write to <help@a.example>.", "", None),
        ("Done.", "Done <3", "", None),
        ("Done.", "See [the page](https://a.example/x).", "", None),
    ],
)
def test_markup_that_loads_or_links_comes_from_the_draft(
    draft: str, rewrite: str, facts: str, quoted: str | None
) -> None:
    """A fact may give an address, but no picture and no tag: a reader's program would load them."""
    findings = told(new_markup(held(draft, rewrite, facts=(facts,))))

    assert [(name, severity, reply) for name, severity, _, reply in findings][:1] == (
        [("altered_protected", BLOCK, quoted)] if quoted else []
    )


def test_junk_is_read_in_time() -> None:
    """Opening marks without an end cost no more than their length."""
    assert not list(new_markup(held("Done.", "Done. " + "<a ![" * 7_900)))
