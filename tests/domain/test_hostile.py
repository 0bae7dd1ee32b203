"""Whatever is sent, a check refuses it or ends, keeps its guarantees and takes linear work."""

import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from types import CodeType, FrameType
from typing import Self

import pytest

import api.domain
from api.domain.errors import DraftError
from api.domain.mending import Mended
from api.domain.reading import read
from tests.domain.english import lexicon
from tests.domain.test_guarantees import check_kept, check_spans
from tests.hostile_pairs import HOSTILE, Pair, checked

CHARS = 2_000
GROWTH = 8
"""Times the work that four times the text may take; a loop within a loop takes up to 16. A short
sentence that both texts hold is read once, a long one is cut, in each text elsewhere.
"""
Hook = Callable[[FrameType, str, object], None]
CORE = str(next(iter(api.domain.__path__)))


class Work:
    """Counts the core's work, by the hook that debuggers use.

    `lines` that ran, and `chars` that were read: what mending puts together is read again.
    """

    def __init__(self) -> None:
        self.lines = self.chars = 0
        self._hooks: dict[CodeType, Hook | None] = {}

    def __enter__(self) -> Self:
        self._tracing = sys.gettrace()
        sys.settrace(self._enter)
        return self

    def __exit__(self, *_: object) -> None:
        sys.settrace(self._tracing)

    def _enter(self, frame: FrameType, _event: str, _arg: object) -> Hook | None:
        code = frame.f_code
        if code is read.__code__:
            self.chars += len(frame.f_locals["text"])
        if code not in self._hooks:
            self._hooks[code] = self._line if code.co_filename.startswith(CORE) else None
        return self._hooks[code]

    def _line(self, _frame: FrameType, _event: str, _arg: object) -> None:
        """Lines, and returns from functions; a hook that gives None back stays."""
        self.lines += 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a pair: `mended` is None where it is refused."""

    mended: Mended | None
    lines_per_char: float

    @classmethod
    def of(cls, pair: Pair) -> "Outcome":
        """Check the pair and count."""
        mended = None
        lexicon()  # made ready once, which is no work of this pair
        with Work() as work, suppress(DraftError):
            mended = checked(pair)
        return cls(mended, work.lines / work.chars)


@pytest.fixture(scope="module", params=HOSTILE)
def long(request: pytest.FixtureRequest) -> Outcome:
    """One hostile pair, checked once for both tests."""
    return Outcome.of(HOSTILE[request.param](CHARS))


def test_a_hostile_pair_is_refused_or_comes_out_sound(long: Outcome) -> None:
    """What goes out blocks nowhere and loses nothing, or is the draft."""
    mended = long.mended
    if mended is None:
        return
    draft = mended.comparison.draft.document

    assert mended.text == draft.text or not mended.inspection.blocks
    assert mended.comparison.reply.document.text == mended.text
    check_kept(draft, mended)
    check_spans(mended.comparison)


def test_work_grows_with_the_length_and_no_faster(
    long: Outcome, request: pytest.FixtureRequest
) -> None:
    """Counted in lines that run, so that a quadratic loop fails on any machine, busy or not."""
    short = Outcome.of(HOSTILE[request.node.callspec.params["long"]](CHARS // 4))

    assert long.lines_per_char <= GROWTH / 4 * short.lines_per_char
