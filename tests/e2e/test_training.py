import pytest
import torch

from limner_adapters.builtin.tokenizer import prepare_tokenizer
from limner_adapters.builtin.train import Session, train
from tiny_training import TINY, write_tiny_data

pytestmark = pytest.mark.e2e


def test_two_processes_train_together_and_go_on_where_they_stopped(tmp_path):
    data, run = tmp_path / "data", tmp_path / "run"
    write_tiny_data(data)
    prepare_tokenizer(data, run, TINY.text_tokens)

    train(TINY, Session(data, run, minutes=0.02, processes=2, port=29777))
    first = torch.load(run / "state.pt", weights_only=True)
    train(TINY, Session(data, run, minutes=0.04, processes=2, port=29778))
    second = torch.load(run / "state.pt", weights_only=True)

    assert first["step"] >= 1
    assert second["step"] > first["step"]
    assert second["minutes"] > first["minutes"]
