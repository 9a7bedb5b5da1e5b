"""Judges a message before anything is made of it: what JSON-RPC and LSP say of its outside.

lsprotocol checks what is inside. It lets pass what is checked here: identifiers that are no
identifiers, requests without one, notifications with one, integers that are none of LSP's.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any, Final

from lsprotocol.types import METHOD_TO_TYPES
from pygls.exceptions import JsonRpcException, JsonRpcInvalidParams, JsonRpcInvalidRequest

_LEAST: Final = -(2**31)
_MOST: Final = 2**31 - 1
# Parameters that LSP types as `integer | string`, and cattrs as anything that reads like one.
_TOKENS: Final = ("workDoneToken", "partialResultToken", "token", "id")


class Sort(Enum):
    """What a message is."""

    REQUEST = "request"
    NOTIFICATION = "notification"
    RESPONSE = "response"


def sort_of(message: Any) -> Sort:
    """What the message is.

    Raises:
        JsonRpcException: it is none of them; the code and text are those to answer with.
    """
    if not isinstance(message, dict) or message.get("jsonrpc") != "2.0":
        raise JsonRpcInvalidRequest("not a JSON-RPC 2.0 message")
    if "method" not in message:
        _check_response(message)
        return Sort.RESPONSE
    method = message["method"]
    if not isinstance(method, str):
        raise JsonRpcInvalidRequest("the method is not a string")
    sort = Sort.REQUEST if "id" in message else Sort.NOTIFICATION
    if sort is Sort.REQUEST and not is_identifier(message["id"]):
        raise JsonRpcInvalidRequest("the id is neither a string nor a 32-bit integer")
    expected = _expected(method)
    if expected is not None and sort is not expected:
        raise JsonRpcInvalidRequest(f"{method} is a {expected.value}")
    _check_tokens(message.get("params"))
    return sort


def identifier(message: Any) -> str | int | None:
    """The id to answer with: the message's own where it is a request with a usable one."""
    if isinstance(message, dict) and "method" in message and is_identifier(message.get("id")):
        number: str | int = message["id"]
        return number
    return None


def is_identifier(value: Any) -> bool:
    """Whether LSP takes the value for an id or a token."""
    return isinstance(value, str) or (type(value) is int and _LEAST <= value <= _MOST)


def _expected(method: str) -> Sort | None:
    if method not in METHOD_TO_TYPES:
        return None
    answer = METHOD_TO_TYPES[method][1]
    return Sort.NOTIFICATION if answer is None else Sort.REQUEST


def _check_tokens(params: Any) -> None:
    if not isinstance(params, Mapping):
        return
    for name in _TOKENS:
        value = params.get(name)
        if type(value) is int and not is_identifier(value):
            raise JsonRpcInvalidParams(f"{name} is not a 32-bit integer")


def _check_response(message: dict[str, Any]) -> None:
    if not is_identifier(message.get("id")):
        raise JsonRpcInvalidRequest("neither a method nor a usable id")
    error = message.get("error")
    if error is not None:
        code = error.get("code") if isinstance(error, dict) else None
        if type(code) is not int or not _LEAST <= code <= _MOST:
            raise JsonRpcException("the error of a response has no 32-bit code", _INVALID_REQUEST)
    elif "result" not in message:
        raise JsonRpcException("a response has neither result nor error", _INVALID_REQUEST)


_INVALID_REQUEST: Final = JsonRpcInvalidRequest.CODE
