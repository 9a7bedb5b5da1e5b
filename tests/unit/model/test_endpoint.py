"""Where the engine listens, and what clients make of what it left behind."""

from __future__ import annotations

import os
import socket
import stat
from pathlib import Path

import pytest

from limner_model.endpoint import Endpoint, endpoint_file, listen
from limner_model.errors import EngineUnavailableError
from limner_model.locations import runtime_dir

pytestmark = pytest.mark.usefixtures("home")


def test_what_is_published_is_found_by_the_user_alone() -> None:
    endpoint = Endpoint(7, "http://127.0.0.1:1/v1", token="secret")  # noqa: S106  # of this test
    endpoint.publish()
    assert Endpoint.published() == endpoint
    assert stat.S_IMODE(endpoint_file().stat().st_mode) == 0o600


def test_what_is_withdrawn_is_gone() -> None:
    listener, endpoint = listen()
    endpoint.publish()
    endpoint.withdraw()
    listener.close()
    assert Endpoint.published() is None
    assert not Path(endpoint.socket).exists()
    endpoint.withdraw()  # twice does no harm


@pytest.mark.parametrize("text", ["", "{", "[]", "7", '{"pid": 1}', '{"colour": "red"}', "\0"])
def test_what_cannot_be_understood_is_as_good_as_nothing(text: str) -> None:
    endpoint_file().write_text(text)
    assert Endpoint.published() is None


def test_a_dead_socket_makes_room() -> None:
    first, endpoint = listen()
    first.close()
    second, again = listen()
    assert again.socket == endpoint.socket
    second.close()


def test_a_path_too_long_for_a_socket_gives_loopback_with_a_token(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    far = home / ("long" * 25)
    far.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(far))
    listener, endpoint = listen()
    assert listener.getsockname()[0] == "127.0.0.1"
    assert len(endpoint.token) >= 32
    listener.close()


def test_without_unix_sockets_it_is_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(socket, "AF_UNIX")
    listener, endpoint = listen()
    assert endpoint.base_url == f"http://127.0.0.1:{listener.getsockname()[1]}/v1"
    listener.close()


def test_an_open_folder_is_closed_to_others() -> None:
    runtime_dir().chmod(0o755)
    assert stat.S_IMODE(runtime_dir().stat().st_mode) == 0o700


def test_a_folder_that_leads_elsewhere_is_refused(home: Path) -> None:
    (home / "elsewhere").mkdir()
    (home / "run/limner").symlink_to(home / "elsewhere", target_is_directory=True)
    with pytest.raises(EngineUnavailableError, match="belongs to somebody else"):
        runtime_dir()


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give a folder away")
def test_a_folder_of_somebody_else_is_refused() -> None:
    os.chown(runtime_dir(), 12345, -1)
    with pytest.raises(EngineUnavailableError, match="belongs to somebody else"):
        runtime_dir()
