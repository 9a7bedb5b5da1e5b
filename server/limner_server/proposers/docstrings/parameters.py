"""What is said of the parameters of a function."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from limner_server.proposers.docstrings.adjectives import is_adjective
from limner_server.proposers.docstrings.docstring import Entry
from limner_server.proposers.docstrings.dunders import DUNDERS, SECOND, THIRD
from limner_server.proposers.docstrings.kinds import kind_of
from limner_server.proposers.docstrings.nodes import constant, written
from limner_server.proposers.docstrings.results import is_predicate
from limner_server.proposers.docstrings.roles import (
    effect_of,
    fallback_of,
    is_used,
    keys_of,
    named,
    role_of,
    topic_noun,
)
from limner_server.proposers.docstrings.scope import Scope
from limner_server.proposers.docstrings.summaries import Summary
from limner_server.proposers.docstrings.units import unit_of, without_unit
from limner_server.proposers.docstrings.verbs import imperative
from limner_server.proposers.docstrings.words import (
    is_noun,
    is_plural,
    listed,
    phrase_of,
    raw_words,
    says_something,
    sentence,
    with_the,
)

_MOST_KEYS: Final = 6
_SHORT: Final = 2
_GIVING: Final = (
    "write",
    "send",
    "save",
    "store",
    "put",
    "log",
    "print",
    "emit",
    "post",
    "publish",
)
_NOUNS: Final = {"list": "list", "mapping": "mapping", "text": "text", "number": "number"}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a function.

    Attributes:
        name: without stars.
        shown: with its stars.
        annotation: as written, or "".
        default: the expression, or None.
    """

    name: str
    shown: str
    annotation: str
    default: ast.expr | None


def parameters_of(scope: Scope) -> list[Parameter]:
    """The parameters that are to be documented, in order; `self` and `_` are not."""
    arguments = scope.node.args
    plain = [*arguments.posonlyargs, *arguments.args]
    defaults: list[ast.expr | None] = [None] * (len(plain) - len(arguments.defaults))
    found = list(zip(plain, [*defaults, *arguments.defaults], strict=True))
    rows = [("", one, default) for one, default in found if one.arg != scope.receiver]
    if arguments.vararg is not None:
        rows.append(("*", arguments.vararg, None))
    rows += [
        ("", one, default)
        for one, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
    ]
    if arguments.kwarg is not None:
        rows.append(("**", arguments.kwarg, None))
    return [
        Parameter(
            one.arg,
            stars + one.arg,
            written(one.annotation) if one.annotation is not None else "",
            default,
        )
        for stars, one, default in rows
        if one.arg.strip("_")
    ]


def entries_of(
    scope: Scope,
    summary: Summary,
    comments: Mapping[str, str],
    kept: Mapping[str, str] | None = None,
) -> tuple[Entry, ...]:
    """What is said of each parameter.

    Args:
        scope: of the function.
        summary: of it.
        comments: what stands beside a parameter in the code, by its name.
        kept: what a constructor's parameter is used for elsewhere in the class, by its name.
    """
    found = []
    for index, one in enumerate(parameters_of(scope)):
        text = _special(scope, index) or _told(scope, one, summary, comments, kept or {})
        found.append(Entry(one.shown, text, one.annotation, one.default is not None))
    return tuple(found)


def _special(scope: Scope, index: int) -> str:
    """Of methods that Python calls itself it is known what their arguments are."""
    name = scope.node.name
    if name not in DUNDERS or name in {"__init__", "__new__"}:
        return ""
    texts = [DUNDERS[name][1], SECOND.get(name, ""), THIRD.get(name, "")]
    return texts[index] if index < len(texts) else ""


def _told(  # noqa: C901, PLR0911, PLR0912 - one a kind
    scope: Scope,
    one: Parameter,
    summary: Summary,
    comments: Mapping[str, str],
    kept: Mapping[str, str],
) -> str:
    if comment := comments.get(one.name, ""):
        return _with_default(scope, one, sentence(comment))
    if one.shown.startswith("*"):
        return sentence(_rest(scope, one))
    if _is_flag(one):
        return _with_default(scope, one, sentence(_flag(scope, one)))
    noun = _noun(scope, one)
    if not is_used(scope, one.name) and not is_stub(scope):
        return _with_default(scope, one, sentence(f"{noun}; not used"))
    role = kept.get(one.name) or role_of(scope, named(one.name))
    role = _by_verb(scope, one, summary, role)
    if role == "to count up to" and is_plural(noun):
        return _with_default(scope, one, sentence(f"number of {noun}"))
    if role == f"to set `{one.name}` to" or (
        not role.startswith(("to add", "to subtract")) and _is_new(scope, one, summary)
    ):
        return _with_default(scope, one, sentence(f"new {noun}"))
    if role in (f"to add to `{one.name}`", f"to subtract from `{one.name}`"):
        role = role.partition(" to `" if "add" in role else " from `")[0]
    if role.startswith("to store as") and role.endswith(f"{one.name}'"):
        role = f"of the {summary.object}" if summary.object else ""
    keys = keys_of(scope, named(one.name))
    if keys and role.startswith("to return"):
        role = ""
    text = noun
    if role:
        text = f"{noun}{role}" if role.startswith(",") else f"{noun} {role}"
    elif not says_something(one.name) and noun == one.name:
        text = "value"
    if unit := unit_of(one.name):
        is_more = role.startswith("to ") and role != "to wait"
        text = f"{noun} in {unit}" + (f", {role}" if is_more else "")
    if keys and len(keys) <= _MOST_KEYS:
        text += f", with the key{'s' * (len(keys) > 1)} {listed(keys)}"
    return _with_default(scope, one, sentence(text))


