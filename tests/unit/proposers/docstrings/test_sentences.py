"""What analysis says of functions of many kinds: it must be true, and say something."""

import ast

import pytest

from limner_server.proposers.docstrings.describe import Around, describe_function
from limner_server.proposers.docstrings.docstring import Section


def described(code, owner=None):
    module = ast.parse(code)
    functions = [one for one in module.body if isinstance(one, ast.FunctionDef)]
    if owner is not None:
        holder = next(one for one in module.body if isinstance(one, ast.ClassDef))
        node = next(one for one in holder.body if getattr(one, "name", "") == owner)
        return describe_function(node, Around(holder))
    others = {one.name: one for one in functions}
    return describe_function(functions[-1], Around(others=others))


def told(code, section, **options):
    return {one.name: one.text for one in described(code, **options).entries(section)}


@pytest.mark.parametrize(
    ("code", "summary"),
    [
        ("def remove_book(book_id): books.pop(book_id)", "Remove the book with the given ID."),
        ("def add_product(name): shelf.append(name)", "Add a product."),
        ("def is_prime(n): return n > 1", "Return whether `n` is prime."),
        (
            "def is_palindrome(text): return text == text[::-1]",
            "Return whether `text` is a palindrome.",
        ),
        (
            "def median(values): return sorted(values)[len(values) // 2]",
            "Return the median of `values`.",
        ),
        ("def strlen(text): return len(text)", "Return the length of `text`."),
        ("def get_positive(xs): return [x for x in xs if x > 0]", "Return the positive of `xs`."),
        ("def to_json(order): return order.items()", "Convert `order` to JSON."),
        ("def getHTTPCode(reply): return reply.code", "Return the HTTP code of the reply."),
    ],
)
def test_a_summary_is_read_off_the_name(code, summary):
    assert described(code).summary == summary


def test_a_question_of_an_object_is_asked_of_its_class():
    code = "class IPAddress:\n    def is_valid(self):\n        return self.parts == 4\n"

    assert described(code, owner="is_valid").summary == "Return whether the IP address is valid."


@pytest.mark.parametrize(
    ("body", "returned"),
    [
        ("return [x for x in items if x > limit]", "The items that are greater than `limit`."),
        ("return sum(items) / len(items)", "The mean of `items`."),
        ("return len(items) > limit", "Whether `items` has more than `limit` items."),
        ("return sorted(items, reverse=True)", "`items` in descending order."),
        ("return {'a': 1, 'b': items}", "A dictionary with the keys 'a' and 'b'."),
        ("return items[:3]", "The first 3 elements of `items`."),
        (
            "if not items:\n        return None\n    return max(items)",
            "The largest element of `items`, or None if `items` is empty.",
        ),
        (
            "for x in items:\n        if x < 0:\n            return False\n    return True",
            "False if `x` is less than 0 for any `x` in `items`, else True.",
        ),
        (
            "if limit > 1:\n        return 'many'\n    return 'one'",
            "'many' if `limit` is greater than 1, else 'one'.",
        ),
    ],
)
def test_what_is_returned_is_read_off_the_code(body, returned):
    code = f"def solve(items: list, limit):\n    {body}\n"

    assert told(code, Section.RETURNS)[""] == returned


def test_a_list_that_is_filled_later_is_not_called_empty():
    code = "def digits(n):\n    out = []\n    out.insert(0, n)\n    return out\n"

    assert "empty" not in told(code, Section.RETURNS)[""]


def test_a_condition_is_not_told_without_those_around_it():
    code = (
        "def conflict(now, mode):\n    if now > 3:\n        if mode == 'cool':\n"
        "            return True\n        return False\n    return False\n"
    )

    assert told(code, Section.RETURNS)[""] == (
        "True if `now` is greater than 3 and `mode` is 'cool', else False."
    )


def test_what_a_loop_may_answer_before_is_not_passed_over():
    code = (
        "def valid(parts):\n    for part in parts:\n        if not part:\n"
        "            return False\n    if len(parts) == 4:\n        return True\n    return False\n"
    )

    assert not told(code, Section.RETURNS)[""].startswith("True if `parts` has exactly 4")


