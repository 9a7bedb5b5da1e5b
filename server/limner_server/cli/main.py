"""The `limner` command: finds the verb asked for, imports that one alone, and maps errors.

Exit codes: 0 done, 1 no candidate could be proven, 2 bad input or a missing tool (one line on
stderr says which, and what to do), 130 interrupted.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import warnings
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, Protocol, cast

from limner_server.cli.console import drop_stdout, remark, show
from limner_server.cli.exit_codes import DONE, INTERRUPTED, REFUSED
from limner_server.cli.interrupt import interruptible
from limner_server.errors import CancelledError, LimnerError, ToolMissingError
from limner_server.version import VERSION

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

VERBS: Final = (
    "demo",
    "code",
    "fix",
    "test",
    "doc",
    "generate",
    "locate",
    "ask",
    "lsp",
    "engine",
    "status",
    "doctor",
    "model",
    "adapter",
)
PLUGIN_GROUP: Final = "limner.commands"


class Verb(Protocol):
    """What a verb's module, or an entry point of another package, offers.

    Attributes:
        HELP: one line for the list of verbs.
    """

    HELP: str

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the verb's arguments."""

    def run(self, args: argparse.Namespace) -> int:
        """Do it and return the exit code."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb and return the exit code.

    Args:
        argv: the arguments after the program's name; the process's own where None.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    if not sys.warnoptions:
        # What libraries warn of is for developers; a user gets one line that is meant for users.
        warnings.simplefilter("ignore")
    try:
        with interruptible():
            return _run(arguments)
    except (KeyboardInterrupt, CancelledError):
        return INTERRUPTED
    except LimnerError as error:
        remark(str(error))
        return REFUSED
    except BrokenPipeError:
        # Whoever read the output has seen enough.
        drop_stdout()
        return DONE
    except Exception as error:  # noqa: BLE001 - a fault of ours is one line too, the rest is kept
        remark(f"an unexpected {type(error).__name__} ({error}): details are in {_keep(error)}")
        return REFUSED


def _run(arguments: list[str]) -> int:
    args = _parser(arguments).parse_args(arguments)
    code: int = args.run(args)
    show("")
    return code


def _keep(error: Exception) -> str:
    """Write the error's traceback where the user can find it, and return the place."""
    import tempfile  # noqa: PLC0415 - here alone
    import traceback  # noqa: PLC0415

    with tempfile.NamedTemporaryFile(
        "w", prefix="limner-", suffix=".log", delete=False, encoding="utf-8"
    ) as log:
        traceback.print_exception(error, file=log)
        return log.name


def _parser(arguments: list[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="limner",
        description="Code, fixes, tests, documentation and answers, each with its proof.",
    )
    parser.add_argument("--version", action="version", version=f"limner {VERSION}")
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", required=True)
    for name, verb in _wanted(arguments).items():
        subparser = verbs.add_parser(name, help=verb.HELP, description=verb.HELP)
        verb.add_arguments(subparser)
        subparser.set_defaults(run=verb.run)
    return parser


def _wanted(arguments: list[str]) -> dict[str, Verb]:
    """The verb asked for, or all of them where none is: for the help and the error."""
    asked = arguments[0] if arguments else ""
    if asked in VERBS:
        return {asked: _own(asked)}
    plugins = _plugins()
    if asked in plugins:
        return {asked: _load(plugins[asked])}
    return {name: _own(name) for name in VERBS} | {
        name: _listed(entry) for name, entry in plugins.items()
    }


def _own(name: str) -> Verb:
    return cast("Verb", importlib.import_module(f"limner_server.cli.{name}"))


def _plugins() -> dict[str, EntryPoint]:
    """The verbs that other packages bring along."""
    # Not worth the wait where one of our own verbs is asked for.
    from importlib.metadata import entry_points  # noqa: PLC0415

    return {entry.name: entry for entry in entry_points(group=PLUGIN_GROUP)}


def _load(entry: EntryPoint) -> Verb:
    try:
        return cast("Verb", entry.load())
    except (ImportError, AttributeError) as error:
        raise ToolMissingError(
            f"`limner {entry.name}` cannot be loaded ({error})",
            "reinstall the package that brings it along",
        ) from error


def _listed(entry: EntryPoint) -> Verb:
    """The verb as the help lists it: one that cannot be loaded must not hide the others."""
    try:
        return _load(entry)
    except ToolMissingError as error:
        return _Unloadable(error)


class _Unloadable:
    """Stands for a verb that cannot be loaded; running it says why."""

    def __init__(self, error: ToolMissingError) -> None:
        self.HELP = str(error)
        self._error = error

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """There is nothing to declare."""

    def run(self, args: argparse.Namespace) -> int:
        del args
        raise self._error


if __name__ == "__main__":
    sys.exit(main())
