"""`workspace/executeCommand`: each command of ours does its work, and applies what comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from limner_server.errors import CancelledError
from limner_server.lsp.arguments import Arguments
from limner_server.lsp.commands.ask import AskParams, plan_answer
from limner_server.lsp.commands.code import CodeParams
from limner_server.lsp.commands.doc import plan_docs
from limner_server.lsp.commands.fix import plan_fix
from limner_server.lsp.commands.generate import GenerateParams
from limner_server.lsp.commands.locate import plan_locating
from limner_server.lsp.commands.test import plan_tests
from limner_server.lsp.commands.tune import TuneParams
from limner_server.lsp.draft import Draft
from limner_server.lsp.drafting import apply_draft, offer_draft
from limner_server.lsp.from_picture import write_draft
from limner_server.lsp.from_words import write_from_words
from limner_server.lsp.located import lead_to
from limner_server.lsp.proposing import apply_proposal, make_change
from limner_server.lsp.protocol import ANSWER_COMMAND
from limner_server.lsp.reply import show_reply
from limner_server.lsp.tuning import tune_folder
from limner_server.lsp.work import perform
from limner_server.tasks.ask_answer import AskAnswer
from limner_server.tasks.locate_answer import LocateAnswer

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer


async def code(ls: LimnerServer, params: types.ExecuteCommandParams) -> dict[str, Any] | None:
    """Write a picture as code, apply the edit, say how well it is proven.

    Returns:
        The answer as `limner code --json` prints it, with "applied"; None where it was cancelled.

    Raises:
        LimnerError: one line for the user.
    """
    try:
        wanted = CodeParams.parse(_only(params.arguments))
        token = params.work_done_token or wanted.work_done_token
        draft = await ls.jobs.run(write_draft(ls, wanted, token), ls.protocol.msg_id)
    except CancelledError:
        return None
    return {**draft.answer.to_json(), "applied": await apply_draft(ls, draft)}


async def fix(ls: LimnerServer, params: types.ExecuteCommandParams) -> dict[str, Any] | None:
    """Find a fix, prove it, apply it; the answer is that of `limner fix --json`."""
    return await make_change(ls, plan_fix, _only(params.arguments), params.work_done_token)


async def test(ls: LimnerServer, params: types.ExecuteCommandParams) -> dict[str, Any] | None:
    """Write tests, prove them, apply them; the answer is that of `limner test --json`."""
    return await make_change(ls, plan_tests, _only(params.arguments), params.work_done_token)


async def doc(ls: LimnerServer, params: types.ExecuteCommandParams) -> dict[str, Any] | None:
    """Write documentation, prove it, apply it; the answer is that of `limner doc --json`."""
    return await make_change(ls, plan_docs, _only(params.arguments), params.work_done_token)


async def generate(ls: LimnerServer, params: types.ExecuteCommandParams) -> dict[str, Any] | None:
    """Write words as code and apply it; unproven, only where the user says so.

    Returns:
        The answer as `limner generate --json` prints it, with "applied"; None where it was
        cancelled.

    Raises:
        LimnerError: one line for the user.
    """
    try:
        wanted = GenerateParams.parse(_only(params.arguments))
        writing = write_from_words(ls, wanted, params.work_done_token)
        answer, made = await ls.jobs.run(writing, ls.protocol.msg_id)
    except CancelledError:
        return None
    if isinstance(made, Draft):
        applied = await offer_draft(ls, made)
    else:
        applied = await apply_proposal(ls, made)
    return {**answer.to_json(), "applied": applied}


async def locate(ls: LimnerServer, params: types.ExecuteCommandParams) -> dict[str, Any] | None:
    """Find the source of a picture and show it.

    Returns:
        The answer as `limner locate --json` prints it, with "shown"; None where it was cancelled.

    Raises:
        LimnerError: one line for the user.
    """
    try:
        work = plan_locating(ls, _only(params.arguments))
        finding = perform(ls, work, params.work_done_token, LocateAnswer)
        answer = await ls.jobs.run(finding, ls.protocol.msg_id)
    except CancelledError:
        return None
    return {**answer.to_json(), "shown": await lead_to(ls, work.title, answer)}


async def ask(ls: LimnerServer, params: types.ExecuteCommandParams) -> dict[str, Any] | None:
    """Answer a question and show the answer.

    Returns:
        The answer as `limner ask --json` prints it, with "shown"; None where it was cancelled.

    Raises:
        LimnerError: one line for the user.
    """
    try:
        wanted = AskParams.parse(_only(params.arguments))
        work = plan_answer(ls, wanted)
        answering = perform(ls, work, params.work_done_token, AskAnswer)
        answer = await ls.jobs.run(answering, ls.protocol.msg_id)
    except CancelledError:
        return None
    return {**answer.to_json(), "shown": await show_reply(ls, wanted.question, answer)}


async def tune(ls: LimnerServer, params: types.ExecuteCommandParams) -> dict[str, Any] | None:
    """Have an adapter learn from the user's own code, where the user agrees to the plan.

    Returns:
        The answer as `limner tune --json` prints it; None where it was cancelled.

    Raises:
        LimnerError: one line for the user.
    """
    try:
        wanted = TuneParams.parse(_only(params.arguments))
        work = tune_folder(ls, wanted, params.work_done_token)
        return await ls.jobs.run(work, ls.protocol.msg_id)
    except CancelledError:
        return None


async def answer(ls: LimnerServer, params: types.ExecuteCommandParams) -> None:
    """Answer what the user is asked, in an editor that shows no questions.

    Raises:
        InputError: nothing of that kind is asked.
    """
    title = Arguments(ANSWER_COMMAND, _only(params.arguments)).required("answer")
    ls.unanswered.answer(title)


async def cancel(ls: LimnerServer, params: types.ExecuteCommandParams) -> None:
    """Stop everything that is being done, in an editor that has no button for it."""
    del params
    ls.tell("stopped" if ls.jobs.running else "there is nothing to stop")
    ls.jobs.cancel_all()


def _only(arguments: Sequence[Any] | None) -> Any:
    """The one argument, or None, which is no object, where there is another number of them."""
    return arguments[0] if arguments and len(arguments) == 1 else None
