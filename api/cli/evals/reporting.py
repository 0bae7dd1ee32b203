"""Options that `report` and `compare` share: in which form, and where it goes."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TextIO

import click

from api.cli.evals.options import FOLDER, Decorated
from api.cli.texts import opened_output

FORMATS = ("terminal", "json", "junit", "markdown", "html")
ENDINGS = {".json": "json", ".xml": "junit", ".md": "markdown", ".html": "html"}


def reporting(command: Decorated) -> Decorated:
    """The options that say in which form and where to."""
    for option in (
        click.option("--runs", type=FOLDER, default=Path("runs"), show_default=True),
        click.option(
            "--output", type=click.Path(dir_okay=False), metavar="FILE", help="Else the screen."
        ),
        click.option(
            "--format",
            "form",
            type=click.Choice(FORMATS),
            help="By default what FILE ends with says, else terminal.",
        ),
    ):
        command = option(command)
    return command


def schema_option(described: Callable[[], str]) -> Callable[[Decorated], Decorated]:
    """`--schema`: what the JSON of this command looks like."""

    def show(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
        if wanted:
            click.echo(described(), nl=False)
            context.exit()

    return click.option(
        "--schema",
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show,
        help="Show the JSON schema and exit.",
    )


def write(
    form: str | None,
    output: str | None,
    *,
    show: Callable[[TextIO], None],
    texts: Mapping[str, Callable[[], str]],
) -> None:
    """Write one report; `show` writes the terminal's, `texts` make the others."""
    chosen = form or ENDINGS.get(Path(output).suffix if output else "", "terminal")
    if chosen == "html" and output is None and sys.stdout.isatty():
        raise click.UsageError("A page is nothing to read here: give --output FILE.")
    text = texts[chosen]() if chosen in texts else None
    with opened_output(output) as file:
        if text is None:
            show(file)
        else:
            file.write(text)
