"""The commands of `kapstone`: a file here is a command, with `add_arguments(parser)` and `run(args) -> int`."""

__all__ = ["BadInput"]


class BadInput(Exception):
    """What the person gave cannot be used; the sentence names the place and the reason. Exit code 2."""
