"""What is kept takes a part of what is free."""

from __future__ import annotations

from types import SimpleNamespace

import psutil
import pytest
import torch

from limner_model.prefix import budget


def test_an_eighth_of_the_free_memory_holds_what_was_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(psutil, "virtual_memory", lambda: SimpleNamespace(available=8 * 2**30))
    assert budget(torch.device("cpu")) == 2**30


def test_of_a_gpu_it_is_a_quarter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "mem_get_info", lambda _: (2**30, 8 * 2**30))
    assert budget(torch.device("cuda")) == 2**28
