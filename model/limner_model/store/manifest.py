"""What is known of an adapter: `limner.json` beside PEFT's files, which stay as PEFT wrote them.

PEFT and vLLM read `adapter_config.json` and `adapter_model.safetensors` and pass the rest over.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

import cattrs

from limner_model.errors import AdapterRefusedError

MANIFEST: Final = "limner.json"
CONFIG: Final = "adapter_config.json"
WEIGHTS: Final = "adapter_model.safetensors"

# What belongs to an adapter: PEFT's files, its card, a report. Not what training leaves besides.
KEPT: Final = frozenset({".json", ".md", ".png", ".safetensors"})

_CHUNK: Final = 2**20
# What is raised of values that are no manifest.
_NO_MANIFEST: Final = (
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    RecursionError,
    cattrs.BaseValidationError,
)


@dataclass(frozen=True, slots=True)
class BaseModel:
    """The model that an adapter was trained on.

    Attributes:
        name: under which it is installed.
        fingerprint: of its weights; see `fingerprint_of`.
        repository: on the hub; empty for a model that comes from none.
    """

    name: str
    fingerprint: str
    repository: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of held-out examples, without the adapter and with it."""

    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is known of an adapter.

    Attributes:
        base: the model that it was trained on.
        task: that it is for ("ui", "fix", "test", "doc"); empty where nobody said.
        examples: how many there were, by what they served for ("training", "held out").
        measures: figures by name ("held-out loss"); what decided whether it is better comes first.
        better: whether it measured better than the base alone; None where nobody measured.
        licence: of the weights; empty where nobody said.
        origin: where it comes from: "tuned here", a folder, `OWNER/NAME@COMMIT` of a hub.
        made: when the manifest was written, ISO 8601 in UTC.
        files: the SHA-256 of each file beside the manifest, by its name.
    """

    base: BaseModel
    task: str = ""
    examples: dict[str, int] = field(default_factory=dict)
    measures: dict[str, Measure] = field(default_factory=dict)
    better: bool | None = None
    licence: str = ""
    origin: str = ""
    made: str = ""
    files: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> bytes:
        """The manifest as it is written."""
        return json.dumps(asdict(self), indent=2, ensure_ascii=False).encode() + b"\n"


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of the adapter in `folder`; None where it has none.

    Raises:
        AdapterRefusedError: there is one, which is none of ours.
    """
    try:
        values = json.loads((folder / MANIFEST).read_bytes())
        manifest = cattrs.structure(values, Manifest)
    except FileNotFoundError:
        return None
    except (OSError, *_NO_MANIFEST) as error:
        raise AdapterRefusedError(
            f"the adapter's {MANIFEST} cannot be read ({error})", "add the adapter again"
        ) from error
    if not {CONFIG, WEIGHTS} <= manifest.files.keys():
        raise AdapterRefusedError(f"the adapter's {MANIFEST} does not vouch for its weights")
    return manifest


def check_hashes(folder: Path, files: Mapping[str, str]) -> None:
    """Make sure that the files of an adapter are those that its manifest tells of.

    Raises:
        AdapterRefusedError: one is missing or another.
    """
    for name, expected in files.items():
        # A manifest from elsewhere must not have us read other files.
        if Path(name).name != name:
            raise AdapterRefusedError(f"the adapter's {MANIFEST} names a file {name!r} elsewhere")
        try:
            found = sha256_of(folder / name)
        except OSError as error:
            raise AdapterRefusedError(
                f"the adapter's {name} cannot be read ({error.strerror or error})"
            ) from error
        if found != expected:
            raise AdapterRefusedError(
                f"the adapter's {name} was changed: it is not the file that {MANIFEST} tells of",
                "add it again from where it came",
            )


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits.

    Raises:
        OSError: it cannot be read.
    """
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_CHUNK):
            digest.update(block)
    return digest.hexdigest()
