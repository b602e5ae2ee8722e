"""Listen for patient monitors (HL7 v2 over MLLP) on a port of this machine until told to stop."""

import argparse

from kapstone.commands import BadInput


def add_arguments(parser: argparse.ArgumentParser) -> None:
    chooser = parser.add_subparsers(dest="what", metavar="WHAT", required=True)
    listen = chooser.add_parser("listen", help="take what monitors send")
    listen.add_argument("--port", type=int, default=2575, help="2575 unless said otherwise, the port registered for HL7")
    listen.add_argument(
        "--bind", default="127.0.0.1", help="127.0.0.1 unless said otherwise; open it to the monitors' own network only"
    )
    listen.add_argument("--certificate", help="PEM file of this server; with --key it speaks TLS")
    listen.add_argument("--key", help="PEM file of its private key")
    listen.add_argument("--clients", help="PEM file of the authority whose certificates monitors must show")


def run(args: argparse.Namespace) -> int:
    if not 0 <= args.port <= 65535:
        raise BadInput(f"Port {args.port} does not exist; use a number from 0 to 65535.")
    if bool(args.certificate) != bool(args.key) or (args.clients and not args.certificate):
        raise BadInput("TLS needs --certificate and --key; --clients needs both.")
    from kapstone.clinic.config import boot, monitors

    with boot.clinic():
        return monitors.listen(args.bind, args.port, tls=monitors.tls(args.certificate, args.key, args.clients))
