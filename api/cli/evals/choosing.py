"""From the options of a command to the cases and the header of a run."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from evals.running.source import Source
    from evals.suite.case import Case
    from evals.suite.run import Header, Selection

DEFAULT_KINDS = ("core", "hard_negative", "injection")


def selection(options: Mapping[str, Any], source: "Source") -> "Selection":
    """What a run is asked for; scripted models are chosen only where the source is mock."""
    from evals.running.plan import all_behaviours  # noqa: PLC0415
    from evals.suite.run import Selection  # noqa: PLC0415

    scripted = source.kind == "mock"
    if not scripted and (options["behaviours"] or options["whole"]):
        raise click.UsageError("--behaviour and --whole belong to --mock.")
    return Selection(
        kinds=options["kinds"] or DEFAULT_KINDS,
        tags=options["tags"],
        behaviours=(options["behaviours"] or all_behaviours()) if scripted else (),
        whole=options["whole"],
        repeats=options["repeats"],
        only_failing=options["only_failing"],
    )


def cases(options: Mapping[str, Any], source: "Source") -> "tuple[Case, ...]":
    """The cases that the options choose and the source has answers for."""
    from evals.running import execution, plan  # noqa: PLC0415
    from evals.suite import dataset  # noqa: PLC0415
    from evals.suite.case import Kind  # noqa: PLC0415
    from evals.suite.log import read  # noqa: PLC0415

    kinds = tuple(Kind(kind) for kind in options["kinds"] or DEFAULT_KINDS)
    known = dataset.load(*options["dataset"]) if options["dataset"] else dataset.load_kinds(kinds)
    if source.cases is not None and not options["only"]:
        known = tuple(case for case in known if case.id in source.cases)
    if options["only_failing"]:
        failing = plan.failing(read(execution.find(options["only_failing"], options["runs"])))
        known = tuple(case for case in known if case.id in failing)
    chosen = plan.selected(known, options["tags"], options["only"])
    return chosen[: options["limit"]]


def header(
    source: "Source", cases: "Sequence[Case]", selection: "Selection", name: str | None = None
) -> "Header":
    """The first line of a log that begins now."""
    from api.version import installed_version  # noqa: PLC0415
    from evals.running.execution import digests  # noqa: PLC0415
    from evals.suite.run import Header  # noqa: PLC0415

    now = datetime.now(UTC)
    return Header(
        id=name
        or f"{now:%Y%m%d-%H%M%S}-{source.kind}-{source.prompt.name}-{source.prompt.version}",
        started=f"{now:%Y-%m-%dT%H:%M:%SZ}",
        source=source.kind,
        prompt=source.prompt,
        model=source.model,
        endpoint=source.endpoint,
        kindreply=installed_version(),
        guardrails=source.guardrails,
        datasets=digests(),
        selection=selection,
        cases=tuple(cases),
    )
