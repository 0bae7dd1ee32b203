"""What can go wrong with the database, sorted by who must act. No message holds a stored value.

StorageError
  x UnusableDatabase   the operator: the file cannot be opened, is no database, or is too new
  x DatabaseDown       nobody yet: it is locked for too long, full, or its disk fails
"""


class StorageError(Exception):
    """The database cannot do what it was asked."""


class UnusableDatabase(StorageError):
    """It will not work before somebody mends it."""


class DatabaseDown(StorageError):
    """It may work again by itself."""
