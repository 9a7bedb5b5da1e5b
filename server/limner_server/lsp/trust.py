"""Whether code of a folder may be run: by the settings, by what was said before, or by asking."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

import platformdirs
from lsprotocol import types

from limner_server.lsp.asking import ask
from limner_server.lsp.options import ALWAYS, ASK
from limner_server.output import write_file
from limner_server.proof.sandbox.ran import Running

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer

_TRUST: Final = "Trust the folder"
_REFUSE: Final = "Run nothing"


class Trust:
    """The folders whose code the user lets run."""

    def __init__(self, file: Path | None = None) -> None:
        """Read nothing yet; `file` keeps the folders, by default in the user's state folder."""
        state = platformdirs.user_state_path("limner", appauthor=False)
        self._file = file or state / "trusted.json"
        # A no is asked again in the next session: it may have been meant for this one.
        self._refused: set[Path] = set()
        self._asking = asyncio.Lock()

    async def running(self, server: LimnerServer, root: Path) -> Running:
        """How code of the workspace at `root` may be run; asks where nobody has said.

        Trust in a folder is trust in those inside it.
        """
        setting = server.options.trusted
        if setting == ASK:
            # Two commands at once ask once.
            async with self._asking:
                allowed = await self._allowed(server, root)
        else:
            allowed = setting == ALWAYS
        if not allowed:
            return Running.NEVER
        return Running.PLAIN if server.options.plain_processes else Running.SANDBOX

    async def _allowed(self, server: LimnerServer, root: Path) -> bool:
        if root in self._refused:
            return False
        if any(root.is_relative_to(folder) for folder in self._folders()):
            return True
        allowed = await _ask(server, root)
        if allowed:
            folders = sorted({*self._folders(), str(root)})
            write_file(self._file, json.dumps(folders, indent=2).encode() + b"\n")
        else:
            self._refused.add(root)
        return allowed

    def _folders(self) -> list[str]:
        try:
            folders = json.loads(self._file.read_bytes())
        except (OSError, ValueError):  # nobody has said anything yet, or nothing that can be read
            return []
        known = folders if isinstance(folders, list) else []
        return [folder for folder in known if isinstance(folder, str)]


async def _ask(server: LimnerServer, root: Path) -> bool:
    """Whether the user says yes; closing the question is a no."""
    question = (
        f"To prove what it suggests, Limner runs code of {root} (its tests, its functions on "
        "examples) in a sandbox: no network, no access to your other files. "
        "Do you trust this folder?"
    )
    return await ask(server, types.MessageType.Info, question, (_TRUST, _REFUSE)) == _TRUST
