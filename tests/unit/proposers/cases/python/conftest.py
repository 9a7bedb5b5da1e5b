"""Subjects of small Python files, and what the search finds for them in the real sandbox."""

import pytest

from limner_server.errors import LimnerError
from limner_server.perception.syntax.functions import definitions
from limner_server.perception.syntax.languages import PYTHON
from limner_server.perception.syntax.tree import Tree
from limner_server.perception.workspace.files import WorkspaceFiles
from limner_server.perception.workspace.source import read_source
from limner_server.proof.recorder.python import PythonRecorder
from limner_server.proof.sandbox.sandbox import Sandbox
from limner_server.proposers.cases.obstacles import Obstacles
from limner_server.proposers.cases.python.inputs import PythonInputs
from limner_server.proposers.cases.search import search_cases
from limner_server.proposers.cases.subject import Subject


@pytest.fixture
def subject_of(tmp_path):
    """Makes the subject that a name means in a file of this text."""

    def made(text, name, file="shop.py"):
        path = tmp_path / file
        path.write_text(text)
        source = read_source(path)
        tree = Tree.parse(source.text, PYTHON)
        found = [one for one in definitions(tree) if one.qualified == name]
        return Subject(tmp_path, source, tree, found[-1])

    return made


@pytest.fixture
def first_cases(subject_of):
    """Makes the cases that the search begins with."""

    def made(text, name, files=None):
        subject = subject_of(text, name)
        known = WorkspaceFiles(subject.root) if files is None else files
        return list(PythonInputs(subject, known).first())

    return made


@pytest.fixture
def found(subject_of):
    """Searches for cases, and tells what was found and the obstacles."""

    def made(text, name, seconds=8.0):
        subject = subject_of(text, name)
        obstacles = Obstacles()
        try:
            with Sandbox(subject.root) as sandbox:
                recorder = PythonRecorder(sandbox, subject.source, texts={})
                with recorder:
                    cases = search_cases(
                        subject,
                        recorder,
                        PythonInputs(subject),
                        seconds=seconds,
                        check=lambda: None,
                        obstacles=obstacles,
                    )
                    return list(cases), recorder, obstacles
        except LimnerError as error:
            pytest.skip(str(error))

    return made
