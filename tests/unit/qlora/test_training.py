import dataclasses
import json
import threading

import pytest
import torch
from safetensors.torch import load_file

from limner_adapters.tuning.qlora import lora, memory
from limner_adapters.tuning.qlora.checkpoints import Checkpoints
from limner_adapters.tuning.qlora.errors import TrainingError
from limner_adapters.tuning.qlora.lora import load_base, with_adapter
from limner_adapters.tuning.qlora.memory import MicroBatches
from limner_adapters.tuning.qlora.session import Session
from limner_adapters.tuning.trainer import outlook, train_adapter
from limner_adapters.tuning.training import Phase
from limner_model.errors import CancelledError, OutOfMemoryError
from limner_model.installed import InstalledModel
from limner_model.loader import load_model
from limner_model.quantization import quantized_layers
from limner_server.errors import OutputError
from tiny_tuning import Pause, no_room, training

NEVER = threading.Event()


def unheard(_):
    pass


def weights(trained):
    return load_file(trained.adapter / "adapter_model.safetensors")


def kept_step(work):
    """The step whose state is kept."""
    return max(int(path.name) for path in work.out.glob("states/*/*") if path.name.isdecimal())


def same(one, other):
    return all(one[name].equal(other[name]) for name in one | other)


def test_a_training_goes_on_from_the_adapter_that_the_model_brings_along(base, tmp_path):
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
    first = train_adapter(training(base, tmp_path / "first", passes=4), unheard, NEVER)

    second = train_adapter(training(base, tmp_path / "second", start=first.adapter), unheard, NEVER)

    assert second.loss_before == pytest.approx(first.loss_after, rel=0.02)
    assert second.loss_after < second.loss_before
    assert not same(weights(first), weights(second))


@pytest.fixture
def prepared(base, tmp_path):
    """A trainer before its first step."""

    def prepare(remark=None):
        session = Session(training(base, tmp_path), remark or unheard, NEVER)
        return session.prepared(tmp_path / "draft", Checkpoints(tmp_path / "states"))

    return prepare


def gradients(trainer):
    """What the first step finds, by the name of the weight."""
    trainer.create_optimizer()
    batch = next(iter(trainer.get_train_dataloader()))
    trainer.training_step(trainer.model, batch)
    found = {
        name: one.grad.clone()
        for name, one in trainer.model.named_parameters()
        if one.requires_grad
    }
    trainer.model.zero_grad()
    return found


def likeness(one, other):
    pairs = [torch.cat([each[name].flatten() for name in one]) for each in (one, other)]
    return torch.nn.functional.cosine_similarity(*pairs, dim=0).item()


def test_what_is_learnt_lowers_the_loss_and_the_engine_loads_it(base, tmp_path):
    heard = []

    trained = train_adapter(training(base, tmp_path, passes=4), heard.append, NEVER)

    assert trained.loss_after < 0.7 * trained.loss_before
    assert trained.steps == heard[-1].steps == heard[-1].step
    assert heard[0].phase == Phase.LOADING
    assert heard[-1].seconds_left == 0
    loaded = load_model(InstalledModel("tiny", base, {"mine": trained.adapter}))
    with loaded.speaking_as("mine"):
        config = json.loads((trained.adapter / "adapter_config.json").read_text())
    assert config["base_model_name_or_path"] == "tiny"
    assert sorted(path.name for path in trained.adapter.iterdir()) == [
        "adapter_config.json",
        "adapter_model.safetensors",
    ]


def test_a_training_that_is_done_is_not_done_again(base, tmp_path):
    work = training(base, tmp_path)
    first = train_adapter(work, unheard, NEVER)
    heard = []

    assert train_adapter(work, heard.append, NEVER) == first
    assert not heard


def test_other_examples_are_another_training(base, tmp_path):
    first = train_adapter(training(base, tmp_path), unheard, NEVER)

    second = train_adapter(training(base, tmp_path, seed=8), unheard, NEVER)

    assert second.loss_after != first.loss_after


@pytest.mark.parametrize("steps", [1, 5])
def test_a_pause_changes_nothing(base, tmp_path, steps):
    whole = train_adapter(training(base, tmp_path / "whole"), unheard, NEVER)
    work, pause = training(base, tmp_path / "parts"), Pause(steps)

    with pytest.raises(CancelledError):
        train_adapter(work, pause, pause)
    done = kept_step(work)
    heard = []
    trained = train_adapter(work, heard.append, NEVER)

    assert done >= steps
    assert next(one.step for one in heard if one.step) == done + 1
    assert same(weights(trained), weights(whole))
    assert (trained.loss_before, trained.tokens) == (whole.loss_before, whole.tokens)


