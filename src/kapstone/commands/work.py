"""Do the clinic's scheduled work: re-assess episodes when the clock alone changes what is true, and chain the chains daily."""

import argparse
import logging
import signal
import threading
from datetime import UTC, datetime

_EVERY_S = 10
_AFTER_TROUBLE_S = 30


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="do what is due now, then leave")


def run(args: argparse.Namespace) -> int:
    from kapstone.clinic.config import boot
    from kapstone.clinic.config.tether import tether

    leave = threading.Event()
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: leave.set())
    if not args.once:
        tether()
    log = logging.getLogger("kapstone.work")
    with boot.clinic():
        from django.db import close_old_connections

        from kapstone.clinic.episodes.actions import reassess_due
        from kapstone.clinic.journal.actions import checkpoint

        while not leave.is_set():
            pause = _EVERY_S
            close_old_connections()
            try:
                reassess_due(datetime.now(UTC))
                checkpoint(datetime.now(UTC))  # writes once a day
            except Exception:
                if args.once:
                    raise
                log.exception("The scheduled work failed and is tried again.")
                pause = _AFTER_TROUBLE_S
            close_old_connections()
            if args.once:
                break
            leave.wait(pause)
    return 0
