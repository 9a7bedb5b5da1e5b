"""The forms that a request may ask for, and what is said of those that are none."""

from __future__ import annotations

import json
from typing import Any

import pytest

from limner_model.errors import RequestRefusedError
from limner_model.forms import Form, Grammar, Schema, response_format
from limner_model.protocol import ChatRequest

PERSON = {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]}


def form(**fields: Any) -> Form | None:
    messages = [{"role": "user", "content": "hi"}]
    return ChatRequest.parse(
        json.dumps({"model": "m", "messages": messages, **fields}).encode()
    ).form


def schema(given: object) -> dict[str, Any]:
    return {"type": "json_schema", "json_schema": {"name": "answer", "schema": given}}


def test_any_text_is_asked_for_by_saying_nothing() -> None:
    assert form() is None
    assert form(response_format={"type": "text"}) is None


def test_any_object() -> None:
    found = form(response_format={"type": "json_object"})
    assert isinstance(found, Schema)
    assert json.loads(found.text) == {"type": "object"}


def test_a_schema_in_the_words_of_openai_and_of_vllm() -> None:
    expected = Schema(json.dumps(PERSON))
    assert form(response_format=schema(PERSON)) == expected
    assert form(structured_outputs={"json": PERSON}) == expected
    assert form(structured_outputs={"json": json.dumps(PERSON), "grammar": None}) == expected


@pytest.mark.parametrize("text", ['root ::= "yes" | "no"', 'start: "yes" | "no"'])
def test_a_grammar_in_either_notation(text: str) -> None:
    assert form(structured_outputs={"grammar": text}) == Grammar(text)


def test_a_schema_is_asked_for_as_it_is_read() -> None:
    assert form(**response_format(Schema(json.dumps(PERSON)))) == Schema(json.dumps(PERSON))


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"response_format": "json"}, "'response_format' must be an object"),
        ({"response_format": {"type": "xml"}}, "must be 'text', 'json_object' or 'json_schema'"),
        ({"response_format": {"type": "json_schema"}}, "needs a 'schema'"),
        ({"response_format": schema([])}, "needs a 'schema'"),
        ({"response_format": schema({"type": "nope"})}, "Invalid type: nope"),
        ({"response_format": schema({"not": {}})}, "Unimplemented keys"),
        ({"response_format": schema({"$ref": "https://example.org/x"})}, "cannot be kept to"),
        ({"response_format": schema({"enum": ["x" * 70_000]})}, "longer than 64 KiB"),
        ({"structured_outputs": {}}, "either 'grammar' or 'json' alone"),
        ({"structured_outputs": {"regex": "a"}}, "either 'grammar' or 'json' alone"),
        ({"structured_outputs": {"json": {}, "grammar": "a"}}, "either 'grammar' or 'json'"),
        ({"structured_outputs": {"json": "{"}}, "the schema cannot be kept to"),
        ({"structured_outputs": {"grammar": ""}}, "the grammar cannot be kept to"),
        ({"structured_outputs": {"grammar": "root ::= ("}}, "Expected ')'"),
        ({"structured_outputs": {"grammar": "root ::= other"}}, "'other' not found"),
        ({"structured_outputs": {"grammar": 'start: "a'}}, "the grammar cannot be kept to"),
        ({"structured_outputs": {"grammar": "root ::= " + "(" * 5000}}, "cannot be kept to"),
        (
            {
                "response_format": {"type": "json_object"},
                "structured_outputs": {"grammar": 'root ::= "a"'},
            },
            "exclude each other",
        ),
        ({"guided_grammar": 'root ::= "a"'}, "'guided_grammar' is not supported"),
    ],
)
def test_what_is_no_form_is_refused_with_the_reason(fields: dict[str, Any], complaint: str) -> None:
    with pytest.raises(
        RequestRefusedError, match=complaint.replace("(", r"\(").replace(")", r"\)")
    ):
        form(**fields)
