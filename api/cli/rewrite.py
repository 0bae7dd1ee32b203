"""`kindreply rewrite`: one draft for a person, or many for a program."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import TYPE_CHECKING, Any

import click

from api.cli.configured import settings
from api.cli.texts import STANDARD, DataError, Lines, opened_output, read_text

if TYPE_CHECKING:
    from api.domain.reply import Reply
    from api.rewriting.request import Request
    from api.settings import Settings

Ask = Callable[["Request"], "tuple[Reply, float | None]"]
"""A request to its reply and the milliseconds the model was waited for."""

TONES = ("warm", "formal", "plain", "shorter", "spelling")
FORMATS = ("text", "markdown", "html")


@click.command(short_help="Soften and clarify a draft, or many.")
@click.argument("draft", required=False)
@click.option("--file", "-f", "path", metavar="PATH", help="Read the draft from a file.")
@click.option("--customer", "-c", metavar="TEXT", help="The customer's message.")
@click.option("--fact", "facts", multiple=True, metavar="TEXT", help="What is true. Repeatable.")
@click.option("--tone", type=click.Choice(TONES), default="warm")
@click.option("--format", "format_", type=click.Choice(FORMATS), default="text")
@click.option("--channel", metavar="NAME", help="Where the reply goes: email, chat, ...")
@click.option("--max-chars", type=click.IntRange(min=1), help="The longest reply that fits.")
@click.option("--engine", type=click.Choice(["auto", "model", "phrasebook"]), default="auto")
@click.option("--prompt", metavar="NAME@LABEL", help="Another prompt than the configured one.")
@click.option("--json", "as_json", is_flag=True, help="Print the answer of POST /v1/rewrites.")
@click.option(
    "--jsonl",
    metavar="[PATH|-]",
    is_flag=False,
    flag_value=STANDARD,
    help="Rewrite many: one request body with an `id` a line, one answer a line.",
)
@click.option("--output", "-o", metavar="PATH", help="Write the reply or the answers to a file.")
def rewrite(
    *,
    draft: str | None,
    path: str | None,
    as_json: bool,
    jsonl: str | None,
    output: str | None,
    **options: Any,
) -> int:
    """Soften and clarify a DRAFT: an argument, a --file, or standard input.

    The reply goes to standard output. What changed, what it commits you to and who wrote it are
    shown below; in a pipe they go to standard error, so the reply can be used as it is.
    """
    if jsonl is not None:
        if draft is not None or path is not None:
            raise click.UsageError("--jsonl brings its own drafts: give no other.")
        return _rewrite_lines(jsonl, options, output)
    if draft is not None and path is not None:
        raise click.UsageError("Give the draft as an argument or as a --file, not both.")
    text = draft if draft not in {None, STANDARD} else read_text(path or STANDARD)
    return _rewrite_one(text or "", options, output, as_json=as_json)


def _body(options: dict[str, Any]) -> dict[str, Any]:
    names = {"customer": "customer_message", "format_": "format"}
    body = {names.get(name, name): value for name, value in options.items() if value is not None}
    return {**body, "facts": list(options["facts"])}


def _rewrite_one(text: str, options: dict[str, Any], output: str | None, *, as_json: bool) -> int:
    from api.cli.showing import people_stream, reply_sections, show, visible  # noqa: PLC0415
    from api.domain.document import Format  # noqa: PLC0415
    from api.domain.errors import DraftError  # noqa: PLC0415
    from api.domain.reply import Tone  # noqa: PLC0415
    from api.rewriting.request import EngineChoice, Request  # noqa: PLC0415
    from prompts import PromptError  # noqa: PLC0415

    configured = settings()
    request = Request(
        draft=text,
        customer_message=options["customer"],
        facts=tuple(options["facts"]),
        tone=Tone(options["tone"]),
        format=Format(options["format_"]),
        channel=options["channel"],
        max_chars=options["max_chars"],
        prompt=options["prompt"],
        engine=EngineChoice(options["engine"]),
    )
    try:
        with _asking(configured, options["engine"]) as (ask, guardrails_version):
            started_s = perf_counter()
            reply, model_ms = ask(request)
            total_ms = (perf_counter() - started_s) * 1000
    except (DraftError, PromptError) as error:
        raise DataError(f"{error}.") from None
    with opened_output(output) as file:
        if as_json:
            answer = _as_json(reply, guardrails_version, total_ms, model_ms)
            file.write(json.dumps(answer, ensure_ascii=False, indent=2) + "\n")
            return 0
        shown = visible(reply.text) if file.isatty() else reply.text
        file.write(shown if shown.endswith("\n") else shown + "\n")
        file.flush()
    show(reply_sections(text, reply), people_stream())
    return 0


def _rewrite_lines(source: str, options: dict[str, Any], output: str | None) -> int:
    from api.http.rewrites import RewriteRequest  # noqa: PLC0415

    configured = settings()
    given = click.get_current_context().get_parameter_source
    defaults = {
        name: value
        for name, value in _body(options).items()
        if (source_ := given({"customer_message": "customer", "format": "format_"}.get(name, name)))
        is not None
        and source_.name == "COMMANDLINE"
    }
    with _asking(configured, options["engine"]) as (ask, guardrails_version):

        def answer(body: dict[str, Any]) -> dict[str, Any]:
            started_s = perf_counter()
            request = RewriteRequest.model_validate({**defaults, **body})
            reply, model_ms = ask(request.as_request())
            total_ms = (perf_counter() - started_s) * 1000
            return _as_json(reply, guardrails_version, total_ms, model_ms)

        with opened_output(output) as file:
            lines = Lines(answer, "Rewriting")
            failed = lines.run(source, file, show_progress=not file.isatty())
    if failed:
        click.echo(f"{failed} of the lines could not be rewritten.", err=True)
    return 1 if failed else 0


@contextmanager
def _asking(configured: "Settings", engine: str) -> "Iterator[tuple[Ask, str]]":
    """How to get a reply: at once by the phrasebook, or from the model on one event loop."""
    from api.app import build_model, build_rewriter  # noqa: PLC0415

    model = build_model(configured) if engine != "phrasebook" else None
    if model is None:
        rewriter = build_rewriter(configured)
        yield (
            (lambda request: (rewriter.rewrite_without_model(request), None)),
            (rewriter.guardrails_version),
        )
        return
    import asyncio  # noqa: PLC0415

    from api.http.stopwatch import TimedModel, model_time  # noqa: PLC0415

    rewriter = build_rewriter(configured, model=TimedModel(model))

    async def timed(request: "Request") -> "tuple[Reply, float | None]":
        with model_time() as waited:
            return await rewriter.rewrite(request), waited.ms

    with asyncio.Runner() as runner:
        try:
            yield (lambda request: runner.run(timed(request))), rewriter.guardrails_version
        finally:
            runner.run(model.aclose())


def _as_json(
    reply: "Reply", guardrails_version: str, total_ms: float, model_ms: float | None
) -> dict[str, Any]:
    from api.http.rewrites import rewrite_response  # noqa: PLC0415

    answer = rewrite_response(
        reply, guardrails_version=guardrails_version, total_ms=total_ms, model_ms=model_ms
    )
    return answer.model_dump(mode="json", by_alias=True)
