"""What the user is told of a change, and asked: only what is proven is applied unasked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lsprotocol import types

from limner_server.lsp.asking import ask
from limner_server.proof.verdict import Proof, Status

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer

_APPLY: Final = "Apply it unproven"
_LEAVE: Final = "Leave the code as it is"
# More messages than that at once are read by nobody; the log has them all.
_MOST_REMARKS: Final = 3


async def approved(server: LimnerServer, label: str, proof: Proof) -> bool:
    """Whether something may be applied; of what is not proven the user decides."""
    if proof.status is not Status.UNPROVEN:
        return proof.status is Status.PROVEN
    question = _line(label, proof)
    return await ask(server, types.MessageType.Warning, question, (_APPLY, _LEAVE)) == _APPLY


def tell_proof(server: LimnerServer, label: str, proof: Proof) -> None:
    """Say how good something is."""
    proven = proof.status is Status.PROVEN
    kind = types.MessageType.Info if proven else types.MessageType.Warning
    server.tell(_line(label, proof), kind)


def tell_remarks(server: LimnerServer, remarks: tuple[str, ...]) -> None:
    """Say what else the user should hear, such as a suspected bug."""
    for remark in remarks:
        server.window_log_message(types.LogMessageParams(types.MessageType.Warning, remark))
    shown, more = remarks[:_MOST_REMARKS], len(remarks) - _MOST_REMARKS
    for remark in shown:
        server.tell(remark, types.MessageType.Warning)
    if more > 0:
        server.tell(f"{more} more remarks are in the log", types.MessageType.Warning)


def _line(label: str, proof: Proof) -> str:
    return f"{label}: {proof.remedy}" if proof.remedy else label
