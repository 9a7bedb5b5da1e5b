"""How to install a program here: one line for the package manager of this system."""

from __future__ import annotations

import shutil
import sys
from typing import Final

# By package manager; the first that is on the PATH is the one to name.
_COMMANDS: Final = {
    "apt-get": "sudo apt-get install",
    "dnf": "sudo dnf install",
    "pacman": "sudo pacman -S",
    "zypper": "sudo zypper install",
    "apk": "sudo apk add",
    "brew": "brew install",
    "winget": "winget install",
}
_NAMES: Final[dict[str, dict[str, str]]] = {
    "tesseract": {
        "apt-get": "tesseract-ocr",
        "apk": "tesseract-ocr",
        "zypper": "tesseract-ocr",
        "winget": "UB-Mannheim.TesseractOCR",
    },
    "chromium": {"brew": "--cask chromium", "winget": "Google.Chrome"},
    "bubblewrap": {},
    "wl-clipboard": {},
    "xclip": {},
}


def install_line(program: str) -> str:
    """The command that installs `program` on this system, or words where no manager is known."""
    for manager, command in _COMMANDS.items():
        if shutil.which(manager) is not None:
            return f"{command} {_NAMES[program].get(manager, program)}"
    return f"install {program} from your system's packages"


def language_line(language: str) -> str:
    """The command that installs Tesseract's files for one language."""
    if shutil.which("apt-get") is not None:
        return f"sudo apt-get install tesseract-ocr-{language.replace('_', '-')}"
    if sys.platform == "darwin":
        return "brew install tesseract-lang"
    return f"install Tesseract's language files for {language!r}"
