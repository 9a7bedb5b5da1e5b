"""The form of an answer that names nodes: pointers that exist, roles that there are.

It says nothing of which pointers come, how often, and in which order: forcing a small model to name
each node once made it name them wrongly. `labels.read_answer` sorts that out.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from limner_model.forms import Grammar
from limner_server.layout.element import Role
from limner_server.proposers.answer_forms import THOUGHT, any_of
from limner_server.proposers.labels import ROLES_A_LABEL

_ROLES: Final = any_of(role.value for role in Role if role is not Role.BODY)


@cache
def label_form(count: int) -> Grammar:
    """The form of the answer to a question.

    Args:
        count: how many pointers the question has.
    """
    # One rule: a parser that takes the longest word would not see that a blank ends a label.
    label = 'pointer range? ":"? blank role' + " (blank role)?" * (ROLES_A_LABEL - 1)
    return Grammar(
        f"""\
root ::= thought? {label} (blank {label})* blank?
pointer ::= "[[" {any_of(map(str, range(count)))} "]]"
range ::= "-" pointer
role ::= {_ROLES}
blank ::= [ \\n]
{THOUGHT}
"""
    )
