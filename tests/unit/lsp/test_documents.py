"""The documents that are open, as the editor has them."""

import pytest
from lsprotocol import types

from limner_server.lsp.documents import Documents

URI = "file:///a/b.md"


@pytest.fixture
def documents():
    documents = Documents(None, position_encoding=types.PositionEncodingKind.Utf16)
    documents.put_text_document(types.TextDocumentItem(URI, "markdown", 1, "one\ntwo\n"))
    return documents


def change(documents, span, text, version=2):
    identifier = types.VersionedTextDocumentIdentifier(uri=URI, version=version)
    documents.update_text_document(
        identifier, types.TextDocumentContentChangePartial(range=span, text=text)
    )


def span(line, start, end):
    return types.Range(types.Position(line, start), types.Position(line, end))


def test_a_change_is_made_where_the_client_means_it(documents):
    change(documents, span(1, 0, 3), "2")

    document = documents.open_document(URI)
    assert (document.source, document.version) == ("one\n2\n", 2)


@pytest.mark.parametrize("separator", ["\u2028", "\x0c", "\x85", "\x1d"])
def test_what_only_python_takes_for_a_line_ending_moves_nothing(documents, separator):
    change(documents, span(0, 0, 0), f"{separator} ", version=2)
    change(documents, span(1, 0, 3), "2", version=3)

    assert documents.open_document(URI).source == f"{separator} one\n2\n"


def test_characters_of_two_units_are_counted_as_two(documents):
    change(documents, span(0, 0, 3), "😋😋")
    change(documents, span(0, 2, 4), "x", version=3)

    assert documents.open_document(URI).source == "😋x\ntwo\n"


def test_the_whole_text_can_be_sent(documents):
    identifier = types.VersionedTextDocumentIdentifier(uri=URI, version=7)
    documents.update_text_document(
        identifier, types.TextDocumentContentChangeWholeDocument(text="new")
    )

    assert documents.open_document(URI).source == "new"


def test_a_change_to_a_closed_document_is_dropped(documents):
    documents.remove_text_document(URI)

    change(documents, span(0, 0, 0), "x")

    assert documents.open_document(URI) is None


def test_an_uri_written_otherwise_names_the_same_document(documents):
    assert documents.open_document("file:///a/%62.md") is documents.open_document(URI)


def test_a_document_that_is_not_open_is_read_from_the_disk(documents, tmp_path):
    path = tmp_path / "page.vue"
    path.write_text("<template>\u00e9</template>", encoding="utf-8")

    document = documents.read_document(path.as_uri())

    assert (document.source, document.language_id) == ("<template>\u00e9</template>", "vue")
    assert document.version is None


@pytest.mark.parametrize(
    ("name", "said", "language"),
    [
        ("a.html", "mhtml", "html"),
        ("a.vue", "web", "vue"),
        ("a.tmpl", "web", "html"),
        ("a.vue", "vue", "vue"),
        ("a.html", "python", "python"),
    ],
)
def test_modes_of_emacs_that_hold_several_languages_are_told_apart(documents, name, said, language):
    uri = f"file:///{name}"
    documents.put_text_document(types.TextDocumentItem(uri, said, 1, ""))

    assert documents.open_document(uri).language_id == language
