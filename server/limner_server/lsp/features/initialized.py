"""`initialized`: fetch the settings, and ask to hear of their changes."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from limner_server.lsp.features.did_change_configuration import fetch_configuration

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer


log = logging.getLogger(__name__)


async def initialized(ls: LimnerServer, params: types.InitializedParams) -> None:
    """The client is ready for requests of ours."""
    del params
    ls.activity.tell(ls)
    await fetch_configuration(ls)
    workspace = ls.client_capabilities.workspace
    configuration = workspace.did_change_configuration if workspace else None
    if configuration is not None and configuration.dynamic_registration:
        await _listen_to_changes(ls)


async def _listen_to_changes(ls: LimnerServer) -> None:
    method = types.WORKSPACE_DID_CHANGE_CONFIGURATION
    registration = types.Registration(id=method, method=method)
    try:
        await ls.client_register_capability_async(types.RegistrationParams([registration]))
    except JsonRpcException as error:
        # It promised to take registrations; the settings there are stay in force.
        log.warning("the client does not register %s: %s", method, error)
