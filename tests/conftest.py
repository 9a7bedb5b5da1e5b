"""Fixtures that tests of several kinds share."""

import os
import shutil
import subprocess
from contextlib import contextmanager
from importlib import resources

import pytest
from PIL import Image, ImageDraw, ImageFont

from streaming_engine import slow_endpoint


@pytest.fixture(autouse=True)
def environment(monkeypatch):
    """What a test leaves in the environment (`limner train` bars the hub) ends with it."""
    before = dict(os.environ)
    # A developer's own settings of the hub are nothing that a test may hang on.
    for name in ("HF_ENDPOINT", "HF_TOKEN", "HF_HUB_OFFLINE"):
        monkeypatch.delenv(name, raising=False)
    yield
    os.environ.clear()
    os.environ.update(before)


@contextmanager
def mounted(folder, options):
    """A file system in memory at `folder`, where this user may mount one."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(mount, check=False).returncode:
        pytest.skip("no file system can be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 64 KiB."""
    with mounted(tmp_path / "disk", "size=64k") as disk:
        yield disk


@pytest.fixture
def read_only_folder(tmp_path):
    """A folder that nobody may write into, root included."""
    if os.geteuid() == 0:
        with mounted(tmp_path / "read-only", "ro") as folder:
            yield folder
    else:
        folder = tmp_path / "read-only"
        folder.mkdir(mode=0o500)
        yield folder


@pytest.fixture
def desktop(monkeypatch):
    """An X server of its own without a screen, with nothing on the clipboard."""
    if shutil.which("Xvfb") is None or shutil.which("xclip") is None:
        pytest.skip("needs Xvfb and xclip")
    reader, writer = os.pipe()
    # When its last client leaves, the server would start over, tell its number to a pipe that
    # nobody reads any more, and die of it.
    command = ["Xvfb", "-displayfd", str(writer), "-noreset", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writer], stderr=subprocess.DEVNULL) as server:
        os.close(writer)
        with os.fdopen(reader) as number:
            display = f":{number.readline().strip()}"
        monkeypatch.setenv("DISPLAY", display)
        monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
        yield display
        server.terminate()


@pytest.fixture
def shot(tmp_path):
    """A small screenshot: a heading, a line of text, a button."""
    image = Image.new("RGB", (480, 240), "white")
    draw = ImageDraw.Draw(image)
    draw.text((32, 24), "Fresh bread", fill="#1f2937", font=ImageFont.load_default(32))
    draw.text(
        (32, 84), "Baked every morning at six", fill="#4b5563", font=ImageFont.load_default(16)
    )
    draw.rounded_rectangle((32, 136, 192, 180), 6, fill="#b45309")
    draw.text((64, 148), "Order now", fill="white", font=ImageFont.load_default(18))
    image.save(tmp_path / "shot.png")
    return tmp_path / "shot.png"


@pytest.fixture
def large_shot(tmp_path):
    """The sample that ships with the package: work for some seconds."""
    with resources.as_file(resources.files("limner_server.samples") / "harbour.png") as sample:
        shutil.copy(sample, tmp_path / "large.png")
    return tmp_path / "large.png"


@pytest.fixture
def slow_engine():
    """An endpoint that takes minutes; events tell that it was asked, and that nobody listens."""
    with slow_endpoint() as slow:
        yield slow
