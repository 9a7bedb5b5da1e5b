"""The settings of the language server, each declared once, here.

They come as `initializationOptions` and as the section `limner` of the client's configuration. A
value that cannot be used falls back to its default, and a complaint says so.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any, Final

from limner_server.emit.code import Stack
from limner_server.tasks.request import DocStyle

SECTION: Final = "limner"
AUTO: Final = "auto"
ASK: Final = "ask"
ALWAYS: Final = "always"
NEVER: Final = "never"
OFF: Final = "off"


def _setting(
    default: Any,
    wire: str,
    doc: str,
    *,
    choices: tuple[str, ...] = (),
    at_least: float | None = None,
) -> Any:
    """A field with what its readers need: its name on the wire, its text, its limits."""
    limits = {"choices": choices, "at_least": at_least}
    return field(default=default, metadata={"wire": wire, "doc": doc, **limits})


@dataclass(frozen=True, slots=True)
class Options:
    """What the user may set; the documentation of each setting stands beside it."""

    stack: str = _setting(
        AUTO,
        "stack",
        "The dialect of generated pages; auto: by the document's language and the project.",
        choices=(AUTO, *Stack),
    )
    languages: str = _setting(
        "eng",
        "languages",
        'The languages of texts in pictures, as Tesseract names them, joined by "+": eng+deu.',
    )
    engine_url: str = _setting(
        "",
        "engineUrl",
        "An OpenAI-compatible engine, such as http://localhost:8000/v1; empty: the local engine.",
    )
    model: str = _setting(
        "",
        "model",
        "The model to ask; empty: the one chosen by `limner model use`; none: no model at all.",
    )
    time_limit: float = _setting(
        120.0,
        "timeLimit",
        "Seconds that one request may take before it is given up.",
        at_least=1.0,
    )
    trusted: str = _setting(
        ASK,
        "trusted",
        "Whether code of the workspace may be run, in the sandbox, to prove what is suggested; "
        "ask: once for each folder.",
        choices=(ASK, ALWAYS, NEVER),
    )
    docstring_style: str = _setting(
        DocStyle.AUTO,
        "docstringStyle",
        "How docstrings of Python are laid out; auto: as the file has them, or else the workspace.",
        choices=tuple(DocStyle),
    )
    inline_completion: str = _setting(
        AUTO,
        "inlineCompletion",
        "Suggest code while you type, where the editor shows it inline; "
        "auto: with an engine that can, which the built-in model cannot.",
        choices=(AUTO, OFF),
    )
    plain_processes: bool = _setting(
        False,
        "plainProcesses",
        "Where bubblewrap is missing, run code of a trusted workspace as plain processes with "
        "limits on time and memory: it can then read and change files as you can.",
    )

    @classmethod
    def parse(cls, values: Any) -> tuple[Options, list[str]]:
        """The settings in what a client sent, and a complaint for each one that is unusable.

        Args:
            values: any JSON value: the settings, or an object with them in its section `limner`.
        """
        if isinstance(values, dict) and isinstance(values.get(SECTION), dict):
            values = values[SECTION]
        if values is None:
            return cls(), []
        if not isinstance(values, dict):
            return cls(), [f"{SECTION}: expected an object, defaults are used"]
        known = {setting.metadata["wire"]: setting for setting in fields(cls)}
        chosen: dict[str, Any] = {}
        complaints: list[str] = []
        for wire, value in values.items():
            # An editor keeps its plugin's own settings in the same section: no complaint.
            if wire not in known or value is None:
                continue
            fault = _fault(value, known[wire].default, known[wire].metadata)
            if fault:
                default = known[wire].default
                complaints.append(f"{SECTION}.{wire} {fault}, {default!r} is used")
            else:
                chosen[known[wire].name] = value
        return cls(**chosen), complaints


def _fault(value: Any, default: Any, limits: Any) -> str:
    """What is wrong with a value, or an empty string."""
    fault = ""
    if isinstance(default, bool):
        fault = "" if isinstance(value, bool) else "must be true or false"
    elif isinstance(default, str):
        if not isinstance(value, str):
            fault = "must be a string"
        elif limits["choices"] and value not in limits["choices"]:
            fault = f"must be one of {', '.join(limits['choices'])}"
    elif isinstance(value, bool) or not isinstance(value, int | float):
        fault = "must be a number"
    elif not limits["at_least"] <= value < float("inf"):
        fault = f"must be at least {limits['at_least']:g}"
    return fault
