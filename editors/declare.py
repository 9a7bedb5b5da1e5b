"""Writes down for editors what the server declares: `python editors/declare.py`.

The messages and settings are declared once, in Python. From them are written the types of the
plugins (TypeScript, and LuaCATS for Lua) and the settings of VS Code's `package.json` and of
Neovim's help; a test holds what is written against what is declared.
"""

from __future__ import annotations

import json
import re
import textwrap
import types
from collections.abc import Callable, Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from lsprotocol.types import Range

from limner_server.lsp import messages, protocol
from limner_server.lsp.commands.ask import AskParams
from limner_server.lsp.commands.code import CodeParams
from limner_server.lsp.commands.doc import DocParams
from limner_server.lsp.commands.fix import FixParams, Reported
from limner_server.lsp.commands.generate import GenerateParams
from limner_server.lsp.commands.locate import LocateParams
from limner_server.lsp.commands.subject import SubjectParams
from limner_server.lsp.options import SECTION, Options
from limner_server.proof.verdict import Proof

HERE: Final = Path(__file__).parent
# What a client sends; its fields are spelt as LSP spells them, and those with a default may miss.
SENT: Final = (
    CodeParams,
    Reported,
    FixParams,
    SubjectParams,
    DocParams,
    GenerateParams,
    LocateParams,
    AskParams,
    messages.AcceptParams,
    messages.DrawnParams,
)
# What it is answered.
ANSWERED: Final = (
    Proof,
    messages.Shot,
    messages.DrawnLines,
    messages.Choice,
    messages.DraftReply,
    messages.AcceptReply,
    messages.DrawnPart,
    messages.DrawnReply,
    messages.Status,
    messages.Written,
)
_WARNING: Final = "Written by editors/declare.py from what the server declares: change it there."
# Where a setting with this name may not come from a folder that nobody trusts: what runs code of
# it, and where pictures and code are sent.
RESTRICTED: Final = ("engineUrl", "model", "trusted", "plainProcesses")


def typescript() -> str:
    """The module of VS Code's plugin: names of messages, and an interface for each type."""
    lines = [
        f"// {_WARNING}",
        'import type { ProgressToken, Range, WorkspaceEdit } from "vscode-languageclient/node";',
        "",
    ]
    lines += [f"export const {name} = {json.dumps(value)};" for name, value in _names()]
    for kind in (*SENT, *ANSWERED):
        lines += ["", f"/** {_summary(kind)} */", f"export interface {kind.__name__} {{"]
        for field, doc in _fields(kind):
            mark = "?" if kind in SENT and field.default is not MISSING else ""
            hint = _typescript(_hint(kind, field, without_none=bool(mark)), field.name)
            lines += [f"  /** {doc} */", f"  readonly {_wire(kind, field)}{mark}: {hint};"]
        lines.append("}")
    return "\n".join(lines) + "\n"


def lua() -> str:
    """The module of Neovim's plugin: names of messages, and a class for each type."""
    lines = [f"-- {_WARNING}", ""]
    for kind in (*SENT, *ANSWERED):
        lines += [f"--- {_summary(kind)}", f"---@class limner.{kind.__name__}"]
        for field, doc in _fields(kind):
            mark = "?" if kind in SENT and field.default is not MISSING else ""
            hint = _lua(_hint(kind, field, without_none=bool(mark)), field.name)
            lines.append(f"---@field {_wire(kind, field)}{mark} {hint} {doc}")
        lines.append("")
    lines.append("return {")
    lines += [f"  {name} = {json.dumps(value)}," for name, value in _names()]
    return "\n".join([*lines, "}"]) + "\n"


def settings() -> dict[str, Any]:
    """The settings as VS Code's `package.json` has them, by their full names."""
    return {f"{SECTION}.{field.metadata['wire']}": _setting(field) for field in fields(Options)}


def vimdoc() -> str:
    """The settings as Neovim's help has them, each with its tag."""
    lines = []
    for name, setting in settings().items():
        tag, choices = f"*{name}*", ", ".join(setting.get("enum", ()))
        said = setting["markdownDescription"] + (f" One of {choices}." if choices else "")
        lines += ["", name.removeprefix(f"{SECTION}.").ljust(78 - len(tag)) + tag]
        for text in (said, f"Default: {json.dumps(setting['default'])}"):
            lines += textwrap.wrap(text, 78, initial_indent="    ", subsequent_indent="    ")
    return "\n".join([*lines, "", ""])


def write() -> list[Path]:
    """Bring the files up to date; those that were not."""
    package = HERE / "vscode/package.json"
    manual = HERE / "nvim/doc/limner.txt"
    # From the end of the example in their section to the next section.
    section = re.compile(r"(?<=\*limner-settings\*)(.*?\n<\n).*?(?=={78}\n)", re.DOTALL)
    wanted = {
        HERE / "vscode/src/protocol.ts": typescript(),
        HERE / "nvim/lua/limner/protocol.lua": lua(),
        manual: section.sub(lambda found: found[1] + vimdoc(), manual.read_text(encoding="utf-8")),
    }
    if package.is_file():
        wanted[package] = _with_settings(package.read_text(encoding="utf-8"))
    late = [
        path
        for path, text in wanted.items()
        if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]
    for path in late:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(wanted[path], encoding="utf-8")
    return late


