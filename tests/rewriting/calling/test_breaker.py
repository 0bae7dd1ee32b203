"""The breaker: when it opens, whom it lets through, and what it does not count."""

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from api.rewriting.calling.breaker import LATCH_S, MAX_OPEN_S, WINDOW_S, Breaker, State


class Hand:
    """A breaker with a clock that is moved by hand."""

    def __init__(self, chance: float = 0.5) -> None:
        self.now = 0.0
        self.states: list[State] = []
        self.breaker = Breaker(
            clock=lambda: self.now, chance=lambda: chance, changed=self.states.append
        )

    def call(self, *, fails: bool = False) -> bool:
        """One call from its beginning to its end; False where it was not let through."""
        permit = self.breaker.admit()
        if permit is None:
            return False
        (self.breaker.failed if fails else self.breaker.passed)(permit)
        return True

    def state(self) -> State:
        """The state now: a type checker takes a property for constant."""
        return self.breaker.state

    def opened(self) -> "Hand":
        """The same, after failures enough."""
        for _ in range(5):
            assert self.call(fails=True)
        return self


def test_opens_after_five_failures_in_a_row() -> None:
    """Over whatever time: at low traffic a share says nothing."""
    hand = Hand()
    for _ in range(4):
        hand.call(fails=True)
        hand.now += 3_600
    hand.call()
    for _ in range(4):
        hand.call(fails=True)
    assert hand.state() is State.CLOSED

    hand.call(fails=True)

    assert hand.state() is State.OPEN
    assert not hand.call()


def test_opens_where_half_of_twenty_calls_fail() -> None:
    """An occasional success does not hide an outage; nineteen calls are too few to tell."""
    hand = Hand()
    for number in range(19):
        hand.call(fails=number % 2 == 0)
    assert hand.state() is State.CLOSED

    hand.call(fails=True)

    assert hand.state() is State.OPEN


def test_what_ended_before_the_window_is_forgotten() -> None:
    """Ten seconds, the end open: failures of a while ago are no trouble now."""
    hand = Hand()
    for number in range(19):
        hand.call(fails=number % 2 == 0)
    hand.now = WINDOW_S

    hand.call(fails=True)

    assert hand.state() is State.CLOSED


def test_one_probe_closes_it_again() -> None:
    """After two seconds; everybody else waits for how the one fares."""
    hand = Hand().opened()
    hand.now = 1.99
    assert not hand.breaker.admits
    hand.now = 2.0

    probe = hand.breaker.admit()

    assert probe is not None
    assert [hand.breaker.admit() for _ in range(49)] == [None] * 49
    hand.breaker.passed(probe)
    assert hand.states == [State.OPEN, State.HALF_OPEN, State.CLOSED]
    assert hand.call()
    assert hand.call()


def test_the_open_time_doubles_up_to_half_a_minute_and_starts_anew() -> None:
    """Each failed probe doubles it; a good one starts it at two seconds."""
    hand = Hand().opened()
    waited = []
    for _ in range(6):
        began = hand.now
        while not hand.call(fails=True):
            hand.now += 0.5
        waited.append(hand.now - began)
    assert waited == [2, 4, 8, 16, 30, 30]
    hand.now += MAX_OPEN_S
    assert hand.call()

    hand.opened()

    hand.now += 2
    assert hand.breaker.admits


@pytest.mark.parametrize(("chance", "open_s"), [(0.0, 1.5), (0.5, 2.0), (1.0, 2.5)])
def test_the_open_time_is_spread_by_a_quarter(chance: float, open_s: float) -> None:
    """So that replicas do not probe together."""
    hand = Hand(chance).opened()
    hand.now = open_s - 0.01
    assert not hand.breaker.admits
    hand.now = open_s
    assert hand.breaker.admits


def test_a_probe_that_says_nothing_leaves_its_place_to_the_next() -> None:
    """A cancelled probe does not wedge the breaker."""
    hand = Hand().opened()
    hand.now = 2.0
    probe = hand.breaker.admit()
    assert probe is not None

    hand.breaker.uncounted(probe)

    assert hand.state() is State.HALF_OPEN
    assert hand.call()
    assert hand.state() is State.CLOSED


def test_calls_that_say_nothing_are_not_counted() -> None:
    """Neither for the model nor against it."""
    hand = Hand()
    for _ in range(100):
        permit = hand.breaker.admit()
        assert permit is not None
        hand.breaker.uncounted(permit)

    assert hand.state() is State.CLOSED


