"""Times many runs of one thing, and prints tables. Numbers are for comparing within one run: computers differ, ratios less so."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

__all__ = ["Times", "print_table", "timed"]


@dataclass(frozen=True)
class Times:
    """Milliseconds of each run, sorted."""

    ms: tuple[float, ...]

    @property
    def median(self) -> float:
        return self.at(0.5)

    @property
    def p99(self) -> float:
        return self.at(0.99)

    def at(self, share: float) -> float:
        return self.ms[min(len(self.ms) - 1, int(share * len(self.ms)))]


def timed(run: Callable[[], object], times: int, *, warm: int = 5) -> Times:
    """Run it `warm` times for nothing, then `times` times by the clock."""
    for _ in range(warm):
        run()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        taken.append((time.perf_counter() - start) * 1000)
    return Times(tuple(sorted(taken)))


def print_table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A table whose columns line up; numbers to the right."""
    text = [[_cell(each) for each in row] for row in rows]
    widths = [max(len(row[column]) for row in [list(head), *text]) for column in range(len(head))]
    for row in [list(head), ["-" * width for width in widths], *text]:
        first, *rest = zip(row, widths, strict=True)
        print("  ".join([first[0].ljust(first[1]), *(value.rjust(width) for value, width in rest)]).rstrip())
    print()


def _cell(value: object) -> str:
    return f"{value:.2f}" if isinstance(value, float) else f"{value:,}" if isinstance(value, int) else str(value)
