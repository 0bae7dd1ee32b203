"""Labelled rewrites are read from both forms of file, each with what was planted in it."""

import json
from pathlib import Path

import pytest

from evals.labels import Kind, Label, Links, Pair, half_of, load, load_bench

DRAFT = "Thanks. We may refund the fee."
LABEL = {"category": "strengthened", "rewrite_span": "will refund", "draft_span": "may refund"}
OURS = {
    "id": "a",
    "facts": ["Fees are $20."],
    "customer_message": "Please!",
    "draft": DRAFT,
    "honest": {
        "text": "Thank you. We may refund your fee.",
        "sentences": [
            {"text": "Thank you.", "from": []},
            {"text": "We may refund your fee.", "from": ["D2"]},
        ],
    },
    "natural": {"text": DRAFT},
    "planted": {"text": "Thanks. We will refund the fee.", **LABEL, "sentences": []},
}


def written(path: Path, *rows: object) -> Path:
    """Rows as JSON lines in a new file."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def test_a_line_of_ours_is_four_rewrites_of_its_draft(tmp_path: Path) -> None:
    """The draft itself is one of them: it must never be accused."""
    planted, honest, natural, identity = load(written(tmp_path / "p.jsonl", OURS))

    assert planted.label == Label("strengthened", "will refund", "may refund")
    assert [pair.label for pair in (honest, natural, identity)] == [None] * 3
    assert identity.rewrite == identity.draft == DRAFT
    assert (planted.kind, identity.kind) == (Kind.PLANTED, Kind.IDENTITY)
    for pair in (planted, honest, natural, identity):
        assert (pair.facts, pair.customer) == (("Fees are $20.",), "Please!")


def test_a_line_without_its_facts_is_refused(tmp_path: Path) -> None:
    """A field that was forgotten must not be taken for an empty one."""
    rest = {name: value for name, value in OURS.items() if name != "facts"}

    with pytest.raises(KeyError, match="facts"):
        list(load(written(tmp_path / "p.jsonl", rest)))


@pytest.mark.parametrize(
    ("kind", "links"),
    [
        pytest.param(
            Kind.HONEST, (("Thank you.", ()), ("We may refund your fee.", ("D2",))), id="written"
        ),
        pytest.param(
            Kind.IDENTITY, (("Thanks.", ("D1",)), ("We may refund the fee.", ("D2",))), id="itself"
        ),
        pytest.param(Kind.NATURAL, (), id="none"),
    ],
)
def test_a_check_is_asked_for_with_the_links_or_from_the_text_alone(
    tmp_path: Path, kind: Kind, links: Links
) -> None:
    """Links are a hint: both figures are wanted."""
    pairs = load(written(tmp_path / "p.jsonl", OURS))
    pair = next(pair for pair in pairs if pair.kind is kind)

    assert pair.request(linked=True).sentences == links
    assert pair.request(linked=False).sentences is None
    assert pair.request(linked=False).facts == ("Fees are $20.",)


@pytest.mark.parametrize(
    ("words", "length"),
    [(1, "short"), (29, "short"), (30, "medium"), (90, "medium"), (91, "long")],
)
def test_the_length_of_a_draft_is_counted_in_words(words: int, length: str) -> None:
    """The bounds are those of the datasets' README."""
    assert Pair("x", Kind.HONEST, "word " * words, "word").length == length


def bench_row(name: str, policy: str | None) -> dict[str, object]:
    """A line in the open bench's form, with something lost."""
    lost = {"category": "dropped_fact", "rewrite_span": None, "draft_span": "the fee"}
    return {
        "id": name,
        "policy": policy,
        "customer_message": None,
        "draft": DRAFT,
        "honest": "Thank you. We may refund the fee.",
        "planted": {"text": "Thanks. We may refund it.", **lost},
    }


def test_a_line_of_the_bench_is_three_rewrites_and_its_natural_ones(tmp_path: Path) -> None:
    """A natural rewrite that readers would not have sent is no honest one, and is left out."""
    pairs = written(tmp_path / "p.jsonl", bench_row("d1", "No refunds."), bench_row("d2", None))
    natural = written(
        tmp_path / "n.jsonl",
        *(
            {"id": "d2", "draft": DRAFT, "rewrite": judged, "judged": judged}
            for judged in ("clean", "minor", "block")
        ),
    )

    found = list(load_bench(pairs, natural))

    assert [pair.kind for pair in found] == [*[Kind.PLANTED, Kind.HONEST, Kind.IDENTITY] * 2] + [
        Kind.NATURAL
    ] * 2
    assert [pair.rewrite for pair in found[-2:]] == ["clean", "minor"]
    assert found[0].label == Label("dropped_fact", "", "the fee")
    assert (found[0].facts, found[3].facts) == (("No refunds.",), ())
    assert not list(load_bench(written(tmp_path / "none.jsonl")))


def test_every_draft_belongs_to_one_half_with_all_its_rewrites(tmp_path: Path) -> None:
    """The half to confirm by is no check if a draft of it was looked at."""
    names = ("d1", "d2", "d3", "d4", "d5", "d6")
    pairs = written(tmp_path / "p.jsonl", *(bench_row(name, None) for name in names))
    natural = written(
        tmp_path / "n.jsonl",
        *({"id": name, "draft": DRAFT, "rewrite": DRAFT, "judged": "clean"} for name in names),
    )

    look, confirm = (list(load_bench(pairs, natural, half)) for half in ("look", "confirm"))

    assert {pair.id for pair in look} | {pair.id for pair in confirm} == set(names)
    assert not {pair.id for pair in look} & {pair.id for pair in confirm}
    assert {half_of(pair.id) for pair in look} == {"look"}
    assert len(look) + len(confirm) == 4 * len(names)


@pytest.mark.parametrize(("name", "half"), [("d110", "confirm"), ("d177", "look")])
def test_the_half_of_a_draft_never_changes(name: str, half: str) -> None:
    """It is the parity of the id's MD5, on every machine."""
    assert half_of(name) == half
