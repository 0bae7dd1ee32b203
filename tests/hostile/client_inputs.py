"""`python -m tests.hostile.client_inputs`: every bad request, against the application and a socket.

    7,154 requests in this process, 140 on a socket: 0 broken promises

The dangerous error is an echo: a log, a proxy or a screenshot of the error then holds a customer's
text. Ends with 1 where a promise is broken.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import click

from tests.hostile import fields, malformed, messages, raw
from tests.hostile.raw_requests import REQUESTS
from tests.hostile.sending import CANARY, Hostile, Service
from tests.hostile.serving import serving


def requests(contract: Mapping[str, Any]) -> Iterator[Hostile]:
    """Every request, for whatever routes there are."""
    for path, operations in contract["paths"].items():
        for method, operation in operations.items():
            if "requestBody" in operation:
                for asked in malformed.requests(path):
                    yield replace(asked, method=method.upper())
    yield from fields.requests(contract)
    yield from messages.requests(contract)


def broken(service: Service, asked: Hostile) -> Iterator[str]:
    """One line for each promise that the answer to a request breaks."""
    for fault in service.faults(asked, service.send(asked)):
        yield f"{fault}: {asked.family}, {asked.name}"


@click.command()
def main() -> None:
    """Send everything, and show what breaks."""
    tried: Counter[str] = Counter()
    faults: list[str] = []
    with Service() as service:
        for asked in requests(service.contract):
            tried[asked.family] += 1
            faults += broken(service, asked)
    inside = tried.total()
    with serving() as server:
        faults += raw.all_broken(server.port)
        if CANARY.encode() in server.output():
            faults.append("the text is in the log: raw")
    tried["raw"] = len(REQUESTS)
    for family, count in tried.most_common():
        click.echo(f"{count:6} {family}")
    click.echo(
        f"{inside} requests in this process, {tried['raw']} on a socket: {len(faults)} broken"
    )
    for fault in faults:
        click.echo(fault)
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