def test_gradients_are_right_after_a_measurement_in_4_bit(prepared, monkeypatch):
    """Without the cure, the weights that a measurement repacked have no backward (AVX512-BF16)."""
    monkeypatch.setattr(lora, "is_small", lambda _: False)
    trainer = prepared()
    assert quantized_layers(trainer.model)
    right = gradients(trainer)

    trainer.evaluate()
    after = gradients(trainer)

    assert likeness(after, right) > 0.999


def test_a_small_model_learns_the_same_unpacked(prepared, monkeypatch):
    unpacked = gradients(prepared())
    monkeypatch.setattr(lora, "is_small", lambda _: False)

    packed = gradients(prepared())

    assert likeness(unpacked, packed) > 0.98


class Cramped(torch.nn.Module):
    """Stands before a layer, and has memory for so many tokens."""

    def __init__(self, layer, tokens):
        super().__init__()
        self.layer, self.tokens = layer, tokens

    def forward(self, hidden, **options):
        if hidden.shape[1] > self.tokens:
            # As torch says it on the CPU.
            raise RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried to allocate")
        return self.layer(hidden, **options)


def cramp(trainer, tokens):
    layers = trainer.model.get_base_model().model.text_model.layers
    layers[1] = Cramped(layers[1], tokens)


def unwrapped(found):
    return {name.replace("layers.1.layer.", "layers.1."): one for name, one in found.items()}


def test_a_full_memory_is_answered_by_smaller_rows_of_the_same_step(prepared):
    at_once = gradients(prepared())
    said = []
    trainer = prepared(lambda progress: said.append(progress.remark))
    cramp(trainer, max(trainer.plan.lessons.lengths) + 1)

    in_parts = unwrapped(gradients(trainer))

    assert likeness(in_parts, at_once) > 0.999
    assert next(filter(None, said)).startswith("out of memory: activations")
    assert trainer._rows.tokens < 128


def test_what_does_not_fit_alone_is_one_clear_line(prepared):
    trainer = prepared()
    cramp(trainer, 20)

    with pytest.raises(OutOfMemoryError, match=r"an example of \d+ tokens does not fit"):
        gradients(trainer)


def test_activations_are_kept_where_there_is_room(base, monkeypatch):
    def begun_with(free):
        monkeypatch.setattr(memory, "_free", lambda: free)
        loaded, recipe = load_base(InstalledModel("tiny", base, {}))
        return MicroBatches(with_adapter(loaded.model, recipe.rank, 0), 4096).checkpointing

    assert begun_with(10**6)
    assert not begun_with(10**10)


def test_a_loss_that_is_no_number_ends_it_and_keeps_the_state(base, tmp_path, monkeypatch):
    hopeless = dataclasses.replace(lora.SMALL, learning_rate=1e30, largest_gradient=1e30)
    monkeypatch.setattr(lora, "SMALL", hopeless)
    work = training(base, tmp_path)

    with pytest.raises(TrainingError, match=r"no number any more at step \d+ .*shop.py:"):
        train_adapter(work, unheard, NEVER)

    assert not (work.out / "adapter").exists()


def test_no_room_ends_it_and_what_was_there_is_gone_on_with(base, tmp_path):
    whole = train_adapter(training(base, tmp_path / "whole"), unheard, NEVER)
    work, pause = training(base, tmp_path / "parts"), Pause(2)
    with pytest.raises(CancelledError):
        train_adapter(work, pause, pause)

    done = kept_step(work)

    with no_room(), pytest.raises(OutputError, match="cannot write"):
        train_adapter(work, unheard, NEVER)
    heard = []
    trained = train_adapter(work, heard.append, NEVER)

    assert next(one.step for one in heard if one.step) == done + 1
    assert same(weights(trained), weights(whole))


def test_time_ends_a_training(base, tmp_path):
    work = training(base, tmp_path, passes=2000, minutes=0.03)

    trained = train_adapter(work, unheard, NEVER)

    assert trained.seconds > 1.8
    assert trained.steps < 2000 * 8


def test_an_outlook_writes_nothing(base, tmp_path):
    work = training(base, tmp_path)

    found = outlook(work, NEVER)

    assert found.steps >= 8
    assert found.seconds > 0
    assert found.memory > 10**6
    assert found.parameters > 0
    assert not work.out.exists()
