"""Which test a runner means by a name."""

import pytest

from limner_server.proposers.cases.piece import TestPiece
from limner_server.tasks.proven_tests import is_of


class TestIsOf:
    @pytest.mark.parametrize(
        ("name", "suite"),
        [
            ("tests/test_shop.py::test_total", ""),
            ("tests/test_shop.py::test_total[prices0-3]", ""),
            ("test_shop.py::TestCart::test_total", "TestCart"),
            ("tests.test_shop.TestCart.test_total", "TestCart"),
        ],
    )
    def test_a_name_is_of_its_test(self, name, suite):
        assert is_of(name, TestPiece("test_total", "", suite))

    @pytest.mark.parametrize(
        ("name", "suite"),
        [
            ("tests/test_shop.py::test_total_of_none", ""),
            ("tests/test_shop.py::test_sub_test_total", ""),
            ("test_shop.py::TestCartItem::test_total", "TestCart"),
            ("test_shop.py::TestOther::test_total", "TestCart"),
        ],
    )
    def test_and_not_of_others(self, name, suite):
        assert not is_of(name, TestPiece("test_total", "", suite))
