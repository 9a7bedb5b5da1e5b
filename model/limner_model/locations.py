"""Where the engine keeps its files: by platform, for the user, private where it must be."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import platformdirs

from limner_model.errors import EngineUnavailableError

_APP = "limner"


def builtin_dir() -> Path:
    """The built-in model: `base/` and `adapters/NAME/`."""
    return Path(__file__).parent / "builtin"


def config_file() -> Path:
    """The user's settings, TOML; it need not exist."""
    return platformdirs.user_config_path(_APP, appauthor=False) / "config.toml"


def models_dir() -> Path:
    """Pulled models, one folder each."""
    return platformdirs.user_data_path(_APP, appauthor=False) / "models"


def adapters_dir() -> Path:
    """The user's LoRA adapters: `MODEL/ADAPTER/`."""
    return platformdirs.user_data_path(_APP, appauthor=False) / "adapters"


def log_file() -> Path:
    """The log of the engine process."""
    return platformdirs.user_log_path(_APP, appauthor=False) / "engine.log"


def cache_dir() -> Path:
    """What can be found out again, and takes time to."""
    return platformdirs.user_cache_path(_APP, appauthor=False)


def runtime_dir() -> Path:
    """The folder of the engine's socket and locks, made private to the user.

    Raises:
        EngineUnavailableError: it cannot be made, or belongs to somebody else.
    """
    folder = platformdirs.user_runtime_path(_APP, appauthor=False)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.name == "posix":
            _make_private(folder)
    except OSError as error:
        raise EngineUnavailableError(
            f"the engine has no private folder: {folder} ({error.strerror})",
            "set XDG_RUNTIME_DIR to a folder of your own",
        ) from error
    return folder


def _make_private(folder: Path) -> None:
    # Under /tmp somebody else may have made the folder first, to read what goes through the socket;
    # who owns the folder above could still exchange ours for another.
    for place, owners in ((folder.parent, (0, os.getuid())), (folder, (os.getuid(),))):
        status = place.lstat()
        if not stat.S_ISDIR(status.st_mode) or status.st_uid not in owners:
            raise PermissionError(0, f"{place} belongs to somebody else")
    folder.chmod(0o700)
