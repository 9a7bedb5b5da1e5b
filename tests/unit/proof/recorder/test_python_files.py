"""The file whose cases are recorded: its text, what it imports, and that it stays as it was."""

import pytest

from limner_server.errors import CancelledError, InputError
from limner_server.proof.recorder.case import Case, Ending
from small_workspace import contents, write


def _never():
    """Nobody cancels."""


def test_a_mutant_is_run_in_place_of_the_file(python_recorder):
    recorder = python_recorder("def double(x):\n    return x * 2\n", "double.py")
    cases = [Case("double(2)"), Case("double(3)")]

    other = recorder.record(cases, text="def double(x):\n    return x + 2\n", check=_never)

    assert [one.value for one in other] == ["4", "5"]
    assert [one.value for one in recorder.record(cases, check=_never)] == ["4", "6"]
    with pytest.raises(InputError, match="line 1: NameError"):
        recorder.record(cases, text="nothing\n", check=_never)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("import nowhere_at_all\n", "line 1: ModuleNotFoundError"),
        ("x = 1\n1 / 0\n", "line 2: ZeroDivisionError"),
        ("raise SystemExit(1)\n", "SystemExit"),
        ("import os\nos._exit(3)\n", ""),
    ],
)
def test_a_file_that_does_not_import_is_said_to(python_recorder, text, said):
    recorder = python_recorder(text)

    if not said:
        assert recorder.record([Case("1")], check=_never)[0].ending is Ending.BROKEN
        return
    with pytest.raises(InputError, match=said):
        recorder.record([Case("1")], check=_never)


def test_a_file_with_a_syntax_error_is_said_to_have_one(python_recorder):
    with pytest.raises(InputError, match="line 1"):
        python_recorder("def f(:\n")


def test_packages_and_files_that_are_not_saved_are_imported(tmp_path, python_recorder):
    write(tmp_path, {"shop/__init__.py": "", "shop/prices.py": "VALUE = 1\n"})
    text = "from .prices import VALUE\n\n\ndef price():\n    return VALUE\n"
    recorder = python_recorder(
        text, "shop/cart.py", texts={tmp_path / "shop/prices.py": "VALUE = 7\n"}
    )

    assert recorder.record([Case("price()")], check=_never)[0].value == "7"


def test_a_file_in_another_encoding_is_read(tmp_path, python_recorder):
    (tmp_path / "shop.py").write_bytes(
        "\ufeffdef name():\r\n    return 'Zo\u00eb'\r\n".encode("utf-8")
    )
    recorded = python_recorder("").record([Case("name()")], check=_never)[0]

    assert recorded.value == '"Zo\u00eb"'
    assert recorded.arcs == {(-1, 2), (2, -1)}


def test_the_workspace_stays_as_it_was(tmp_path, python_recorder):
    recorder = python_recorder("SEEN = []\n")
    before = contents(tmp_path)

    recorder.record([Case("open('shop.py', 'w')"), Case("SEEN.append(1)")], check=_never)

    assert contents(tmp_path) == before


def test_recording_can_be_cancelled(python_recorder):
    recorder = python_recorder("def forever():\n    while True:\n        pass\n")

    def cancel():
        raise CancelledError

    with pytest.raises(CancelledError):
        recorder.record([Case("forever()")], check=cancel)
    assert recorder.record([Case("1")], check=_never)[0].value == "1"
