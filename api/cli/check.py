"""`kindreply check`: hold a rewrite against its draft; exit code 1 where something blocks."""

import json
from typing import Any

import click

from api.cli.texts import STANDARD, DataError, Lines, opened_output, read_text

BLOCKED = 1
FORMATS = ("text", "markdown", "html")


@click.command(short_help="Check a rewrite against its draft.")
@click.argument("files", nargs=-1, metavar="[DRAFT_FILE REWRITE_FILE]")
@click.option("--draft", "-d", metavar="TEXT", help="The agent's draft.")
@click.option("--rewrite", "-r", metavar="TEXT", help="What was made of it.")
@click.option("--customer", "-c", metavar="TEXT", help="The customer's message.")
@click.option("--fact", "facts", multiple=True, metavar="TEXT", help="What is true. Repeatable.")
@click.option("--format", "format_", type=click.Choice(FORMATS), default="text")
@click.option("--json", "as_json", is_flag=True, help="Print the answer of POST /v1/checks.")
@click.option(
    "--jsonl",
    metavar="[PATH|-]",
    is_flag=False,
    flag_value=STANDARD,
    help="Check many: one body of POST /v1/checks with an `id` a line, one answer a line.",
)
@click.option("--output", "-o", metavar="PATH", help="Write the answer to a file.")
def check(
    *,
    files: tuple[str, ...],
    draft: str | None,
    rewrite: str | None,
    as_json: bool,
    jsonl: str | None,
    output: str | None,
    **options: Any,
) -> int:
    """Check a rewrite against its draft: two texts, two files, or many pairs by --jsonl.

    Exit code 0 when nothing blocks, 1 when something does, 2 for data that cannot be read.
    """
    if jsonl is not None:
        if files or draft is not None or rewrite is not None:
            raise click.UsageError("--jsonl brings its own pairs: give no other.")
        return _check_lines(jsonl, output)
    if draft is None and rewrite is None and len(files) == 2:  # noqa: PLR2004 - a pair
        if files == (STANDARD, STANDARD):
            raise click.UsageError("Standard input can be one of the two files only.")
        draft, rewrite = map(read_text, files)
    elif draft is None or rewrite is None or files:
        raise click.UsageError("Give --draft and --rewrite, or two files, or --jsonl.")
    return _check_one(draft, rewrite, options, output, as_json=as_json)


def _check_one(
    draft: str, rewrite: str, options: dict[str, Any], output: str | None, *, as_json: bool
) -> int:
    from api.app import build_checker  # noqa: PLC0415 - reads the word lists
    from api.cli.showing import check_sections, show  # noqa: PLC0415
    from api.domain.document import Format  # noqa: PLC0415
    from api.domain.errors import DraftError  # noqa: PLC0415
    from api.domain.finding import Verdict  # noqa: PLC0415
    from api.rewriting.checking import CheckRequest  # noqa: PLC0415

    request = CheckRequest(
        draft=draft,
        rewrite=rewrite,
        facts=tuple(options["facts"]),
        customer_message=options["customer"],
        format=Format(options["format_"]),
    )
    try:
        result = build_checker()(request)
    except DraftError as error:
        raise DataError(f"{error}.") from None
    with opened_output(output) as file:
        if as_json:
            from api.http.checks import check_response  # noqa: PLC0415

            answer = check_response(result).model_dump(mode="json", by_alias=True)
            file.write(json.dumps(answer, ensure_ascii=False, indent=2) + "\n")
        else:
            show(check_sections(rewrite, result.verdict, result.findings, result.mended), file)
    return BLOCKED if result.verdict is Verdict.BLOCK else 0


def _check_lines(source: str, output: str | None) -> int:
    from api.app import build_checker  # noqa: PLC0415
    from api.domain.finding import Verdict  # noqa: PLC0415
    from api.http.checks import CheckBody, check_response  # noqa: PLC0415

    checker = build_checker()
    blocked = 0

    def answer(body: dict[str, Any]) -> dict[str, Any]:
        nonlocal blocked
        result = checker(CheckBody.model_validate(body).as_request())
        blocked += result.verdict is Verdict.BLOCK
        return check_response(result).model_dump(mode="json", by_alias=True)

    with opened_output(output) as file:
        failed = Lines(answer, "Checking").run(source, file, show_progress=not file.isatty())
    if failed:
        click.echo(f"{failed} of the lines could not be checked.", err=True)
    return BLOCKED if blocked or failed else 0
