"""Recorders of small modules, in the real sandbox."""

from contextlib import ExitStack

import pytest

from limner_server.errors import LimnerError
from limner_server.perception.workspace.source import read_source
from limner_server.proof.recorder.python import PythonRecorder
from limner_server.proof.sandbox.ran import Running
from limner_server.proof.sandbox.sandbox import Sandbox


@pytest.fixture
def python_recorder(tmp_path):
    """Makes the recorder of a module of this text, in `tmp_path`."""
    with ExitStack() as stack:

        def made(text, name="shop.py", running=Running.SANDBOX, texts=None):
            return python_recorder_of(
                stack, tmp_path, text, name, running=running, texts=texts or {}
            )

        yield made


@pytest.fixture(scope="module")
def lasting_recorder(tmp_path_factory):
    """The same, for all tests of a file."""
    with ExitStack() as stack:

        def made(text):
            folder = tmp_path_factory.mktemp("shop")
            return python_recorder_of(
                stack, folder, text, "shop.py", running=Running.SANDBOX, texts={}
            )

        yield made


def python_recorder_of(stack, folder, text, name, *, running, texts):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.write_text(text)
    try:
        sandbox = stack.enter_context(Sandbox(folder, running))
    except LimnerError as error:
        pytest.skip(str(error))
    return stack.enter_context(PythonRecorder(sandbox, read_source(path), texts=texts))
