"""Outcomes that contradict what the code says of itself."""

import pytest

from limner_server.proposers.cases.accidents import Regard, regard
from limner_server.proposers.cases.suspicion import suspicion
from recorded_cases import raised, returned, subject


def told(code, act, value, kind):
    return suspicion(subject(code, "f"), returned(act, value, kind=kind))


class TestSuspicion:
    @pytest.mark.parametrize(
        ("signature", "docstring", "value", "kind", "said"),
        [
            ("f(x) -> int", "", "None", "NoneType", "returns None, annotated -> int"),
            ("f(x) -> 'list[int]'", "", "'a'", "str", "annotated"),
            ("f(x)", ">>> f(1)\n    3", "2", "int", "returns 2, its docstring says 3"),
            ("f(x)", ":rtype: bool", "1", "int", "its docstring says a bool"),
            ("f(x)", "The rest. It is never negative.", "-1", "int", "never negative"),
            ("f(x)", "Returns a sorted list.", "[2, 1]", "list", "it is sorted"),
        ],
    )
    def test_a_contradiction_is_told(self, signature, docstring, value, kind, said):
        code = f'def {signature}:\n    """{docstring}"""\n    return x\n'

        assert said in told(code, "f(1)", value, kind)

    @pytest.mark.parametrize(
        ("signature", "docstring", "value", "kind"),
        [
            ("f(x) -> float", "", "1", "int"),
            ("f(x) -> int | None", "", "None", "NoneType"),
            ("f(x) -> Optional[int]", "", "None", "NoneType"),
            ("f(x) -> List[int]", "", "[1]", "list"),
            ("f(x) -> Thing", "", "None", "NoneType"),
            ("f(x)", ">>> f(1)\n    0.33", "0.3333333333333333", "float"),
            ("f(x)", ">>> f(2)\n    3", "2", "int"),
            ("f(x)", "Returns a list sorted by name.", "[2, 1]", "list"),
        ],
    )
    def test_what_may_well_be_meant_is_not(self, signature, docstring, value, kind):
        code = f'def {signature}:\n    """{docstring}"""\n    return x\n'

        assert not told(code, "f(1)", value, kind)


class TestRegard:
    CODE = '''
        def f(x):
            """Do it.

            Raises:
                LookupError: it is not there.
            """
            if x < 0:
                raise ValueError("negative")
            return 1 / x
        '''

    @pytest.mark.parametrize(
        ("kind", "lines", "expected"),
        [
            ("ValueError", (7, 8), Regard.MEANT),
            ("LookupError", (9,), Regard.MEANT),
            ("ZeroDivisionError", (9,), Regard.ACCIDENT),
            ("TypeError", (7,), Regard.MISUSE),
        ],
    )
    def test_an_error_is_meant_where_a_statement_raises_or_the_words_announce_it(
        self, kind, lines, expected
    ):
        one = subject(self.CODE, "f")

        assert regard(one, raised("f(0)", kind, "no", lines=lines)) is expected
