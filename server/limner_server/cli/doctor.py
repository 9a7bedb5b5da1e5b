"""`limner doctor`: what is missing, and how to get it here."""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Final

from limner_model.config import Config
from limner_model.errors import LimnerError
from limner_model.installed import resolve
from limner_server.cli.console import show
from limner_server.cli.engine_found import find_served
from limner_server.cli.exit_codes import DONE, REFUSED
from limner_server.cli.finding import Finding
from limner_server.cli.packages import install_line, language_line
from limner_server.cli.progress import progress_bar
from limner_server.errors import SandboxError, ToolMissingError

HELP = "what is missing, and how to get it on this machine"

ENGINE_PACKAGES: Final = (
    "accelerate",
    "bitsandbytes",
    "peft",
    "safetensors",
    "starlette",
    "torch",
    "transformers",
    "uvicorn",
)
# Seconds that a program may take to say its version.
PATIENCE: Final = 20.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what to look for, and the form of the answer."""
    parser.add_argument(
        "--language",
        default="eng",
        metavar="LANGS",
        help="Tesseract's languages to look for: eng+deu (default: eng)",
    )
    parser.add_argument("--json", action="store_true", help="print it as JSON")


def run(args: argparse.Namespace) -> int:
    """Look for everything; 2 where something is missing that the main job needs."""
    checks: list[Callable[[], Finding]] = [
        lambda: find_tesseract(args.language),
        find_warm_tesseract,
        find_chromium,
        find_bubblewrap,
        find_clipboard,
        find_engine,
        find_gpu,
        find_model,
    ]
    with progress_bar() as progress:
        findings = []
        for done, check in enumerate(checks):
            progress("Looking", done / len(checks))
            findings.append(check())
        progress("Looking at the engine", 1.0)
        findings += find_served(Config.load())
    if args.json:
        show(json.dumps([asdict(finding) for finding in findings], indent=2) + "\n")
    else:
        show("".join(map(str, findings)))
    return REFUSED if any(one.needed and not one.there for one in findings) else DONE


def find_tesseract(languages: str) -> Finding:
    """Tesseract's language files; its program is needed only where tesserocr is absent."""
    from limner_server.perception.tessdata import tessdata_folder  # noqa: PLC0415

    name = f"Tesseract ({languages})"
    if shutil.which("tesseract") is None and importlib.util.find_spec("tesserocr") is None:
        line = install_line("tesseract")
        return Finding(name, there=False, detail="not installed", remedy=line, needed=True)
    for language in languages.split("+"):
        try:
            tessdata_folder(language)
        except LimnerError:
            detail, remedy = f"no language files for {language!r}", language_line(language)
            return Finding(name, there=False, detail=detail, remedy=remedy, needed=True)
    return Finding(name, there=True, detail=str(tessdata_folder(languages)), needed=True)


def find_warm_tesseract() -> Finding:
    """The binding that keeps Tesseract warm."""
    if importlib.util.find_spec("tesserocr") is not None:
        return Finding("tesserocr", there=True, detail="reads without starting a program")
    remedy = "pip install tesserocr"
    return Finding("tesserocr", there=False, detail="reading takes longer without", remedy=remedy)


def find_chromium() -> Finding:
    """The browser that draws the pages for the proof."""
    from limner_server.proof import chromium  # noqa: PLC0415

    path = chromium.find_chromium()
    if path is None:
        detail, remedy = "no page can be proven without", install_line("chromium")
        return Finding("Chromium", there=False, detail=detail, remedy=remedy, needed=True)
    return Finding("Chromium", there=True, detail=f"{path} {_version(path)}".strip(), needed=True)


def find_bubblewrap() -> Finding:
    """The sandbox of code that is run to prove something: it is tried, not only looked for."""
    from limner_server.proof.sandbox.available import Isolation, isolation  # noqa: PLC0415
    from limner_server.proof.sandbox.ran import Running  # noqa: PLC0415

    if sys.platform != "linux":
        return Finding("bubblewrap", there=True, detail="Linux alone has it")
    try:
        with tempfile.TemporaryDirectory() as folder:
            found, path = isolation(Path(folder).resolve(), Running.SANDBOX)
    except ToolMissingError:
        detail, remedy = "no code is run without a sandbox", install_line("bubblewrap")
        return Finding("bubblewrap", there=False, detail=detail, remedy=remedy)
    except SandboxError as error:
        return Finding("bubblewrap", there=False, detail=error.message, remedy=error.remedy)
    if found is Isolation.COPY:
        path += ", but no overlay can be mounted: workspaces are copied, which takes longer"
    return Finding("bubblewrap", there=True, detail=path)


def find_clipboard() -> Finding:
    """The program that reads pictures from the clipboard; a part of Windows and macOS."""
    program, package = ("wl-paste", "wl-clipboard")
    if not os.environ.get("WAYLAND_DISPLAY"):
        program = package = "xclip"
    if sys.platform != "linux" or shutil.which(program) is not None:
        return Finding("clipboard", there=True, detail="pictures can be pasted")
    if not os.environ.get("WAYLAND_DISPLAY") and not os.environ.get("DISPLAY"):
        return Finding("clipboard", there=True, detail="no desktop here, no clipboard to read")
    detail, remedy = "no picture can be pasted", install_line(package)
    return Finding("clipboard", there=False, detail=detail, remedy=remedy)


def find_engine() -> Finding:
    """The Python packages of the local engine."""
    missing = [name for name in ENGINE_PACKAGES if importlib.util.find_spec(name) is None]
    if missing:
        detail, remedy = f"missing: {', '.join(missing)}", "pip install 'limner[engine]'"
        return Finding("local engine", there=False, detail=detail, remedy=remedy)
    return Finding("local engine", there=True, detail="its packages are installed")


def find_gpu() -> Finding:
    """The graphics card; without one the built-in model runs on the processor."""
    program = shutil.which("nvidia-smi")
    if program is None:
        return Finding("GPU", there=True, detail="none; models run on the processor")
    fields = "--query-gpu=name,memory.total"
    listing = _output([program, fields, "--format=csv,noheader"])
    return Finding("GPU", there=True, detail=listing or "there, but its driver does not answer")


def find_model() -> Finding:
    """The model that tasks ask for."""
    config = Config.load()
    if config.base_url:
        return Finding("model", there=True, detail=f"{config.model} at {config.base_url}")
    try:
        resolve(config.model)
    except LimnerError as error:
        return Finding("model", there=False, detail=error.message, remedy=error.remedy)
    return Finding("model", there=True, detail=config.model)


def _version(program: str) -> str:
    # Chromium on Windows opens a window in place of an answer.
    return "" if sys.platform == "win32" else _output([program, "--version"])


def _output(command: list[str]) -> str:
    """The first line that a program prints, or an empty string where it has trouble."""
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return next(iter(done.stdout.splitlines()), "").strip() if done.returncode == 0 else ""
