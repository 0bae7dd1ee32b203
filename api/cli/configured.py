"""The settings of a command: what is wrong with them is a usage error, without a traceback."""

from typing import TYPE_CHECKING, Any

from api.cli.texts import DataError

if TYPE_CHECKING:
    from api.settings import Settings


def settings(**overrides: Any) -> "Settings":
    """The settings of this process; options of the command line win."""
    from api.settings import BadSettings, load_settings  # noqa: PLC0415 - 0.2 s of pydantic

    try:
        return load_settings(**overrides)
    except BadSettings as error:
        lines = str(error).replace("\n", "\n  ")
        raise DataError(f"these settings cannot be used:\n  {lines}") from None
