"""Tuning from an editor: the plan is shown, the user says yes, and the bar tells how it goes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lsprotocol import types

from limner_server.errors import UntrustedError
from limner_server.lsp.asking import ask
from limner_server.lsp.command_line import run_verb
from limner_server.lsp.commands.tune import TuneParams, folder_to_tune, words_of
from limner_server.lsp.places import file_uri
from limner_server.lsp.progress import WorkProgress, work_progress
from limner_server.lsp.showing import show_document
from limner_server.proof.sandbox.ran import Running
from limner_server.worker.messages import Report

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer

_START: Final = "Start"
_LATER: Final = "Not now"
_SHARE: Final = re.compile(r"\s*(\d{1,3})% (.*)")


async def tune_folder(
    server: LimnerServer, params: TuneParams, token: types.ProgressToken | None
) -> dict[str, Any]:
    """Have an adapter learn from a folder, once the user has seen what that takes.

    Args:
        server: with the folders and the trust in them.
        params: what the client asked.
        token: of the progress that goes before that of the parameters, or None.

    Returns:
        The answer as `limner tune --json` prints it; without a result where the user said no.

    Raises:
        UntrustedError: the folder is not trusted.
        LimnerError: it cannot be done; the line is for the user.
    """
    folder = folder_to_tune(server, params)
    if await server.trust.running(server, folder) is Running.NEVER:
        raise UntrustedError(
            f"{folder} is not trusted: nothing is learnt from it", "trust it, then ask again"
        )
    words, title = words_of(params, folder), f"Tune on {folder.name}"
    async with work_progress(server, token or params.work_done_token, title) as progress:
        plan = await run_verb(words, lambda line: _report(progress, line))
        if await ask(server, types.MessageType.Info, _question(plan), (_START, _LATER)) != _START:
            progress.outcome = "not started"
            return plan
        progress.if_cancelled = "paused: the same command goes on"
        answer = await run_verb([*words, "--yes"], lambda line: _report(progress, line))
        progress.outcome = str(answer["proof"]["summary"])
    await _show(server, folder, answer)
    return answer


def _report(progress: WorkProgress, line: str) -> None:
    """Pass a line of the verb's on, with how much is done where it begins with that."""
    found = _SHARE.match(line)
    share, message = (int(found[1]) / 100, found[2]) if found else (None, line)
    progress.report(Report(0, message, share, ""))


def _question(answer: dict[str, Any]) -> str:
    return f"{' · '.join(answer['plan']['told'])}. Start?"


async def _show(server: LimnerServer, folder: Path, answer: dict[str, Any]) -> None:
    """Say what became of it, and open the reports."""
    done = answer["result"] or []
    kept = [one["adapter"] for one in done if one["better"]]
    said = f"switched on for {folder.name}: {', '.join(kept)}" if kept else "nothing is switched on"
    server.tell(f"{said} ({answer['proof']['summary']})")
    for one in done:
        await show_document(server, file_uri(Path(one["report"])))
