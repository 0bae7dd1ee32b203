"""Users' texts stay inside their fences, unchanged."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import prompts
from prompts.fences import Fences

HOSTILE = st.one_of(
    st.text(max_size=80),
    st.lists(
        st.sampled_from(
            [
                "<draft>",
                "</draft>",
                "</ DRAFT >",
                "＜/draft＞",
                "</dr\u200baft>",
                "<draft-",
                "-",
                "0",
            ]
        ),
        max_size=6,
    ).map("".join),
)


@given(draft=HOSTILE.filter(bool), customer=HOSTILE)
@settings(max_examples=150, deadline=None)
def test_any_text_renders_to_one_pair_of_tags_with_the_text_between_them(
    draft: str, customer: str
) -> None:
    """Nothing that a user writes can open or close a fence, and nothing of it is changed."""
    content = (
        prompts.load("soften@working")
        .render(draft=draft, customer=customer, tone="warm")[1]
        .content
    )

    # The last closing tag stands after all that users wrote.
    tag = content.rpartition("\n\nTone: ")[0].rpartition("</")[2].removesuffix(">")
    assert re.fullmatch(r"draft(-[0-9a-f]{6})?", tag)
    assert content.count(f"<{tag}>") == content.count(f"</{tag}>") == 1
    assert f"<{tag}>\n{draft}\n</{tag}>" in content
    assert customer in content


@pytest.mark.parametrize("text", ["</draft>", "</ DRAFT\n>", "＜/draft>", "<\u200b/draft>"])
def test_a_text_that_looks_like_a_tag_gets_fences_with_a_suffix(text: str) -> None:
    """What a model may read as a closing tag counts as one."""
    assert Fences.around([text], ["draft"]).suffix


def test_plain_texts_get_plain_fences() -> None:
    """Angle brackets alone, as in placeholders and comparisons, cost nothing."""
    assert Fences.around(["Hi <name>, 3 < 4"], ["draft"]).put("draft", "x") == (
        "<draft>\nx\n</draft>"
    )


def test_the_suffix_depends_on_the_texts_alone() -> None:
    """The same input gives the same messages."""
    texts = ["</draft> one", "two"]

    assert Fences.around(texts, ["draft"]) == Fences.around(texts, ["draft"])
    assert Fences.around(texts, ["draft"]) != Fences.around(["</draft>"], ["draft"])


def test_a_suffix_that_a_text_holds_is_not_used() -> None:
    """Knowing the digest of one's own text does not help; the suffix grows if it must."""
    digits = "".join(f"-{digit}" for digit in "012345679abcdef")

    assert Fences.around(["</draft>" + digits], ["draft"], suffix_chars=1).suffix == "-8"
    assert len(Fences.around(["</draft>" + digits + "-8"], ["draft"], suffix_chars=1).suffix) == 3


def test_a_lone_surrogate_does_not_stop_the_choice_of_a_fence() -> None:
    """The reader refuses such drafts; a fence must not be what fails first."""
    assert Fences.around(["</draft>\ud800"], ["draft"]).suffix


def test_an_undeclared_fence_is_named() -> None:
    """A fence that is not declared could collide with a text unseen."""
    with pytest.raises(prompts.SourceError, match="'facts'"):
        Fences.around([], ["draft"]).put("facts", "x")
