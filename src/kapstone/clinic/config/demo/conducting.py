"""Many lives on one clock: whoever's next step is earliest goes first, so that the clinic's records lie in order of time."""

import heapq
from collections.abc import Iterable, Iterator
from datetime import datetime

from kapstone.clinic.journal import clock

__all__ = ["conduct"]


def conduct(lives: Iterable[Iterator[datetime]], *, until: datetime) -> None:
    """Let every life go on to its end. A life yields the moment of its next step; time never runs back in it, nor past `until`."""
    queue: list[tuple[datetime, int, Iterator[datetime]]] = []
    for number, life in enumerate(lives):
        if (first := next(life, None)) is not None:
            queue.append((min(first, until), number, life))
    heapq.heapify(queue)
    while queue:
        moment, number, life = heapq.heappop(queue)
        with clock.stopped_at(moment):
            wanted = next(life, None)
        if wanted is not None:
            heapq.heappush(queue, (min(max(moment, wanted), until), number, life))
