"""A log without people: where the code failed, never the values it failed on."""

import logging
import traceback

__all__ = ["WithoutPeople"]


class WithoutPeople(logging.Formatter):
    """Write an exception as its kind and its places.

    Its message stays out: a database error quotes the row, a form error quotes the answer.
    """

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self.default_msec_format = "%s.%03d"

    def formatException(self, ei: object) -> str:  # noqa: N802 - the name is logging's
        if not isinstance(ei, tuple) or ei[0] is None:
            return ""
        kind, _, trace = ei
        places = "\n".join(f"  {p.filename}:{p.lineno} in {p.name}" for p in traceback.extract_tb(trace))
        return f"{kind.__module__}.{kind.__qualname__} at\n{places}"
