"""Our own labelled pairs: their form, and that scoring them finds what was planted."""

import hashlib
import json
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from api.domain.reading import read
from evals.labels import Kind, load
from evals.pairs import FOLDER, SPLITS, main, measure, path_of
from evals.statistics.shares import Share

FROZEN = "db592c57bf0f4893981a442b184960881a1bce693cd7eac6e65452e366066122"
DRAFT = "We may refund the fee of $20."
LIE = "We may refund $30."
CASE: dict[str, Any] = {
    "id": "t1",
    "facts": [],
    "customer_message": None,
    "draft": DRAFT,
    "honest": {"text": DRAFT, "sentences": [{"text": DRAFT, "from": ["D1"]}]},
    "natural": {"text": DRAFT},
    "planted": {
        "text": LIE,
        "category": "changed_figure",
        "rewrite_span": "$30",
        "draft_span": "$20",
        "sentences": [{"text": LIE, "from": ["D1"]}],
    },
}
BENCH_CASE = {
    "id": "d177",
    "policy": None,
    "customer_message": None,
    "draft": DRAFT,
    "honest": DRAFT,
    "planted": CASE["planted"],
}
NATURAL = {"id": "d177", "draft": DRAFT, "rewrite": DRAFT, "judged": "clean"}


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """A file with one lie about one draft."""
    return written(tmp_path / "ours.jsonl", CASE)


def written(path: Path, *rows: object) -> Path:
    """Rows as JSON lines in a new file."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def run(*arguments: object) -> Result:
    """The command as it is typed."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_the_frozen_pairs_are_the_ones_that_were_frozen() -> None:
    """A figure on pairs that were edited after the rules does not count."""
    digest = hashlib.sha256((FOLDER / "frozen.jsonl").read_bytes()).hexdigest()

    assert digest == FROZEN


@pytest.mark.parametrize("split", SPLITS)
def test_every_pair_can_be_read_and_its_links_stand_in_its_text(split: str) -> None:
    """A link to words that are not there would be no hint."""
    pairs = list(load(FOLDER / f"{split}.jsonl"))

    assert len({(pair.id, pair.kind) for pair in pairs}) == len(pairs)
    assert {pair.kind for pair in pairs} == set(Kind)
    for pair in pairs:
        assert read(pair.draft).sentences
        at = 0
        for text, _ in pair.links:
            at = pair.rewrite.index(text, at) + len(text)


@pytest.mark.parametrize("split", SPLITS)
def test_every_label_quotes_its_own_texts(split: str) -> None:
    """A slip whose words cannot be found could never be located."""
    labelled = [pair for pair in load(FOLDER / f"{split}.jsonl") if pair.kind is Kind.PLANTED]

    for pair in labelled:
        assert pair.label
        assert pair.label.rewrite_span in pair.rewrite
        assert pair.label.draft_span in pair.draft
        assert pair.label.rewrite_span or pair.label.draft_span


def test_a_planted_lie_is_caught_and_the_draft_itself_is_not(ours: Path) -> None:
    """The two ends between which every score lies, with links and without."""
    for figures in measure(tuple(load(ours))).values():
        assert figures.overall["catch"] == figures.overall["named"] == Share(1, 1)
        assert figures.overall["leak"] == Share(0, 1)
        assert figures.overall["honest accused"] == figures.overall["identity"] == Share(0, 1)


def test_scoring_prints_both_errors_with_and_without_links(ours: Path) -> None:
    """A catch rate without the accusations beside it says nothing."""
    printed = run(ours).output

    for line in ("with links, 1 drafts", "text alone, 1 drafts", "honest accused", "what stops"):
        assert line in printed


def test_several_files_are_counted_as_one(tmp_path: Path, ours: Path) -> None:
    """A set that became dev and a newer one give one figure."""
    more = written(tmp_path / "more.jsonl", {**CASE, "id": "t2"})

    printed = run(ours, more).output

    assert "text alone, 2 drafts" in printed
    assert "(2/2)" in printed
    assert "(1/1)" not in printed


def test_a_few_of_our_own_pairs_can_be_scored(tmp_path: Path) -> None:
    """The real texts, not only invented ones."""
    some = tmp_path / "some.jsonl"
    with path_of("dev").open(encoding="utf-8") as lines:
        some.write_text("".join(islice(lines, 3)), encoding="utf-8")

    assert "text alone, 3 drafts" in run(some).output


def test_the_bench_is_scored_from_the_text_alone_by_half(tmp_path: Path) -> None:
    """Its writers gave no links; a half that holds no draft counts none."""
    pairs = written(tmp_path / "pairs.jsonl", BENCH_CASE)
    natural = written(tmp_path / "natural.jsonl", NATURAL, NATURAL)
    bench = ("--bench", pairs, "--natural", natural, "--half")

    looked, other = run(*bench, "look").output, run(*bench, "confirm").output

    assert "with links" not in looked
    assert "text alone, 1 drafts" in looked
    assert "(0/2)" in looked
    assert "text alone, 0 drafts" in other


def test_all_figures_can_be_kept_as_json(ours: Path, tmp_path: Path) -> None:
    """What is compared later is not read out of a terminal."""
    kept = tmp_path / "kept.json"

    assert run(ours, "--json", kept).exit_code == 0

    figures = json.loads(kept.read_text())
    assert list(figures) == ["with links", "text alone"]
    assert figures["text alone"]["overall"]["catch"]["hits"] == 1


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        pytest.param((), "dev, seen, frozen or files", id="nothing"),
        pytest.param(("dev", "--bench", __file__), "dev, seen, frozen or files", id="both"),
        pytest.param(("dev", "--half", "look"), "belong to --bench", id="half of ours"),
        pytest.param(("dev", "--natural", __file__), "belong to --bench", id="natural of ours"),
        pytest.param(("nowhere",), "neither dev, nor seen, nor frozen, nor a file", id="no file"),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused(
    arguments: tuple[str, ...], complaint: str
) -> None:
    """Before anything is scored, and saying what would do."""
    result = run(*arguments)

    assert result.exit_code == 2
    assert complaint in result.output
