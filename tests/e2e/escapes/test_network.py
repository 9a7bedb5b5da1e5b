"""Attempts to reach a network or a socket out of the sandbox."""

import os
import socket

import pytest

from escaping import tried
from limner_model.endpoint import listen


def test_connecting_to_a_server_of_the_machine(attempt):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        free, caught = attempt(tried(f"socket.create_connection(('127.0.0.1', {port})) and 'out'"))

    assert (free, caught) == ("out", "refused")


def test_finding_another_network_than_its_own(attempt):
    code = "import socket; print([name for _, name in socket.if_nameindex() if name != 'lo'])"

    _, caught = attempt(code)

    assert caught == "[]"


@pytest.mark.parametrize("folder", ["", "home", "home/project"])
def test_connecting_to_a_socket_in_a_folder(attempt, tmp_path, folder):
    path = tmp_path / folder / "engine.sock"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))
        server.listen()
        free, caught = attempt(
            tried(f"socket.socket(socket.AF_UNIX).connect({str(path)!r}) or 'out'")
        )

    assert (free, caught) == ("out", "refused")


def test_connecting_to_an_abstract_socket(attempt):
    name = f"\0limner-{os.getpid()}"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(name)
        server.listen()
        free, caught = attempt(tried(f"socket.socket(socket.AF_UNIX).connect({name!r}) or 'out'"))

    assert (free, caught) == ("out", "refused")


def test_connecting_to_the_engine(attempt, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
    listener, endpoint = listen()
    with listener:
        free, caught = attempt(
            tried(f"socket.socket(socket.AF_UNIX).connect({endpoint.socket!r}) or 'out'")
        )

    assert (free, caught) == ("out", "refused")


def test_finding_the_sockets_of_daemons(attempt):
    free, caught = attempt("import os; print(os.listdir('/run'))")

    assert free != "[]"
    assert caught == "[]"


def test_talking_to_the_machine_around_a_virtual_one(attempt):
    free, caught = attempt(tried("socket.socket(socket.AF_VSOCK) and 'out'"))

    if free != "out":
        pytest.skip("the kernel has no such sockets")
    assert caught == "refused"
