"""Why the database server of the data folder could not be used, in a sentence for whoever started it."""

__all__ = ["PostgresError"]


class PostgresError(Exception):
    """The embedded server cannot be found, started or stopped."""
