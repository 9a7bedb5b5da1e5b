"""Files are found by words as a reader of pictures sees them."""

import pytest

from limner_server.errors import CancelledError
from limner_server.perception.drawn.folding import words_of
from limner_server.perception.drawn.scan import Scan


def unchecked():
    pass


def found(tmp_path, text, *, encoding="utf-8", wanted, texts=None):
    path = tmp_path / "a.html"
    path.write_bytes(text.encode(encoding))
    words = [word.encode() for word in words_of(wanted)]
    hits = Scan(texts or {}, unchecked).hits([str(path)], words)
    return bool(hits) and len(hits[0].words) == len(set(words))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("<p>Invoices</p>", "lnvoices"),
        ("<p>Total: 50</p>", "Tota1: 5O"),
        ("<p>modern</p>", "modem"),
        ("<p>SETTINGS</p>", "Settings"),
        ("<p>Übersicht</p>", "Ubersicht"),
        ('{"a": "\\u00dcbersicht"}', "Ubersicht"),
        ("<p>設定を保存</p>", "設定"),
    ],
)
def test_words_are_found_as_they_look(tmp_path, text, read):
    assert found(tmp_path, text, wanted=read)


def test_words_are_found_in_utf_16(tmp_path):
    assert found(tmp_path, "<p>Settings</p>", encoding="utf-16", wanted="Settings")


def test_part_of_a_word_is_another_word(tmp_path):
    assert not found(tmp_path, "<p>latest</p>", wanted="test")


def test_what_an_editor_shows_stands_for_the_file(tmp_path):
    texts = {tmp_path / "a.html": "<p>unsaved</p>"}
    assert found(tmp_path, "<p>saved</p>", wanted="unsaved", texts=texts)


def test_a_file_that_is_gone_has_no_words(tmp_path):
    assert Scan({}, unchecked).hits([str(tmp_path / "gone.html")], [b"a"]) == []


def test_a_cancel_stops_the_scan(tmp_path):
    def cancelled():
        raise CancelledError

    with pytest.raises(CancelledError):
        Scan({}, cancelled).hits([str(tmp_path / "a.html")], [b"a"])
