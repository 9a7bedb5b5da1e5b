"""What a case reaches of the outside that is not the same everywhere."""

# Goes into the workspace's interpreter: it holds whatever a case does.
# ruff: noqa: ARG002, PLW0603

from __future__ import annotations

import os
import sys
import threading
from types import FrameType
from typing import Any


class Reached:
    """What a case reaches that is not the same everywhere, told by audit events and calls.

    Args:
        root: of the workspace; what lies in it may be read.
        folder: of the case; anything may be done there.
    """

    def __init__(self, root: str, folder: str) -> None:
        self._readable = tuple(
            os.path.join(os.path.realpath(one), "")
            for one in (root, sys.prefix, sys.base_prefix, "/usr/share", "/usr/lib", "/etc")
        )
        self._folder = os.path.join(os.path.realpath(folder), "")
        self._is_moved = False
        self._is_seeded = False
        self.found: set[str] = set()
        self.is_on = False

    def start(self) -> None:
        """Listen from now on, in this thread and those that it starts."""
        global _current
        _current = self
        self.is_on = True
        threading.setprofile(self._profile)
        sys.setprofile(self._profile)

    def stop(self) -> None:
        """Listen no longer."""
        global _current
        sys.setprofile(None)
        threading.setprofile(None)
        self.is_on = False
        _current = None

    def heard(self, event: str, arguments: tuple[Any, ...]) -> None:
        """An audit event. What would do harm is refused: no test may do it."""
        if event in CONNECTIONS:
            self.found.add("network")
            raise PermissionError("no connections")
        if event in PROCESSES:
            self.found.add("processes")
            raise PermissionError("no other programs")
        if event in CHANGES:
            self._changes(arguments)
        elif event in LISTENERS:
            getattr(self, LISTENERS[event])(*arguments)

    def _lists(self, path: Any = None, *_: Any) -> None:
        self._reads(path)

    def _connects(self, database: Any, *_: Any) -> None:
        if database not in (":memory:", b":memory:"):
            self._changes((database,))

    def _sets(self, *_: Any) -> None:
        self.found.add("environment")

    def _plugs(self, _: Any, family: int, *__: Any) -> None:
        if family in FAMILIES:
            self.found.add("network")

    def _moves(self, path: Any, *_: Any) -> None:
        self._is_moved = self._is_own(path)

    def _opens(self, path: Any, mode: Any, flags: Any, *_: Any) -> None:
        if isinstance(path, int) or path is None:
            return
        writes = flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) if isinstance(flags, int) else False
        if writes:
            self._changes((path,))
        else:
            self._reads(path)

    def _reads(self, path: Any) -> None:
        if isinstance(path, int):
            return
        name = os.fsdecode(path) if path is not None else "."
        if name in ("/dev/urandom", "/dev/random"):
            self.found.add("random")
        elif name != os.devnull and not self._is_own(name):
            real = os.path.realpath(name)
            if not os.path.isabs(name) or not real.startswith(self._readable):
                self.found.add("files")

    def _changes(self, paths: tuple[Any, ...]) -> None:
        for path in paths:
            if not isinstance(path, (str, bytes, os.PathLike)):
                continue
            if os.fsdecode(path) != os.devnull and not self._is_own(path):
                self.found.add("files")
                if os.path.isabs(os.fsdecode(path)):
                    raise PermissionError("no files outside the case's own folder")

    def _is_own(self, path: Any) -> bool:
        """Whether a path leads into the case's folder, and says so wherever it is run."""
        name = os.fsdecode(path)
        if not os.path.isabs(name) and not self._is_moved:
            return False
        return os.path.join(os.path.realpath(name), "").startswith(self._folder)

    def _profile(self, frame: FrameType, event: str, argument: Any) -> None:
        if event == "c_call":
            name = argument.__name__
            if name in CALLS:
                self._c_call(name, argument)
        elif event == "call":
            name = frame.f_code.co_name
            if name in FUNCTIONS:
                self._call(name, frame)

    def _c_call(self, name: str, function: Any) -> None:
        module = getattr(function, "__module__", None)
        owner = getattr(function, "__self__", None)
        if (module == "time" and name not in ("random", "getrandbits")) or (
            name in ("now", "today", "utcnow") and isinstance(owner, type)
        ):
            self.found.add("clock")
        elif name in ("random", "getrandbits"):
            library = sys.modules.get("random")
            if library and owner is library._inst and not self._is_seeded:
                self.found.add("random")
        elif module == "posix":
            self.found.add("environment" if name == "getcwd" else "random")

    def _call(self, name: str, frame: FrameType) -> None:
        path = frame.f_code.co_filename
        if name == "seed" and path.endswith("random.py"):
            is_seeded = frame.f_locals.get("a") is not None
            library = sys.modules["random"]
            if frame.f_locals.get("self") is library._inst:
                self._is_seeded = is_seeded
            if not is_seeded and not _above(frame, ("random.py",)).startswith(LIBRARY):
                self.found.add("random")
        elif name == "sleep" and path.endswith("tasks.py") and frame.f_locals.get("delay"):
            self.found.add("sleep")
        elif frame.f_code is ENVIRON and not _above(frame, MAPPINGS).startswith(LIBRARY):
            self.found.add("environment")