def _names() -> Iterator[tuple[str, str]]:
    for name, value in vars(protocol).items():
        if name.isupper() and isinstance(value, str):
            yield name, value


def _summary(kind: type[Any]) -> str:
    return (kind.__doc__ or "").split("\n\n")[0].replace("\n    ", " ")


def _fields(kind: type[Any]) -> Iterator[tuple[Field[Any], str]]:
    """The fields with what the class says of each."""
    docs = "\n\n".join(one.__doc__ or "" for one in kind.__mro__)
    said = dict(re.findall(r"^ {8}(\w+): (.+(?:\n {12}.+)*)", docs, re.MULTILINE))
    for field in fields(kind):
        doc = said.get(field.name) or _summary(kind)
        yield field, re.sub(r"\s+", " ", doc)


def _hint(kind: type[Any], field: Field[Any], *, without_none: bool) -> Any:
    hint = get_type_hints(kind)[field.name]
    parts = [one for one in get_args(hint) if one is not type(None)]
    if without_none and get_origin(hint) in (Union, types.UnionType):
        return Union[tuple(parts)]  # noqa: UP007 - of a number that is known here alone
    return hint


def _wire(kind: type[Any], field: Field[Any]) -> str:
    if kind not in SENT:
        return field.name
    head, *rest = field.name.split("_")
    return head + "".join(map(str.capitalize, rest))


_TYPESCRIPT: Final = {
    str: "string",
    int: "number",
    float: "number",
    bool: "boolean",
    type(None): "null",
    Range: "Range",
    Any: "unknown",
}
_LUA: Final = {
    str: "string",
    int: "integer",
    float: "number",
    bool: "boolean",
    type(None): "nil",
    Range: "lsp.Range",
    Any: "any",
}


def _typescript(hint: Any, name: str) -> str:
    if name == "edit":
        return "WorkspaceEdit | null"
    if name.endswith("_token"):
        return "ProgressToken"
    return _spelt(
        hint,
        lambda inner: _typescript(inner, ""),
        _TYPESCRIPT,
        array="readonly {}[]",
        several=lambda parts: f"readonly [{', '.join(parts)}]",
        record="Readonly<Record<{}, {}>>",
        prefix="",
    )


def _lua(hint: Any, name: str) -> str:
    if name == "edit":
        return "lsp.WorkspaceEdit | nil"
    if name.endswith("_token"):
        return "lsp.ProgressToken"
    return _spelt(
        hint,
        lambda inner: _lua(inner, ""),
        _LUA,
        array="{}[]",
        several=lambda parts: f"{parts[0]}[]",
        record="table<{}, {}>",
        prefix="limner.",
    )


def _spelt(
    hint: Any,
    inner: Callable[[Any], str],
    names: dict[Any, str],
    *,
    array: str,
    several: Callable[[list[str]], str],
    record: str,
    prefix: str,
) -> str:
    """A type as a language spells it."""
    if hint in names:
        return names[hint]
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return " | ".join(json.dumps(str(one)) for one in hint)
    if is_dataclass(hint):
        return f"{prefix}{hint.__name__}"
    parts = list(get_args(hint))
    if get_origin(hint) in (Union, types.UnionType):
        return " | ".join(dict.fromkeys(inner(one) for one in parts))
    if get_origin(hint) is dict:
        return record.format(*(inner(one) for one in parts))
    if get_origin(hint) in (list, tuple) and (len(parts) == 1 or parts[1:] == [...]):
        return array.format(inner(parts[0]))
    if get_origin(hint) is tuple:
        return several([inner(one) for one in parts])
    raise TypeError(f"no way to spell {hint}")


def _setting(field: Field[Any]) -> dict[str, Any]:
    default, limits = field.default, field.metadata
    kinds = {bool: "boolean", float: "number"}
    setting: dict[str, Any] = {
        "type": kinds.get(type(default), "string"),
        "default": str(default) if isinstance(default, StrEnum) else default,
        "markdownDescription": limits["doc"],
    }
    if limits["choices"]:
        setting["enum"] = [str(one) for one in limits["choices"]]
    if limits["at_least"] is not None:
        setting["minimum"] = limits["at_least"]
    if limits["wire"] in RESTRICTED:
        setting["scope"] = "machine-overridable"
    return setting


def _with_settings(package: str) -> str:
    """The package with our settings behind the plugin's own, and which of them are restricted."""
    values = json.loads(package)
    configuration = values["contributes"]["configuration"]["properties"]
    names = {field.metadata["wire"] for field in fields(Options)}
    own = {
        name: value
        for name, value in configuration.items()
        if name.removeprefix(f"{SECTION}.") not in names
    }
    values["contributes"]["configuration"]["properties"] = {**own, **settings()}
    trust = values["capabilities"]["untrustedWorkspaces"]
    kept = [name for name in trust["restrictedConfigurations"] if name in own]
    trust["restrictedConfigurations"] = [*kept, *(f"{SECTION}.{name}" for name in RESTRICTED)]
    return json.dumps(values, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    for path in write():
        print(f"written: {path.relative_to(HERE)}")
