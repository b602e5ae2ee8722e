"""What both prodromal questionnaires share: an experience is said to be there or not, and then how distressing it was."""

from kapstone.instruments._instrument import Answers, Item, Option, Subscale, When
from kapstone.instruments._shared import NO_YES, YES, licensed


def items(prefix: str, count: int, distress: tuple[Option, ...]) -> tuple[Item, ...]:
    """Each experience, followed by its distress, which is only asked after a yes and counts 0 after a no."""
    experiences = licensed(prefix, range(1, count + 1), NO_YES)
    return tuple(
        item
        for number, experience in enumerate(experiences, start=1)
        for item in (
            experience,
            Item(
                id=f"{prefix}_d{number}",
                text="",
                options=distress,
                short=f"distress by item {number}",
                is_scored=False,
                when=When((experience.id,), YES),
            ),
        )
    )


def distress_scale(prefix: str, count: int) -> Subscale:
    return Subscale("distress", "Distress", tuple(f"{prefix}_d{number}" for number in range(1, count + 1)))


def some(prefix: str, count: int, *distress: int | None) -> Answers:
    """Yes to as many experiences as there are ratings of distress, no to the rest; for the worked examples."""
    said: dict[str, int | None] = {f"{prefix}_{number}": int(number <= len(distress)) for number in range(1, count + 1)}
    return said | {f"{prefix}_d{number}": value for number, value in enumerate(distress, start=1)}
