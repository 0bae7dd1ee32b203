"""The version that is installed."""

from importlib.metadata import PackageNotFoundError, version


def installed_version() -> str:
    """The version of this distribution; "0" in a tree that was never installed."""
    try:
        return version("kindreply")
    except PackageNotFoundError:
        return "0"
