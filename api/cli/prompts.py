"""`kindreply prompts`: see, compare, check, release and label the prompts.

Exit codes: 1 where the lint has something to say, 2 for what does not exist or may not be done.
"""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from api.cli.cases import case_inputs
from api.cli.prompt_errors import PROBLEMS, plain_errors, problem_lines
from api.cli.prompt_releases import label, release
from api.cli.texts import DataError

if TYPE_CHECKING:
    from api.rewriting.request import Request
    from api.settings import Settings
    from prompts import Library


@click.group(short_help="See, compare, check, release and label the prompts.")
@click.option(
    "--root",
    metavar="FOLDER",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Prompts in another folder than the ones that come with kindreply.",
)
@click.pass_context
def prompts(context: click.Context, root: Path | None) -> None:
    """See, compare, check, release and label the prompts that a model is asked with.

    A prompt is named like soften@production (a label), soften@1.0.0 (a release) or soften@working,
    the copy that is being worked on.
    """
    from prompts import Library, library  # noqa: PLC0415 - --help need not wait

    context.obj = Library(root) if root else library()


@prompts.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON array.")
@click.pass_obj
def list_(library: "Library", *, as_json: bool) -> None:
    """Names, releases, labels with their trial share, and whether the working copy differs."""
    from api.cli.prompt_showing import listed  # noqa: PLC0415
    from prompts.standing import standing  # noqa: PLC0415

    with plain_errors():
        rows = [standing(library, name) for name in library.names()]
    click.echo(json.dumps([row.as_json() for row in rows], indent=2) if as_json else listed(rows))


@prompts.command()
@click.argument("reference", metavar="NAME@VERSION")
@click.pass_obj
def show(library: "Library", reference: str) -> None:
    """Print one version: what it takes, what it is sent with, its id and its words."""
    from api.cli.prompt_showing import shown  # noqa: PLC0415

    with plain_errors():
        click.echo(shown(library.load(reference)))


@prompts.command()
@click.argument("case", metavar="CASE")
@click.option("--prompt", "reference", metavar="NAME@VERSION", help="soften@working, ...")
@click.pass_obj
def render(library: "Library", case: str, reference: str | None) -> None:
    """Print the messages that would be sent for CASE; nobody is asked.

    CASE is a file with a body of POST /v1/rewrites, - for standard input, or the id of an eval
    case. Without --prompt it is the prompt that the body names, or the configured one.
    """
    from api.app import build_redactor  # noqa: PLC0415
    from api.cli.prompt_showing import messages_shown  # noqa: PLC0415
    from api.rewriting.asking import preview  # noqa: PLC0415

    request = _request(case)
    with plain_errors():
        configured = _configured()
        prompt = library.load(reference or request.prompt or configured.prompt)
        redactor = build_redactor(configured)
        click.echo(messages_shown(prompt, preview(prompt, request, redactor=redactor)))


@prompts.command()
@click.argument("old", metavar="A")
@click.argument("new", metavar="B")
@click.option("--rendered", "case", metavar="CASE", help="Compare what is sent for a case.")
@click.pass_obj
def diff(library: "Library", old: str, new: str, case: str | None) -> None:
    """Compare two versions: words, partials, parameters, inputs, and the estimated tokens."""
    from api.app import build_redactor  # noqa: PLC0415
    from api.cli.prompt_showing import difference_sections  # noqa: PLC0415
    from api.cli.showing import show as show_sections  # noqa: PLC0415
    from api.rewriting.asking import preview  # noqa: PLC0415
    from prompts.differing import difference, hunks  # noqa: PLC0415

    with plain_errors():
        a, b = library.load(old), library.load(new)
        found = difference(library, a, b)
        words = found.hunks
        if case is not None:
            request = _request(case)
            redactor = build_redactor(_configured())
            words = hunks(
                preview(a, request, redactor=redactor), preview(b, request, redactor=redactor)
            )
    sections = difference_sections((a, b), found, words, rendered=case is not None)
    show_sections(sections, sys.stdout)


@prompts.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON array.")
@click.pass_obj
def lint(library: "Library", *, as_json: bool) -> int:
    """Report every problem of the prompts with its code; exit code 1 where there is one."""
    from prompts.linting import lint as problems_of  # noqa: PLC0415

    problems = problems_of(library)
    if as_json:
        rows = [{"code": p.code, "where": p.where, "message": p.message} for p in problems]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        click.echo(problem_lines(problems) or "No problems.")
    return PROBLEMS if problems else 0


prompts.add_command(release)
prompts.add_command(label)


def _request(case: str) -> "Request":
    """The request of a case; raises DataError that names what is wrong with its body."""
    from pydantic import ValidationError  # noqa: PLC0415

    from api.http.rewrites import RewriteRequest  # noqa: PLC0415

    try:
        return RewriteRequest.model_validate(case_inputs(case)).as_request()
    except ValidationError as error:
        wrong = "; ".join(
            f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}"
            for fault in error.errors(include_input=False, include_url=False)
        )
        raise DataError(f"{click.format_filename(case)}: {wrong}.") from None


def _configured() -> "Settings":
    from api.cli.configured import settings  # noqa: PLC0415 - 0.2 s of pydantic

    return settings()
