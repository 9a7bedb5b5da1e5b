"""What new tests import goes among the imports that a test file has."""

from dataclasses import replace

from limner_server.proposers.cases.piece import TestPiece
from limner_server.proposers.cases.write.python_file import PythonFile
from limner_server.proposers.cases.write.style import Style

TEXT = """\
from shop.cart import slug


def test_slug_of_a_title():
    assert slug("Hello, World!") == "hello-world"
"""
PIECE = TestPiece(
    "test_total_of_an_empty_cart",
    "def test_total_of_an_empty_cart():\n    with pytest.raises(ValueError):\n        total([])\n",
    imports=("import pytest",),
    names=("total",),
)


def test_before_the_first_and_into_it_at_once():
    file = PythonFile(TEXT, "shop.cart", "", {"shop"}, Style())

    text = file.with_tests([PIECE])

    assert text.startswith("import pytest\n\nfrom shop.cart import slug, total\n\n\ndef test_slug")
    assert text.endswith(PIECE.code)


def test_statements_of_one_section_stay_together():
    piece = replace(
        PIECE, imports=("from decimal import Decimal", "from datetime import date", "import pytest")
    )
    file = PythonFile(TEXT, "shop.cart", "", {"shop"}, Style())

    text = file.with_tests([piece])

    assert text.startswith(
        "from datetime import date\nfrom decimal import Decimal\n\nimport pytest\n\n"
        "from shop.cart import slug, total\n\n\ndef test_slug"
    )


def test_after_what_is_there_of_their_section():
    piece = replace(PIECE, imports=("from decimal import Decimal", "import pytest"))
    file = PythonFile(f"import datetime\n\n{TEXT}", "shop.cart", "", {"shop"}, Style())

    text = file.with_tests([piece])

    assert text.startswith(
        "import datetime\nfrom decimal import Decimal\n\nimport pytest\n\n"
        "from shop.cart import slug, total\n\n\ndef test_slug"
    )
