"""Models come from a hub whole and checked, or not at all; what came is never fetched twice."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from hub_server import REPOSITORY, HubServer, serve_hub
from limner_model.errors import DownloadError
from limner_model.hub import Hub

WEIGHTS = bytes(range(256)) * 4000
FILES = {"config.json": b'{"a": 1}', "model.safetensors": WEIGHTS, "tokenizer.json": b"{}"}


@pytest.fixture
def server() -> Iterator[HubServer]:
    with serve_hub(dict(FILES)) as server:
        yield server


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "model"


def pull(server: HubServer, folder: Path, token: str = "") -> list[tuple[int, int, str]]:
    heard: list[tuple[int, int, str]] = []
    Hub(server.url, token).pull(REPOSITORY, folder, lambda *told: heard.append(told))
    return heard


def content(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_all_files_come_as_they_are(server: HubServer, folder: Path) -> None:
    pull(server, folder)
    assert content(folder) == FILES


def test_progress_counts_the_bytes_of_the_whole(server: HubServer, folder: Path) -> None:
    heard = pull(server, folder)
    total = sum(map(len, FILES.values()))
    assert [done for done, _, _ in heard] == sorted(done for done, _, _ in heard)
    assert heard[-1] == (total, total, "tokenizer.json")


def test_what_is_there_is_not_fetched_again(server: HubServer, folder: Path) -> None:
    pull(server, folder)
    server.requests.clear()
    pull(server, folder)
    assert len(server.requests) == 1  # the list


def test_a_cut_is_mended_by_going_on(server: HubServer, folder: Path) -> None:
    server.files = {"model.safetensors": WEIGHTS}
    server.cut_after = [1000, 2000]
    pull(server, folder)
    assert content(folder) == server.files
    ranges = [request.split()[1] for request in server.requests[1:]]
    assert ranges == ["bytes=0-", "bytes=1000-", "bytes=3000-"]


def test_what_was_given_up_is_gone_on_with_the_next_time(server: HubServer, folder: Path) -> None:
    server.files = {"model.safetensors": WEIGHTS}
    server.cut_after = [100] * 5
    with pytest.raises(DownloadError, match="goes on where it stopped"):
        pull(server, folder)
    assert not (folder / "model.safetensors").exists()
    server.requests.clear()
    pull(server, folder)
    assert server.requests[1].endswith("bytes=500-")
    assert content(folder) == server.files


def test_a_hub_that_cannot_resume_sends_all_again(server: HubServer, folder: Path) -> None:
    server.resumes = False
    server.cut_after = [5]
    pull(server, folder)
    assert content(folder) == FILES


@pytest.mark.parametrize("name", ["config.json", "model.safetensors"])
def test_a_damaged_file_is_refused_and_can_be_fetched_anew(
    server: HubServer, folder: Path, name: str
) -> None:
    server.damaged = {name}
    with pytest.raises(DownloadError, match=f"{name} came damaged"):
        pull(server, folder)
    server.damaged = set()
    pull(server, folder)
    assert content(folder) == FILES


def test_a_file_spoilt_on_disk_is_fetched_anew(server: HubServer, folder: Path) -> None:
    pull(server, folder)
    (folder / "model.safetensors").write_bytes(b"x" * len(WEIGHTS))
    pull(server, folder)
    assert content(folder) == FILES


def test_the_beginning_of_another_version_is_not_gone_on_with(
    server: HubServer, folder: Path
) -> None:
    server.files = {"model.safetensors": WEIGHTS}
    server.cut_after = [1000] * 5
    with pytest.raises(DownloadError):
        pull(server, folder)
    server.files = {"model.safetensors": WEIGHTS[::-1]}
    pull(server, folder)
    assert (folder / "model.safetensors").read_bytes() == WEIGHTS[::-1]


@pytest.mark.parametrize(
    "name",
    [
        "pytorch_model.bin",
        "README.md",
        "onnx/model.json",
        "../evil.json",
        "/etc/evil.json",
        "a\\b.json",
    ],
)
def test_what_is_not_needed_or_leads_elsewhere_stays_away(
    server: HubServer, folder: Path, name: str
) -> None:
    server.files[name] = b"x"
    pull(server, folder)
    assert content(folder) == FILES
    assert not (folder.parent / "evil.json").exists()


def test_the_token_opens_the_hub(server: HubServer, folder: Path) -> None:
    server.token = "secret"  # noqa: S105  # of this test
    with pytest.raises(DownloadError, match="set HF_TOKEN"):
        pull(server, folder)
    pull(server, folder, "secret")
    assert content(folder) == FILES


def test_the_token_stays_with_the_hub(server: HubServer, folder: Path) -> None:
    with serve_hub(dict(FILES)) as storage:
        # The same machine by another name is another host.
        server.elsewhere = storage.url.replace("127.0.0.1", "localhost")
        pull(server, folder, "secret")
        assert content(folder) == FILES
        assert storage.requests
        assert set(storage.tokens) == {""}


def test_offline_says_what_is_wrong(folder: Path) -> None:
    with pytest.raises(DownloadError, match=r"cannot reach http://127\.0\.0\.1:1 .*network"):
        Hub("http://127.0.0.1:1").pull(REPOSITORY, folder, print)


def test_a_machine_that_must_stay_offline_does(
    server: HubServer, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(DownloadError, match="HF_HUB_OFFLINE"):
        pull(server, folder)
    assert server.requests == []


def test_a_model_that_the_hub_has_not_is_named(server: HubServer, folder: Path) -> None:
    with pytest.raises(DownloadError, match="no model owner/other"):
        Hub(server.url).pull("owner/other", folder, print)


def test_what_is_no_hub_is_told_apart(server: HubServer, folder: Path) -> None:
    server.listing = lambda: b"<html>Log in to the hotel's network</html>"  # type: ignore[method-assign]
    with pytest.raises(DownloadError, match="does not answer as a hub"):
        pull(server, folder)


def test_a_full_disk_is_told_before_anything_comes(
    server: HubServer, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10, 10, 0))
    with pytest.raises(DownloadError, match="no room"):
        pull(server, folder)
    assert len(server.requests) == 1


def test_a_folder_that_cannot_be_written_is_named(server: HubServer, folder: Path) -> None:
    folder.write_text("a file where the folder should be")
    with pytest.raises(DownloadError, match="cannot write"):
        pull(server, folder)
