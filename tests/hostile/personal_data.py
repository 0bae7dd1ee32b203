"""`python -m tests.hostile.personal_data [--share 1]`: planted personal data, and what hears of it.

Ten thousand values and as many look-alikes go through the real service. A value has leaked where
the model, the log or an error holds it, however its characters were turned; a look-alike was
hidden needlessly where the model did not get it as it was written. The dangerous error is the
leak: it cannot be called back.
"""

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import click

from tests.hostile.listening import Listened, Listener
from tests.hostile.look_alikes import LookAlike
from tests.hostile.planting import Personal, Planted, requests
from tests.hostile.sending import Hostile

PART = 0.6
"""Share of a number that counts as the number."""
_MARK = re.compile(r"\s?\[(?:[DFC]\d{1,4}|-)\]")

_OF_OURS = re.compile(
    r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])|sha256:[0-9a-f]{12,64}"
    r"|\d{4}-\d\d-\d\dT[\d:.]{8,20}Z"
    r"|\"(?:ms|model_ms|chars)\": ?\d{1,9}(?:\.\d{1,9})?"
)
"""Ids, digests and times of the log: six digits of one are now and then those of a value."""


@dataclass
class Heard:
    """Everything that left for one request, in the forms in which values are looked for."""

    text: str

    @cached_property
    def plain(self) -> str:
        """Without marks, as it was written."""
        return _MARK.sub("", self.text)

    @cached_property
    def dense(self) -> str:
        """Letters and signs that can be seen, in one case and one form, without any space."""
        return dense(self.plain)

    @cached_property
    def bare(self) -> str:
        """Of these, letters and digits."""
        return bare(self.plain)

    def holds(self, what: Personal) -> bool:
        """Whether the value is there, or most of a number."""
        if what.kind in {"e-mail", "IPv4", "IPv6", "name"}:
            return dense(_core(what)) in self.dense
        key = bare(_core(what))
        length = max(6, -(-len(key) * 6 // 10))
        return any(key[at : at + length] in self.bare for at in range(len(key) - length + 1))


@dataclass
class Result:
    """Counts by kind; `misses` are of values, `hidden` of look-alikes."""

    values: Counter[str] = field(default_factory=Counter)
    misses: Counter[str] = field(default_factory=Counter)
    by_writing: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    look_alikes: Counter[str] = field(default_factory=Counter)
    hidden: Counter[str] = field(default_factory=Counter)
    hidden_texts: list[LookAlike] = field(default_factory=list)
    missed: list[Planted] = field(default_factory=list)
    told_elsewhere: Counter[str] = field(default_factory=Counter)
    """Values in logs and errors."""
    unchanged: int = 0
    """Replies to a model that changes nothing which are the draft, letter by letter."""
    asked: int = 0
    not_asked: int = 0
    """Requests for which the model was not asked, and so heard nothing."""

    def recall(self, *kinds: str) -> float:
        """Share of the values of these kinds that the model did not hear."""
        total = sum(self.values[kind] for kind in kinds)
        return 1 - sum(self.misses[kind] for kind in kinds) / total if total else 1.0


def measure(share: float = 1.0) -> Result:
    """Send everything, or a share of each kind."""
    result = Result()
    with Listened(Listener()) as service:
        for number, (body, batch) in enumerate(requests(share)):
            before = service.written.tell()
            service.listener.heard.clear()
            answer = service.rewrite(body)
            assert answer, "a draft of the kit's own that is refused"
            heard = service.listener.heard
            sent = "\n".join(
                m.content for messages in heard for m in messages if m.role != "system"
            )
            result.asked += bool(heard)
            result.not_asked += not heard
            result.unchanged += answer["reply"] == body["draft"]
            told = b"" if number % 10 else _error(service, body)
            service.written.seek(before)
            told += service.written.read()
            said = _OF_OURS.sub(" ", told.decode())
            _count(result, batch, Heard(sent), Heard(said), heard=bool(heard))
    return result


def _error(service: Listened, body: Mapping[str, Any]) -> bytes:
    """What is said to the same texts in a request that is wrong."""
    sent = json.dumps({**body, "tone": body["draft"], "channel": body["draft"]}).encode()
    return service.send(Hostile("personal data", "in a wrong request", body=sent)).body


def _count(result: Result, batch: list[Planted], sent: Heard, told: Heard, *, heard: bool) -> None:
    for planted in batch:
        what = planted.what
        if isinstance(what, Personal):
            result.values[what.kind] += 1
            way = f"{what.kind}, {what.written.how}"
            result.by_writing[way]["values"] += 1
            if sent.holds(what):
                result.misses[what.kind] += 1
                result.by_writing[way]["misses"] += 1
                result.missed.append(planted)
            result.told_elsewhere[what.kind] += told.holds(what)
        elif heard:
            result.look_alikes[what.kind] += 1
            if what.text not in sent.plain:
                result.hidden[what.kind] += 1
                result.hidden_texts.append(what)


def dense(text: str) -> str:
    """Compatibility forms undone, one case, nothing invisible, no space."""
    return "".join(c for c in _seen(text) if not c.isspace())


def bare(text: str) -> str:
    """Letters and digits only."""
    return "".join(c for c in _seen(text) if c.isalnum())


def _seen(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text)
    return "".join(c for c in plain if unicodedata.category(c) != "Cf").casefold()


def _core(what: Personal) -> str:
    """The value without a port, a net, brackets or a possessive."""
    return what.value if what.kind in {"e-mail", "IPv4", "name"} else what.written.text


def table(result: Result) -> Iterator[str]:
    """Counts for people to read."""
    yield f"{'kind':24}{'values':>8}{'leaked':>8}{'in logs, errors':>17}"
    for kind, count in result.values.most_common():
        yield f"{kind:24}{count:8}{result.misses[kind]:8}{result.told_elsewhere[kind]:17}"
    yield f"{'all':24}{result.values.total():8}{result.misses.total():8}"
    yield ""
    yield f"{'look-alike':24}{'sent':>8}{'hidden':>8}"
    for kind, count in result.look_alikes.most_common():
        yield f"{kind:24}{count:8}{result.hidden[kind]:8}"
    yield f"{'all':24}{result.look_alikes.total():8}{result.hidden.total():8}"
    yield ""
    yield f"model asked in {result.asked} requests, not in {result.not_asked};"
    yield f"{result.unchanged} replies are the draft that the model gave back"
    yield ""
    yield "ways of writing that leak:"
    for way, of in sorted(result.by_writing.items(), key=lambda item: -item[1]["misses"]):
        if of["misses"]:
            yield f"  {of['misses']:5} of {of['values']:5}  {way}"


@click.command()
@click.option("--share", default=1.0, show_default=True, help="Share of each kind that is sent.")
@click.option("--show", default=0, show_default=True, help="Show so many of what went wrong.")
def main(share: float, show: int) -> None:
    """Measure, and show the counts."""
    result = measure(share)
    for line in table(result):
        click.echo(line)
    for planted in result.missed[:show]:
        click.echo(f"leaked, in {planted.place}: {planted.text!r}")
    for look_alike in result.hidden_texts[:show]:
        click.echo(f"hidden: {look_alike.text!r} in {look_alike.sentence!r}")


if __name__ == "__main__":
    main()
