"""Recorders of small modules, in the real sandbox."""

from contextlib import ExitStack
from pathlib import Path

import pytest

from limner_server.errors import LimnerError
from limner_server.perception.workspace.source import read_source
from limner_server.proof.recorder.case import Case
from limner_server.proof.recorder.javascript import JavaScriptRecorder
from limner_server.proof.recorder.python import PythonRecorder
from limner_server.proof.sandbox.ran import Running
from limner_server.proof.sandbox.sandbox import Sandbox

NODE_MODULES = Path(__file__).parents[4] / ".cache" / "frameworks" / "node_modules"


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


@pytest.fixture
def recorder_of(tmp_path):
    """Makes the recorder of a file in `tmp_path`."""
    made = []

    def make(text, name="shop.js", texts=None):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.write_text(text)
        try:
            sandbox = Sandbox(tmp_path, readable=[NODE_MODULES] if NODE_MODULES.is_dir() else [])
        except LimnerError as error:
            pytest.skip(str(error))
        made.append(sandbox)
        made.append(JavaScriptRecorder(sandbox, read_source(path), texts=texts or {}))
        return made[-1]

    yield make
    for one in reversed(made):
        one.close()


@pytest.fixture
def recorded(recorder_of):
    """Records acts of a file, each with what goes before it."""

    def record(text, *acts, name="shop.js"):
        cases = [Case(one) if isinstance(one, str) else Case(one[-1], one[:-1]) for one in acts]
        return recorder_of(text, name).record(cases, check=lambda: None)

    return record


@pytest.fixture
def node_modules():
    """What npm has installed for the tests."""
    if not NODE_MODULES.is_dir():
        pytest.skip("needs npm's test frameworks (scripts/setup --tests)")
    return NODE_MODULES
