"""`initialized`: fetch the settings, and ask to hear of their changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from limner_server.lsp.features.did_change_configuration import fetch_configuration

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer


async def initialized(ls: LimnerServer, params: types.InitializedParams) -> None:
    """The client is ready for requests of ours."""
    del params
    workspace = ls.client_capabilities.workspace
    configuration = workspace.did_change_configuration if workspace else None
    if configuration is not None and configuration.dynamic_registration:
        method = types.WORKSPACE_DID_CHANGE_CONFIGURATION
        registration = types.Registration(id=method, method=method)
        await ls.client_register_capability_async(types.RegistrationParams([registration]))
    await fetch_configuration(ls)
