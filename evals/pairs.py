"""`python -m evals.pairs dev|frozen`: the guardrails on labelled pairs written by us.

The dangerous error for usefulness is the accused honest rewrite: agents switch off a tool that
accuses them. Printed, each with n and its 95 % interval, with the writer's links and from the
text alone: `caught` (a planted violation with a block), `honest` and `natural` accused (a faithful
rewrite with a block), and what was caught by category. `frozen` is scored at most twice: see the
folder's README.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

import prompts
from api.domain.comparison import compare
from api.domain.guardrails import inspect
from api.domain.lexicon import Lexicon
from api.domain.reading import read
from api.domain.reply import Answer, Source
from evals.shares import Share

FOLDER = Path(__file__).parent / "datasets" / "guardrails"
KINDS = ("planted", "honest", "natural")


@dataclass(frozen=True, slots=True)
class Pair:
    """One draft and one rewrite of it; `links` are the sentences with the ids behind each."""

    id: str
    kind: str
    category: str
    draft: str
    rewrite: str
    links: tuple[tuple[str, tuple[str, ...]], ...]
    facts: tuple[str, ...]
    customer: str | None

    def answer(self, *, linked: bool) -> Answer:
        """The rewrite as an engine's answer, with or without its links."""
        sources: list[Source] = []
        at = 0
        for text, ids in self.links if linked else ():
            start = self.rewrite.index(text, at)
            at = start + len(text)
            sources.append(Source(start, at, ids))
        return Answer(self.rewrite, tuple(sources))


def load(path: Path) -> Iterator[Pair]:
    """Three pairs for each line of the file; raises KeyError for a field that is missing."""
    for line in path.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        for kind in KINDS:
            rewrite = case[kind]
            yield Pair(
                id=case["id"],
                kind=kind,
                category=rewrite.get("category", ""),
                draft=case["draft"],
                rewrite=rewrite["text"],
                links=tuple((s["text"], tuple(s["from"])) for s in rewrite.get("sentences", ())),
                facts=tuple(case["facts"]),
                customer=case["customer_message"],
            )


def blocked(pair: Pair, lexicon: Lexicon, *, linked: bool) -> bool:
    """True if the guardrails would not let the rewrite out."""
    comparison = compare(
        read(pair.draft),
        pair.answer(linked=linked),
        lexicon=lexicon,
        facts=pair.facts,
        customer=pair.customer,
    )
    return bool(inspect(comparison).blocks)


@click.command(help=__doc__)
@click.argument("split", type=click.Choice(["dev", "frozen"]))
def main(split: str) -> None:
    """Score one split and print the shares."""
    lexicon = Lexicon.from_data(prompts.data("lexicon/en.yaml"))
    pairs = tuple(load(FOLDER / f"{split}.jsonl"))
    for linked in (True, False):
        click.echo("with links" if linked else "text alone")
        hits = {pair: blocked(pair, lexicon, linked=linked) for pair in pairs}
        for kind, name in zip(KINDS, ("caught", "honest accused", "natural accused"), strict=True):
            of = [hit for pair, hit in hits.items() if pair.kind == kind]
            click.echo(f"  {name:<16}{Share(sum(of), len(of))}")
        categories: dict[str, list[bool]] = defaultdict(list)
        for pair, hit in hits.items():
            if pair.category:
                categories[pair.category].append(hit)
        for category, of in sorted(categories.items()):
            click.echo(f"    {category:<18}{sum(of)} of {len(of)}")


if __name__ == "__main__":
    main()
