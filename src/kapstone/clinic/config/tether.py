"""Ends a process when the one that started it is gone: a killed server must leave no helper behind that holds its port."""

import os
import signal
import threading
import time

__all__ = ["tether"]

_LOOK_S = 0.3
_IN_ORDER_S = 3


def tether() -> None:
    """Watch the parent from now on; when it is gone, ask this process to end, then end it."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_LOOK_S)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(_IN_ORDER_S)
        os._exit(1)

    threading.Thread(target=watch, name="tether", daemon=True).start()
