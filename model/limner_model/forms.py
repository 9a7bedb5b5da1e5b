"""The form that an answer must have: JSON of a schema, or a text of a grammar.

A request says so in OpenAI's words (`response_format`) for JSON and in vLLM's
(`structured_outputs`) for grammars, which are written in GBNF: llama.cpp's notation, which vLLM
(xgrammar) and SGLang take as well.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

from limner_model.errors import RequestRefusedError
from limner_model.fields import Fields

_ANY_OBJECT: Final = '{"type": "object"}'
# A form is read anew with every request that brings it.
_LONGEST: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class Schema:
    """JSON that keeps to a schema.

    Attributes:
        text: the JSON schema, as JSON.
    """

    text: str


@dataclass(frozen=True, slots=True)
class Grammar:
    """A text that a grammar makes.

    Attributes:
        text: in GBNF, from the rule `root`; our own engine takes Lark, from `start`, too.
    """

    text: str


Form = Schema | Grammar


def take_form(fields: Fields) -> Form | None:
    """The form that a request asks for; None where any text will do.

    Raises:
        RequestRefusedError: naming what is wrong with it.
    """
    schema = _schema(fields.take("response_format", dict))
    structure = fields.take("structured_outputs", dict)
    if structure is None:
        return schema
    if schema is not None:
        raise RequestRefusedError("'response_format' and 'structured_outputs' exclude each other")
    match {name: value for name, value in structure.items() if value is not None}:
        case {"grammar": str(text), **rest} if not rest:
            return Grammar(_bounded(text, "structured_outputs.grammar"))
        case {"json": dict() | str() as given, **rest} if not rest:
            text = given if isinstance(given, str) else json.dumps(given)
            return Schema(_bounded(text, "structured_outputs.json"))
    raise RequestRefusedError("'structured_outputs' must hold either 'grammar' or 'json' alone")


def response_format(form: Schema) -> dict[str, Any]:
    """A schema in OpenAI's words."""
    schema = {"name": "answer", "schema": json.loads(form.text), "strict": True}
    return {"response_format": {"type": "json_schema", "json_schema": schema}}


def _schema(given: dict[str, Any] | None) -> Schema | None:
    match given:
        case None | {"type": "text"}:
            return None
        case {"type": "json_object"}:
            return Schema(_ANY_OBJECT)
        case {"type": "json_schema", "json_schema": {"schema": dict(schema)}}:
            return Schema(_bounded(json.dumps(schema), "response_format.json_schema"))
        case {"type": "json_schema"}:
            raise RequestRefusedError("'response_format.json_schema' needs a 'schema', an object")
    raise RequestRefusedError(
        "'response_format.type' must be 'text', 'json_object' or 'json_schema'"
    )


def _bounded(text: str, where: str) -> str:
    if len(text) > _LONGEST:
        raise RequestRefusedError(f"{where!r} is longer than {_LONGEST // 1024} KiB")
    return text
