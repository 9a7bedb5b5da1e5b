"""Which folder a request is about."""

import pytest
from lsprotocol.types import Position, Range, TextDocumentItem

from limner_server.errors import InputError
from limner_server.lsp.documents import Documents
from limner_server.lsp.options import Options
from limner_server.lsp.project import Project, lines_of, source_path


class Editor:
    """A server whose client shows these folders and documents."""

    def __init__(self, *roots):
        self.roots = roots
        self.options = Options()
        self.documents = Documents(None)

    def open(self, path, text):
        self.documents.put_text_document(TextDocumentItem(path.as_uri(), "python", 1, text))


@pytest.fixture
def mono(tmp_path):
    """A folder with two projects in it."""
    for name in ("shop", "till"):
        (tmp_path / "mono" / name / "src").mkdir(parents=True)
        (tmp_path / "mono" / name / "pyproject.toml").write_text("")
        (tmp_path / "mono" / name / "src" / "a.py").write_text("")
    return tmp_path / "mono"


def test_what_is_changed_is_in_a_project_of_its_own(mono):
    project = Project.of(Editor(mono), mono / "shop" / "src" / "a.py")

    assert project.root == mono / "shop"


def test_a_project_reaches_no_further_than_what_the_editor_shows(mono):
    project = Project.of(Editor(mono / "shop" / "src"), mono / "shop" / "src" / "a.py")

    assert project.root == mono / "shop" / "src"


def test_what_is_looked_for_is_looked_for_in_all_that_the_editor_shows(mono):
    editor = Editor(mono / "till", mono)

    assert Project.shown(editor, mono / "shop" / "src" / "a.py").root == mono
    assert Project.shown(editor, None).root == mono / "till"


def test_a_file_outside_of_what_is_shown_brings_its_own_project(mono):
    path = mono / "shop" / "src" / "a.py"

    assert Project.shown(Editor(mono / "till"), path).root == mono / "shop"


def test_nobody_means_all_of_the_home_folder(mono, monkeypatch):
    monkeypatch.setenv("HOME", str(mono))
    editor = Editor(mono)

    assert Project.shown(editor, mono / "shop" / "src" / "a.py").root == mono / "shop"
    with pytest.raises(InputError, match="no folder to look in"):
        Project.shown(editor, None)


def test_documents_of_other_projects_stay_out(mono):
    editor = Editor(mono)
    editor.open(mono / "shop" / "src" / "a.py", "mine")
    editor.open(mono / "till" / "src" / "a.py", "not mine")

    project = Project.of(editor, mono / "shop" / "src" / "a.py")

    assert project.texts == {mono / "shop" / "src" / "a.py": "mine"}


@pytest.mark.parametrize(
    ("start", "end", "lines"),
    [
        ((3, 4), (3, 4), (4, None)),
        ((3, 0), (5, 2), (4, 6)),
        ((3, 0), (5, 0), (4, 5)),
        ((3, 1), (3, 9), (4, 4)),
    ],
)
def test_a_selection_covers_whole_lines(start, end, lines):
    assert lines_of(Range(Position(*start), Position(*end))) == lines


def test_no_range_is_no_line():
    assert lines_of(None) == (None, None)


@pytest.mark.parametrize(
    ("uri", "says"),
    [
        ("untitled:Untitled-1", "save it first"),
        ("vscode-notebook-cell:///w/a.ipynb#C1", "into a module"),
        ("file:///w/a.ipynb", "into a module"),
    ],
)
def test_what_is_no_file_is_said_to_be_none(uri, says):
    with pytest.raises(InputError, match=says):
        source_path(uri)
