"""What tests are to be written for, and what is refused at once."""

import pytest

from limner_server.errors import InputError
from limner_server.proof.sandbox.ran import Running
from limner_server.proof.verdict import Status
from limner_server.tasks.assignment import find_assignment
from limner_server.tasks.request import NO_MODEL, TestRequest
from limner_server.tasks.task import Run
from limner_server.tasks.tests import write_tests

CODE = '''\
class EmptyError(ValueError):
    """Nothing is there."""


class Cart:
    def total(self):
        return 0


def total(prices):
    return sum(prices)


def _helper():
    return 1


def main():
    print(_helper())
'''


@pytest.fixture
def assigned(tmp_path):
    """What is found for a request about a file of these contents."""

    def find(code=CODE, name="shop.py", **asked):
        (tmp_path / name).write_text(code)
        return find_assignment(TestRequest(tmp_path, path=tmp_path / name, **asked), Run())

    return find


def named(assignment):
    return [one.definition.qualified for one in assignment.subjects]


class TestFindAssignment:
    def test_of_a_file_it_is_what_is_public_and_does_something(self, assigned):
        assert named(assigned()) == ["Cart", "total"]

    @pytest.mark.parametrize("symbol", ["_helper", "Cart.total", "EmptyError"])
    def test_what_is_named_is_tested_whatever_it_is(self, assigned, symbol):
        assert named(assigned(symbol=symbol)) == [symbol]

    def test_of_a_long_file_the_first_functions_are_and_the_rest_is_counted(self, assigned):
        code = "".join(f"def f{number}():\n    return {number}\n\n\n" for number in range(30))

        assignment = assigned(code)

        assert len(assignment.subjects) + assignment.left == 30
        assert named(assignment)[0] == "f0"

    def test_an_unsaved_document_is_what_counts(self, assigned, tmp_path):
        texts = {tmp_path / "shop.py": "def other():\n    return 1\n"}

        assert named(assigned(texts=texts)) == ["other"]

    @pytest.mark.parametrize(
        ("asked", "said"),
        [
            ({"name": "test_shop.py"}, "holds tests itself"),
            ({"name": "shop.css"}, "in no language"),
            ({"code": "def f(:\n"}, "does not parse: line 1"),
            ({"code": "LIMIT = 3\n"}, "nothing public to test"),
            ({"symbol": "gone"}, "defines no gone"),
        ],
    )
    def test_what_cannot_be_tested_is_refused(self, assigned, asked, said):
        with pytest.raises(InputError, match=said):
            assigned(**asked)

    def test_tests_go_neither_outside_nor_into_the_code(self, assigned, tmp_path):
        with pytest.raises(InputError, match="outside of the workspace"):
            assigned(out=tmp_path.parent / "test_shop.py")
        with pytest.raises(InputError, match="is the file to test"):
            assigned(out=tmp_path / "shop.py")


def test_where_nothing_may_be_run_it_is_said_that_tests_need_running(tmp_path):
    path = tmp_path / "shop.py"
    path.write_text(CODE)
    request = TestRequest(tmp_path, path=path, running=Running.NEVER, model=NO_MODEL)

    suggestion = write_tests(request, Run())

    assert suggestion.proof.status is Status.UNPROVEN
    assert "not trusted" in suggestion.proof.summary
    assert "by running" in suggestion.proof.summary
    assert suggestion.proof.remedy
    assert not suggestion.result.files
