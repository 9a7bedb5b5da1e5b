"""Names of tests, after what is done and what comes of it: "total_of_an_empty_list_is_0"."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from typing import Final

from limner_server.perception.syntax.definitions import Function
from limner_server.proposers.cases.subject import Subject
from limner_server.proposers.cases.write.behaviours import Behaviour, Row
from limner_server.proposers.cases.write.called import Argument, called
from limner_server.proposers.cases.write.raised import error_name, template
from limner_server.proposers.cases.write.words import cut, emptiness, in_words, slug, snake

_LONGEST: Final = 76
# Verbs that a docstring begins with, and how they are said of a function.
_VERBS: Final = frozenset(
    [
        "return",
        "compute",
        "calculate",
        "find",
        "check",
        "get",
        "make",
        "create",
        "convert",
        "remove",
        "add",
        "count",
        "sort",
        "filter",
        "split",
        "join",
        "parse",
        "build",
        "generate",
        "give",
        "take",
        "determine",
        "concatenate",
        "reverse",
        "format",
        "insert",
        "multiply",
        "divide",
        "select",
        "round",
        "rotate",
        "rank",
        "extract",
        "encode",
        "decode",
        "merge",
        "replace",
        "tell",
        "yield",
    ]
)
_MOST_WORDS: Final = 8
_LITTLE: Final = 16
_OPERATORS: Final = {
    "__len__": "length",
    "__str__": "text",
    "__getitem__": "item",
    "__eq__": "equality",
    "__iter__": "iteration",
}
# Values that say nothing without the name of what they are for.
_FLAGS: Final = ("true", "false", "none")
# So many different calls before the act are not told one by one.
_MANY: Final = 3


def name_words(subject: Subject, behaviour: Behaviour) -> Iterator[str]:
    """Names for a test of a behaviour, without the `test_` before them, the best first."""
    row = behaviour.first
    what = _what(row)
    outcome = _outcome(behaviour)
    given = _empty(behaviour) or behaviour.guard or _given(behaviour)
    by_rows = len(behaviour.rows) > 1 and row.made is not None
    after = "" if by_rows else _after(subject, row)
    if behaviour.is_raised and len(behaviour.rows) > 1 and not given:
        given = _said_by(row)
    if behaviour.is_raised or outcome.startswith(("is_true", "is_false")):
        yield from _joined((what, outcome, _for(given), after), (what, outcome, _for(given)))
    elif len(behaviour.rows) > 1 and not outcome:
        meaning = "" if behaviour.guard else _meaning(subject, row, what)
        if meaning:
            yield meaning
        yield from _joined((what, given, after), (what, given))
    else:
        yield from _joined((what, _of(given), after, outcome), (what, _of(given), outcome))
    if outcome:
        yield from _joined((what, outcome))
    of = cut("_".join(argument.source for argument in row.called.arguments))
    for most in (30, 60):
        given = cut("_".join([*row.recorded.case.arrange[1:], row.called.act]), most)
        if of:
            yield from _joined((what, "of", of, outcome), (what, "of", of))
        yield from _joined((given,))
    yield from _joined((what, of, cut(row.recorded.value or row.recorded.message)))
    for more in ("again", "once_more", "yet_again", "and_again"):
        yield from _joined((what, of, more))


def _joined(*parts: tuple[str, ...]) -> Iterator[str]:
    for some in parts:
        name = re.sub(r"_+", "_", "_".join(part for part in some if part)).strip("_")
        if name and len(name) <= _LONGEST:
            yield name


def _what(row: Row) -> str:
    name = row.called.name
    if name:
        return _OPERATORS.get(name) or snake(name.strip("_"))
    # `len(cart)`, `cart["pear"]`, `cart.items`
    match = re.match(r"(?:list|asyncio\.run)?\(?(\w+)[(.\[](\w*)", row.called.act)
    return snake(match[1] if match else "") or "it"


def _outcome(behaviour: Behaviour) -> str:
    """What comes of it: "raises_value_error", "is_3"; "" where that takes too long to say."""
    recorded, value = behaviour.first.recorded, behaviour.value
    if behaviour.is_raised:
        return f"raises_{snake(error_name(recorded.kind))}"
    if recorded.printed and len(behaviour.rows) == 1:
        said = slug(recorded.printed.strip())
        return f"prints_{said}" if said else "prints"
    if value == "None":
        return _changed(recorded.state) if recorded.state else "returns_none"
    node = _parsed(value)
    if node is None:
        return ""
    words = "empty" if emptiness(node) else in_words(node)
    return f"is_{words}" if words else ""


def _parsed(value: str) -> ast.expr | None:
    try:
        return ast.parse(value, mode="eval").body
    except SyntaxError:
        return None


def _said_by(row: Row) -> str:
    """What an error says, without what it quotes: "saying_not_even"."""
    said = slug(template(row.recorded.message).replace("#", " "))
    return f"saying_{said}" if said else ""


def _changed(state: tuple[tuple[str, str], ...]) -> str:
    """Such as "leaves_items_empty"."""
    place, value = state[0]
    name = snake(re.split(r"[.\[(]", place)[-1 if "." in place else 0].strip("]\"') "))
    node = _parsed(value)
    if node is None or not name or len(state) > 1:
        return ""
    if emptiness(node):
        return f"leaves_{name}_empty"
    words = in_words(node)
    return (
        f"sets_{name}_to_{words}" if words and not words.startswith("only_") else f"changes_{name}"
    )


def _empty(behaviour: Behaviour) -> str:
    """The one argument, where it is empty: that says more than the condition that asks for it."""
    arguments = behaviour.first.called.arguments
    is_one = len(arguments) == len(behaviour.rows) == 1
    return _one(arguments[0]) if is_one and emptiness(arguments[0].node) else ""


def _given(behaviour: Behaviour) -> str:
    """What all rows are given that is worth saying."""
    if len(behaviour.rows) > 1:
        return ""
    return _said_of(behaviour.first.called.arguments)


def _said_of(arguments: Sequence[Argument]) -> str:
    if len(arguments) == 1:
        return _one(arguments[0])
    special = [one for one in map(_among, arguments) if one]
    if special:
        first, *others = special[:2]
        return "_and_".join([first, *(_PREPOSITION.sub("", one) for one in others)])
    words = [in_words(one.node) for one in arguments]
    short = all(words) and len("".join(words)) <= _LITTLE
    short = short and not any(word.startswith("only_") for word in words)
    return "_and_".join(words) if short else ""


def _one(argument: Argument) -> str:
    words = in_words(argument.node)
    if words in _FLAGS and argument.name:
        return f"with_{snake(argument.name)}_{words}"
    if words and not words.startswith("only_"):
        return words
    return f"several_{snake(argument.name)}" if argument.name.endswith("s") else ""


def _among(argument: Argument) -> str:
    """An argument among others, where it is out of the ordinary."""
    node, name = argument.node, snake(argument.name)
    if not name:
        return ""
    if emptiness(node):
        return f"without_{name}" if name.endswith("s") else f"with_an_empty_{name}"
    words = in_words(node)
    if words in ("none", "0", "true", "false", "blanks") or words.startswith("minus_"):
        return f"with_{name}_{words}"
    return ""


def _of(given: str) -> str:
    return given if not given or _PREPOSITION.match(given) else f"of_{given}"


def _for(given: str) -> str:
    return given if not given or _PREPOSITION.match(given) else f"for_{given}"


_PREPOSITION: Final = re.compile(r"(?:when|with|without|of|for|saying)_")


def _after(subject: Subject, row: Row) -> str:
    """What was done before the act: "after_add"; or what the object was made of: "of_blanks"."""
    if not row.called.receiver:
        return ""
    receiver = re.escape(row.called.receiver)
    arrange = row.recorded.case.arrange
    calls = (re.match(rf"{receiver}\.(\w+)\(", one) for one in arrange)
    names = list(dict.fromkeys(snake(call[1]) for call in calls if call))
    if names:
        return f"after_{'_and_'.join(names)}" if len(names) < _MANY else "after_all_that"
    return (
        "" if row.called.arguments and not _is_touched(arrange, receiver) else _made(subject, row)
    )


def _is_touched(arrange: Sequence[str], receiver: str) -> bool:
    """Whether an object was changed by assignment after it was made."""
    return any(re.match(rf"(?:del )?{receiver}[.\[]", one) for one in arrange)


def _made(subject: Subject, row: Row) -> str:
    """What an object was made of, or what was assigned to it."""
    receiver, arrange = re.escape(row.called.receiver), row.recorded.case.arrange
    assigned = [re.match(rf"{receiver}\.(\w+) = ", one) for one in arrange]
    if told := [one for one in assigned if one]:
        return f"with_{snake(told[-1][1])}"
    if _is_touched(arrange, receiver):
        return "with_items"
    made = [one for one in arrange if re.match(rf"{receiver} = ", one)]
    making = called(made[0].partition(" = ")[2], subject) if made else None
    if making is None or making.arguments:
        return _of(_said_of(making.arguments)) if making else ""
    return f"of_a_new_{snake(making.name)}" if making.name else ""


def _meaning(subject: Subject, row: Row, what: str) -> str:
    """What the docstring says that comes back, in a name: "total_returns_the_sum_of_prices"."""
    function = row.called.function
    if not isinstance(function, Function) or function.docstring is None or row.called.receiver:
        return ""
    try:
        text = ast.literal_eval(function.docstring.of(subject.tree.text))
    except (SyntaxError, ValueError):
        return ""
    sentence = re.split(r"[.:;(,\n]", str(text).strip() + "\n")[0]
    words = re.findall(r"[A-Za-z0-9]+", sentence)
    if not 2 < len(words) <= _MOST_WORDS or "'" in sentence:
        return ""
    first = words[0].lower()
    stem = first.removesuffix("s")
    if first in _VERBS or stem in _VERBS:
        verb = first if stem in _VERBS and first.endswith("s") else _third(first)
        said = [verb, *words[1:]]
    elif first in ("the", "a", "an"):
        said = ["is", *words]
    else:
        return ""
    if said[0].startswith(what.partition("_")[0]):
        # The name says it already.
        return ""
    name = f"{what}_{'_'.join(said).lower()}"
    return name if len(name) <= _LONGEST else ""


def _third(verb: str) -> str:
    return f"{verb}es" if verb.endswith(("s", "x", "ch", "sh")) else f"{verb}s"
