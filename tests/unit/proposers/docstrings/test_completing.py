"""Docstrings that are there already: what they lack is added, their words stay."""

import pytest

from documenting import document

GOOGLE = '''\
def pay(amount, currency, note=""):
    """Pay an amount: see the ledger!

    It takes a day.

    Args:
        amount: How much,
            in the currency.

    Example:
        pay(3, "EUR")
    """
    if amount < 0:
        raise ValueError("amount")
    return amount, currency
'''


def test_what_is_missing_is_added_and_the_words_stay(tmp_path):
    done = document(tmp_path, GOOGLE, symbol="pay")

    old = [line for line in GOOGLE.splitlines() if line.strip()]
    new = done.text.splitlines()
    assert [line for line in new if line in old] == [
        line for line in new if line.strip() and line in old
    ]
    assert all(line in new for line in old)
    doc = done.doc("pay")
    assert doc.index("amount: How much,") < doc.index("currency: ") < doc.index("note: ")
    assert doc.index("Returns:") < doc.index("Raises:") < doc.index("Example:")


def test_a_second_time_there_is_nothing_to_do(tmp_path):
    once = document(tmp_path, GOOGLE, symbol="pay").text

    again = document(tmp_path, once, symbol="pay")

    assert again.text == once
    assert again.suggestion.proof.status == "proven"
    assert "nothing to document" in again.suggestion.proof.summary


@pytest.mark.parametrize(
    "doc",
    [
        "Pay.\n\n    :param amount: How much.",
        "Pay.\n\n    Parameters\n    ----------\n    amount\n        How much.",
        "Pay.\n\n    Args:\n        amount: How much.",
        "Pay.",
    ],
    ids=["sphinx", "numpy", "google", "short"],
)
def test_each_is_completed_in_its_own_style(tmp_path, doc):
    code = f'def pay(amount, rate):\n    """{doc}\n    """\n    return amount * rate\n'

    done = document(tmp_path, code, style="google", symbol="pay")

    assert done.suggestion.proof.status == "proven"
    assert "How much." in done.doc("pay") or doc == "Pay."
    again = document(tmp_path, done.text, style="google", symbol="pay")
    assert again.text == done.text


def test_a_parameter_that_was_renamed_keeps_its_words(tmp_path):
    code = '''\
def pay(sum_, rate):
    """Pay.

    Args:
        amount: How much.
        rate: The rate.

    Returns:
        The sum.
    """
    return sum_ * rate
'''
    assert "sum_: How much." in document(tmp_path, code, symbol="pay").doc("pay")


def test_a_parameter_that_is_gone_is_taken_out(tmp_path):
    code = '''\
def pay(rate):
    """Pay.

    Args:
        amount: How much.
        rate: The rate.
    """
    print(rate)
'''
    doc = document(tmp_path, code, symbol="pay").doc("pay")

    assert "amount" not in doc
    assert "rate: The rate." in doc


def test_raw_strings_and_backslashes_stay(tmp_path):
    code = (
        'def f(a, b):\n    r"""Match \\d+.\n\n    Args:\n        a: A \\w.\n    """\n    return a\n'
    )

    done = document(tmp_path, code, symbol="f")

    assert 'r"""Match \\d+.' in done.text
    assert "a: A \\w." in done.text


def test_a_short_docstring_is_enough_where_short_ones_are_the_habit(tmp_path):
    code = "".join(f'def f{index}(a):\n    """Do {index}."""\n    return a\n' for index in range(4))
    assert document(tmp_path, f'"""It."""\n{code}').text == f'"""It."""\n{code}'
    assert "Args:" in document(tmp_path, code, symbol="f1").doc("f1")


def test_a_concatenation_is_left_alone(tmp_path):
    code = 'def f(a):\n    "one " "two"\n    return a\n'

    assert document(tmp_path, code, symbol="f").text == code
