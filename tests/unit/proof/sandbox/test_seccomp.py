"""The filter of system calls: a program that the kernel takes."""

import platform
import struct

import pytest

from limner_server.proof.sandbox.seccomp import seccomp_filter

LOAD, RETURN = 0x20, 0x06
JUMPS = {0x15, 0x35, 0x45}


@pytest.fixture
def machine(monkeypatch):
    def set_machine(name):
        monkeypatch.setattr(platform, "machine", lambda: name)
        seccomp_filter.cache_clear()

    yield set_machine
    seccomp_filter.cache_clear()


@pytest.mark.parametrize("name", ["x86_64", "aarch64"])
def test_every_jump_leads_to_an_instruction(machine, name):
    machine(name)
    program = list(struct.iter_unpack("=HBBI", seccomp_filter()))

    for at, (code, if_true, if_false, _) in enumerate(program):
        assert code in {LOAD, RETURN, *JUMPS}
        if code in JUMPS:
            assert at + 1 + max(if_true, if_false) < len(program)
    assert program[-1][0] == RETURN


def test_of_an_unknown_machine_no_numbers_are_guessed(machine):
    machine("riscv64")

    assert seccomp_filter() == b""
