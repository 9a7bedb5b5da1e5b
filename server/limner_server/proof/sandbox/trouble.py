"""Why bubblewrap does not work on a machine, and what its owner can do about it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

# Settings that switch off what bubblewrap needs: the file, its content then, what helps.
_SETTINGS: Final = (
    (
        "/proc/sys/kernel/apparmor_restrict_unprivileged_userns",
        "1",
        (
            "AppArmor keeps it from user namespaces (Ubuntu 24.04): give /usr/bin/bwrap a profile"
            " with `userns,`, or sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0"
        ),
    ),
    (
        "/proc/sys/kernel/unprivileged_userns_clone",
        "0",
        "user namespaces are switched off: sudo sysctl kernel.unprivileged_userns_clone=1",
    ),
    (
        "/proc/sys/user/max_user_namespaces",
        "0",
        "user namespaces are switched off: sudo sysctl user.max_user_namespaces=15000",
    ),
)
_CONTAINERS: Final = ("/.dockerenv", "/run/.containerenv")


def remedy_for(said: str, machine: Path = Path("/")) -> str:
    """What helps where bubblewrap fails.

    Args:
        said: the last line that it printed.
        machine: where the machine's files are found.
    """
    for name, off, remedy in _SETTINGS:
        setting = machine / name.lstrip("/")
        if setting.is_file() and setting.read_text(encoding="ascii").strip() == off:
            return remedy
    if any((machine / name.lstrip("/")).exists() for name in _CONTAINERS):
        return (
            "the container forbids namespaces: start it with --security-opt seccomp=unconfined"
            " --security-opt systempaths=unconfined"
        )
    if "Unknown option" in said:
        return "install a newer bubblewrap: 0.4 or later"
    return "see whether `bwrap --unshare-all --ro-bind / / true` works"
