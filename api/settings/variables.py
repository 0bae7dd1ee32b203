"""The names of settings, as an operator writes them."""

ENV_PREFIX = "KINDREPLY_"


def variable(name: str) -> str:
    """The environment variable of a field."""
    return ENV_PREFIX + name.upper()
