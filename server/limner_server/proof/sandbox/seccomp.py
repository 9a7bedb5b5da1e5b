"""The system calls that nothing in the sandbox may make, as a filter that the kernel runs.

Namespaces do not part everything: keys of the session, sockets to the machine around a virtual
one, and memory that no process is charged for pass through. What is refused is answered as by a
kernel that lacks it, for which programs are prepared. The program is classic BPF, see
https://docs.kernel.org/userspace-api/seccomp_filter.html.
"""

from __future__ import annotations

import errno
import functools
import platform
import struct
from dataclasses import dataclass
from typing import Final

# Instructions: load a word, jump if equal, at least, any bit; return.
_LOAD, _EQUAL, _AT_LEAST, _ANY, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
# Where `struct seccomp_data` has its fields; of an argument the lower half.
_NUMBER, _ARCHITECTURE, _FIRST, _SECOND = 0, 4, 16, 24
_ALLOW: Final = 0x7FFF0000
_REFUSE: Final = 0x00050000

_NEW_USER: Final = 0x10000000
# To put characters into the terminal, as if somebody had typed them.
_TYPING: Final = (0x5412, 0x541C)
# Local, IPv4, IPv6, and netlink, by which programs ask for the interfaces there are.
_FAMILIES: Final = (1, 2, 10, 16)


@dataclass(frozen=True, slots=True)
class _Calls:
    """The numbers of system calls on one architecture.

    Attributes:
        architecture: as `AUDIT_ARCH_*` has it.
        absent: refused always: keys, unaccounted memory, and much code that few programs need.
        clone: starts processes; refused with a new user namespace, as is `unshare`.
    """

    architecture: int
    absent: tuple[int, ...]
    clone: int
    unshare: int
    socket: int
    ioctl: int


# add_key, request_key, keyctl, perf_event_open, memfd_create, bpf, userfaultfd, io_uring_setup,
# io_uring_enter, io_uring_register, clone3 (whose flags no filter can see), memfd_secret
_SHARED: Final = (425, 426, 427, 435, 447)
_CALLS: Final = {
    "x86_64": _Calls(0xC000003E, (248, 249, 250, 298, 319, 321, 323, *_SHARED), 56, 272, 41, 16),
    "aarch64": _Calls(0xC00000B7, (217, 218, 219, 241, 279, 280, 282, *_SHARED), 220, 97, 198, 29),
}
# The second set of numbers that x86-64 has starts here.
_X32: Final = 0x40000000


@functools.cache
def seccomp_filter() -> bytes:
    """The filter for this machine; empty for an architecture whose numbers are not known here."""
    calls = _CALLS.get(platform.machine())
    if calls is None:
        return b""
    refuse_absent = _refuse(errno.ENOSYS)
    program = [
        *_load(_ARCHITECTURE),
        *_unless(_EQUAL, calls.architecture, refuse_absent),
        *_load(_NUMBER),
        *_where(_AT_LEAST, _X32, refuse_absent),
    ]
    for number in calls.absent:
        program += _where(_EQUAL, number, refuse_absent)
    for number in (calls.clone, calls.unshare):
        flags = [*_load(_FIRST), *_where(_ANY, _NEW_USER, _refuse(errno.EPERM)), *_allow()]
        program += _where(_EQUAL, number, flags)
    families = _load(_FIRST)
    for family in _FAMILIES:
        families += _where(_EQUAL, family, _allow())
    program += _where(_EQUAL, calls.socket, families + _refuse(errno.EAFNOSUPPORT))
    requests = _load(_SECOND)
    for request in _TYPING:
        requests += _where(_EQUAL, request, _refuse(errno.EPERM))
    program += _where(_EQUAL, calls.ioctl, requests + _allow())
    return b"".join(program + _allow())


def _instruction(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, value)


def _load(field: int) -> list[bytes]:
    return [_instruction(_LOAD, field)]


def _allow() -> list[bytes]:
    return [_instruction(_RETURN, _ALLOW)]


def _refuse(error: int) -> list[bytes]:
    return [_instruction(_RETURN, _REFUSE | error)]


def _where(test: int, value: int, then: list[bytes]) -> list[bytes]:
    """Instructions that are run only where what was loaded passes a test; they must return."""
    return [_instruction(test, value, 0, len(then)), *then]


def _unless(test: int, value: int, then: list[bytes]) -> list[bytes]:
    return [_instruction(test, value, len(then), 0), *then]