def _above(frame: FrameType | None, names: tuple[str, ...]) -> str:
    """The file of the first call above that is in none of some files."""
    while frame and frame.f_code.co_filename.endswith(names):
        frame = frame.f_back
    return frame.f_code.co_filename if frame else ""


_current: Reached | None = None

CONNECTIONS = frozenset(
    {
        "socket.connect",
        "socket.bind",
        "socket.getaddrinfo",
        "socket.gethostbyname",
        "socket.gethostbyaddr",
        "socket.sendto",
        "socket.sendmsg",
        "urllib.Request",
    }
)
# AF_INET, and AF_INET6 on Linux, macOS and Windows.
FAMILIES = (2, 10, 30, 23)
PROCESSES = frozenset(
    {
        "subprocess.Popen",
        "os.system",
        "os.exec",
        "os.fork",
        "os.forkpty",
        "os.posix_spawn",
        "os.spawn",
        "os.kill",
        "os.killpg",
        "pty.spawn",
        "webbrowser.open",
    }
)
CHANGES = frozenset(
    {
        "os.remove",
        "os.rename",
        "os.mkdir",
        "os.rmdir",
        "os.link",
        "os.symlink",
        "os.truncate",
        "os.chmod",
        "os.chown",
        "os.utime",
        "shutil.rmtree",
        "shutil.copyfile",
        "shutil.move",
        "shutil.copytree",
    }
)
# Other events, and the methods that hear of them.
LISTENERS = {
    "open": "_opens",
    "os.listdir": "_lists",
    "os.scandir": "_lists",
    "sqlite3.connect": "_connects",
    "os.putenv": "_sets",
    "os.unsetenv": "_sets",
    "os.chdir": "_moves",
    "socket.__new__": "_plugs",
}
CALLS = frozenset(
    {
        "time",
        "time_ns",
        "monotonic",
        "monotonic_ns",
        "perf_counter",
        "perf_counter_ns",
        "process_time",
        "localtime",
        "gmtime",
        "ctime",
        "strftime",
        "now",
        "today",
        "utcnow",
        "random",
        "getrandbits",
        "urandom",
        "getrandom",
        "getcwd",
    }
)
MAPPINGS = ("os.py", "_collections_abc.py", "<frozen os>", "<frozen _collections_abc>")
FUNCTIONS = frozenset({"seed", "sleep", "__getitem__"})
ENVIRON = type(os.environ).__getitem__.__code__
LIBRARY = os.path.dirname(os.__file__)


def note(what: str) -> None:
    """Let something be known as reached by the case that runs now."""
    if _current is not None:
        _current.found.add(what)


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    current = _current
    if current is not None and current.is_on:
        current.heard(event, arguments)


def listen() -> None:
    """Hear of audit events; once for a process, since it cannot be undone."""
    sys.addaudithook(_hook)
