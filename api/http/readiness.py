"""Whether requests can be answered now: what is missing, what happens instead, and the end."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from time import monotonic


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that is not there, and what happens instead."""

    part: str
    """`model`, `database`: a word of ours."""
    reason: str
    instead: str
    """In plain words; of a serious lack, who must act."""
    serious: bool = False
    """Whether no request can be answered without it."""


Check = Callable[[], Awaitable[Iterable[Lack]]]
"""What a part lacks now; one that raises or does not answer lacks everything."""


@dataclass(slots=True)
class Readiness:
    """The one place that knows whether this process wants requests; shared with its server."""

    draining: bool = False
    """The service was told to stop: callers should go elsewhere, and are served until then."""
    checks: dict[str, Check] = field(default_factory=dict)
    """Part -> how it is asked."""
    check_s: float = 1.0
    """Seconds for one part to say how it is; a probe should wait a little longer than that."""
    fresh_s: float = 1.0
    """Seconds for which an answer holds: nobody can make the parts busy by asking."""
    _answer: list[Lack] = field(default_factory=list)
    _fresh_until: float = 0.0
    _asking: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def lacks(self) -> list[Lack]:
        """Ask every part, all at once, each for `check_s` seconds at most."""
        async with self._asking:
            if monotonic() >= self._fresh_until:
                answers = await asyncio.gather(
                    *(_ask(part, check, self.check_s) for part, check in self.checks.items())
                )
                self._answer = [lack for answer in answers for lack in answer]
                self._fresh_until = monotonic() + self.fresh_s
            return self._answer


async def _ask(part: str, check: Check, seconds: float) -> tuple[Lack, ...]:
    try:
        async with asyncio.timeout(seconds):
            return tuple(await check())
    except Exception as error:  # noqa: BLE001 - a part that cannot say how it is, is not well
        reason = "no_answer" if isinstance(error, TimeoutError) else "check_failed"
        return (Lack(part, reason, "the operator must look at it", serious=True),)
