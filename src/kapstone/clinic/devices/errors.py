"""Why a device is not paired, or what it says is not taken."""

from kapstone.clinic.web.errors import Conflict, Refusal

__all__ = ["DeviceTaken", "NoSuchDevice", "NotTaken", "SenderKnown", "SessionIsOver"]


class NoSuchDevice(Refusal):
    def __init__(self) -> None:
        super().__init__("This device is not one of the clinic's.", field="device", next_step="Choose a device from the list.")


class DeviceTaken(Conflict):
    def __init__(self, label: str) -> None:
        super().__init__(
            f"{label} is on another patient.", field="device", next_step="Take it off there first, or use another device."
        )


class SenderKnown(Conflict):
    def __init__(self) -> None:
        super().__init__(
            "Another device is known by this name.",
            field="sender",
            next_step="Look at the name the monitor sends (MSH-3), and retire the old one.",
        )


class SessionIsOver(Refusal):
    def __init__(self) -> None:
        super().__init__(
            "This session is not open.", next_step="A device is put on after check-in and until the patient leaves."
        )


class NotTaken(Exception):
    """What a device said is not taken. The sentence goes back to it and into the log of messages, so it holds nobody's name."""

    def __init__(self, sentence: str, *, is_for_us: bool = True) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.is_for_us = is_for_us
