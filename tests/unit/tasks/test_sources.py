"""The files as the user sees them."""

import pytest

from limner_server.errors import InputError
from limner_server.tasks.sources import Sources


def test_what_is_not_saved_goes_before_the_disk(tmp_path):
    path = tmp_path / "a.py"
    path.write_bytes("\ufeffold = 'é'\r\n".encode("utf-16-le"))

    sources = Sources({path: "new = 'é'\r\n"})

    assert sources[path].text == "new = 'é'\r\n"
    assert sources.unsaved() == {path: "\ufeffnew = 'é'\r\n".encode("utf-16-le")}


def test_a_document_that_is_saved_is_not_laid_over_the_workspace(tmp_path):
    path = tmp_path / "a.py"
    path.write_bytes(b"same\n")

    assert Sources({path: "same\n"}).unsaved() == {}


def test_a_file_stays_as_it_was_when_it_was_first_read(tmp_path):
    path = tmp_path / "a.py"
    path.write_bytes(b"first\n")
    sources = Sources({})
    first = sources[path]

    path.write_bytes(b"second\n")

    assert sources[path] is first


def test_what_is_no_text_is_named(tmp_path):
    path = tmp_path / "a.py"
    path.write_bytes(b"\xff\x00\x01")

    with pytest.raises(InputError, match=r"a\.py"):
        Sources({})[path]
