"""Options that several commands of `kindreply evals` share, and what they mean together."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from api.cli.configured import settings
from api.cli.texts import DataError

if TYPE_CHECKING:
    from evals.answers.cassettes import Cassette
    from evals.running.source import Source

NEW_FILE = click.Path(path_type=Path, dir_okay=False)
KINDS = ("core", "hard_negative", "injection", "calibration")
FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path, dir_okay=False, exists=True)
ENDPOINT_FAILED = 4

Decorated = Callable[..., Any]


class EndpointError(click.ClickException):
    """A service or a model that is measured does not answer."""

    exit_code = ENDPOINT_FAILED


def selecting(command: Decorated) -> Decorated:
    """The options that say which cases."""
    for option in (
        click.option(
            "--kind",
            "kinds",
            type=click.Choice(KINDS),
            multiple=True,
            help="Repeatable; by default all but calibration.",
        ),
        click.option(
            "--tag",
            "tags",
            multiple=True,
            metavar="WORD",
            help="Cases that carry it. Repeatable; all hold.",
        ),
        click.option("--case", "only", multiple=True, metavar="ID", help="This case. Repeatable."),
        click.option("--dataset", type=FILE, multiple=True, help="Your own cases, instead."),
        click.option("--limit", type=click.IntRange(min=1), help="The first so many cases."),
    )[::-1]:
        command = option(command)
    return command


def asking(command: Decorated) -> Decorated:
    """The options that say which live model."""
    for option in (
        click.option("--base-url", metavar="URL", help="OpenAI-compatible endpoint, with /v1."),
        click.option("--model", metavar="NAME", help="The model to ask there."),
        click.option("--prompt", metavar="NAME@VERSION", help="soften@working: an edit."),
        click.option("--concurrency", type=click.IntRange(1, 200), default=8, show_default=True),
        click.option("--prices", type=FILE, help="What tokens cost: a YAML file."),
        click.option("--name", metavar="ID", help="What to call the run."),
        click.option("--runs", type=FOLDER, default=Path("runs"), show_default=True),
    )[::-1]:
        command = option(command)
    return command


def live_source(options: Mapping[str, Any], keep: "Cassette | None" = None) -> "Source":
    """The model of the options, else of the settings; `keep` takes what it says."""
    from evals.running import source  # noqa: PLC0415 - imports fastapi and openai

    chosen = settings(model_base_url=options["base_url"], model_name=options["model"])
    return source.live(chosen, options["prompt"], keep)


@contextmanager
def plain_errors() -> Iterator[None]:
    """What is wrong with files, names and settings is said in one line, without a traceback."""
    from evals.errors import SuiteError, Unreachable  # noqa: PLC0415
    from prompts import PromptError  # noqa: PLC0415

    try:
        yield
    except (PromptError, SuiteError) as error:
        raise DataError(f"{error}.") from None
    except Unreachable as error:
        raise EndpointError(f"{error}.") from None
