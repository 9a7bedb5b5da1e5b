from __future__ import annotations

from pathlib import Path

import pytest
import torch

from tiny_model import save_tiny_model

# More threads only wait for each other in models this small.
torch.set_num_threads(1)


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_tiny_model(tmp_path_factory.mktemp("base"))
