"""A real VS Code without a screen: code-server, with the extension that users install."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from limner_server.proof.chromium import find_chromium

ROOT = Path(__file__).parents[1]
EXTENSION = ROOT / "editors/vscode"
LIMNER = Path(sys.executable).parent / "limner"
_CACHE = ROOT / ".cache/editors"
_ENTRY = _CACHE / "code-server/node_modules/code-server/out/node/entry.js"
_PATIENCE = 60.0
# What would come between a test and what it is about; nothing of Limner's own.
_QUIET = {
    "chat.disableAIFeatures": True,
    "editor.autoClosingBrackets": "never",
    "editor.autoIndent": "none",
    "editor.minimap.enabled": False,
    "editor.quickSuggestions": {"other": "off", "comments": "off", "strings": "off"},
    "extensions.autoCheckUpdates": False,
    "extensions.autoUpdate": False,
    "extensions.ignoreRecommendations": True,
    "files.autoSave": "off",
    "git.enabled": False,
    "security.workspace.trust.startupPrompt": "always",
    "telemetry.telemetryLevel": "off",
    "update.mode": "none",
    "window.restoreWindows": "none",
    "workbench.secondarySideBar.defaultVisibility": "hidden",
    "workbench.startupEditor": "none",
    "workbench.tips.enabled": False,
}
# Of extensions: a closed port, as a test asks nothing of the world.
_NO_GALLERY = {"EXTENSIONS_GALLERY": json.dumps({"serviceUrl": "http://127.0.0.1:9"})}


@dataclass(frozen=True)
class CodeServer:
    """A VS Code that runs.

    Attributes:
        url: of a window on the workspace.
        workspace: the folder that is open.
        environment: of it, and so of the language servers and engines that it starts.
        process: its own; those of extensions are below it.
    """

    url: str
    workspace: Path
    environment: Mapping[str, str]
    process: psutil.Process

    def running(self, word: str) -> list[psutil.Process]:
        """The processes below it that have a word among their arguments."""
        found = []
        for process in self.process.children(recursive=True):
            try:
                if word in process.cmdline():
                    found.append(process)
            except psutil.Error:
                continue
        return found

    def limner(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """What the user of this VS Code sees of a command of Limner's in a terminal."""
        return subprocess.run(
            [LIMNER, *arguments], check=False, capture_output=True, text=True, env=self.environment
        )


def why_not() -> str:
    """Why no VS Code can be had here; empty where it can."""
    if not _ENTRY.is_file() or not _node("node").exists():
        return "needs code-server: scripts/setup-editors --all"
    if not (EXTENSION / "node_modules").is_dir():
        return "needs the extension's packages: npm ci in editors/vscode"
    return "" if find_chromium() else "no Chromium is installed"


def packaged(folder: Path) -> Path:
    """The extension as it would be released, built from the tree."""
    file = folder / "limner.vsix"
    command = [_node("npm"), "run", "package", "--", "--out", file]
    environment = {**os.environ, "PATH": f"{_CACHE / 'bin'}:{os.environ['PATH']}"}
    done = subprocess.run(
        command, cwd=EXTENSION, check=False, capture_output=True, text=True, env=environment
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return file


@contextmanager
def started(
    home: Path,
    extension: Path,
    settings: Mapping[str, Any],
    environment: Mapping[str, str] | None = None,
) -> Iterator[CodeServer]:
    """A VS Code of its own on the folder `workspace` of a fresh home.

    Args:
        home: holds everything that it keeps; need not exist.
        extension: the .vsix to install.
        settings: of the user, beside those that keep it quiet; None takes one of these away.
        environment: what is added to this one's.
    """
    workspace, user, extensions = home / "workspace", home / "user", home / "extensions"
    workspace.mkdir(parents=True, exist_ok=True)
    (home / "run").mkdir(mode=0o700, exist_ok=True)
    # What a machine decides, such as where its programs are, VS Code does not take from the user.
    for level in ("User", "Machine"):
        (user / level).mkdir(parents=True, exist_ok=True)
        (user / level / "settings.json").write_text(json.dumps({**_QUIET, **settings}))
    env = {**_without_editor(), **_homes(home), **_NO_GALLERY, **(environment or {})}
    dirs = ["--user-data-dir", str(user), "--extensions-dir", str(extensions)]
    command = [str(_node("node")), str(_ENTRY), *dirs]
    installing = [*command, "--install-extension", str(extension)]
    installed = subprocess.run(installing, check=False, capture_output=True, text=True, env=env)
    assert installed.returncode == 0, installed.stdout + installed.stderr
    port = _free_port()
    # Else the extensions of a window that was closed go on for hours.
    options = ["--reconnection-grace-time", "1", "--disable-telemetry", "--disable-update-check"]
    options += ["--disable-getting-started-override", "--auth", "none", "--bind-addr"]
    with (
        (home / "code-server.log").open("w") as log,
        subprocess.Popen(
            [*command, *options, f"127.0.0.1:{port}", str(workspace)],
            stdout=log,
            stderr=log,
            env=env,
        ) as process,
    ):
        server = CodeServer(
            f"http://127.0.0.1:{port}/?folder={workspace}",
            workspace,
            env,
            psutil.Process(process.pid),
        )
        try:
            _wait_for_answer(f"http://127.0.0.1:{port}/healthz", process)
            yield server
        finally:
            _end(server)


def _node(name: str) -> Path:
    return _CACHE / "bin" / name


def _without_editor() -> dict[str, str]:
    """This environment, were it not for a VS Code whose terminal the tests may run in."""
    alien = ("VSCODE_", "CODE_SERVER_", "ELECTRON_", "XDG_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(alien)}
    # No window to show anything in, and no clipboard, unless the test brings one.
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "PORT", "PASSWORD"):
        kept.pop(name, None)
    return kept


def _homes(home: Path) -> dict[str, str]:
    kinds = {f"XDG_{kind}_HOME": kind.lower() for kind in ("CONFIG", "DATA", "STATE", "CACHE")}
    places = {"HOME": ".", "XDG_RUNTIME_DIR": "run", **kinds}
    return {name: str(home / place) for name, place in places.items()}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for_answer(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while True:
        assert process.poll() is None, "code-server has ended: see code-server.log"
        try:
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310 - our own
        except OSError:
            assert time.monotonic() < deadline, "code-server does not answer"
            time.sleep(0.1)
        else:
            return


def _end(server: CodeServer) -> None:
    """End it with all that it started; the engine, which outlives editors on purpose, as well."""
    below = server.process.children(recursive=True)
    server.process.terminate()
    server.limner("engine", "--stop")
    _, left = psutil.wait_procs([server.process, *below], timeout=1)
    for process in left:
        try:
            process.kill()
        except psutil.NoSuchProcess:
            continue
    psutil.wait_procs(left, timeout=5)
