"""The clinic as an ASGI application: what the server runs."""

import gc
import os
import sys
from threading import Thread

from django.core.asgi import get_asgi_application
from django.urls import get_resolver

from kapstone.clinic.config.tether import tether
from kapstone.clinic.live.streams import Streams

__all__ = ["application"]

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kapstone.clinic.config.settings")


def _warm_up() -> None:
    """Load now what the first page would have to wait for, and take it out of garbage collection: it stays, and looking through it would hold up every screen."""
    from kapstone.clinic.planning import forecast

    get_resolver().check()  # imports the views of every room
    forecast.choices()  # reads every pharmacokinetic model
    gc.collect()
    gc.freeze()


if os.environ.get("KAPSTONE_SERVING"):
    tether()  # each worker of the web server to its main process
    # Threads that draw pages give way to the event loop, which tells screens, ten times sooner than usual.
    sys.setswitchinterval(0.0005)

application = Streams(get_asgi_application())

if os.environ.get("KAPSTONE_SERVING"):
    Thread(target=_warm_up, daemon=True).start()