def test_a_latch_lasts_a_minute_and_ends_with_a_probe() -> None:
    """A wrong key is not tried by each request."""
    hand = Hand()
    permit = hand.breaker.admit()
    assert permit is not None
    hand.breaker.misconfigured(permit)
    assert hand.state() is State.LATCHED
    hand.now = LATCH_S - 0.01
    assert not hand.call()
    hand.now = LATCH_S

    probe = hand.breaker.admit()

    assert probe is not None
    assert not hand.breaker.admits
    hand.breaker.passed(probe)
    assert hand.states == [State.LATCHED, State.HALF_OPEN, State.CLOSED]


def test_a_late_answer_changes_nothing() -> None:
    """What was let through before the breaker opened says nothing of the state now."""
    hand = Hand()
    late = [hand.breaker.admit() for _ in range(4)]
    hand.opened()
    hand.now = 2.0
    probe = hand.breaker.admit()
    settle = (
        hand.breaker.passed,
        hand.breaker.failed,
        hand.breaker.uncounted,
        hand.breaker.misconfigured,
    )
    for permit, settled in zip(late, settle, strict=True):
        assert permit is not None
        settled(permit)
        assert hand.state() is State.HALF_OPEN
        assert hand.breaker.admit() is None, "the probe is still under way"
    assert probe is not None


class Breaking(RuleBasedStateMachine):
    """Calls that begin, end and are left in any order, over any time.

    Beside it runs the plainest model there is: a list of what ended since the breaker closed.
    """

    permits = Bundle("permits")

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0
        self.breaker = Breaker(
            clock=lambda: self.now, chance=lambda: 0.5, changed=lambda _: self._changed()
        )
        self.changes = 0
        self.probes: set[int] = set()
        self.number = 0
        self.ended: list[tuple[float, bool]] = []

    @rule(seconds=st.sampled_from([0.0, 0.4, 1.0, 2.0, 9.0, 30.0, 60.0]))
    def pass_time(self, seconds: float) -> None:
        """The clock moves."""
        self.now += seconds

    @rule(target=permits)
    def begin(self) -> tuple[int, int, int] | None:
        """A request asks to be let through."""
        expected = self.breaker.admits
        permit = self.breaker.admit()
        assert (permit is not None) == expected
        if permit is None:
            assert self.breaker.state is not State.CLOSED
            return None
        self.number += 1
        if self.breaker.state is State.HALF_OPEN:
            self.probes.add(self.number)
        return permit, self.number, self.changes

    @rule(permit=consumes(permits), fails=st.booleans())
    def end(self, permit: tuple[int, int, int] | None, fails: bool) -> None:
        """A call ends, maybe long after the breaker changed its mind."""
        if permit is None:
            return
        before = self.breaker.state
        probed = permit[1] in self.probes
        current = permit[2] == self.changes
        ended = [*self.ended, (self.now, fails)]
        (self.breaker.failed if fails else self.breaker.passed)(permit[0])
        self.probes.discard(permit[1])
        if before is State.CLOSED and current:
            assert (self.breaker.state is State.OPEN) == self._too_bad(ended)
            self.ended = [] if self.breaker.state is State.OPEN else ended
        elif probed:
            assert self.breaker.state is (State.OPEN if fails else State.CLOSED)
        else:
            assert self.breaker.state is before

    @rule(permit=consumes(permits))
    def leave(self, permit: tuple[int, int, int] | None) -> None:
        """A caller hangs up."""
        if permit is None:
            return
        before = self.breaker.state
        self.breaker.uncounted(permit[0])
        if permit[1] in self.probes:
            self.probes.discard(permit[1])
            assert self.breaker.admits, "a cancelled probe wedged it"
        assert self.breaker.state is before

    @rule(permit=consumes(permits))
    def be_refused(self, permit: tuple[int, int, int] | None) -> None:
        """The provider does not know the key."""
        if permit is not None:
            self.breaker.misconfigured(permit[0])
            self.probes.discard(permit[1])

    def _changed(self) -> None:
        self.changes += 1
        self.ended = []

    def _too_bad(self, ended: list[tuple[float, bool]]) -> bool:
        """The rule, over the list of all that ended since the breaker closed."""
        recent = [failed for at, failed in ended if at > self.now - WINDOW_S]
        in_a_row = [failed for _, failed in ended[-5:]] == [True] * 5
        return in_a_row or (len(recent) >= 20 and sum(recent) * 2 >= len(recent))

    @invariant()
    def never_more_than_one_probe(self) -> None:
        """Whatever the order."""
        assert len(self.probes) <= 1

    @invariant()
    def never_wedged(self) -> None:
        """With no probe under way somebody gets through, after a minute at the latest."""
        if not self.probes:
            held, self.now = self.now, self.now + LATCH_S
            assert self.breaker.admits
            self.now = held


TestBreaking = Breaking.TestCase
TestBreaking.settings = settings(max_examples=80, stateful_step_count=40, deadline=None)
