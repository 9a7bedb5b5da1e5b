import pytest
import torch

from limner_adapters.builtin import checkpoint
from limner_adapters.builtin.checkpoint import load_state, save_state


def test_a_state_comes_back_as_it_was_saved(tmp_path):
    tensors = {"model.a": torch.arange(6.0).view(2, 3), "optimizer.0.1.step": torch.tensor(4.0)}

    save_state(tmp_path, tensors, {"step": 4, "minutes": 1.5})
    found = load_state(tmp_path)

    assert found is not None
    assert found[1] == {"step": 4, "minutes": 1.5}
    assert all(torch.equal(found[0][name], tensor) for name, tensor in tensors.items())


def test_no_file_is_larger_than_a_part(tmp_path, monkeypatch):
    monkeypatch.setattr(checkpoint, "PART_BYTES", 1000)

    save_state(tmp_path, {f"model.{n}": torch.zeros(100) for n in range(10)}, {"step": 1})

    sizes = [part.stat().st_size for part in (tmp_path / "state").glob("*.safetensors")]
    assert len(sizes) == 5
    assert max(sizes) < 1300


def test_a_run_that_was_killed_while_saving_keeps_the_state_before(tmp_path):
    save_state(tmp_path, {"model.a": torch.ones(3)}, {"step": 1})
    (tmp_path / "state").rename(tmp_path / "state.old")
    (tmp_path / "state.draft").mkdir()

    found = load_state(tmp_path)

    assert found is not None
    assert found[1]["step"] == 1


def test_a_full_disk_leaves_the_state_before(tmp_path, monkeypatch):
    save_state(tmp_path, {"model.a": torch.ones(3)}, {"step": 1})

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("safetensors.torch.save_file", full)
    with pytest.raises(OSError, match="No space"):
        save_state(tmp_path, {"model.a": torch.zeros(3)}, {"step": 2})

    found = load_state(tmp_path)
    assert found is not None
    assert found[1]["step"] == 1


def test_a_new_run_has_no_state(tmp_path):
    assert load_state(tmp_path) is None