@pytest.mark.parametrize(
    ("body", "when"),
    [
        ("if amount < 0:\n        raise ValueError('no')", "If `amount` is less than 0."),
        (
            "if not isinstance(amount, int):\n        raise ValueError",
            "If `amount` is not of type `int`.",
        ),
        ("if amount % 2 != 0:\n        raise ValueError", "If `amount` is odd."),
        (
            "for one in amount:\n        if one is None:\n            raise ValueError",
            "If `one` is None for any `one` in `amount`.",
        ),
        (
            (
                "try:\n        int(amount)\n    except TypeError as error:\n"
                "        raise ValueError from error"
            ),
            "If `int(amount)` raises `TypeError`.",
        ),
        (
            (
                "if amount == 1:\n        return 2\n    elif amount == 3:\n        return 4\n"
                "    else:\n        raise ValueError"
            ),
            "If `amount` is none of 1 and 3.",
        ),
        (
            "for one in amount:\n        return one\n    raise ValueError",
            "If nothing can be returned.",
        ),
        ("raise ValueError", "Always."),
    ],
)
def test_when_something_is_raised_is_read_off_the_code(body, when):
    assert told(f"def pay(amount):\n    {body}\n", Section.RAISES) == {"ValueError": when}


def test_what_is_caught_again_is_not_raised():
    code = (
        "def read(x):\n    try:\n        raise KeyError(x)\n"
        "    except KeyError:\n        return 1\n"
    )

    assert told(code, Section.RAISES) == {}


def test_what_a_helper_raises_is_told_in_the_text():
    code = (
        "def check(n):\n    if n < 0:\n        raise ValueError\n"
        "def grow(n):\n    check(n)\n    return n + 1\n"
    )

    assert described(code).body == ("`ValueError` of `check` is passed on.",)


@pytest.mark.parametrize(
    ("code", "name", "text"),
    [
        ("def f(items): return [x for x in items if x]", "items", "Items to filter."),
        ("def f(prices): return sum(prices)", "prices", "Prices to sum."),
        (
            "def f(a, words):\n    for w in words:\n        print(w)",
            "words",
            "Words to go through.",
        ),
        (
            "def wait(delay_ms=5): sleep(delay_ms)",
            "delay_ms",
            "Delay in milliseconds. Defaults to 5.",
        ),
        (
            "def f(stock): return stock['price'] * stock['count']",
            "stock",
            "Stock, with the keys 'price' and 'count'.",
        ),
        ("def f(key, colour): return {key: 1}", "colour", "Colour; not used."),
        (
            (
                "def f(xs, size=None):\n    if size is None:\n        size = len(xs)\n"
                "    return xs[:size]"
            ),
            "size",
            "Size, the most elements that are taken. Defaults to `len(xs)`.",
        ),
        (
            "def f(x, strict=False):\n    if strict:\n        raise ValueError\n    return x",
            "strict",
            "If true, `ValueError` is raised. Defaults to False.",
        ),
        ("def f(key, order): return key(order)", "key", "Key, called with `order`."),
    ],
)
def test_a_parameter_is_told_by_what_is_done_with_it(code, name, text):
    assert told(code, Section.PARAMETERS)[name] == text


def test_arguments_that_are_changed_are_named():
    assert described("def fill(grid):\n    grid[0] = 1\n").body == ("`grid` is changed in place.",)


def test_an_argument_of_which_a_copy_is_changed_is_not_named():
    assert described("def fill(grid):\n    grid = list(grid)\n    grid[0] = 1\n").body == ()


def test_a_generator_yields():
    doc = described(
        "def evens(xs):\n    for x in xs:\n        if x % 2 == 0:\n            yield x\n"
    )

    assert doc.entries(Section.YIELDS)[0].text == "Each `x` in `xs`."
    assert not doc.entries(Section.RETURNS)
