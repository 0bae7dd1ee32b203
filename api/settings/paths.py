"""Paths that an operator may set."""


def refuse_what_is_no_path(path: str) -> None:
    """Raise ValueError for a URL, which would become the name of a file, and for NUL."""
    if "://" in path or path.startswith((":memory:", "file:")):
        raise ValueError("must be the path of a file; other databases are not built yet")
    if "\0" in path:
        raise ValueError("must be the path of a file")
