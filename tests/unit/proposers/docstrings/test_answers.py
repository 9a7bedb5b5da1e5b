"""What a model says: read in whichever form it comes, and held against the facts part by part."""

import pytest

from limner_server.proposers.docstrings.answer import read_answer
from limner_server.proposers.docstrings.docstring import Docstring, Entry, Section
from limner_server.proposers.docstrings.held import hold

SAID = """\
Add up the prices.

The tax comes on top.

Args:
    prices: Net prices.
    rate: Tax as a fraction,
        such as 0.2.

Returns:
    The gross total.

Raises:
    ValueError: If the rate is negative.

Examples:
    >>> total([1], 0)
    1
"""
NUMPY = """\
Add up the prices.

The tax comes on top.

Parameters
----------
prices : list
    Net prices.
rate : float
    Tax as a fraction, such as 0.2.

Returns
-------
float
    The gross total.

Raises
------
ValueError
    If the rate is negative.

>>> total([1], 0)
1
"""
SPHINX = """\
Add up the prices.

The tax comes on top.

:param prices: Net prices.
:param float rate: Tax as a fraction, such as 0.2.
:returns: The gross total.
:raises ValueError: If the rate is negative.

>>> total([1], 0)
1
"""
FACTS = Docstring(
    "Return the total.",
    (),
    {
        Section.PARAMETERS: (
            Entry("prices", "Prices to sum."),
            Entry("rate", "Rate. Defaults to 0.2.", is_optional=True),
        ),
        Section.RETURNS: (Entry("", "The total."),),
        Section.RAISES: (Entry("ValueError", "If `rate` is less than 0."),),
    },
)
NAMES = frozenset({"total", "prices", "rate"})


def indented(text):
    return "".join(f"    {line}" if line.strip() else line for line in text.splitlines(True))


@pytest.mark.parametrize(
    "answer",
    [
        SAID,
        NUMPY,
        SPHINX,
        f'"""{SAID}"""',
        f"```\n{SAID}```",
        (
            "Here it is:\n\n```python\ndef total(prices, rate=0.2):\n"
            f'    """{indented(SAID).lstrip()}    """\n```\n'
        ),
    ],
    ids=["google", "numpy", "sphinx", "quoted", "fenced", "a whole function"],
)
def test_an_answer_is_read_in_any_form(answer):
    read = read_answer(answer)

    assert read.summary == "Add up the prices."
    assert read.body == ["The tax comes on top."]
    assert read.parts[Section.PARAMETERS] == {
        "prices": "Net prices.",
        "rate": "Tax as a fraction, such as 0.2.",
    }
    assert read.parts[Section.RETURNS] == {"": "The gross total."}
    assert read.parts[Section.RAISES] == {"ValueError": "If the rate is negative."}
    assert read.examples == [">>> total([1], 0)", "1"]


@pytest.mark.parametrize("answer", ["", "```", "   \n", ">>>", "Args:\n", '"""'])
def test_an_answer_that_says_nothing_leaves_the_facts(answer):
    held = hold(read_answer(answer), FACTS, NAMES)

    assert held.doc.sections == FACTS.sections


def test_what_agrees_is_taken():
    held = hold(read_answer(SAID), FACTS, NAMES)

    assert held.doc.summary == "Add up the prices."
    assert [one.text for one in held.doc.entries(Section.PARAMETERS)] == [
        "Net prices.",
        "Tax as a fraction, such as 0.2. Defaults to 0.2.",
    ]
    assert held.refused == ()


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("Tax as a fraction,", "Tax. Defaults to 0.5,", "its default is 0.2"),
        ("Net prices.", "Net prices. Defaults to 3.", "it has no default"),
        ("Net prices.", "The prices parameter.", "no more than the name"),
        ("Net prices.", "See `fetch_prices`.", "`fetch_prices` is not in the code"),
        ("Net prices.", "Comes of fetch_prices().", "fetch_prices() is not in the code"),
        ("The gross total.", "The total, or a KeyError.", "KeyError is not raised"),
        ("Add up the prices.", "<script>alert(1)</script>", "not plain text"),
        ("Add up the prices.", "Add " * 60, "too long"),
        ("    prices: Net prices.", "    currency: Of them.", "currency is none of"),
    ],
)
def test_what_does_not_agree_analysis_says(old, new, why):
    held = hold(read_answer(SAID.replace(old, new)), FACTS, NAMES)

    assert any(why in one for one in held.refused), held.refused
    texts = [held.doc.summary, *(one.text for one in held.doc.entries(Section.PARAMETERS))]
    assert not any(new.strip() in text for text in texts)
    assert [one.name for one in held.doc.entries(Section.PARAMETERS)] == ["prices", "rate"]
