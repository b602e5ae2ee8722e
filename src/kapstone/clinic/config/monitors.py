"""Runs the listener for monitors as a process of its own, tethered to the server that started it, if one did."""

import asyncio
import contextlib
import os
import signal
import ssl
import sys
from datetime import UTC, datetime

from kapstone.clinic.config.environment import BadSetting
from kapstone.clinic.config.tether import tether

__all__ = ["listen", "tls"]

_FORGET_EVERY_S = 3600


def tls(certificate: str | None, key: str | None, clients: str | None) -> ssl.SSLContext | None:
    """TLS with this certificate, and with `clients` only for monitors that show one of theirs; None without a certificate."""
    if certificate is None:
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    try:
        context.load_cert_chain(certificate, key)
        if clients:
            context.load_verify_locations(clients)
            context.verify_mode = ssl.CERT_REQUIRED
    except (OSError, ssl.SSLError) as problem:
        raise BadSetting(f"The certificate files cannot be used ({problem}).") from problem
    return context


def listen(bind: str, port: int, *, tls: ssl.SSLContext | None = None) -> int:
    """Listen until SIGTERM or Ctrl-C. Django is up."""
    if os.environ.get("KAPSTONE_SERVING"):
        tether()
    try:
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(_listen(bind, port, tls))
    except OSError as problem:
        raise BadSetting(f"Cannot listen on {bind}:{port} ({problem.strerror}). Choose another --port.") from problem
    return 0


async def _listen(bind: str, port: int, context: ssl.SSLContext | None) -> None:
    from django.db import DatabaseError, close_old_connections, connection

    from kapstone.clinic.devices import actions
    from kapstone.clinic.devices.hl7 import Message
    from kapstone.clinic.devices.listener import Listener

    def now() -> datetime:
        return datetime.now(UTC)

    def take(message: Message, raw: bytes) -> object:
        try:
            return actions.take(message, raw, now=now())
        except DatabaseError:
            connection.close()  # else each thread keeps its own: fifty messages a second have no time for the pool
            raise

    def forget_once() -> None:
        close_old_connections()
        actions.forget(now() - actions.KEPT)
        close_old_connections()

    async def forget() -> None:
        while True:
            await asyncio.to_thread(forget_once)
            await asyncio.sleep(_FORGET_EVERY_S)

    def ready(opened: int) -> None:
        sys.stdout.write(f"Listening for monitors on {bind}:{opened}\n")
        sys.stdout.flush()

    serving = asyncio.ensure_future(Listener(take, now).serve(bind, port, tls=context, ready=ready))
    cleaning = asyncio.ensure_future(forget())
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, serving.cancel)
    try:
        with contextlib.suppress(asyncio.CancelledError):
            await serving
    finally:
        cleaning.cancel()
