"""The web server as a process of its own: granian, tethered to the `kapstone serve` that started it."""

import os

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from kapstone.clinic.config.tether import tether

_STOP_S = 2


def main() -> None:
    """Listen on KAPSTONE_BIND and PORT with KAPSTONE_WORKERS processes."""
    os.environ["KAPSTONE_SERVING"] = "1"
    tether()
    Granian(
        "kapstone.clinic.config.asgi:application",
        address=os.environ["KAPSTONE_BIND"],
        port=int(os.environ["PORT"]),
        interface=Interfaces.ASGINL,
        workers=int(os.environ["KAPSTONE_WORKERS"]),
        websockets=False,
        # An open stream of events holds a slot for as long as it is watched; the defaults would refuse the 1 025th.
        backlog=16384,
        backpressure=8192,
        # Open streams never end by themselves: without this limit stopping takes for ever.
        workers_kill_timeout=_STOP_S,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
        log_access=False,
    ).serve()


if __name__ == "__main__":
    main()
