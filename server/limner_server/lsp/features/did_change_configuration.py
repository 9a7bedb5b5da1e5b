"""`workspace/didChangeConfiguration`: take new settings over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from limner_server.lsp.options import SECTION

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer


async def did_change_configuration(
    ls: LimnerServer, params: types.DidChangeConfigurationParams
) -> None:
    """Take what the client pushes; fetch where it only says that something has changed."""
    settings = params.settings
    if isinstance(settings, dict) and SECTION in settings:
        ls.configure(settings)
    else:
        await fetch_configuration(ls)


async def fetch_configuration(ls: LimnerServer) -> None:
    """Ask the client for our section, where it can be asked."""
    workspace = ls.client_capabilities.workspace
    if workspace is None or not workspace.configuration:
        return
    item = types.ConfigurationItem(section=SECTION)
    answer = await ls.workspace_configuration_async(types.ConfigurationParams([item]))
    # A client without such a section says null: what `initialize` brought stays.
    if answer and answer[0] is not None:
        ls.configure(answer[0])
