"""Secrets that an orchestrator mounts as files: KINDREPLY_X_FILE in place of KINDREPLY_X.

A field `x_file` beside a field `x` is all it takes.
"""

import os
import stat
from collections.abc import Iterable, Mapping
from typing import Any

from api.settings.variables import variable

MAX_SECRET_BYTES = 64 * 1024
SUFFIX = "_file"
EVERYBODY = stat.S_IRWXO


class UnusableFile(ValueError):
    """A secret's file that is not read; the message names neither its path nor what it holds."""


def secrets_from_files(fields: Iterable[str], given: Mapping[str, Any]) -> dict[str, Any]:
    """`given` with each secret that a file holds.

    Raises ValueError, with one line for each file that cannot be used.
    """
    values = dict(given)
    lines: list[str] = []
    for name in fields:
        path = values.get(name) if name.endswith(SUFFIX) else None
        if path is None:
            continue
        secret = name.removesuffix(SUFFIX)
        if values.get(secret) is not None:
            lines.append(f"{variable(secret)} and {variable(name)}: set one of them, not both")
            continue
        try:
            values[secret] = read_secret(str(path))
        except UnusableFile as error:
            lines.append(f"{variable(name)}: {error}")
    if lines:
        raise ValueError("\n".join(lines))
    return values


def read_secret(path: str) -> str:
    """The text of a file without the one line end that editors add.

    Raises UnusableFile where it is missing, no plain file, open to everybody on this machine, over
    MAX_SECRET_BYTES, empty or no UTF-8.
    """
    try:
        # Without O_NONBLOCK a pipe in its place would keep the service from ever starting.
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except (OSError, ValueError):
        raise UnusableFile("there is no such file, or this process may not read it") from None
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise UnusableFile("is no plain file")
        if status.st_mode & EVERYBODY:
            raise UnusableFile("is open to every user of this machine: take that away (chmod o=)")
        content = os.read(handle, MAX_SECRET_BYTES + 1)
    finally:
        os.close(handle)
    if len(content) > MAX_SECRET_BYTES:
        raise UnusableFile(f"holds more than {MAX_SECRET_BYTES:,} bytes")
    try:
        secret = content.decode("utf-8")
    except UnicodeDecodeError:
        raise UnusableFile("is not UTF-8 text") from None
    secret = secret.removesuffix("\n").removesuffix("\r")
    if not secret:
        raise UnusableFile("is empty")
    return secret
