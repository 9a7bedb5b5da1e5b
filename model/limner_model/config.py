"""The user's settings of the model and the engine: a small, flat TOML file."""

from __future__ import annotations

import dataclasses
import json
import os
import re
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from limner_model.errors import ConfigError
from limner_model.locations import config_file

BUILTIN_MODEL = "limner-builtin"


@dataclass(frozen=True, slots=True)
class Config:
    """What the user chose.

    Attributes:
        model: the model, or `MODEL:ADAPTER`, that tasks ask for.
        base_url: an OpenAI-compatible endpoint (`http://host:8000/v1`) to use in place of the
            local engine; empty for the local engine.
        api_key: sent to `base_url` as a bearer token; empty for none.
        idle_minutes: the local engine exits when nobody asked it anything for so long.
    """

    model: str = BUILTIN_MODEL
    base_url: str = ""
    api_key: str = ""
    idle_minutes: float = 30.0

    @classmethod
    def load(cls, path: Path | None = None) -> Config:
        """Read the settings from `path` (the user's file where None); defaults where absent.

        Raises:
            ConfigError: not TOML, or a setting that does not exist or has the wrong type.
        """
        path = path or config_file()
        try:
            values = tomllib.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return cls()
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise ConfigError(f"cannot read the settings in {path} ({error})") from error
        checked: dict[str, Any] = {name: _checked(name, values[name], path) for name in values}
        return cls(**checked)


def _checked(name: str, value: object, path: Path) -> str | float:
    defaults = {field.name: field.default for field in dataclasses.fields(Config)}
    if name not in defaults:
        raise ConfigError(
            f"{path} has an unknown setting {name!r}", f"known: {', '.join(defaults)}"
        )
    if isinstance(defaults[name], str):
        if isinstance(value, str):
            return value
        raise ConfigError(f"{path}: {name} must be a string")
    if isinstance(value, int | float) and not isinstance(value, bool) and value > 0:
        return float(value)
    raise ConfigError(f"{path}: {name} must be a number above zero")


def save_setting(name: str, value: str, path: Path | None = None) -> Path:
    """Set one setting in the user's file; comments and other lines stay as they are.

    Returns:
        The file written.

    Raises:
        ConfigError: the file cannot be read or written.
    """
    path = path or config_file()
    Config.load(path)  # a broken file is reported, not buried under a new one
    # A JSON string is a TOML basic string.
    line = f"{name} = {json.dumps(value)}"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        old = path.read_text(encoding="utf-8") if path.exists() else ""
        present = re.compile(rf"^{re.escape(name)}\s*=.*$", re.MULTILINE)
        if present.search(old):
            new = present.sub(lambda _: line, old, count=1)
        else:
            new = f"{old.rstrip()}\n{line}\n".lstrip()
        write_whole(path, new)
    except OSError as error:
        raise ConfigError(f"cannot write {path} ({error.strerror})") from error
    return path


def write_whole(path: Path, text: str) -> None:
    """Write a file of the user's alone, in one step.

    Raises:
        OSError: it cannot be written; what was there still is.
    """
    # A full disk must leave the old settings, not half of the new ones. mkstemp gives mode 0600:
    # the file may hold an API key.
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
