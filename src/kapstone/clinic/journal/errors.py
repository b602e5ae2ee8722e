"""Why a line cannot be appended."""

from uuid import UUID


class KeyReused(Exception):
    """A request came again under the same key, but says something else. Nothing was written."""

    def __init__(self, key: UUID) -> None:
        self.key = key
        self.sentence = (
            "This form was already sent with other answers. What was sent first is kept; "
            "open the page again to see it, and correct it there if it is wrong."
        )
        super().__init__(self.sentence)
