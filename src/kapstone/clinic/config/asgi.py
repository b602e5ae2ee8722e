"""The clinic as an ASGI application: what the server runs."""

import os
import sys
from importlib import import_module
from threading import Thread

from django.core.asgi import get_asgi_application

from kapstone.clinic.config.tether import tether
from kapstone.clinic.live.streams import Streams

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kapstone.clinic.config.settings")

if os.environ.get("KAPSTONE_SERVING"):
    tether()  # each worker of the web server to its main process
    Thread(
        target=import_module, args=("kapstone.pk",), daemon=True
    ).start()  # some seconds of loading, which no visit should wait for
    sys.setswitchinterval(
        0.0005
    )  # threads that draw pages give way to the event loop, which tells screens, ten times sooner than usual

application = Streams(get_asgi_application())
