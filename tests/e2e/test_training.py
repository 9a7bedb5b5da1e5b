import pytest

from limner_adapters.builtin.checkpoint import load_state
from limner_adapters.builtin.tokenizer import prepare_tokenizer
from limner_adapters.builtin.train import Session, train
from tiny_training import TINY, write_tiny_data

pytestmark = pytest.mark.e2e


def test_two_processes_train_together_and_go_on_where_they_stopped(tmp_path):
    data, run = tmp_path / "data", tmp_path / "run"
    write_tiny_data(data)
    prepare_tokenizer(data, (), run, TINY.text_tokens)

    train(TINY, Session(data, (), run, minutes=0.02, processes=2, port=29777))
    first = load_state(run)
    train(TINY, Session(data, (), run, minutes=0.04, processes=2, port=29778))
    second = load_state(run)

    assert first is not None
    assert second is not None
    assert 1 <= first[1]["step"] < second[1]["step"]
    assert first[1]["minutes"] < second[1]["minutes"]
    assert set(first[0]) == set(second[0])
