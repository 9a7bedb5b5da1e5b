"""Code actions as the client understands them: what is asked for, and in which form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from lsprotocol import types

Action = types.CodeAction | types.Command
# As much of a text as a menu or a bar has room for.
_GLIMPSE: Final = 60


@dataclass(frozen=True, slots=True)
class Offers:
    """Makes the actions of one request.

    Attributes:
        client: what it understands.
        context: why it asks.
    """

    client: types.ClientCapabilities
    context: types.CodeActionContext

    @property
    def asked_for(self) -> bool:
        """Whether the user asked, rather than the editor at every move of the cursor."""
        return self.context.trigger_kind != types.CodeActionTriggerKind.Automatic

    def wants(self, kind: str) -> bool:
        """Whether the client asks for this kind, or for one that holds it."""
        only = self.context.only
        return not only or any(f"{kind}.".startswith(f"{one}.") or not one for one in only)

    def action(
        self,
        title: str,
        kind: str,
        command: str,
        arguments: dict[str, Any],
        diagnostic: types.Diagnostic | None = None,
    ) -> Action:
        """An action that runs a command of ours; the bare command for a client that knows no more.

        Args:
            title: as the user reads it.
            kind: of the action.
            command: its name.
            arguments: of it.
            diagnostic: what it gets rid of.
        """
        runs = types.Command(title=title, command=command, arguments=[arguments])
        support = self.client.text_document and self.client.text_document.code_action
        if not (support and support.code_action_literal_support):
            return runs
        diagnostics = [diagnostic] if diagnostic is not None else None
        return types.CodeAction(title=title, kind=kind, diagnostics=diagnostics, command=runs)


def glimpse(text: str) -> str:
    """The first line of a text, as much of it as a menu has room for."""
    first, _, rest = text.strip().partition("\n")
    first = first.rstrip()
    if len(first) <= _GLIMPSE and not rest:
        return first
    return f"{first[: _GLIMPSE - 1].rstrip()}…"
