"""The command line: `kindreply serve | keys | rewrite | check | prompts | evals`.

Exit codes: 0 done, 1 something blocks or a line failed, 2 wrong usage or data, 130 interrupted,
141 whoever read our output stopped reading. Each command imports what it needs when it runs:
`--help` is instant, and one draft waits for no web framework.
"""

import os
import sys

import click

from api.cli.check import check
from api.cli.evals import evals
from api.cli.keys import keys
from api.cli.prompts import prompts
from api.cli.rewrite import rewrite
from api.cli.serve import serve

INTERRUPTED = 130
CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def _print_version(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted:
        from api.version import installed_version  # noqa: PLC0415 - reads the file system

        click.echo(f"kindreply {installed_version()}")
        context.exit()


class OutputClosed(click.ClickException):
    """Whoever read our output has stopped reading, as `head` does: no reason to complain."""

    exit_code = 141

    def show(self, _file: object = None) -> None:
        """Say nothing, and keep Python from complaining when it flushes on the way out."""
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class Quiet(click.Group):
    """A group that leaves a closed output to us; click would exit with 1, which means blocked."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        try:
            code = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            raise OutputClosed("") from None
        return code


@click.group(cls=Quiet, context_settings=CONTEXT)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Show the version and exit.",
)
def cli() -> None:
    """Soften and clarify support replies without promising more than the draft does."""


cli.add_command(rewrite)
cli.add_command(check)
cli.add_command(serve)
cli.add_command(keys)
cli.add_command(prompts)
cli.add_command(evals)


def main() -> None:
    """Run the command line and leave the process with its exit code."""
    sys.exit(run())


def run(arguments: list[str] | None = None) -> int:
    """Run one command; the exit code."""
    try:
        code = cli.main(arguments, prog_name="kindreply", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    return code if isinstance(code, int) else 0
