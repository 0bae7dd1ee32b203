"""What can go wrong with keys and their database, said in one line."""

from collections.abc import Iterator
from contextlib import contextmanager

from api.cli.texts import DataError


@contextmanager
def key_errors() -> Iterator[None]:
    """Turn errors of keys and database into a usage error without a traceback."""
    from api.access.errors import AccessError  # noqa: PLC0415 - what --help need not wait for
    from api.storage.errors import StorageError  # noqa: PLC0415

    try:
        yield
    except AccessError as error:
        raise DataError(f"{error}.") from None
    except StorageError as error:
        raise DataError(f"KINDREPLY_DATABASE: {error}.") from None
