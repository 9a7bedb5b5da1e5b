"""What every sandbox shows of the machine: programs and their libraries, nobody's files.

A list of what is shown, not of what is hidden: sockets of daemons in /run, other users, the secrets
of /etc and whatever comes to lie beside them tomorrow stay out without being known by name.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

_SYSTEM: Final = ("usr", "bin", "sbin", "lib", "lib32", "lib64", "libx32", "nix/store", "gnu/store")
# Of /etc what programs read, each a mount, and no password, key or host's secret.
_ETC: Final = (
    "alternatives",
    "crypto-policies",
    "fonts",
    "group",
    "hosts",
    "ld.so.cache",
    "locale.conf",
    "localtime",
    "mime.types",
    "nsswitch.conf",
    "os-release",
    "passwd",
    "pki/ca-trust",
    "pki/tls/cert.pem",
    "pki/tls/certs",
    "services",
    "ssl/certs",
    "ssl/openssl.cnf",
    "static",
    "timezone",
)


def system_paths() -> list[Path]:
    """Programs, libraries and settings that are the same for every user."""
    etc = Path("/etc")
    named = [Path("/", name) for name in _SYSTEM] + [etc / name for name in _ETC]
    return [path for path in (*named, *sorted(etc.glob("python3*"))) if path.exists()]
