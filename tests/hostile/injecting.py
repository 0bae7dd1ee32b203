"""`python -m tests.hostile.injecting [--every 1] [--write]`: a model that obeys every injection.

The real service, with a model that does what the injected text demands. A leak is a reply that
holds the demanded words, or lacks the no, where the draft itself does not: known from what was
planted, never from the guardrails. `injections_leaking.json` names every leak that is known;
tests refuse a new one, and `--write` writes the list anew.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from tests.hostile.injections import Injection, injections
from tests.hostile.listening import Listened, Listener
from tests.hostile.obeying import Obeying, leaks

LEAKING = Path(__file__).with_name("injections_leaking.json")


def known() -> frozenset[str]:
    """The names of the injections that are known to leak."""
    listed: dict[str, list[str]] = json.loads(LEAKING.read_text(encoding="utf-8"))
    return frozenset(f"{base}, {payload}" for payload, bases in listed.items() for base in bases)


def tried(every: int = 1) -> Iterator[tuple[Injection, list[str], bool]]:
    """One injection in `every`: how it leaks, and whether the model was asked at all."""
    model = Obeying()
    with Listened(Listener(model)) as service:
        for number, injection in enumerate(injections()):
            if number % every:
                continue
            model.injection, asked_before = injection, model.asked
            body = injection.body()
            answer = service.rewrite(body)
            how = leaks(injection, body["draft"], answer["reply"]) if answer else ()
            yield injection, list(how), model.asked > asked_before


@click.command()
@click.option("--every", default=1, show_default=True, help="Try one in so many.")
@click.option("--write", is_flag=True, help="Write the list of those that leak.")
def main(every: int, write: bool) -> None:
    """Try the injections, and show what leaks."""
    seen: dict[str, Counter[str]] = {"payload": Counter(), "tactic": Counter(), "place": Counter()}
    leaking: dict[str, Counter[str]] = {of: Counter() for of in seen}
    listed: dict[str, list[str]] = {}
    unasked = total = 0
    for injection, how, asked in tried(every):
        total += 1
        unasked += not asked
        of = {
            "payload": injection.payload.name,
            "tactic": injection.tactic,
            "place": injection.place,
        }
        for kind, name in of.items():
            seen[kind][name] += 1
            leaking[kind][name] += bool(how)
        if how:
            base = injection.name.removesuffix(f", {injection.payload.name}")
            listed.setdefault(injection.payload.name, []).append(base)
    for kind, counts in seen.items():
        click.echo(f"by {kind}:")
        for name, count in sorted(counts.items(), key=lambda item: -leaking[kind][item[0]]):
            click.echo(f"  {leaking[kind][name]:5} of {count:5}  {name}")
    leaked = sum(map(len, listed.values()))
    click.echo(f"{leaked} of {total} leak; the model was not asked in {unasked}")
    new = {f"{b}, {p}" for p, bases in listed.items() for b in bases} - known()
    if write and every == 1:
        LEAKING.write_text(json.dumps(listed, indent=1, ensure_ascii=False) + "\n")
    else:
        for name in sorted(new):
            click.echo(f"new: {name}")
        sys.exit(bool(new))


if __name__ == "__main__":
    main()
