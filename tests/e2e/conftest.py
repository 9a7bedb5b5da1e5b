"""What the end-to-end tests share: pictures, and editors with a server."""

import socket

import pytest
import pytest_asyncio
from PIL import Image, ImageDraw, ImageFont

from bad_pictures import photo
from editor import EDITORS, started
from limner_server.proof.chromium import find_chromium
from streaming_engine import Streaming, endpoint


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/e2e" in item.nodeid:
            item.add_marker("e2e")


@pytest.fixture
def icon_shot(tmp_path):
    """A heading beside a photograph."""
    image = Image.new("RGB", (480, 240), "white")
    image.paste(photo().resize((200, 160)), (240, 40))
    draw = ImageDraw.Draw(image)
    draw.text((32, 24), "Fresh bread", fill="#1f2937", font=ImageFont.load_default(32))
    image.save(tmp_path / "icons.png")
    return tmp_path / "icons.png"


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def shared_vscode(tmp_path_factory):
    """One VS Code on the folder of all tests: its server and worker stay warm."""
    async with started(tmp_path_factory.getbasetemp()) as editor:
        yield editor


@pytest_asyncio.fixture(loop_scope="session")
async def vscode(shared_vscode):
    """VS Code with nothing open."""
    shared_vscode.reset()
    return shared_vscode


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def trusting(tmp_path_factory):
    """An editor whose user trusts what is in its folder."""
    with pytest.MonkeyPatch.context() as patch:
        home = tmp_path_factory.mktemp("home")
        for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
            patch.setenv(f"XDG_{kind}_HOME", str(home / kind.lower()))
        async with started(tmp_path_factory.getbasetemp(), trusted="always") as editor:
            yield editor


@pytest_asyncio.fixture(loop_scope="session")
async def own_vscode(tmp_path):
    """A VS Code of this test alone, for what no other test would survive."""
    async with started(tmp_path) as editor:
        yield editor


@pytest_asyncio.fixture(loop_scope="session", params=EDITORS)
async def editor(request, tmp_path):
    """Each editor in turn."""
    async with started(tmp_path, request.param) as editor:
        yield editor


@pytest.fixture
def needs_chromium():
    if find_chromium() is None:
        pytest.skip("no Chromium is installed")


@pytest.fixture
def dying_engine():
    """An endpoint that goes away in the middle of a word."""

    class Dying(Streaming):
        def go_on(self):
            self.say("1 na")
            self.connection.shutdown(socket.SHUT_RDWR)

    with endpoint(Dying) as url:
        yield url


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A user without settings."""
    for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / "home" / kind.lower()))


@pytest.fixture
def project(tmp_path):
    """Makes a workspace of files by their paths, texts or bytes."""

    def make(files, settings=""):
        folder = tmp_path / "project"
        for name, content in {"pyproject.toml": settings, **files}.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return folder

    return make
