#!/usr/bin/env python3
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
from dataclasses import MISSING, Field, dataclass, fields
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
from limner_server.lsp.commands.tune import TuneParams
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
    TuneParams,
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
# What Python says where other languages say null, undefined or nil.
_NONE: Final = re.compile(r"\bNone\b")
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
            mark = "?" if _may_miss(kind, field) else ""
            said = _NONE.sub("undefined" if mark else "null", doc)
            hint = _TYPESCRIPT.field(kind, field)
            lines += [f"  /** {said} */", f"  readonly {_wire(kind, field)}{mark}: {hint};"]
        lines.append("}")
    return "\n".join(lines) + "\n"


def lua() -> str:
    """The module of Neovim's plugin: names of messages, and a class for each type."""
    lines = [f"-- {_WARNING}", ""]
    for kind in (*SENT, *ANSWERED):
        lines += [f"--- {_summary(kind)}", f"---@class limner.{kind.__name__}"]
        for field, doc in _fields(kind):
            name = _wire(kind, field) + ("?" if _may_miss(kind, field) else "")
            lines.append(f"---@field {name} {_LUA.field(kind, field)} {_NONE.sub('nil', doc)}")
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


def written() -> dict[Path, str]:
    """What is written from the declarations: the texts by their files."""
    manual, package = HERE / "nvim/doc/limner.txt", HERE / "vscode/package.json"
    # From the end of the example in their section to the next section.
    section = re.compile(r"(?<=\*limner-settings\*)(.*?\n<\n).*?(?=={78}\n)", re.DOTALL)
    return {
        HERE / "vscode/src/protocol.ts": typescript(),
        HERE / "nvim/lua/limner/protocol.lua": lua(),
        manual: section.sub(lambda found: found[1] + vimdoc(), manual.read_text(encoding="utf-8")),
        package: _with_settings(package.read_text(encoding="utf-8")),
    }


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


def _may_miss(kind: type[Any], field: Field[Any]) -> bool:
    return kind in SENT and field.default is not MISSING


def _wire(kind: type[Any], field: Field[Any]) -> str:
    if kind not in SENT:
        return field.name
    head, *rest = field.name.split("_")
    return head + "".join(map(str.capitalize, rest))


@dataclass(frozen=True)
class Language:
    """How a language spells types.

    Attributes:
        names: of types that have one.
        edit: the type of a workspace's edit.
        progress: the type of a progress token.
        array: of any number of one type.
        several: of so many; from the types of its members.
        record: of names and their values.
        prefix: before the names of our own types.
    """

    names: dict[Any, str]
    edit: str
    progress: str
    array: str
    several: Callable[[list[str]], str]
    record: str
    prefix: str = ""

    def field(self, kind: type[Any], field: Field[Any]) -> str:
        """The type of a field; of one that may miss, without the null that says so as well."""
        if field.name == "edit":
            return self.edit
        if field.name.endswith("_token"):
            return self.progress
        hint = get_type_hints(kind)[field.name]
        if _may_miss(kind, field) and _is_union(hint):
            parts = [part for part in get_args(hint) if part is not type(None)]
            return self._union(parts)
        return self.spelt(hint)

    def spelt(self, hint: Any) -> str:
        """A type."""
        parts = list(get_args(hint))
        if isinstance(hint, type) and issubclass(hint, StrEnum):
            return " | ".join(json.dumps(str(one)) for one in hint)
        if not parts:
            return self.names.get(hint) or f"{self.prefix}{hint.__name__}"
        if _is_union(hint):
            return self._union(parts)
        if get_origin(hint) is dict:
            return self.record.format(*map(self.spelt, parts))
        if parts[1:] == [...]:
            return self.array.format(self.spelt(parts[0]))
        return self.several([self.spelt(part) for part in parts])

    def _union(self, parts: list[Any]) -> str:
        return " | ".join(dict.fromkeys(map(self.spelt, parts)))


def _is_union(hint: Any) -> bool:
    return get_origin(hint) in (Union, types.UnionType)


_TYPESCRIPT: Final = Language(
    names={
        str: "string",
        int: "number",
        float: "number",
        bool: "boolean",
        type(None): "null",
        Range: "Range",
        Any: "unknown",
    },
    edit="WorkspaceEdit | null",
    progress="ProgressToken",
    array="readonly {}[]",
    several=lambda parts: f"readonly [{', '.join(parts)}]",
    record="Readonly<Record<{}, {}>>",
)
_LUA: Final = Language(
    names={
        str: "string",
        int: "integer",
        float: "number",
        bool: "boolean",
        type(None): "nil",
        Range: "lsp.Range",
        Any: "any",
    },
    edit="lsp.WorkspaceEdit | nil",
    progress="lsp.ProgressToken",
    array="{}[]",
    several=lambda parts: f"{parts[0]}[]",
    record="table<{}, {}>",
    prefix="limner.",
)


def _setting(field: Field[Any]) -> dict[str, Any]:
    default: Any = field.default
    limits, kinds = field.metadata, {bool: "boolean", float: "number"}
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
    for path, text in written().items():
        path.write_text(text, encoding="utf-8")
