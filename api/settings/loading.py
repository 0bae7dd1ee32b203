"""The settings of this process, or one line for each that cannot be used."""

from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from api.settings.fields import Settings
from api.settings.variables import ENV_PREFIX, variable

PLAINER = (
    ("should be greater than or equal to", "must be at least"),
    ("should be less than or equal to", "must be at most"),
    ("should be", "must be"),
    ("should match pattern", "must match"),
    ("Extra inputs are not permitted", "is no setting"),
)
"""pydantic's words -> ours."""


class BadSettings(Exception):
    """The settings are unsafe or contradict each other; the message names each, no value."""


def load_settings(**overrides: Any) -> Settings:
    """The settings of this process; `overrides` (a command line) win over the environment.

    Raises BadSettings, with one line for each setting at fault.
    """
    try:
        return Settings(**{name: value for name, value in overrides.items() if value is not None})
    except ValidationError as error:
        # The values stay out of the message and of the traceback: one of them may be a key.
        raise BadSettings("\n".join(_line(e) for e in error.errors(include_input=False))) from None


def _line(error: ErrorDetails) -> str:
    message = error["msg"].removeprefix("Value error, ").removeprefix("Input ")
    for theirs, ours in PLAINER:
        message = message.replace(theirs, ours)
    name = ".".join(str(part) for part in error["loc"])
    if not name:
        return message
    return f"{name if name.startswith(ENV_PREFIX) else variable(name)}: {message}"
