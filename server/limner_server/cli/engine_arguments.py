"""The arguments of every verb that may ask a model or read a picture."""

from __future__ import annotations

import argparse

from limner_server.tasks.request import NO_MODEL


def add_engine_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare which engine and which of its models to ask."""
    parser.add_argument(
        "--engine", default="", metavar="URL", help="an OpenAI-compatible engine to ask"
    )
    parser.add_argument(
        "--model",
        default="",
        metavar="NAME",
        help=f"the model to ask; {NO_MODEL}: no model at all (default: as configured)",
    )


def add_language_argument(parser: argparse.ArgumentParser) -> None:
    """Declare the languages of the texts in a picture."""
    parser.add_argument(
        "--language",
        default="eng",
        metavar="LANGS",
        help="of the texts, as Tesseract names them: eng+deu (default: eng)",
    )
