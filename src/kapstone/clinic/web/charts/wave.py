"""How a medicine comes and goes, for the person who will take it: rising, strongest, fading, in hours and without other numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from kapstone.clinic.web.charts.drawing import Drawing, Table, element, number, picture, text

__all__ = ["Wave", "hours_words", "wave"]

_MOST_H = 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wave:
    """Heights are shares of the highest, 0 to 1; times count from the start of the dose. `faded_h` is None where it takes longer than is known."""

    times_h: Sequence[float]
    usual: Sequence[float]
    low: Sequence[float]
    high: Sequence[float]
    strongest_from_h: float
    strongest_at_h: float
    strongest_to_h: float
    faded_h: float | None
    stay_h: float
    """How long the person stays at the clinic at least."""

    def __post_init__(self) -> None:
        if not len(self.times_h) == len(self.usual) == len(self.low) == len(self.high) > 1:
            raise ValueError("a wave has as many heights as times, two at least")
        if not 0 <= self.strongest_from_h <= self.strongest_at_h <= self.strongest_to_h < (self.faded_h or float("inf")):
            raise ValueError("a wave rises, is strongest, and fades, in this order")

    @property
    def ends_h(self) -> float:
        """As far as the picture goes: a little past the stay, so that the end is seen to be open."""
        return min(max(self.stay_h, self.faded_h or 0.0) + 0.75, _MOST_H, self.times_h[-1])


def wave(drawn: Wave) -> Drawing:
    """The picture, with the same in a sentence and as three lines."""
    sentence = _sentence(drawn)
    return Drawing(
        sentence=sentence,
        wide=_Sheet(drawn, 640, 250).draw(sentence),
        narrow=_Sheet(drawn, 312, 230).draw(sentence),
        table=_table(drawn),
    )


def hours_words(hours: float) -> str:
    """Rounded as people say it: "about half an hour", "about 2 and a half hours"."""
    quarters = max(1, round(hours * 4))
    if quarters == 1:
        return "about a quarter of an hour"
    if quarters <= 3:
        return "about half an hour" if quarters == 2 else "about three quarters of an hour"
    whole, half = divmod(round(hours * 2), 2)
    if whole == 1:
        return "about 1 and a half hours" if half else "about 1 hour"
    return f"about {whole} and a half hours" if half else f"about {whole} hours"


def _sentence(drawn: Wave) -> str:
    fading = (
        f"By {hours_words(drawn.faded_h)} most of it has faded."
        if drawn.faded_h
        else "It fades slowly over the hours after that."
    )
    return (
        f"The medicine in your blood is expected to rise at first, to be strongest at {hours_words(drawn.strongest_at_h)}, "
        f"and then to fade. {fading}"
    )


def _stay_words(hours: float) -> str:
    """The programme's minimum as it is: "2 hours", "1 hour 40 minutes"."""
    whole, minutes = divmod(round(hours * 60), 60)
    parts = [f"{whole} hour{'s' if whole > 1 else ''}" if whole else "", f"{minutes} minutes" if minutes else ""]
    return " ".join(part for part in parts if part)


def _table(drawn: Wave) -> Table:
    rows = [
        ("Rising", "from the start", hours_words(drawn.strongest_from_h)),
        ("Strongest", hours_words(drawn.strongest_from_h), hours_words(drawn.strongest_to_h)),
        ("Fading", hours_words(drawn.strongest_to_h), hours_words(drawn.faded_h) if drawn.faded_h else "some hours later"),
        ("You stay with us", "from the start", f"at least {_stay_words(drawn.stay_h)}"),
    ]
    return Table(caption="How the medicine is expected to come and go", columns=("What", "From", "Until"), rows=rows)


class _Sheet:
    def __init__(self, drawn: Wave, width: float, height: float) -> None:
        self.drawn, self.width, self.height = drawn, width, height
        self.top, self.floor = 34.0, height - 52
        self.is_narrow = width < 500

    def x(self, hours: float) -> float:
        return 4 + min(max(hours / self.drawn.ends_h, 0.0), 1.0) * (self.width - 8)

    def y(self, share: float) -> float:
        return self.floor - share * (self.floor - self.top)

    def draw(self, sentence: str) -> str:
        parts = [*self.stay(), *self.curve(), *self.names(), *self.hours()]
        return picture(self.width, self.height, "How the medicine comes and goes", sentence, parts, cls="c-wave")

    def stay(self) -> list[str]:
        end = self.x(self.drawn.stay_h)
        words = "with us, at least" if self.is_narrow else "you stay with us at least this long"
        return [
            element("rect", cls="c-wave-stay", x=self.x(0), y=self.floor + 4, width=end - self.x(0), height=20, rx=3),
            text((self.x(0) + end) / 2, self.floor + 18.5, words, "c-small", "middle"),
        ]

    def curve(self) -> list[str]:
        spots = [i for i, hours in enumerate(self.drawn.times_h) if hours <= self.drawn.ends_h + 1e-9]

        def path(values: Sequence[float], order: Sequence[int]) -> str:
            return "L".join(f"{number(self.x(self.drawn.times_h[i]))} {number(self.y(values[i]))}" for i in order)

        return [
            element("path", cls="c-wave-band", d=f"M{path(self.drawn.high, spots)}L{path(self.drawn.low, spots[::-1])}z"),
            element("path", cls="c-line", d=f"M{path(self.drawn.usual, spots)}"),
            element("line", cls="c-axis", x1=self.x(0), y1=self.floor, x2=self.width - 4, y2=self.floor),
        ]

    def names(self) -> list[str]:
        """The three words, each over its part of the curve; the first two stand apart where the rise is short."""
        drawn = self.drawn
        fading = (drawn.strongest_to_h + (drawn.faded_h or drawn.ends_h)) / 2
        level = min(zip(drawn.times_h, drawn.high, strict=True), key=lambda pair: abs(pair[0] - fading))[1]
        strongest = max(self.x(drawn.strongest_at_h), 74.0)
        return [
            text(self.x(0), self.top + 22, "rising", "c-text c-halo"),
            text(strongest, self.top - 12, "strongest", "c-strong c-halo", "middle"),
            text(self.x(fading) + 8, self.y(level) - 10, "fading", "c-text c-halo"),
        ]

    def hours(self) -> list[str]:
        parts, step = [], 2 if self.drawn.ends_h > 5 and self.is_narrow else 1
        for hour in range(0, int(self.drawn.ends_h) + 1, step):
            words = "start" if hour == 0 else f"{hour} hour{'s' if hour > 1 else ''}" if not self.is_narrow else f"{hour} h"
            parts.append(element("line", cls="c-axis", x1=self.x(hour), y1=self.floor, x2=self.x(hour), y2=self.floor + 4))
            parts.append(text(self.x(hour), self.height - 6, words, "c-small", "start" if hour == 0 else "middle"))
        return parts
