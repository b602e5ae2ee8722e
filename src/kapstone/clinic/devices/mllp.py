"""The frames of MLLP: VT, a message, FS, CR; however they are cut by the network, and never more than fits."""

from collections.abc import Iterator
from dataclasses import dataclass, field

__all__ = ["MOST_BYTES", "Frames", "TooLong", "framed"]

MOST_BYTES = 1 << 20
"""A message of vitals has some kilobytes; a longer one is a fault or an attack."""
_START, _END = b"\x0b", b"\x1c"


class TooLong(Exception):
    """A message without an end. The connection cannot be trusted any more."""


@dataclass
class Frames:
    """What has arrived and is no whole message yet. Bytes between messages (keep-alive, line ends) mean nothing."""

    most: int = MOST_BYTES
    _kept: bytearray = field(default_factory=bytearray)

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Add what was read and yield each message that is whole now. A start inside a message begins a new one: the first was cut off."""
        self._kept += data
        while True:
            start = self._kept.find(_START)
            if start < 0:
                self._kept.clear()
                return
            end = self._kept.find(_END, start)
            if end < 0:
                again = self._kept.rfind(_START)
                del self._kept[:again]
                if len(self._kept) > self.most:
                    raise TooLong
                return
            message = bytes(self._kept[self._kept.rfind(_START, 0, end) + 1 : end])
            del self._kept[: end + 1]
            if len(message) > self.most:
                raise TooLong
            yield message

    @property
    def is_within_a_message(self) -> bool:
        return bool(self._kept)


def framed(message: str) -> bytes:
    """The message as it goes over the wire."""
    return _START + message.encode() + _END + b"\r"
