"""A form is asked for in the words of the engine at hand, and only where it knows such."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from limner_model.forms import Grammar, Schema, response_format
from limner_model.served import ServedModel
from scripted_engine import scripted_engine

GRAMMAR = Grammar('root ::= "yes" | "no"')
SCHEMA = Schema(json.dumps({"type": "boolean"}))
OURS = {"structured_outputs": {"grammar": GRAMMAR.text}}
EVERYWHERE = {"model", "messages", "max_tokens", "temperature", "stream"}


def said(owner: str, form: Grammar | Schema) -> dict[str, Any]:
    """What a request says beside the question, to an engine that lists `owner`."""
    with scripted_engine("yes") as (engine, heard):
        listed = (ServedModel("scripted", owner=owner),)
        known = replace(engine, listed=listed)
        assert known.complete([], max_tokens=1, form=form) == "yes"
    (asked,) = heard
    return {name: value for name, value in asked.items() if name not in EVERYWHERE}


@pytest.mark.parametrize(
    ("owner", "expected"),
    [
        ("limner", OURS),
        ("vllm", OURS),
        ("llamacpp", {"grammar": GRAMMAR.text}),
        ("sglang", {"ebnf": GRAMMAR.text}),
        ("library", {}),
        ("", {}),
    ],
)
def test_a_grammar(owner: str, expected: dict[str, Any]) -> None:
    assert said(owner, GRAMMAR) == expected


@pytest.mark.parametrize("owner", ["limner", "vllm", "llamacpp", "sglang", "library"])
def test_a_schema(owner: str) -> None:
    assert said(owner, SCHEMA) == response_format(SCHEMA)


@pytest.mark.parametrize("owner", ["organization_owner", ""])
def test_no_schema_where_nobody_knows_what_comes_of_it(owner: str) -> None:
    assert said(owner, SCHEMA) == {}
