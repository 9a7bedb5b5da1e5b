"""A Neovim without a screen, with the plugin: a test presses its keys and looks at its windows."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import psutil
import pytest

ROOT = Path(__file__).parents[1]
PLUGIN = ROOT / "editors/nvim"
HANDS = ROOT / "tests/neovim_hands.lua"
LIMNER = Path(sys.executable).with_name("limner")
PATIENCE = 90.0
_OURS = ROOT / ".cache/editors/bin/nvim"
_NEEDED = "has('nvim-0.11')"


def needed() -> str:
    """A Neovim that is new enough, ours or that of the system; without one the test is skipped."""
    return _program() or pytest.skip("needs Neovim 0.11 or newer")


@cache
def _program() -> str | None:
    for found in (str(_OURS) if _OURS.is_file() else None, shutil.which("nvim")):
        if found is not None:
            asked = [found, "--headless", "--clean", "+put =" + _NEEDED, "+print", "+qa!"]
            done = subprocess.run(asked, check=False, capture_output=True, text=True, timeout=60)
            if "1" in done.stdout + done.stderr:
                return found
    return None


class Neovim:
    """A running Neovim.

    Attributes:
        folder: that it was started in.
    """

    def __init__(self, binary: str, socket: Path, folder: Path, pid: int) -> None:
        self.folder = folder
        self._pid = pid
        self._client = [binary, "--server", str(socket)]

    def lua(self, expression: str) -> Any:
        """The value of a Lua expression."""
        quoted = expression.replace("'", "''")
        done = self._ask("--remote-expr", f"json_encode(luaeval('{quoted}'))")
        assert done.returncode == 0, f"{expression}: {done.stdout}{done.stderr}"
        return json.loads(done.stdout)

    def do(self, statements: str) -> None:
        """Run Lua."""
        self.lua(f"(function() {statements} end)()")

    def keys(self, *keys: str) -> None:
        """Press keys, as mappings write them."""
        for one in keys:
            done = self._ask("--remote-send", one)
            assert done.returncode == 0, done.stderr

    def command(self, line: str) -> None:
        """Type a command line."""
        self.keys(f"<Cmd>{line.replace('<', '<lt>')}<CR>")

    def edit(self, name: str, text: str | None = None) -> None:
        """Open a file of the folder, with this text on the disk; alone in the window."""
        if text is not None:
            (self.folder / name).write_text(text, encoding="utf-8")
        path = str(self.folder / name)
        self.do(
            f"vim.cmd('silent! %bwipeout!') vim.cmd.edit({{ {lua_text(path)} }}) hands.forget()"
        )

    def at(self, text: str) -> None:
        """Put the cursor on the first such text."""
        self.do(f"vim.fn.cursor(1, 1) vim.fn.search('\\\\V' .. {lua_text(text)}, 'c')")

    def until(self, condition: str, seconds: float = PATIENCE) -> float:
        """Wait until a Lua expression is true; the seconds that it took."""
        start = time.monotonic()
        while not self.lua(f"vim.wait(1000, function() return {condition} end, 10)"):
            assert time.monotonic() - start < seconds, f"{condition}: {self.seen()}"
        return time.monotonic() - start

    def until_told(self, words: str) -> str:
        """Wait for a message with these words; the whole of it."""
        found = f"hands.heard({lua_text(words)})"
        self.until(f"{found} ~= nil")
        return str(self.lua(found))

    @property
    def text(self) -> str:
        """The text of the current buffer."""
        return str(self.lua("table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\\n')"))

    @property
    def preview(self) -> str:
        """The text of the preview; empty where there is none."""
        return str(self.lua("hands.text('^limner://')"))

    @property
    def told(self) -> list[str]:
        """The messages that the user was shown."""
        return list(self.lua("hands.told"))

    @property
    def asked(self) -> list[dict[str, Any]]:
        """The questions that the user was asked."""
        return list(self.lua("hands.asked"))

    @property
    def server_pid(self) -> int:
        """The process of the server that serves the current buffer."""
        (child,) = psutil.Process(self._pid).children()
        return child.pid

    def seen(self) -> str:
        """What the user was shown, for a test that fails."""
        windows = [text[:1000] for text in (self.text, self.preview)]
        return "\n".join([*windows, *self.told, str(self.lua("hands.beside()"))])

    def _ask(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [*self._client, *arguments]
        return subprocess.run(command, check=False, capture_output=True, text=True, timeout=90)


def lua_text(text: str) -> str:
    """A text as Lua writes it."""
    return "[==[\n" + text + "]==]"


@contextmanager
def started(
    folder: Path,
    *,
    environment: dict[str, str] | None = None,
    command: list[str] | None = None,
    enabled: bool = True,
    columns: int = 140,
    **settings: Any,
) -> Iterator[Neovim]:
    """A Neovim in a folder, whose user has these settings of the server.

    Args:
        folder: that it works in.
        environment: in place of ours.
        command: of the server.
        enabled: whether the user has enabled the server for all files.
        columns: of the screen.
        settings: of the server; no model is asked unless they say so.
    """
    binary = needed()
    wanted = {
        "plugin": str(PLUGIN),
        "command": command or [str(LIMNER), "lsp"],
        "settings": {"model": "none", **settings},
        "enabled": enabled,
        "columns": columns,
    }
    # A socket's name has room for some hundred characters.
    socket = Path(tempfile.gettempdir()) / f"limner-nvim-{os.getpid()}-{id(wanted)}"
    with subprocess.Popen(
        [binary, "--headless", "--clean", "-u", str(HANDS), "--listen", str(socket)],
        cwd=folder,
        env={**(environment or os.environ), "LIMNER_TEST": json.dumps(wanted)},
        stdin=subprocess.DEVNULL,
    ) as process:
        neovim = Neovim(binary, socket, folder, process.pid)
        try:
            end = time.monotonic() + PATIENCE
            while not socket.exists():
                assert time.monotonic() < end, "Neovim does not start"
                time.sleep(0.02)
            yield neovim
        finally:
            # As a user leaves: the server is shut down, and its worker with it.
            subprocess.run(
                [*neovim._client, "--remote-send", "<C-\\><C-N><Cmd>qall!<CR>"], check=False
            )
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
            socket.unlink(missing_ok=True)
