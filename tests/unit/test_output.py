"""Writing: whole or not at all."""

from pathlib import Path

import pytest

from limner_server.errors import OutputError
from limner_server.output import write_file, write_files


def names(folder):
    return [path.name for path in folder.iterdir()]


def test_a_file_is_written_with_its_folders(tmp_path):
    write_file(tmp_path / "a" / "b" / "page.html", b"x")

    assert (tmp_path / "a" / "b" / "page.html").read_bytes() == b"x"
    assert names(tmp_path / "a" / "b") == ["page.html"]


def test_a_file_that_was_there_keeps_its_mode(tmp_path):
    path = tmp_path / "page.html"
    path.write_bytes(b"old")
    path.chmod(0o640)

    write_file(path, b"new")

    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_new_file_is_as_readable_as_others(tmp_path):
    (tmp_path / "other").write_bytes(b"")

    write_file(tmp_path / "page", b"x")

    assert (tmp_path / "page").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_folder_is_not_written_over(tmp_path):
    with pytest.raises(OutputError, match=str(tmp_path)):
        write_file(tmp_path, b"x")


def test_a_file_in_the_way_of_a_folder_is_named(tmp_path):
    (tmp_path / "a").write_bytes(b"x")

    with pytest.raises(OutputError, match="cannot write"):
        write_file(tmp_path / "a" / "b", b"x")


def test_a_read_only_folder_is_one_clear_error(read_only_folder):
    with pytest.raises(OutputError, match="cannot write"):
        write_file(read_only_folder / "page", b"x")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_full_device_is_one_clear_error():
    with pytest.raises(OutputError, match="No space left on device"):
        write_file(Path("/dev/full"), b"x")


def test_a_full_disk_costs_nothing_that_was_there(small_disk):
    (small_disk / "page").write_bytes(b"old")

    with pytest.raises(OutputError, match="No space left on device"):
        write_files({small_disk / "page": b"new", small_disk / "a" / "picture": b"x" * 2**20})

    assert (small_disk / "page").read_bytes() == b"old"
    assert names(small_disk) == ["page"]
