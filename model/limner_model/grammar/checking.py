"""Forms as `llguidance` reads them, refused with the reason where they are none."""

from __future__ import annotations

from typing import Final

from llguidance import LLMatcher, LLParserLimits, grammar_from

from limner_model.errors import RequestRefusedError
from limner_model.forms import Form, Schema

# Its own limits on regular expressions, states and symbols hold as well: whatever it is given, it
# ends. Of its errors the first line says what is wrong.
LIMITS: Final = LLParserLimits(verbose_errors=False)
_LONGEST_REASON: Final = 200
# A blank, or a line and its indentation: where blanks have no end, small models write nothing else.
_BLANKS: Final = r"\x20|\x0A(\x20{0,40}|\x09{0,10})"


def check_form(form: Form) -> None:
    """Make sure that a form is one, before anybody waits for it.

    Raises:
        RequestRefusedError: naming what is wrong with it.
    """
    is_error, reasons = LLMatcher.validate_grammar_with_warnings(read_form(form), limits=LIMITS)
    if is_error:
        raise refused(form, reasons[0])


def read_form(form: Form) -> str:
    """A form in the language of `llguidance`.

    Raises:
        RequestRefusedError: it cannot be read.
    """
    try:
        if isinstance(form, Schema):
            return LLMatcher.grammar_from_json_schema(
                form.text, overrides={"whitespace_pattern": _BLANKS}
            )
        return grammar_from("grammar", form.text)
    except (ValueError, RecursionError) as error:
        raise refused(form, str(error)) from error


def refused(form: Form, reason: str) -> RequestRefusedError:
    """What is said of a form that is none, or too much."""
    what = "schema" if isinstance(form, Schema) else "grammar"
    line = next((line.strip() for line in reason.splitlines() if line.strip()), "it is empty")
    return RequestRefusedError(f"the {what} cannot be kept to ({line[:_LONGEST_REASON]})")
