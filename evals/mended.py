"""`python -m evals.mended`: mended replies to read, each beside its draft and its rewrite.

Nothing is measured: whether a mended reply repeats itself, contradicts itself or has a "this" that
hangs in the air is for a reader to say who did not write the code. The rewrites are the slips of
the eval suite, none of which was fitted on; those that mending touches are taken at even steps.
"""

from collections.abc import Iterator

import click

from api.app import build_checker
from api.rewriting.checking import CheckRequest
from evals.suite import dataset
from evals.suite.case import Kind

_RULE = "=" * 80


@click.command(help=__doc__, context_settings={"max_content_width": 100})
@click.option("--count", type=click.IntRange(1), default=60, show_default=True, help="How many.")
def main(count: int) -> None:
    """Print them, numbered."""
    shown = tuple(mended())
    step = max(len(shown) / count, 1.0)
    for n in range(min(count, len(shown))):
        name, draft, rewrite, text = shown[int(n * step)]
        click.echo(f"{_RULE}\n[{n + 1}] {name}\n--- draft\n{draft}\n--- rewrite\n{rewrite}")
        click.echo(f"--- mended\n{text}")


def mended() -> Iterator[tuple[str, str, str, str]]:
    """Name, draft, rewrite and mended reply of every slip of the suite that mending touches."""
    check = build_checker()
    for case in dataset.load_kinds((Kind.CORE,)):
        for n, slip in enumerate(case.slips):
            rewrite = case.plain_rewrite.replace(slip.find, slip.say)
            request = CheckRequest(
                draft=case.draft,
                rewrite=rewrite,
                facts=tuple(case.facts),
                customer_message=case.customer_message,
            )
            text = check(request).mended
            if text != rewrite:
                yield f"{case.id} #{n}", case.draft, rewrite, text


if __name__ == "__main__":
    main()
