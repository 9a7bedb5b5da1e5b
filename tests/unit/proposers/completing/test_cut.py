"""What of an answer is the completion."""

import pytest

from limner_server.proposers.completing.cut import completion_of, is_over


def complete(text, answer):
    offset = text.index("|")
    return completion_of(answer, text.replace("|", "", 1), offset)


@pytest.mark.parametrize(
    ("text", "answer", "completion"),
    [
        # what stands on the line already is not said again
        ("def f(a):\n    ret|\n", "    return a", "urn a"),
        ("def f(a):\n    ret|\n", "urn a", "urn a"),
        ("def f(a):\n    |\n", "    return a", "return a"),
        # fences, thoughts and the mark itself are no code
        ("def f(a):\n    |\n", "```python\nreturn a\n```", "return a"),
        ("def f(a):\n    |\n", "<think>hm</think>return a", "return a"),
        ("def f(a):\n    |\n", "return a<|cursor|>", "return a"),
        # it ends with the block
        ("def f(n):\n    |\n\n\nx = 1\n", "return n\n\n\ndef g():\n    pass", "return n"),
        ("for x in |\n", "y:\n    print(x)\nprint(1)", "y:\n    print(x)"),
        ("f({|\n", "\n  a: 1,\n});\ng();", "\n  a: 1,\n});"),
        # in the middle of a line only the line is completed
        ("x = max(|)\n", "1, 2)", "1, 2"),
        ("x = max(|)\n", "1, 2)\ny = 3", "1, 2"),
        ("x = 1|\n", "", ""),
    ],
)
def test_the_completion(text, answer, completion):
    assert complete(text, answer) == completion


def test_it_is_never_long():
    assert complete("|", "x = [\n" + "    1,\n" * 100).count("\n") < 12


def test_nobody_waits_for_what_is_cut_off():
    text = "x = max()\n"

    assert is_over("1, 2)\nand so on", text, 8)
    assert not is_over("1, 2", text, 8)
