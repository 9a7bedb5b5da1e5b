"""Pictures on the clipboard of an X server."""

import subprocess
from contextlib import contextmanager

from processes import wait_until


@contextmanager
def on_clipboard(display, picture):
    """A picture on the clipboard; its owner has to stay while it is there."""
    clipboard = ["xclip", "-display", display, "-selection", "clipboard", "-t"]
    command = [*clipboard, "image/png", "-i", str(picture), "-quiet"]
    targets = [*clipboard, "TARGETS", "-o"]

    def is_there():
        listed = subprocess.run(targets, check=False, capture_output=True, text=True)
        return "image/png" in listed.stdout

    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as owner:
        wait_until(is_there)
        yield
        owner.terminate()
