"""Subjects of small JavaScript files, and the cases that are made for them."""

import pytest

from limner_server.perception.syntax.functions import definitions
from limner_server.perception.syntax.languages import language_of
from limner_server.perception.syntax.tree import Tree
from limner_server.perception.workspace.source import read_source
from limner_server.proposers.cases.javascript.inputs import JavaScriptInputs
from limner_server.proposers.cases.subject import Subject


@pytest.fixture
def subject_of(tmp_path):
    """Makes the subject that a name means in a file of this text."""

    def made(text, name, file="shop.js"):
        path = tmp_path / file
        path.write_text(text)
        source = read_source(path)
        tree = Tree.parse(source.text, language_of(path))
        found = [one for one in definitions(tree) if one.qualified == name]
        return Subject(tmp_path, source, tree, found[-1])

    return made


@pytest.fixture
def acts(subject_of):
    """Makes the first cases, as lines of code."""

    def made(text, name, file="shop.js"):
        inputs = JavaScriptInputs(subject_of(text, name, file), lambda: None)
        return ["\n".join((*one.arrange, one.act)) for one in inputs.first()]

    return made