def _noun(scope: Scope, one: Parameter) -> str:
    name = without_unit(one.name)
    is_word = is_noun(name) or (len(name) <= _SHORT and says_something(name))
    if is_word and not (is_adjective(noun := topic_noun(name)) and " " not in noun):
        return topic_noun(name)
    kind = kind_of(one.annotation) or scope.kind(ast.Name(one.name))
    return _NOUNS.get(kind, "value")


def _by_verb(scope: Scope, one: Parameter, summary: Summary, role: str) -> str:  # noqa: C901, PLR0911 - one a kind
    """A parameter that is what the function's verb is done to."""
    verb, held = summary.verb, summary.object
    names = list(scope.parameters)
    is_first = names[:1] == [one.name]
    is_weak = not role or role.startswith((", passed to", "in `"))
    asks = not verb and is_predicate(scope.node)
    if is_weak and (summary.topic.startswith("whether ") or asks):
        return "to check" if is_first else role
    if verb in ("", "set", "run", "test", "init", "initialize", "main", "process", "handle"):
        if is_weak and is_first and summary.topic and summary.verb != "set" and not role:
            return f"to return {with_the(summary.topic)} of"
        return role
    if f"`{one.name}`" in summary.text and not held and len(names) == 2:
        tail = {("subtract", 0): " from", ("divide", 1): " by"}.get(
            (verb, names.index(one.name)), ""
        )
        return f"to {verb}{tail}"
    words, own = set(raw_words(scope.node.name)[1:]), set(raw_words(one.name))
    if verb == "return":
        return role
    if not held and is_first and f"{verb} for " in summary.text.lower():
        return f"to {verb} for"
    if not held and is_first and not _is_flag(one):
        return f"to {verb}" if verb != "check" or is_weak else role
    if own and own == words:
        return role if not is_weak else f"to {verb}"
    if held and one.name in ("path", "file_path", "filename") and is_weak:
        return f"of the {held}"
    if held and is_weak and names[-1] == one.name and len(names) > 1 and verb in _GIVING:
        return f"to {verb}"
    if is_weak and not role and len(names) == 1 and held and not own & words:
        return f"to {verb} {with_the(held)} {summary.joint or 'of'}"
    return role


def _is_new(scope: Scope, one: Parameter, summary: Summary) -> bool:
    """Whether a parameter is what something is changed to."""
    own = raw_words(one.name)
    what = raw_words(scope.node.name)
    changes = what[:1] in (["set"], ["change"], ["update"]) and bool(summary.object)
    return (
        changes
        and own == what[-len(own) :]
        and len(what) > len(own)
        and own[0] != "new"
        and (list(scope.parameters)[-1] == one.name)
    )


def _is_flag(one: Parameter) -> bool:
    is_bool = isinstance(one.default, ast.Constant) and isinstance(one.default.value, bool)
    return is_bool or one.annotation in ("bool", "boolean")


def _flag(scope: Scope, one: Parameter) -> str:
    words = raw_words(one.name)
    if words[0] in ("is", "has", "should", "can", "use", "with", "allow", "include", "enable"):
        rest = phrase_of("_".join(words[1:]))
        told = {
            "is": f"whether it is {rest}",
            "has": f"whether it has {rest}",
            "can": f"whether it can {rest}",
            "should": f"whether to {rest}",
            "with": f"whether to include {rest}",
        }.get(words[0], f"whether to {phrase_of(one.name)}")
        return told if rest else f"whether to {words[0]}"
    if effect := effect_of(scope, one.name):
        return f"if true, {effect}"
    if imperative(words[0]):
        return f"whether to {phrase_of(one.name)}"
    return f"whether {phrase_of(one.name)} is wanted"


def _rest(scope: Scope, one: Parameter) -> str:
    what = "keyword arguments" if one.shown.startswith("**") else "positional arguments"
    if says_something(one.name) and one.name not in ("args", "kwargs"):
        what = phrase_of(one.name)
    if not is_used(scope, one.name):
        return f"further {what}; not used" if not is_stub(scope) else f"further {what}"
    role = role_of(scope, named(one.name))
    return f"{what} {role}" if role else f"further {what}"


def is_stub(scope: Scope) -> bool:
    """Whether a body is there for its form alone."""
    body = scope.node.body
    rest = [
        one
        for one in body
        if not (
            isinstance(one, ast.Pass)
            or (isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant))
        )
    ]
    return not rest or (len(rest) == 1 and isinstance(rest[0], ast.Raise))


def _with_default(scope: Scope, one: Parameter, text: str) -> str:
    default = one.default
    if default is None:
        return text
    if isinstance(default, ast.Constant) and default.value is None:
        fallback = fallback_of(scope, one.name)
        return f"{text} Defaults to {fallback}." if fallback else f"{text} May be {scope.none}."
    if isinstance(default, ast.Constant):
        shown = constant(default, scope.none)
    else:
        shown = scope.code(default) if scope.fits(default, 40) else ""
    if not shown or shown == "...":
        return text
    return f"{text} Defaults to {shown}."
