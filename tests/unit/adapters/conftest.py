from __future__ import annotations

from pathlib import Path

import pytest
import torch

from limner_adapters.builtin.tokenizer import train_tokenizer
from tiny_training import TINY, write_tiny_data

# More threads only wait for each other in models this small.
torch.set_num_threads(1)


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    write_tiny_data(folder)
    return folder


@pytest.fixture(scope="session")
def tokenizer():
    return train_tokenizer([' "Word 1"', ' "Word 2"'], TINY.text_tokens)
