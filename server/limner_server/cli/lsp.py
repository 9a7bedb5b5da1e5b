"""`limner lsp`: the language server on stdin and stdout."""

from __future__ import annotations

import argparse
import os
import sys

from limner_server.cli.console import remark
from limner_server.lsp.handshake import greet

HELP = "the language server, on stdin and stdout"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take what editors pass by habit."""
    parser.add_argument("--stdio", action="store_true", help="the default, and the only way")


def run(args: argparse.Namespace) -> int:
    """Answer the editor's first message at once, then import the server and go on."""
    del args
    if sys.stdin.isatty():
        remark("waiting for an editor; this is started by one, not by hand")
    opening = greet(sys.stdin.buffer, sys.stdout.buffer)
    # Whatever prints by accident must not end up between the messages.
    stdout = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())

    # Only now: the answer does not wait for them.
    import logging  # noqa: PLC0415

    from limner_server.lsp.server import LimnerServer  # noqa: PLC0415

    logging.basicConfig(format="%(levelname)s %(name)s: %(message)s")
    return LimnerServer().serve(opening, stdout)
